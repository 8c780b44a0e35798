/** Cards for a person at a terminal. */
import type { Card, Numeric, NumericArray, PointResult, Problem } from '../analysis/card';
import { headingOf } from '../analysis/symbols';
import { place } from './place';

const indent = (text: string, by = '  '): string => text.replace(/^(?=.)/gm, by);

/** Rows of cells with their columns aligned. */
export function aligned(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_, j) => Math.max(...rows.map((row) => row[j]?.length ?? 0))) ?? [];
  return rows.map((row) => `[ ${row.map((cell, j) => cell.padStart(widths[j] ?? 0)).join('  ')} ]`).join('\n');
}

const number = (value: Numeric): string => (typeof value === 'number' ? String(Number(value.toPrecision(10))) : value);

export function numbers(value: NumericArray): string {
  if (!Array.isArray(value)) return number(value as Numeric);
  const rows = value as readonly NumericArray[];
  if (rows.every((row) => !Array.isArray(row))) return `[${rows.map((row) => number(row as Numeric)).join(', ')}]`;
  if (rows.every((row) => Array.isArray(row) && row.every((cell) => !Array.isArray(cell))))
    return aligned(rows.map((row) => (row as readonly Numeric[]).map(number)));
  return JSON.stringify(value);
}

function pointText({ point, value, derivative, reason }: PointResult): string {
  const at = Object.entries(point)
    .map(([name, v]) => `${name} = ${JSON.stringify(v).replaceAll(',', ', ')}`)
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
  return [...parts, ...card.notes, ...card.at.map(pointText), ...card.checks.map((c) => `${c.function}: ${c.message}`)];
}

export function textOf(file: string, cards: readonly Card[], problems: readonly Problem[]): string {
  const lines = problems.map((problem) => `${place(file, problem.range)}: ${problem.message}\n`);
  for (const card of cards)
    lines.push(`${place(file, card.nameRange)}: ${headingOf(card)}\n${indent(body(card).join('\n'))}\n\n`);
  return lines.join('');
}
