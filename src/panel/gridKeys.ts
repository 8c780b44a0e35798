/** Which cell of the matrix a key leads to, after the grid pattern of the ARIA Authoring Practices. */

/** A place in the grid; −1 is the row of column headers, or the column of row headers. */
export interface GridCell {
  readonly row: number;
  readonly column: number;
}

export interface GridSize {
  readonly rows: number;
  readonly columns: number;
  readonly rowHeaders: boolean;
  readonly columnHeaders: boolean;
  /** Rows that are seen at once. */
  readonly page: number;
}

export interface GridKey {
  readonly key: string;
  readonly ctrlKey: boolean;
}

/**
 * The cell to move to, or `null` for a key that does not move. Arrows walk into the headers too; Home and End go to the
 * first and last entry of the row (Home once more: to its header), with Ctrl to the first and last of the matrix.
 */
export function moveInGrid({ key, ctrlKey }: GridKey, from: GridCell, size: GridSize): GridCell | null {
  const { row, column } = from;
  switch (key) {
    case 'ArrowUp':
      return inside({ row: ctrlKey ? 0 : row - 1, column }, from, size);
    case 'ArrowDown':
      return inside({ row: ctrlKey ? size.rows - 1 : row + 1, column }, from, size);
    case 'ArrowLeft':
      return inside({ row, column: ctrlKey ? 0 : column - 1 }, from, size);
    case 'ArrowRight':
      return inside({ row, column: ctrlKey ? size.columns - 1 : column + 1 }, from, size);
    case 'Home':
      return ctrlKey ? { row: 0, column: 0 } : inside({ row, column: column === 0 ? -1 : 0 }, from, size);
    case 'End':
      return { row: ctrlKey ? size.rows - 1 : row, column: size.columns - 1 };
    case 'PageUp':
      return inside({ row: Math.max(row - size.page, 0), column }, from, size);
    case 'PageDown':
      return inside({ row: row + size.page, column }, from, size);
    default:
      return null;
  }
}

/** The nearest cell that exists; there is none in the corner between the headers. */
function inside(to: GridCell, from: GridCell, size: GridSize): GridCell {
  const row = Math.min(Math.max(to.row, size.columnHeaders ? -1 : 0), size.rows - 1);
  const column = Math.min(Math.max(to.column, size.rowHeaders ? -1 : 0), size.columns - 1);
  return row < 0 && column < 0 ? from : { row, column };
}
