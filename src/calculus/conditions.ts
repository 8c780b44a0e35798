/** Conditions: comparisons and logic. Their values are true and false, never numbers. */
import type { Graph, NodeId } from './graph';
import { Op } from './operations';
import { compare } from './rational';

export const trueNode = (g: Graph): NodeId => g.intern(Op.True, -1);
export const falseNode = (g: Graph): NodeId => g.intern(Op.False, -1);
export const isTrue = (g: Graph, id: NodeId): boolean => g.op(id) === Op.True;
export const isFalse = (g: Graph, id: NodeId): boolean => g.op(id) === Op.False;

const known = (g: Graph, holds: boolean): NodeId => (holds ? trueNode(g) : falseNode(g));

/** −1, 0 or 1 where both are numbers, NaN where one is NaN, `undefined` where one is unknown. */
function order(g: Graph, a: NodeId, b: NodeId): number | undefined {
  if (!g.isNumber(a) || !g.isNumber(b)) return undefined;
  const [x, y] = [g.numberOf(a), g.numberOf(b)];
  if (x.exact && y.exact) return compare(x.exact, y.exact);
  return x.value < y.value ? -1 : x.value > y.value ? 1 : x.value === y.value ? 0 : NaN;
}

/** a < b. */
export function less(g: Graph, a: NodeId, b: NodeId): NodeId {
  const sign = order(g, a, b);
  if (sign !== undefined) return known(g, sign === -1);
  return a === b ? falseNode(g) : g.intern(Op.Less, a, b);
}

/** a ≤ b. */
export function lessOrEqual(g: Graph, a: NodeId, b: NodeId): NodeId {
  const sign = order(g, a, b);
  if (sign !== undefined) return known(g, sign <= 0);
  return a === b ? trueNode(g) : g.intern(Op.LessOrEqual, a, b);
}

export const greater = (g: Graph, a: NodeId, b: NodeId): NodeId => less(g, b, a);
export const greaterOrEqual = (g: Graph, a: NodeId, b: NodeId): NodeId => lessOrEqual(g, b, a);

export function equal(g: Graph, a: NodeId, b: NodeId): NodeId {
  const sign = order(g, a, b);
  if (sign !== undefined) return known(g, sign === 0);
  if (a === b) return trueNode(g);
  // The number, if there is one, stands on the right.
  return g.isNumber(a) || (!g.isNumber(b) && a > b) ? g.intern(Op.Equal, b, a) : g.intern(Op.Equal, a, b);
}

export function notEqual(g: Graph, a: NodeId, b: NodeId): NodeId {
  return not(g, equal(g, a, b));
}

export function and(g: Graph, a: NodeId, b: NodeId): NodeId {
  if (isFalse(g, a) || isTrue(g, b) || a === b) return a;
  if (isFalse(g, b) || isTrue(g, a)) return b;
  if (isOpposite(g, a, b)) return falseNode(g);
  return a < b ? g.intern(Op.And, a, b) : g.intern(Op.And, b, a);
}

export function or(g: Graph, a: NodeId, b: NodeId): NodeId {
  if (isTrue(g, a) || isFalse(g, b) || a === b) return a;
  if (isTrue(g, b) || isFalse(g, a)) return b;
  if (isOpposite(g, a, b)) return trueNode(g);
  return a < b ? g.intern(Op.Or, a, b) : g.intern(Op.Or, b, a);
}

const isLogic = (g: Graph, id: NodeId): boolean => g.op(id) === Op.And || g.op(id) === Op.Or;

/** Whether one is the other's opposite, as far as that is seen without taking conjunctions apart. */
const isOpposite = (g: Graph, a: NodeId, b: NodeId): boolean => !isLogic(g, a) && !isLogic(g, b) && not(g, a) === b;

/** De Morgan's laws are followed this deep; beyond, a `not` stays in front. */
const DEEPEST = 4;

/**
 * Not a. A comparison turns into its opposite: over the reals, which is where functions are differentiated; a
 * comparison with NaN, which is false either way, is outside every domain.
 */
export function not(g: Graph, a: NodeId, depth = DEEPEST): NodeId {
  if (depth === 0 && isLogic(g, a)) return g.intern(Op.Not, a);
  switch (g.op(a)) {
    case Op.True:
      return falseNode(g);
    case Op.False:
      return trueNode(g);
    case Op.Not:
      return g.a(a);
    case Op.Less:
      return lessOrEqual(g, g.b(a), g.a(a));
    case Op.LessOrEqual:
      return less(g, g.b(a), g.a(a));
    case Op.Equal:
      return g.intern(Op.NotEqual, g.a(a), g.b(a));
    case Op.NotEqual:
      return g.intern(Op.Equal, g.a(a), g.b(a));
    case Op.And:
      return or(g, not(g, g.a(a), depth - 1), not(g, g.b(a), depth - 1));
    case Op.Or:
      return and(g, not(g, g.a(a), depth - 1), not(g, g.b(a), depth - 1));
    default:
      return g.intern(Op.Not, a);
  }
}
