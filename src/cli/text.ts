/** Cards for a person at a terminal. */
import type { Card, Numeric, NumericArray, PointResult, PointValue, Problem } from '../analysis/card';
import { headingOf } from '../analysis/symbols';
import { place } from './place';

const indent = (text: string, by = '  '): string => text.replace(/^(?=.)/gm, by);

/** Rows of cells with their columns aligned. */
export function aligned(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_, j) => Math.max(...rows.map((row) => row[j]?.length ?? 0))) ?? [];
  return rows.map((row) => `[ ${row.map((cell, j) => cell.padStart(widths[j] ?? 0)).join('  ')} ]`).join('\n');
}

/** A line or a column with more numbers than these is shown by its ends; `--format json` has all of them. */
const MOST_SHOWN = 16;
const FIRST_SHOWN = 6;
const LAST_SHOWN = 2;

/** The ends of what is long, with how many there are. */
function shortened(items: readonly string[], what: string): string {
  if (items.length <= MOST_SHOWN) return `[${items.join(', ')}]`;
  const ends = [...items.slice(0, FIRST_SHOWN), '…', ...items.slice(-LAST_SHOWN)];
  return `[${ends.join(', ')}] (${items.length} ${what})`;
}

const number = (value: Numeric): string => (typeof value === 'number' ? String(Number(value.toPrecision(10))) : value);

export function numbers(value: NumericArray): string {
  if (!Array.isArray(value)) return number(value as Numeric);
  const rows = value as readonly NumericArray[];
  if (rows.every((row) => !Array.isArray(row)))
    return shortened(
      rows.map((row) => number(row as Numeric)),
      'numbers',
    );
  if (rows.every((row) => Array.isArray(row) && row.every((cell) => !Array.isArray(cell)))) {
    const matrix = (rows as readonly (readonly Numeric[])[]).map((row) => row.map(number));
    return Math.max(matrix.length, matrix[0]?.length ?? 0) > MOST_SHOWN ? inLine(value) : aligned(matrix);
  }
  return inLine(value);
}

/** Arrays of any number of axes, each of them by its ends where it is long. */
function inLine(value: PointValue): string {
  if (typeof value === 'number') return number(value);
  if (!Array.isArray(value)) return JSON.stringify(value);
  const items = value as readonly PointValue[];
  return shortened(items.map(inLine), items.some((item) => Array.isArray(item)) ? 'rows' : 'numbers');
}

function pointText({ point, value, derivative, reason }: PointResult): string {
  const at = Object.entries(point)
    .map(([name, value]) => `${name} = ${inLine(value)}`)
    .join(', ');
  const lines = [`at ${at}:`];
  if (value !== null) lines.push(`value ${numbers(value)}`);
  if (derivative !== null) lines.push(numbers(derivative));
  if (reason !== null) lines.push(reason);
  return [lines[0], ...lines.slice(1).map((line) => indent(line))].join('\n');
}

function body(card: Card): string[] {
  const { derivative } = card;
  if (!derivative) return card.reason ? [card.reason.message] : [];
  const forms = (derivative.forms ?? []).map(({ equation, argument, layout }) =>
    equation.text.replace(/$|\n/, (end) => `   (${argument}; ${layout})${end}`),
  );
  const parts = [
    ...forms,
    derivative.equation ? derivative.equation.text : `${derivative.symbol.text}: ${derivative.structure}`,
  ];
  if (derivative.conditions.length > 0) parts.push(`for ${derivative.conditions.map((c) => c.text).join(', ')}`);
  for (const { where, kind } of derivative.kinks)
    parts.push(`${kind === 'jump' ? 'jumps' : kind === 'kink' ? 'not smooth' : 'vertical slope'} where ${where.text}`);
  return [
    ...parts,
    ...card.notes,
    ...card.at.map(pointText),
    ...card.checks.map((c) => `${c.function}${c.part}: ${c.message}`),
  ];
}

export function textOf(file: string, cards: readonly Card[], problems: readonly Problem[]): string {
  const lines = problems.map((problem) => `${place(file, problem.range)}: ${problem.message}\n`);
  for (const card of cards)
    lines.push(`${place(file, card.nameRange)}: ${headingOf(card)}\n${indent(body(card).join('\n'))}\n\n`);
  return lines.join('');
}
