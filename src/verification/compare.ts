/** Numbers of both sides at many points: where they agree, and where they certainly do not. */
import * as c from '../calculus/construct';
import type { Graph, NodeId } from '../calculus/graph';
import { compile } from '../numerics/compile';
import { boundedEvaluation } from '../numerics/errorBound';
import type { Hypothesis } from './layout';
import type { Merged } from './merge';

/** Relative differences up to this one are rounding of the numbers that someone typed (`0.7979` is not). */
export const CLOSE = 1e-9;
/** Up to this one, constants were typed with few digits. Nothing is said against it. */
export const NEAR = 1e-6;
/** A difference is one only from here on. Between the two nothing is known. */
export const APART = 1e-4;
/** From here on it takes no bound of errors to see that two numbers differ. */
const FAR = 1e-2;
/** More than rounding leaves of what is 0, unless numbers are very large. */
const PLAIN = 1e-6;
/** A relative difference that is a few roundings. */
const EXACT = 1e-14;
/** Less than this beside the largest entry is rounding. */
const ROUNDED = 1e-12;
/** A witness has to exceed the bound of its own rounding error so many times. */
const CERTAINTY = 1e4;

/** Rounding of this part of an entry hides mistakes in it. */
const HIDING = 1e-2;

/** Beside an entry's usual size, where it passes through 0, its error counts relative to this part of that size. */
const SMALL_PART = 0.03;

export interface Mismatch {
  /** Which of the returned numbers. */
  readonly entry: number;
  readonly point: Float64Array;
  readonly expected: number;
  readonly found: number;
  readonly relative: number;
}

export interface Comparison {
  /** Points at which all entries could be compared. */
  readonly compared: number;
  readonly worstAbsolute: number;
  readonly worstRelative: number;
  /** Entries that differ, each at its first point, in their order. */
  readonly mismatches: readonly Mismatch[];
  /** Entries that differ only a little (between NEAR and APART), anywhere. */
  readonly doubtful: boolean;
  /** Points at which the hand-written side has no value where the function has a derivative. */
  readonly undefinedAt: number;
  /** At each point where all entries could be compared the largest relative difference of an entry, told or not. */
  readonly differences: readonly number[];
}

/** Compares hypotheses at points; expressions are compiled once for all points. */
export class Comparer {
  private readonly compiled = new Map<
    Hypothesis,
    { run: (point: Float64Array) => Float64Array; bound: ReturnType<typeof boundedEvaluation> }
  >();

  constructor(
    private readonly g: Graph,
    private readonly symbols: readonly NodeId[],
  ) {}

  compare(hypothesis: Hypothesis, points: readonly Float64Array[]): Comparison {
    const count = hypothesis.expected.length;
    const { run, bound } = this.prepare(hypothesis);
    const mismatches = new Map<number, Mismatch>();
    let [compared, worstAbsolute, worstRelative, undefinedAt, doubtful] = [0, 0, 0, 0, false];
    const differences: number[] = [];
    const all = points.map((point) => run(point));
    const usual = usualSizes(all, count);
    for (const [place, point] of points.entries()) {
      const values = all[place] as Float64Array;
      let [complete, difference] = [true, 0];
      let errors: Float64Array | undefined;
      for (let entry = 0; entry < count; entry += 1) {
        const [expected, found] = [values[entry] as number, values[count + entry] as number];
        if (!Number.isFinite(expected)) {
          complete = false;
          continue;
        }
        if (!Number.isFinite(found)) {
          complete = false;
          undefinedAt += 1;
          continue;
        }
        const absolute = Math.abs(expected - found);
        const size = Math.max(Math.abs(expected), Math.abs(found), (usual[entry] as number) * SMALL_PART);
        const relative = absolute === 0 ? 0 : absolute / size;
        difference = Math.max(difference, relative);
        if (relative > CLOSE) {
          // One witness an entry is enough: bounds of errors cost more than the values.
          if (mismatches.has(entry)) continue;
          errors ??= bound(point).errors;
          const error = (errors[entry] as number) + (errors[count + entry] as number);
          // Not well-conditioned here: the difference may be rounding, or be hidden by it.
          if (!(absolute > CERTAINTY * error)) {
            if (!(absolute <= 10 * error) || 10 * error > HIDING * size) complete = false;
            continue;
          }
          if (relative > NEAR && relative <= APART) doubtful = true;
          if (relative > APART) {
            mismatches.set(entry, { entry, point, expected, found, relative });
            continue;
          }
        }
        worstAbsolute = Math.max(worstAbsolute, absolute);
        worstRelative = Math.max(worstRelative, relative);
      }
      if (complete) compared += 1;
      if (complete) differences.push(difference);
    }
    const sorted = [...mismatches.values()].sort((p, q) => p.entry - q.entry);
    return { compared, worstAbsolute, worstRelative, mismatches: sorted, doubtful, undefinedAt, differences };
  }

  /** Expected and found numbers of all entries at a point. */
  values(hypothesis: Hypothesis, point: Float64Array): { expected: Float64Array; found: Float64Array } {
    const values = this.prepare(hypothesis).run(point);
    const count = hypothesis.expected.length;
    return { expected: values.slice(0, count), found: values.slice(count) };
  }

  /** Bounds of the rounding errors in those numbers. */
  errors(hypothesis: Hypothesis, point: Float64Array): { expected: Float64Array; found: Float64Array } {
    const { errors } = this.prepare(hypothesis).bound(point);
    const count = hypothesis.expected.length;
    return { expected: errors.slice(0, count), found: errors.slice(count) };
  }

  /**
   * Whether nothing but rounding is between the two: far out on a sigmoid two formulas may have a billionth between them
   * and be different ones.
   */
  isExact(hypothesis: Hypothesis, points: readonly Float64Array[]): boolean {
    return points.every((point) => {
      const { expected, found } = this.values(hypothesis, point);
      let errors: { readonly expected: Float64Array; readonly found: Float64Array } | undefined;
      return expected.every((value, k) => {
        const [other, apart] = [found[k] as number, Math.abs(value - (found[k] as number))];
        if (!(apart > EXACT * Math.max(Math.abs(value), Math.abs(other)))) return true;
        errors ??= this.errors(hypothesis, point);
        return apart <= 10 * ((errors.expected[k] as number) + (errors.found[k] as number));
      });
    });
  }

  /** Whether all that is expected is 0, and rounding. */
  isNothing(hypothesis: Hypothesis, points: readonly Float64Array[]): boolean {
    return points.every((point) => {
      const { expected } = this.values(hypothesis, point);
      if (expected.every((value) => value === 0)) return true;
      // It takes no bound of errors to see that this is none.
      if (expected.some((value) => Math.abs(value) > PLAIN)) return false;
      const { expected: errors } = this.errors(hypothesis, point);
      // A bound that is infinite says nothing.
      return expected.every(
        (value, k) => value === 0 || (Number.isFinite(errors[k]) && Math.abs(value) <= 10 * (errors[k] as number)),
      );
    });
  }

  /** Whether the numbers at most of a few points have nothing to do with each other: no need to look closer. */
  isFarApart(hypothesis: Hypothesis, points: readonly Float64Array[]): boolean {
    const apart = points.filter((point) => {
      const { expected, found } = this.values(hypothesis, point);
      // A zero that comes out of a matrix solved is some rounding beside the other entries.
      const largest = [...expected, ...found].reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      return expected.some((value, k) => {
        const other = found[k] as number;
        const size = Math.max(Math.abs(value), Math.abs(other));
        return Math.abs(value - other) > Math.max(FAR * size, ROUNDED * largest);
      });
    });
    return points.length > 0 && 2 * apart.length > points.length;
  }

  /** expected/found at each point; `null` where it is not one number for all entries. */
  ratios(hypothesis: Hypothesis, points: readonly Float64Array[]): number[] | null {
    const found: number[] = [];
    for (const point of points) {
      const ratio = ratioOf(this.values(hypothesis, point));
      if (ratio === null) return null;
      found.push(ratio);
    }
    return found;
  }

  private prepare(hypothesis: Hypothesis): {
    run: (point: Float64Array) => Float64Array;
    bound: ReturnType<typeof boundedEvaluation>;
  } {
    let prepared = this.compiled.get(hypothesis);
    if (!prepared) {
      const nodes = [...hypothesis.expected, ...hypothesis.found];
      const f = compile(this.g, nodes, this.symbols);
      const out = new Float64Array(nodes.length);
      let bound: ReturnType<typeof boundedEvaluation> | undefined;
      prepared = {
        run: (point) => (f(point, out), out.slice()),
        bound: (point) => (bound ??= boundedEvaluation(this.g, nodes, this.symbols))(point),
      };
      this.compiled.set(hypothesis, prepared);
    }
    return prepared;
  }
}

/** The median magnitude of each expected entry. */
function usualSizes(values: readonly Float64Array[], count: number): Float64Array {
  return Float64Array.from({ length: count }, (_, entry) => {
    const sizes = values.map((at) => Math.abs(at[entry] as number)).filter((size) => Number.isFinite(size));
    sizes.sort((a, b) => a - b);
    return sizes[Math.floor(sizes.length / 2)] ?? 0;
  });
}

/** Whether both sides are the same at all points, as far as rounding lets one tell. */
export const agrees = (comparison: Comparison, points: number): boolean =>
  comparison.mismatches.length === 0 &&
  !comparison.doubtful &&
  comparison.undefinedAt === 0 &&
  comparison.compared >= Math.min(points, 8);

/**
 * The one number c with found = c·expected in every entry at every point, as far as rounding lets one tell; `null` where
 * there is none, or where it is 1.
 */
export function commonFactor(
  comparer: Comparer,
  hypothesis: Hypothesis,
  points: readonly Float64Array[],
): number | null {
  const all = points.map((point) => ({ point, ...comparer.values(hypothesis, point) }));
  const ratios: number[] = [];
  for (const { expected, found } of all) {
    const scale = largest(expected);
    expected.forEach((e, k) => {
      const f = found[k] as number;
      if (Number.isFinite(e) && Number.isFinite(f) && Math.abs(e) >= 1e-9 * scale && e !== 0) ratios.push(f / e);
    });
  }
  // At a few points rounding may leave nothing of the ratio: the middle one is none of theirs.
  const factor = ratios.sort((a, b) => a - b)[ratios.length >> 1];
  if (factor === undefined || factor === 0 || Math.abs(factor - 1) < 1e-8) return null;
  for (const { point, expected, found } of all) {
    const scale = largest(expected);
    let errors: { readonly expected: Float64Array; readonly found: Float64Array } | undefined;
    for (let k = 0; k < expected.length; k += 1) {
      const [e, f] = [expected[k] as number, found[k] as number];
      if (!Number.isFinite(e) || !Number.isFinite(f)) continue;
      const isSmall = Math.abs(e) < 1e-9 * scale || e === 0;
      const apart = Math.abs(f - factor * e);
      if (isSmall ? Math.abs(f) <= 1e-7 * scale : apart <= 1e-8 * Math.abs(factor * e)) continue;
      errors ??= comparer.errors(hypothesis, point);
      if (!(apart <= 10 * ((errors.found[k] as number) + Math.abs(factor) * (errors.expected[k] as number))))
        return null;
    }
  }
  return factor;
}

/** The one number with expected = number · found, as far as a glance shows; entries that are small tell nothing. */
function ratioOf({
  expected,
  found,
}: {
  readonly expected: Float64Array;
  readonly found: Float64Array;
}): number | null {
  const [most, scale] = [largest(found), largest(expected)];
  let ratio: number | null = null;
  for (let k = 0; k < found.length; k += 1) {
    const [e, f] = [expected[k] as number, found[k] as number];
    if (Math.abs(f) < 1e-6 * most && Math.abs(e) < 1e-6 * scale) continue;
    ratio ??= e / f;
    if (!(Math.abs(e - ratio * f) <= 1e-4 * Math.max(Math.abs(e), Math.abs(ratio * f)))) return null;
  }
  return ratio;
}

/** What every entry is to be multiplied by to be right, where that is an argument that is a number, or its reciprocal. */
export function missingArgument(
  comparer: Comparer,
  { graph: g, inputs }: Merged,
  hypothesis: Hypothesis,
  points: readonly Float64Array[],
): { readonly node: NodeId } | null {
  const ratios = comparer.ratios(hypothesis, points);
  if (!ratios) return null;
  let place = 0;
  for (const { symbols } of inputs) {
    const [symbol] = symbols;
    const own = place;
    place += symbols.length;
    if (symbol === undefined || symbols.length > 1 || hypothesis.variables.symbols.includes(symbol)) continue;
    for (const node of [c.divide(g, g.integer(1), symbol), symbol]) {
      const valueAt = (point: Float64Array): number =>
        node === symbol ? (point[own] as number) : 1 / (point[own] as number);
      const isNear = (ratio: number, i: number): boolean =>
        Math.abs(ratio - valueAt(points[i] as Float64Array)) <= 1e-4 * Math.abs(ratio);
      if (!ratios.every(isNear)) continue;
      const scaled = { ...hypothesis, found: hypothesis.found.map((id) => c.multiply(g, id, node)) };
      if (agrees(comparer.compare(scaled, points), points.length)) return { node };
    }
  }
  return null;
}

const largest = (values: Float64Array): number => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
