/**
 * Arguments that hold several arrays of shapes of their own: `W, b = params`, `for W, b in layers`, `params['W']`. Each of
 * them is an input by itself, called as the source calls it.
 */
import type { TracedInput } from './traced';

/** Where a part is found in what is passed: the parameter's name, then indices and keys. */
export type Path = readonly [string, ...(string | number)[]];

/** A part as the source reads it: `params[0]`, `params['W']`. */
export const pathText = ([parameter, ...steps]: Path): string =>
  parameter + steps.map((step) => (typeof step === 'number' ? `[${step}]` : `['${step}']`)).join('');

/** The parameter that an input is, or is a part of. */
export const parameterOf = (input: Pick<TracedInput, 'name' | 'path'>): string => input.path?.[0] ?? input.name;

/** What is found along the path in what is passed, as JSON has it. */
export function along(path: Path, point: Readonly<Record<string, unknown>>): unknown {
  let value: unknown = point;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Readonly<Record<string | number, unknown>>)[step];
  }
  return value;
}
