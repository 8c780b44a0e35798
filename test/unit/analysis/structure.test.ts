import { describe, expect, it } from 'vitest';
import { describePattern, patternName } from '../../../src/analysis/structure';

type Entry = readonly [number, number];

const where = (rows: number, columns: number, holds: (i: number, j: number) => boolean): Entry[] =>
  Array.from({ length: rows * columns }, (_, k) => [Math.floor(k / columns), k % columns] as const).filter(([i, j]) =>
    holds(i, j),
  );

describe('the name of a pattern of non-zeros', () => {
  const cases: [string, number, number, (i: number, j: number) => boolean][] = [
    ['dense', 2, 3, () => true],
    ['zero', 2, 2, () => false],
    ['diagonal', 3, 3, (i, j) => i === j],
    ['tridiagonal', 5, 5, (i, j) => Math.abs(i - j) <= 1],
    ['lower triangular', 3, 3, (i, j) => i >= j],
    ['upper triangular', 3, 3, (i, j) => i <= j],
    ['banded (1 below, 2 above the diagonal)', 10, 10, (i, j) => j - i <= 2 && i - j <= 1],
    ['sparse', 4, 4, (i, j) => (i === 0 && j === 3) || (i === 3 && j === 0) || i === j],
  ];
  it.each(cases)('%s', (name, rows, columns, holds) => {
    expect(patternName({ rows, columns, nonZeros: where(rows, columns, holds) })).toBe(name);
  });

  it('counts the entries of a large matrix', () => {
    const nonZeros = where(100, 100, (i, j) => Math.abs(i - j) <= 1);
    expect(describePattern({ rows: 100, columns: 100, nonZeros })).toBe(
      '100 × 100, tridiagonal (298 of 10,000 entries)',
    );
  });

  it('says nothing more of a dense one', () => {
    expect(describePattern({ rows: 2, columns: 12, nonZeros: where(2, 12, () => true) })).toBe('2 × 12, dense');
  });
});
