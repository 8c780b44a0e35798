/** Whether a function may be the one that a derivative belongs to, by a glance at numbers: to look closer costs more. */
import { symbolsOf } from '../calculus/dependencies';
import type { NodeId } from '../calculus/graph';
import { PointTable } from '../numerics/pointTable';
import type { Traced, TracedInput } from '../tracing/traced';

/** Slopes by differences are as good as this. */
const NEAR = 1e-4;
const STEP = 2 ** -17;
/** More arguments or outputs are not looked at. */
const MOST = 40;

/** Whether every number that the derivative gives at a point is a slope of the function there. */
export function mayBeDerivativeOf(derivative: Traced, other: Traced): boolean {
  const [own, its] = [numbersOf(derivative), numbersOf(other)];
  const isAlike = own.length === its.length && own.every(({ sizes }, i) => sizes.join() === its[i]?.sizes.join());
  const symbols = its.flatMap((input) => [...input.symbols]);
  if (!isAlike || symbols.length > MOST || other.outputs.length > MOST || derivative.outputs.length > MOST ** 2)
    return false;
  // A number is met by chance.
  if (symbolsOf(derivative.graph, derivative.outputs).length === 0) return false;
  const point = Float64Array.from(symbols, (_symbol, k) => 0.3 + ((k * 0.618 + 0.217) % 1));
  const moved = symbols.flatMap((_symbol, k) =>
    [-STEP, STEP].map((step) => point.map((value, i) => (i === k ? value + step : value))),
  );
  const table = new PointTable(other.graph, symbols, moved);
  const slopes = other.outputs.flatMap((output: NodeId) => {
    const values = table.of(output);
    return symbols.map((_symbol, k) => ((values[2 * k + 1] as number) - (values[2 * k] as number)) / (2 * STEP));
  });
  const there = new PointTable(
    derivative.graph,
    own.flatMap((input) => [...input.symbols]),
    [point],
  );
  return derivative.outputs.every((output) => {
    const [value = NaN] = there.of(output);
    return value === 0 || slopes.some((slope) => Math.abs(slope - value) <= NEAR * Math.max(Math.abs(slope), 1));
  });
}

const numbersOf = ({ inputs }: Traced): TracedInput[] => inputs.filter(({ numeric }) => numeric);
