import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { moveInGrid, type GridSize } from '../../../src/panel/gridKeys';
import { isLarge, scrollTo, stretchOf } from '../../../src/panel/gridWindow';

const whole: GridSize = { rows: 3, columns: 4, rowHeaders: true, columnHeaders: true, page: 2 };

describe('moveInGrid', () => {
  test.each([
    ['ArrowRight', [0, 0], [0, 1]],
    ['ArrowRight', [0, 3], [0, 3]],
    ['ArrowLeft', [1, 0], [1, -1]],
    ['ArrowLeft', [1, -1], [1, -1]],
    ['ArrowUp', [0, 2], [-1, 2]],
    ['ArrowUp', [0, -1], [0, -1]], // there is no cell in the corner
    ['ArrowLeft', [-1, 0], [-1, 0]],
    ['ArrowDown', [2, 1], [2, 1]],
    ['Home', [1, 3], [1, 0]],
    ['Home', [1, 0], [1, -1]],
    ['End', [1, -1], [1, 3]],
    ['Ctrl+Home', [2, 3], [0, 0]],
    ['Ctrl+End', [-1, 0], [2, 3]],
    ['Ctrl+ArrowDown', [0, 1], [2, 1]],
    ['Ctrl+ArrowLeft', [2, 3], [2, 0]],
    ['PageDown', [0, 1], [2, 1]],
    ['PageUp', [1, 1], [0, 1]],
  ] as const)('%s leads from %o to %o', (keys, [row, column], [toRow, toColumn]) => {
    const key = { key: keys.replace('Ctrl+', ''), ctrlKey: keys.startsWith('Ctrl+') };
    expect(moveInGrid(key, { row, column }, whole)).toEqual({ row: toRow, column: toColumn });
  });

  test('other keys do not move', () => {
    expect(moveInGrid({ key: 'a', ctrlKey: false }, { row: 0, column: 0 }, whole)).toBeNull();
  });

  test('no walk leaves the grid, or ends in a header that is not there', () => {
    const keys = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'PageUp', 'PageDown'];
    const walk = fc.array(fc.record({ key: fc.constantFrom(...keys), ctrlKey: fc.boolean() }));
    const size = fc.record({
      rows: fc.integer({ min: 1, max: 5 }),
      columns: fc.integer({ min: 1, max: 5 }),
      rowHeaders: fc.boolean(),
      columnHeaders: fc.boolean(),
      page: fc.integer({ min: 1, max: 4 }),
    });
    fc.assert(
      fc.property(walk, size, (steps, grid) => {
        let at = { row: 0, column: 0 };
        for (const step of steps) {
          at = moveInGrid(step, at, grid) ?? at;
          expect(at.row).toBeGreaterThanOrEqual(grid.columnHeaders ? -1 : 0);
          expect(at.column).toBeGreaterThanOrEqual(grid.rowHeaders ? -1 : 0);
          expect(at.row < grid.rows && at.column < grid.columns).toBe(true);
          expect(at.row < 0 && at.column < 0).toBe(false);
        }
      }),
      { seed: 4 },
    );
  });
});

describe('the part of a large matrix that is on the page', () => {
  test('a small matrix is there whole', () => {
    expect([isLarge(2, 2), isLarge(20, 30), isLarge(61, 1), isLarge(25, 25), isLarge(1000, 1000)]).toEqual([
      false,
      false,
      true,
      true,
      true,
    ]);
  });

  const axis = fc.record({
    count: fc.integer({ min: 1, max: 5000 }),
    size: fc.integer({ min: 1, max: 200 }),
    scrolled: fc.integer({ min: -50, max: 1_000_000 }),
    seen: fc.integer({ min: 0, max: 2000 }),
  });

  test('holds all that is seen, and little more', () => {
    fc.assert(
      fc.property(axis, (one) => {
        const { start, end } = stretchOf(one);
        expect(start >= 0 && start <= end && end <= one.count).toBe(true);
        expect(end - start).toBeLessThanOrEqual(Math.ceil(one.seen / one.size) + 10);
        for (const pixel of [0, one.seen / 2, one.seen - 1]) {
          const index = Math.floor((Math.max(one.scrolled, 0) + pixel) / one.size);
          if (pixel >= 0 && index < one.count) expect(index >= start && index < end).toBe(true);
        }
      }),
      { seed: 5 },
    );
  });

  test('is moved no further than needed to see a row whole', () => {
    const seen = { count: 100, size: 20, scrolled: 200, seen: 100 };
    expect(scrollTo(12, seen, 20)).toBe(200); // 240 to 260, of 200 to 280
    expect(scrollTo(9, seen, 20)).toBe(180);
    expect(scrollTo(14, seen, 20)).toBe(220);
  });
});
