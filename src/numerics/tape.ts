/** Expressions laid out for evaluation: the nodes that the outputs consist of, one slot each, operands first. */
import { functionRows } from '../calculus/functions/table';
import type { Graph, NodeId } from '../calculus/graph';
import { FIRST_FUNCTION, namedConstants, Op } from '../calculus/operations';
import { forEachOperand } from '../calculus/reachable';

/** Integer powers up to this one are products, which are faster than a general power and as exact. */
export const LARGEST_PRODUCT = 16;

/** What a slot holds before anything is computed. */
export const Leaf = { None: 0, Constant: 1, Input: 2 } as const;

export interface Tape {
  readonly size: number;
  readonly op: Uint8Array;
  /** Slots of the operands; −1 where there is none. For an input: its place among the inputs. */
  readonly a: Int32Array;
  readonly b: Int32Array;
  readonly c: Int32Array;
  readonly leaf: Uint8Array;
  /** Values of constant slots. */
  readonly constants: Float64Array;
  /** For a power that is a product: its exponent, else 0. */
  readonly products: Uint8Array;
  /** Slots of the outputs. */
  readonly outputs: Int32Array;
}

/** Symbols that are not among the inputs, and unknown functions, are NaN. */
export function tapeOf(g: Graph, outputs: readonly NodeId[], inputs: readonly NodeId[]): Tape {
  const ids = depthFirst(g, outputs);
  const slots = new Map<NodeId, number>();
  const places = new Map(inputs.map((symbol, place) => [symbol, place]));
  const [op, leaf, products] = [new Uint8Array(ids.length), new Uint8Array(ids.length), new Uint8Array(ids.length)];
  const [a, b, c] = [new Int32Array(ids.length), new Int32Array(ids.length), new Int32Array(ids.length)];
  const constants = new Float64Array(ids.length);
  const slotOf = (id: NodeId): number => slots.get(id) ?? -1;
  ids.forEach((id, slot) => {
    slots.set(id, slot);
    const code = g.op(id);
    op[slot] = code;
    const constant = constantOf(g, id);
    const place = code === Op.Symbol ? places.get(id) : undefined;
    if (place !== undefined) {
      leaf[slot] = Leaf.Input;
      a[slot] = place;
    } else if (constant !== undefined) {
      leaf[slot] = Leaf.Constant;
      constants[slot] = constant;
    } else {
      a[slot] = slotOf(g.a(id));
      b[slot] = slotOf(g.b(id));
      c[slot] = slotOf(g.c(id));
      const n = code === Op.Power ? g.valueOf(g.b(id)) : undefined;
      if (n !== undefined && Number.isInteger(n) && n >= 2 && n <= LARGEST_PRODUCT) products[slot] = n;
    }
  });
  return { size: ids.length, op, a, b, c, leaf, constants, products, outputs: Int32Array.from(outputs, slotOf) };
}

/**
 * The nodes that the outputs consist of, each shortly before it is first used: fewer values wait to be used at a time,
 * and more of them fit into registers than in the order in which the nodes were made.
 */
function depthFirst(g: Graph, outputs: readonly NodeId[]): NodeId[] {
  const order: NodeId[] = [];
  // 0: not seen, 1: its operands are on their way, 2: done.
  const state = new Uint8Array(g.size);
  const stack = [...outputs].reverse();
  for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
    if (state[id] === 2) continue;
    const op = g.op(id);
    const isUnknown = op === Op.Hole || op === Op.HolePartial;
    if (state[id] === 0 && !isUnknown) {
      state[id] = 1;
      const place = stack.push(id);
      forEachOperand(g, id, (operand) => {
        if (state[operand] === 0) stack.push(operand);
      });
      reverseFrom(stack, place);
      continue;
    }
    state[id] = 2;
    order.push(id);
  }
  return order;
}

function reverseFrom(stack: NodeId[], from: number): void {
  for (let i = from, j = stack.length - 1; i < j; i += 1, j -= 1)
    [stack[i], stack[j]] = [stack[j] as NodeId, stack[i] as NodeId];
}

function constantOf(g: Graph, id: NodeId): number | undefined {
  switch (g.op(id)) {
    case Op.Number:
      return g.numberOf(id).value;
    case Op.Constant:
      return namedConstants[g.a(id)]?.value ?? NaN;
    case Op.True:
      return 1;
    case Op.False:
      return 0;
    case Op.Symbol:
    case Op.Hole:
    case Op.HolePartial:
      return NaN;
    default:
      return undefined;
  }
}

/** xⁿ as the product that the generated code forms as well: for an even n the square of x^(n/2), else x^(n−1)·x. */
export function productPower(x: number, n: number): number {
  if (n === 1) return x;
  if (n % 2 === 1) return productPower(x, n - 1) * x;
  const half = productPower(x, n / 2);
  return half * half;
}

/** Whether the slot's value is a condition: true or false, not a number. */
export const isCondition = (tape: Tape, slot: number): boolean => {
  const op = tape.op[slot] as number;
  return op >= Op.Less && op <= Op.False;
};

export type ValueFunction = (x: number, y: number, z: number) => number;

/** The value function of a function slot, and how many arguments it takes. */
export function functionOf(
  tape: Tape,
  slot: number,
): { readonly name: string; readonly value: ValueFunction; readonly arity: 1 | 2 | 3 } {
  const row = functionRows[(tape.op[slot] as number) - FIRST_FUNCTION];
  if (!row) throw new RangeError(`no function with the code ${tape.op[slot]}`);
  return row;
}
