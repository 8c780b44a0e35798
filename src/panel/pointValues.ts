/** Values of a point's arguments: reading, changing and resizing arrays, without changing what they are made of. */
import type { Point, PointValue } from '../worker/protocol';

/** The value of an argument; attributes and properties by their dotted names (`self.rate`). */
export function valueOf(point: Point | null, name: string): PointValue | undefined {
  if (!point) return undefined;
  if (Object.hasOwn(point, name)) return point[name];
  const [first = '', ...rest] = name.split('.');
  const inner = Object.hasOwn(point, first) ? point[first] : undefined;
  return rest.length > 0 && isRecord(inner) ? valueOf(inner, rest.join('.')) : undefined;
}

/** The point with another value of an argument. */
export function withValue(point: Point, name: string, value: PointValue): Point {
  const dot = name.indexOf('.');
  if (Object.hasOwn(point, name) || dot < 0) return { ...point, [name]: value };
  const first = name.slice(0, dot);
  const inner = Object.hasOwn(point, first) ? point[first] : {};
  return { ...point, [first]: withValue(isRecord(inner) ? inner : {}, name.slice(dot + 1), value) };
}

/** The sizes of nested lists; [] for a number; `null` for what is no array of numbers. */
export function sizesOf(value: PointValue | undefined): readonly number[] | null {
  if (!isList(value)) return toNumber(value) === null ? null : [];
  const items = value.map(sizesOf);
  const [first] = items;
  if (first === undefined) return [0];
  return first !== null && items.every((item) => item?.join() === first.join()) ? [value.length, ...first] : null;
}

/** The number at a path of indices; `null` where there is none. */
export function elementAt(value: PointValue | undefined, [index, ...rest]: readonly number[]): number | null {
  if (index === undefined) return toNumber(value);
  return isList(value) ? elementAt(value[index], rest) : null;
}

export function withElement(
  value: PointValue | undefined,
  [index, ...rest]: readonly number[],
  element: number,
): PointValue {
  if (index === undefined) return element;
  if (!isList(value)) return element;
  return value.map((part, i) => (i === index ? withElement(part, rest, element) : part));
}

/** An array of one number. */
export function filled([size, ...rest]: readonly number[], element: number): PointValue {
  return size === undefined ? element : Array.from({ length: size }, () => filled(rest, element));
}

/**
 * The array with other sizes of as many axes: what is there stays, what is new repeats the last along its axis (so that
 * it is in the domain where that was), or is 1 where there is none.
 */
export function resized(value: PointValue | undefined, sizes: readonly number[]): PointValue {
  const [size, ...rest] = sizes;
  if (size === undefined) return toNumber(value) === null ? 1 : (value as PointValue);
  const parts = isList(value) ? value : [];
  return Array.from({ length: size }, (_, i) => resized(parts[Math.min(i, parts.length - 1)], rest));
}

/** Every path of indices into an array of these sizes, row by row. */
export function pathsOf([size, ...rest]: readonly number[]): readonly (readonly number[])[] {
  if (size === undefined) return [[]];
  const inner = pathsOf(rest);
  return Array.from({ length: size }, (_, i) => inner.map((path) => [i, ...path])).flat();
}

function toNumber(value: PointValue | undefined): number | null {
  if (typeof value === 'number') return value;
  return value === 'NaN' || value === 'Infinity' || value === '-Infinity' ? Number(value) : null;
}

const isList = (value: PointValue | undefined): value is readonly PointValue[] => Array.isArray(value);

const isRecord = (value: PointValue | undefined): value is Point =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
