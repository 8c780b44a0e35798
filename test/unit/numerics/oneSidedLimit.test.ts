import { expect, test } from 'vitest';
import { BESIDE, oneSidedLimit } from '../../../src/numerics/oneSidedLimit';

const limit = (f: (x: number) => number, side: 1 | -1, here = f(0)): number | null =>
  oneSidedLimit(here, f(side * BESIDE), f((side * BESIDE) / 2));

test.each<readonly [string, (x: number) => number, number | null, number | null]>([
  ['smooth', (x) => 3 + x, 3, 3],
  ['zero, and steep', (x) => 1e4 * x, 0, 0],
  ['a jump', (x) => Math.sign(x) * (2 + x), -2, 2],
  ['a pole', (x) => 1 / x, -Infinity, Infinity],
  ['a root’s slope', (x) => Math.sign(x) / Math.sqrt(Math.abs(x)), -Infinity, Infinity],
  ['without a value at the place', (x) => (x * x) / x + 5, 5, 5],
  ['without end to and fro', (x) => Math.cos(Math.PI * Math.log2(Math.abs(x) / BESIDE)), null, null],
])('%s', (_, f, below, above) => {
  for (const [side, expected] of [[-1, below], [1, above]] as const) {
    const found = limit(f, side);
    if (expected === null || !Number.isFinite(expected)) expect(found).toBe(expected);
    else expect(found).toBeCloseTo(expected, 9);
  }
}); // prettier-ignore

test('the edge of where it is defined has the value that it has there', () => {
  expect(limit((x) => Math.sqrt(x), -1)).toBe(0);
});
