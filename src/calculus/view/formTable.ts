/** The sums and products that there are, found by what they are made of: no text is put together to look one up. */
import type { Addend, Factor, Form, ProductForm, SumForm } from './form';
import * as numeral from './numeral';
import type { Numeral } from './numeral';

const SMALLEST = 64;

export class FormTable {
  /** Open addressing: a form stands in the first free place from its hash on. At most half of the places are taken. */
  private places: (SumForm | ProductForm | undefined)[] = new Array<undefined>(SMALLEST).fill(undefined);
  private count = 0;

  /**
   * The sum of the addends, or with `sign` −1 of their opposites.
   *
   * @param addends in the order of their forms' ids, as in every sum that was put here.
   */
  sum(addends: readonly Addend[], sign: 1 | -1 = 1): SumForm | undefined {
    for (let at = hashOfSum(addends, sign); ; at += 1) {
      const form = this.places[at & (this.places.length - 1)];
      if (form === undefined) return undefined;
      if (form.kind === 'sum' && isSum(form.addends, addends, sign)) return form;
    }
  }

  /** @param factors in the order of their bases' ids, as in every product that was put here. */
  product(coefficient: Numeral, factors: readonly Factor[]): ProductForm | undefined {
    for (let at = hashOfProduct(coefficient, factors); ; at += 1) {
      const form = this.places[at & (this.places.length - 1)];
      if (form === undefined) return undefined;
      if (form.kind === 'product' && isProduct(form, coefficient, factors)) return form;
    }
  }

  put(form: SumForm | ProductForm): void {
    this.count += 1;
    if (2 * this.count > this.places.length) {
      const before = this.places;
      this.places = new Array<undefined>(2 * before.length).fill(undefined);
      for (const known of before) if (known) this.place(known);
    }
    this.place(form);
  }

  private place(form: SumForm | ProductForm): void {
    const mask = this.places.length - 1;
    let at = (form.kind === 'sum' ? hashOfSum(form.addends, 1) : hashOfProduct(form.coefficient, form.factors)) & mask;
    while (this.places[at] !== undefined) at = (at + 1) & mask;
    this.places[at] = form;
  }
}

/** The bits of a hash brought together with another number, so that all of them depend on all. */
function mixed(hash: number, value: number): number {
  const product = Math.imul(hash ^ value, 0x9e3779b1);
  return product ^ (product >>> 15);
}

/** Equal for numbers that are the same: of large ones and of fractions, that is enough. */
const hashOfNumber = (value: number): number => (value | 0) ^ ((value % 1) * 0x7fffffff);

const hashOfSum = (addends: readonly Addend[], sign: 1 | -1): number => {
  let hash = addends.length;
  for (const { coefficient, form } of addends)
    hash = mixed(mixed(hash, form.id), hashOfNumber(sign * coefficient.value));
  return hash;
};

const hashOfProduct = (coefficient: Numeral, factors: readonly Factor[]): number => {
  let hash = mixed(~factors.length, hashOfNumber(coefficient.value));
  for (const { base, exponent } of factors) hash = mixed(mixed(hash, base.id), exponent.id);
  return hash;
};

function isSum(known: readonly Addend[], addends: readonly Addend[], sign: 1 | -1): boolean {
  if (known.length !== addends.length) return false;
  for (let i = 0; i < known.length; i += 1) {
    const [a, b] = [known[i]!, addends[i]!];
    if (a.form !== b.form || !numeral.isIdentical(a.coefficient, b.coefficient, sign)) return false;
  }
  return true;
}

function isProduct(known: ProductForm, coefficient: Numeral, factors: readonly Factor[]): boolean {
  if (known.factors.length !== factors.length || !numeral.isIdentical(known.coefficient, coefficient)) return false;
  for (let i = 0; i < factors.length; i += 1) {
    const [a, b] = [known.factors[i]!, factors[i]!];
    if (a.base !== b.base || a.exponent !== b.exponent) return false;
  }
  return true;
}

/** The parts in the order of their forms' ids. */
export function inOrderOf<T>(parts: readonly T[], formOf: (part: T) => Form): readonly T[] {
  for (let i = 1; i < parts.length; i += 1)
    if (formOf(parts[i - 1]!).id > formOf(parts[i]!).id) return [...parts].sort((a, b) => formOf(a).id - formOf(b).id);
  return parts;
}
