/** Cards as a LaTeX fragment: one display a function. */
import type { Card } from '../analysis/card';

export function latexOf(file: string, cards: readonly Card[]): string {
  const shown = cards.filter((card) => card.derivative?.equation);
  return shown
    .map((card) => `% ${file}: ${card.function}\n\\[\n  ${card.derivative?.equation?.latex ?? ''}\n\\]\n`)
    .join('\n');
}
