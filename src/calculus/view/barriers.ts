/** Which nodes of a graph must have names before anything is written, so that what is written stays small. */
import type { Graph, NodeId } from '../graph';
import { functionRows } from '../functions/table';
import { FIRST_FUNCTION, Op } from '../operations';
import { reachable } from '../reachable';
import { Names } from './names';

/** Trees up to this size are written out to see whether they simplify. */
export const READABLE_TREE = 3000;
/** A shared expression of this size is named rather than written twice, once the whole is too large. */
const LARGE_SHARED = 12;
/** What the source names is tried as a name though it is used once, from this size on. */
const NAMED_ONCE = 8;
/** Deeper terms than this are cut by a name: printers recurse. */
const DEEPEST = 120;

/** What is named before simplification: nothing, what the source names, or also what is large and shared. */
export type Strategy = 'none' | 'user' | 'shared';

export interface Barriers {
  readonly strategy: Strategy;
  readonly nodes: ReadonlySet<NodeId>;
  /** What the roots and the named nodes have as trees, names counted as 1; stops at 1e9. */
  readonly treeSize: number;
}

const isSum = (op: number): boolean => op === Op.Add || op === Op.Subtract;
const isChain = (op: number, operand: number): boolean =>
  (isSum(op) && isSum(operand)) || (op === Op.Multiply && operand === Op.Multiply);

/** 1 + e^u: what is below the bar of a logistic function. */
export const isLogisticSum = (g: Graph, id: NodeId): boolean => exponentialIn(g, id)?.sign === 1;

/** e^u in 1 + e^u, or in e^u − 1. */
export function exponentialIn(g: Graph, id: NodeId): { exponential: NodeId; sign: 1 | -1 } | undefined {
  const isSubtraction = g.op(id) === Op.Subtract;
  if (g.op(id) !== Op.Add && !isSubtraction) return undefined;
  const [a, b] = [g.a(id), g.b(id)];
  const valueOf = (node: NodeId): number => (g.isNumber(node) ? g.numberOf(node).value : NaN);
  const isExponential = (node: NodeId): boolean => functionRows[g.op(node) - FIRST_FUNCTION]?.name === 'exp';
  if (isExponential(a)) {
    const sign = isSubtraction ? -valueOf(b) : valueOf(b);
    if (sign === 1 || sign === -1) return { exponential: a, sign };
  }
  if (isSubtraction || !isExponential(b)) return undefined;
  const sign = valueOf(a);
  return sign === 1 || sign === -1 ? { exponential: b, sign } : undefined;
}

/**
 * @param nodes all that the roots are made of, in the order of their ids.
 * @param isFlat whether chains of additions and of multiplications are to be written side by side, and not nested.
 */
export function chooseBarriers(
  g: Graph,
  nodes: readonly NodeId[],
  roots: readonly NodeId[],
  names: Names,
  strategy: Strategy,
  isFlat = true,
): Barriers {
  const uses = new Map<NodeId, number>();
  const use = (id: NodeId): void => void uses.set(id, (uses.get(id) ?? 0) + 1);
  for (const id of nodes) if (g.op(id) !== Op.Cell) g.operands(id).forEach(use);
  roots.forEach(use);
  const sizes = new Map<NodeId, number>();
  const depths = new Map<NodeId, number>();
  const chosen = new Set<NodeId>();
  let treeSize = 0;
  for (const id of nodes) {
    if (g.op(id) === Op.Cell) continue;
    let [size, depth] = [1, 1];
    for (const operand of g.operands(id)) {
      size += chosen.has(operand) ? 1 : (sizes.get(operand) ?? 1);
      const step = isFlat && isChain(g.op(id), g.op(operand)) ? 0 : 1;
      depth = Math.max(depth, step + (chosen.has(operand) ? 0 : (depths.get(operand) ?? 0)));
    }
    sizes.set(id, Math.min(size, 1e9));
    depths.set(id, depth);
    if (strategy === 'none' || g.isCondition(id)) continue;
    const count = uses.get(id) ?? 0;
    const isNamed = names.ofNode(id) !== undefined;
    const isWorthIt = (isNamed && ((count > 1 && size >= 4) || size >= NAMED_ONCE)) || depth > DEEPEST;
    if (isWorthIt || (strategy === 'shared' && count > 1 && size >= LARGE_SHARED) || size > READABLE_TREE) {
      chosen.add(id);
      treeSize += size;
    }
  }
  for (const root of roots) treeSize += chosen.has(root) ? 1 : (sizes.get(root) ?? 1);
  return { strategy, nodes: chosen, treeSize: Math.min(treeSize, 1e9) };
}

/** Conditions have no names: those of a loop that is left in many places grow with every pass. */
const LARGEST_WRITTEN_TREE = 30_000;

/** Whether the expressions can be written out at all, with every name that helps. */
export function canBeWritten(g: Graph, roots: readonly NodeId[]): boolean {
  const nodes = reachable(g, roots);
  return chooseBarriers(g, nodes, roots, new Names(g), 'shared').treeSize <= LARGEST_WRITTEN_TREE;
}
