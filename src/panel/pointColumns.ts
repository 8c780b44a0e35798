/** A point with other values for some of the variables, which are counted as the derivative's columns. */
import type { Card, Point, PointValue } from '../worker/protocol';

/** Where a column's number stands in a point: the argument's (dotted) name, and the places in its nested lists. */
interface ColumnPlace {
  readonly path: readonly string[];
  readonly indices: readonly number[];
}

/** The value of a variable at the point; NaN where it has none. */
export function columnValue(point: Point, card: Card, column: number): number {
  const place = placeOf(point, card, column);
  let value: PointValue | undefined = place ? at(point, place.path) : undefined;
  for (const index of place?.indices ?? []) value = Array.isArray(value) ? (value as PointValue[])[index] : undefined;
  return typeof value === 'number' ? value : NaN;
}

/** The point with other values for columns; as it is where it does not have them. */
export function withColumns(point: Point, card: Card, values: ReadonlyMap<number, number>): Point {
  let moved = point;
  for (const [column, value] of values) {
    const place = placeOf(point, card, column);
    if (place) moved = replaced(moved, place.path, place.indices, value) as Point;
  }
  return moved;
}

function placeOf(point: Point, { derivative }: Card, column: number): ColumnPlace | null {
  let before = 0;
  for (const name of derivative?.wrt ?? []) {
    const path = Object.hasOwn(point, name) ? [name] : name.split('.');
    const sizes = sizesOf(at(point, path));
    const count = sizes.reduce((product, size) => product * size, 1);
    if (column < before + count) return { path, indices: unravelled(column - before, sizes) };
    before += count;
  }
  return null;
}

function at(point: Point, path: readonly string[]): PointValue | undefined {
  let value: PointValue | undefined = point;
  for (const name of path)
    value =
      typeof value === 'object' && value !== null && !Array.isArray(value) && Object.hasOwn(value, name)
        ? (value as Point)[name]
        : undefined;
  return value;
}

function sizesOf(value: PointValue | undefined): number[] {
  if (!Array.isArray(value)) return [];
  return [value.length, ...sizesOf((value as PointValue[])[0])];
}

function unravelled(place: number, sizes: readonly number[]): number[] {
  const indices: number[] = [];
  let rest = place;
  for (const size of [...sizes].reverse()) {
    indices.unshift(rest % size);
    rest = Math.floor(rest / size);
  }
  return indices;
}

function replaced(
  value: PointValue | undefined,
  path: readonly string[],
  indices: readonly number[],
  number: number,
): PointValue {
  const [name, ...rest] = path;
  if (name !== undefined) {
    const fields = typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Point) : {};
    return { ...fields, [name]: replaced(fields[name], rest, indices, number) };
  }
  const [index, ...inner] = indices;
  if (index === undefined) return number;
  return (value as readonly PointValue[]).map((part, i) => (i === index ? replaced(part, [], inner, number) : part));
}
