/** Values of many expressions at a few fixed points, each node once: for a search among thousands of small changes. */
import { functionRows } from '../calculus/functions/table';
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
    const open: NodeId[] = [root];
    while (open.length > 0) {
      const id = open[open.length - 1] as NodeId;
      const operands = this.operandsOf(id);
      const missing = operands.filter((operand) => !this.values.has(operand));
      if (missing.length > 0) {
        open.push(...missing);
        continue;
      }
      open.pop();
      if (!this.values.has(id)) this.values.set(id, this.compute(id, operands));
    }
    return this.values.get(root) as Float64Array;
  }

  private operandsOf(id: NodeId): NodeId[] {
    const op = this.g.op(id);
    return op === Op.Hole || op === Op.HolePartial ? [] : this.g.operands(id);
  }

  private compute(id: NodeId, operands: readonly NodeId[]): Float64Array {
    const { g } = this;
    const op = g.op(id);
    const [a, b, c] = operands.map((operand) => this.values.get(operand));
    return Float64Array.from(this.points, (_, i) => {
      const [x = NaN, y = NaN, z = NaN] = [a?.[i], b?.[i], c?.[i]];
      if (op >= FIRST_FUNCTION) return functionRows[op - FIRST_FUNCTION]?.value(x, y, z) ?? NaN;
      switch (op) {
        case Op.Number:
          return g.numberOf(id).value;
        case Op.Constant:
          return namedConstants[g.a(id)]?.value ?? NaN;
        case Op.True:
          return 1;
        case Op.False:
          return 0;
        default:
          return arithmetic(op, x, y, z);
      }
    });
  }
}
