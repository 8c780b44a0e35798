/** Functions of exponentials that cancel where they are written down plainly. */
import { factorial } from './series';

/**
 * φₖ(x) = Σ xⁿ/(n + k)!, whole k ≥ 0: e^x without its first k terms, over xᵏ (Hochbruck and Ostermann, "Exponential
 * integrators", Acta Numerica 19, 2010, eq. 2.10). φ₀ is e^x, φ₁ is (e^x − 1)/x.
 */
export function phi(k: number, x: number): number {
  if (!Number.isInteger(k) || k < 0 || k > 150 || Number.isNaN(x)) return NaN;
  if (k === 0) return Math.exp(x);
  if (k === 1) return x === 0 ? 1 : Math.expm1(x) / x;
  if (Math.abs(x) < k + 1 || (x > 0 && x < 40)) {
    let term = 1 / factorial(k);
    let sum = term;
    for (let n = 1; n < 400 && Math.abs(term) > 1e-18 * Math.abs(sum); n += 1) {
      term *= x / (n + k);
      sum += term;
    }
    return sum;
  }
  let value = Math.expm1(x) / x;
  let inverse = 1;
  for (let i = 1; i < k; i += 1) {
    inverse /= i;
    value = (value - inverse) / x;
  }
  return value;
}

/**
 * φₖ⁽ⁿ⁾(x) = ∫₀¹ tⁿ (1 − t)ᵏ⁻¹/(k − 1)! e^(xt) dt = n!/(n + k)! · M(n + 1, n + k + 1, x) for whole n ≥ 0 and k ≥ 1: Kummer's
 * series for x ≥ 0, his transformation (DLMF 13.2.39) for x < 0, so that all terms are positive, and far to the left the
 * expansion in 1/x, which ends (DLMF 13.2.23; what it leaves out is of the size of eˣ).
 */
export function phiDerivative(n: number, k: number, x: number): number {
  if (!Number.isInteger(n) || n < 0 || !Number.isInteger(k) || k < 0 || n + k > 150 || Number.isNaN(x)) return NaN;
  if (k === 0) return Math.exp(x);
  if (x > 720) return Infinity;
  if (x === -Infinity) return 0;
  const far = -x;
  if (far > Math.max(60, 8 * (n + 1) * k)) {
    let [term, sum] = [1, 1];
    for (let s = 1; s < k; s += 1) {
      term *= ((n + s) * (s - k)) / (s * far);
      sum += term;
    }
    // n!/(k − 1)! · far⁻ⁿ⁻¹
    let front = 1 / far;
    for (let i = 1; i <= n; i += 1) front *= i / far;
    for (let i = 2; i < k; i += 1) front /= i;
    return front * sum;
  }
  // n!/(n + k)!
  let front = 1;
  for (let i = 1; i <= k; i += 1) front /= n + i;
  const size = Math.abs(x);
  const start = x >= 0 ? n + 1 : k;
  let [term, sum] = [1, 1];
  for (let j = 0; j < 3000 && (j < size || term > 1e-18 * sum); j += 1) {
    term *= ((start + j) * size) / ((n + k + 1 + j) * (j + 1));
    sum += term;
  }
  return front * sum * (x >= 0 ? 1 : Math.exp(x));
}

/** ln(1 − e⁻ˣ), x > 0, by the branch that does not cancel (Mächler, "Accurately computing log(1 − exp(−|a|))", 2012). */
export function log1mexp(x: number): number {
  if (!(x >= 0)) return NaN;
  return x <= Math.LN2 ? Math.log(-Math.expm1(-x)) : Math.log1p(-Math.exp(-x));
}

/** cos x − 1 = −2 sin²(x/2). */
export function cosm1(x: number): number {
  const s = Math.sin(x / 2);
  return -2 * s * s;
}
