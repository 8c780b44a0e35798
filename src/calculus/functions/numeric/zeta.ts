/** Riemann's and Hurwitz's zeta functions and their derivatives with respect to s (DLMF chapter 25). */
import { gamma, polygamma } from './gamma';
import { exponential, exponentialOf, factorial, identity, product, reciprocal, scaled } from './series';
import type { Series } from './series';
import { cosPi, sinPi } from './sinc';

/** Riemann's ζ of real s ≠ 1: Borwein's alternating sum (1991), and the reflection formula below −½ (DLMF 25.4.1). */
export function zeta(s: number): number {
  if (Number.isNaN(s) || s === 1) return NaN;
  if (s > 55) return 1 + 2 ** -s;
  if (s < -0.5) {
    return 2 * (2 * Math.PI) ** (s - 1) * sinPi(s / 2) * gamma(1 - s) * zeta(1 - s);
  }
  const n = 26;
  let term = 1 / n;
  let d = n * term;
  const partial = [d];
  for (let i = 1; i <= n; i += 1) {
    term *= ((n + i - 1) * (n - i + 1) * 4) / ((2 * i - 1) * 2 * i);
    d += n * term;
    partial.push(d);
  }
  let sum = 0;
  for (let k = n - 1; k >= 0; k -= 1) sum += ((k % 2 === 0 ? 1 : -1) * ((partial[k] as number) - d)) / (k + 1) ** s;
  return sum / (d * Math.expm1((1 - s) * Math.LN2));
}

/** Hurwitz's ζ(s, q) = Σ (n + q)⁻ˢ, s > 1 and q > 0: a sum, and the Euler–Maclaurin formula for its tail (DLMF 25.11.5). */
export function hurwitzZeta(s: number, q: number): number {
  return s > 1 && s <= 1000 && q > 0 ? (eulerMaclaurin(s, q, 0)[0] as number) : NaN;
}

/** Derivatives of higher order have no value here. */
const HIGHEST = 20;

const isOrder = (n: number): boolean => Number.isInteger(n) && n >= 0 && n <= HIGHEST;

/** ∂ⁿζ(s, q)/∂sⁿ, s > 1 and q > 0. */
export function hurwitzZetaDerivative(n: number, s: number, q: number): number {
  if (!isOrder(n) || !(s > 1 && s <= 1000 && q > 0)) return NaN;
  return factorial(n) * (eulerMaclaurin(s, q, n)[n] as number);
}

/** ζ⁽ⁿ⁾(s) of real s ≠ 1. */
export function zetaDerivative(n: number, s: number): number {
  if (!isOrder(n) || s === 1 || !(s >= -150)) return NaN;
  if (n === 0) return zeta(s);
  // (−ln 2)ⁿ 2⁻ˢ is below the smallest double.
  if (s > 1100) return 0;
  return factorial(n) * ((s < -0.5 ? reflected(s, n) : eulerMaclaurin(s, 1, n))[n] as number);
}

/** ζ(s, q) by its first terms and the Euler–Maclaurin formula for the rest, as a series in s up to δⁿ. */
function eulerMaclaurin(s: number, q: number, n: number): number[] {
  const power = (base: number): number[] => scaled(exponential(-Math.log(base), n), base ** -s);
  const sum = new Array<number>(n + 1).fill(0);
  const include = (term: Series): void => term.forEach((c, k) => (sum[k] = (sum[k] as number) + c));
  let shifted = q;
  for (; shifted < 14 + s / 2; shifted += 1) include(power(shifted));
  const last = power(shifted);
  include(scaled(product(last, reciprocal(s - 1, n)), shifted));
  include(scaled(last, 0.5));
  let factor = scaled(product(last, identity(s, n)), 1 / shifted);
  bernoulliOverFactorial.forEach((b, i) => {
    include(scaled(factor, b));
    const rising = product(identity(s + 2 * i + 1, n), identity(s + 2 * i + 2, n));
    factor = scaled(product(factor, rising), 1 / (shifted * shifted));
  });
  return sum;
}

/** 2(2π)ˢ⁻¹ sin(πs/2) Γ(1 − s) ζ(1 − s) (DLMF 25.4.1) as a series in s. */
function reflected(s: number, n: number): number[] {
  const orders = Array.from({ length: n + 1 }, (_, k) => k);
  const quarter = [sinPi(s / 2), cosPi(s / 2), -sinPi(s / 2), -cosPi(s / 2)];
  const sine = orders.map((k) => ((quarter[k % 4] as number) * (Math.PI / 2) ** k) / factorial(k));
  const powers = exponential(Math.log(2 * Math.PI), n);
  // Γ(1 − s − δ) = Γ(1 − s) exp(Σ ψ⁽ᵏ⁻¹⁾(1 − s)(−δ)ᵏ/k!)
  const logarithm = orders.map((k) => (k === 0 ? 0 : ((-1) ** k * polygamma(k - 1, 1 - s)) / factorial(k)));
  const other = eulerMaclaurin(1 - s, 1, n).map((c, k) => (-1) ** k * c);
  const front = 2 * (2 * Math.PI) ** (s - 1) * gamma(1 - s);
  return scaled(product(product(powers, sine), product(exponentialOf(logarithm), other)), front);
}

/** B₂ₖ/(2k)!, k = 1, 2, … (DLMF 24.2). */
export const bernoulliOverFactorial = [
  1 / 12,
  -1 / 720,
  1 / 30240,
  -1 / 1209600,
  1 / 47900160,
  -691 / 1307674368000,
  1 / 74724249600,
  -3617 / 10670622842880000,
  43867 / 5109094217170944000,
];
