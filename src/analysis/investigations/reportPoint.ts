/** The numbers of a card in Markdown. */
import type { Card, Point, PointValue } from '../card';
import { flatRows, markdownCell, table } from './exportText';

/** Larger matrices are exported by themselves. */
const MOST_NUMBERS = 400;

export function pointLines(card: Card): readonly string[] {
  return card.at.flatMap((result) => {
    const at = `At ${pointText(result.point)}:`;
    const value = result.value === null ? [] : [`${code(card.function)} = ${code(JSON.stringify(result.value))}`];
    const reason = result.reason === null ? [] : [result.reason];
    return [at, ...value, ...derivativeTable(card, result.derivative), ...reason];
  });
}

function derivativeTable({ derivative, function: name }: Card, numbers: Card['at'][number]['derivative']): string[] {
  if (!derivative || numbers === null) return [];
  const rows = flatRows(numbers);
  if (rows.length * (rows[0]?.length ?? 0) > MOST_NUMBERS) return [derivative.structure];
  return [
    table(
      ['', ...derivative.columns.map(({ latex }) => markdownCell(`$${latex}$`))],
      rows.map((row, i) => [markdownCell(`$${derivative.rows[i]?.latex ?? name}$`), ...row.map(String)]),
    ).trimEnd(),
  ];
}

const code = (text: string): string => `\`${text}\``;

const pointText = (point: Point): string =>
  Object.entries(point)
    .map(([name, value]: [string, PointValue]) => code(`${name} = ${JSON.stringify(value)}`))
    .join(', ');
