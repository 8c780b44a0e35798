/** sin(πx)/(πx) and its derivative. */

/** sin(πx), exact at integers however large: the argument is reduced before it meets π. */
export function sinPi(x: number): number {
  const r = x - 2 * Math.round(x / 2);
  if (Math.abs(r) === 1) return 0;
  return r > 0.5 ? Math.sin(Math.PI * (1 - r)) : r < -0.5 ? -Math.sin(Math.PI * (1 + r)) : Math.sin(Math.PI * r);
}

export function cosPi(x: number): number {
  const r = Math.abs(x - 2 * Math.round(x / 2));
  return r > 0.75 ? -Math.cos(Math.PI * (1 - r)) : r > 0.25 ? Math.sin(Math.PI * (0.5 - r)) : Math.cos(Math.PI * r);
}

export function sinc(x: number): number {
  return x === 0 ? 1 : sinPi(x) / (Math.PI * x);
}

/** (cos πx − sinc x)/x; by its series (in t = πx: π Σ (−1)ᵏ 2k t^(2k−1)/(2k+1)!) where that difference cancels. */
export function sincPrime(x: number): number {
  if (Math.abs(x) > 0.5) return (cosPi(x) - sinc(x)) / x;
  const t = Math.PI * x;
  let term = -t / 3;
  let sum = term;
  for (let k = 2; Math.abs(term) > 1e-17 * Math.abs(sum); k += 1) {
    term *= (-t * t * k) / ((k - 1) * 2 * k * (2 * k + 1));
    sum += term;
  }
  return Math.PI * sum;
}
