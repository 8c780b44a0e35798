/** Matrices of expressions, of which only the entries that are not structurally zero are kept. */
import type { NodeId } from './graph';

export interface MatrixEntry {
  readonly row: number;
  readonly column: number;
  readonly node: NodeId;
}

export interface SparseMatrix {
  readonly rows: number;
  readonly columns: number;
  /** Sorted by row, then column. What is missing is zero. */
  readonly entries: readonly MatrixEntry[];
}

/** So few entries are sorted one by one faster than their rows are counted. */
const FEW = 16;

/** The matrix with these entries, sorted. */
export function sparseMatrix(rows: number, columns: number, entries: readonly MatrixEntry[]): SparseMatrix {
  if (isSorted(entries)) return { rows, columns, entries };
  if (entries.length <= FEW) return { rows, columns, entries: [...entries].sort(inOrder) };
  const byColumn = bucketed(entries, columns, (entry) => entry.column);
  return { rows, columns, entries: bucketed(byColumn, rows, (entry) => entry.row) };
}

const inOrder = (p: MatrixEntry, q: MatrixEntry): number => p.row - q.row || p.column - q.column;

function isSorted(entries: readonly MatrixEntry[]): boolean {
  for (let k = 1; k < entries.length; k += 1) {
    const [p, q] = [entries[k - 1] as MatrixEntry, entries[k] as MatrixEntry];
    if (q.row < p.row || (q.row === p.row && q.column < p.column)) return false;
  }
  return true;
}

/** The entries by ascending keys below `size`, those with one key in the order in which they come. */
function bucketed(
  entries: readonly MatrixEntry[],
  size: number,
  keyOf: (entry: MatrixEntry) => number,
): readonly MatrixEntry[] {
  const next = new Int32Array(size + 1);
  for (const entry of entries) (next[keyOf(entry) + 1] as number) += 1;
  for (let key = 0; key < size; key += 1) (next[key + 1] as number) += next[key] as number;
  const sorted = entries.slice();
  for (const entry of entries) {
    const key = keyOf(entry);
    sorted[next[key] as number] = entry;
    (next[key] as number) += 1;
  }
  return sorted;
}

/** All entries as numbers, row by row: `entry` gives the number of a node. */
export function toDense(matrix: SparseMatrix, entry: (node: NodeId) => number): Float64Array {
  const dense = new Float64Array(matrix.rows * matrix.columns);
  for (const { row, column, node } of matrix.entries) dense[row * matrix.columns + column] = entry(node);
  return dense;
}

/** All entries as nodes, row by row, `zero` where there is none. */
export function toRows(matrix: SparseMatrix, zero: NodeId): NodeId[][] {
  const rows = Array.from({ length: matrix.rows }, () => new Array<NodeId>(matrix.columns).fill(zero));
  for (const { row, column, node } of matrix.entries) (rows[row] as NodeId[])[column] = node;
  return rows;
}
