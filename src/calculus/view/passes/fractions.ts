/** Fractions within fractions: 1/(1 + 1/x) is x/(x + 1). */
import * as numeral from '../numeral';
import type { Pass } from '../simplify';
import { factored } from './factor';

export const innerFractions: Pass = (forms, form, simplify) => {
  if (form.kind !== 'product') return [];
  return form.factors.flatMap((factor, i) => {
    const { base, exponent } = factor;
    if (base.kind !== 'sum' || forms.integerOf(exponent) === undefined) return [];
    const others = form.factors.filter((_, k) => k !== i);
    return factored(forms, base, simplify).map((candidate) =>
      forms.product(numeral.multiply(numeral.one, form.coefficient), [{ base: candidate, exponent }, ...others]),
    );
  });
};
