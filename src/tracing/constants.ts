/** Values of expressions without symbols, in doubles: what decides `if` and `while`, and counts of loops. */
import { functionRows } from '../calculus/functions/table';
import type { Graph, NodeId } from '../calculus/graph';
import { FIRST_FUNCTION, namedConstants, Op } from '../calculus/operations';

const OPEN = 0;
const NUMBER = 1;
const TRUE = 2;
const FALSE = 3;
/** Relative distance below which doubles do not decide a comparison. */
const TOO_CLOSE = 1e-13;

class ClosedValues {
  private readonly kinds: number[] = [];
  private readonly values: number[] = [];

  /** What the node is: sweeps over the nodes that are new since the last question. */
  kind(g: Graph, id: NodeId): number {
    for (let next = this.kinds.length; next < g.size; next += 1) this.learn(g, next);
    return this.kinds[id] as number;
  }

  value(id: NodeId): number {
    return this.values[id] as number;
  }

  private learn(g: Graph, id: NodeId): void {
    const op = g.op(id);
    const [a, b, c] = [g.a(id), g.b(id), g.c(id)];
    const set = (kind: number, value = NaN): void => {
      this.kinds[id] = kind;
      this.values[id] = value;
    };
    const truth = (holds: boolean): void => set(holds ? TRUE : FALSE);
    const [x, y, z] = [this.values[a] ?? NaN, this.values[b] ?? NaN, this.values[c] ?? NaN];
    const [p, q] = [this.kinds[a] ?? OPEN, this.kinds[b] ?? OPEN];
    if (op >= FIRST_FUNCTION) {
      const row = functionRows[op - FIRST_FUNCTION];
      const isClosed = p === NUMBER && (b < 0 || q === NUMBER) && (c < 0 || this.kinds[c] === NUMBER);
      return row && isClosed ? set(NUMBER, row.value(x, y, z)) : set(OPEN);
    }
    switch (op) {
      case Op.Number:
        return set(NUMBER, g.numberOf(id).value);
      case Op.Constant:
        return set(NUMBER, namedConstants[a]?.value ?? NaN);
      case Op.True:
        return set(TRUE);
      case Op.False:
        return set(FALSE);
      case Op.Negate:
        return p === NUMBER ? set(NUMBER, -x) : set(OPEN);
      case Op.Not:
        return p === TRUE ? set(FALSE) : p === FALSE ? set(TRUE) : set(OPEN);
      case Op.And:
        return p === FALSE || q === FALSE ? set(FALSE) : p === TRUE && q === TRUE ? set(TRUE) : set(OPEN);
      case Op.Or:
        return p === TRUE || q === TRUE ? set(TRUE) : p === FALSE && q === FALSE ? set(FALSE) : set(OPEN);
      case Op.Select: {
        const branch = p === TRUE ? b : p === FALSE ? c : id;
        return branch === id ? set(OPEN) : set(this.kinds[branch] as number, this.values[branch]);
      }
      default:
    }
    if (p !== NUMBER || q !== NUMBER) return set(OPEN);
    const decided = Math.abs(x - y) > TOO_CLOSE * Math.max(Math.abs(x), Math.abs(y));
    switch (op) {
      case Op.Add:
        return set(NUMBER, x + y);
      case Op.Subtract:
        return set(NUMBER, x - y);
      case Op.Multiply:
        return set(NUMBER, x * y);
      case Op.Divide:
        return set(NUMBER, x / y);
      case Op.Power:
        return set(NUMBER, x ** y);
      case Op.Less:
      case Op.LessOrEqual:
        return decided ? truth(x < y) : set(OPEN);
      case Op.Equal:
        return decided ? truth(false) : set(OPEN);
      case Op.NotEqual:
        return decided ? truth(true) : set(OPEN);
      default:
        return set(OPEN);
    }
  }
}

const known = new WeakMap<Graph, ClosedValues>();

function valuesOf(g: Graph): ClosedValues {
  let values = known.get(g);
  if (!values) known.set(g, (values = new ClosedValues()));
  return values;
}

/** The number that the expression is, `undefined` where it depends on a symbol or an unknown function. */
export function closedNumber(g: Graph, id: NodeId): number | undefined {
  if (g.isNumber(id)) return g.numberOf(id).value;
  const values = valuesOf(g);
  return values.kind(g, id) === NUMBER ? values.value(id) : undefined;
}

/** For sorting: what is not a number comes last, as NumPy has it. */
export function ascending(x = NaN, y = NaN): number {
  if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(x)) - Number(Number.isNaN(y));
  return x < y ? -1 : Number(x > y);
}

/** Whether a condition without symbols holds, `undefined` where it is not known (or too close to tell in doubles). */
export function closedCondition(g: Graph, id: NodeId): boolean | undefined {
  const kind = valuesOf(g).kind(g, id);
  return kind === TRUE ? true : kind === FALSE ? false : undefined;
}

/** Whether the number is put together of symbols by plain arithmetic, with no choice between pieces. */
export function isPlainArithmetic(g: Graph, id: NodeId): boolean {
  const op = g.op(id);
  if (op === Op.Select || op === Op.Hole || op === Op.HolePartial) return false;
  return g.operands(id).every((operand) => isPlainArithmetic(g, operand));
}

/** The symbols that an expression depends on, and the unknown functions. */
export function leavesOf(g: Graph, roots: readonly NodeId[]): NodeId[] {
  const seen = new Set<NodeId>();
  const stack = [...roots];
  const leaves: NodeId[] = [];
  for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    const op = g.op(id);
    if (op === Op.Symbol || op === Op.Hole || op === Op.HolePartial) leaves.push(id);
    stack.push(...g.operands(id));
  }
  return leaves.sort((a, b) => a - b);
}
