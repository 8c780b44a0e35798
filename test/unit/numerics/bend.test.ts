import { expect, test } from 'vitest';
import { bendsAt } from '../../../src/numerics/bend';

test.each<readonly [string, (x: number) => number, boolean]>([
  ['|x|', (x) => Math.sign(x), true],
  ['|x| beside much else', (x) => 1e4 + 100 * x + Math.sign(x), true],
  ['x²', (x) => 2 * x, false],
  ['x |x|', (x) => 2 * Math.abs(x), false],
  ['a steep curve', (x) => 1e5 * x - 3, false],
  ['a constant but for rounding', (x) => 0.3 + (x > 0 ? 1e-16 : 0), false],
  ['√|x|', (x) => Math.sign(x) / Math.sqrt(Math.abs(x)), true],
  ['one that ends', (x) => (x < 0 ? NaN : 1), true],
])('%s', (_, slope, expected) => {
  expect(bendsAt((by) => [7, slope(by)], 1e-6)).toBe(expected);
});
