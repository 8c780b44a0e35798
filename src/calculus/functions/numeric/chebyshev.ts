/** Sums of Chebyshev polynomials. */

/** Σ cₖ Tₖ(t) for −1 ≤ t ≤ 1, by Clenshaw's recurrence (DLMF §3.11(ii)). */
export function chebyshevSum(coefficients: readonly number[], t: number): number {
  let [b, previous] = [0, 0];
  for (let k = coefficients.length - 1; k > 0; k -= 1)
    [b, previous] = [(coefficients[k] as number) + 2 * t * b - previous, b];
  return (coefficients[0] as number) + t * b - previous;
}
