/** The first Taylor coefficients of a function: f(s + δ) = c₀ + c₁δ + c₂δ² + …, as many as are asked for. */
export type Series = readonly number[];

export const product = (a: Series, b: Series): number[] =>
  a.map((_, n) => a.slice(0, n + 1).reduce((sum, c, k) => sum + c * (b[n - k] as number), 0));

export const scaled = (a: Series, factor: number): number[] => a.map((c) => c * factor);

/** s + δ, up to δⁿ. */
export const identity = (s: number, n: number): number[] =>
  Array.from({ length: n + 1 }, (_, k) => (k === 0 ? s : k === 1 ? 1 : 0));

/** 1/(s + δ), up to δⁿ. */
export const reciprocal = (s: number, n: number): number[] =>
  Array.from({ length: n + 1 }, (_, k) => (-1) ** k * s ** -(k + 1));

/** e^(rate·δ), up to δⁿ. */
export function exponential(rate: number, n: number): number[] {
  const series = [1];
  for (let k = 1; k <= n; k += 1) series.push(((series[k - 1] as number) * rate) / k);
  return series;
}

/** e^f for f₀ = 0, by (e^f)′ = f′e^f. */
export function exponentialOf(f: Series): number[] {
  const series = [1];
  for (let m = 1; m < f.length; m += 1) {
    let next = 0;
    for (let k = 1; k <= m; k += 1) next += k * (f[k] as number) * (series[m - k] as number);
    series.push(next / m);
  }
  return series;
}

export function factorial(n: number): number {
  let value = 1;
  for (let k = 2; k <= n; k += 1) value *= k;
  return value;
}
