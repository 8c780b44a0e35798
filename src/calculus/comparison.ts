/** Conditions in their shortest form: 2x ≠ 0 is x ≠ 0, √u ≠ 0 is u ≠ 0, 1 − x² > 0 is |x| < 1, eˣ + 1 ≠ 0 always holds. */
import { and, falseNode, less, lessOrEqual, not, notEqual, or, trueNode } from './conditions';
import { add, call, divide, negate, subtract } from './construct';
import { boundsOf, isNonnegative, isNonzero, isPositive, liesAbove, liesBelow } from './facts';
import { rowOf } from './functions/table';
import type { Graph, NodeId } from './graph';
import { Op } from './operations';

/** Conditions that all have to hold, in place of one that says the same less shortly. */
export function simplified(g: Graph, condition: NodeId): NodeId[] {
  const result = new Set<NodeId>();
  const stack = [condition];
  const seen = new Set<NodeId>();
  for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
    const op = g.op(id);
    if (op === Op.True || seen.has(id)) continue;
    seen.add(id);
    if (op === Op.False) return [id];
    if (op === Op.And) {
      stack.push(g.b(id), g.a(id));
      continue;
    }
    const next =
      op === Op.NotEqual ? apart(g, id) : op === Op.Less || op === Op.LessOrEqual ? ordered(g, id) : undefined;
    if (next === undefined) result.add(id);
    else stack.push(...next);
  }
  return [...result];
}

/** The whole condition in its shortest form, as one node. */
export const simplifiedCondition = (g: Graph, condition: NodeId): NodeId =>
  simplified(g, condition).reduce((all, one) => and(g, all, one), trueNode(g));

/** a ≠ b as shorter conditions; `undefined` where it is as short as it gets. */
function apart(g: Graph, id: NodeId): NodeId[] | undefined {
  const [a, b] = [g.a(id), g.b(id)];
  const [p, q] = [boundsOf(g, a), boundsOf(g, b)];
  if (liesBelow(g, a, q[0]) || liesAbove(g, a, q[1]) || liesBelow(g, b, p[0])) return [];
  if (!isExactZero(g, b)) {
    if (isRootAbove(g, a, b) || isRootAbove(g, b, a)) return [];
    const moved = movedNumber(g, a, b) ?? withoutQuotient(g, a, b) ?? withoutCommonTerm(g, a, b);
    if (moved) return [notEqual(g, moved[0], moved[1])];
    if (isWithin(g, a, q[0])) return [];
    if (isExactOne(g, b) && rowOf(g, a)?.name === 'exp') return [notEqual(g, g.a(a), g.integer(0))];
    const isRoot = isSquare(g, a) && (g.valueOf(b) ?? 0) > 0;
    return isRoot ? [notEqual(g, call(g, 'abs', g.a(a)), call(g, 'sqrt', b))] : undefined;
  }
  if (isNonzero(g, a)) return [];
  const zero = g.integer(0);
  const differs = (u: NodeId): NodeId => notEqual(g, u, zero);
  switch (g.op(a)) {
    case Op.Negate:
    case Op.Divide:
      return [differs(g.a(a))];
    case Op.Power:
      return g.isNumber(g.b(a)) ? [differs(g.a(a))] : undefined;
    case Op.Multiply:
      return [differs(g.a(a)), differs(g.b(a))];
    case Op.Subtract:
      return [notEqual(g, g.a(a), g.b(a))];
    case Op.Add: {
      const moved = movedNumber(g, a, b);
      if (moved) return [notEqual(g, moved[0], moved[1])];
      const terms = nonnegativeTerms(g, a);
      return terms && [terms.map((term) => simplifiedCondition(g, differs(term))).reduce((p, q) => or(g, p, q))];
    }
    case Op.Select:
      return branches(g, a, differs);
    default:
  }
  switch (rowOf(g, a)?.name) {
    case 'sqrt':
    case 'cbrt':
    case 'abs':
    case 'sign':
    case 'sinh':
    case 'tanh':
    case 'asinh':
    case 'atanh':
    case 'asin':
    case 'atan':
    case 'expm1':
    case 'log1p':
      return [differs(g.a(a))];
    case 'log':
    case 'log2':
    case 'log10':
      return [notEqual(g, g.a(a), g.integer(1))];
    case 'hypot':
      return [or(g, simplifiedCondition(g, differs(g.a(a))), simplifiedCondition(g, differs(g.b(a))))];
    default:
      return undefined;
  }
}

/** A sum of squares and the like is 0 only where all its terms are. A sum of more terms is shown as it is. */
const MOST_TERMS = 4;

function nonnegativeTerms(g: Graph, sum: NodeId): NodeId[] | undefined {
  const terms = [sum];
  for (let i = 0; i < terms.length && terms.length <= MOST_TERMS;) {
    const term = terms[i] as NodeId;
    if (g.op(term) === Op.Add) terms.splice(i, 1, g.a(term), g.b(term));
    else i += 1;
  }
  return terms.length <= MOST_TERMS && terms.every((term) => isNonnegative(g, term)) ? terms : undefined;
}

/** a + c against d as a against d − c, for numbers c and d; c − a against d as a against c − d (the order turns). */
function movedNumber(g: Graph, sum: NodeId, right: NodeId): [NodeId, NodeId, turned: boolean] | undefined {
  if (!g.isNumber(right)) return undefined;
  const [a, b] = [g.a(sum), g.b(sum)];
  switch (g.op(sum)) {
    case Op.Add:
      if (g.isNumber(a)) return [b, subtract(g, right, a), false];
      return g.isNumber(b) ? [a, subtract(g, right, b), false] : undefined;
    case Op.Subtract:
      if (g.isNumber(a)) return [b, subtract(g, a, right), true];
      return g.isNumber(b) ? [a, add(g, right, b), false] : undefined;
    case Op.Negate:
      return [a, negate(g, right), true];
    case Op.Multiply: {
      const factor = g.valueOf(a);
      return factor === undefined || factor === 0 ? undefined : [b, divide(g, right, a), factor < 0];
    }
    default:
      return undefined;
  }
}

/** n/u against a number c ≠ 0 as u against n/c; u/v against 1 as u against v. */
function withoutQuotient(g: Graph, quotient: NodeId, right: NodeId): [NodeId, NodeId] | undefined {
  if (g.op(quotient) !== Op.Divide || !g.isNumber(right) || isExactZero(g, right)) return undefined;
  const [a, b] = [g.a(quotient), g.b(quotient)];
  if (isExactOne(g, right)) return [a, b];
  return g.isNumber(a) && !isExactZero(g, a) ? [b, divide(g, a, right)] : undefined;
}

/** u against u + v as 0 against v. */
function withoutCommonTerm(g: Graph, a: NodeId, b: NodeId): [NodeId, NodeId] | undefined {
  const zero = g.integer(0);
  if (g.op(b) === Op.Add && (g.a(b) === a || g.b(b) === a)) return [zero, g.a(b) === a ? g.b(b) : g.a(b)];
  if (g.op(a) === Op.Add && (g.a(a) === b || g.b(a) === b)) return [g.a(a) === b ? g.b(a) : g.a(a), zero];
  return undefined;
}

/** Whether `a` is the absolute value of something that lies strictly between −c and c. */
const isWithin = (g: Graph, a: NodeId, c: number): boolean =>
  rowOf(g, a)?.name === 'abs' && liesBelow(g, g.a(a), c) && liesAbove(g, g.a(a), -c);

/** Whether `v` is u² and something positive (`strict`) or not negative: √v is then above u. */
function isAboveSquare(g: Graph, v: NodeId, u: NodeId, strict: boolean): boolean {
  if (g.op(v) !== Op.Add) return false;
  const root = rowOf(g, u)?.name === 'abs' || g.op(u) === Op.Negate ? g.a(u) : u;
  return (
    [
      [g.a(v), g.b(v)],
      [g.b(v), g.a(v)],
    ] as const
  ).some(
    ([part, rest]) =>
      (strict ? isPositive(g, rest) : isNonnegative(g, rest)) &&
      ((isSquare(g, part) && g.a(part) === root) || isAboveSquare(g, part, u, false)),
  );
}

/** Whether `root` is √(u² + …) with something positive (or, if not strict, not negative) in place of the dots. */
const isRootAbove = (g: Graph, root: NodeId, u: NodeId, strict = true): boolean =>
  rowOf(g, root)?.name === 'sqrt' && isAboveSquare(g, g.a(root), u, strict);

const isExactOne = (g: Graph, id: NodeId): boolean => g.valueOf(id) === 1;

const isExactZero = (g: Graph, id: NodeId): boolean => g.valueOf(id) === 0;

/** a < b or a ≤ b as shorter conditions; `undefined` where it is as short as it gets. */
function ordered(g: Graph, id: NodeId): NodeId[] | undefined {
  const strict = g.op(id) === Op.Less;
  const [a, b] = [g.a(id), g.b(id)];
  const [p, q] = [boundsOf(g, a), boundsOf(g, b)];
  if (strict ? liesBelow(g, a, q[0]) || liesAbove(g, b, p[1]) : p[1] <= q[0]) return [];
  if (p[0] > q[1]) return [falseNode(g)];
  if (isRootAbove(g, b, a, strict)) return [];
  if (isWithin(g, a, q[0])) return [];
  const below = (x: NodeId, y: NodeId): NodeId => (strict ? less(g, x, y) : lessOrEqual(g, x, y));
  if (isExactZero(g, a)) return positive(g, b, strict, below);
  if (isExactZero(g, b) && g.op(a) === Op.Subtract) return [below(g.a(a), g.b(a))];
  const left = movedNumber(g, a, b);
  if (left) return [left[2] ? below(left[1], left[0]) : below(left[0], left[1])];
  const right = movedNumber(g, b, a);
  if (right) return [right[2] ? below(right[0], right[1]) : below(right[1], right[0])];
  const common = withoutCommonTerm(g, a, b);
  if (common) return [below(common[0], common[1])];
  if (g.op(a) === Op.Divide && isPositive(g, g.b(a)) && (g.valueOf(b) ?? 0) > 0) {
    const whole = withoutQuotient(g, a, b);
    if (whole) return [isExactOne(g, b) ? below(whole[0], whole[1]) : below(whole[1], whole[0])];
  }
  if (isExactOne(g, b) && rowOf(g, a)?.name === 'exp') return [below(g.a(a), g.integer(0))];
  if (isExactOne(g, a) && rowOf(g, b)?.name === 'exp') return [below(g.integer(0), g.a(b))];
  if (isSquare(g, a) && g.isNumber(b) && (g.valueOf(b) as number) > 0)
    return [below(call(g, 'abs', g.a(a)), call(g, 'sqrt', b))];
  if (isSquare(g, b) && g.isNumber(a) && (g.valueOf(a) as number) > 0)
    return [below(call(g, 'sqrt', a), call(g, 'abs', g.a(b)))];
  return undefined;
}

const isSquare = (g: Graph, id: NodeId): boolean => g.op(id) === Op.Power && g.valueOf(g.b(id)) === 2;

/** 0 < u (strict) or 0 ≤ u. */
function positive(g: Graph, u: NodeId, strict: boolean, below: (x: NodeId, y: NodeId) => NodeId): NodeId[] | undefined {
  if (strict ? isPositive(g, u) : isNonnegative(g, u)) return [];
  const zero = g.integer(0);
  if (strict && isNonnegative(g, u)) return [notEqual(g, u, zero)];
  const [a, b] = [g.a(u), g.b(u)];
  switch (g.op(u)) {
    case Op.Negate:
      return [below(a, zero)];
    case Op.Subtract:
      return [below(b, a)];
    case Op.Add: {
      const moved = movedNumber(g, u, zero);
      return moved ? [below(moved[1], moved[0])] : undefined;
    }
    case Op.Multiply:
    case Op.Divide: {
      if (isPositive(g, a)) return [below(zero, b)];
      if (isPositive(g, b)) return [below(zero, a)];
      const factor = g.op(u) === Op.Multiply ? g.valueOf(a) : undefined;
      return factor !== undefined && factor < 0 ? [below(b, zero)] : undefined;
    }
    case Op.Power: {
      const n = g.exactOf(b);
      return n && n.denominator === 1n && n.numerator > 0n && n.numerator % 2n === 1n ? [below(zero, a)] : undefined;
    }
    case Op.Select:
      return branches(g, u, (branch) => below(zero, branch));
    default:
  }
  switch (rowOf(g, u)?.name) {
    case 'cbrt':
    case 'sinh':
    case 'tanh':
    case 'asinh':
    case 'atanh':
    case 'asin':
    case 'atan':
    case 'expm1':
    case 'log1p':
      return [below(zero, a)];
    case 'log':
    case 'log2':
    case 'log10':
      return [below(g.integer(1), a)];
    default:
      return undefined;
  }
}

/** What has to hold of a select has to hold of its branches, each where it is taken. */
function branches(g: Graph, selection: NodeId, holds: (branch: NodeId) => NodeId): NodeId[] {
  const condition = g.a(selection);
  return [or(g, not(g, condition), holds(g.b(selection))), or(g, condition, holds(g.c(selection)))];
}
