/** Functions defined by integrals, and the inverse of w·eʷ (DLMF chapters 4, 6, 7, 8, 25). */
import { digamma } from './gamma';
import { cosPi, sinPi } from './sinc';
import { bernoulliOverFactorial } from './zeta';

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
  if (x > 0.25 && x < 0.55) return nearZero(x, 0.3725074107813666, 1.3140183414386028e-17, 'all');
  let [term, sum] = [1, 0];
  for (let k = 1; k < 200; k += 1) {
    term *= x / k;
    sum += term / k;
    if (term / k < 1e-18 * sum) break;
  }
  return EULER_GAMMA + Math.log(x) + sum;
}

/**
 * Ei, Chi or Ci next to its zero z: ln(x/z) + Σ ±(xᵏ − zᵏ)/(k k!) over all k, the even ones, or the even ones with signs
 * that alternate. The differences of powers are made from x − z, so that nothing cancels; `rest` is what z has beyond a double.
 */
function nearZero(x: number, zero: number, rest: number, terms: 'all' | 'even' | 'alternating'): number {
  const distance = x - zero - rest;
  let [sum, difference, power, factorial] = [Math.log1p(distance / zero), 0, 1, 1];
  for (let k = 1; k < 30; k += 1) {
    difference = x * difference + power * distance;
    power *= zero;
    factorial *= k;
    if (terms !== 'all' && k % 2 === 1) continue;
    const part = difference / (k * factorial);
    sum += terms === 'alternating' && k % 4 === 2 ? -part : part;
  }
  return sum;
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
  // The phase πx²/2: x² is taken apart into an exact square, whose multiple of 4 is dropped, and a small rest.
  const near = Math.fround(x);
  const turns = ((near * near) % 4) / 2 + ((x - near) * (x + near)) / 2;
  const [cosine, sine] = [cosPi(turns), sinPi(turns)];
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

/** Eₙ(x) = ∫₁^∞ e^(−xt)/tⁿ dt for whole n ≥ 0 and x > 0 (DLMF 8.19.8, 8.19.17). */
export function expn(n: number, x: number): number {
  if (!Number.isInteger(n) || n < 0 || !(x >= 0)) return NaN;
  if (n === 0) return Math.exp(-x) / x;
  if (x === 0) return n === 1 ? Infinity : 1 / (n - 1);
  if (x <= 1) {
    let term = 1;
    let sum = n === 1 ? -EULER_GAMMA - Math.log(x) : 1 / (n - 1);
    for (let k = 1; k < 60; k += 1) {
      term *= -x / k;
      sum += k === n - 1 ? term * (digamma(n) - Math.log(x)) : -term / (k - n + 1);
    }
    return sum;
  }
  let b = x + n;
  let [c, d] = [1e300, 1 / b];
  let h = d;
  for (let k = 1; k < 500; k += 1) {
    const a = -k * (n - 1 + k);
    b += 2;
    d = 1 / (a * d + b);
    c = b + a / c;
    h *= c * d;
    if (Math.abs(c * d - 1) < 1e-16) break;
  }
  return h * Math.exp(-x);
}

/** Si(x) and Ci(x) (DLMF 6.6.5–6 near 0; elsewhere E₁(ix) as a continued fraction, DLMF 6.9.1). Ci needs x > 0. */
export function sineCosineIntegrals(x: number): readonly [si: number, ci: number] {
  const z = Math.abs(x);
  const sign = x < 0 ? -1 : 1;
  if (Number.isNaN(x)) return [NaN, NaN];
  if (z === Infinity) return [(sign * Math.PI) / 2, x > 0 ? 0 : NaN];
  if (z <= 2.5) {
    const isNear = x > 0.4 && x < 0.9;
    const ci = x > 0 ? EULER_GAMMA + Math.log(x) : x === 0 ? -Infinity : NaN;
    let [term, s, c] = [1, 0, 0];
    for (let k = 1; k < 50; k += 1) {
      term *= z / k;
      const part = k % 4 < 2 ? term / k : -term / k;
      if (k % 2 === 1) s += part;
      else c += k % 4 === 0 ? term / k : -term / k;
    }
    return [sign * s, isNear ? nearZero(x, 0.6165054856207163, -4.209920321433186e-17, 'alternating') : ci + c];
  }
  const [f, g] = auxiliary(z);
  const [sine, cosine] = [Math.sin(z), Math.cos(z)];
  return [sign * (Math.PI / 2 - f * cosine - g * sine), x > 0 ? f * sine - g * cosine : NaN];
}

/** f and g of DLMF 6.2.17–18: e^(iz)·E₁(iz) = g − i f, by Lentz's method in complex numbers. */
function auxiliary(z: number): readonly [f: number, g: number] {
  type Complex = readonly [number, number];
  const inverse = ([p, q]: Complex): Complex => [p / (p * p + q * q), -q / (p * p + q * q)];
  const times = ([p, q]: Complex, [r, s]: Complex): Complex => [p * r - q * s, p * s + q * r];
  let b: Complex = [1, z];
  let c: Complex = [1e300, 0];
  let d = inverse(b);
  let h = d;
  for (let k = 1; k < 2000; k += 1) {
    const a = -k * k;
    b = [b[0] + 2, b[1]];
    d = inverse([a * d[0] + b[0], a * d[1] + b[1]]);
    const next = inverse(c);
    c = [b[0] + a * next[0], b[1] + a * next[1]];
    const factor = times(c, d);
    h = times(h, factor);
    if (Math.abs(factor[0] - 1) + Math.abs(factor[1]) < 1e-16) break;
  }
  return [-h[1], h[0]];
}

/** Shi(x) and Chi(x) (DLMF 6.2.15–16). Chi needs x > 0. */
export function hyperbolicIntegrals(x: number): readonly [shi: number, chi: number] {
  const z = Math.abs(x);
  if (z > 6) {
    const [grown, decayed] = [expintEi(z), expint1(z)];
    return [(Math.sign(x) * (grown + decayed)) / 2, x > 0 ? (grown - decayed) / 2 : NaN];
  }
  let [term, s, c] = [1, 0, 0];
  for (let k = 1; k < 60; k += 1) {
    term *= z / k;
    if (k % 2 === 1) s += term / k;
    else c += term / k;
  }
  const chi = x > 0 ? EULER_GAMMA + Math.log(x) + c : x === 0 ? -Infinity : NaN;
  const isNear = x > 0.35 && x < 0.8;
  return [Math.sign(x) * s, isNear ? nearZero(x, 0.5238225713898644, -2.6671382575502846e-17, 'even') : chi];
}

/** Li₂(y) for −1 ≤ y ≤ ½: Σ Bₙ uⁿ⁺¹/(n + 1)! with u = −ln(1 − y) (Lewin, "Polylogarithms", 1981, §1.10). */
function dilogarithmNear(logOfRest: number): number {
  const u = -logOfRest;
  let factor = u * u * u;
  let sum = u - (u * u) / 4;
  bernoulliOverFactorial.forEach((b, i) => {
    sum += (b * factor) / (2 * i + 3);
    factor *= u * u;
  });
  return sum;
}

/** Spence's function ∫₁ᶻ ln t/(1 − t) dt = Li₂(1 − z), z ≥ 0, as in SciPy (DLMF 25.12.3–6). */
export function spence(z: number): number {
  if (!(z >= 0)) return NaN;
  const zeta2 = (Math.PI * Math.PI) / 6;
  if (z === 0) return zeta2;
  if (z === Infinity) return -Infinity;
  if (z < 0.5) return zeta2 - Math.log(z) * Math.log1p(-z) - dilogarithmNear(Math.log1p(-z));
  if (z <= 2) return dilogarithmNear(Math.log(z));
  const log = Math.log(z);
  return -(log * log) / 2 - spence(1 / z);
}
