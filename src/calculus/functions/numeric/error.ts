/** The error function and its family (DLMF chapter 7). */
import { chebyshevSum } from './chebyshev';

/**
 * Chebyshev coefficients of (1 + 2x)·erfcx(x) in t = (x − 3.75)/(x + 3.75), the form of Shepherd and Laframboise (1981);
 * computed with mpmath at 60 digits.
 */
const scaled: readonly number[] = [
  1.1775789345674017541, -0.0045900545806464773309, -0.084249133366517915584, 0.059209939998191890498,
  -0.026658668435305752277, 0.0090749976707052650939, -0.0024131635404176081909, 0.00049077583652580863229,
  -0.000069169733025012063671, 4.1390279860730101675e-6, 7.7403830661984906686e-7, -2.1886401049234395661e-7,
  1.0764999465670910377e-8, 4.5219598112182868979e-9, -7.7544002088313511065e-10, -6.3180883408866844944e-11,
  2.8687950109306698981e-11, 1.945586854577734723e-13, -9.6546967484334389059e-13, 3.2525481481487398415e-14,
  3.3478119482868053878e-14, -1.8645628804193131015e-15, -1.2507950530688647085e-15, 7.418235256624043463e-17,
  5.0681489047961113168e-17, -2.2370566594359995974e-18, -2.187342944303017665e-18,
];

/** The same for (1 + 2x)²·(1/√π − x·erfcx(x)). */
const scaledSlope: readonly number[] = [
  1.1103011121739630468, 0.16907457892742170448, -0.23903235362007455237, 0.11495799738187608324,
  -0.029253358280215540747, 0.000089879383820405933183, 0.0036723214424159803523, -0.0019136117001655968323,
  0.00058611014850892531026, -0.00011518777510757137142, 0.000011057067464867250347, 1.0929829190568761897e-6,
  -5.2457522402681648901e-7, 4.5226540308406051056e-8, 1.1088889207122852386e-8, -2.7580646679597539085e-9,
  -1.2166511168542065564e-10, 1.0846997756690068534e-10, -2.6831416128016704044e-12, -3.9770033435814397418e-12,
  2.6810658923447671772e-13, 1.5141702943754839675e-13, -1.3903626931348465631e-14, -6.2485804648999247976e-15,
  5.9488204061317838075e-16, 2.8085856775629024533e-16, -2.1565232302824673597e-17, -1.3461181864810187188e-17,
];

const SQRT_PI = 1.772453850905516;

/** e^(x²)·erfc(x). */
export function erfcx(x: number): number {
  if (Number.isNaN(x)) return NaN;
  if (x < 0) return 2 * expSquare(x, 1) - erfcx(-x);
  if (x === Infinity) return 0;
  if (x > 1e8) return 1 / (x * SQRT_PI);
  return chebyshevSum(scaled, (x - 3.75) / (x + 3.75)) / (1 + 2 * x);
}

/** 2x·erfcx(x) − 2/√π, the derivative of erfcx, also where the two cancel: it falls like −1/(√π x²). */
export function erfcxSlope(x: number): number {
  if (x < 0) return 2 * (x * erfcx(x) - 1 / SQRT_PI);
  if (x === Infinity) return -0;
  const below = 1 + 2 * x;
  return (-2 * chebyshevSum(scaledSlope, (x - 3.75) / (x + 3.75))) / below / below;
}

/** e^(±x²) without the error of squaring: x² is taken apart into an exact square and a small rest. */
function expSquare(x: number, sign: 1 | -1): number {
  const near = Math.fround(x);
  return Math.exp(sign * near * near) * Math.exp(sign * (x - near) * (x + near));
}

export function erfc(x: number): number {
  if (x < 0.5) return 1 - erf(x);
  return x > 27.3 ? 0 : expSquare(x, -1) * erfcx(x);
}

export function erf(x: number): number {
  if (Math.abs(x) >= 0.5) return x > 0 ? 1 - erfc(x) : erfc(-x) - 1;
  // DLMF 7.6.1
  let [term, sum] = [x, x];
  for (let n = 1; Math.abs(term) > 1e-18 * Math.abs(sum); n += 1) {
    term *= (-x * x) / n;
    sum += term / (2 * n + 1);
  }
  return (2 / SQRT_PI) * sum;
}

/** The inverse of erf, for −1 < y < 1: Winitzki's approximation, then Newton's method with Halley's correction. */
export function erfinv(y: number): number {
  if (!(Math.abs(y) <= 1)) return NaN;
  if (Math.abs(y) === 1) return y * Infinity;
  if (y === 0) return 0;
  if (y < 0) return -erfinv(-y);
  const log = Math.log1p(-y * y);
  const a = 2 / (Math.PI * 0.147) + log / 2;
  let x = Math.sqrt(Math.sqrt(a * a - log / 0.147) - a);
  for (let i = 0; i < 4; i += 1) {
    // 1 − y is exact near 1, where erf itself no longer tells arguments apart.
    const miss = y < 0.5 ? erf(x) - y : 1 - y - erfc(x);
    const step = miss / ((2 / SQRT_PI) * expSquare(x, -1));
    x -= step / (1 + x * step);
  }
  return x;
}

/** The standard normal distribution function. */
export const ndtr = (x: number): number => (x < 0 ? erfc(-x * Math.SQRT1_2) : 2 - erfc(x * Math.SQRT1_2)) / 2;

export function logNdtr(x: number): number {
  if (x < -1) return Math.log(erfcx(-x * Math.SQRT1_2) / 2) - (x * x) / 2;
  return Math.log1p(-erfc(x * Math.SQRT1_2) / 2);
}

/** φ(x)/Φ(x) for the standard normal distribution. */
export const inverseMills = (x: number): number => Math.sqrt(2 / Math.PI) / erfcx(-x * Math.SQRT1_2);

/** −h(x + h) for the inverse Mills ratio h, its derivative, also far to the left, where x + h is near 0. */
export function inverseMillsSlope(x: number): number {
  const h = inverseMills(x);
  if (x > -1) return -h * (x + h);
  const s = -x * Math.SQRT1_2;
  return (h * Math.SQRT1_2 * erfcxSlope(s)) / erfcx(s);
}

/** The quantile of the standard normal distribution. */
export function ndtri(p: number): number {
  if (!(p >= 0 && p <= 1)) return NaN;
  if (p === 0 || p === 1) return p === 0 ? -Infinity : Infinity;
  if (Math.abs(p - 0.5) < 0.3) return Math.SQRT2 * erfinv(2 * p - 1);
  const q = p < 0.5 ? p : 1 - p;
  // A tail: from the leading terms of its logarithm, by Newton's method on ln Φ, which is nearly a parabola.
  let x = -Math.sqrt(-2 * Math.log(q));
  for (let i = 0; i < 12; i += 1) {
    const slope = Math.sqrt(2 / Math.PI) / erfcx(-x * Math.SQRT1_2);
    const step = (logNdtr(x) - Math.log(q)) / slope;
    x -= step;
    if (Math.abs(step) < 1e-16 * Math.abs(x)) break;
  }
  return p < 0.5 ? x : -x;
}

/** Dawson's integral e^(−x²)∫₀ˣ e^(t²)dt: its series near 0, Rybicki's sum (1989) elsewhere. */
export function dawson(x: number): number {
  const size = Math.abs(x);
  if (size < 0.5) {
    // DLMF 7.6.3 with 7.5.1: Σ (−2x²)ⁿ x/(2n+1)!!
    let [term, sum] = [x, x];
    for (let n = 1; Math.abs(term) > 1e-18 * Math.abs(sum); n += 1) {
      term *= (-2 * x * x) / (2 * n + 1);
      sum += term;
    }
    return sum;
  }
  if (size > 1e8) return 1 / (2 * x);
  const h = 0.25;
  const middle = 2 * Math.round(size / (2 * h));
  let sum = 0;
  for (let k = -31; k <= 31; k += 2) {
    const n = middle + k;
    const distance = size - n * h;
    sum += Math.exp(-distance * distance) / n;
  }
  return (Math.sign(x) * sum) / SQRT_PI;
}

/** 1 − 2xF(x), the derivative of Dawson's integral F, also where the two cancel: it falls like −1/(2x²). */
export function dawsonSlope(x: number): number {
  const size = Math.abs(x);
  if (size < 0.8) return 1 - 2 * size * dawson(size);
  if (size > 9) {
    // −Σ (2k + 1)!!/(2x²)ᵏ⁺¹, from the expansion of F (DLMF 7.12.1).
    const inverse = 0.5 / size / size;
    let [term, sum] = [inverse, inverse];
    for (let k = 1; k < 40 && term > 1e-18 * sum; k += 1) {
      term *= (2 * k + 1) * inverse;
      sum += term;
    }
    return -sum;
  }
  // Rybicki's sum, term by term.
  const h = 0.25;
  const middle = 2 * Math.round(size / (2 * h));
  let sum = 0;
  for (let k = -31; k <= 31; k += 2) {
    const distance = size - (middle + k) * h;
    sum += (distance * Math.exp(-distance * distance)) / (middle + k);
  }
  return (-2 * sum) / SQRT_PI;
}

/** −i·erf(ix) = (2/√π)∫₀ˣ e^(t²)dt (DLMF 7.5.1). */
export const erfi = (x: number): number =>
  Math.abs(x) > 27 ? Math.sign(x) * Infinity : (2 / SQRT_PI) * expSquare(x, 1) * dawson(x);

/** The inverse of erfc, for 0 < y < 2. */
export const erfcinv = (y: number): number => (y < 0.6 ? -ndtri(y / 2) * Math.SQRT1_2 : erfinv(1 - y));
