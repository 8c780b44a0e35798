/**
 * Polynomials with exact rational coefficients in atoms, whose exponents are any fractions (also negative): the normal
 * form in which equal expressions are found to be equal. An atom is a number; what it stands for is known elsewhere.
 */
import * as exact from '../calculus/rational';
import type { Rational } from '../calculus/rational';

/** An exponent n/d in lowest terms, d > 0. */
export interface Exponent {
  readonly n: number;
  readonly d: number;
}

/** Atoms with their exponents, sorted by atom; no exponent is 0. */
export type Monomial = readonly (readonly [atom: number, exponent: Exponent])[];

export interface Term {
  readonly monomial: Monomial;
  readonly coefficient: Rational;
}

/** Terms by the key of their monomial; no coefficient is 0. */
export type Laurent = ReadonlyMap<string, Term>;

/** The work has grown past its budget, or past what the normal form can hold: nothing is decided. */
export class Undecided extends Error {}

/** Counts work, and ends it. */
export class Effort {
  private left: number;

  constructor(
    operations: number,
    private readonly deadline: number = Infinity,
  ) {
    this.left = operations;
  }

  spend(operations: number): void {
    this.left -= operations;
    if (this.left < 0) throw new Undecided('too many terms');
    if (performance.now() > this.deadline) throw new Undecided('out of time');
  }
}

function divisor(a: number, b: number): number {
  let [x, y] = [Math.abs(a), Math.abs(b)];
  while (y !== 0) [x, y] = [y, x % y];
  return x;
}

export function exponent(n: number, d = 1): Exponent {
  if (!Number.isSafeInteger(n) || !Number.isSafeInteger(d)) throw new Undecided('an exponent is too long');
  const common = divisor(n, d) * Math.sign(d);
  return { n: n / common + 0, d: d / common };
}

export const addExponents = (p: Exponent, q: Exponent): Exponent =>
  p.d === 1 && q.d === 1 ? { n: p.n + q.n, d: 1 } : exponent(p.n * q.d + q.n * p.d, p.d * q.d);

export const multiplyExponents = (p: Exponent, q: Exponent): Exponent => exponent(p.n * q.n, p.d * q.d);

/** A fraction as an exponent; too long a one is not decided. */
export function exponentOf({ numerator, denominator }: Rational): Exponent {
  return exponent(Number(numerator), Number(denominator));
}

export const rationalOf = ({ n, d }: Exponent): Rational => exact.rational(BigInt(n), BigInt(d));

export const keyOfMonomial = (monomial: Monomial): string =>
  monomial
    .map(([atom, { n, d }]) => (d === 1 ? (n === 1 ? `${atom}` : `${atom}^${n}`) : `${atom}^${n}/${d}`))
    .join(' ');

/** The polynomial as text; equal polynomials have equal texts. */
export function keyOf(p: Laurent): string {
  const parts = [...p].map(
    ([
      key,
      {
        coefficient: { numerator, denominator },
      },
    ]) => `${numerator}/${denominator}*${key}`,
  );
  return parts.sort().join('+');
}

export const zero: Laurent = new Map();

export function constant(value: Rational): Laurent {
  return value.numerator === 0n ? zero : new Map([['', { monomial: [], coefficient: value }]]);
}

export const one: Laurent = constant(exact.one);

export function power(atom: number, by: Exponent): Laurent {
  if (by.n === 0) return one;
  const monomial: Monomial = [[atom, by]];
  return new Map([[keyOfMonomial(monomial), { monomial, coefficient: exact.one }]]);
}

export const termPolynomial = (term: Term): Laurent => new Map([[keyOfMonomial(term.monomial), term]]);

/** The value, if the polynomial is a number. */
export function constantValue(p: Laurent): Rational | undefined {
  if (p.size === 0) return exact.zero;
  return p.size === 1 ? p.get('')?.coefficient : undefined;
}

export function add(p: Laurent, q: Laurent, effort: Effort): Laurent {
  if (p.size === 0) return q;
  if (q.size === 0) return p;
  effort.spend(q.size);
  const sum = new Map(p);
  for (const [key, term] of q) addTerm(sum, key, term);
  return sum;
}

function addTerm(sum: Map<string, Term>, key: string, term: Term): void {
  const known = sum.get(key);
  if (!known) {
    sum.set(key, term);
    return;
  }
  const coefficient = exact.add(known.coefficient, term.coefficient);
  if (coefficient.numerator === 0n) sum.delete(key);
  else if (exact.isTooLong(coefficient)) throw new Undecided('a coefficient is too long');
  else sum.set(key, { monomial: known.monomial, coefficient });
}

export function scale(p: Laurent, factor: Rational): Laurent {
  if (factor.numerator === 0n) return zero;
  return new Map(
    [...p].map(([key, { monomial, coefficient }]) => [
      key,
      { monomial, coefficient: exact.multiply(coefficient, factor) },
    ]),
  );
}

export const negate = (p: Laurent): Laurent => scale(p, exact.negate(exact.one));

/** @param idempotent atoms a with a² = a: indicators of conditions. */
export function multiply(p: Laurent, q: Laurent, effort: Effort, idempotent: (atom: number) => boolean): Laurent {
  effort.spend(p.size * q.size);
  const product = new Map<string, Term>();
  for (const left of p.values())
    for (const right of q.values()) {
      const monomial = multiplyMonomials(left.monomial, right.monomial, idempotent);
      addTerm(product, keyOfMonomial(monomial), {
        monomial,
        coefficient: exact.multiply(left.coefficient, right.coefficient),
      });
    }
  return product;
}

export function multiplyMonomials(p: Monomial, q: Monomial, idempotent: (atom: number) => boolean): Monomial {
  const result: (readonly [number, Exponent])[] = [];
  let [i, j] = [0, 0];
  while (i < p.length || j < q.length) {
    const [left, right] = [p[i], q[j]];
    if (left && (!right || left[0] < right[0])) {
      result.push(left);
      i += 1;
    } else if (right && (!left || right[0] < left[0])) {
      result.push(right);
      j += 1;
    } else if (left && right) {
      const sum = idempotent(left[0]) ? left[1] : addExponents(left[1], right[1]);
      if (sum.n !== 0) result.push([left[0], sum]);
      i += 1;
      j += 1;
    }
  }
  return result;
}

/** The term that comes first in an order that does not depend on how the polynomial was made. */
export function leadingTerm(p: Laurent): Term | undefined {
  let best: [string, Term] | undefined;
  for (const entry of p) if (!best || entry[0] > best[0]) best = entry;
  return best?.[1];
}

export function exponentIn(monomial: Monomial, atom: number): Exponent {
  return monomial.find(([other]) => other === atom)?.[1] ?? { n: 0, d: 1 };
}

export const withoutAtom = (monomial: Monomial, atom: number): Monomial => monomial.filter(([other]) => other !== atom);

/** Every atom in the polynomial. */
export function atomsOf(p: Laurent): Set<number> {
  const atoms = new Set<number>();
  for (const { monomial } of p.values()) for (const [atom] of monomial) atoms.add(atom);
  return atoms;
}
