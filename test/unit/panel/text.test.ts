import { describe, expect, test } from 'vitest';
import { asRows, elementAt } from '../../../src/panel/numericArray';
import { pointText, pointTexts, valueText } from '../../../src/panel/pointText';
import { indexOfName } from '../../../src/panel/subscript';
import { fill, pieces } from '../../../src/panel/template';

describe('a point as text', () => {
  test.each([
    [1, '1'],
    [-1e-7, '-1e-7'],
    [[1, 2.5], '[1, 2.5]'],
    [
      [
        [1, 2],
        [3, 'NaN'],
      ],
      '[[1, 2], [3, NaN]]',
    ],
    [true, 'true'],
    ['mean', '"mean"'],
    ['-Infinity', '-Infinity'],
    [null, ''],
    [[], '[]'],
  ] as const)('%o is %s', (value, text) => {
    expect(valueText(value)).toBe(text);
  });

  test('attributes go by their dotted names', () => {
    const point = { x: [1, 2], self: { n: 3, scale: { a: 0.5 } } };
    expect(pointTexts(point)).toEqual({ x: '[1, 2]', 'self.n': '3', 'self.scale.a': '0.5' });
    expect(pointText(point)).toBe('x = [1, 2], self.n = 3, self.scale.a = 0.5');
  });
});

test.each([
  ['f₁', 9, 1],
  ['x₁₂', 9, 12],
  ['x[3]', 9, 3],
  ['theta', 9, 9],
  ['x2', 9, 2],
])('the index in %s, else %i, is %i', (name, otherwise, index) => {
  expect(indexOfName(name, otherwise)).toBe(index);
});

test('texts with places', () => {
  expect(pieces('Row {0} is {1}')).toEqual(['Row ', 0, ' is ', 1]);
  expect(fill('{1} of {0}{0}, {2}', 'a', 'b')).toBe('b of aa, ');
  // What is filled in is not filled again.
  expect(fill('{0} {1}', '{1}', 'x')).toBe('{1} x');
});

test('arrays by index, and as rows', () => {
  expect(elementAt([[1, 2], [3]], 1, 0)).toBe(3);
  expect(elementAt([[1, 2], [3]], 1, 1)).toBeNull();
  expect(elementAt([1, 2], 0, 0)).toBeNull();
  expect(elementAt(5)).toBe(5);
  expect(asRows(5)).toEqual([[5]]);
  expect(asRows([1, 2])).toEqual([[1], [2]]);
  expect(asRows([[1, 2], [3]])).toBeNull();
  expect(asRows([[[1]]])).toBeNull();
});
