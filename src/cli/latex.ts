/** Cards as a LaTeX fragment: one display a function; matrix notation before the entries. */
import type { Card } from '../analysis/card';

export function latexOf(file: string, cards: readonly Card[]): string {
  return cards.flatMap((card) => displays(card).map((latex) => display(`${file}: ${card.function}`, latex))).join('\n');
}

const display = (name: string, latex: string): string => `% ${name}\n\\[\n  ${latex}\n\\]\n`;

function displays({ derivative }: Card): string[] {
  if (!derivative) return [];
  const forms = (derivative.forms ?? []).map(({ equation }) => equation.latex);
  return derivative.equation ? [...forms, derivative.equation.latex] : forms;
}
