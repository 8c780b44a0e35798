/** Where s = 1/(e^u ± 1) has a name: e^u/(e^u ± 1)² is s(1 ∓ s), and so on. */
import type { Factor, Form } from '../form';
import { isConstantNamed } from '../form';
import type { Forms } from '../forms';
import * as numeral from '../numeral';
import type { Pass } from '../simplify';

export interface NamedLogistic {
  /** s, which stands for 1/(e^u ± 1). */
  readonly reference: Form;
  /** 1 ∓ s, which is e^u·s. */
  readonly complement: Form;
  /** e^u ± 1. */
  readonly sum: Form;
  readonly exponent: Form;
}

/** The parts of a form that is 1/(e^u ± 1). */
export function asLogistic(forms: Forms, form: Form): Pick<NamedLogistic, 'sum' | 'exponent'> | undefined {
  if (form.kind !== 'product' || form.factors.length !== 1 || !numeral.isOne(form.coefficient)) return undefined;
  const { base, exponent } = form.factors[0]!;
  if (exponent !== forms.minusOne || base.kind !== 'sum' || base.addends.length !== 2) return undefined;
  const one = base.addends.find(({ form: addend }) => addend === forms.one);
  const other = base.addends.find(({ form: addend }) => addend !== forms.one);
  const exponential = other?.form;
  if (Math.abs(one?.coefficient.value ?? 0) !== 1 || other?.coefficient.value !== 1 || exponential?.kind !== 'product')
    return undefined;
  const [only] = exponential.factors;
  if (exponential.factors.length !== 1 || !only || !isConstantNamed(only.base, 'e')) return undefined;
  return { sum: base, exponent: only.exponent };
}

/** Whether an exponent is written without a minus in front. */
export const startsPositive = (exponent: Form): boolean =>
  exponent.kind === 'sum'
    ? exponent.addends.some(({ coefficient }) => !numeral.isNegative(coefficient))
    : exponent.kind !== 'product' || !numeral.isNegative(exponent.coefficient);

/** How often u is in w, as a whole number. */
function multiplicity(forms: Forms, w: Form, u: Form): number {
  const unit = forms.split(u);
  const addends = w.kind === 'sum' ? w.addends : [forms.split(w)];
  const found = addends.find(({ form }) => form === unit.form);
  if (!found) return 0;
  const ratio = numeral.multiply(found.coefficient, numeral.reciprocal(unit.coefficient));
  return numeral.isInteger(ratio) ? ratio.value : 0;
}

export const logistics =
  (named: readonly NamedLogistic[]): Pass =>
  (forms, form) => {
    if (form.kind !== 'product') return [];
    return named.flatMap(({ reference, complement, sum, exponent }) => {
      const power = (base: Form): number => {
        const factor = form.factors.find((candidate) => candidate.base === base);
        return factor ? (forms.integerOf(factor.exponent) ?? 0) : 0;
      };
      const below = Math.max(0, -power(sum));
      const all = below + Math.max(0, power(reference));
      const exponential = form.factors.find(({ base }) => isConstantNamed(base, 'e'));
      const times = exponential ? multiplicity(forms, exponential.exponent, exponent) : 0;
      const turned = Math.max(0, Math.min(times, all));
      if (below === 0 && turned === 0) return [];
      const factor = (base: Form, n: number): Factor => ({ base, exponent: forms.number(numeral.whole(n)) });
      return [
        forms.product(form.coefficient, [
          ...form.factors,
          factor(sum, below),
          factor(reference, below - turned),
          factor(complement, turned),
          { base: forms.e, exponent: forms.scale(numeral.whole(-turned), exponent) },
        ]),
      ];
    });
  };
