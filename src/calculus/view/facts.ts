/** What is certain of a form's sign, for every value of its variables in the domain. */
import { functionRows } from '../functions/table';
import type { Addend, Factor, Form } from './form';
import { isConstantNamed } from './form';
import * as numeral from './numeral';

const ranges = new Map(functionRows.flatMap((row) => (row.range ? [[row.name, row.range] as const] : [])));

const partial = new Set(functionRows.filter((row) => row.domain).map((row) => row.name));
const totals = new WeakMap<Form, boolean>();

/** Whether it has a value for all values of its variables but single ones: ln u and √u have none for u < 0. */
export function isTotal(form: Form): boolean {
  let value = totals.get(form);
  if (value === undefined) totals.set(form, (value = total(form)));
  return value;
}

function total(form: Form): boolean {
  switch (form.kind) {
    case 'number':
    case 'atom':
      return true;
    case 'sum':
      return form.addends.every((addend) => isTotal(addend.form));
    case 'product':
      return form.factors.every(({ base, exponent }) => {
        const isWhole = exponent.kind === 'number' && numeral.isInteger(exponent.value);
        return isTotal(base) && isTotal(exponent) && (isWhole || isPositive(base));
      });
    case 'call':
      return !partial.has(form.name) && form.parts.every(isTotal);
    case 'opaque':
      return false;
  }
}

const known = { positive: new WeakMap<Form, boolean>(), nonnegative: new WeakMap<Form, boolean>() };

export const isPositive = (form: Form): boolean => cached('positive', form);
export const isNonnegative = (form: Form): boolean => cached('nonnegative', form);

function cached(fact: 'positive' | 'nonnegative', form: Form): boolean {
  let value = known[fact].get(form);
  if (value === undefined) {
    value = fact === 'positive' ? positive(form) : nonnegative(form);
    known[fact].set(form, value);
  }
  return value;
}

function positive(form: Form): boolean {
  switch (form.kind) {
    case 'number':
      return form.value.value > 0;
    case 'atom':
      return form.facts.positive === true;
    case 'sum':
      return addendsAreNonnegative(form.addends) && form.addends.some((a) => isPositive(a.form));
    case 'product':
      return (
        form.coefficient.value > 0 && form.factors.every(({ base }) => isConstantNamed(base, 'e') || isPositive(base))
      );
    case 'call':
      return ranges.get(form.name) === 'positive';
    case 'opaque':
      return false;
  }
}

function nonnegative(form: Form): boolean {
  if (isPositive(form)) return true;
  switch (form.kind) {
    case 'number':
      return form.value.value >= 0;
    case 'atom':
      return form.facts.nonnegative === true;
    case 'sum':
      return addendsAreNonnegative(form.addends);
    case 'product':
      return form.coefficient.value > 0 && form.factors.every(factorIsNonnegative);
    case 'call':
      return ranges.has(form.name);
    case 'opaque':
      return false;
  }
}

const addendsAreNonnegative = (addends: readonly Addend[]): boolean =>
  addends.every(({ coefficient, form }) => coefficient.value > 0 && isNonnegative(form));

/** Even powers, and powers that are there for bases ≥ 0 only. */
function factorIsNonnegative({ base, exponent }: Factor): boolean {
  if (isNonnegative(base)) return true;
  if (exponent.kind !== 'number') return false;
  return numeral.isInteger(exponent.value) ? numeral.isEven(exponent.value) : exponent.value.exact !== null;
}
