import { describe, expect, it } from 'vitest';
import fixture from '../../fixtures/numerics/spectrum.json';
import { determinant, frobeniusNorm, infinityNorm, numericMatrix, oneNorm } from '../../../src/numerics/matrix';
import {
  conditionNumber,
  eigenvalues,
  matrixFacts,
  rank,
  singularValues,
  spectralNorm,
} from '../../../src/numerics/spectrum';

const toNumber = (value: number | string): number => (typeof value === 'string' ? Number(value) : value);

/** How well eigenvalues can be known, of the largest singular value: for a Jordan block of order 3, a third of the digits. */
const lessKnown = new Map([
  ['defective of order 3, in another basis', 1e-5],
  ['badly scaled', 1e-15],
]);

describe.each(fixture.cases)('$name, beside NumPy', (known) => {
  const matrix = numericMatrix(known.rows, known.columns, known.values);
  const largest = known.singularValues[0] ?? 0;
  const close = (found: number, expected: number, scale = largest): void => {
    if (!Number.isFinite(expected)) expect(found).toBe(expected);
    else expect(Math.abs(found - expected)).toBeLessThanOrEqual(1e-12 * Math.max(scale, Math.abs(expected)));
  };

  it('has these singular values, largest first, and this rank', () => {
    const found = singularValues(matrix);
    expect(found).toHaveLength(known.singularValues.length);
    found.forEach((value, i) => close(value, known.singularValues[i] as number));
    expect(rank(matrix)).toBe(known.rank);
  });

  it('has these norms', () => {
    close(frobeniusNorm(matrix), toNumber(known.frobenius));
    close(oneNorm(matrix), known.one);
    close(infinityNorm(matrix), known.infinity);
    close(spectralNorm(matrix), largest);
  });

  it('has this determinant and these eigenvalues, if it is square', () => {
    if (known.eigenvalues === null || known.determinant === null) {
      expect(matrixFacts(matrix)).toMatchObject({ determinant: null, eigenvalues: null });
      return;
    }
    close(determinant(matrix), toNumber(known.determinant), largest ** known.rows);
    const found = [...eigenvalues(matrix)];
    // A defective eigenvalue is known to half the digits only (Golub and Van Loan, §7.2).
    for (const [re, im] of known.eigenvalues as [number, number][]) {
      const distance = (e: { re: number; im: number }): number => Math.hypot(e.re - re, e.im - im);
      const nearest = found.reduce((best, e, i) => (distance(e) < distance(found[best]!) ? i : best), 0);
      expect(distance(found[nearest]!)).toBeLessThanOrEqual((lessKnown.get(known.name) ?? 1e-7) * largest);
      found.splice(nearest, 1);
    }
  });
});

describe('matrices', () => {
  it('have exact determinants where their entries are integers', () => {
    expect(determinant(numericMatrix(2, 2, [1, 2, 3, 4]))).toBe(-2);
    expect(determinant(numericMatrix(3, 3, [1, 2, 3, 4, 5, 6, 7, 8, 9]))).toBe(0);
    expect(determinant(numericMatrix(3, 3, [0, 2, 1, 1, 0, 0, 0, 0, 5]))).toBe(-10);
    expect(determinant(numericMatrix(0, 0, []))).toBe(1);
  });

  it('list complex pairs together, positive imaginary part first', () => {
    expect(eigenvalues(numericMatrix(2, 2, [0, -2, 2, 0]))).toEqual([
      { re: 0, im: 2 },
      { re: 0, im: -2 },
    ]);
  });

  it('are NaN throughout where an entry is not finite, and end at once', () => {
    const matrix = numericMatrix(2, 2, [1, NaN, 0, Infinity]);
    expect(singularValues(matrix)).toEqual([NaN, NaN]);
    expect(rank(matrix)).toBeNaN();
    expect(conditionNumber(matrix)).toBeNaN();
    expect(determinant(matrix)).toBeNaN();
    expect(eigenvalues(matrix)[0]?.re).toBeNaN();
  });

  it('have an infinite condition number without full rank', () => {
    expect(conditionNumber(numericMatrix(2, 2, [0, 0, 0, 1]))).toBe(Infinity);
    expect(conditionNumber(numericMatrix(2, 2, [3, 0, 0, 1]))).toBeCloseTo(3, 14);
  });

  it('take a tolerance for the rank', () => {
    const matrix = numericMatrix(2, 2, [1, 0, 0, 1e-6]);
    expect(rank(matrix)).toBe(2);
    expect(rank(matrix, 1e-3)).toBe(1);
  });

  it('refuse shapes that do not fit', () => {
    expect(() => numericMatrix(2, 2, [1, 2, 3])).toThrow('has 4 entries, not 3');
    expect(() => determinant(numericMatrix(1, 2, [1, 2]))).toThrow('no determinant');
    expect(() => eigenvalues(numericMatrix(1, 2, [1, 2]))).toThrow('no eigenvalues');
  });
});
