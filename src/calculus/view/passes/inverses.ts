/** A function of the inverse of one: sin(arcsin u) is u, cos(arcsin u) is √(1 − u²), cos(atan2(y, x)) is x/√(x² + y²). */
import type { Form } from '../form';
import { isCall } from '../form';
import type { Forms } from '../forms';
import type { Pass } from '../simplify';

type Rule = (forms: Forms, u: Form, v: Form) => Form;

const square = (forms: Forms, u: Form): Form => forms.power(u, forms.two);
const root = (forms: Forms, u: Form): Form => forms.power(u, forms.half);

const itself: Rule = (_forms, u) => u;
/** √(1 − u²), √(1 + u²) and √(u² − 1). */
const leg: Rule = (forms, u) => root(forms, forms.subtract(forms.one, square(forms, u)));
const hypotenuse: Rule = (forms, u) => root(forms, forms.add(forms.one, square(forms, u)));
const excess: Rule = (forms, u) => root(forms, forms.subtract(square(forms, u), forms.one));
const distance: Rule = (forms, u, v) => root(forms, forms.add(square(forms, u), square(forms, v)));

const over =
  (a: Rule, b: Rule): Rule =>
  (forms, u, v) =>
    forms.divide(a(forms, u, v), b(forms, u, v));
const one: Rule = (forms) => forms.one;
const second: Rule = (_forms, _u, v) => v;

/** By the outer function, then the inner one: DLMF 4.23(viii), 4.37(vi). */
const rules: Readonly<Record<string, Readonly<Record<string, Rule>>>> = {
  sin: { asin: itself, acos: leg, atan: over(itself, hypotenuse), atan2: over(itself, distance) },
  cos: { acos: itself, asin: leg, atan: over(one, hypotenuse), atan2: over(second, distance) },
  tan: { atan: itself, asin: over(itself, leg), acos: over(leg, itself), atan2: over(itself, second) },
  sinh: { asinh: itself, acosh: excess, atanh: over(itself, leg) },
  cosh: { acosh: itself, asinh: hypotenuse, atanh: over(one, leg) },
  tanh: { atanh: itself, asinh: over(itself, hypotenuse), acosh: over(excess, itself) },
  exp2: { log2: itself },
  exp10: { log10: itself },
};

function undone(forms: Forms, form: Form): Form | undefined {
  if (form.kind !== 'call' || form.parts.length !== 1) return undefined;
  const [inner] = form.parts as [Form];
  if (inner.kind !== 'call') return undefined;
  const rule = rules[form.name]?.[inner.name];
  const [u, v] = inner.parts as [Form, Form?];
  return rule?.(forms, u, v ?? u);
}

/** 2^log₂ u is u. */
function undonePower(base: Form, exponent: Form): Form | undefined {
  if (base.kind !== 'number') return undefined;
  const name = base.value.value === 2 ? 'log2' : base.value.value === 10 ? 'log10' : undefined;
  return name && isCall(exponent, name) ? exponent.parts[0] : undefined;
}

export const inverses: Pass = (forms, form) => {
  const whole = undone(forms, form);
  if (whole) return [whole];
  if (form.kind !== 'product') return [];
  let isChanged = false;
  const factors = form.factors.map((factor) => {
    const base = undone(forms, factor.base);
    const power = base ? undefined : undonePower(factor.base, factor.exponent);
    isChanged ||= base !== undefined || power !== undefined;
    return power ? { base: power, exponent: forms.one } : base ? { ...factor, base } : factor;
  });
  return isChanged ? [forms.product(form.coefficient, factors)] : [];
};
