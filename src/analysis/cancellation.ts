/**
 * Terms of a derivative that cancel for a reason that neither of them shows: in the Black–Scholes formula
 * S·φ(d₁) = K·e^(−rT)·φ(d₂), so that ∂C/∂S is Φ(d₁) and nothing else (Hull, Options, Futures, and Other Derivatives,
 * section 19.4). They are looked for by their values, and left out only where a normal form proves that they vanish.
 */
import { add, divide, multiply, negate, sum } from '../calculus/construct';
import { symbolsOf } from '../calculus/dependencies';
import { evaluate } from '../calculus/evaluate';
import type { Graph, NodeId } from '../calculus/graph';
import { FIRST_FUNCTION, Op } from '../calculus/operations';
import { reachable } from '../calculus/reachable';
import { generator, randomPoint } from '../calculus/view/check';
import { replaceAll } from '../verification/edits';
import { isZero } from '../verification/zero';

const LARGEST = 1500;
const MOST_SUMS = 40;
const MOST_TERMS = 12;
const MOST_PASSES = 3;
const MOST_PROOFS = 8;
/** Counted in steps, so that a busy machine proves what an idle one does; the time is but a last resort. */
const PROOF = { operations: 15_000, milliseconds: 1000 };
const WANTED_POINTS = 8;
const ENOUGH_POINTS = 3;
const MOST_POINTS = 60;
/** Rounding leaves far less of what cancels, and chance far more. */
const NEARLY = 1e-9;
const TOO_SMALL = 1e-200;

/** The same expressions without the terms in them that cancel wherever they are defined. */
export function withoutVanishing(g: Graph, roots: readonly NodeId[]): readonly NodeId[] {
  let after = roots;
  // What is multiplied out once may cancel with more.
  for (let pass = 0; pass < MOST_PASSES; pass += 1) {
    const before = after;
    after = onePass(g, before);
    if (after === before) break;
  }
  return after;
}

function onePass(g: Graph, roots: readonly NodeId[]): readonly NodeId[] {
  const nodes = reachable(g, roots);
  // Where nothing but arithmetic is, collecting terms finds all of this by itself.
  const hasFunctions = nodes.some((id) => g.op(id) >= FIRST_FUNCTION);
  if (!hasFunctions || nodes.length > LARGEST || nodes.some((id) => g.op(id) === Op.Hole)) return roots;
  const sums = wholeSums(g, nodes).slice(0, MOST_SUMS);
  const termsOf = new Map(sums.map((id) => [id, partsOf(g, id)]));
  const columns = samples(g, roots, [...termsOf.values()].flat());
  if (columns.length < ENOUGH_POINTS) return roots;
  const shorter = new Map<NodeId, NodeId>();
  let proofs = 0;
  for (const [id, terms] of termsOf) {
    const left = [...terms];
    for (const [i, one] of terms.entries()) {
      const other = terms.slice(i + 1).find((term) => left.includes(term) && cancel(columns, one, term));
      if (other === undefined || !left.includes(one) || (proofs += 1) > MOST_PROOFS) continue;
      if (isZero(g, add(g, one, other), PROOF) !== 'zero') continue;
      left.splice(left.indexOf(one), 1);
      left.splice(left.indexOf(other), 1);
    }
    if (left.length < terms.length) shorter.set(id, sum(g, left));
  }
  return shorter.size === 0 ? roots : roots.map((root) => replaceAll(g, root, shorter));
}

const isSum = (g: Graph, id: NodeId): boolean => g.op(id) === Op.Add || g.op(id) === Op.Subtract;

/** The sums that are no terms of other sums. */
function wholeSums(g: Graph, nodes: readonly NodeId[]): NodeId[] {
  const inner = new Set(nodes.filter((id) => isSum(g, id)).flatMap((id) => g.operands(id)));
  return nodes.filter((id) => isSum(g, id) && !inner.has(id));
}

/** The terms of a sum with their signs, products with sums multiplied out; none where they are too many. */
function partsOf(g: Graph, id: NodeId): NodeId[] {
  const parts: NodeId[] = [];
  const open = [id];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (parts.length + open.length > MOST_TERMS) return [];
    const terms = termsIn(g, next);
    if (terms) open.push(...terms);
    else parts.push(next);
  }
  return [...new Set(parts)].length === parts.length ? parts.reverse() : [];
}

/** What a sum, or a product or a quotient with one, consists of; `undefined` for other nodes. */
function termsIn(g: Graph, id: NodeId): NodeId[] | undefined {
  const [a, b] = [g.a(id), g.b(id)];
  switch (g.op(id)) {
    case Op.Add:
      return [a, b];
    case Op.Subtract:
      return [a, negate(g, b)];
    case Op.Negate:
      return termsIn(g, a)?.map((term) => negate(g, term));
    case Op.Multiply:
      return termsIn(g, a)?.map((term) => multiply(g, term, b)) ?? termsIn(g, b)?.map((term) => multiply(g, a, term));
    case Op.Divide:
      return termsIn(g, a)?.map((term) => divide(g, term, b));
    default:
      return undefined;
  }
}

/** The values of some nodes at points where the roots have values. */
function samples(g: Graph, roots: readonly NodeId[], nodes: readonly NodeId[]): Float64Array[] {
  if (nodes.length === 0) return [];
  const symbols = symbolsOf(g, roots);
  const random = generator(7);
  const found: Float64Array[] = [];
  for (let i = 0; i < MOST_POINTS && found.length < WANTED_POINTS; i += 1) {
    const values = evaluate(g, [...roots, ...nodes], randomPoint(g, symbols, i, random).symbols);
    if ([...roots, ...nodes].every((node) => Number.isFinite(values[node]))) found.push(values);
  }
  return found;
}

/** Whether the two are opposite wherever they are not too small to tell. */
function cancel(columns: readonly Float64Array[], one: NodeId, other: NodeId): boolean {
  const telling = columns.filter((values) => Math.abs(values[one] as number) > TOO_SMALL);
  if (telling.length < ENOUGH_POINTS) return false;
  return telling.every((values) => {
    const [a, b] = [values[one] as number, values[other] as number];
    return Math.abs(a + b) <= NEARLY * Math.abs(a);
  });
}
