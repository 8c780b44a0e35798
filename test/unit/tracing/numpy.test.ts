/** Traces give the numbers that NumPy gives: the fixtures' functions at their points. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { python } from '../../../src/languages/python/language';
import { trace } from '../../../src/tracing/trace';
import { hasPython, runPythonFile } from '../../peers';
import { budget, definitionOf, flatten, given, read, valuesAt } from './reading';
import type { Numbers } from './reading';

const folder = new URL('../../fixtures/tracing/', import.meta.url);
const textOf = (file: string): string => readFileSync(new URL(file, folder), 'utf8');

type Expected = Record<string, Record<string, { arguments: Numbers[]; value: number[] }[]>>;
const expected = JSON.parse(textOf('expected.json')) as Expected;

const isClose = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b));

describe.each(Object.entries(expected))('%s.py', (file, functions) => {
  const text = textOf(`${file}.py`);
  const program = read(text);
  it.each(Object.entries(functions))('%s', (name, points) => {
    const definition = definitionOf(program, name);
    const names = definition.function.parameters.map((parameter) => parameter.name);
    for (const point of points) {
      const values = Object.fromEntries(point.arguments.map((value, i) => [names[i] as string, value]));
      const result = trace(program, definition, python, {
        wrt: Object.keys(values),
        given: Object.fromEntries(Object.entries(values).map(([key, value]) => [key, given(value)])),
        budget,
      });
      if (!result.ok) {
        const { message, span } = result.reason;
        expect.fail(`${message} at ${JSON.stringify(text.slice(span.start, span.end))}`);
      }
      const found = valuesAt(result.traced, values);
      const wrong = found.flatMap((value, i) => (isClose(value, point.value[i] as number) ? [] : [i]));
      expect(found).toHaveLength(point.value.length);
      expect(
        wrong.map((i) => `[${i}] ${found[i]} for ${point.value[i]} at ${flatten(point.arguments).join(', ')}`),
      ).toEqual([]);
    }
  });
});

describe('the expected numbers', () => {
  it.skipIf(!hasPython)('are what NumPy computes here (skipped without python3 and NumPy)', () => {
    expect(() => runPythonFile(new URL('generate.py', folder), ['--check'])).not.toThrow();
  });
});
