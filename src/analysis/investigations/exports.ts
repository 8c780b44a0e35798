/** A function, its derivative or the numbers at a point as text in a format that other programs take. */
import { formatNumbers } from '../../notation/matrix';
import { renderMathml } from '../../notation/mathml';
import type { Card, Derivative, Formula, PointResult } from '../card';
import { copyOf } from '../shownForms';
import { Unanswerable } from './questions';
import { arrayCode, csvLine, flatRows, markdownCell, table } from './exportText';

export const EXPORT_FORMATS = ['latex', 'mathml', 'text', 'code', 'json', 'csv', 'markdown'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** What is exported; a report is of everything, in Markdown. */
export type ExportPart = 'derivative' | 'function' | 'numbers';

/** The text. Throws `Unanswerable` where there is none, with the reason. */
export function exported(card: Card, part: ExportPart, format: ExportFormat, digits: number): string {
  switch (part) {
    case 'function':
      return functionText(card, format);
    case 'derivative':
      return derivativeText(card, format);
    case 'numbers':
      return numbersText(card, format, digits);
  }
}

const tooLarge = (): Unanswerable =>
  new Unanswerable('it is too large to be written out; its numbers, and the source code, can be exported');

function derivativeOf({ derivative, reason }: Card): Derivative {
  if (!derivative) throw new Unanswerable(reason?.message ?? 'this function has no derivative to export');
  return derivative;
}

function mathml(latex: string): string {
  const made = renderMathml(latex);
  if (made === null) throw tooLarge();
  return made;
}

function functionText(card: Card, format: ExportFormat): string {
  const { value } = card;
  if (!value) throw new Unanswerable('the function is too large to be written as a formula');
  switch (format) {
    case 'latex':
    case 'text':
      return value[format];
    case 'mathml':
      return mathml(value.latex);
    case 'markdown':
      return `$$\n${value.latex}\n$$`;
    case 'json':
      return json({ function: card.function, signature: card.signature, latex: value.latex, text: value.text });
    case 'code':
      throw new Unanswerable('the function is its own source code');
    case 'csv':
      throw new Unanswerable('a formula is no table: choose the derivative, or the numbers');
  }
}

function derivativeText(card: Card, format: ExportFormat): string {
  const derivative = derivativeOf(card);
  if (format === 'latex' || format === 'text' || format === 'code') {
    const text = copyOf(card, format);
    if (text === null) throw tooLarge();
    return text;
  }
  if (format === 'mathml') {
    const latex = copyOf(card, 'latex');
    if (latex === null) throw tooLarge();
    return mathml(latex.includes('\\\\\n') ? `\\begin{gathered} ${latex} \\end{gathered}` : latex);
  }
  const { entries } = derivative;
  if (!entries) throw tooLarge();
  switch (format) {
    case 'json':
      return json(derivativeData(card, derivative, entries));
    case 'csv':
      return entryTable(card, derivative, entries, ({ code }) => code, csvLine);
    case 'markdown':
      return table(
        ['', ...derivative.columns.map((column) => markdownCell(`$${column.latex}$`))],
        entries.map((row, i) => [
          markdownCell(`$${rowName(card, derivative, i).latex}$`),
          ...row.map(({ latex }) => markdownCell(`$${latex}$`)),
        ]),
      );
  }
}

/** The row of a gradient is the function's. */
function rowName(card: Card, derivative: Derivative, row: number): Formula {
  return derivative.rows[row] ?? { latex: card.function, text: card.function, code: card.function };
}

function entryTable<T>(
  card: Card,
  derivative: Derivative,
  rows: readonly (readonly T[])[],
  cell: (entry: T) => string,
  line: (cells: readonly string[]) => string,
): string {
  const head = line(['', ...derivative.columns.map(({ code }) => code)]);
  const body = rows.map((row, i) => line([rowName(card, derivative, i).text, ...row.map(cell)]));
  return [head, ...body, ''].join('\n');
}

function derivativeData(card: Card, derivative: Derivative, entries: readonly (readonly Formula[])[]): object {
  const { kind, wrt, shape, columns, rows, definitions, conditions, kinks } = derivative;
  return {
    function: card.function,
    language: card.language,
    kind,
    wrt,
    shape,
    columns: columns.map(({ code }) => code),
    rows: rows.map(({ text }) => text),
    entries: entries.map((row) => row.map(({ code }) => code)),
    latex: entries.map((row) => row.map(({ latex }) => latex)),
    definitions: definitions.map(({ name, value }) => ({ name: name.code, value: value.code })),
    conditions: conditions.map(({ text }) => text),
    kinks: kinks.map(({ where, kind: how }) => ({ where: where.text, kind: how })),
  };
}

function numbersText(card: Card, format: ExportFormat, digits: number): string {
  const derivative = derivativeOf(card);
  const [result] = card.at;
  if (!result) throw new Unanswerable('there is no point: enter a value for each argument');
  if (result.derivative === null) throw new Unanswerable(result.reason ?? 'there are no numbers at this point');
  const numbers = result.derivative;
  switch (format) {
    case 'latex':
      return formatNumbers(numbers, digits).latex;
    case 'text':
      return formatNumbers(numbers, digits).text;
    case 'mathml':
      return mathml(formatNumbers(numbers, digits).latex);
    case 'code':
      return arrayCode(numbers, card.language);
    case 'json':
      return json(numbersData(card, result));
    case 'csv':
      return entryTable(card, derivative, flatRows(numbers), String, csvLine);
    case 'markdown':
      return table(
        ['', ...derivative.columns.map((column) => markdownCell(`$${column.latex}$`))],
        flatRows(numbers).map((row, i) => [
          markdownCell(`$${rowName(card, derivative, i).latex}$`),
          ...row.map(String),
        ]),
      );
  }
}

const numbersData = (card: Card, { point, value, derivative }: PointResult): object => ({
  function: card.function,
  point,
  value,
  derivative,
});

const json = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;
