/** Values of many expressions at a few fixed points, each node once: for a search among thousands of small changes. */
import { functionRows } from '../calculus/functions/table';
import { forEachOperand } from '../calculus/reachable';
import type { Graph, NodeId } from '../calculus/graph';
import { FIRST_FUNCTION, namedConstants, Op } from '../calculus/operations';
import { arithmetic } from '../calculus/arithmetic';

export class PointTable {
  private readonly values = new Map<NodeId, Float64Array>();

  /** @param points one number for each symbol, in their order. Other symbols, and unknown functions, are NaN. */
  constructor(
    private readonly g: Graph,
    symbols: readonly NodeId[],
    readonly points: readonly ArrayLike<number>[],
  ) {
    symbols.forEach((symbol, i) =>
      this.values.set(
        symbol,
        Float64Array.from(points, (point) => point[i] as number),
      ),
    );
  }

  /** The value at each point. */
  of(root: NodeId): Float64Array {
    const known = this.values.get(root);
    if (known) return known;
    const { g, values } = this;
    const open: NodeId[] = [root];
    const need = (operand: NodeId): void => {
      if (!values.has(operand)) open.push(operand);
    };
    while (open.length > 0) {
      const id = open[open.length - 1] as NodeId;
      if (values.has(id)) {
        open.pop();
        continue;
      }
      const before = open.length;
      if (!isUnknown(g.op(id))) forEachOperand(g, id, need);
      if (open.length > before) continue;
      open.pop();
      values.set(id, this.compute(id));
    }
    return values.get(root) as Float64Array;
  }

  /** All operands have their values. */
  private compute(id: NodeId): Float64Array {
    const { g, values } = this;
    const op = g.op(id);
    const result = new Float64Array(this.points.length);
    if (op === Op.Number) return result.fill(g.numberOf(id).value);
    if (op === Op.Constant) return result.fill(namedConstants[g.a(id)]?.value ?? NaN);
    if (op === Op.True) return result.fill(1);
    if (op === Op.False) return result;
    if (op === Op.Symbol || isUnknown(op)) return result.fill(NaN);
    const a = values.get(g.a(id));
    const b = values.get(g.b(id));
    const c = values.get(g.c(id));
    const value = functionRows[op - FIRST_FUNCTION]?.value;
    for (let i = 0; i < result.length; i += 1) {
      const [x, y, z] = [a ? (a[i] as number) : NaN, b ? (b[i] as number) : NaN, c ? (c[i] as number) : NaN];
      result[i] = value ? value(x, y, z) : arithmetic(op, x, y, z);
    }
    return result;
  }
}

const isUnknown = (op: number): boolean => op === Op.Hole || op === Op.HolePartial;
