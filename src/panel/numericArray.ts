/** Nested lists of numbers, as they come from the worker. */
import type { Numeric, NumericArray } from '../worker/protocol';

export const isNumeric = (array: NumericArray): array is Numeric => typeof array !== 'object';

/** The element at `index`; `null` where the array has none. */
export function elementAt(array: NumericArray | null, ...index: readonly number[]): Numeric | null {
  let at: NumericArray | null = array;
  for (const i of index) {
    if (at === null || isNumeric(at)) return null;
    at = at[i] ?? null;
  }
  return at !== null && isNumeric(at) ? at : null;
}

/** A scalar as one row of one, a list as a column, a list of lists as its rows; `null` for more axes or ragged lists. */
export function asRows(array: NumericArray): readonly (readonly Numeric[])[] | null {
  if (isNumeric(array)) return [[array]];
  const rows = array.map((row) => (isNumeric(row) ? [row] : row));
  const flat = rows.every((row): row is readonly Numeric[] => row.every(isNumeric) && row.length === rows[0]?.length);
  return flat ? rows : null;
}
