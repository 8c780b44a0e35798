/** What a hand-written derivative takes where the function has no derivative. */
import { kinksOf } from '../calculus/kinks';
import { symbolsOf } from '../calculus/dependencies';
import type { NodeId } from '../calculus/graph';
import { Op } from '../calculus/operations';
import { compile } from '../numerics/compile';
import type { Hypothesis } from './layout';
import type { Merged } from './merge';
import type { Print } from './verdict';

/** A step off the kink: small beside the point, large beside rounding. */
const STEP = 1e-6;

export interface KinkNote {
  /** `at x = 0, where the function has a kink, it is 1 (0 from the left, 1 from the right)`. */
  readonly text: string;
  /** It is not between the one-sided derivatives. */
  readonly outside: boolean;
}

/** Of the first kink that one variable reaches (x = 0 of |x|), with everything else at 1/2, and what is passed back
 * at 1. `null` where there is none. */
export function kinkNote(
  merged: Merged,
  hypothesis: Hypothesis,
  symbols: readonly NodeId[],
  print: Print,
): KinkNote | null {
  const { graph: g, outputs, inputs } = merged;
  const variables = new Set(hypothesis.variables.symbols);
  const passed = new Set(inputs.flatMap((input) => (input.primalName === null ? input.symbols : [])));
  for (const { at, kind } of kinksOf(g, outputs)) {
    if (kind !== 'kink') continue;
    const place = solve(merged, at, variables);
    if (!place || hypothesis.ofOutput) continue;
    const column = symbols.indexOf(place.symbol);
    const count = hypothesis.expected.length;
    const f = compile(g, [...hypothesis.expected, ...hypothesis.found], symbols);
    const values = (offset: number): Float64Array => {
      const point = Float64Array.from(symbols, (symbol) => (passed.has(symbol) ? 1 : 0.5));
      point[column] = place.value + offset;
      const out = new Float64Array(2 * count);
      f(point, out);
      return out;
    };
    const [left, there, right] = [values(-STEP), values(0), values(STEP)];
    const [farLeft, farRight] = [values(-10 * STEP), values(10 * STEP)];
    // A slope that grows towards the place is a pole, of which there are no one-sided values; one that shrinks is 0 there.
    const isSettled = (near: number, far: number): boolean =>
      Number.isFinite(near) && Math.abs(near - far) <= 0.05 * Math.abs(near) + 1e-4;
    for (let k = 0; k < count; k += 1) {
      const [before, after, own] = [left[k], right[k], there[count + k]] as [number, number, number];
      if (!isSettled(before, farLeft[k] as number) || !isSettled(after, farRight[k] as number)) continue;
      if (Math.abs(before - after) < 1e-3 * (1 + Math.abs(before))) continue;
      const [low, high] = [Math.min(before, after), Math.max(before, after)];
      const slack = 1e-4 * (1 + high - low);
      const outside = !(own >= low - slack && own <= high + slack);
      const where = `${print(g, place.symbol)} = ${shown(place.value)}`;
      const sides = `${shown(before)} from the left, ${shown(after)} from the right`;
      return { text: `at ${where}, where the function has a kink, it is ${shown(own)} (${sides})`, outside };
    }
  }
  return null;
}

const shown = (value: number): string =>
  Number.isNaN(value) ? 'not a number' : Number(value.toPrecision(4)).toString();

/** The value of one variable at which `at` is 0, where `at` is that variable, or it and a number. */
function solve(merged: Merged, at: NodeId, variables: ReadonlySet<NodeId>): { symbol: NodeId; value: number } | null {
  const { graph: g } = merged;
  const [symbol, ...others] = symbolsOf(g, [at]);
  if (symbol === undefined || others.length > 0 || !variables.has(symbol)) return null;
  if (at === symbol) return { symbol, value: 0 };
  const [a, b] = [g.a(at), g.b(at)];
  const [p, q] = [g.valueOf(a), b < 0 ? undefined : g.valueOf(b)];
  if (g.op(at) === Op.Subtract)
    return a === symbol && q !== undefined
      ? { symbol, value: q }
      : b === symbol && p !== undefined
        ? { symbol, value: p }
        : null;
  if (g.op(at) === Op.Add)
    return a === symbol && q !== undefined
      ? { symbol, value: -q }
      : b === symbol && p !== undefined
        ? { symbol, value: -p }
        : null;
  return null;
}
