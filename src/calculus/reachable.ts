/** What expressions consist of: the nodes that they are made of, how many, and how large they would be unshared. */
import type { Graph, NodeId } from './graph';
import { NONE } from './graph';
import { FIRST_FUNCTION, Op } from './operations';

/** Calls `visit` with each operand that is a node (list cells of holes included), once an occurrence. */
export function forEachOperand(g: Graph, id: NodeId, visit: (operand: NodeId) => void): void {
  const op = g.op(id);
  if (op <= Op.Symbol || op === Op.True || op === Op.False) return;
  if (op === Op.Hole || op === Op.HolePartial) {
    if (g.b(id) !== NONE) visit(g.b(id));
    return;
  }
  visit(g.a(id));
  if (g.b(id) !== NONE) visit(g.b(id));
  if (g.c(id) !== NONE) visit(g.c(id));
}

/** A mark for each id up to the largest root: 1 where the node is reached from the roots. List cells are marked too. */
export function reachedMarks(g: Graph, roots: readonly NodeId[]): Uint8Array {
  let largest = NONE;
  for (const root of roots) if (root > largest) largest = root;
  const marks = new Uint8Array(largest + 1);
  for (const root of roots) marks[root] = 1;
  const { op, a, b, c } = g.columns();
  for (let id = largest; id >= 0; id -= 1) {
    if (marks[id] === 0) continue;
    const code = op[id] as number;
    if (code <= Op.Symbol || code === Op.True || code === Op.False) continue;
    if (code !== Op.Hole && code !== Op.HolePartial) {
      marks[a[id] as number] = 1;
      if (c[id] !== NONE) marks[c[id] as number] = 1;
    }
    if (b[id] !== NONE) marks[b[id] as number] = 1;
  }
  return marks;
}

/** The nodes that the roots consist of, roots included, in ascending order: operands come before what uses them. */
export function reachable(g: Graph, roots: readonly NodeId[]): NodeId[] {
  const marks = reachedMarks(g, roots);
  const ids: NodeId[] = [];
  for (let id = 0; id < marks.length; id += 1) if (marks[id] === 1 && g.op(id) !== Op.Cell) ids.push(id);
  return ids;
}

const isOperation = (op: number): boolean =>
  op >= FIRST_FUNCTION || (op >= Op.Add && op !== Op.True && op !== Op.False);

/** Operations to evaluate all roots together, each shared expression once. Comparisons and selections count. */
export function operationCount(g: Graph, roots: readonly NodeId[]): number {
  const marks = reachedMarks(g, roots);
  const { op } = g.columns();
  let count = 0;
  for (let id = 0; id < marks.length; id += 1) {
    if (marks[id] === 0) continue;
    const code = op[id] as number;
    if (code !== Op.Cell && isOperation(code)) count += 1;
  }
  return count;
}

/** Sizes stop growing here: what is larger is told apart by nobody. */
const LARGEST_TREE = 1e15;

/** How many operations each node has when written out without sharing, indexed by id, up to the largest root. */
export function treeSizes(g: Graph, roots: readonly NodeId[]): Float64Array {
  const marks = reachedMarks(g, roots);
  const sizes = new Float64Array(marks.length);
  for (let id = 0; id < marks.length; id += 1) {
    if (marks[id] === 0) continue;
    const op = g.op(id);
    let size = op !== Op.Cell && isOperation(op) ? 1 : 0;
    forEachOperand(g, id, (operand) => (size += sizes[operand] as number));
    sizes[id] = Math.min(size, LARGEST_TREE);
  }
  return sizes;
}

/** Operations of one expression written out without sharing; stops growing at 10¹⁵. */
export const treeSize = (g: Graph, root: NodeId): number => treeSizes(g, [root])[root] as number;
