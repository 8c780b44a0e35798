/** Which part of a large matrix is put on the page: what is seen, and a little more around it. */

/** From `start` up to, not including, `end`. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Rows or columns of equal size along one axis, in pixels. */
export interface Axis {
  readonly count: number;
  readonly size: number;
  /** How far it is scrolled, and how much of it is seen. */
  readonly scrolled: number;
  readonly seen: number;
}

/** Rows and columns kept beyond the edge, so that a key press or a turn of the wheel finds them there. */
const MARGIN = 4;

/** A matrix with more entries than this, or with a longer side, is put on the page part by part. */
const MOST_ENTRIES = 600;
const LONGEST_SIDE = 60;

export const isLarge = (rows: number, columns: number): boolean =>
  rows * columns > MOST_ENTRIES || Math.max(rows, columns) > LONGEST_SIDE;

/** What is seen, with `margin` more on either side. */
export function stretchOf({ count, size, scrolled, seen }: Axis, margin = MARGIN): Stretch {
  const first = Math.floor(Math.max(scrolled, 0) / size) - margin;
  const start = Math.min(Math.max(first, 0), count);
  const end = Math.ceil((Math.max(scrolled, 0) + seen) / size) + margin;
  return { start, end: Math.min(Math.max(end, start), count) };
}

export const isWithin = (inner: Stretch, outer: Stretch): boolean =>
  inner.start >= outer.start && inner.end <= outer.end;

/** Where to scroll so that the row or column `index` is seen whole; `header` pixels at the beginning are covered. */
export function scrollTo(index: number, { size, scrolled, seen }: Axis, header: number): number {
  const start = index * size;
  if (start < scrolled) return start;
  const free = Math.max(seen - header, size);
  return start + size > scrolled + free ? start + size - free : scrolled;
}
