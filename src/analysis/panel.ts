/** Which of a card's formulas the panel shows typeset. */
import type { Card, Formula } from './card';

/** More entries than these are shown as numbers and structure; typesetting them all would keep a reader waiting. */
const MAXIMUM_SET_ENTRIES = 144;

/** Every formula that the panel sets, each once. */
export function panelFormulas({ value, derivative }: Card): Formula[] {
  const formulas: Formula[] = value ? [value] : [];
  if (derivative) {
    const { symbol, columns, rows, entries, definitions, conditions, kinks } = derivative;
    formulas.push(symbol, ...conditions, ...kinks.map((kink) => kink.where));
    for (const definition of definitions) formulas.push(definition.name, definition.value);
    if (entries && rows.length * columns.length <= MAXIMUM_SET_ENTRIES)
      formulas.push(...rows, ...columns, ...entries.flat());
  }
  return [...new Map(formulas.map((formula) => [formula.latex, formula])).values()];
}
