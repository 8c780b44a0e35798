/** Tables of names and numbers, decimal points under one another, with a bar where a number is to be seen. */
import { h, type Child } from '../../dom';
import { alignNumbers, formatNumber } from '../../numbers';
import { fill } from '../../template';
import type { View } from '../../view';
import type { Formula, Numeric } from '../../../worker/protocol';
import { formula } from '../formula';

export interface NumberColumn {
  readonly title: string;
  readonly hint?: string;
  /** In the order of the rows; `null` leaves a place empty. */
  readonly values: readonly (Numeric | null)[];
  /** Written as a share of 100. */
  readonly percent?: boolean;
  /** Drawn beside it, as long as the number is large; of several columns with bars, in one measure. */
  readonly bar?: 'outlined' | 'filled';
}

/** Longer tables are cut off: their ends say nothing. */
const MOST_ROWS = 100;
/** Digits in which numbers differ that are not the same but for rounding. */
const TOLD_APART = 9;

/**
 * @param names of the rows, by their number.
 * @param order which rows, and in which order; `null` for all.
 */
export function numberTable(
  caption: string,
  heading: string,
  names: readonly Formula[],
  columns: readonly NumberColumn[],
  view: View,
  order: readonly number[] | null = null,
): HTMLElement {
  const count = columns[0]?.values.length ?? 0;
  const all = order ?? Array.from({ length: count }, (_, i) => i);
  const rows = all.slice(0, MOST_ROWS);
  const digits = Math.min(view.state.settings.digits, 6);
  const texts = columns.map(({ values, percent }) =>
    alignNumbers(rows.map((row) => textOf(values[row] ?? null, percent ? 3 : digits, percent ?? false))),
  );
  const bars = columns.filter((column) => column.bar);
  const signed = bars.some(({ values }) => rows.some((row) => Number(values[row]) < 0));
  const largest = Math.max(0, ...bars.flatMap(({ values }) => rows.map((row) => sizeOf(values[row]))));
  const head = h(
    'tr',
    null,
    h('th', { scope: 'col' }, heading),
    bars.length > 0 && h('td', { class: 'use-bars', 'aria-hidden': 'true' }),
    ...columns.map(({ title, hint }) => h('th', { scope: 'col', title: hint }, title)),
  );
  const body = rows.map((row, i) => {
    const name = names[row];
    return h(
      'tr',
      null,
      h('th', { scope: 'row' }, name ? formula(name, view.svgs) : `[${row}]`),
      bars.length > 0 &&
        h(
          'td',
          { class: 'use-bars', 'aria-hidden': 'true' },
          ...bars.map(({ values, bar }) => barOf(values[row] ?? null, { largest, signed }, bar ?? 'filled')),
        ),
      ...texts.map((column) => h('td', { class: 'number' }, column[i] ?? '')),
    );
  });
  const more =
    all.length > rows.length && h('p', { class: 'aside' }, fill(view.strings.useMoreRows, all.length - rows.length));
  const table = h(
    'table',
    { class: 'use-table' },
    h('caption', null, caption),
    h('thead', null, head),
    h('tbody', null, ...body),
  );
  return h('div', { class: 'wide' }, table, more);
}

function textOf(value: Numeric | null, digits: number, percent: boolean): string {
  if (value === null) return '';
  if (!percent) return formatNumber(value, digits);
  return typeof value === 'number' ? `${formatNumber(100 * value, digits)} %` : '';
}

const sizeOf = (value: Numeric | null | undefined): number => (typeof value === 'number' ? Math.abs(value) : 0);

interface Measure {
  readonly largest: number;
  /** Whether some numbers are below zero. */
  readonly signed: boolean;
}

/** From the left; where there are both signs, from the middle to the right for what is above zero, else to the left. */
function barOf(value: Numeric | null, { largest, signed }: Measure, look: 'outlined' | 'filled'): Child {
  const share = largest > 0 ? sizeOf(value) / largest : 0;
  const sign = !signed ? '' : typeof value === 'number' && value < 0 ? ' negative' : ' positive';
  const bar = h('span', { class: `use-bar ${look}${sign}` });
  bar.style.width = `${(signed ? 50 : 100) * share}%`;
  return h('span', { class: 'use-bar-line' }, bar);
}

/** Rows with the largest numbers first. */
export const byMagnitude = (values: readonly (Numeric | null)[]): number[] =>
  values
    .map((value, i) => ({ size: Number(sizeOf(value).toPrecision(TOLD_APART)), i }))
    .sort((a, b) => b.size - a.size || a.i - b.i)
    .map(({ i }) => i);
