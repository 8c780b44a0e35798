/** What all entries of a matrix have as a factor, to be written once in front of it. */
import { cost } from './cost';
import type { Factor, Form } from './form';
import type { Forms } from './forms';
import * as numeral from './numeral';
import type { Numeral } from './numeral';
import { exponentsOf, factorsOf, piecesOf, sharedExponent, toFactor } from './passes/factor';
import { formCost } from './share';
import type { Factored } from './term';
import { write } from './write';

/** A factor in front must save so much of the matrix, for it asks the reader to multiply. */
const MUST_SAVE = 2;
const BESIDE_A_MATRIX = 0.5;

/** The factor and what is left of each entry, or `undefined` where the matrix is better left as it is. */
export function commonFactor(forms: Forms, entries: readonly Form[]): Factored | undefined {
  const nonZeros = [...new Set(entries)].filter((entry) => entry !== forms.zero);
  if (nonZeros.length < 2) return undefined;
  const split = nonZeros.map((entry) => forms.split(entry));
  const pieces = split.map(({ form }) => piecesOf(forms, form));
  const factors: Factor[] = [];
  for (const [key, piece] of pieces[0]!) {
    const exponent = sharedExponent(exponentsOf(pieces, key));
    if (exponent) factors.push(toFactor(forms, piece, exponent));
  }
  // A number alone in front of a matrix says nothing of its structure.
  if (factors.length === 0) return undefined;
  const coefficient = sharedCoefficient(split.map((entry) => entry.coefficient));
  const factor = forms.product(coefficient, factors);
  const inverse = factors.map(({ base, exponent }) => ({ base, exponent: forms.negate(exponent) }));
  const reciprocal = numeral.reciprocal(coefficient);
  const rest = entries.map((entry) => {
    const { coefficient: own, form } = forms.split(entry);
    return forms.product(numeral.multiply(own, reciprocal), [...factorsOf(forms, form), ...inverse]);
  });
  const total = (list: readonly Form[]): number => list.reduce((sum, entry) => sum + formCost(entry), 0);
  const term = write(factor);
  if (total(rest) + cost(term) + BESIDE_A_MATRIX + MUST_SAVE > total(entries)) return undefined;
  return { factor: term, entries: rest.map(write) };
}

/** The content of all, with a minus where all have one. */
function sharedCoefficient(coefficients: readonly Numeral[]): Numeral {
  const content = numeral.content(coefficients);
  return coefficients.every(numeral.isNegative) ? numeral.negate(content) : content;
}
