/** Functions that exist for their numbers: people read them as what they stand for, and so does the code that is written. */
import type { Form } from './form';
import type { Forms } from './forms';
import * as numeral from './numeral';

const number = (forms: Forms, value: number): Form => forms.number(numeral.whole(value));

export const spelled: Readonly<Record<string, (forms: Forms, u: Form) => Form>> = {
  dawsonSlope: (forms, u) =>
    forms.add(number(forms, 1), forms.multiply(number(forms, -2), u, forms.call('dawson', [u]))),
  inverseMillsSlope: (forms, u) => {
    const h = forms.call('inverseMills', [u]);
    return forms.negate(forms.multiply(h, forms.add(u, h)));
  },
  erfcxSlope: (forms, u) =>
    forms.subtract(
      forms.multiply(number(forms, 2), u, forms.call('erfcx', [u])),
      forms.divide(number(forms, 2), forms.call('sqrt', [forms.constant('pi')])),
    ),
};
