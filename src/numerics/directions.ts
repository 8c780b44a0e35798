/** Directions that a matrix tells apart: singular vectors and, of symmetric ones, eigenvectors. */
import { EigenvalueDecomposition, SingularValueDecomposition } from 'ml-matrix';
import { isFinite, largestEntry, scaled, type NumericMatrix } from './matrix';

/** A·right = value·left, with vectors of length one. */
export interface SingularDirection {
  readonly value: number;
  /** In the variables' space. */
  readonly right: readonly number[];
  /** In the outputs' space. */
  readonly left: readonly number[];
}

/** A·vector = value·vector. */
export interface EigenDirection {
  readonly value: number;
  readonly vector: readonly number[];
}

/**
 * The singular vectors of an m × n matrix with the singular values, largest first: n of them, those beyond the rank span
 * what the matrix does not see (their values are 0, and so is `left`). `[]` for a matrix that is not finite.
 */
export function singularDirections(matrix: NumericMatrix): SingularDirection[] {
  const { rows, columns } = matrix;
  if (!isFinite(matrix) || rows === 0 || columns === 0) return [];
  const scale = largestEntry(matrix);
  // The library gives all right singular vectors of tall matrices only: rows of zeros change nothing.
  const tall = padded(matrix, Math.max(rows, columns), scale);
  const decomposition = new SingularValueDecomposition(scaled(tall, scale === 0 ? 1 : scale), { autoTranspose: false });
  const { leftSingularVectors: left, rightSingularVectors: right, diagonal } = decomposition;
  return Array.from({ length: columns }, (_, k) => {
    const value = (diagonal[k] ?? 0) * scale;
    const sign = value < 0 ? -1 : 1;
    return {
      value: Math.abs(value),
      right: oriented(Array.from({ length: columns }, (_unused, i) => right.get(i, k))).vector,
      left: leftOf(k, sign),
    };
  }).sort((a, b) => b.value - a.value);

  function leftOf(k: number, sign: number): number[] {
    const { turned } = oriented(Array.from({ length: columns }, (_, i) => right.get(i, k)));
    if (Math.abs(diagonal[k] ?? 0) === 0) return new Array<number>(rows).fill(0);
    return Array.from({ length: rows }, (_, i) => left.get(i, k) * sign * (turned ? -1 : 1) + 0);
  }
}

/** Eigenvectors of a symmetric matrix with their eigenvalues, largest value first; `[]` for one that is not finite. */
export function symmetricDirections(matrix: NumericMatrix): EigenDirection[] {
  const { rows, columns } = matrix;
  if (rows !== columns) throw new RangeError(`a ${rows} × ${columns} matrix is not symmetric`);
  if (!isFinite(matrix) || rows === 0) return [];
  const scale = largestEntry(matrix);
  const decomposition = new EigenvalueDecomposition(scaled(matrix, scale === 0 ? 1 : scale), { assumeSymmetric: true });
  const { realEigenvalues, eigenvectorMatrix } = decomposition;
  return realEigenvalues
    .map((value, k) => ({
      value: value * scale + 0,
      vector: oriented(Array.from({ length: rows }, (_, i) => eigenvectorMatrix.get(i, k))).vector,
    }))
    .sort((a, b) => b.value - a.value);
}

/** A direction and its opposite are one: the component of largest magnitude is taken positive. */
function oriented(vector: readonly number[]): { readonly vector: number[]; readonly turned: boolean } {
  let largest = 0;
  // The first of those that are equal but for rounding, so that (√½, −√½) does not depend on the last digit.
  for (const one of vector) if (Math.abs(one) > Math.abs(largest) * (1 + 1e-9)) largest = one;
  const turned = largest < 0;
  return { vector: vector.map((one) => (turned ? -one : one) + 0), turned };
}

/** Numbers so much smaller than the largest do not count; squared on the way, they would only spoil the others. */
const NEGLIGIBLE = 1e-140;

function padded({ rows, columns, values }: NumericMatrix, height: number, largest: number): NumericMatrix {
  const all = new Float64Array(height * columns);
  for (let i = 0; i < rows * columns; i += 1) {
    const value = values[i] as number;
    all[i] = Math.abs(value) > NEGLIGIBLE * largest ? value : 0;
  }
  return { rows: height, columns, values: all };
}
