/** Linear systems that the methods solve. */
import { Matrix, QrDecomposition } from 'ml-matrix';
import { singularDirections } from '../directions';
import type { NumericMatrix } from '../matrix';
import { dot, type Vector } from './vectors';

/**
 * The factor L of A + shift·I = LLᵀ of a symmetric matrix, row by row; `null` where that is not positive definite to
 * working precision.
 */
export function cholesky({ rows: n, values }: NumericMatrix, shift = 0): Vector | null {
  const factor = new Float64Array(n * n);
  let largest = 0;
  for (let i = 0; i < n; i += 1) largest = Math.max(largest, Math.abs((values[i * n + i] as number) + shift));
  for (let j = 0; j < n; j += 1) {
    const row = factor.subarray(j * n, j * n + j);
    const pivot = (values[j * n + j] as number) + shift - dot(row, row);
    if (!(pivot > n * Number.EPSILON * largest)) return null;
    const root = Math.sqrt(pivot);
    factor[j * n + j] = root;
    for (let i = j + 1; i < n; i += 1) {
      const rest = (values[i * n + j] as number) - dot(row, factor.subarray(i * n, i * n + j));
      factor[i * n + j] = rest / root;
    }
  }
  return factor;
}

/** x of LLᵀx = b. */
export function solveCholesky(factor: Vector, b: Vector): Vector {
  const n = b.length;
  const x = b.slice();
  for (let i = 0; i < n; i += 1) {
    const row = factor.subarray(i * n, i * n + i);
    x[i] = ((x[i] as number) - dot(row, x)) / (factor[i * n + i] as number);
  }
  for (let i = n - 1; i >= 0; i -= 1) {
    const found = (x[i] as number) / (factor[i * n + i] as number);
    x[i] = found;
    for (let k = 0; k < i; k += 1) x[k] = (x[k] as number) - (factor[i * n + k] as number) * found;
  }
  return x;
}

/**
 * The shortest x that makes ‖Ax − b‖ least, by singular values; those that are nothing to working precision beside the
 * largest count as zero, as in LAPACK's and NumPy's `lstsq`. `null` for a matrix that is not finite.
 */
export function leastSquares(a: NumericMatrix, b: Vector): { readonly x: Vector; readonly rank: number } | null {
  const directions = singularDirections(a);
  const [strongest] = directions;
  if (!strongest) return null;
  const negligible = strongest.value * Math.max(a.rows, a.columns) * Number.EPSILON;
  const x = new Float64Array(a.columns);
  const kept = directions.filter(({ value }) => value > negligible);
  for (const { value, right, left } of kept) {
    const share = dot(left, b) / value;
    right.forEach((one, j) => (x[j] = (x[j] as number) + share * one));
  }
  return { x, rank: kept.length };
}

/** x that makes ‖Ax − b‖² + damping·‖x‖² least, for a damping above 0, without squaring the condition of A. */
export function dampedLeastSquares({ rows, columns, values }: NumericMatrix, damping: number, b: Vector): Vector {
  const stacked = Matrix.zeros(rows + columns, columns);
  for (let i = 0; i < rows; i += 1)
    for (let j = 0; j < columns; j += 1) stacked.set(i, j, values[i * columns + j] as number);
  for (let j = 0; j < columns; j += 1) stacked.set(rows + j, j, Math.sqrt(damping));
  const right = Matrix.zeros(rows + columns, 1);
  b.forEach((one, i) => right.set(i, 0, one));
  return Float64Array.from(new QrDecomposition(stacked).solve(right).to1DArray());
}
