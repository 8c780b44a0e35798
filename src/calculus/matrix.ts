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

/** The matrix with these entries, sorted. */
export function sparseMatrix(rows: number, columns: number, entries: MatrixEntry[]): SparseMatrix {
  entries.sort((p, q) => p.row - q.row || p.column - q.column);
  return { rows, columns, entries };
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
