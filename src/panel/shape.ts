/**
 * Checks of values that come from the other side of a border: a `Shape<T>` says whether a value is a `T`. A shape of an
 * object names every field of its type, so that a field added to a message and forgotten here does not compile.
 */
export type Shape<T> = (value: unknown) => value is T;

export const isBoolean: Shape<boolean> = (value): value is boolean => typeof value === 'boolean';
export const isNumber: Shape<number> = (value): value is number => typeof value === 'number';
/** A row, a column, a count: a whole number from 0. */
export const isIndex: Shape<number> = (value): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

export function isString(value: unknown): value is string {
  return typeof value === 'string';
}

/** A string of at most `length` UTF-16 units. */
export function shortString(length: number): Shape<string> {
  return (value): value is string => typeof value === 'string' && value.length <= length;
}

export function oneOf<const T extends readonly (string | number | boolean | null)[]>(...values: T): Shape<T[number]> {
  return (value): value is T[number] => values.some((known) => known === value);
}

export function nullable<T>(shape: Shape<T>): Shape<T | null> {
  return (value): value is T | null => value === null || shape(value);
}

export function either<A, B>(first: Shape<A>, second: Shape<B>): Shape<A | B> {
  return (value): value is A | B => first(value) || second(value);
}

export function listOf<T>(shape: Shape<T>, longest = Infinity): Shape<readonly T[]> {
  return (value): value is readonly T[] => Array.isArray(value) && value.length <= longest && value.every(shape);
}

/** An object used as a map from names. */
export function mapOf<T>(shape: Shape<T>, largest = Infinity): Shape<Readonly<Record<string, T>>> {
  return (value): value is Readonly<Record<string, T>> => {
    if (!isPlainObject(value)) return false;
    const values = Object.values(value);
    return values.length <= largest && values.every(shape);
  };
}

/** An object with exactly these fields. */
export function objectOf<T extends object>(fields: { readonly [K in keyof T]-?: Shape<T[K]> }): Shape<T> {
  const known = Object.entries<Shape<unknown>>(fields);
  return (value): value is T =>
    isPlainObject(value) &&
    Object.keys(value).every((name) => Object.hasOwn(fields, name)) &&
    known.every(([name, shape]) => shape(Object.hasOwn(value, name) ? value[name] : undefined));
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
