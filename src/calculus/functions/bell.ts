/** What Bell polynomials are made with: numbers, or nodes of a graph. */
export interface Arithmetic<T> {
  readonly integer: (value: number) => T;
  readonly add: (a: T, b: T) => T;
  readonly multiply: (a: T, b: T) => T;
}

/**
 * The complete Bell polynomial of the cumulants κ₁, κ₂, … κₙ: ∂ⁿp/∂aⁿ = p·Bₙ where κₖ = ∂ᵏ ln p/∂aᵏ, by
 * Bₘ₊₁ = Σ C(m, k) Bₘ₋ₖ κₖ₊₁.
 */
export function bell<T>(cumulants: readonly T[], { integer, add, multiply }: Arithmetic<T>): T {
  const values = [integer(1)];
  for (let m = 0; m < cumulants.length; m += 1) {
    let [sum, binomial] = [integer(0), 1];
    for (let k = 0; k <= m; k += 1) {
      sum = add(sum, multiply(integer(binomial), multiply(values[m - k] as T, cumulants[k] as T)));
      binomial = (binomial * (m - k)) / (k + 1);
    }
    values.push(sum);
  }
  return values.at(-1) as T;
}
