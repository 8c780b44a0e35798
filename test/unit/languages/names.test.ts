import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { enclosingDefinition, referenceAt } from '../../../src/languages/names';
import { described, expectations } from './carets';
import { read } from './python/reading';

const text = readFileSync(new URL('../../fixtures/python/names.py', import.meta.url), 'utf8');
const program = read(text);

describe('names.py', () => {
  it('is read without problems', () => expect(program.problems).toEqual([]));

  it.each(expectations(text).map((one) => [one.line, text.slice(one.start, one.end), one.expected, one] as const))(
    'line %i: %s is %s',
    (_line, name, expected, { start, end }) => {
      for (let offset = start; offset <= end; offset++) {
        const reference = referenceAt(program, offset);
        expect(described(reference)).toBe(expected);
        if (reference) expect(text.slice(reference.span.start, reference.span.end)).toBe(name);
      }
    },
  );
});

describe('enclosingDefinition', () => {
  it.each([
    ['import numpy', null],
    ['def f(x, a', 'f'],
    ['return x + y + n', 'outer.inner'],
    ['f = inner(x', 'outer'],
    ['np.tanh', 'Model.activation'],
    ['return this', 'Model.slope.at'],
    ['result =', null],
    ['@f(h)', 'decorated'],
    ['scale = 2.0', null],
  ])('at “%s” it is %s', (place, expected) => {
    expect(enclosingDefinition(program, text.indexOf(place) + 1)?.name ?? null).toBe(expected);
  });
});
