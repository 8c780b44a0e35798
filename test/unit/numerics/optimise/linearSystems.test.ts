import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { numericMatrix } from '../../../../src/numerics/matrix';
import {
  cholesky,
  dampedLeastSquares,
  leastSquares,
  solveCholesky,
} from '../../../../src/numerics/optimise/linearSystems';
import { dot, norm, plus } from '../../../../src/numerics/optimise/vectors';

const SEED = 20240611;
const entry = fc.integer({ min: -9, max: 9 });
const matrix = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 })).chain(([m, n]) =>
  fc.record({
    m: fc.constant(m),
    n: fc.constant(n),
    a: fc.array(entry, { minLength: m * n, maxLength: m * n }),
    b: fc.array(entry, { minLength: m, maxLength: m }),
  }),
);

const times = (m: number, n: number, a: readonly number[], x: ArrayLike<number>): Float64Array =>
  Float64Array.from({ length: m }, (_, i) => dot(a.slice(i * n, i * n + n), x));
const transposed = (m: number, n: number, a: readonly number[]): number[] =>
  Array.from({ length: n * m }, (_, k) => a[(k % m) * n + Math.floor(k / m)] as number);

describe('least squares', () => {
  test('leave a residual that no column sees, and are as short as can be', () => {
    fc.assert(
      fc.property(matrix, ({ m, n, a, b }) => {
        const solved = leastSquares(numericMatrix(m, n, a), Float64Array.from(b));
        const x = solved?.x ?? new Float64Array(n);
        const residual = plus(times(m, n, a, x), -1, b);
        expect(norm(times(n, m, transposed(m, n, a), residual))).toBeLessThan(1e-9);
      }),
      { seed: SEED, numRuns: 200 },
    );
    // numpy.linalg.lstsq([[1, 1], [2, 2]], [1, 3]): x = [0.7, 0.7], of rank 1.
    const found = leastSquares(numericMatrix(2, 2, [1, 1, 2, 2]), Float64Array.of(1, 3));
    expect(found?.rank).toBe(1);
    expect(Array.from(found?.x ?? [])).toEqual([expect.closeTo(0.7, 14), expect.closeTo(0.7, 14)]);
  });

  test('with damping solve (AᵀA + μI)x = Aᵀb', () => {
    fc.assert(
      fc.property(matrix, fc.double({ min: 1e-3, max: 10, noNaN: true }), ({ m, n, a, b }, damping) => {
        const x = dampedLeastSquares(numericMatrix(m, n, a), damping, Float64Array.from(b));
        const back = transposed(m, n, a);
        const left = plus(times(n, m, back, times(m, n, a, x)), damping, x);
        expect(norm(plus(left, -1, times(n, m, back, b)))).toBeLessThan(1e-9);
      }),
      { seed: SEED, numRuns: 200 },
    );
  });
});

describe('a Cholesky factor', () => {
  test('solves what is positive definite', () => {
    fc.assert(
      fc.property(matrix, ({ m, n, a, b }) => {
        const back = transposed(m, n, a);
        const columns = Array.from({ length: m }, (_, j) =>
          times(
            m,
            n,
            a,
            back.filter((_v, k) => k % m === j),
          ),
        );
        const gram = Array.from({ length: m * m }, (_, k) => columns[k % m]?.[Math.floor(k / m)] as number);
        const factor = cholesky(numericMatrix(m, m, gram), 1);
        expect(factor).not.toBeNull();
        const x = solveCholesky(factor as Float64Array, Float64Array.from(b));
        expect(norm(plus(plus(times(m, m, gram, x), 1, x), -1, b))).toBeLessThan(1e-9);
      }),
      { seed: SEED, numRuns: 200 },
    );
  });

  test.each([[[1, 2, 2, 1]], [[0, 0, 0, 0]], [[-1, 0, 0, 1]], [[1, 1, 1, 1]]])('is none of %j', (values) => {
    expect(cholesky(numericMatrix(2, 2, values))).toBeNull();
  });
});
