/** What reading a part of a JavaScript or TypeScript file carries along. */
import type { Expression, Statement, Target } from '../program';
import type { Span } from '../source';
import { type Source, type Syntax, spanOf, textOf } from '../syntax';
import type { Bindings } from './bindings';

export interface Reading extends Source {
  readonly bindings: Bindings;
  /** Names that no source can spell have been made so often. */
  temporaries: number;
  /** Tells the names made here from those of other parts of the file. */
  readonly mark: string;
  /** Comments by where they end, in the parsed text. */
  readonly comments: readonly { readonly start: number; readonly end: number }[];
  /** What `break` and `continue` lead to, innermost last. */
  jumps: readonly Jump[];
}

/** A loop, or a `switch` (which `break` leaves, and `continue` leads through). */
export interface Jump {
  readonly label: string | null;
  readonly kind: 'loop' | 'switch';
  /** Flags that say after an inner statement that this one is to be left, or gone on with. */
  readonly flags: { broken: string | null; continued: string | null };
}

export const unreadable = 'This cannot be read as JavaScript.';

export const unsupported = (
  source: Source,
  node: Syntax,
  message: string = unreadable,
): Extract<Expression, { kind: 'unsupported' }> => {
  const span = spanOf(source, node);
  return { kind: 'unsupported', reason: { message, span }, span };
};

/** A name as the program has it: one that would cover another has been renamed. */
export const nameOf = (source: Reading, node: Syntax): string =>
  source.bindings.renamed.get(node.start) ?? textOf(source, node);

/** A name that no source can spell. */
export function temporary(source: Reading, what: string): string {
  source.temporaries += 1;
  return `${what} ${source.temporaries} of ${source.mark}`;
}

export const name = (text: string, span: Span): Extract<Expression, { kind: 'name' }> => ({
  kind: 'name',
  name: text,
  span,
});

/** A call of a primitive by a name that no source can spell. */
export const callOf = (builtin: string, values: readonly Expression[], span: Span): Expression => ({
  kind: 'call',
  callee: name(builtin, span),
  arguments: values.map((value) => ({ name: null, value, spread: 'none' })),
  span,
});

export const assignment = (target: Target, value: Expression, span: Span): Statement => ({
  kind: 'assign',
  targets: [target],
  value,
  annotation: null,
  span,
});

export const isNone = (value: Expression, span: Span): Expression => ({
  kind: 'comparison',
  operands: [value, { kind: 'none', span }],
  operators: ['is'],
  span,
});

/** Statements that an expression runs before it has its value. */
export const effects = (statements: readonly Statement[], value: Expression, span: Span): Expression =>
  statements.length === 0 ? value : { kind: 'effects', statements, value, span };
