/**
 * Forms: expressions in a normal form in which equal means identical. A sum holds each addend once with its
 * coefficient, a product each base once with its exponent; √u is u^(1/2), eᵘ is a power of e, a quotient is a product
 * with negative exponents. Simplification works on forms; `write.ts` turns the best one into a `Term` for people.
 */
import type { ConstantName } from '../operations';
import type { Numeral } from './numeral';
import type { Relation, Term } from './term';

export interface Addend {
  readonly coefficient: Numeral;
  /** Never a number but 1 (the constant's), never a product with a coefficient; a sum only if the coefficient is not ±1. */
  readonly form: Form;
}

export interface Factor {
  readonly base: Form;
  readonly exponent: Form;
}

/** What a form without algebra of its own is. Its `parts` are its operands in order. */
export type Label =
  | { readonly kind: 'comparison'; readonly relation: Relation }
  | { readonly kind: 'logic'; readonly operator: 'and' | 'or' }
  | { readonly kind: 'not' }
  | { readonly kind: 'truth'; readonly value: boolean }
  /** Parts: condition, value, condition, value, …, otherwise. */
  | { readonly kind: 'cases' }
  | { readonly kind: 'hole'; readonly name: string; readonly output: string | null }
  | { readonly kind: 'partial'; readonly name: string; readonly output: string | null; readonly argument: number };

export interface AtomFacts {
  readonly positive?: boolean;
  readonly nonnegative?: boolean;
}

export type Form = { readonly id: number } & (
  | { readonly kind: 'number'; readonly value: Numeral }
  /** A variable, a named constant or a reference to a definition. `rank` orders them as the source does. */
  | { readonly kind: 'atom'; readonly term: Term; readonly rank: number; readonly facts: AtomFacts }
  | { readonly kind: 'sum'; readonly addends: readonly Addend[] }
  | { readonly kind: 'product'; readonly coefficient: Numeral; readonly factors: readonly Factor[] }
  | { readonly kind: 'call'; readonly name: string; readonly parts: readonly Form[] }
  | { readonly kind: 'opaque'; readonly label: Label; readonly parts: readonly Form[] }
);

export type SumForm = Extract<Form, { kind: 'sum' }>;
export type ProductForm = Extract<Form, { kind: 'product' }>;
export type CallForm = Extract<Form, { kind: 'call' }>;

export const isConstantNamed = (form: Form, name: ConstantName): boolean =>
  form.kind === 'atom' && form.term.kind === 'constant' && form.term.name === name;

export const isCall = (form: Form, name: string): form is CallForm => form.kind === 'call' && form.name === name;

/** The forms that a form is made of, each once or more. */
export function partsOf(form: Form): readonly Form[] {
  switch (form.kind) {
    case 'number':
    case 'atom':
      return [];
    case 'sum':
      return form.addends.map((addend) => addend.form);
    case 'product':
      return form.factors.flatMap(({ base, exponent }) => [base, exponent]);
    default:
      return form.parts;
  }
}
