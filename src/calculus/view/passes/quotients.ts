/** Where f = A·e^u/s has a name, B·e^u/s² is written with it: (B/A)·f/s. */
import type { Form } from '../form';
import { isConstantNamed } from '../form';
import type { Forms } from '../forms';
import * as numeral from '../numeral';
import type { Pass } from '../simplify';
import { factorsOf, piecesOf } from './factor';

export interface NamedProduct {
  readonly reference: Form;
  /** What it stands for. */
  readonly form: Form;
}

/** Whether a form is a product (or power) in which others may be measured. */
export const isMeasure = (form: Form): boolean =>
  form.kind === 'product' && (form.factors.length > 1 || form.factors.some(({ base }) => isConstantNamed(base, 'e')));

/** Whether a form has e^u as a factor: its derivatives then have the form itself as one. */
export const hasExponential = (form: Form): boolean =>
  form.kind === 'product' && form.factors.some(({ base }) => isConstantNamed(base, 'e'));

/** How often the named product is a factor of a form, as a whole number. */
function multiplicity(forms: Forms, form: Form, named: Form): number {
  const [have, want] = [piecesOf(forms, form), piecesOf(forms, named)];
  let times = Infinity;
  for (const [key, { exponent }] of want) {
    const found = have.get(key)?.exponent;
    if (!found) return 0;
    times = Math.min(times, Math.floor(found.value / exponent.value + 1e-12));
  }
  return times < 1 || times === Infinity ? 0 : times;
}

export const namedProducts =
  (named: readonly NamedProduct[]): Pass =>
  (forms, form) => {
    if (form.kind !== 'product') return [];
    return named.flatMap(({ reference, form: value }) => {
      const times = value.kind === 'product' ? multiplicity(forms, form, value) : 0;
      const coefficient = value.kind === 'product' ? numeral.power(value.coefficient, -times) : undefined;
      if (times === 0 || !coefficient) return [];
      const n = forms.number(numeral.whole(-times));
      const gone = factorsOf(forms, value).map(({ base, exponent }) => ({
        base,
        exponent: forms.multiply(exponent, n),
      }));
      return [
        forms.product(numeral.multiply(form.coefficient, coefficient), [
          ...form.factors,
          ...gone,
          { base: reference, exponent: forms.number(numeral.whole(times)) },
        ]),
      ];
    });
  };
