/** Functions defined by integrals, and the inverse of w·eʷ (DLMF chapters 4, 6, 7, 19, 25). */
import { gamma } from './gamma';
import { cosPi, sinPi } from './sinc';

const EULER_GAMMA = 0.5772156649015329;

/** E₁(x) = ∫ₓ^∞ e⁻ᵗ/t dt, x > 0 (DLMF 6.6.2, 6.9.1). */
export function expint1(x: number): number {
  if (!(x >= 0)) return NaN;
  if (x === 0) return Infinity;
  if (x <= 1) {
    let [term, sum] = [1, 0];
    for (let k = 1; k < 40; k += 1) {
      term *= -x / k;
      sum -= term / k;
    }
    return -EULER_GAMMA - Math.log(x) + sum;
  }
  let b = x + 1;
  let [c, d] = [1e300, 1 / b];
  let h = d;
  for (let n = 1; n < 500; n += 1) {
    b += 2;
    d = 1 / (-n * n * d + b);
    c = b - (n * n) / c;
    h *= c * d;
    if (Math.abs(c * d - 1) < 1e-16) break;
  }
  return h * Math.exp(-x);
}

/** Ei(x), the principal value for x > 0 (DLMF 6.6.1, 6.12.2). */
export function expintEi(x: number): number {
  if (x < 0) return -expint1(-x);
  if (x === 0) return -Infinity;
  if (x > 40) {
    let [term, sum] = [1, 1];
    for (let k = 1; k < x; k += 1) {
      term *= k / x;
      sum += term;
      if (term < 1e-17) break;
    }
    return (sum * Math.exp(x)) / x;
  }
  let [term, sum] = [1, 0];
  for (let k = 1; k < 200; k += 1) {
    term *= x / k;
    sum += term / k;
    if (term / k < 1e-18 * sum) break;
  }
  return EULER_GAMMA + Math.log(x) + sum;
}

/** Fresnel's S(x) and C(x) (DLMF 7.6.4–6 near 0, 7.5.3–4 with 7.7.10–11 elsewhere). */
export function fresnel(x: number): readonly [s: number, c: number] {
  const z = Math.abs(x);
  if (z === Infinity) return [Math.sign(x) / 2, Math.sign(x) / 2];
  if (z < 1.5) {
    const t = (Math.PI / 2) * x * x;
    let [term, s, c] = [x, 0, 0];
    for (let k = 0; k < 60; k += 1) {
      const part = term / (2 * k + 1);
      if (k % 2 === 0) c += k % 4 === 0 ? part : -part;
      else s += k % 4 === 1 ? part : -part;
      term *= t / (k + 1);
    }
    return [s, c];
  }
  // f and g are integrals over a Gaussian: the trapezoidal rule converges exponentially.
  const decay = (Math.PI / 2) * z * z;
  const h = Math.min(0.11, Math.PI / Math.sqrt(40 * decay));
  let [f, g] = [0.5, 0];
  for (let u = h; decay * u * u < 40; u += h) {
    const part = Math.exp(-decay * u * u) / (1 + u ** 4);
    f += part;
    g += u * u * part;
  }
  const scale = (Math.SQRT2 / Math.PI) * h;
  return fresnelFrom(x, f * scale, g * scale);
}

function fresnelFrom(x: number, f: number, g: number): readonly [number, number] {
  // The phase πx²/2, its multiple of 2π taken off before rounding.
  const [cosine, sine] = [cosPi((x * x) / 2), sinPi((x * x) / 2)];
  const sign = Math.sign(x);
  return [sign * (0.5 - f * cosine - g * sine), sign * (0.5 + f * sine - g * cosine)];
}

/** The principal branch of w·eʷ = x, x ≥ −1/e: Halley's method (Corless et al., 1996). */
export function lambertW(x: number): number {
  if (!(x >= -0.36787944117144233)) return NaN;
  if (x === 0 || x === Infinity) return x;
  // The distance from −1/e, with the rest of 1/e that a double does not hold.
  const p = Math.sqrt(Math.max(0, 2 * (Math.E * (x + 0.36787944117144233 - 1.2428753672788363e-17))));
  if (p < 1e-3) return -1 + p - (p * p) / 3 + (11 / 72) * p ** 3 - (43 / 540) * p ** 4;
  let w = x < 1 ? -1 + p - (p * p) / 3 + (11 / 72) * p ** 3 : Math.log(x) - Math.log(Math.max(1, Math.log(x)));
  if (x > -0.25 && x < 1) w = x / (1 + x);
  for (let i = 0; i < 30; i += 1) {
    const e = Math.exp(w);
    const miss = w * e - x;
    const step = miss / (e * (w + 1) - ((w + 2) * miss) / (2 * w + 2));
    w -= step;
    if (Math.abs(step) <= 1e-16 * Math.abs(w)) break;
  }
  return w;
}

/** The complete elliptic integrals K(m) and E(m) of the parameter m = k² < 1 (DLMF 19.8.5, 19.8.6). */
export function elliptic(m: number): readonly [k: number, e: number] {
  if (!(m <= 1)) return [NaN, NaN];
  if (m === 1) return [Infinity, 1];
  let [a, b] = [1, Math.sqrt(1 - m)];
  let [sum, weight] = [m / 2, 0.5];
  while (Math.abs(a - b) > 1e-16 * a) {
    const c = (a - b) / 2;
    [a, b] = [(a + b) / 2, Math.sqrt(a * b)];
    weight *= 2;
    sum += weight * c * c;
    if (Math.abs(c) < 1e-9 * a) break;
  }
  const k = Math.PI / (a + b);
  return [k, k * (1 - sum)];
}

/** Riemann's ζ of real s ≠ 1: Borwein's alternating sum (1991), and the reflection formula below ½ (DLMF 25.4.1). */
export function zeta(s: number): number {
  if (Number.isNaN(s) || s === 1) return NaN;
  if (s > 55) return 1 + 2 ** -s;
  if (s < 0.5) {
    if (s === 0) return -0.5;
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
