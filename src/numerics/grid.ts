/** Functions of two numbers on a grid of cells: one value in the middle of each cell of a window. */
import type { Range } from './nice';

export interface Window {
  readonly across: Range;
  readonly up: Range;
}

export interface Grid {
  readonly window: Window;
  readonly columns: number;
  readonly rows: number;
}

/** The middle of a cell. Whole numbers give cells; others, places between them. */
export function placeOf({ window: { across, up }, columns, rows }: Grid, i: number, j: number): [number, number] {
  return [
    across.low + ((across.high - across.low) * (i + 0.5)) / columns,
    up.low + ((up.high - up.low) * (j + 0.5)) / rows,
  ];
}

/** Rows that are evaluated before there is time for something more urgent, by evaluations. */
const BETWEEN = 512;

/**
 * The values of several functions in the middles of all cells, function by function and row by row from below.
 *
 * @param evaluate writes all functions' values at (x, y) into `out`.
 */
export function* gridValues(
  grid: Grid,
  functions: number,
  evaluate: (x: number, y: number, out: Float64Array) => void,
): Generator<void, Float64Array[], void> {
  const all = Array.from({ length: functions }, () => new Float64Array(grid.columns * grid.rows));
  const out = new Float64Array(functions);
  let since = 0;
  for (let j = 0; j < grid.rows; j += 1) {
    for (let i = 0; i < grid.columns; i += 1) {
      const [x, y] = placeOf(grid, i, j);
      evaluate(x, y, out);
      for (let k = 0; k < functions; k += 1) (all[k] as Float64Array)[j * grid.columns + i] = out[k] as number;
    }
    since += grid.columns;
    if (since >= BETWEEN) {
      since = 0;
      yield;
    }
  }
  return all;
}
