/** x·sign(x) is |x|, |x|·sign(x) is x. */
import { isCall } from '../form';
import type { Pass } from '../simplify';

export const absoluteValues: Pass = (forms, form) => {
  if (form.kind !== 'product') return [];
  return form.factors.flatMap((factor) => {
    if (!isCall(factor.base, 'sign') || factor.exponent !== forms.one) return [];
    const [u] = factor.base.parts;
    if (!u) return [];
    const absolute = forms.call('abs', [u]);
    const others = form.factors.filter((other) => other !== factor);
    const without = (base: typeof u): readonly (typeof factor)[] =>
      others.flatMap((other) =>
        other.base === base ? [{ base, exponent: forms.subtract(other.exponent, forms.one) }] : [other],
      );
    const has = (base: typeof u): boolean =>
      others.some((other) => other.base === base && (forms.integerOf(other.exponent) ?? 0) > 0);
    const candidates = [];
    if (has(u))
      candidates.push(forms.product(form.coefficient, [...without(u), { base: absolute, exponent: forms.one }]));
    if (has(absolute))
      candidates.push(forms.product(form.coefficient, [...without(absolute), { base: u, exponent: forms.one }]));
    return candidates;
  });
};
