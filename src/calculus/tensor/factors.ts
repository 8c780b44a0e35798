/** Products of elements taken apart and put together again in one order, so that equal products are one node. */
import * as make from '../construct';
import { functionRows } from '../functions/table';
import type { NodeId } from '../graph';
import { FIRST_FUNCTION, Op } from '../operations';
import type { Tensors } from './tensors';

export interface Factor {
  readonly node: NodeId;
  /** Whether it divides. */
  readonly inverse: boolean;
}

/** The factors of an expression; those that cancel are gone (the conditions stay with the function's own). */
export function factorsOf(tensors: Tensors, node: NodeId): Factor[] {
  const found: Factor[] = [];
  collect(tensors, node, false, found);
  const kept: Factor[] = [];
  for (const factor of found) {
    const partner = kept.findIndex((other) => other.node === factor.node && other.inverse !== factor.inverse);
    if (partner >= 0) kept.splice(partner, 1);
    else kept.push(factor);
  }
  return withSoftmax(tensors, kept);
}

/** e^u/Σe^u is one thing. */
function withSoftmax(tensors: Tensors, factors: readonly Factor[]): Factor[] {
  const g = tensors.scalars;
  for (const bottom of factors) {
    const place = bottom.inverse ? tensors.placeOf(bottom.node) : undefined;
    const sum = place && tensors.atom(place.atom);
    if (sum?.kind !== 'sum' || nameOf(tensors, sum.body) !== 'exp' || sum.sizes.length !== sum.axes.length + 1)
      continue;
    for (const top of factors) {
      if (top.inverse || nameOf(tensors, top.node) !== 'exp') continue;
      const at = runningIndex(tensors, top.node, sum.body, place?.at ?? []);
      if (at === undefined) continue;
      const of = g.a(sum.body);
      const atom = tensors.intern(`softmax ${sum.sizes.join()} ${of}`, { kind: 'softmax', axes: sum.sizes, of });
      const rest = factors.filter((factor) => factor !== top && factor !== bottom);
      return withSoftmax(tensors, [...rest, { node: tensors.elementAt(atom, at), inverse: false }]);
    }
  }
  return [...factors];
}

/** Where `node` is an element of what is summed: at the sum's own indices and one more. */
function runningIndex(
  tensors: Tensors,
  node: NodeId,
  body: NodeId,
  own: readonly number[],
): readonly number[] | undefined {
  for (let index = 0; index < 31; index += 1) {
    if ((tensors.mask(node) & (1 << index)) === 0) continue;
    const at = [...own, index];
    if (tensors.reindex(body, (old) => at[old] as number) === node) return at;
  }
  return undefined;
}

function collect(tensors: Tensors, node: NodeId, inverse: boolean, found: Factor[]): void {
  const g = tensors.scalars;
  switch (g.op(node)) {
    case Op.Multiply:
      collect(tensors, g.a(node), inverse, found);
      collect(tensors, g.b(node), inverse, found);
      return;
    case Op.Divide:
      collect(tensors, g.a(node), inverse, found);
      collect(tensors, g.b(node), !inverse, found);
      return;
    case Op.Negate:
      found.push({ node: g.integer(-1), inverse: false });
      collect(tensors, g.a(node), inverse, found);
      return;
    case Op.Power: {
      const exponent = g.valueOf(g.b(node));
      const isProduct = [Op.Multiply, Op.Divide].some((op) => op === g.op(g.a(node)));
      if (exponent !== undefined && Number.isInteger(exponent) && Math.abs(exponent) <= 4 && isProduct) {
        for (let i = 0; i < Math.abs(exponent); i += 1) collect(tensors, g.a(node), inverse !== exponent < 0, found);
        return;
      }
      if (exponent !== undefined && exponent < 0) {
        collect(tensors, make.power(g, g.a(node), g.double(-exponent)), !inverse, found);
        return;
      }
      break;
    }
    case Op.Select: {
      // Pieces of which one is 0 are a factor that is 0 or 1, times the other.
      const [condition, then, otherwise] = [g.a(node), g.b(node), g.c(node)];
      if (inverse || (!tensors.isZero(then) && !tensors.isZero(otherwise))) break;
      const [value, zero, one] = [tensors.isZero(then) ? otherwise : then, g.integer(0), g.integer(1)];
      if (tensors.isOne(value)) break;
      found.push({
        node: tensors.isZero(then) ? make.select(g, condition, zero, one) : make.select(g, condition, one, zero),
        inverse,
      });
      collect(tensors, value, inverse, found);
      return;
    }
    default:
      if (nameOf(tensors, node) === 'exp') return collectExponential(tensors, node, inverse, found);
  }
  if (!tensors.isOne(node)) found.push({ node, inverse });
}

const nameOf = (tensors: Tensors, node: NodeId): string | undefined =>
  functionRows[tensors.scalars.op(node) - FIRST_FUNCTION]?.name;

/** e^(u − max u) is e^u/e^(max u): the shift that programs take for safety cancels. */
function collectExponential(tensors: Tensors, node: NodeId, inverse: boolean, found: Factor[]): void {
  const g = tensors.scalars;
  const shifts: NodeId[] = [];
  const others: NodeId[] = [];
  for (const term of addends(tensors, g.a(node))) (isShift(tensors, term) ? shifts : others).push(term);
  if (shifts.length === 0) {
    found.push({ node, inverse });
    return;
  }
  for (const shift of shifts) {
    const isNegative = g.op(shift) === Op.Negate;
    found.push({ node: make.call(g, 'exp', isNegative ? g.a(shift) : shift), inverse: inverse !== isNegative });
  }
  const rest = make.call(g, 'exp', make.sum(g, others));
  if (!tensors.isOne(rest)) found.push({ node: rest, inverse });
}

function isShift(tensors: Tensors, term: NodeId): boolean {
  const g = tensors.scalars;
  const place = tensors.placeOf(g.op(term) === Op.Negate ? g.a(term) : term);
  return place !== undefined && tensors.atom(place.atom).kind === 'maximum';
}

/** The terms of a sum, with their signs. */
export function addends(tensors: Tensors, node: NodeId): NodeId[] {
  const g = tensors.scalars;
  switch (g.op(node)) {
    case Op.Add:
      return [...addends(tensors, g.a(node)), ...addends(tensors, g.b(node))];
    case Op.Subtract:
      return [...addends(tensors, g.a(node)), ...addends(tensors, make.negate(g, g.b(node)))];
    case Op.Negate: {
      const inner = addends(tensors, g.a(node));
      return inner.length > 1 ? inner.map((term) => make.negate(g, term)) : [node];
    }
    default:
      return [node];
  }
}

/** The product of the factors, in the order of their nodes. */
export function productOf(tensors: Tensors, factors: readonly Factor[]): NodeId {
  const g = tensors.scalars;
  const sorted = [...factors].sort((a, b) => a.node - b.node);
  const part = (inverse: boolean): NodeId =>
    make.product(
      g,
      sorted.filter((factor) => factor.inverse === inverse).map((factor) => factor.node),
    );
  return make.divide(g, part(false), part(true));
}

export const isExponential = (tensors: Tensors, node: NodeId): boolean => nameOf(tensors, node) === 'exp';
