/** What singular values and eigenvalues say of a matrix at a point. Sorted as the field lists them: largest first. */
import { EigenvalueDecomposition, SingularValueDecomposition } from 'ml-matrix';
import { determinant, isFinite, largestEntry, scaled } from './matrix';
import type { NumericMatrix } from './matrix';

export interface ComplexNumber {
  readonly re: number;
  readonly im: number;
}

/** min(rows, columns) singular values, largest first. All NaN for a matrix with an entry that is not finite. */
export function singularValues(matrix: NumericMatrix): number[] {
  const count = Math.min(matrix.rows, matrix.columns);
  if (!isFinite(matrix)) return Array<number>(count).fill(NaN);
  const scale = largestEntry(matrix);
  if (scale === 0 || count === 0) return Array<number>(count).fill(0);
  const decomposition = new SingularValueDecomposition(scaled(matrix, scale), {
    computeLeftSingularVectors: false,
    computeRightSingularVectors: false,
    autoTranspose: true,
  });
  return Array.from(decomposition.diagonal, (value) => Math.abs(value) * scale)
    .sort((a, b) => b - a)
    .slice(0, count);
}

/**
 * How many singular values exceed the tolerance; NaN for a matrix that is not finite.
 *
 * @param tolerance default: the largest singular value × the larger size × the machine epsilon, as LAPACK users and
 *   NumPy's `matrix_rank` take it (Golub and Van Loan, Matrix Computations, §5.5.8).
 */
export function rank(matrix: NumericMatrix, tolerance?: number): number {
  const values = singularValues(matrix);
  if (values.some(Number.isNaN)) return NaN;
  const limit = tolerance ?? (values[0] ?? 0) * Math.max(matrix.rows, matrix.columns) * Number.EPSILON;
  return values.filter((value) => value > limit).length;
}

/** The largest singular value: ‖A‖₂. */
export const spectralNorm = (matrix: NumericMatrix): number => singularValues(matrix)[0] ?? 0;

/** The largest over the smallest singular value; Infinity for a matrix without full rank, NaN for one that is not finite. */
export function conditionNumber(matrix: NumericMatrix): number {
  const values = singularValues(matrix);
  const [largest, smallest] = [values[0], values[values.length - 1]];
  if (largest === undefined || smallest === undefined) return 1;
  return smallest === 0 ? (Number.isNaN(largest) ? NaN : Infinity) : largest / smallest;
}

/**
 * Eigenvalues of a square matrix, largest magnitude first, a complex pair as a + bi before a − bi. Throws a RangeError
 * for other shapes.
 */
export function eigenvalues(matrix: NumericMatrix): ComplexNumber[] {
  const { rows, columns } = matrix;
  if (rows !== columns) throw new RangeError(`a ${rows} × ${columns} matrix has no eigenvalues`);
  if (!isFinite(matrix)) return Array.from({ length: rows }, () => ({ re: NaN, im: NaN }));
  const scale = largestEntry(matrix);
  if (scale === 0) return Array.from({ length: rows }, () => ({ re: 0, im: 0 }));
  const decomposition = new EigenvalueDecomposition(scaled(matrix, scale));
  const { realEigenvalues, imaginaryEigenvalues } = decomposition;
  return realEigenvalues
    .map((re, i) => ({ re: re * scale, im: (imaginaryEigenvalues[i] ?? 0) * scale + 0 }))
    .sort((p, q) => byMagnitude(p, q));
}

function byMagnitude(p: ComplexNumber, q: ComplexNumber): number {
  const [left, right] = [Math.hypot(p.re, p.im), Math.hypot(q.re, q.im)];
  // Magnitudes of a pair differ by rounding alone.
  if (Math.abs(left - right) > 1e-12 * Math.max(left, right)) return right - left;
  return q.re - p.re > 1e-12 * left || p.re - q.re > 1e-12 * left ? q.re - p.re : q.im - p.im;
}

/** What a numeric matrix says at a point. Where the matrix is not square, there is no determinant and no eigenvalue. */
export interface MatrixFacts {
  readonly singularValues: readonly number[];
  readonly rank: number;
  readonly condition: number;
  readonly determinant: number | null;
  readonly eigenvalues: readonly ComplexNumber[] | null;
}

export const matrixFacts = (matrix: NumericMatrix): MatrixFacts => ({
  singularValues: singularValues(matrix),
  rank: rank(matrix),
  condition: conditionNumber(matrix),
  determinant: matrix.rows === matrix.columns ? determinant(matrix) : null,
  eigenvalues: matrix.rows === matrix.columns ? eigenvalues(matrix) : null,
});
