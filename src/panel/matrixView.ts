/**
 * The derivative as it is laid out on the page. A Jacobian and a Hessian stand as they are; a gradient, one row in the
 * card, stands as a column shaped like x. Cells are places in this layout; a `Choice` is in the card's own counting.
 */
import type { Derivative, Formula, Numeric, NumericArray } from '../worker/protocol';
import type { GridCell } from './gridKeys';
import { elementAt } from './numericArray';

/** The selected output and variable, as `PanelState` keeps them: both for an entry, one for a row or a column. */
export interface Choice {
  readonly row: number | null;
  readonly column: number | null;
}

/** Larger matrices of signs that all mean the same are not worth their room. */
const LARGEST_SKETCH = 8;

export const NO_CHOICE: Choice = { row: null, column: null };

export class MatrixView {
  readonly rows: number;
  readonly columns: number;
  /** `null` where there is nothing to tell apart. */
  readonly rowNames: readonly Formula[] | null;
  readonly columnNames: readonly Formula[] | null;
  private readonly isColumn: boolean;

  constructor(readonly derivative: Derivative) {
    const { kind, shape } = derivative;
    this.isColumn = kind === 'gradient';
    this.rows = shape.length > 0 ? (shape[0] ?? 1) : 1;
    this.columns = this.isColumn ? 1 : (shape[1] ?? 1);
    const scalar = shape.length === 0;
    this.rowNames = scalar ? null : this.isColumn ? derivative.columns : derivative.rows;
    this.columnNames = scalar || this.isColumn ? null : derivative.columns;
  }

  /** Whether the entries are there as formulas. */
  get symbolic(): boolean {
    return this.derivative.entries !== null;
  }

  /** Whether only signs for the entries can be shown: of a small matrix of entries that are too long together. */
  get isSketch(): boolean {
    const { nonZeros } = this.derivative;
    return !this.symbolic && nonZeros !== null && Math.max(this.rows, this.columns) <= LARGEST_SKETCH;
  }

  entry(row: number, column: number): Formula | null {
    const { entries } = this.derivative;
    return (this.isColumn ? entries?.[0]?.[row] : entries?.[row]?.[column]) ?? null;
  }

  /** The entry's number in `PointResult.derivative`. */
  number(numbers: NumericArray | null, row: number, column: number): Numeric | null {
    switch (this.derivative.shape.length) {
      case 0:
        return elementAt(numbers);
      case 1:
        return elementAt(numbers, row);
      default:
        return elementAt(numbers, row, column);
    }
  }

  /** Non-zero entries as [row, column] of the layout. */
  get nonZeros(): readonly (readonly [number, number])[] | null {
    const { nonZeros } = this.derivative;
    return nonZeros && this.isColumn ? nonZeros.map(([row, column]) => [column, row] as const) : nonZeros;
  }

  choiceAt({ row, column }: GridCell): Choice {
    if (this.isColumn) return { row: 0, column: Math.max(row, 0) };
    return { row: row < 0 ? null : row, column: column < 0 ? null : column };
  }

  /** The cell to go to for a choice; `null` for none. */
  cellOf({ row, column }: Choice): GridCell | null {
    if (row === null && column === null) return null;
    if (this.isColumn) return { row: column ?? 0, column: 0 };
    return { row: row ?? -1, column: column ?? -1 };
  }

  /** Whether a cell belongs to what is chosen: the entry itself, or its whole row or column. */
  isChosen({ row, column }: GridCell, choice: Choice): boolean {
    const cell = this.cellOf(choice);
    if (!cell) return false;
    return (cell.row < 0 || cell.row === row) && (cell.column < 0 || cell.column === column);
  }

  /** The choice if its row and column exist here, else none. */
  valid(choice: Choice): Choice {
    const cell = this.cellOf(choice);
    return cell && cell.row < this.rows && cell.column < this.columns ? choice : NO_CHOICE;
  }
}
