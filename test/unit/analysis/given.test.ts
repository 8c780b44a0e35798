import { describe, expect, it } from 'vitest';
import { flatten, nest, toGiven, toNumeric } from '../../../src/analysis/given';

describe('values as JSON has them', () => {
  it.each([
    [3, { kind: 'number', value: 3 }],
    ['Infinity', { kind: 'number', value: Infinity }],
    [[1, 2], { kind: 'array', sizes: [2], values: [1, 2], integer: false }],
    [[[1], ['-Infinity']], { kind: 'array', sizes: [2, 1], values: [1, -Infinity], integer: false }],
    [true, { kind: 'boolean', value: true }],
    [null, { kind: 'none' }],
    ['linear', { kind: 'string', value: 'linear' }],
    [
      [[1], [2, 3]],
      {
        kind: 'list',
        items: [
          { kind: 'array', sizes: [1], values: [1], integer: false },
          { kind: 'array', sizes: [2], values: [2, 3], integer: false },
        ],
      },
    ],
    [
      { n: 2, p: [] },
      {
        kind: 'record',
        fields: { n: { kind: 'number', value: 2 }, p: { kind: 'array', sizes: [0], values: [], integer: false } },
      },
    ],
  ])('%j', (value, expected) => expect(toGiven(value)).toEqual(expected));

  it('reads NaN', () => expect(flatten('NaN')).toEqual({ sizes: [], values: [NaN] }));
  it('does not take ragged lists for arrays', () => expect(flatten([[1], [2, 3]])).toBeUndefined());
  it('gives an array back in its shape', () =>
    expect(nest([1, 2, 3, 4, 5, 6], [2, 3])).toEqual([
      [1, 2, 3],
      [4, 5, 6],
    ]));
  it('names what JSON has no number for', () =>
    expect([NaN, Infinity, -Infinity, 1].map(toNumeric)).toEqual(['NaN', 'Infinity', '-Infinity', 1]));
});
