/** Arguments as large as temperatures, pressures and years: what a small number multiplies, `2e-6 * t**3`, shows there only. */
import type { NodeId } from '../calculus/graph';
import { compile } from '../numerics/compile';
import { bordersOf } from '../numerics/sampling';
import type { SampleRequest } from '../numerics/sampling';
import type { Hypothesis } from './layout';
import type { Merged } from './merge';

const FAR_OUT = [8, 64] as const;
const FARTHEST = [500, 5000] as const;
/** So many points are looked at: of all together, and with each by itself still farther out. */
const DRAWN = 12;
const DRAWN_OF_EACH = 4;
/** Of more arguments, none is looked at by itself. */
const MOST_SYMBOLS = 8;

/**
 * What is to be drawn.
 *
 * @param differences the relative differences that were found near 1
 */
export function farOut(symbols: readonly NodeId[], differences: readonly number[]): Partial<SampleRequest>[] {
  const drawn = (farthest: NodeId | null, count: number): Partial<SampleRequest> => ({
    within: new Map(symbols.map((symbol) => [symbol, symbol === farthest ? FARTHEST : FAR_OUT])),
    given: [],
    telling: [],
    count,
  });
  const all = drawn(null, DRAWN);
  if (symbols.length > MOST_SYMBOLS || mayBeTyped(differences)) return [all];
  return [all, ...symbols.map((symbol) => drawn(symbol, DRAWN_OF_EACH))];
}

/** Differences up to this one are rounding. */
const ROUNDED = 1e-12;
const SPREAD = 1e4;

/** Whether constants that were typed with few digits may be all that differs: that is much the same everywhere near 1. */
function mayBeTyped(differences: readonly number[]): boolean {
  const sorted = [...differences].sort((a, b) => a - b);
  const [usual = 0, most = 0] = [sorted[Math.floor(sorted.length / 4)], sorted.at(-1)];
  return most > ROUNDED && most <= SPREAD * Math.max(usual, Number.EPSILON);
}

/** Those in branches that other points are in as well: one that is for large numbers only may be an approximation. */
export function inSameBranch(
  { graph, inputs, outputs }: Merged,
  { expected, found }: Hypothesis,
  far: readonly Float64Array[],
  points: readonly Float64Array[],
): readonly Float64Array[] {
  if (far.length === 0) return far;
  const borders = bordersOf(graph, [...outputs, ...expected, ...found]);
  if (borders.length === 0) return far;
  const symbols = inputs.flatMap((input): NodeId[] => [...input.symbols]);
  const sides = compile(graph, borders, symbols);
  const values = new Float64Array(borders.length);
  const branchAt = (point: Float64Array): string => {
    sides(point, values);
    return [...values].map(Math.sign).join();
  };
  const known = new Set(points.map(branchAt));
  return far.filter((point) => known.has(branchAt(point)));
}
