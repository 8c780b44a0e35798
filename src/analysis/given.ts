/** Values of arguments as JSON has them, turned into what the tracer takes. */
import type { GivenValue } from '../tracing/traced';
import type { Numeric, NumericArray, Point, PointValue } from './card';

const words: Readonly<Record<string, number>> = { NaN: NaN, Infinity, '-Infinity': -Infinity };

/** The number that a JSON value stands for, or `undefined`. */
export function toNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'string' ? words[value] : undefined;
}

/** A number as JSON can hold it. */
export function toNumeric(value: number): Numeric {
  if (Number.isFinite(value)) return value;
  return Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity';
}

export interface FlatArray {
  readonly sizes: readonly number[];
  readonly values: readonly number[];
}

/** Nested lists of numbers as shape and row-major values; `undefined` where they are ragged or hold anything else. */
export function flatten(value: unknown): FlatArray | undefined {
  const number = toNumber(value);
  if (number !== undefined) return { sizes: [], values: [number] };
  if (!Array.isArray(value)) return undefined;
  if (value.length === 0) return { sizes: [0], values: [] };
  const items = value.map(flatten);
  const first = items[0];
  if (!first) return undefined;
  const values: number[] = [];
  for (const item of items) {
    if (!item || item.sizes.join() !== first.sizes.join()) return undefined;
    for (const element of item.values) values.push(element);
  }
  return { sizes: [items.length, ...first.sizes], values };
}

/** Row-major values in the shape of nested lists. */
export function nest(values: ArrayLike<number>, sizes: readonly number[]): NumericArray {
  let at = 0;
  const build = (axis: number): NumericArray => {
    const size = sizes[axis];
    if (size === undefined) return toNumeric(values[at++] as number);
    return Array.from({ length: size }, () => build(axis + 1));
  };
  return build(0);
}

export function toGiven(value: PointValue): GivenValue {
  if (value === null) return { kind: 'none' };
  if (typeof value === 'boolean') return { kind: 'boolean', value };
  const flat = flatten(value);
  if (flat && flat.sizes.length === 0) return { kind: 'number', value: flat.values[0] as number };
  // JSON does not tell 1.0 from 1: arrays of given values are taken as real numbers.
  if (flat) return { kind: 'array', ...flat, integer: false };
  if (typeof value === 'string') return { kind: 'string', value };
  if (Array.isArray(value)) return { kind: 'list', items: (value as readonly PointValue[]).map(toGiven) };
  return { kind: 'record', fields: givenFields(value as Point) };
}

export const givenFields = (point: Point): Record<string, GivenValue> =>
  Object.fromEntries(Object.entries(point).map(([name, value]) => [name, toGiven(value)]));
