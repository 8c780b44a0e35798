/** What a matrix's pattern of non-zeros is called. */

export interface Pattern {
  readonly rows: number;
  readonly columns: number;
  /** Structurally non-zero entries. */
  readonly nonZeros: readonly (readonly [number, number])[];
}

const grouped = (n: number): string => String(n).replace(/\B(?=(\d{3})+$)/g, ',');

/** The name of the pattern: `dense`, `diagonal`, `tridiagonal`, `lower triangular`, `banded (…)`, `sparse`, `zero`. */
export function patternName({ rows, columns, nonZeros }: Pattern): string {
  const count = nonZeros.length;
  if (count === 0) return 'zero';
  if (count === rows * columns) return 'dense';
  const offsets = nonZeros.map(([i, j]) => j - i);
  const [below, above] = [-Math.min(...bounds(offsets)), Math.max(...bounds(offsets))];
  const square = rows === columns && rows > 1;
  if (square && below === 0 && above === 0) return 'diagonal';
  if (square && rows > 2 && below === 1 && above === 1) return 'tridiagonal';
  if (square && above <= 0) return 'lower triangular';
  if (square && below <= 0) return 'upper triangular';
  const width = below + above + 1;
  if (rows > 3 && width <= Math.max(rows, columns) / 2) return `banded (${below} below, ${above} above the diagonal)`;
  return 'sparse';
}

/** The least and the greatest, without spreading a long list into arguments. */
function bounds(values: readonly number[]): [number, number] {
  let [least, greatest] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < least) least = value;
    if (value > greatest) greatest = value;
  }
  return [least, greatest];
}

/** `2 × 12, dense`; `100 × 100, tridiagonal (298 of 10,000 entries)`. */
export function describePattern(pattern: Pattern): string {
  const { rows, columns, nonZeros } = pattern;
  const name = patternName(pattern);
  const size = `${rows} × ${columns}, ${name}`;
  const full = name === 'dense' || name === 'zero' || rows * columns <= 4;
  return full ? size : `${size} (${grouped(nonZeros.length)} of ${grouped(rows * columns)} entries)`;
}
