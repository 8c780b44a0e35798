/** Numbers of the view: exact where they can be, and decimal where the source wrote decimals (0.5 · 3 is 1.5, not 3/2). */
import type { NumberEntry } from '../graph';
import type { Rational } from '../rational';
import * as rational from '../rational';

export interface Numeral {
  readonly exact: Rational | null;
  readonly value: number;
  /** How the magnitude is spelt; `null` for an integer or a fraction. */
  readonly spelling: string | null;
}

/** Fractions with longer parts are doubles to a reader. */
const LONGEST_PART = 10n ** 12n;

/** Whether a fraction that is not negative tells a reader nothing: 1/4503599627370496. */
export const isLong = ({ numerator, denominator }: Rational): boolean =>
  numerator > LONGEST_PART || denominator > LONGEST_PART;

const magnitude = (r: Rational): Rational => (r.numerator < 0n ? rational.negate(r) : r);

/** The exact number, spelt as a decimal if `decimal` asks for it and a short decimal is exactly it. */
function made(exact: Rational, decimal: boolean): Numeral {
  const value = rational.toDouble(exact);
  if (!decimal || exact.denominator === 1n) return { exact, value, spelling: null };
  const text = String(Math.abs(value));
  const readBack = rational.parseDecimal(text);
  const same = readBack !== undefined && rational.compare(readBack, magnitude(exact)) === 0;
  return { exact, value, spelling: same ? text : null };
}

const double = (value: number): Numeral =>
  Number.isSafeInteger(value)
    ? { exact: { numerator: BigInt(value), denominator: 1n }, value: value + 0, spelling: null }
    : { exact: null, value, spelling: null };

const newWhole = (value: number): Numeral => ({
  exact: { numerator: BigInt(value), denominator: 1n },
  value,
  spelling: null,
});

/** Small whole numbers are what nearly all arithmetic of formulas is about: they are there already. */
const SMALL = 256;
const small: readonly Numeral[] = Array.from({ length: 2 * SMALL + 1 }, (_, i) => newWhole(i - SMALL));

/** @param value a whole number. */
export const whole = (value: number): Numeral => (isSmall(value) ? small[value + SMALL]! : newWhole(value));

const isSmall = (value: number): boolean => value <= SMALL && value >= -SMALL;

export const fromRational = (exact: Rational): Numeral => made(exact, false);

export const zero = whole(0);
export const one = whole(1);
export const minusOne = whole(-1);

/** A number of the graph. `2.0` is 2 to a reader; `1e6` and `0.50` stay. */
export function fromEntry(entry: NumberEntry): Numeral {
  // Only the sign: that of an exponent (`1e-15`) belongs to the magnitude.
  const spelling = entry.spelling?.replace(/^-/, '') ?? null;
  return { ...entry, spelling: spelling !== null && /^\d+\.0*$/.test(spelling) ? null : spelling };
}

export const isZero = (a: Numeral): boolean => a.value === 0;
export const isOne = (a: Numeral): boolean => a.value === 1;
export const isNegative = (a: Numeral): boolean => a.value < 0;
export const isInteger = (a: Numeral): boolean => a.exact !== null && a.exact.denominator === 1n;
export const isEven = (a: Numeral): boolean => isInteger(a) && a.exact!.numerator % 2n === 0n;
/** Spelt as a decimal: not to be turned into a fraction. */
export const isDecimal = (a: Numeral): boolean => a.exact === null || (a.spelling !== null && !isInteger(a));

/** Tells numbers apart: 0.5 and 1/2, so that each keeps its spelling. */
export function key(a: Numeral): string {
  if (a.exact === null) return `~${a.value}d`;
  const { numerator, denominator } = a.exact;
  const digits = Number.isSafeInteger(a.value) && denominator === 1n ? `${a.value}` : `${numerator}/${denominator}`;
  return isDecimal(a) ? `${digits}d` : digits;
}

export const same = (a: Numeral, b: Numeral): boolean =>
  a.exact && b.exact ? rational.compare(a.exact, b.exact) === 0 : Object.is(a.value, b.value);

const decimalOf = (a: Numeral, b: Numeral): boolean => isDecimal(a) || isDecimal(b);

export function add(a: Numeral, b: Numeral): Numeral {
  if (!a.exact || !b.exact) return double(a.value + b.value);
  if (isInteger(a) && isInteger(b) && isSmall(a.value + b.value)) return whole(a.value + b.value);
  return made(rational.add(a.exact, b.exact), decimalOf(a, b));
}

export function multiply(a: Numeral, b: Numeral): Numeral {
  if (isOne(a)) return b;
  if (isOne(b)) return a;
  if (!a.exact || !b.exact) return double(a.value * b.value);
  if (isInteger(a) && isInteger(b) && isSmall(a.value * b.value)) return whole(a.value * b.value);
  return made(rational.multiply(a.exact, b.exact), decimalOf(a, b));
}

export const negate = (a: Numeral): Numeral =>
  a.spelling === null && isInteger(a) && isSmall(a.value)
    ? whole(-a.value)
    : { exact: a.exact && rational.negate(a.exact), value: a.value === 0 ? 0 : -a.value, spelling: a.spelling };

export const absolute = (a: Numeral): Numeral => (isNegative(a) ? negate(a) : a);

/** 1/a. Exact decimals stay decimals only where they end (1/0.5 is 2, 1/0.3 is 10/3). */
export function reciprocal(a: Numeral): Numeral {
  if (!a.exact || a.exact.numerator === 0n) return double(1 / a.value);
  return made(rational.reciprocal(a.exact), isDecimal(a));
}

/** a to an integer power; `undefined` where the result would be no help. */
export function power(a: Numeral, exponent: number): Numeral | undefined {
  if (exponent === 1) return a; // however long it is
  if (!a.exact) return double(a.value ** exponent);
  const result = rational.power(a.exact, BigInt(exponent));
  if (!result || isLong(magnitude(result))) return undefined;
  return made(result, isDecimal(a));
}

/** √a where it is rational and a is exact and positive. */
export function exactRoot(a: Numeral): Numeral | undefined {
  if (!a.exact || a.exact.numerator <= 0n) return undefined;
  const [n, d] = [integerRoot(a.exact.numerator), integerRoot(a.exact.denominator)];
  return n === undefined || d === undefined ? undefined : made({ numerator: n, denominator: d }, isDecimal(a));
}

function integerRoot(n: bigint): bigint | undefined {
  if (n > LONGEST_PART) return undefined;
  const root = BigInt(Math.round(Math.sqrt(Number(n))));
  return root * root === n ? root : undefined;
}

const gcd = (a: bigint, b: bigint): bigint => {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
};

/**
 * The positive number to pull out of a sum with these coefficients: what their numerators have in common, over their
 * denominator if they have one in common; of decimals, only what all share in magnitude.
 */
export function content(coefficients: readonly Numeral[]): Numeral {
  if (coefficients.some(({ value }) => value === 1 || value === -1)) return one;
  const first = absolute(coefficients[0] ?? one);
  if (coefficients.every((c) => same(absolute(c), first))) return first;
  if (coefficients.some(isDecimal)) return one;
  const numerator = coefficients.reduce((divisor, { exact }) => gcd(divisor, exact!.numerator), 0n);
  const denominator = coefficients[0]!.exact!.denominator;
  const isShared = coefficients.every(({ exact }) => exact!.denominator === denominator);
  if (numerator > LONGEST_PART || denominator > LONGEST_PART) return one;
  return fromRational({ numerator, denominator: isShared ? denominator : 1n });
}

/**
 * Whether two numbers are one for forms, or with `sign` −1 opposites: an exact number is never one with a double, and how
 * they are spelt does not matter.
 */
export function isIdentical(a: Numeral, b: Numeral, sign: 1 | -1 = 1): boolean {
  if (a.value !== sign * b.value && !(Number.isNaN(a.value) && Number.isNaN(b.value))) return false;
  if (!a.exact || !b.exact) return a.exact === b.exact;
  const { numerator, denominator } = b.exact;
  return a.exact.denominator === denominator && a.exact.numerator === (sign === 1 ? numerator : -numerator);
}

export const compare = (a: Numeral, b: Numeral): number =>
  a.exact && b.exact ? rational.compare(a.exact, b.exact) : a.value - b.value;
