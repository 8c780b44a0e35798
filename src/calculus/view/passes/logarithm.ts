/** ln u − ln v is ln(u/v) and ln(1/u) is −ln u, wherever both are defined; 1 + expm1(u) is e^u. */
import type { Addend, Form } from '../form';
import { isCall } from '../form';
import * as numeral from '../numeral';
import type { Pass } from '../simplify';

const others = (addends: readonly Addend[], gone: readonly Addend[]): Addend[] =>
  addends.filter((addend) => !gone.includes(addend));

export const logarithms: Pass = (forms, form) => {
  if (isCall(form, 'log')) {
    // ln(1/u) is −ln u.
    const [argument] = form.parts;
    const only = argument?.kind === 'product' && argument.factors.length === 1 ? argument.factors[0] : undefined;
    const isInverse =
      argument?.kind === 'product' && numeral.isOne(argument.coefficient) && only?.exponent === forms.minusOne;
    return isInverse && only ? [forms.negate(forms.call('log', [only.base]))] : [];
  }
  if (form.kind !== 'sum') return [];
  const logs = form.addends.filter(({ form: addend }) => isCall(addend, 'log'));
  const argument = ({ form: addend }: Addend): Form => (addend.kind === 'call' ? addend.parts[0]! : addend);
  return logs.flatMap((first, i) =>
    logs.slice(i + 1).flatMap((second) => {
      if (!numeral.same(first.coefficient, numeral.negate(second.coefficient))) return [];
      const [above, below] = numeral.isNegative(first.coefficient) ? [second, first] : [first, second];
      const quotient = forms.divide(argument(above), argument(below));
      const merged = { coefficient: above.coefficient, form: forms.call('log', [quotient]) };
      return [forms.sum([...others(form.addends, [first, second]), merged])];
    }),
  );
};

export const exponentialsLessOne: Pass = (forms, form) => {
  if (form.kind !== 'sum') return [];
  return form.addends.flatMap((addend) => {
    if (!isCall(addend.form, 'expm1')) return [];
    const one = form.addends.find((other) => other.form === forms.one);
    if (!one || !numeral.same(one.coefficient, addend.coefficient)) return [];
    const exponential = { coefficient: addend.coefficient, form: forms.power(forms.e, addend.form.parts[0]!) };
    return [forms.sum([...others(form.addends, [addend, one]), exponential])];
  });
};
