/** A card in the form that the command line's contract promises (DESIGN.md, "The command line"). */
import type { Card, Derivative } from '../analysis/card';

type Nested = string | readonly Nested[];

/** Entries in the file's own language, nested as the derivative's shape: a gradient is one list, a derivative one text. */
function entriesOf(derivative: Derivative): Nested | null {
  const rows = derivative.entries?.map((row) => row.map((entry) => entry.code));
  if (!rows) return null;
  if (derivative.shape.length === 0) return rows[0]?.[0] ?? null;
  return derivative.shape.length === 1 ? (rows[0] ?? null) : rows;
}

/** The derivative in matrix notation, by argument; `null` where it has no such form. */
function formOf({ forms = [] }: Derivative): unknown {
  if (forms.length === 0) return null;
  return forms.map(({ wrt, equation, value, layout }) => ({
    wrt,
    text: equation.text,
    latex: equation.latex,
    code: value.code === '' ? null : value.code,
    layout,
  }));
}

export function cardJson(card: Card): unknown {
  const { derivative } = card;
  return {
    name: card.function,
    range: card.range,
    inputs: card.inputs.map(({ name, shape }) => ({ name, shape })),
    output: card.output,
    status: card.status,
    reason: card.reason,
    holes: card.holes,
    signature: card.signature,
    derivative: derivative && {
      kind: derivative.kind,
      wrt: derivative.wrt,
      shape: derivative.shape,
      entries: entriesOf(derivative),
      definitions: derivative.definitions.map(({ name, value }) => ({ name: name.code, value: value.code })),
      latex: derivative.equation?.latex ?? null,
      form: formOf(derivative),
      structure: derivative.structure,
      conditions: derivative.conditions.map((condition) => condition.text),
      kinks: derivative.kinks.map(({ where, kind }) => ({ where: where.text, kind })),
      operations: derivative.operations,
      code: derivative.code,
    },
    notes: card.notes,
    at: card.at.map(({ point, value, derivative: numbers, reason }) => ({
      point,
      value,
      derivative: numbers,
      ...(reason === null ? {} : { reason }),
    })),
    checks: card.checks.map(({ nameRange: _range, part, ...check }) => ({
      ...check,
      function: `${check.function}${part}`,
    })),
  };
}
