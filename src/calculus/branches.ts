/**
 * Zeros of piecewise expressions. Where a branch is 0, products with it are 0 there, whatever the other factor does:
 * select(c, u, 0)·v is select(c, u·v, 0), so that a v that is not defined elsewhere never meets the 0.
 */
import { and, isTrue, not, or } from './conditions';
import { select } from './construct';
import { isNonzero, isTotalNode } from './facts';
import type { Graph, NodeId } from './graph';
import { NONE } from './graph';
import { Op } from './operations';

const isZero = (g: Graph, id: NodeId): boolean => g.valueOf(id) === 0;

/** Whether one of the two branches is the number 0. */
const isHalfZero = (g: Graph, id: NodeId): boolean =>
  g.op(id) === Op.Select && (isZero(g, g.b(id)) || isZero(g, g.c(id)));

/** Whether a branch is the number 0, or a branch of the other one is (as in the slope of a maximum). */
export function hasZeroBranch(g: Graph, id: NodeId): boolean {
  return g.op(id) === Op.Select && (isHalfZero(g, id) || isHalfZero(g, g.b(id)) || isHalfZero(g, g.c(id)));
}

/** The select with each branch but the zeros changed, also the branches of a branch that has a zero. */
export function mapBranches(g: Graph, id: NodeId, change: (branch: NodeId) => NodeId): NodeId {
  const inner = (branch: NodeId): NodeId => {
    if (isZero(g, branch)) return branch;
    if (!isHalfZero(g, branch)) return change(branch);
    const [then, otherwise] = [g.b(branch), g.c(branch)];
    return select(
      g,
      g.a(branch),
      isZero(g, then) ? then : change(then),
      isZero(g, otherwise) ? otherwise : change(otherwise),
    );
  };
  return select(g, g.a(id), inner(g.b(id)), inner(g.c(id)));
}

/**
 * A product (or a quotient with `branches` above) taken into the branches, or `undefined` where that serves nothing. A
 * select with one branch left is always lifted; one with two, which doubles the operation, only for other operands than
 * numbers and selects, or where the other operand can fail.
 */
export function lift(
  g: Graph,
  branches: NodeId,
  other: NodeId,
  op: typeof Op.Multiply | typeof Op.Divide,
  operation: (g: Graph, branch: NodeId, other: NodeId) => NodeId,
): NodeId | undefined {
  const code = g.op(branches);
  const canFail = !isTotalNode(g, other) || (op === Op.Divide && !isNonzero(g, other));
  if (code === Op.Select) {
    const worthIt = isHalfZero(g, branches) || canFail || (!g.isNumber(other) && g.op(other) !== Op.Select);
    if (!worthIt || !hasZeroBranch(g, branches)) return undefined;
    return mapBranches(g, branches, (branch) => operation(g, branch, other));
  }
  // A sum of such selects is 0 where none of them is taken, a product where one is not.
  if (!canFail || (code !== Op.Add && code !== Op.Subtract && code !== Op.Multiply)) return undefined;
  const support = supports.get(g)?.get(branches);
  return support === undefined ? undefined : select(g, support, g.intern(op, branches, other), g.integer(0));
}

/** Both selects, taken apart by the same condition, joined branch by branch. Only where a branch is 0, and so shorter. */
export function mergeSelects(
  g: Graph,
  a: NodeId,
  b: NodeId,
  operation: (g: Graph, a: NodeId, b: NodeId) => NodeId,
): NodeId | undefined {
  if (g.op(a) !== Op.Select || g.op(b) !== Op.Select || g.a(a) !== g.a(b)) return undefined;
  if (![g.b(a), g.c(a), g.b(b), g.c(b)].some((branch) => isZero(g, branch))) return undefined;
  return select(g, g.a(a), operation(g, g.b(a), g.b(b)), operation(g, g.c(a), g.c(b)));
}

/** For sums and products of selects: the condition outside which they are 0. */
const supports = new WeakMap<Graph, Map<NodeId, NodeId>>();

/** The condition outside which the expression is 0; NONE where there is none at hand. */
function supportOf(g: Graph, id: NodeId): NodeId {
  if (g.op(id) !== Op.Select) return supports.get(g)?.get(id) ?? NONE;
  const [condition, then, otherwise] = [g.a(id), g.b(id), g.c(id)];
  const opposite = not(g, condition);
  if (isZero(g, otherwise)) return condition;
  if (isZero(g, then)) return opposite;
  if (isHalfZero(g, then)) return or(g, opposite, supportOf(g, then));
  return isHalfZero(g, otherwise) ? or(g, condition, supportOf(g, otherwise)) : NONE;
}

/** Remembers where the sum (difference, product) of a and b is 0 because they are. Returns the node. */
export function withSupport(g: Graph, id: NodeId, a: NodeId, b: NodeId): NodeId {
  const [p, q] = [supportOf(g, a), supportOf(g, b)];
  const isProduct = g.op(id) === Op.Multiply;
  if (isProduct ? p === NONE && q === NONE : p === NONE || q === NONE) return id;
  const support = !isProduct ? or(g, p, q) : p === NONE ? q : q === NONE ? p : and(g, p, q);
  if (isTrue(g, support)) return id;
  let known = supports.get(g);
  if (known === undefined) supports.set(g, (known = new Map<NodeId, NodeId>()));
  known.set(id, support);
  return id;
}
