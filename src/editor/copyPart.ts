/** A part of a card's formulas as text for the clipboard: rows and entries that the reader selected in the panel. */
import type { CopyPart } from '../panel/messages';
import type { Card, CopyFormat, Formula } from '../worker/protocol';

/** The text of a part; `null` where the card does not have it. The whole derivative is the worker's to write. */
export function copyPart(
  card: Card,
  part: Exclude<CopyPart, { kind: 'derivative' }>,
  format: CopyFormat,
): string | null {
  switch (part.kind) {
    case 'form':
      return card.derivative?.forms?.[part.form]?.value[format] || null;
    case 'value':
      return card.value?.[format] ?? null;
    case 'entry':
      return card.derivative?.entries?.[part.row]?.[part.column]?.[format] ?? null;
    case 'row': {
      const row = card.derivative?.entries?.[part.row];
      return row ? rowText(row, format) : null;
    }
  }
}

function rowText(row: readonly Formula[], format: CopyFormat): string {
  const entries = row.map((entry) => entry[format]);
  if (format === 'latex') return `\\begin{bmatrix} ${entries.join(' & ')} \\end{bmatrix}`;
  return `[${entries.join(', ')}]`;
}
