/** Which nodes depend on which: the structure that zeros of derivatives are known by. */
import type { Graph, NodeId } from './graph';
import { NONE } from './graph';
import { Op } from './operations';
import { forEachOperand, reachedMarks } from './reachable';
import { Walk } from './walk';

/** Whether the expression depends on any of the symbols. Conditions count: where(x > 0, 1, 2) depends on x. */
export function dependsOn(g: Graph, root: NodeId, symbols: Iterable<NodeId>): boolean {
  const marks = reachedMarks(g, [root]);
  for (const symbol of symbols) if (marks[symbol] === 1) return true;
  return false;
}

/** The symbols that the roots depend on, ascending. */
export function symbolsOf(g: Graph, roots: readonly NodeId[]): NodeId[] {
  const marks = reachedMarks(g, roots);
  const found: NodeId[] = [];
  for (let id = 0; id < marks.length; id += 1) if (marks[id] === 1 && g.op(id) === Op.Symbol) found.push(id);
  return found;
}

/** For each of the nodes that the roots consist of, the symbols (by position in `symbols`) that it depends on. */
export class DependencySets {
  private readonly words: number;
  private readonly bits: Uint32Array;

  constructor(g: Graph, roots: readonly NodeId[], symbols: readonly NodeId[]) {
    const marks = reachedMarks(g, roots);
    this.words = Math.max(1, Math.ceil(symbols.length / 32));
    this.bits = new Uint32Array(marks.length * this.words);
    symbols.forEach((symbol, i) => {
      if (symbol < marks.length) (this.bits[symbol * this.words + (i >>> 5)] as number) |= 1 << (i & 31);
    });
    for (let id = 0; id < marks.length; id += 1) {
      if (marks[id] === 0) continue;
      forEachOperand(g, id, (operand) => {
        for (let w = 0; w < this.words; w += 1)
          (this.bits[id * this.words + w] as number) |= this.bits[operand * this.words + w] as number;
      });
    }
  }

  /** Whether the node depends on symbol number `index`. */
  has(id: NodeId, index: number): boolean {
    return (((this.bits[id * this.words + (index >>> 5)] as number) >>> (index & 31)) & 1) === 1;
  }
}

/** Who uses whom, among the nodes that the roots consist of: compressed rows. List cells count as users. */
export class Users {
  private readonly starts: Int32Array;
  private readonly list: Int32Array;
  private readonly walk: Walk;

  /** @param marks of what the roots consist of (`reachedMarks`). */
  constructor(g: Graph, roots: readonly NodeId[], marks: Uint8Array = reachedMarks(g, roots)) {
    // While the list is filled, a node's users end one place further on, where those of the next begin.
    const starts = new Int32Array(marks.length + 2);
    const count = (operand: NodeId): void => void ((starts[operand + 2] as number) += 1);
    for (let id = 0; id < marks.length; id += 1) if (marks[id] === 1) forEachOperand(g, id, count);
    for (let id = 2; id < starts.length; id += 1) (starts[id] as number) += starts[id - 1] as number;
    const list = new Int32Array(starts[marks.length + 1] as number);
    let user = NONE;
    const fill = (operand: NodeId): void => {
      list[starts[operand + 1] as number] = user;
      (starts[operand + 1] as number) += 1;
    };
    for (let id = 0; id < marks.length; id += 1) {
      user = id;
      if (marks[id] === 1) forEachOperand(g, id, fill);
    }
    this.starts = starts;
    this.list = list;
    this.walk = new Walk(marks.length);
  }

  /**
   * All that depends on the node, itself included, ascending. `keep` leaves out nodes (and what depends on them only
   * through those).
   */
  dependants(id: NodeId, keep?: (user: NodeId) => boolean): Int32Array {
    if (id + 2 >= this.starts.length) return new Int32Array(0);
    const { starts, list, walk } = this;
    walk.meet(id);
    for (let current = walk.next(); current !== undefined; current = walk.next())
      for (let i = starts[current] as number; i < (starts[current + 1] as number); i += 1) {
        const user = list[i] as number;
        if (!keep || keep(user)) walk.meet(user);
      }
    return walk.finish();
  }
}
