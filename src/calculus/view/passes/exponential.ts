/** Quotients and powers of exponentials. */
import type { Factor } from '../form';
import { isCall, isConstantNamed } from '../form';
import * as numeral from '../numeral';
import type { Pass } from '../simplify';

/** e^u/(a + b·e^u) is 1/(a·e^(−u) + b): shorter where u has a minus. */
export const exponentialQuotients: Pass = (forms, form) => {
  if (form.kind !== 'product') return [];
  const exponential = form.factors.find(({ base }) => isConstantNamed(base, 'e'));
  if (!exponential) return [];
  return form.factors.flatMap((factor) => {
    const power = forms.integerOf(factor.exponent);
    if (factor.base.kind !== 'sum' || power === undefined || power >= 0) return [];
    // e^a/(e^a + e^b + e^c) is a share of a whole: it stays one.
    if (factor.base.addends.length > 2 && factor.base.addends.every(({ form: addend }) => addend !== forms.one))
      return [];
    // e^w over (…)^k: each of the k sums takes e^(w/k) of it.
    const share = forms.scale(numeral.reciprocal(numeral.whole(-power)), exponential.exponent);
    const inverse: Factor = { base: forms.e, exponent: forms.negate(share) };
    const inner = forms.sum(
      factor.base.addends.map(({ coefficient, form: addend }) => ({
        coefficient,
        form: forms.product(numeral.one, [{ base: addend, exponent: forms.one }, inverse]),
      })),
    );
    const others = form.factors.filter((other) => other !== factor && other !== exponential);
    return [forms.product(form.coefficient, [...others, { base: inner, exponent: factor.exponent }])];
  });
};

/** e^(c·ln u + v) is uᶜ·e^v. */
export const powersOfLogarithms: Pass = (forms, form) => {
  if (form.kind !== 'product') return [];
  const exponential = form.factors.find(({ base }) => isConstantNamed(base, 'e'));
  if (exponential?.exponent.kind !== 'sum') return [];
  const { addends } = exponential.exponent;
  return addends.flatMap((addend) => {
    if (!isCall(addend.form, 'log')) return [];
    const power: Factor = { base: addend.form.parts[0]!, exponent: forms.number(addend.coefficient) };
    const rest: Factor = { base: forms.e, exponent: forms.sum(addends.filter((other) => other !== addend)) };
    return [forms.product(form.coefficient, [...form.factors.filter((other) => other !== exponential), power, rest])];
  });
};
