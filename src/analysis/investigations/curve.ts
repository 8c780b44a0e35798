/** A function of one variable, or along a direction, as curves, with its derivative and where it is not smooth. */
import { turningPoint, zerosOf } from '../../numerics/crossings';
import { CLOSE, sampledCurves, type Piece } from '../../numerics/curve';
import { fullRange, robustRange, type Range } from '../../numerics/nice';
import type { Numeric } from '../card';
import { toNumeric } from '../given';
import type { QuestionOf } from './questions';
import { Slice, type Axes } from './slice';
import { subjectAt, type Investigation } from './subjects';
import { intervalFor } from './window';

export interface CurveQuestion {
  /** One variable, or a direction. */
  readonly axes: Axes;
  readonly outputs: readonly number[];
  /** Which part of the axis; `null` for the usual one around the point. */
  readonly interval: Range | null;
  /** Which values are seen; `null` for those there are. */
  readonly values: Range | null;
}

/** Curves of several outputs (or of their derivatives), and which values are worth showing. */
export interface CurveSet {
  readonly range: Range | null;
  /** For each output its pieces: places on the axis and values, alternately. Between pieces there is no curve. */
  readonly curves: readonly (readonly Piece[])[];
}

export interface CurveAnswer {
  readonly interval: Range;
  /** Where the point lies on the axis: the variable's value, or 0 of a direction. */
  readonly origin: number;
  /** The direction, of length one, one number a variable; `null` along a variable. */
  readonly direction: readonly number[] | null;
  readonly values: CurveSet;
  readonly slopes: CurveSet;
  readonly marks: readonly CurveMark[];
  /** Where no output is defined. */
  readonly undefined: readonly Range[];
  /** For each output its smallest and largest value seen; `null` where it has none. */
  readonly extremes: readonly ({ readonly least: Place; readonly largest: Place } | null)[];
}

export interface Place {
  readonly at: number;
  readonly value: number;
}

/**
 * Where an output is not smooth: `pole`: the values have no bound; `edge`: it is defined on one side only; `hole`: only
 * the value itself is missing. The values to the left, at the place, and to the right.
 */
export interface CurveMark {
  readonly output: number;
  readonly kind: 'kink' | 'jump' | 'vertical' | 'pole' | 'edge' | 'hole';
  readonly at: number;
  readonly left: Numeric;
  readonly value: Numeric;
  readonly right: Numeric;
}

/** Samples between which zeros of critical functions are looked for. */
const SAMPLES = 400;
const FIRST = 128;
const MOST_MARKS = 200;
/** A value that close to a place this much larger than what is shown has no bound there. */
const UNBOUNDED = 1e4;
/** A slope that rises so many times through what is shown, on its width, is a vertical one. */
const STEEP = 1e3;

export function* curve(
  question: QuestionOf<'curve'>,
  investigation: Investigation,
): Generator<void, CurveAnswer, void> {
  const { subject, values } = subjectAt(question, investigation);
  const slice = new Slice(subject, values, question.axes, question.outputs);
  const count = question.outputs.length;
  const origin = slice.origin[0] as number;
  const interval = intervalFor(question.interval, origin);
  const { low: from, high: to } = interval;
  const both = (t: number): Float64Array => {
    const [f, d] = [new Float64Array(count), new Float64Array(count)];
    slice.evaluate([t], f);
    slice.slopes([t], d);
    const all = new Float64Array(2 * count);
    all.set(f);
    all.set(d, count);
    return all;
  };
  const first = Array.from({ length: FIRST }, (_, i) => both(from + ((to - from) * (i + 0.5)) / FIRST));
  yield;
  const cuts = criticalPlaces(slice, from, to);
  yield;
  const besides = cuts.flatMap((cut) => [both(cut - CLOSE * (to - from)), both(cut), both(cut + CLOSE * (to - from))]);
  const here = origin >= from && origin <= to ? both(origin) : null;
  const rangeOf = (offset: number): Range | null =>
    joinedRange(
      Array.from({ length: count }, (_, k) => {
        const valuesOf = (samples: readonly Float64Array[]): number[] =>
          samples.map((one) => one[offset + k] as number);
        return rangeWithin(valuesOf(first), valuesOf(besides), here?.[offset + k] ?? NaN);
      }),
    );
  const [seen, slopes] = [question.values ?? rangeOf(0), rangeOf(count)];
  const ranges = Array.from({ length: 2 * count }, (_, k) => (k < count ? seen : slopes));
  const curves = sampledCurves(both, { from, to, cuts, ranges });
  return {
    interval,
    origin,
    direction: slice.direction,
    values: { range: question.values ?? withCurves(seen, curves.slice(0, count)), curves: curves.slice(0, count) },
    slopes: { range: withCurves(slopes, curves.slice(count)), curves: curves.slice(count) },
    marks: cuts.flatMap((at) => marksAt(slice, at, seen, to - from)).slice(0, MOST_MARKS),
    undefined: undefinedParts(slice, from, to, cuts),
    extremes: curves.slice(0, count).map((pieces) => extremesOf(pieces, seen, (to - from) / 1e6)),
  };
}

/** Where critical functions are zero and count, in order, each place once. */
function criticalPlaces(slice: Slice, from: number, to: number): number[] {
  const out = new Float64Array(2 * slice.critical.length);
  const valueOf = (place: number) => (t: number) => {
    slice.criticals([t], out);
    return out[place] as number;
  };
  const found = slice.critical.flatMap(({ place }) =>
    zerosOf(valueOf(place), from, to, SAMPLES)
      .filter((at) => valueOf(place + 1)(at) === 1)
      .map((at) => rounded(at, to - from, valueOf(place))),
  );
  const near = 2 * CLOSE * (to - from);
  return found.sort((a, b) => a - b).filter((at, i) => i === 0 || at - (found[i - 1] as number) > near);
}

/** Of a zero that is a double's width off a round number, the round number. */
function rounded(zero: number, width: number, g: (t: number) => number): number {
  const scale = 10 ** (12 - Math.ceil(Math.log10(width)));
  const round = Math.round(zero * scale) / scale;
  return Math.abs(g(round)) <= Math.abs(g(zero)) ? round : zero;
}

/** What each output does at a critical place; nothing where it goes on as if there were none. */
function marksAt(slice: Slice, at: number, range: Range | null, width: number): CurveMark[] {
  const near = CLOSE * width;
  const read = (t: number): Float64Array => {
    const out = new Float64Array(slice.outputs.length);
    slice.evaluate([t], out);
    return out;
  };
  const slopesAt = (t: number): Float64Array => {
    const out = new Float64Array(slice.outputs.length);
    slice.slopes([t], out);
    return out;
  };
  const [before, here, after] = [read(at - near), read(at), read(at + near)];
  const [slopeBefore, slopeAfter] = [slopesAt(at - near), slopesAt(at + near)];
  const size = range ? range.high - range.low : 1;
  return slice.outputs.flatMap((output, k) => {
    const [left, value, right] = [before[k] as number, here[k] as number, after[k] as number];
    const turned = whatHappens(left, value, right, { size, near, width }, [
      slopeBefore[k] as number,
      slopeAfter[k] as number,
    ]);
    if (!turned) return [];
    const slope = Math.max(Math.abs(slopeBefore[k] as number), Math.abs(slopeAfter[k] as number));
    const named = turned === 'kink' && slope * width > STEEP * size ? 'vertical' : turned;
    return [{ output, kind: named, at, left: toNumeric(left), value: toNumeric(value), right: toNumeric(right) }];
  });
}

function whatHappens(
  left: number,
  value: number,
  right: number,
  { size, near, width }: { readonly size: number; readonly near: number; readonly width: number },
  [slopeLeft, slopeRight]: readonly [number, number],
): CurveMark['kind'] | null {
  const [isLeft, isRight] = [!Number.isNaN(left), !Number.isNaN(right)];
  if (!isLeft && !isRight) return null;
  const outer = Math.max(isLeft ? Math.abs(left) : 0, isRight ? Math.abs(right) : 0);
  if (outer > (Number.isFinite(value) ? 10 * UNBOUNDED : UNBOUNDED) * size) return 'pole';
  if (!isLeft || !isRight) return 'edge';
  // A steep part still rises between the two sides: what is left over is a jump.
  const steep = 4 * near * Math.min(Math.abs(slopeLeft), Math.abs(slopeRight));
  if (Math.abs(left - right) > 1e-3 * size + steep) return 'jump';
  if (!Number.isFinite(value)) return 'hole';
  if (Math.abs(value - left) > 1e-3 * size + steep) return 'jump';
  // A slope that only turns its sign, as at a maximum, is no kink: it is measured by what is seen.
  const scale = Math.max(Math.abs(slopeLeft), Math.abs(slopeRight), size / width);
  return Math.abs(slopeLeft - slopeRight) > 1e-5 * scale ? 'kink' : null;
}

/** Parts of the axis where every output is NaN or infinite. */
function undefinedParts(slice: Slice, from: number, to: number, cuts: readonly number[]): Range[] {
  const out = new Float64Array(slice.outputs.length);
  const isDefined = (t: number): boolean => {
    slice.evaluate([t], out);
    return out.some((value) => Number.isFinite(value));
  };
  const ends = [from, ...cuts.filter((cut) => cut > from && cut < to), to];
  const samples = ends.flatMap((end, i) => {
    const next = ends[i + 1];
    const count = next === undefined ? 0 : Math.max(2, Math.round((SAMPLES * (next - end)) / (to - from)));
    return Array.from({ length: count }, (_, k) => end + (((next as number) - end) * (k + 0.5)) / count);
  });
  const parts: { low: number; high: number }[] = [];
  let open: number | null = null;
  samples.forEach((t, i) => {
    const before = samples[i - 1];
    const defined = isDefined(t);
    if (defined && open !== null && before !== undefined) {
      parts.push({ low: open, high: turningPoint(t, before, isDefined)[0] });
      open = null;
    } else if (!defined && open === null) open = before === undefined ? from : turningPoint(before, t, isDefined)[0];
  });
  if (open !== null) parts.push({ low: open, high: to });
  return parts;
}

/** With the tips that lie between the first samples; not with what has no bound. */
function withCurves(range: Range | null, curves: readonly (readonly Piece[])[]): Range | null {
  if (!range) return null;
  const size = range.high - range.low;
  let [least, largest] = [range.low, range.high];
  for (const piece of curves.flat()) {
    for (let i = 1; i < piece.length; i += 2) {
      least = Math.min(least, piece[i] as number);
      largest = Math.max(largest, piece[i] as number);
    }
  }
  const room = 0.05 * size;
  return {
    low: least < range.low && least > range.low - size / 2 ? least - room : range.low,
    high: largest > range.high && largest < range.high + size / 2 ? largest + room : range.high,
  };
}

/** Beyond the other values by so many times their range, the values beside a place have no bound there. */
const FAR = 20;

/** Which values to show: all of them, unless the function grows without bound somewhere. */
function rangeWithin(values: readonly number[], besides: readonly number[], here: number): Range | null {
  const full = fullRange([...values, here]);
  if (!full) return null;
  const size = full.high - full.low;
  const isFar = (value: number): boolean => value < full.low - FAR * size || value > full.high + FAR * size;
  if (besides.some((value) => Math.abs(value) === Infinity || isFar(value))) return robustRange(values, here);
  return fullRange([...values, here, ...besides]);
}

function joinedRange(ranges: readonly (Range | null)[]): Range | null {
  const known = ranges.filter((range) => range !== null);
  if (known.length === 0) return null;
  return { low: Math.min(...known.map(({ low }) => low)), high: Math.max(...known.map(({ high }) => high)) };
}

/** Of what is seen: beside a pole, a curve goes on out of the picture. */
function extremesOf(pieces: readonly Piece[], range: Range | null, digit: number): CurveAnswer['extremes'][number] {
  let [least, largest]: [Place | null, Place | null] = [null, null];
  for (const piece of pieces) {
    for (let i = 0; i < piece.length; i += 2) {
      const place = { at: piece[i] as number, value: piece[i + 1] as number };
      if (range && (place.value < range.low || place.value > range.high)) continue;
      if (!least || place.value < least.value) least = place;
      if (!largest || place.value > largest.value) largest = place;
    }
  }
  // A limit is seen from a step beside its place.
  const rounded = ({ at, value }: Place): Place => ({ at: Math.abs(at) < digit ? 0 : at, value });
  return least && largest && { least: rounded(least), largest: rounded(largest) };
}
