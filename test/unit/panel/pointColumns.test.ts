import { expect, test } from 'vitest';
import { columnValue, withColumns } from '../../../src/panel/pointColumns';
import type { Card, Point } from '../../../src/worker/protocol';

const card = { derivative: { wrt: ['x', 'self.w', 'a'] } } as unknown as Card;
const point: Point = { x: [[1, 2], [3, 4]], self: { w: [5, 6], n: 2 }, a: 7, mode: 'fast' }; // prettier-ignore

test('columns are elements of the arguments in their order, row by row', () => {
  expect([0, 1, 2, 3, 4, 5, 6, 7].map((column) => columnValue(point, card, column))).toEqual([
    1,
    2,
    3,
    4,
    5,
    6,
    7,
    NaN,
  ]);
});

test('other values take their places, and nothing else changes', () => {
  const moved = withColumns(point, card, new Map([[2, 30], [5, 60], [6, 70], [9, 1]])); // prettier-ignore
  expect(moved).toEqual({ x: [[1, 2], [30, 4]], self: { w: [5, 60], n: 2 }, a: 70, mode: 'fast' }); // prettier-ignore
  expect(point['a']).toBe(7);
});
