/**
 * Derivatives of the incomplete gamma and beta functions with respect to their parameters: integrals of the density's
 * derivatives, since ∂p/∂a = p·(ln t − ψ(a)) for the gamma density p and p·(ln t − ψ(a) + ψ(a + b)) for the beta density.
 */
import { bell } from '../bell';
import type { Arithmetic } from '../bell';
import { betaln, digammaDifference, gammaDensity, gammainc, gammaln, polygamma } from './gamma';
import { integrate, integratePieces } from './quadrature';
import { exponential, exponentialOf, factorial, identity, product, reciprocal, scaled } from './series';

/** Derivatives of higher order have no value here. */
const HIGHEST = 12;

const numbers: Arithmetic<number> = { integer: (n) => n, add: (a, b) => a + b, multiply: (a, b) => a * b };

/** Standard deviations from the mean at which an integral over a density is cut into pieces. */
const CUTS = [-32, -16, -8, -5, -3, -1.5, 0, 1.5, 3, 5, 8, 12, 16, 24, 32, 48, 64, 128];

const marksOf = (mean: number, deviation: number): readonly number[] => CUTS.map((cut) => mean + cut * deviation);

/**
 * ∫₀ˣ tᵃ⁻¹ rest(t, ln t) dt. For a < 1 the first piece is over w = tᵃ, whose integrand stays finite at 0.
 */
function fromZero(
  a: number,
  x: number,
  marks: readonly number[],
  rest: (t: number, logarithm: number) => number,
): number {
  const outer = (t: number): number => Math.exp((a - 1) * Math.log(t)) * rest(t, Math.log(t));
  if (a >= 1) return integratePieces(outer, 0, x, marks);
  const first = Math.min(x, marks.find((mark) => mark > 0) ?? x);
  const inner = integrate((w) => rest(w ** (1 / a), Math.log(w) / a), 0, first ** a) / a;
  return first === x ? inner : inner + integratePieces(outer, first, x, marks);
}

/** ∂ⁿP(a, x)/∂aⁿ of the regularised lower incomplete gamma function. */
export function gammaincDerivative(n: number, a: number, x: number): number {
  if (n === 0) return gammainc(a, x);
  if (!Number.isInteger(n) || n < 0 || n > HIGHEST || !(a > 0 && x >= 0)) return NaN;
  if (x === 0 || x === Infinity) return 0;
  if (a < 1) return factorial(n) * (smallParameter(n, a, x)[n] as number);
  const constants = Array.from({ length: n }, (_, k) => polygamma(k, a));
  const slope = (logarithm: number): number =>
    bell(
      constants.map((value, k) => (k === 0 ? logarithm - value : -value)),
      numbers,
    );
  const deviation = Math.sqrt(a);
  const marks = marksOf(a, deviation);
  const density = (t: number): number => (t > 0 ? ((gammaDensity(a, t) * a) / t) * slope(Math.log(t)) : 0);
  if (x <= a + 1) return integratePieces(density, 0, x, marks);
  // The whole integral is 0: what is above x, to where e⁻ᵗ has vanished beside it.
  const above = [...marks, ...[1, 2, 4, 8, 16].map((k) => x + k * (deviation + 1))].sort((p, q) => p - q);
  return -integratePieces(density, x, x + 50 + 40 * deviation, above);
}

/** Γ(a + 1)/Γ(a + δ + 1), up to δⁿ. */
const reciprocalGamma = (n: number, a: number): number[] =>
  exponentialOf(Array.from({ length: n + 1 }, (_, k) => (k === 0 ? 0 : -polygamma(k - 1, a + 1) / factorial(k))));

/** P(a, x) as a series in a, for a < 1: what the cumulants have in common, which is large for small a, is not in it. */
function smallParameter(n: number, a: number, x: number): number[] {
  const front = scaled(reciprocalGamma(n, a), Math.exp(-gammaln(a + 1)));
  const sum = new Array<number>(n + 1).fill(0);
  if (x > a + 1) {
    // 1 − (a/Γ(a + 1)) ∫ₓ^∞ tᵃ⁻¹e⁻ᵗ dt
    for (let k = 0; k <= n; k += 1)
      sum[k] =
        integratePieces(
          (t) => -Math.exp((a - 1) * Math.log(t) - t) * Math.log(t) ** k,
          x,
          x + 90,
          [1, 2, 4, 8, 16, 32].map((step) => x + step),
        ) / factorial(k);
    return product(front, product(identity(a, n), sum)).map((c, k) => (k === 0 ? 1 + c : c));
  }
  // (xᵃ/Γ(a + 1))(1 + a Σ (−x)ᵏ/(k!(a + k))) (DLMF 8.7.3)
  let term = 1;
  for (let k = 1; k < 60; k += 1) {
    term *= -x / k;
    reciprocal(a + k, n).forEach((c, i) => (sum[i] = (sum[i] as number) + term * c));
  }
  const bracket = product(identity(a, n), sum).map((c, k) => (k === 0 ? 1 + c : c));
  const power = scaled(exponential(Math.log(x), n), Math.exp(a * Math.log(x)));
  return product(product(front, power), bracket);
}

/** ∂ᵐ⁺ⁿI_x(a, b)/∂aᵐ∂bⁿ of the regularised incomplete beta function, 1 ≤ m + n ≤ 2. */
export function betaincDerivative(m: number, n: number, a: number, b: number, x: number): number {
  if (!(a > 0 && b > 0 && x >= 0 && x <= 1)) return NaN;
  if (x === 0 || x === 1) return 0;
  const mean = a / (a + b);
  // I_x(a, b) = 1 − I_(1−x)(b, a)
  return x > mean ? -lowerBeta([n, m], b, a, 1 - x, x) : lowerBeta([m, n], a, b, x, 1 - x);
}

/** The integral from 0 to x, where `rest` is 1 − x. */
function lowerBeta([m, n]: readonly [number, number], a: number, b: number, x: number, rest: number): number {
  const [first, second] = [digammaDifference(a, b), digammaDifference(b, a)];
  // The second derivative of ln p, which does not depend on t.
  const curvature = polygamma(1, a + b) - (m === 2 ? polygamma(1, a) : n === 2 ? polygamma(1, b) : 0);
  const factor = (u: number, v: number): number => u ** m * v ** n + (m + n === 2 ? curvature : 0);
  const normal = betaln(a, b);
  const marks = marksOf(a / (a + b), Math.sqrt((a * b) / (a + b + 1)) / (a + b));
  const integrand = (t: number, logarithm: number): number => {
    // 1 − t from the end, where t is next to 1.
    const complement = t < 0.5 ? Math.log1p(-t) : Math.log(rest + (x - t));
    return Math.exp((b - 1) * complement - normal) * factor(logarithm + first, complement + second);
  };
  return fromZero(a, x, marks, integrand);
}
