/** Which of a card's formulas the panel shows typeset. */
import type { Card, Formula } from './card';
import { formsTogether } from './shownForms';
import type { FormsTogether } from './shownForms';
import { callFormula, derivativeOperators, isAbbreviated } from './symbols';

/** More entries than these are shown as numbers and structure; typesetting them all would keep a reader waiting. */
const MAXIMUM_SET_ENTRIES = 144;

/** What the panel makes its own of from a card. */
export interface PanelNames {
  /** `f` and `f(x)`, with which it names derivatives and values. */
  readonly name: Formula;
  readonly call: Formula;
  /** Whether that name is short for the function's own. */
  readonly isAbbreviated: boolean;
  /** The derivative in matrix notation. */
  readonly forms: FormsTogether;
}

export function panelNames({ function: own, name, inputs, derivative }: Card): PanelNames {
  const isAttribute = (argument: string): boolean => argument.includes('.');
  const passed = inputs.filter((input) => input.numeric && !isAttribute(input.name)).map((input) => input.name);
  return {
    name,
    call: callFormula(name, passed),
    isAbbreviated: isAbbreviated(name, own),
    forms: formsTogether(derivative?.forms ?? []),
  };
}

/** Every formula that the panel sets, each once. */
export function panelFormulas(card: Card): Formula[] {
  const { value, derivative } = card;
  const { name, call } = panelNames(card);
  const formulas: Formula[] = [...derivativeOperators, name, call];
  if (value) formulas.push(value);
  if (derivative) {
    const { symbol, columns, rows, entries, definitions, conditions, kinks } = derivative;
    const { equations, where } = formsTogether(derivative.forms ?? []);
    formulas.push(...equations, ...(where ? [where] : []));
    formulas.push(symbol, ...conditions, ...kinks.map((kink) => kink.where));
    for (const definition of definitions) formulas.push(definition.name, definition.value);
    if (rows.length * columns.length <= MAXIMUM_SET_ENTRIES)
      formulas.push(...rows, ...columns, ...(entries?.flat() ?? []));
  }
  return [...new Map(formulas.map((formula) => [formula.latex, formula])).values()];
}

/** Every formula in an answer, each once, wherever it stands. */
export function formulasIn(answer: unknown): Formula[] {
  const found = new Map<string, Formula>();
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if (isFormula(value)) found.set(value.latex, value);
    else for (const part of Array.isArray(value) ? (value as unknown[]) : Object.values(value)) visit(part);
  };
  visit(answer);
  return [...found.values()];
}

const isFormula = (value: object): value is Formula =>
  'latex' in value && 'text' in value && 'code' in value && typeof value.latex === 'string';
