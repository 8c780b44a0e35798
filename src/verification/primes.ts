import type { Rational } from '../calculus/rational';
import { Undecided } from './laurent';

/**
 * Prime factors of a positive fraction with their (also negative) counts; what is left after small primes counts as one.
 * Throws Undecided for a number that is not positive, which has no real root or logarithm.
 */
export function primeFactors(value: Rational): Map<bigint, number> {
  const factors = new Map<bigint, number>();
  const count = (factor: bigint, sign: number): Map<bigint, number> =>
    factors.set(factor, (factors.get(factor) ?? 0) + sign);
  const collect = (part: bigint, sign: number): void => {
    let left = part;
    for (let prime = 2n; prime * prime <= left && prime < 1000n; prime += prime === 2n ? 1n : 2n)
      for (; left % prime === 0n; left /= prime) count(prime, sign);
    if (left > 1n) count(left, sign);
  };
  if (value.numerator <= 0n) throw new Undecided('a root or logarithm of a number that is not positive');
  collect(value.numerator, 1);
  collect(value.denominator, -1);
  return factors;
}
