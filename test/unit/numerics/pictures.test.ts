import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contoursOf, levelsIn } from '../../../src/numerics/contours';
import { turningPoint, zerosOf } from '../../../src/numerics/crossings';
import { areaOf, separatingLines } from '../../../src/numerics/isolines';
import { niceStep, niceTicks, robustRange, usualReach } from '../../../src/numerics/nice';

const SEED = { seed: 20, numRuns: 300 };

describe('ticks', () => {
  test.each([
    [0, 10, 5, [0, 2, 4, 6, 8, 10]],
    [-0.3, 0.3, 6, [-0.3, -0.2, -0.1, 0, 0.1, 0.2, 0.3]],
    [1000.0001, 1000.0004, 3, [1000.0001, 1000.0002, 1000.0003, 1000.0004]],
    [3, 3, 5, []],
  ])('from %d to %d', (low, high, count, ticks) => {
    expect(niceTicks(low, high, count)).toEqual(ticks);
  });

  test('are in the range, evenly spaced, and about as many as wanted', () => {
    const range = fc.tuple(
      fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
    );
    fc.assert(
      fc.property(range, fc.integer({ min: 2, max: 12 }), ([low, size], count) => {
        const [high, step] = [low + size, niceStep(size, count)];
        const ticks = niceTicks(low, high, count);
        expect(ticks.length).toBeGreaterThanOrEqual(Math.floor(count / 2) - 1);
        expect(ticks.length).toBeLessThanOrEqual(2 * count + 2);
        for (const tick of ticks) expect(tick >= low - 1e-6 * step && tick <= high + 1e-6 * step).toBe(true);
      }),
      SEED,
    );
  });
});

test('a range leaves out poles, keeps the point, and is never empty', () => {
  const values = Array.from({ length: 101 }, (_, i) => 1 / (i - 50.2));
  const range = robustRange([...values, 1e9, Infinity, NaN]);
  expect(range?.high).toBeLessThan(10);
  expect(robustRange(values, 50)?.high).toBeGreaterThan(50);
  expect(robustRange([2, 2, 2])).toEqual({ low: 1, high: 3 });
  expect(robustRange([NaN])).toBeNull();
  expect([usualReach(0), usualReach(1), usualReach(300), usualReach(NaN)]).toEqual([3, 3, 300, 3]);
});

describe('zeros', () => {
  test('are found to the last digit, whether crossed or touched, and no poles among them', () => {
    expect(zerosOf((t) => t * t - 2, 0, 2, 40)).toEqual([expect.closeTo(Math.SQRT2, 15)]);
    expect(zerosOf((t) => (t - 0.123) ** 2, -1, 1, 40)).toEqual([expect.closeTo(0.123, 6)]);
    expect(zerosOf((t) => 1 / t, -1, 1.1, 40)).toEqual([]);
    expect(zerosOf((t) => t * t + 0.01, -1, 1, 41)).toEqual([]);
    const many = zerosOf(Math.sin, 1, 20, 100).map((zero) => zero / Math.PI);
    expect(many).toEqual([1, 2, 3, 4, 5, 6].map((one) => expect.closeTo(one, 12) as number));
  });

  test('lie between neighbouring doubles where a property turns', () => {
    fc.assert(
      fc.property(fc.double({ min: -100, max: 100, noNaN: true }), (place) => {
        const [yes, no] = turningPoint(-200, 300, (t) => t <= place);
        expect(yes <= place && no > place).toBe(true);
        expect(no - yes).toBeLessThan(1e-12);
      }),
      SEED,
    );
  });
});

const grid = { window: { across: { low: 0, high: 40 }, up: { low: 0, high: 30 } }, columns: 40, rows: 30 };
const cells = (f: (i: number, j: number) => number): Float64Array =>
  Float64Array.from({ length: 1200 }, (_, at) => f(at % 40, Math.floor(at / 40)));

describe('lines between cells', () => {
  const circle = (i: number, j: number): number => Math.hypot(i - 20.3, j - 14.7) - 9.1;
  const kinds = Int8Array.from(cells(circle), (one) => (one < 0 ? 1 : 0));
  const separation = {
    kinds,
    crossing: ([i, j]: readonly [number, number], [p, q]: readonly [number, number]): number => {
      const at = (share: number): number => circle(i + share * (p - i), j + share * (q - j));
      const starts = at(0) < 0;
      return turningPoint(0, 1, (share) => at(share) < 0 === starts)[0];
    },
  };

  test('are joined and closed, and lie where they are said to', () => {
    const [line = [], ...more] = separatingLines(grid, separation);
    expect(more).toEqual([]);
    expect(line.slice(0, 2)).toEqual(line.slice(-2));
    for (let i = 0; i < line.length; i += 2) expect(circle(line[i] as number, line[i + 1] as number)).toBeCloseTo(0, 9);
  });

  test('end the area on their other side', () => {
    const size = (polygon: readonly number[]): number => {
      let sum = 0;
      for (let i = 0; i < polygon.length; i += 2) {
        const [x, y] = [polygon[i] as number, polygon[i + 1] as number];
        const [p, q] = [polygon[(i + 2) % polygon.length] as number, polygon[(i + 3) % polygon.length] as number];
        sum += (x * q - p * y) / 2;
      }
      return sum;
    };
    // The squares reach from the middle of a cell outside to that on the other side.
    const area = areaOf(grid, separation).reduce((sum, polygon) => sum + size(polygon), 0);
    expect(area).toBeCloseTo(41 * 31 - Math.PI * 9.1 ** 2, -1);
  });
});

describe('contours', () => {
  test('of a plane are straight lines, also up to the sides and beside what is not known', () => {
    const values = cells((i, j) => (i > 30 ? NaN : i + 2 * j));
    const [contour] = contoursOf(values, grid, [35], { low: 0, high: 90 });
    const ring = contour?.rings[0] ?? [];
    let on = 0;
    for (let i = 0; i < ring.length; i += 2) {
      const [x, y] = [ring[i] as number, ring[i + 1] as number];
      if (x < -0.5 || x > 30.5 || y < -0.5 || y > 29.5) continue;
      expect(x + 2 * y).toBeCloseTo(35, 6);
      on += 1;
    }
    expect(on).toBeGreaterThan(30);
  });

  test('have round levels inside of the range', () => {
    expect(levelsIn({ low: -1, high: 1 }, 'even')).toEqual([-0.8, -0.6, -0.4, -0.2, 0, 0.2, 0.4, 0.6, 0.8]);
    const levels = levelsIn({ low: 0.03, high: 80_000 }, 'logarithmic');
    expect(levels[0]).toBeLessThan(50);
    expect(levels.at(-1)).toBe(50_000);
    expect(levelsIn({ low: 1, high: 1 }, 'even')).toEqual([]);
  });
});
