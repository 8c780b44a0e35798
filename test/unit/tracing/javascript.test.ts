/** JavaScript and TypeScript as they are run: values and derivatives against the functions themselves. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Document } from '../../../src/analysis/document';
import { defaultSettings } from '../../../src/analysis/settings';
import type { PointValue } from '../../../src/analysis/card';
import { primitiveOf } from './primitives';
import { javascriptLibrary } from '../../../src/languages/javascript/library';
import { javascript, typescript } from '../languages/javascript/reading';
import * as numerical from '../../fixtures/javascript/numerical.js';
import * as shapes from '../../fixtures/javascript/shapes';

type Call = (...args: unknown[]) => unknown;

const flat = (value: unknown): number[] =>
  typeof value === 'number'
    ? [value]
    : ArrayBuffer.isView(value)
      ? [...(value as Float64Array)]
      : typeof value === 'object' && value !== null
        ? Object.values(value).flatMap(flat)
        : [];

/** Paths to the numbers in a value: `['0', 'x']`. */
const numbersIn = (value: unknown, path: readonly string[] = []): string[][] =>
  typeof value === 'number'
    ? [[...path]]
    : typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, inner]) => numbersIn(inner, [...path, key]))
      : [];

function moved(args: unknown[], path: readonly string[], h: number): unknown[] {
  const copy = structuredClone(args) as unknown as Record<string, unknown>;
  let holder = copy;
  for (const key of path.slice(0, -1)) holder = holder[key] as Record<string, unknown>;
  const last = path.at(-1) as string;
  holder[last] = (holder[last] as number) + h;
  return copy as unknown as unknown[];
}

/** Central differences at two steps, extrapolated: wrong by about h⁴. */
function difference(f: Call, args: unknown[], path: readonly string[]): number[] {
  const central = (h: number): number[] => {
    const [p, m] = [flat(f(...moved(args, path, h))), flat(f(...moved(args, path, -h)))];
    return p.map((value, i) => (value - m[i]!) / (2 * h));
  };
  const [wide, narrow] = [central(2e-3), central(1e-3)];
  return narrow.map((value, i) => (4 * value - wide[i]!) / 3);
}

function documentOf(file: string, { language, parser } = javascript): Document {
  const path = resolve('test/fixtures/javascript', file);
  const read = (other: string): string | undefined => (existsSync(other) ? readFileSync(other, 'utf8') : undefined);
  const options = { uri: path, version: 1, text: readFileSync(path, 'utf8'), language, parser };
  return new Document({ ...options, settings: defaultSettings, readFile: read });
}

function check(document: Document, module: Record<string, unknown>): void {
  const points = module['points'] as Record<string, unknown[][]>;
  for (const [name, calls] of Object.entries(points))
    for (const args of calls)
      it(`${name}(${JSON.stringify(args).slice(1, -1)})`, () => {
        const parameters = document.definition(name).function.parameters;
        const point: Record<string, PointValue> = {};
        args.forEach((value, i) => {
          const label = parameters[i]!.name;
          if (label.startsWith('{')) Object.assign(point, value as object);
          else point[label] = value as PointValue;
        });
        const wrt = Object.keys(point).filter((key) => flat(point[key]).length > 0 && key !== 'out');
        const card = document.card(name, { wrt, points: [point] });
        const [answer] = card.at;
        expect(card.status, card.reason?.message).toBe('differentiated');
        const call = module[name] as Call;
        expect(flat(answer!.value).map((value) => Number(value.toPrecision(12)))).toEqual(
          flat(call(...structuredClone(args))).map((value) => Number(value.toPrecision(12))),
        );
        const columns = numbersIn(args)
          .filter(([index]) => parameters[Number(index)]?.name !== 'out')
          .map((path) => difference(call, args, path));
        const expected = columns[0]!.flatMap((_row, i) => columns.map((column) => column[i]!));
        const got = flat(answer!.derivative);
        expect(got).toHaveLength(expected.length);
        got.forEach((value, i) =>
          expect(Math.abs(value - expected[i]!)).toBeLessThan(1e-6 * (1 + Math.abs(expected[i]!))),
        );
      });
}

describe('numerical.js', () => check(documentOf('numerical.js'), numerical));

describe('shapes.ts', () => check(documentOf('shapes.ts', typescript), shapes));

describe('the library', () => {
  it('maps every name to a primitive that is there', () => {
    const { functions, builtins, arrayMembers } = javascriptLibrary;
    const missing = [...Object.values(functions), ...Object.values(builtins), ...Object.values(arrayMembers)].filter(
      (name) => !primitiveOf(name),
    );
    expect([...new Set(missing)]).toEqual([]);
  });
});
