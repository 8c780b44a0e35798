/** Functions of exponentials that cancel where they are written down plainly. */

/**
 * φₖ(x) = Σ xⁿ/(n + k)!, whole k ≥ 0: e^x without its first k terms, over xᵏ (Hochbruck and Ostermann, "Exponential
 * integrators", Acta Numerica 19, 2010, eq. 2.10). φ₀ is e^x, φ₁ is (e^x − 1)/x.
 */
export function phi(k: number, x: number): number {
  if (!Number.isInteger(k) || k < 0 || k > 150 || Number.isNaN(x)) return NaN;
  if (k === 0) return Math.exp(x);
  if (k === 1) return x === 0 ? 1 : Math.expm1(x) / x;
  let factorial = 1;
  for (let i = 2; i <= k; i += 1) factorial *= i;
  if (Math.abs(x) < k + 1 || (x > 0 && x < 40)) {
    let [term, sum] = [1 / factorial, 1 / factorial];
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
