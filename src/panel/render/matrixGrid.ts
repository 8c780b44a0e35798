/**
 * The matrix as a grid to walk through: one cell at a time is in the order of Tab, arrows go on from it, Enter selects.
 * A large matrix is only ever in part on the page, the part that is seen; it is told in whole to assistive technology.
 */
import { h } from '../dom';
import { moveInGrid, type GridCell, type GridSize } from '../gridKeys';
import { isLarge, isWithin, scrollTo, stretchOf, type Axis, type Stretch } from '../gridWindow';
import { NO_CHOICE, type MatrixView } from '../matrixView';
import { fill } from '../template';
import type { Actions, View } from '../view';
import { formulas, numbers, sketch } from './cells';
import { GridPart, type Layout, type Shown } from './gridPart';
import type { Section } from './section';
import { isInfluenced } from './sourceMarks';
import { headerWidth, tracksOf } from './tracks';

/** Longer matrices have less room between their rows. */
const MOST_GENEROUS_ROWS = 8;

interface Drawn extends Shown {
  rows: Stretch;
  columns: Stretch;
}

export class MatrixGrid implements Section<View> {
  readonly element: HTMLElement;
  private readonly table = h('table', {
    role: 'grid',
    'aria-readonly': 'true',
    'aria-multiselectable': 'true',
    class: 'grid',
  });
  private readonly part = new GridPart(this.table);
  private drawn: Drawn | null = null;
  private active: GridCell = { row: 0, column: 0 };
  private waiting = false;

  constructor(
    private readonly actions: Actions,
    private readonly onWindow: (rows: Stretch, columns: Stretch) => void,
  ) {
    this.element = h('div', { class: 'grid-region' }, this.table);
    this.table.addEventListener('keydown', (event) => this.onKey(event));
    this.table.addEventListener('click', (event) => this.onClick(event));
    this.table.addEventListener('focusin', (event) => this.onFocus(event));
    this.element.addEventListener('scroll', () => this.rewindowSoon(), { passive: true });
    new ResizeObserver(() => this.rewindowSoon()).observe(this.element);
  }

  update(view: View): void {
    const { matrix, state } = view;
    const hasNumbers = (view.result?.derivative ?? null) !== null;
    const { mode } = state;
    const usable =
      matrix && (mode === 'symbolic' ? matrix.symbolic || matrix.isSketch : mode === 'numeric' && hasNumbers);
    this.element.hidden = !usable;
    this.element.classList.toggle('outdated', view.outdated && state.mode === 'numeric');
    if (!usable) this.drawn = null;
    else if (!this.drawn || contentChanged(this.drawn.view, view)) this.draw(matrix, view);
    else this.drawn = { ...this.drawn, view };
    this.markChoice();
  }

  /** Scrolls a large matrix to a place, given as parts of the whole. */
  showPart(across: number, down: number): void {
    const { scrollWidth, scrollHeight, clientWidth, clientHeight } = this.element;
    this.element.scrollTo(across * scrollWidth - clientWidth / 2, down * scrollHeight - clientHeight / 2);
  }

  private draw(matrix: MatrixView, view: View): void {
    const focused = this.table.contains(document.activeElement);
    const { mode } = view.state;
    this.drawn = {
      view,
      matrix,
      content: mode === 'numeric' ? numbers(matrix, view) : matrix.isSketch ? sketch(matrix) : formulas(matrix, view),
      layout: isLarge(matrix.rows, matrix.columns) ? this.layout(matrix, view) : null,
      rows: { start: 0, end: matrix.rows },
      columns: { start: 0, end: matrix.columns },
    };
    const row = Math.min(this.active.row, matrix.rows - 1);
    const column = Math.min(this.active.column, matrix.columns - 1);
    const header = (row < 0 && !matrix.columnNames) || (column < 0 && !matrix.rowNames);
    this.active = header ? { row: 0, column: 0 } : { row, column };
    this.element.classList.toggle('large', this.drawn.layout !== null);
    this.element.classList.toggle('numeric', mode === 'numeric');
    this.element.classList.toggle('tight', matrix.rows > MOST_GENEROUS_ROWS);
    this.element.classList.toggle('scalar', matrix.rowNames === null);
    this.table.setAttribute('aria-label', fill(view.strings.matrixLabel, matrix.rows, matrix.columns));
    this.table.setAttribute('aria-rowcount', String(matrix.rows + (matrix.columnNames ? 1 : 0)));
    this.table.setAttribute('aria-colcount', String(matrix.columns + (matrix.rowNames ? 1 : 0)));
    this.table.setAttribute('aria-description', view.strings.gridHint);
    if (this.drawn.layout) {
      const { across, down } = this.axes(this.drawn.layout, matrix);
      [this.drawn.rows, this.drawn.columns] = [stretchOf(down), stretchOf(across)];
      this.onWindow(stretchOf(down, 0), stretchOf(across, 0));
    }
    this.part.draw(this.drawn, this.drawn.rows, this.drawn.columns);
    this.markActive();
    if (focused) this.focusActive();
  }

  private layout(matrix: MatrixView, view: View): Layout {
    const em = parseFloat(getComputedStyle(this.table).fontSize);
    const tracks = tracksOf(matrix, view);
    return {
      width: Math.round(tracks.width * em),
      height: Math.round(tracks.height * em),
      rowHeader: matrix.rowNames ? Math.round(headerWidth(matrix, view) * em) : 0,
      columnHeader: matrix.columnNames ? Math.round(2 * em) : 0,
    };
  }

  private axes(layout: Layout, matrix: MatrixView): { readonly across: Axis; readonly down: Axis } {
    const { scrollLeft, scrollTop, clientWidth, clientHeight } = this.element;
    return {
      across: { count: matrix.columns, size: layout.width, scrolled: scrollLeft, seen: clientWidth },
      down: { count: matrix.rows, size: layout.height, scrolled: scrollTop, seen: clientHeight },
    };
  }

  /** Whether something is seen now that is not on the page: then there is to be more of it, with some to spare. */
  private findWindow(drawn: Drawn): boolean {
    const { layout, matrix } = drawn;
    if (!layout) return false;
    const { across, down } = this.axes(layout, matrix);
    const [rows, columns] = [stretchOf(down, 0), stretchOf(across, 0)];
    this.onWindow(rows, columns);
    if (isWithin(rows, drawn.rows) && isWithin(columns, drawn.columns)) return false;
    // Along an axis that still has what is seen nothing changes.
    if (!isWithin(rows, drawn.rows)) drawn.rows = stretchOf(down);
    if (!isWithin(columns, drawn.columns)) drawn.columns = stretchOf(across);
    return true;
  }

  private rewindowSoon(): void {
    if (this.waiting || !this.drawn?.layout) return;
    this.waiting = true;
    requestAnimationFrame(() => {
      this.waiting = false;
      this.rewindow();
    });
  }

  private rewindow(): void {
    if (!this.drawn || !this.findWindow(this.drawn)) return;
    const focused = this.table.contains(document.activeElement);
    this.part.move(this.drawn, this.drawn.rows, this.drawn.columns);
    this.markActive();
    this.markChoice();
    // The cell with the focus may have left the page: the grid itself holds it until a key is pressed.
    if (focused) (this.cell(this.active) ?? this.table).focus({ preventScroll: true });
  }

  private markActive(): void {
    for (const cell of this.table.querySelectorAll('[tabindex="0"]')) cell.setAttribute('tabindex', '-1');
    const active = this.cell(this.active);
    active?.setAttribute('tabindex', '0');
    this.table.tabIndex = active ? -1 : 0;
  }

  private markChoice(): void {
    const drawn = this.drawn;
    if (!drawn) return;
    const { choice } = drawn.view.state;
    for (const cell of this.table.querySelectorAll<HTMLElement>('[data-row]')) {
      const place = placeOf(cell);
      cell.setAttribute('aria-selected', String(drawn.matrix.isChosen(place, choice)));
      const entry = drawn.matrix.choiceAt(place);
      const marked = entry.row !== null && entry.column !== null && isInfluenced(drawn.view, entry.row, entry.column);
      cell.classList.toggle('influenced', marked && !cell.classList.contains('zero'));
    }
  }

  private cell({ row, column }: GridCell): HTMLElement | null {
    return this.table.querySelector(`[data-row="${row}"][data-column="${column}"]`);
  }

  private focusActive(): void {
    const drawn = this.drawn;
    if (drawn?.layout && this.active.row >= 0) {
      const { across, down } = this.axes(drawn.layout, drawn.matrix);
      const { rowHeader, columnHeader } = drawn.layout;
      const top = scrollTo(this.active.row, down, columnHeader);
      const left = this.active.column < 0 ? this.element.scrollLeft : scrollTo(this.active.column, across, rowHeader);
      this.element.scrollTo(left, top);
      this.rewindow();
    }
    this.markActive();
    const cell = this.cell(this.active);
    cell?.focus({ preventScroll: drawn?.layout !== null });
  }

  private onKey(event: KeyboardEvent): void {
    const drawn = this.drawn;
    if (!drawn || event.altKey) return;
    const ctrlKey = event.ctrlKey || event.metaKey;
    const to = moveInGrid({ key: event.key, ctrlKey }, this.active, this.size(drawn));
    if (to) {
      this.active = to;
      this.focusActive();
    } else if (event.key === 'Enter' || event.key === ' ') this.choose(this.active);
    else if (event.key === 'Escape') this.actions.act({ kind: 'choose', choice: NO_CHOICE });
    else return;
    event.preventDefault();
  }

  private size({ matrix, layout }: Drawn): GridSize {
    const page = layout ? Math.max(Math.floor(this.element.clientHeight / layout.height) - 1, 1) : 10;
    const { rows, columns, rowNames, columnNames } = matrix;
    return { rows, columns, rowHeaders: rowNames !== null, columnHeaders: columnNames !== null, page };
  }

  private onClick(event: MouseEvent): void {
    const cell = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-row]') : null;
    if (!cell) return;
    this.active = placeOf(cell);
    this.markActive();
    cell.focus({ preventScroll: true });
    this.choose(this.active);
  }

  private onFocus(event: FocusEvent): void {
    const cell = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-row]') : null;
    if (!cell) return;
    this.active = placeOf(cell);
    this.markActive();
  }

  /** Selects what the cell stands for; once more takes it back. */
  private choose(cell: GridCell): void {
    const drawn = this.drawn;
    if (!drawn) return;
    const choice = drawn.matrix.choiceAt(cell);
    const now = drawn.view.state.choice;
    const again = choice.row === now.row && choice.column === now.column;
    this.actions.act({ kind: 'choose', choice: again ? NO_CHOICE : choice });
  }
}

function contentChanged(before: View, now: View): boolean {
  return (
    before.matrix !== now.matrix ||
    before.svgs !== now.svgs ||
    before.strings !== now.strings ||
    before.state.mode !== now.state.mode ||
    before.state.settings !== now.state.settings ||
    (now.state.mode === 'numeric' && before.result !== now.result)
  );
}

const placeOf = (cell: HTMLElement): GridCell => ({
  row: Number(cell.dataset['row']),
  column: Number(cell.dataset['column']),
});
