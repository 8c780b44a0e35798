/** The value of `--at`: what is differentiated by, and at which points, for each function. */
import { readFileSync } from 'node:fs';
import type { Point, Selection } from '../analysis/card';
import { UsageError } from './usage';

export type Request = Readonly<Record<string, Selection>>;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reads `--at JSON` or `--at @FILE`. Throws a UsageError that says what is wrong with it. */
export function parseRequest(argument: string): Request {
  let text = argument;
  if (argument.startsWith('@')) {
    try {
      text = readFileSync(argument.slice(1), 'utf8');
    } catch {
      throw new UsageError(`--at: cannot read ${argument.slice(1)}`);
    }
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`--at: this is not JSON: ${(error as Error).message}`);
  }
  if (!isRecord(value)) throw new UsageError('--at takes an object: {"f": {"wrt": ["x"], "points": [{"x": [1, 2]}]}}');
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, selectionOf(name, entry)]));
}

function selectionOf(name: string, entry: unknown): Selection {
  if (!isRecord(entry))
    throw new UsageError(`--at: the value of "${name}" must be an object with "points" (and "wrt")`);
  const { wrt, points, order } = entry;
  if (wrt !== undefined && !(Array.isArray(wrt) && wrt.every((w) => typeof w === 'string')))
    throw new UsageError(`--at: "wrt" of "${name}" must be a list of argument names`);
  if (points !== undefined && !(Array.isArray(points) && points.every(isRecord)))
    throw new UsageError(`--at: "points" of "${name}" must be a list of objects {argument: value}`);
  if (order !== undefined && order !== 1 && order !== 2)
    throw new UsageError(`--at: "order" of "${name}" must be 1 or 2`);
  return {
    ...(wrt !== undefined ? { wrt: wrt } : {}),
    ...(points !== undefined ? { points: points as Point[] } : {}),
    ...(order !== undefined ? { order } : {}),
  };
}
