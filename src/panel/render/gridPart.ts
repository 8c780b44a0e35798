/** The part of the matrix that is on the page. When another part is seen, what both have in common stays as it is. */
import { h } from '../dom';
import type { Stretch } from '../gridWindow';
import type { MatrixView } from '../matrixView';
import type { View } from '../view';
import { entryCell, entryRow, headerRow, type CellContent } from './cells';

/** In pixels, of a large matrix's rows and columns. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly rowHeader: number;
  readonly columnHeader: number;
}

export interface Shown {
  readonly view: View;
  readonly matrix: MatrixView;
  readonly content: CellContent;
  /** `null` for a matrix that is on the page whole. */
  readonly layout: Layout | null;
}

export class GridPart {
  readonly #rows = new Map<number, HTMLElement>();
  readonly #body = h('tbody', { role: 'rowgroup' });
  /** Stand for the rows above and below. */
  readonly #above = emptyRow();
  readonly #below = emptyRow();
  #columns: Stretch = { start: 0, end: 0 };

  constructor(private readonly table: HTMLElement) {}

  /** Puts all of it on the page anew. */
  draw(shown: Shown, rows: Stretch, columns: Stretch): void {
    this.#rows.clear();
    this.#columns = columns;
    for (let row = rows.start; row < rows.end; row += 1) this.#rows.set(row, this.#rowOf(shown, row));
    this.#body.replaceChildren(...this.#rows.values());
    this.#arrange(shown, rows);
    this.#frame(shown);
    this.table.style.width = shown.layout
      ? `${shown.layout.rowHeader + shown.matrix.columns * shown.layout.width}px`
      : '';
  }

  /** Shows another part of a large matrix: only what was not seen before is made. */
  move(shown: Shown, rows: Stretch, columns: Stretch): void {
    for (const [row, element] of this.#rows) {
      if (row >= rows.start && row < rows.end) continue;
      element.remove();
      this.#rows.delete(row);
    }
    if (columns.start !== this.#columns.start || columns.end !== this.#columns.end) {
      for (const [row, element] of this.#rows) this.#moveRow(shown, row, element, columns);
      this.#columns = columns;
      this.#frame(shown);
    }
    let next: Element | null = this.#below.isConnected ? this.#below : null;
    for (let row = rows.end - 1; row >= rows.start; row -= 1) {
      const known = this.#rows.get(row);
      const element = known ?? this.#rowOf(shown, row);
      if (!known) {
        this.#body.insertBefore(element, next);
        this.#rows.set(row, element);
      }
      next = element;
    }
    this.#arrange(shown, rows);
  }

  /** The columns that a row loses and gains, between the two cells that stand for the others. */
  #moveRow({ matrix, content, layout }: Shown, row: number, element: HTMLElement, columns: Stretch): void {
    const [before, after] = element.querySelectorAll(':scope > .spacer');
    if (!before || !after) return;
    const old = this.#columns;
    const cell = (column: number): HTMLElement => sized(entryCell(matrix, row, column, content), layout);
    const isApart = columns.start >= old.end || columns.end <= old.start;
    for (let column = old.start; column < old.end; column += 1)
      if (isApart || column < columns.start || column >= columns.end)
        element.querySelector(`:scope > [data-column="${column}"]`)?.remove();
    const kept = isApart ? { start: columns.end, end: columns.end } : old;
    for (let column = Math.min(kept.start, columns.end) - 1; column >= columns.start; column -= 1)
      before.after(cell(column));
    for (let column = Math.max(kept.end, columns.start); column < columns.end; column += 1) after.before(cell(column));
  }

  #rowOf({ matrix, content, view, layout }: Shown, row: number): HTMLElement {
    const element = entryRow(matrix, row, this.#columns, content, view, layout !== null);
    if (layout) element.style.height = `${layout.height}px`;
    return sized(element, layout);
  }

  /** The widths of columns, and their names. */
  #frame({ matrix, view, layout }: Shown): void {
    const head = headerRow(matrix, this.#columns, view, layout !== null);
    if (layout && head) head.style.height = `${layout.columnHeader}px`;
    if (head) sized(head, layout);
    const parts = [
      layout && columnWidths(layout, this.#columns, matrix),
      head && h('thead', { role: 'rowgroup' }, head),
    ].filter((part) => part !== null);
    const body = this.#body;
    for (const part of [...this.table.children]) if (part !== body) part.remove();
    if (body.parentNode !== this.table) this.table.append(body);
    body.before(...parts);
  }

  #arrange({ layout, matrix }: Shown, rows: Stretch): void {
    const height = layout?.height ?? 0;
    for (const [element, count] of [
      [this.#above, rows.start],
      [this.#below, matrix.rows - rows.end],
    ] as const) {
      element.style.height = `${count * height}px`;
      if (layout === null || count === 0) element.remove();
      else if (element === this.#above) this.#body.prepend(element);
      else this.#body.append(element);
    }
  }
}

/** No cell is higher than its row, whatever it holds. */
function sized(element: HTMLElement, layout: Layout | null): HTMLElement {
  if (!layout) return element;
  for (const inner of element.querySelectorAll<HTMLElement>('.cell')) inner.style.maxHeight = `${layout.height}px`;
  return element;
}

function emptyRow(): HTMLElement {
  return h('tr', { class: 'spacer', 'aria-hidden': 'true' }, h('td'));
}

function columnWidths(layout: Layout, columns: Stretch, matrix: MatrixView): HTMLElement {
  const col = (width: number): HTMLElement => {
    const element = h('col');
    element.style.width = `${width}px`;
    return element;
  };
  return h(
    'colgroup',
    null,
    matrix.rowNames && col(layout.rowHeader),
    col(columns.start * layout.width),
    ...Array.from({ length: columns.end - columns.start }, () => col(layout.width)),
    col((matrix.columns - columns.end) * layout.width),
  );
}
