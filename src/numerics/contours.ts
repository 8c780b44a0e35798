/** Level lines and the areas above them, for the values of a function on a grid. */
import { contours as d3Contours } from 'd3-contour';
import type { Grid } from './grid';
import type { Line } from './isolines';
import { niceStep, type Range } from './nice';

export type LevelSpacing = 'even' | 'logarithmic';

export interface Contour {
  readonly level: number;
  /** The borders of the area where the function is at least this large (holes among them), in cells, each closed. */
  readonly rings: readonly Line[];
}

/** As many levels as are told apart. */
const LEVELS = 12;

/**
 * Round levels in a range.
 *
 * @param spacing 'logarithmic': each level is about twice as far from the lowest value as the one before.
 */
export function levelsIn({ low, high }: Range, spacing: LevelSpacing): number[] {
  if (!(high > low)) return [];
  const step = niceStep(high - low, LEVELS);
  if (spacing === 'even') {
    const first = Math.floor(low / step) + 1;
    return Array.from({ length: Math.max(Math.ceil(high / step) - first, 0) }, (_, i) =>
      Number(((first + i) * step).toPrecision(12)),
    );
  }
  const levels = Array.from({ length: LEVELS }, (_, i) => {
    const distance = (high - low) / 2 ** (LEVELS - i);
    const unit = 10 ** Math.floor(Math.log10(distance));
    return Number((Math.ceil((low + distance) / unit) * unit).toPrecision(12));
  });
  return levels.filter((level, i) => level > (levels[i - 1] ?? -Infinity) && level < high);
}

/** Even levels would leave most of the picture to the lowest few: a valley between steep walls. */
export function spacingFor(values: ArrayLike<number>, { low, high }: Range): LevelSpacing {
  const inside = Float64Array.from(values).filter((value) => value >= low && value <= high);
  const lower = inside.filter((value) => value < low + (high - low) / 12).length;
  return lower > inside.length / 3 && Math.min(...sample(inside)) < low + (high - low) / 6 ? 'logarithmic' : 'even';
}

/** So many that `Math.min` takes them as arguments. */
const sample = (values: Float64Array): Float64Array =>
  values.filter((_, i) => i % Math.max(1, Math.ceil(values.length / 1000)) === 0);

/** Cells added on each side, so that no contour ends, or turns, where it can be seen. */
const ADDED = 2;

/**
 * The contours at some levels. Where the values are NaN, and at the window's sides, a contour goes on a little beyond
 * what is known, as the values next to it do; what is drawn there is to be covered, or left out.
 */
export function contoursOf(
  values: Float64Array,
  { columns, rows }: Grid,
  levels: readonly number[],
  { low, high }: Range,
): Contour[] {
  const size = high - low;
  const tame = (value: number): number => Math.min(Math.max(value, low - size), high + size);
  const [wide, tall] = [columns + 2 * ADDED, rows + 2 * ADDED];
  let known = new Float64Array(wide * tall).fill(NaN);
  // A pole between two cells would pull the lines in its neighbourhood towards it.
  values.forEach((value, at) => {
    known[(Math.floor(at / columns) + ADDED) * wide + (at % columns) + ADDED] = tame(value);
  });
  for (let i = 0; i < ADDED; i += 1) known = continued(known, wide, tall).map(tame);
  return (
    d3Contours()
      .size([wide, tall])
      .thresholds([...levels])(Array.from(known))
      .filter(({ coordinates }) => coordinates.length > 0)
      // The library counts from the first cell's corner.
      .map(({ value, coordinates }) => ({
        level: value,
        rings: coordinates.flat().map((ring) => ring.flatMap(([x = 0, y = 0]) => [x - 0.5 - ADDED, y - 0.5 - ADDED])),
      }))
  );
}

/** Gives cells without a value the mean of what straight lines through their neighbours lead to. */
function continued(values: Float64Array, columns: number, rows: number): Float64Array<ArrayBuffer> {
  const at = (x: number, y: number): number =>
    x < 0 || y < 0 || x >= columns || y >= rows ? NaN : (values[y * columns + x] as number);
  return Float64Array.from(values, (value, place) => {
    if (!Number.isNaN(value)) return value;
    const [i, j] = [place % columns, Math.floor(place / columns)];
    let [sum, count] = [0, 0];
    for (const [dx, dy] of AROUND) {
      const [near, next] = [at(i + dx, j + dy), at(i + 2 * dx, j + 2 * dy)];
      if (Number.isNaN(near)) continue;
      sum += Number.isNaN(next) ? near : 2 * near - next;
      count += 1;
    }
    return count === 0 ? NaN : sum / count;
  });
}

// prettier-ignore
const AROUND = [[-1, -1], [0, -1], [1, -1], [-1, 0], [1, 0], [-1, 1], [0, 1], [1, 1]] as const;
