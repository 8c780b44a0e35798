/** Exact numbers: reduced fractions of big integers, the denominator positive. */
export interface Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** Past this many bits a fraction is no help to a reader and a cost to every sum: it becomes a double. */
const MAXIMUM_BITS = 2048n;
const TOO_LONG = 1n << MAXIMUM_BITS;

export const zero: Rational = { numerator: 0n, denominator: 1n };
export const one: Rational = { numerator: 1n, denominator: 1n };

const LARGEST_SAFE = BigInt(Number.MAX_SAFE_INTEGER);

const isSafe = (a: bigint): boolean => a <= LARGEST_SAFE && a >= -LARGEST_SAFE;

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  if (isSafe(a) && isSafe(b)) {
    // Doubles divide integers of this size exactly, and much faster.
    let [x, y] = [Math.abs(Number(a)), Math.abs(Number(b))];
    while (y !== 0) [x, y] = [y, x % y];
    return BigInt(x);
  }
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** The reduced fraction. Throws a RangeError when the denominator is 0. */
export function rational(numerator: bigint, denominator: bigint = 1n): Rational {
  if (denominator === 1n) return { numerator, denominator };
  if (denominator === 0n) throw new RangeError('a fraction with the denominator 0');
  const divisor = greatestCommonDivisor(numerator, denominator);
  if (divisor === 1n && denominator > 0n) return { numerator, denominator };
  const sign = denominator < 0n ? -1n : 1n;
  return { numerator: (sign * numerator) / divisor, denominator: (sign * denominator) / divisor };
}

/** A decimal literal (`12`, `0.1`, `1.5e-3`) as the exact number that it spells; `undefined` for anything else. */
export function parseDecimal(text: string): Rational | undefined {
  const match = /^(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text.replaceAll('_', ''));
  if (!match || ((match[1] ?? '') === '' && (match[2] ?? '') === '')) return undefined;
  const fraction = match[2] ?? '';
  const exponent = Number(match[3] ?? '0') - fraction.length;
  if (Math.abs(exponent) > 400) return undefined;
  const digits = BigInt((match[1] ?? '') + fraction);
  return exponent >= 0 ? rational(digits * 10n ** BigInt(exponent)) : rational(digits, 10n ** BigInt(-exponent));
}

/** A finite double as the exact fraction that it is. */
export function fromDouble(value: number): Rational {
  if (Number.isSafeInteger(value)) return { numerator: BigInt(value), denominator: 1n };
  let [mantissa, exponent] = [value, 0];
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2;
    exponent += 1;
  }
  return rational(BigInt(mantissa), 2n ** BigInt(exponent));
}

export function toDouble(r: Rational): number {
  const [n, d] = [Number(r.numerator), Number(r.denominator)];
  if (Number.isFinite(n) && Number.isFinite(d) && Number.isSafeInteger(n) && Number.isSafeInteger(d)) return n / d;
  if (r.numerator === 0n) return 0;
  // Correctly rounded: bring the quotient to 66 bits, mark what is lost, and let Number() round once.
  const negative = r.numerator < 0n;
  const magnitude = negative ? -r.numerator : r.numerator;
  const shift = 66 - (magnitude.toString(2).length - r.denominator.toString(2).length);
  const scaled = shift >= 0 ? magnitude << BigInt(shift) : magnitude;
  const divisor = shift >= 0 ? r.denominator : r.denominator << BigInt(-shift);
  const sticky = scaled % divisor === 0n ? 0n : 1n;
  const quotient = Number(((scaled / divisor) << 1n) | sticky) / 2;
  // Two steps keep the power of two representable when the result is subnormal or near the largest double.
  const half = Math.trunc(shift / 2);
  const result = quotient * 2 ** -half * 2 ** -(shift - half);
  return negative ? -result : result;
}

export const add = (a: Rational, b: Rational): Rational =>
  a.denominator === 1n && b.denominator === 1n
    ? { numerator: a.numerator + b.numerator, denominator: 1n }
    : rational(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);

export const multiply = (a: Rational, b: Rational): Rational =>
  a.denominator === 1n && b.denominator === 1n
    ? { numerator: a.numerator * b.numerator, denominator: 1n }
    : rational(a.numerator * b.numerator, a.denominator * b.denominator);

export const negate = (a: Rational): Rational => ({ numerator: -a.numerator, denominator: a.denominator });

/** 1/a. Throws a RangeError at 0. */
export const reciprocal = (a: Rational): Rational => rational(a.denominator, a.numerator);

/** a to an integer power, or `undefined` where the result is infinite or too long to be of use. */
export function power(a: Rational, exponent: bigint): Rational | undefined {
  if (exponent < 0n) return a.numerator === 0n ? undefined : power(reciprocal(a), -exponent);
  const bits = BigInt(a.numerator.toString(2).length + a.denominator.toString(2).length);
  if (bits * exponent > MAXIMUM_BITS) return undefined;
  return { numerator: a.numerator ** exponent, denominator: a.denominator ** exponent };
}

export const isInteger = (a: Rational): boolean => a.denominator === 1n;

export const compare = (a: Rational, b: Rational): number => {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
};

/** Whether the fraction has grown past any use as an exact number. */
export const isTooLong = (a: Rational): boolean =>
  a.numerator >= TOO_LONG || a.numerator <= -TOO_LONG || a.denominator >= TOO_LONG;

/** The largest integer ≤ a. */
export function floor(a: Rational): bigint {
  const quotient = a.numerator / a.denominator;
  return a.numerator < 0n && quotient * a.denominator !== a.numerator ? quotient - 1n : quotient;
}

/** The integer k ≥ 0 with kᵈ = n, for n ≥ 0; `undefined` where there is none. */
function integerRoot(n: bigint, degree: bigint): bigint | undefined {
  if (n < 2n) return n;
  // Newton's iteration from above: it falls until it reaches the floor of the root.
  let x = 1n << (BigInt(n.toString(2).length) / degree + 1n);
  for (;;) {
    const next = ((degree - 1n) * x + n / x ** (degree - 1n)) / degree;
    if (next >= x) break;
    x = next;
  }
  return x ** degree === n ? x : undefined;
}

/** The exact root of a ≥ 0, where it is a fraction. */
export function root(a: Rational, degree: bigint): Rational | undefined {
  const numerator = integerRoot(a.numerator, degree);
  const denominator = integerRoot(a.denominator, degree);
  return numerator === undefined || denominator === undefined ? undefined : { numerator, denominator };
}
