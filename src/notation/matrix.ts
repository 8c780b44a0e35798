/** Matrices, of formulas and of numbers. */
import type { Term } from '../calculus/view/term';
import { besideText } from './equation';
import type { Notation } from './notation';
import { formatTerm } from './term';
import type { Formula, Numeric, NumericArray } from './formula';
import { formatNumber, withoutNoise } from './numbers';

/** Rows of entries; every row has the same length. One row is a row vector, rows of one entry a column. */
export function formatMatrix(rows: readonly (readonly Formula[])[]): Formula {
  return {
    latex: `\\begin{bmatrix} ${latexRows(rows)} \\end{bmatrix}`,
    text: alignedText(rows.map((row) => row.map(({ text }) => text))),
    code: `[${rows.map((row) => `[${row.map(({ code }) => code).join(', ')}]`).join(', ')}]`,
  };
}

/** A factor in front of a matrix: ½ [ … ], (p − y) [ … ]. */
export function formatScaled(factor: Term, matrix: Formula, notation: Notation): Formula {
  const { latex, text, code } = formatTerm(factor, notation);
  const isOpen = factor.kind === 'sum' || factor.kind === 'cases';
  return {
    latex: `${isOpen ? `\\left(${latex}\\right)` : latex} ${matrix.latex}`,
    text: besideText([isOpen ? `(${text}) ` : `${text} `, matrix.text]),
    code: `${isOpen || factor.kind === 'negative' ? `(${code})` : code}*${matrix.code}`,
  };
}

/** Fractions in a matrix are set in full size, with room between the rows; TeX alone would set them small. */
function latexRows(rows: readonly (readonly Formula[])[]): string {
  const hasFraction = rows.some((row) => row.some(({ latex }) => latex.includes('\\frac')));
  const cell = ({ latex }: Formula): string => (latex.includes('\\frac') ? `\\displaystyle ${latex}` : latex);
  return rows.map((row) => row.map(cell).join(' & ')).join(hasFraction ? ' \\\\[0.7em] ' : ' \\\\ ');
}

/** How many characters a string takes on a line: marks above letters take none. */
const width = (text: string): number => [...text.replace(/\p{M}/gu, '')].length;

const padded = (text: string, to: number): string => text + ' '.repeat(Math.max(0, to - width(text)));

/** Columns aligned, brackets on the left and right of every line. */
function alignedText(rows: readonly (readonly string[])[]): string {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, j) => Math.max(0, ...rows.map((row) => width(row[j] ?? ''))));
  const lines = rows.map((row) => row.map((cell, j) => padded(cell, widths[j] ?? 0)).join('  '));
  if (lines.length <= 1) return `[${lines[0] ?? ''}]`;
  return lines
    .map((line, i) => (i === 0 ? `⎡${line}⎤` : i === lines.length - 1 ? `⎣${line}⎦` : `⎢${line}⎥`))
    .join('\n');
}

const toNumber = (value: Numeric): number => (typeof value === 'number' ? value : Number(value));

/** Numbers in the shape of their array: a scalar, a column, or a matrix (deeper arrays as rows of their last axis). */
export function formatNumbers(values: NumericArray, digits: number): Formula {
  if (!Array.isArray(values)) return formulaOf(toNumber(values as Numeric), digits);
  const rows = rowsOf(values as readonly NumericArray[]);
  const cleaned = withoutNoise(rows.flat());
  let next = 0;
  return formatMatrix(rows.map((row) => row.map(() => formulaOf(cleaned[next++] ?? NaN, digits))));
}

function rowsOf(values: readonly NumericArray[]): number[][] {
  if (values.every((value) => !Array.isArray(value))) return values.map((value) => [toNumber(value as Numeric)]);
  if (values.every((value) => Array.isArray(value) && value.every((inner: NumericArray) => !Array.isArray(inner))))
    return values.map((row) => (row as readonly Numeric[]).map(toNumber));
  return values.flatMap((value) => (Array.isArray(value) ? rowsOf(value as readonly NumericArray[]) : []));
}

function formulaOf(value: number, digits: number): Formula {
  const { latex, text } = formatNumber(value, digits);
  return { latex, text, code: String(value + 0) };
}
