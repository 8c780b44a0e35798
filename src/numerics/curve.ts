/**
 * Curves of functions of one number, sampled so that a line through the samples cannot be told from the curve: closely
 * where it bends, from both sides of where it is not smooth, up to the edge of where it is defined, and broken where it
 * jumps.
 */
import { turningPoint } from './crossings';
import type { Range } from './nice';

/** All outputs at t, as a new array; NaN where they are not defined. */
export type Curves = (t: number) => Float64Array;

export interface Sampling {
  readonly from: number;
  readonly to: number;
  /** Where something may happen, in order. */
  readonly cuts: readonly number[];
  /** What of each output will be seen: deviations are measured by its size. */
  readonly ranges: readonly (Range | null)[];
}

/** t and the value, alternately. */
export type Piece = number[];

/** Samples of equal distance to begin with, and the most there may be. */
const FIRST = 96;
const MOST = 5000;
const DEEPEST = 9;
/** A line may be off by this share of the range. */
const TOLERANCE = 8e-4;
/** How close to a cut is looked at what the function does there, by the window's size. */
export const CLOSE = 1e-9;

interface Sample {
  readonly t: number;
  readonly values: Float64Array;
}

/** The curves of all outputs, each in pieces between which it is not drawn. */
export function sampledCurves(curves: Curves, sampling: Sampling): Piece[][] {
  const { from, to, cuts, ranges } = sampling;
  const pieces = ranges.map((): Piece[] => []);
  const ends = [from, ...cuts.filter((cut) => cut > from && cut < to), to];
  const near = CLOSE * (to - from);
  let left = MOST;
  for (let i = 0; i + 1 < ends.length; i += 1) {
    const [a, b] = [ends[i] as number, ends[i + 1] as number];
    const inner: readonly [number, number] = [i === 0 ? a : a + near, i + 2 === ends.length ? b : b - near];
    if (!(inner[1] > inner[0])) continue;
    const samples = intervalSamples(curves, inner, sampling, left);
    left -= samples.length;
    ranges.forEach((range, k) => pieces[k]?.push(...piecesOf(curves, samples, k, range, sampling)));
  }
  return pieces.map((all, k) => joined(all, ranges[k] ?? null, 4 * near, curves, k));
}

function intervalSamples(
  curves: Curves,
  [a, b]: readonly [number, number],
  sampling: Sampling,
  most: number,
): Sample[] {
  const { from, to, ranges } = sampling;
  const at = (t: number): Sample => ({ t, values: curves(t) });
  const count = Math.max(8, Math.round((FIRST * (b - a)) / (to - from)));
  const samples: Sample[] = [];
  let left = most;
  const refine = (one: Sample, other: Sample, depth: number): void => {
    if (depth < DEEPEST && left > 0) {
      // Not quite the middle: a function that swings as often as there are samples would seem to be flat.
      const middle = at(one.t + 0.47 * (other.t - one.t));
      left -= 1;
      if (depth === 0 || deviates(one, middle, other, ranges)) {
        refine(one, middle, depth + 1);
        refine(middle, other, depth + 1);
        return;
      }
    }
    samples.push(other);
  };
  let previous = at(a);
  samples.push(previous);
  for (let i = 1; i <= count; i += 1) {
    const next = at(i === count ? b : a + ((b - a) * i) / count);
    refine(previous, next, 0);
    previous = next;
  }
  return samples;
}

/** Whether the value in between is off the line, for an output whose part here is to be seen. */
function deviates(one: Sample, middle: Sample, other: Sample, ranges: Sampling['ranges']): boolean {
  return ranges.some((range, k) => {
    const [a, m, b] = [one.values[k] as number, middle.values[k] as number, other.values[k] as number];
    const known = [a, m, b].filter((value) => !Number.isNaN(value)).length;
    if (known < 3) return known > 0;
    if (!range) return false;
    const size = range.high - range.low;
    const [low, high] = [range.low - size, range.high + size];
    if (Math.min(a, m, b) > high || Math.max(a, m, b) < low) return false;
    const share = (middle.t - one.t) / (other.t - one.t);
    return !(Math.abs(m - (a + share * (b - a))) <= TOLERANCE * size);
  });
}

/** The parts of one output's samples where it is defined, up to their edges, and broken where it jumps. */
function piecesOf(
  curves: Curves,
  samples: readonly Sample[],
  k: number,
  range: Range | null,
  { from, to }: Sampling,
): Piece[] {
  const pieces: Piece[] = [];
  let piece: Piece = [];
  const end = (): void => {
    if (piece.length >= 4) pieces.push(piece);
    piece = [];
  };
  const isDefined = (t: number): boolean => Number.isFinite(curves(t)[k]);
  const push = (t: number): void => void piece.push(t, curves(t)[k] as number);
  samples.forEach(({ t, values }, i) => {
    const value = values[k] as number;
    const before = samples[i - 1];
    const last = before ? (before.values[k] as number) : NaN;
    if (before && Number.isFinite(value) !== Number.isFinite(last)) {
      const [inside, outside] = Number.isFinite(value) ? [t, before.t] : [before.t, t];
      const [edge] = turningPoint(inside, outside, isDefined);
      if (Number.isFinite(value)) end();
      if (edge !== inside) push(edge);
      if (!Number.isFinite(value)) end();
    } else if (before && Number.isFinite(value) && range) {
      const jump = hiddenJump(curves, k, before, { t, values }, range, to - from);
      if (jump) {
        push(jump[0]);
        end();
        push(jump[1]);
      }
    }
    if (Number.isFinite(value)) piece.push(t, value);
  });
  end();
  return pieces;
}

/** A jump that no cut tells of: the two sides of it, where a steep part stays steep however close one looks. */
function hiddenJump(
  curves: Curves,
  k: number,
  one: Sample,
  other: Sample,
  { low, high }: Range,
  width: number,
): readonly [number, number] | null {
  const [a, b] = [one.values[k] as number, other.values[k] as number];
  const step = Math.abs(b - a);
  if (step < 0.02 * (high - low) || other.t - one.t > width / (FIRST * 20)) return null;
  const [left, right] = turningPoint(one.t, other.t, (t) => {
    const value = curves(t)[k] as number;
    return Math.abs(value - a) <= Math.abs(value - b);
  });
  const rest = Math.abs((curves(left)[k] as number) - (curves(right)[k] as number));
  return rest > 0.5 * step ? [left, right] : null;
}

/** Pieces that meet at a cut are one: a kink is a point of the curve. */
function joined(pieces: readonly Piece[], range: Range | null, gap: number, curves: Curves, k: number): Piece[] {
  const all: Piece[] = [];
  const size = range ? range.high - range.low : 0;
  for (const piece of pieces) {
    const before = all.at(-1);
    const [t, value] = [piece[0] as number, piece[1] as number];
    const [lastT, lastValue] = [before?.at(-2) ?? NaN, before?.at(-1) ?? NaN];
    // √|x| still has a visible step this close to its cusp.
    if (before && t - lastT <= gap && Math.abs(value - lastValue) <= 1e-3 * size) {
      const middle = (t + lastT) / 2;
      const at = curves(middle)[k] as number;
      if (Math.abs(at - value) <= 1e-3 * size) before.push(middle, at);
      for (const number of piece) before.push(number);
    } else all.push([...piece]);
  }
  return all;
}
