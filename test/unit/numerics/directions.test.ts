import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { singularDirections, symmetricDirections } from '../../../src/numerics/directions';
import { numericMatrix } from '../../../src/numerics/matrix';

const NUMPY = {
  singular: [9.838862603421001, 0.6684180361148957] as const,
  first: [0.4149943896514969, 0.5473318714093329, 0.7267788378161124],
  second: [0.8574929197520136, 0.031715252192571014, -0.5135173174816288],
  third: [-0.3041143685078819, 0.836314513396676, -0.45617155276182336],
  eigenvalues: [3.8793852415718177, 1.652703644666139, 0.46791111376204386],
};

const matrices = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }))
  .chain(([rows, columns]) =>
    fc
      .array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: rows * columns, maxLength: rows * columns })
      .map((values) => numericMatrix(rows, columns, values)),
  );

const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, x, i) => sum + x * (b[i] ?? NaN), 0);

describe('singular vectors', () => {
  // numpy.linalg.svd([[1, 2, 3], [4, 5, 6.5]]), each pair turned so that the largest component of `right` is positive.
  test('of a wide matrix, with what it does not see', () => {
    const [first, second, third] = singularDirections(numericMatrix(2, 3, [1, 2, 3, 4, 5, 6.5]));
    expect(first?.value).toBeCloseTo(NUMPY.singular[0], 12);
    expect(second?.value).toBeCloseTo(NUMPY.singular[1], 12);
    first?.right.forEach((x, i) => expect(x).toBeCloseTo(NUMPY.first[i] as number, 12));
    second?.right.forEach((x, i) => expect(Math.abs(x)).toBeCloseTo(Math.abs(NUMPY.second[i] as number), 12));
    expect(third?.value).toBe(0);
    expect(third?.left).toEqual([0, 0]);
    third?.right.forEach((x, i) => expect(Math.abs(x)).toBeCloseTo(Math.abs(NUMPY.third[i] as number), 12));
  });

  test('A·right = value·left, and the right ones stand at right angles', () => {
    fc.assert(
      fc.property(matrices, (matrix) => {
        const found = singularDirections(matrix);
        expect(found).toHaveLength(matrix.columns);
        for (const [k, { value, right, left }] of found.entries()) {
          expect(dot(right, right)).toBeCloseTo(1, 10);
          for (const other of found.slice(k + 1)) expect(dot(right, other.right)).toBeCloseTo(0, 10);
          for (let i = 0; i < matrix.rows; i += 1) {
            const row = Array.from(matrix.values).slice(i * matrix.columns, (i + 1) * matrix.columns);
            expect(dot(row, right)).toBeCloseTo(value * (left[i] ?? NaN), 8);
          }
        }
      }),
      { seed: 7, numRuns: 200 },
    );
  });

  test('of a matrix that is not finite are none', () => {
    expect(singularDirections(numericMatrix(1, 2, [NaN, 1]))).toEqual([]);
  });
});

describe('eigenvectors of a symmetric matrix', () => {
  // numpy.linalg.eigvalsh([[2, 1, 0], [1, 3, -1], [0, -1, 1]])
  test('belong to the eigenvalues, largest first', () => {
    const matrix = numericMatrix(3, 3, [2, 1, 0, 1, 3, -1, 0, -1, 1]);
    const found = symmetricDirections(matrix);
    found.forEach(({ value, vector }, k) => {
      expect(value).toBeCloseTo(NUMPY.eigenvalues[k] as number, 12);
      for (let i = 0; i < 3; i += 1)
        expect(dot(Array.from(matrix.values).slice(3 * i, 3 * i + 3), vector)).toBeCloseTo(
          value * (vector[i] ?? NaN),
          12,
        );
    });
  });

  test('are asked of square matrices only', () => {
    expect(() => symmetricDirections(numericMatrix(1, 2, [1, 2]))).toThrow(RangeError);
  });
});
