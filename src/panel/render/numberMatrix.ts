/** Numbers between brackets: f(x), a gradient, a small Jacobian at the point. */
import { h } from '../dom';
import { alignNumbers, formatNumber } from '../numbers';
import { asRows } from '../numericArray';
import type { NumericArray } from '../../worker/protocol';
import { bracketed } from './formula';

/** A longer list is shown by its two ends. */
const LONGEST = 8;
const KEPT_AT_ENDS = 3;
/** What is said of a long array. */
const MOST_SAID = 100;

/** A scalar bare, a list as a column, a list of lists as a matrix; long ones with their middle left out. */
export function numberMatrix(array: NumericArray, digits: number): HTMLElement {
  if (typeof array !== 'object') return number(formatNumber(array, digits));
  const rows = asRows(array);
  if (!rows?.[0]?.length) return number(nested(array, digits));
  const texts = shortened(rows).map((row) =>
    row ? shortened(row).map((value) => (value === null ? '⋯' : formatNumber(value, digits))) : null,
  );
  const width = texts[0]?.length ?? 0;
  const columns = Array.from({ length: width }, (_, j) => alignNumbers(texts.map((row) => row?.[j] ?? '⋮')));
  const cells = texts.map((_, i) => columns.map((column) => number(column[i] ?? '')));
  const said = rows
    .slice(0, MOST_SAID)
    .map((row) => row.slice(0, MOST_SAID).map((value) => formatNumber(value, digits)));
  return bracketed(cells, said.map((row) => row.join(', ')).join('; '));
}

const number = (text: string): HTMLElement => h('span', { class: 'number' }, text);

/** The list, or its two ends with `null` between them. */
function shortened<T>(list: readonly T[]): readonly (T | null)[] {
  return list.length <= LONGEST ? list : [...list.slice(0, KEPT_AT_ENDS), null, ...list.slice(-KEPT_AT_ENDS)];
}

function nested(array: NumericArray, digits: number): string {
  if (typeof array !== 'object') return formatNumber(array, digits);
  const parts = shortened(array).map((part) => (part === null ? '…' : nested(part, digits)));
  return `[${parts.join(', ')}]`;
}
