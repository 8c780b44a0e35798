/** Tables and arrays as text: comma-separated values, Markdown, arrays of a language. */
import type { Numeric, NumericArray } from '../card';

/** RFC 4180: a cell with commas, quotes or ends of lines stands in quotes. */
export const csvLine = (cells: readonly string[]): string =>
  cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',');

/** Of a cell: what would end it, or the line. */
export const markdownCell = (text: string): string => text.replaceAll('|', '\\vert ').replace(/\s*\n\s*/g, ' ');

/** A table in GitHub's Markdown. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line), ''].join('\n');
}

/** The rows of a number, a list (one row) or a matrix. */
export function flatRows(numbers: NumericArray): readonly (readonly Numeric[])[] {
  if (!isList(numbers)) return [[numbers]];
  if (numbers.every((one) => !isList(one))) return [numbers as readonly Numeric[]];
  return numbers.flatMap(flatRows);
}

/** The numbers as the language writes an array, every digit: `np.array([[2.0, 1.0]])`, `[[2, 1]]`. */
export function arrayCode(numbers: NumericArray, language: string): string {
  const isPython = language === 'python';
  const element = (value: Numeric): string => {
    if (typeof value === 'number') {
      const text = Object.is(value, -0) ? '-0' : String(value);
      return isPython && /^-?\d+$/.test(text) ? `${text}.0` : text;
    }
    if (!isPython) return value;
    return value === 'NaN' ? 'np.nan' : value === 'Infinity' ? 'np.inf' : '-np.inf';
  };
  const nested = (value: NumericArray): string =>
    isList(value) ? `[${value.map(nested).join(', ')}]` : element(value);
  return isPython && isList(numbers) ? `np.array(${nested(numbers)})` : nested(numbers);
}

const isList = (value: NumericArray): value is readonly NumericArray[] => Array.isArray(value);
