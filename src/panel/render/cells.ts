/** The cells of the matrix grid: a row of them, with their names and places for assistive technology. */
import { h, type Child } from '../dom';
import type { GridCell } from '../gridKeys';
import type { Stretch } from '../gridWindow';
import type { MatrixView } from '../matrixView';
import { alignNumbers, formatNumber } from '../numbers';
import type { View } from '../view';
import { formula } from './formula';

/** What a cell shows, by its place. */
export type CellContent = (row: number, column: number) => { readonly child: Child; readonly quiet: boolean };

/** Formulas, zeros quietly. */
export function formulas(matrix: MatrixView, { svgs }: View): CellContent {
  return (row, column) => {
    const entry = matrix.entry(row, column);
    return entry ? { child: formula(entry, svgs), quiet: entry.text === '0' } : { child: null, quiet: true };
  };
}

/** Signs in place of formulas that are too long: what is never zero can be selected, and is then shown by itself. */
export function sketch(matrix: MatrixView): CellContent {
  const places = new Set((matrix.nonZeros ?? []).map(([row, column]) => `${row},${column}`));
  return (row, column) => {
    const isZero = !places.has(`${row},${column}`);
    return { child: h('span', { class: isZero ? 'number' : 'sketched' }, isZero ? '0' : '∗'), quiet: isZero };
  };
}

/** Numbers, their points aligned column by column; a column is worked out when it is first seen. */
export function numbers(matrix: MatrixView, { result, state }: View): CellContent {
  const columns = new Map<number, readonly string[]>();
  const column = (j: number): readonly string[] => {
    const known = columns.get(j);
    if (known) return known;
    const texts = Array.from({ length: matrix.rows }, (_, i) => {
      const value = matrix.number(result?.derivative ?? null, i, j);
      return value === null ? '·' : formatNumber(value, state.settings.digits);
    });
    const aligned = alignNumbers(texts);
    columns.set(j, aligned);
    return aligned;
  };
  return (i, j) => {
    const text = column(j)[i] ?? '';
    return { child: h('span', { class: 'number' }, text), quiet: text.trim() === '0' };
  };
}

/**
 * The grid's header row; `null` where columns have no names.
 *
 * @param isPart whether cells are to stand for the columns that are not on the page.
 */
export function headerRow(matrix: MatrixView, columns: Stretch, view: View, isPart: boolean): HTMLElement | null {
  const names = matrix.columnNames;
  if (!names) return null;
  return h(
    'tr',
    { role: 'row', 'aria-rowindex': 1 },
    matrix.rowNames && h('td', { class: 'corner', 'aria-hidden': 'true' }),
    spacer(isPart),
    ...names.slice(columns.start, columns.end).map((name, k) => {
      const column = columns.start + k;
      const place = { ...places(matrix, { row: -1, column }), title: name.text };
      return h(
        'th',
        { role: 'columnheader', scope: 'col', ...place },
        h('div', { class: 'cell' }, formula(name, view.svgs)),
      );
    }),
    spacer(isPart),
  );
}

export function entryRow(
  matrix: MatrixView,
  row: number,
  columns: Stretch,
  content: CellContent,
  view: View,
  isPart: boolean,
): HTMLElement {
  const name = matrix.rowNames?.[row];
  const index = row + (matrix.columnNames ? 2 : 1);
  const cells = Array.from({ length: columns.end - columns.start }, (_, k) =>
    entryCell(matrix, row, columns.start + k, content),
  );
  return h(
    'tr',
    { role: 'row', 'aria-rowindex': index },
    name &&
      h(
        'th',
        { role: 'rowheader', scope: 'row', title: name.text, ...places(matrix, { row, column: -1 }) },
        h('div', { class: 'cell' }, formula(name, view.svgs)),
      ),
    spacer(isPart),
    ...cells,
    spacer(isPart),
  );
}

export function entryCell(matrix: MatrixView, row: number, column: number, content: CellContent): HTMLElement {
  const { child, quiet } = content(row, column);
  const place = places(matrix, { row, column });
  const classes = `${brackets(matrix, row, column)}${quiet ? ' zero' : ''}`;
  return h('td', { role: 'gridcell', class: classes, ...place }, h('div', { class: 'cell' }, child));
}

/** Stands for the columns that are not on the page. */
const spacer = (needed: boolean): Child => needed && h('td', { class: 'spacer', 'aria-hidden': 'true' });

function places(matrix: MatrixView, { row, column }: GridCell): Record<string, string | number> {
  return {
    'data-row': row,
    'data-column': column,
    'aria-colindex': column + (matrix.rowNames ? 2 : 1),
    'aria-selected': 'false',
    tabindex: -1,
  };
}

/** Which strokes of the brackets run along a cell. */
function brackets(matrix: MatrixView, row: number, column: number): string {
  return [
    column === 0 ? 'left' : '',
    column === matrix.columns - 1 ? 'right' : '',
    row === 0 ? 'top' : '',
    row === matrix.rows - 1 ? 'bottom' : '',
  ]
    .filter((side) => side !== '')
    .join(' ');
}
