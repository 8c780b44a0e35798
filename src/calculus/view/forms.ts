/** Makes forms: interned, in normal form. Every rule here holds wherever what it is given is defined. */
import type { ConstantName } from '../operations';
import { functionRows } from '../functions/table';
import type { Allowance } from './effort';
import type { Addend, AtomFacts, Factor, Form, Label, ProductForm, SumForm } from './form';
import { isCall, isConstantNamed } from './form';
import { isNonnegative, isPositive } from './facts';
import { FormTable, inOrderOf } from './formTable';
import * as numeral from './numeral';
import type { Numeral } from './numeral';
import type { Term } from './term';

const parities = new Map(functionRows.flatMap((row) => (row.parity ? [[row.name, row.parity] as const] : [])));

/** Steps for a form that was not there: it is written and measured later. */
const NEW_FORM = 4;

/** A form without its id: `Omit` over each member of the union. */
type Unnumbered = Form extends infer F ? (F extends Form ? Omit<F, 'id'> : never) : never;

const opposites = (addends: readonly Addend[]): Addend[] =>
  addends.map(({ coefficient, form }) => ({ coefficient: numeral.negate(coefficient), form }));

const hasAddend = (sum: Form, form: Form): boolean =>
  sum.kind === 'sum' && sum.addends.some((addend) => addend.form === form);

export class Forms {
  private readonly known = new Map<string, Form>();
  private readonly composite = new FormTable();
  private count = 0;

  /** @param effort what forms that are looked up or made are counted by. */
  constructor(private readonly effort: Pick<Allowance, 'spend'> | null = null) {}

  readonly zero = this.number(numeral.zero);
  readonly one = this.number(numeral.one);
  readonly minusOne = this.number(numeral.minusOne);
  readonly two = this.number(numeral.whole(2));
  readonly half = this.number(numeral.reciprocal(numeral.whole(2)));
  readonly e = this.constant('e');

  number(value: Numeral): Form {
    return this.intern(`n${numeral.key(value)}`, { kind: 'number', value });
  }

  /** @param key tells atoms apart: two symbols may have one name. */
  atom(key: string, term: Term, rank: number, facts: AtomFacts = {}): Form {
    return this.intern(`a${key}`, { kind: 'atom', term, rank, facts });
  }

  constant(name: ConstantName): Form {
    return this.atom(`constant ${name}`, { kind: 'constant', name }, -1, { positive: true, nonnegative: true });
  }

  opaque(label: Label, parts: readonly Form[]): Form {
    return this.intern(`o${JSON.stringify(label)}(${parts.map((p) => p.id).join()})`, { kind: 'opaque', label, parts });
  }

  call(name: string, parts: readonly Form[]): Form {
    const [first] = parts as [Form];
    if (name === 'exp') return this.power(this.e, first);
    if (name === 'sqrt') return this.power(first, this.half);
    if (name === 'hypot') return this.power(this.add(...parts.map((part) => this.power(part, this.two))), this.half);
    if (name === 'log' && first.kind === 'product' && first.factors.length === 1) {
      const { base, exponent } = first.factors[0] as Factor;
      if (isConstantNamed(base, 'e') && numeral.isOne(first.coefficient)) return exponent;
    }
    if (name === 'log' && first === this.e) return this.one;
    const parity = parts.length === 1 ? parities.get(name) : undefined;
    if (parity && this.isNegative(first)) {
      const positive = this.call(name, [this.negate(first)]);
      return parity === 'even' ? positive : this.negate(positive);
    }
    if (name === 'abs' && isNonnegative(first)) return first;
    if (name === 'sign' && (first === this.zero || isPositive(first))) return first === this.zero ? first : this.one;
    if (name === 'sign' && first.kind === 'product') {
      const kept = first.factors.filter(({ base, exponent }) => !isPositive(this.power(base, exponent)));
      if (kept.length === 0) return this.isNegative(first) ? this.minusOne : this.one;
      if (kept.length < first.factors.length) return this.call('sign', [this.product(first.coefficient, kept)]);
    }
    return this.intern(`f${name}(${parts.map((p) => p.id).join()})`, { kind: 'call', name, parts });
  }

  isNegative(form: Form): boolean {
    if (form.kind === 'number') return numeral.isNegative(form.value);
    return form.kind === 'product' && numeral.isNegative(form.coefficient);
  }

  negate(form: Form): Form {
    return this.scale(numeral.minusOne, form);
  }

  scale(coefficient: Numeral, form: Form): Form {
    return numeral.isOne(coefficient) ? form : this.product(coefficient, [{ base: form, exponent: this.one }]);
  }

  /** The form as a coefficient and the rest; of a number, the rest is 1. */
  split(form: Form): Addend {
    if (form.kind === 'number') return { coefficient: form.value, form: this.one };
    if (form.kind !== 'product' || numeral.isOne(form.coefficient)) return { coefficient: numeral.one, form };
    return { coefficient: form.coefficient, form: this.productOf(numeral.one, form.factors) };
  }

  add(...forms: readonly Form[]): Form {
    return this.sum(forms.map((form) => ({ coefficient: numeral.one, form })));
  }

  subtract(a: Form, b: Form): Form {
    return this.add(a, this.negate(b));
  }

  multiply(...forms: readonly Form[]): Form {
    return this.product(
      numeral.one,
      forms.map((base) => ({ base, exponent: this.one })),
    );
  }

  divide(a: Form, b: Form): Form {
    return this.product(numeral.one, [
      { base: a, exponent: this.one },
      { base: b, exponent: this.minusOne },
    ]);
  }

  power(base: Form, exponent: Form): Form {
    return this.product(numeral.one, [{ base, exponent }]);
  }

  /**
   * Σ coefficient · form, with like terms collected; its content is pulled out in front. A sum with a coefficient stays
   * together, 2(x − 1) + y, unless one of its addends meets its like.
   */
  sum(addends: readonly Addend[]): Form {
    const collected = new Map<Form, Numeral>();
    const held = new Map<Form, Numeral>();
    const put = (target: Map<Form, Numeral>, coefficient: Numeral, form: Form): void => {
      const known = target.get(form);
      target.set(form, known ? numeral.add(known, coefficient) : coefficient);
    };
    const collect = (coefficient: Numeral, form: Form): void => {
      let [total, rest] = [coefficient, form];
      if (form.kind === 'number') [total, rest] = [numeral.multiply(coefficient, form.value), this.one];
      else if (form.kind === 'product' && !numeral.isOne(form.coefficient)) {
        total = numeral.multiply(coefficient, form.coefficient);
        rest = this.productOf(numeral.one, form.factors);
      }
      if (rest.kind !== 'sum') put(collected, total, rest);
      else if (total.value === 1 || total.value === -1) spread(total, rest);
      else put(held, total, rest);
    };
    const spread = (coefficient: Numeral, sum: SumForm): void => {
      for (const inner of sum.addends) collect(numeral.multiply(coefficient, inner.coefficient), inner.form);
    };
    for (const { coefficient, form } of addends) collect(coefficient, form);
    if (held.size === 0) return this.collectedSum(collected);
    const mustSpread = (sum: SumForm, coefficient: Numeral): boolean =>
      Math.abs(coefficient.value) === 1 ||
      sum.addends.some(
        ({ form }) => collected.has(form) || [...held.keys()].some((other) => other !== sum && hasAddend(other, form)),
      );
    for (let isSettled = false; !isSettled;) {
      isSettled = true;
      for (const [form, coefficient] of held) {
        if (form.kind !== 'sum' || !mustSpread(form, coefficient)) continue;
        held.delete(form);
        spread(coefficient, form);
        isSettled = false;
        break;
      }
    }
    for (const [form, coefficient] of held) collected.set(form, coefficient);
    return this.collectedSum(collected);
  }

  private collectedSum(collected: ReadonlyMap<Form, Numeral>): Form {
    const kept: Addend[] = [];
    for (const [form, coefficient] of collected) if (!numeral.isZero(coefficient)) kept.push({ coefficient, form });
    const [first] = kept;
    if (!first) return this.zero;
    if (kept.length === 1) return first.form === this.one ? this.number(first.coefficient) : this.scaled(first);
    return this.primitive(kept);
  }

  private scaled({ coefficient, form }: Addend): Form {
    if (numeral.isOne(coefficient)) return form;
    const factors = form.kind === 'product' ? form.factors : [{ base: form, exponent: this.one }];
    return this.productOf(coefficient, factors);
  }

  /** content · sign · (a sum in the orientation in which it was seen first). */
  private primitive(addends: readonly Addend[]): Form {
    const isNested = addends.some(({ form }) => form.kind === 'sum');
    const divisor = isNested ? numeral.one : numeral.content(addends.map((a) => a.coefficient));
    const inverse = numeral.reciprocal(divisor);
    const scaled = numeral.isOne(divisor)
      ? addends
      : addends.map(({ coefficient, form }) => ({ coefficient: numeral.multiply(coefficient, inverse), form }));
    const sorted = inOrderOf(scaled, (addend) => addend.form);
    let found = this.composite.sum(sorted);
    let isFlipped = false;
    if (!found) {
      found = this.composite.sum(sorted, -1);
      isFlipped = found !== undefined || sorted.every((a) => a.coefficient.value < 0);
    }
    this.effort?.spend();
    const sum = found ?? this.newSum(isFlipped ? opposites(sorted) : sorted);
    const factor = isFlipped ? numeral.negate(divisor) : divisor;
    return numeral.isOne(factor) ? sum : this.productOf(factor, [{ base: sum, exponent: this.one }]);
  }

  /** coefficient · Π base^exponent, with like bases collected. */
  product(coefficient: Numeral, factors: readonly Factor[]): Form {
    const exponents = new Map<Form, Form>();
    let total = coefficient;
    const put = (base: Form, exponent: Form): void => {
      const known = exponents.get(base);
      exponents.set(base, known ? this.add(known, exponent) : exponent);
    };
    const collect = (base: Form, exponent: Form): void => {
      const n = this.integerOf(exponent);
      if (n === 0 || base === this.one) return;
      if (base.kind === 'number') {
        const value = n === undefined ? undefined : numeral.power(base.value, n);
        if (value) total = numeral.multiply(total, value);
        else this.numberPower(base, exponent, put, (c) => (total = numeral.multiply(total, c)));
      } else if (base.kind === 'product')
        this.productPower(base, exponent, n, collect, put, (c) => (total = numeral.multiply(total, c)));
      else if (n !== undefined && n % 2 === 0 && isCall(base, 'abs')) collect(base.parts[0] as Form, exponent);
      else if (base === this.e) this.exponential(exponent, put, collect);
      else put(base, exponent);
    };
    for (const { base, exponent } of factors) collect(base, exponent);
    if (numeral.isZero(total)) return this.zero;
    // Collected exponents may have become even, or a number's may have become whole: one more round settles them.
    const settled = [...exponents].filter(([, exponent]) => exponent !== this.zero);
    if (settled.some(([base, exponent]) => this.isUnsettled(base, exponent))) {
      return this.product(
        total,
        settled.map(([base, exponent]) => ({ base, exponent })),
      );
    }
    return this.productOf(
      total,
      settled.map(([base, exponent]) => ({ base, exponent })),
    );
  }

  private isUnsettled(base: Form, exponent: Form): boolean {
    const n = this.integerOf(exponent);
    if (base.kind === 'number') return n !== undefined && numeral.power(base.value, n) !== undefined;
    // A product whose coefficient has no such power stays as it is: another round would not change it.
    if (base.kind === 'product') return n !== undefined && numeral.power(base.coefficient, n) !== undefined;
    return n !== undefined && n % 2 === 0 && isCall(base, 'abs');
  }

  /** √8 keeps its number under the root, √4 is 2. */
  private numberPower(
    base: Form & { kind: 'number' },
    exponent: Form,
    put: (b: Form, e: Form) => void,
    scale: (c: Numeral) => void,
  ): void {
    // Twice anything but a number is none; to write it out doubles the work at each level of a tower of powers.
    const doubled = exponent.kind === 'number' ? this.integerOf(this.scale(numeral.whole(2), exponent)) : undefined;
    const root = doubled === undefined ? undefined : numeral.exactRoot(base.value);
    const value = root && numeral.power(root, doubled as number);
    if (value) scale(value);
    else put(base, exponent);
  }

  /** (c·Πuᵢ^aᵢ)^n: distributed where that is right for every real uᵢ. */
  private productPower(
    base: Form & { kind: 'product' },
    exponent: Form,
    n: number | undefined,
    collect: (b: Form, e: Form) => void,
    put: (b: Form, e: Form) => void,
    scale: (c: Numeral) => void,
  ): void {
    if (n !== undefined) {
      const c = numeral.power(base.coefficient, n);
      if (c === undefined) return put(base, exponent);
      scale(c);
      for (const factor of base.factors) collect(factor.base, this.multiply(factor.exponent, exponent));
      return;
    }
    const [only] = base.factors as [Factor];
    if (base.factors.length === 1 && numeral.isOne(base.coefficient)) {
      const inner = this.integerOf(only.exponent);
      const product = this.multiply(only.exponent, exponent);
      // uᵃ with a fractional or unknown a is there for u ≥ 0 only.
      if (inner === undefined || isNonnegative(only.base)) return collect(only.base, product);
      // uⁿ with an odd n has such a power for u ≥ 0 only, too.
      return collect(inner % 2 === 0 ? this.call('abs', [only.base]) : only.base, product);
    }
    const root =
      exponent.kind === 'number' && exponent.value.value === 0.5 ? numeral.exactRoot(base.coefficient) : undefined;
    if (root && !numeral.isOne(root)) {
      scale(root);
      return collect(this.productOf(numeral.one, base.factors), exponent);
    }
    put(base, exponent);
  }

  /** e^(c·ln u) = uᶜ. */
  private exponential(exponent: Form, put: (b: Form, e: Form) => void, collect: (b: Form, e: Form) => void): void {
    const { coefficient, form } = this.split(exponent);
    if (isCall(form, 'log')) collect(form.parts[0] as Form, this.number(coefficient));
    else put(this.e, exponent);
  }

  /** The integer that an exponent is, where it is one and is small enough to matter. */
  integerOf(exponent: Form): number | undefined {
    if (exponent.kind !== 'number' || !numeral.isInteger(exponent.value)) return undefined;
    return Math.abs(exponent.value.value) <= 1e6 ? exponent.value.value : undefined;
  }

  /** Interns a product whose parts are in normal form already. */
  private productOf(coefficient: Numeral, factors: readonly Factor[]): Form {
    const [only] = factors;
    if (!only) return this.number(coefficient);
    if (factors.length === 1 && only.exponent === this.one) {
      if (numeral.isOne(coefficient)) return only.base;
      if (only.base.kind === 'product')
        return this.productOf(numeral.multiply(coefficient, only.base.coefficient), only.base.factors);
    }
    const sorted = inOrderOf(factors, (factor) => factor.base);
    this.effort?.spend();
    return this.composite.product(coefficient, sorted) ?? this.newProduct(coefficient, sorted);
  }

  private newSum(addends: readonly Addend[]): SumForm {
    const made: SumForm = { kind: 'sum', addends, id: this.next() };
    this.composite.put(made);
    return made;
  }

  private newProduct(coefficient: Numeral, factors: readonly Factor[]): ProductForm {
    const made: ProductForm = { kind: 'product', coefficient, factors, id: this.next() };
    this.composite.put(made);
    return made;
  }

  /** The id of a form that was not there. */
  private next(): number {
    this.effort?.spend(NEW_FORM);
    this.count += 1;
    return this.count - 1;
  }

  private intern(key: string, form: Unnumbered): Form {
    this.effort?.spend();
    const known = this.known.get(key);
    if (known) return known;
    const made = { ...form, id: this.next() } as Form;
    this.known.set(key, made);
    return made;
  }
}
