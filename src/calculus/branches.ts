/**
 * Zeros of piecewise expressions. Where a branch is 0, products with it are 0 there, whatever the other factor does:
 * select(c, u, 0)·v is select(c, u·v, 0), so that a v that is not defined elsewhere never meets the 0.
 */
import { and, isTrue, not, or } from './conditions';
import { assuming, dropping, select } from './construct';
import { under } from './guards';
import { isNonzero, isTotalNode } from './facts';
import type { Graph, NodeId } from './graph';
import { implies } from './implication';
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

/** The branches that are left when a select, and a branch of it that has a zero, are taken apart. */
function leaves(g: Graph, id: NodeId): NodeId[] {
  const branches = [g.b(id), g.c(id)].flatMap((branch) =>
    isHalfZero(g, branch) ? [g.b(branch), g.c(branch)] : [branch],
  );
  return branches.filter((branch) => !isZero(g, branch));
}

/** The select with each branch but the zeros changed, also the branches of a branch that has a zero. */
export function mapBranches(g: Graph, id: NodeId, change: (branch: NodeId) => NodeId): NodeId {
  const changed = (branch: NodeId): NodeId => (isZero(g, branch) ? branch : change(branch));
  const inner = (branch: NodeId): NodeId => (isHalfZero(g, branch) ? selectEach(g, branch, changed) : changed(branch));
  return selectEach(g, id, inner);
}

/** The select with both branches changed, each where it is taken. */
const selectEach = (g: Graph, id: NodeId, change: (branch: NodeId) => NodeId): NodeId =>
  select(
    g,
    g.a(id),
    under(g, g.a(id), () => change(g.b(id))),
    under(g, not(g, g.a(id)), () => change(g.c(id))),
  );

/**
 * A product (or a quotient with `branches` above) that is 0 where a branch is, or `undefined` where the plain product is
 * as good. It is taken into the branches where they are few and simple, which reads best; otherwise the whole product
 * stands under the condition that it is not 0, which costs the same however deep selects are nested.
 */
export function lift(
  g: Graph,
  branches: NodeId,
  other: NodeId,
  op: typeof Op.Multiply | typeof Op.Divide,
  operation: (g: Graph, branch: NodeId, other: NodeId) => NodeId,
): NodeId | undefined {
  const support = supportOf(g, branches);
  if (support === NONE) return undefined;
  const canFail = !isTotalNode(g, other) || (op === Op.Divide && !isNonzero(g, other));
  if (canFail && !g.zerosWin) keepCondition(g, support, other, op);
  if (isSimple(g, branches)) {
    const single = isHalfZero(g, branches);
    const toBoth = !isSelective(g, other) && (canFail || !g.isNumber(other));
    const toOne = single && (!isSelective(g, other) || (isHalfZero(g, other) && isSimple(g, other)));
    if (toOne || toBoth) return mapBranches(g, branches, (branch) => operation(g, branch, other));
  }
  if (!canFail) return undefined;
  const otherSupport = op === Op.Multiply ? supportOf(g, other) : NONE;
  const whole = otherSupport === NONE ? support : and(g, support, otherSupport);
  if (otherSupport !== NONE && !g.zerosWin) keepCondition(g, otherSupport, branches, op);
  return select(g, whole, g.intern(op, branches, other), g.integer(0));
}

/** Where the product is 0 because of the other factor, this one still has to be defined (and not 0 below a line). */
function keepCondition(g: Graph, support: NodeId, factor: NodeId, op: typeof Op.Multiply | typeof Op.Divide): void {
  const note = op === Op.Divide ? assuming : dropping;
  under(g, not(g, support), () => note(g, factor, factor));
}

/** A select with a zero whose other branches are not piecewise again. */
const isSimple = (g: Graph, id: NodeId): boolean =>
  hasZeroBranch(g, id) && leaves(g, id).every((leaf) => !isSelective(g, leaf));

/** A select, or a multiple of one. */
const isSelective = (g: Graph, id: NodeId): boolean =>
  g.op(id) === Op.Select || (g.op(id) === Op.Multiply && g.isNumber(g.a(id)) && g.op(g.b(id)) === Op.Select);

/**
 * Both selects, taken apart by the same condition, joined branch by branch. Only where a branch is 0, and so shorter. Of
 * two that are never both different from 0, one after the other.
 */
export function mergeSelects(
  g: Graph,
  a: NodeId,
  b: NodeId,
  operation: (g: Graph, a: NodeId, b: NodeId) => NodeId,
): NodeId | undefined {
  if (g.op(a) !== Op.Select || g.op(b) !== Op.Select) return undefined;
  if (g.a(a) !== g.a(b)) return mergeExclusive(g, a, b, operation);
  if (![g.b(a), g.c(a), g.b(b), g.c(b)].some((branch) => isZero(g, branch))) return undefined;
  return select(
    g,
    g.a(a),
    under(g, g.a(a), () => operation(g, g.b(a), g.b(b))),
    under(g, not(g, g.a(a)), () => operation(g, g.c(a), g.c(b))),
  );
}

function mergeExclusive(
  g: Graph,
  a: NodeId,
  b: NodeId,
  operation: (g: Graph, a: NodeId, b: NodeId) => NodeId,
): NodeId | undefined {
  const zero = g.integer(0);
  const [p, q] = [onlyBranch(g, a), onlyBranch(g, b)];
  if (q && isOutside(g, a, q.condition))
    return select(g, q.condition, operation(g, zero, q.value), operation(g, a, zero));
  if (p && isOutside(g, b, p.condition))
    return select(g, p.condition, operation(g, p.value, zero), operation(g, zero, b));
  return undefined;
}

/** Whether the expression is 0 where the condition holds. */
function isOutside(g: Graph, id: NodeId, condition: NodeId): boolean {
  const support = supportOf(g, id);
  return support !== NONE && implies(g, support, not(g, condition));
}

/** The one branch that is not 0, with the condition under which it is taken, where it is not piecewise itself. */
function onlyBranch(g: Graph, id: NodeId): { readonly condition: NodeId; readonly value: NodeId } | undefined {
  const [condition, then, otherwise] = [g.a(id), g.b(id), g.c(id)];
  const isFirst = isZero(g, otherwise);
  const value = isFirst ? then : otherwise;
  if ((!isFirst && !isZero(g, then)) || isSelective(g, value)) return undefined;
  return { condition: isFirst ? condition : not(g, condition), value };
}

/** For selects with zeros, and sums and products of them: the condition outside which they are 0. */
const supports = new WeakMap<Graph, Map<NodeId, NodeId>>();

function supportsOf(g: Graph): Map<NodeId, NodeId> {
  let known = supports.get(g);
  if (known === undefined) supports.set(g, (known = new Map<NodeId, NodeId>()));
  return known;
}

/** The condition outside which the expression is 0; NONE where there is none at hand. */
function supportOf(g: Graph, id: NodeId): NodeId {
  if (!g.hasSelections) return NONE;
  if (g.op(id) === Op.Multiply && g.isNumber(g.a(id))) return supportOf(g, g.b(id));
  const known = supportsOf(g).get(id);
  if (known !== undefined || !hasZeroBranch(g, id)) return known ?? NONE;
  const [condition, then, otherwise] = [g.a(id), g.b(id), g.c(id)];
  const opposite = not(g, condition);
  const within = (outer: NodeId, branch: NodeId): NodeId => {
    const inner = supportOf(g, branch);
    return inner === NONE ? outer : and(g, outer, inner);
  };
  const support = isZero(g, otherwise)
    ? within(condition, then)
    : isZero(g, then)
      ? within(opposite, otherwise)
      : or(g, within(condition, then), within(opposite, otherwise));
  supportsOf(g).set(id, support);
  return support;
}

/** The plain product or quotient that `lift` put under the condition that it is not 0; the node itself for any other. */
export function unlifted(g: Graph, id: NodeId): NodeId {
  const [condition, product] = [g.a(id), g.b(id)];
  const isLifted =
    g.op(id) === Op.Select && isZero(g, g.c(id)) && (g.op(product) === Op.Multiply || g.op(product) === Op.Divide);
  if (!isLifted) return id;
  const [p, q] = [supportOf(g, g.a(product)), supportOf(g, g.b(product))];
  const isBoth = p !== NONE && q !== NONE && condition === and(g, p, q);
  return isBoth || condition === p || condition === q ? product : id;
}

/** Remembers where the sum (difference, product) of a and b is 0 because they are. Returns the node. */
export function withSupport(g: Graph, id: NodeId, a: NodeId, b: NodeId): NodeId {
  if (!g.hasSelections) return id;
  const [p, q] = [supportOf(g, a), supportOf(g, b)];
  const isProduct = g.op(id) === Op.Multiply;
  if (isProduct ? p === NONE && q === NONE : p === NONE || q === NONE) return id;
  const support = !isProduct ? or(g, p, q) : p === NONE ? q : q === NONE ? p : and(g, p, q);
  if (!isTrue(g, support)) supportsOf(g).set(id, support);
  return id;
}
