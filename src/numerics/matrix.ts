/** Matrices of numbers: rows by columns, row by row in one array. What is not finite makes every result NaN. */
import { LuDecomposition, Matrix } from 'ml-matrix';

export interface NumericMatrix {
  readonly rows: number;
  readonly columns: number;
  /** `rows · columns` numbers, row by row. */
  readonly values: ArrayLike<number>;
}

export const numericMatrix = (rows: number, columns: number, values: ArrayLike<number>): NumericMatrix => {
  if (values.length !== rows * columns)
    throw new RangeError(`a ${rows} × ${columns} matrix has ${rows * columns} entries, not ${values.length}`);
  return { rows, columns, values };
};

export function isFinite({ values }: NumericMatrix): boolean {
  for (let i = 0; i < values.length; i += 1) if (!Number.isFinite(values[i])) return false;
  return true;
}

/** The largest magnitude of an entry; 0 for an empty matrix. */
export function largestEntry({ values }: NumericMatrix): number {
  let largest = 0;
  for (let i = 0; i < values.length; i += 1) largest = Math.max(largest, Math.abs(values[i] as number));
  return largest;
}

/** The entries divided by `scale`, for the library that decomposes them. */
export function scaled({ rows, columns, values }: NumericMatrix, scale: number): Matrix {
  const matrix = new Matrix(rows, columns);
  for (let i = 0; i < rows; i += 1)
    for (let j = 0; j < columns; j += 1) matrix.set(i, j, (values[i * columns + j] as number) / scale);
  return matrix;
}

export const transposed = ({ rows, columns, values }: NumericMatrix): NumericMatrix =>
  numericMatrix(
    columns,
    rows,
    Array.from({ length: rows * columns }, (_, at) => values[(at % rows) * columns + Math.floor(at / rows)] as number),
  );

/** √Σ aᵢⱼ², without overflow on the way. */
export function frobeniusNorm(matrix: NumericMatrix): number {
  const scale = largestEntry(matrix);
  if (scale === 0 || !Number.isFinite(scale)) return scale === Infinity ? Infinity : scale;
  let sum = 0;
  for (let i = 0; i < matrix.values.length; i += 1) sum += ((matrix.values[i] as number) / scale) ** 2;
  return scale * Math.sqrt(sum);
}

/** The largest sum of magnitudes in a column: ‖A‖₁. */
export function oneNorm({ rows, columns, values }: NumericMatrix): number {
  let largest = 0;
  for (let j = 0; j < columns; j += 1) {
    let sum = 0;
    for (let i = 0; i < rows; i += 1) sum += Math.abs(values[i * columns + j] as number);
    largest = Math.max(largest, sum);
  }
  return largest;
}

/** The largest sum of magnitudes in a row: ‖A‖∞. */
export function infinityNorm({ rows, columns, values }: NumericMatrix): number {
  let largest = 0;
  for (let i = 0; i < rows; i += 1) {
    let sum = 0;
    for (let j = 0; j < columns; j += 1) sum += Math.abs(values[i * columns + j] as number);
    largest = Math.max(largest, sum);
  }
  return largest;
}

/** Integer matrices up to this size have their determinant worked out exactly. */
const LARGEST_EXACT = 24;

/** The determinant of a square matrix; exact (then rounded once) for integers. Throws a RangeError for other shapes. */
export function determinant(matrix: NumericMatrix): number {
  const { rows, columns, values } = matrix;
  if (rows !== columns) throw new RangeError(`a ${rows} × ${columns} matrix has no determinant`);
  if (rows === 0) return 1;
  if (!isFinite(matrix)) return NaN;
  const all = Array.from(values);
  if (rows <= LARGEST_EXACT && all.every((value) => Number.isSafeInteger(value)))
    return Number(integerDeterminant(rows, all.map(BigInt)));
  const scale = largestEntry(matrix);
  if (scale === 0) return 0;
  return new LuDecomposition(scaled(matrix, scale)).determinant * scale ** rows;
}

/** Elimination without fractions: E. Bareiss, Mathematics of Computation 22 (1968) 565–578. */
function integerDeterminant(n: number, entries: bigint[]): bigint {
  const at = (i: number, j: number): bigint => entries[i * n + j] as bigint;
  let [sign, previous] = [1n, 1n];
  for (let k = 0; k < n - 1; k += 1) {
    let pivot = k;
    while (pivot < n && at(pivot, k) === 0n) pivot += 1;
    if (pivot === n) return 0n;
    if (pivot !== k) {
      for (let j = 0; j < n; j += 1) [entries[k * n + j], entries[pivot * n + j]] = [at(pivot, j), at(k, j)];
      sign = -sign;
    }
    for (let i = k + 1; i < n; i += 1)
      for (let j = k + 1; j < n; j += 1) entries[i * n + j] = (at(i, j) * at(k, k) - at(i, k) * at(k, j)) / previous;
    previous = at(k, k);
  }
  return sign * at(n - 1, n - 1);
}
