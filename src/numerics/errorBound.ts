/**
 * Values with bounds of their rounding errors (a running error analysis: N. Higham, Accuracy and Stability of Numerical
 * Algorithms, §3.3): what tells a real difference of two numbers from one that rounding made.
 */
import type { Graph, NodeId } from '../calculus/graph';
import { FIRST_FUNCTION, Op } from '../calculus/operations';
import { interpreter } from './interpret';
import { functionOf, Leaf, tapeOf } from './tape';
import type { Tape } from './tape';

const UNIT = 2 ** -52;
/** Library functions are right to within a few units. */
const FUNCTION_UNITS = 8;

export interface BoundedValues {
  readonly values: Float64Array;
  /** How far each value can be from the exact one; Infinity where rounding may decide a branch, or near a pole. */
  readonly errors: Float64Array;
}

/** Values of the outputs for exact inputs, each with its error bound. */
export function boundedEvaluation(
  g: Graph,
  outputs: readonly NodeId[],
  inputs: readonly NodeId[],
): (values: ArrayLike<number>) => BoundedValues {
  const tape = tapeOf(g, outputs, inputs);
  const run = interpreter(tape);
  const v = new Float64Array(tape.size);
  const e = new Float64Array(tape.size);
  return (values) => {
    run(values, v);
    for (let slot = 0; slot < tape.size; slot += 1) e[slot] = errorOf(tape, slot, v, e);
    return {
      values: Float64Array.from(tape.outputs, (slot) => v[slot] as number),
      errors: Float64Array.from(tape.outputs, (slot) => e[slot] as number),
    };
  };
}

function errorOf(tape: Tape, slot: number, v: Float64Array, e: Float64Array): number {
  const r = Math.abs(v[slot] as number);
  if (tape.leaf[slot] === Leaf.Input) return 0;
  if (tape.leaf[slot] === Leaf.Constant) return Number.isInteger(r) ? 0 : r * UNIT;
  const op = tape.op[slot] as number;
  const [a, b, c] = [tape.a[slot] as number, tape.b[slot] as number, tape.c[slot] as number];
  const [x, y] = [v[a] as number, b < 0 ? 0 : (v[b] as number)];
  const [ex, ey, ez] = [e[a] as number, b < 0 ? 0 : (e[b] as number), c < 0 ? 0 : (e[c] as number)];
  const rounding = Number.isNaN(r) ? Infinity : r * UNIT;
  if (op >= FIRST_FUNCTION) {
    const args = [x, y, c < 0 ? 0 : (v[c] as number)];
    const own = isExact(functionOf(tape, slot), args) ? 0 : rounding * FUNCTION_UNITS;
    return functionError(tape, slot, args, [ex, ey, ez]) + own;
  }
  switch (op) {
    case Op.Add:
    case Op.Subtract:
      return ex + ey + rounding;
    case Op.Multiply:
      return times(Math.abs(x), ey) + times(Math.abs(y), ex) + times(ex, ey) + rounding;
    case Op.Divide:
      return Math.abs(y) > ey ? (ex + times(r, ey)) / (Math.abs(y) - ey) + rounding : Infinity;
    case Op.Negate:
      return ex;
    case Op.Power: {
      const power = (p: readonly number[]): number => (p[0] as number) ** (p[1] as number);
      return perturbed(power, [x, y], [ex, ey]) + rounding * FUNCTION_UNITS;
    }
    case Op.Select:
      if (ex !== 0) return Infinity;
      return x === 1 ? ey : ez;
    // A condition is certain (0) or not (Infinity).
    case Op.Less:
    case Op.LessOrEqual:
    case Op.Equal:
    case Op.NotEqual:
      return ex + ey === 0 || Math.abs(x - y) > ex + ey ? 0 : Infinity;
    case Op.And:
    case Op.Or:
      return logicError(op === Op.And ? 0 : 1, [x, y], [ex, ey]);
    case Op.Not:
      return ex;
    default:
      return 0;
  }
}

/** Functions that give one of their arguments, or a whole number. */
const EXACT: ReadonlySet<string> = new Set([
  'abs',
  'sign',
  'floor',
  'ceil',
  'round',
  'trunc',
  'heaviside',
  'max',
  'min',
]);
/** Exact for whole numbers. */
const REMAINDERS: ReadonlySet<string> = new Set(['mod', 'rem', 'fmod']);

const isExact = ({ name, arity }: ReturnType<typeof functionOf>, args: readonly number[]): boolean =>
  EXACT.has(name) || (REMAINDERS.has(name) && args.slice(0, arity).every(Number.isInteger));

const times = (p: number, q: number): number => (p === 0 || q === 0 ? 0 : p * q);

/** One side that is certain and decides makes the other one irrelevant. */
function logicError(deciding: number, values: readonly [number, number], errors: readonly [number, number]): number {
  if (errors[0] === 0 && values[0] === deciding) return 0;
  if (errors[1] === 0 && values[1] === deciding) return 0;
  return Math.max(...errors);
}

function functionError(tape: Tape, slot: number, args: readonly number[], errors: readonly number[]): number {
  const { value, arity } = functionOf(tape, slot);
  const f = ([x = NaN, y = NaN, z = NaN]: readonly number[]): number => value(x, y, z);
  return perturbed(f, args.slice(0, arity), errors.slice(0, arity));
}

/** How much the value changes when each argument moves by its error. */
function perturbed(f: (args: readonly number[]) => number, args: readonly number[], errors: readonly number[]): number {
  const value = f(args);
  let total = 0;
  args.forEach((argument, k) => {
    const error = errors[k] as number;
    if (error === 0) return;
    let largest = 0;
    for (const moved of [argument - error, argument + error]) {
      const change = Math.abs(f(args.map((other, i) => (i === k ? moved : other))) - value);
      largest = Math.max(largest, Number.isNaN(change) ? Infinity : change);
    }
    total += largest;
  });
  return Number.isNaN(total) ? Infinity : total;
}
