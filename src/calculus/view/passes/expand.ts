/** Products of sums multiplied out, where that makes them shorter: (x + 1)² − x² is 2x + 1. */
import type { Addend, Factor, Form } from '../form';
import type { Forms } from '../forms';
import * as numeral from '../numeral';
import type { Numeral } from '../numeral';
import { formCost } from '../share';
import type { Pass } from '../simplify';
import { factored, factorsOf } from './factor';

/** Addends above which nothing is multiplied out. */
const MOST_ADDENDS = 60;
const HIGHEST_POWER = 4;
const EXPANSION_MUST_SAVE = 0.4;

/** Each factor's addends with each other's: found once for one form. */
const multiplied = new WeakMap<Forms, Map<Form, readonly Addend[] | null>>();

/** The product as a sum, or `undefined` where it is none or would be too long. */
function multipliedOut(forms: Forms, { coefficient, form }: Addend): readonly Addend[] | undefined {
  const known = multiplied.get(forms) ?? new Map<Form, readonly Addend[] | null>();
  multiplied.set(forms, known);
  let addends = known.get(form);
  if (addends === undefined) known.set(form, (addends = productOut(forms, form)));
  if (addends === null) return undefined;
  return numeral.isOne(coefficient)
    ? addends
    : addends.map((a) => ({ coefficient: numeral.multiply(a.coefficient, coefficient), form: a.form }));
}

function productOut(forms: Forms, form: Form): readonly Addend[] | null {
  const sums: Factor[] = [];
  const others: Factor[] = [];
  for (const factor of factorsOf(forms, form)) {
    const n = forms.integerOf(factor.exponent);
    const isSum = factor.base.kind === 'sum' && n !== undefined && n > 0 && n <= HIGHEST_POWER;
    (isSum ? sums : others).push(factor);
  }
  if (sums.length === 0) return null;
  let addends: Addend[] = [{ coefficient: numeral.one, form: forms.product(numeral.one, others) }];
  for (const { base, exponent } of sums) {
    const times = forms.integerOf(exponent) ?? 0;
    for (let i = 0; i < times; i += 1) {
      if (base.kind !== 'sum' || addends.length * base.addends.length > MOST_ADDENDS) return null;
      const product = addends.flatMap((a) =>
        base.addends.map((b) => ({
          coefficient: numeral.multiply(a.coefficient, b.coefficient),
          form: forms.multiply(a.form, b.form),
        })),
      );
      const collected = forms.sum(product);
      addends = addendsOf(forms, collected);
    }
  }
  return addends;
}

/** What a sum costs at least: a letter for each addend that is not collected with another, and a sign between two. */
function leastCost(addends: readonly Addend[]): number {
  if (addends.some(({ form }) => form.kind === 'sum')) return 0;
  const collected = new Map<Form, Numeral>();
  for (const { coefficient, form } of addends) {
    const known = collected.get(form);
    collected.set(form, known ? numeral.add(known, coefficient) : coefficient);
  }
  const count = [...collected.values()].filter((coefficient) => !numeral.isZero(coefficient)).length;
  return 1.5 * count - 1;
}

function addendsOf(forms: Forms, form: Form): Addend[] {
  const { coefficient, form: rest } = forms.split(form);
  if (rest.kind !== 'sum') return [{ coefficient, form: rest }];
  return rest.addends.map((a) => ({ coefficient: numeral.multiply(a.coefficient, coefficient), form: a.form }));
}

export const expansion: Pass = (forms, form, simplify) => {
  if (form.kind !== 'sum' && form.kind !== 'product') return [];
  const addends = form.kind === 'sum' ? form.addends : [forms.split(form)];
  const expanded: Addend[] = [];
  let isChanged = false;
  for (const addend of addends) {
    const made = multipliedOut(forms, addend);
    isChanged ||= made !== undefined;
    expanded.push(...(made ?? [addend]));
    if (expanded.length > MOST_ADDENDS) return [];
  }
  if (!isChanged || leastCost(expanded) > formCost(form)) return [];
  const sum = forms.sum(expanded);
  if (sum === form) return [];
  const { coefficient, form: rest } = forms.split(sum);
  const again =
    rest.kind === 'sum' && form.kind === 'sum'
      ? factored(forms, rest, simplify).map((candidate) => forms.scale(coefficient, candidate))
      : [];
  // What is factored shows more: it is given up only for something clearly shorter.
  const enough = formCost(form) - EXPANSION_MUST_SAVE;
  return [sum, ...again].filter((candidate) => formCost(candidate) < enough);
};
