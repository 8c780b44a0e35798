/**
 * Absolute values, signs and cube roots beside the number that they are of: x·sign(x) is |x|, x/|x| is sign(x),
 * x/∛x² is ∛x. Where u is divided by, it is not 0, and sign(u)² is 1.
 */
import type { Factor, Form, ProductForm } from '../form';
import { isCall } from '../form';
import type { Forms } from '../forms';
import * as numeral from '../numeral';
import type { Pass } from '../simplify';

/** u^a·|u|^b·sign(u)^c in a product, with the other factors. */
interface Parts {
  readonly u: Form;
  readonly a: Form;
  readonly b: Form;
  readonly c: Form;
  readonly others: readonly Factor[];
}

function partsOf(forms: Forms, { factors }: ProductForm, u: Form): Parts {
  const [absolute, sign] = [forms.call('abs', [u]), forms.call('sign', [u])];
  const exponentOf = (base: Form): Form => factors.find((factor) => factor.base === base)?.exponent ?? forms.zero;
  const others = factors.filter(({ base }) => base !== u && base !== absolute && base !== sign);
  return { u, a: exponentOf(u), b: exponentOf(absolute), c: exponentOf(sign), others };
}

/** The same parts with other exponents: in every way in which one of the three can be written with the other two. */
function rewritten(forms: Forms, { u, a, b, c, others }: Parts, coefficient: ProductForm['coefficient']): Form[] {
  const [n, m, k] = [forms.integerOf(a), forms.integerOf(b), forms.integerOf(c)];
  if (n === undefined || k === undefined || k < 0) return [];
  const [absolute, sign] = [forms.call('abs', [u]), forms.call('sign', [u])];
  const made = (ofU: Form, ofAbsolute: Form, ofSign: number): Form =>
    forms.product(coefficient, [
      ...others,
      { base: u, exponent: ofU },
      { base: absolute, exponent: ofAbsolute },
      { base: sign, exponent: forms.number(numeral.whole(ofSign)) },
    ]);
  // What is left of the whole's sign, for u ≠ 0; |u|^(n + b) is its size.
  const isOdd = Math.abs(n + k) % 2 === 1;
  const size = forms.add(forms.number(numeral.whole(n)), b);
  const total = m === undefined ? undefined : n + m;
  // At u = 0 all are 0 or none is defined: not so for sign(u)² alone, which is 0 there, nor for u/|u| turned to 1.
  const isZeroThere = total !== undefined && total > 0;
  const isUndefinedThere = n < 0 || (b.kind === 'number' && b.value.value < 0);
  if (!isZeroThere && !isUndefinedThere) return [];
  if (!isOdd) return [made(forms.zero, size, 0)];
  const candidates = [made(forms.zero, size, 1)];
  if (total !== undefined && total % 2 !== 0) candidates.push(made(size, forms.zero, 0));
  else candidates.push(made(forms.one, forms.subtract(size, forms.one), 0));
  return candidates;
}

export const absoluteValues: Pass = (forms, form) => {
  if (form.kind !== 'product') return [];
  const marked = form.factors.flatMap(({ base }) => (isCall(base, 'abs') || isCall(base, 'sign') ? base.parts : []));
  return [...new Set(marked)].flatMap((u) => rewritten(forms, partsOf(forms, form, u), form.coefficient));
};

/** u^a·∛u^b is ∛u^(3a + b). */
export const cubeRoots: Pass = (forms, form) => {
  if (form.kind !== 'product') return [];
  return form.factors.flatMap((root) => {
    const u = isCall(root.base, 'cbrt') ? root.base.parts[0] : undefined;
    const own = form.factors.find(({ base }) => base === u);
    if (!own || forms.integerOf(own.exponent) === undefined || forms.integerOf(root.exponent) === undefined) return [];
    const others = form.factors.filter((factor) => factor !== root && factor !== own);
    const exponent = forms.add(forms.scale(numeral.whole(3), own.exponent), root.exponent);
    return [forms.product(form.coefficient, [...others, { base: root.base, exponent }])];
  });
};
