/** What is shown of functions, remembered by what they consist of: it takes by far the longest of all. */
import { Remembered } from '../notation/remembered';
import type { Derivative, Formula } from './card';
import type { Differentiated } from './differentiated';
import { presentDerivative, presentPlaces, presentValue } from './presentation';
import type { PresentationContext, Shown } from './presentation';
import { structuralKey } from './structuralKey';
import type { Aspect } from './structuralKey';
import { namedValues } from './values';

export interface Presented {
  readonly value: Formula | null;
  readonly derivative: Omit<Derivative, 'forms'>;
}

const REMEMBERED_CHARACTERS = 12_000_000;
/** What a result takes beside its formulas, roughly: characters. */
const OVERHEAD = 2000;

/** Everything, of a function that is the same; else what of it is the same: adding a constant changes no derivative. */
const wholes = new Remembered<Presented>(REMEMBERED_CHARACTERS);
const values = new Remembered<Formula | null>(REMEMBERED_CHARACTERS / 4);
const derivatives = new Remembered<Shown>(REMEMBERED_CHARACTERS);

/** The function's own formula and its derivative's. */
export function presented(differentiated: Differentiated, context: PresentationContext): Presented {
  const prefix = contextKey(context);
  const key = (aspect: Aspect): string | null => {
    const structure = structuralKey(differentiated, aspect);
    return structure === null ? null : `${prefix} ${structure}`;
  };
  return once(wholes, key('all'), sizeOf, () => {
    const named = namedValues(differentiated.traced, context.notation);
    return {
      value: once(values, key('value'), lengthOf, () => presentValue(differentiated, context)),
      derivative: {
        ...once(derivatives, key({ values: named.map(({ node }) => node) }), sizeOfDerivative, () =>
          presentDerivative(differentiated, context, named),
        ),
        ...presentPlaces(differentiated, context),
      },
    };
  });
}

function once<T>(remembered: Remembered<T>, key: string | null, size: (made: T) => number, make: () => T): T {
  const known = key === null ? undefined : remembered.get(key);
  if (known !== undefined) return known;
  const made = make();
  if (key !== null) remembered.put(key, made, key.length + size(made) + OVERHEAD);
  return made;
}

/** How it is to be written. */
function contextKey({ notation, ...context }: PresentationContext): string {
  const { bracketed, ...rest } = notation;
  return JSON.stringify([context, rest, [...(bracketed ?? [])]]);
}

/** Characters of formulas. */
const lengthOf = (one: Formula | null): number => (one ? one.latex.length + one.text.length : 0);

const sizeOfDerivative = ({ entries, matrix, equation, code }: Shown): number =>
  [matrix, equation, ...(entries ?? []).flat()].reduce((sum, one) => sum + lengthOf(one), 3 * code.length);

const sizeOf = ({ value, derivative }: Presented): number => lengthOf(value) + sizeOfDerivative(derivative);
