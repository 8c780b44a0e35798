/** What is shown of functions, remembered by what they consist of: it takes by far the longest of all. */
import { Remembered } from '../notation/remembered';
import type { Derivative, Formula } from './card';
import type { Differentiated } from './differentiated';
import { presentDerivative, presentValue } from './presentation';
import type { PresentationContext } from './presentation';
import { structuralKey } from './structuralKey';

export interface Presented {
  readonly value: Formula | null;
  readonly derivative: Omit<Derivative, 'forms'>;
}

const REMEMBERED_CHARACTERS = 12_000_000;
/** What a result takes beside its formulas, roughly: characters. */
const OVERHEAD = 2000;

const remembered = new Remembered<Presented>(REMEMBERED_CHARACTERS);

/** The function's own formula and its derivative's. */
export function presented(differentiated: Differentiated, context: PresentationContext): Presented {
  const structure = structuralKey(differentiated);
  const key = structure === null ? null : `${contextKey(context)} ${structure}`;
  const known = key === null ? undefined : remembered.get(key);
  if (known) return known;
  const made = {
    value: presentValue(differentiated, context),
    derivative: presentDerivative(differentiated, context),
  };
  if (key !== null) remembered.put(key, made, key.length + sizeOf(made) + OVERHEAD);
  return made;
}

/** How it is to be written. */
function contextKey({ notation, ...context }: PresentationContext): string {
  const { bracketed, ...rest } = notation;
  return JSON.stringify([context, rest, [...(bracketed ?? [])]]);
}

/** Characters of its formulas. */
function sizeOf({ value, derivative: { entries, matrix, equation, code } }: Presented): number {
  const formulas = [value, matrix, equation, ...(entries ?? []).flat()];
  return formulas.reduce((sum, one) => sum + (one ? one.latex.length + one.text.length : 0), 3 * code.length);
}
