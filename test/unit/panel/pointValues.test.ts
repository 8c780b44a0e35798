import { describe, expect, it } from 'vitest';
import {
  elementAt,
  filled,
  pathsOf,
  resized,
  sizesOf,
  valueOf,
  withElement,
  withValue,
} from '../../../src/panel/pointValues';
import { sliderRange } from '../../../src/panel/sliderRange';

describe('the values of a point', () => {
  it('are found by dotted names', () => {
    const point = { x: 1, self: { rate: 0.1 }, 'p.q': 2 };
    expect(['x', 'self.rate', 'p.q', 'self.other', 'x.y', 'constructor'].map((name) => valueOf(point, name))).toEqual([
      1,
      0.1,
      2,
      undefined,
      undefined,
      undefined,
    ]);
    expect(withValue(point, 'self.rate', 2)).toEqual({ x: 1, self: { rate: 2 }, 'p.q': 2 });
    expect(withValue({}, 'self.rate', 2)).toEqual({ self: { rate: 2 } });
  });

  it('are arrays, element by element', () => {
    const matrix = [
      [1, 2],
      [3, 'NaN'],
    ] as const;
    expect(sizesOf(matrix)).toEqual([2, 2]);
    expect(sizesOf([[1], [2, 3]])).toBeNull();
    expect(sizesOf('text')).toBeNull();
    expect(sizesOf([])).toEqual([0]);
    expect(pathsOf([2, 2]).map((path) => elementAt(matrix, path))).toEqual([1, 2, 3, NaN]);
    expect(elementAt(matrix, [0])).toBeNull();
    expect(withElement(matrix, [1, 0], 7)).toEqual([
      [1, 2],
      [7, 'NaN'],
    ]);
    expect(filled([2, 1], 0)).toEqual([[0], [0]]);
  });

  it('are resized keeping what is there', () => {
    expect(resized([1, 2, 3], [2])).toEqual([1, 2]);
    expect(resized([1, 2], [4])).toEqual([1, 2, 2, 2]);
    expect(resized([[1, 2]], [2, 3])).toEqual([
      [1, 2, 2],
      [1, 2, 2],
    ]);
    expect(resized(undefined, [2])).toEqual([1, 1]);
  });
});

describe('the range of a slider', () => {
  it.each([
    [0, -1, 1, 0.005],
    [1, -2, 2, 0.01],
    [-3, -10, 10, 0.05],
    [0.05, -0.1, 0.1, 0.0005],
    [1234, -5000, 5000, 50],
  ])('around %d is from %d to %d', (value, low, high, step) => {
    expect(sliderRange(value, null)).toEqual({ low, high, step });
  });

  it('stays while the value is well inside, and grows or shrinks where it is not', () => {
    const before = sliderRange(1, null);
    expect(sliderRange(1.9, before)).toBe(before);
    expect(sliderRange(0, before)).toBe(before);
    expect(sliderRange(1.99, before).high).toBe(5);
    expect(sliderRange(3, sliderRange(1000, null))).toEqual(sliderRange(3, null));
  });
});
