/** Bessel functions of real order and argument, and Airy's (DLMF chapters 9 and 10). */
import { gamma, gammaln } from './gamma';
import { integrate } from './quadrature';
import { cosPi, sinPi } from './sinc';

const isWhole = Number.isInteger;

/** Orders beyond have no value here: the sums and recurrences get long. */
const HIGHEST_ORDER = 1000;

const isTooHigh = (order: number): boolean => !(Math.abs(order) <= HIGHEST_ORDER);

/** Past this argument Hankel's expansion (DLMF 10.17) is exact to double precision. */
const isFar = (order: number, x: number): boolean => x > 25 + (order * order) / 2;

/** J and Y from Hankel's expansion. */
function hankel(order: number, x: number): readonly [j: number, y: number] {
  const mu = 4 * order * order;
  let [p, q, term] = [1, 0, 1];
  for (let k = 1; k < 60; k += 1) {
    const next = (term * (mu - (2 * k - 1) ** 2)) / (k * 8 * x);
    if (Math.abs(next) > Math.abs(term) && k > order) break;
    term = next;
    if (k % 2 === 1) q += k % 4 === 1 ? term : -term;
    else p += k % 4 === 0 ? term : -term;
    if (Math.abs(term) < 1e-17) break;
  }
  // x − (order/2 + ¼)π, the multiple of π taken off exactly.
  const [c, s] = [cosPi(order / 2 + 0.25), sinPi(order / 2 + 0.25)];
  const [cosine, sine] = [Math.cos(x) * c + Math.sin(x) * s, Math.sin(x) * c - Math.cos(x) * s];
  const scale = Math.sqrt(2 / (Math.PI * x));
  return [scale * (p * cosine - q * sine), scale * (p * sine + q * cosine)];
}

/** Σ (±x²/4)ᵏ/(k! Γ(order + k + 1)), with (x/2)^order in front. */
function ascending(order: number, x: number, sign: 1 | -1): number {
  let [term, sum] = [1, 1];
  for (let k = 1; k < 2000; k += 1) {
    term *= (sign * x * x) / (4 * k * (order + k));
    sum += term;
    if (Math.abs(term) < 1e-18 * Math.abs(sum)) break;
  }
  const logScale = order * Math.log(x / 2) - gammaln(order + 1);
  const scale = order < 140 ? (x / 2) ** order / gamma(order + 1) : Math.exp(logScale);
  return scale * sum;
}

/** Integrals over t end here at the latest: e^t is then the largest double, however small x is. */
const LONGEST = 720;

/** Where exp(−x sinh t − order·t) has fallen below double precision. */
const tail = (order: number, x: number): number => Math.min(Math.asinh(750 / x), 750 / Math.max(order, 1e-9));

/** J of real order (DLMF 10.9.6). A negative argument needs a whole order. */
export function besselJ(order: number, x: number): number {
  if (isTooHigh(order) || Number.isNaN(x)) return NaN;
  if (x < 0) return isWhole(order) ? (order % 2 === 0 ? 1 : -1) * besselJ(order, -x) : NaN;
  if (order < 0) {
    if (isWhole(order)) return (order % 2 === 0 ? 1 : -1) * besselJ(-order, x);
    return cosPi(order) * besselJ(-order, x) + sinPi(order) * besselY(-order, x);
  }
  if (x === 0) return order === 0 ? 1 : 0;
  if (x * x < 4 * (order + 1)) return ascending(order, x, -1);
  if (isFar(order, x)) return hankel(order, x)[0];
  if (order > 1.5 && order > x / 2) return decayingJ(order, x);
  return oscillatingJ(order, x);
}

/** The integral of DLMF 10.9.6: its error is small beside the largest values, not beside small ones. */
function oscillatingJ(order: number, x: number): number {
  if (isFar(order, x)) return hankel(order, x)[0];
  const whole = overHalfTurn((angle) => Math.cos(order * angle - x * Math.sin(angle)), order, x);
  if (isWhole(order)) return whole;
  const rest = integrate((t) => Math.exp(-x * Math.sinh(t) - order * t), 0, tail(order, x));
  return whole - (sinPi(order) / Math.PI) * rest;
}

/**
 * J of an order that is not small beside x: recurrence downward from far above (Miller's method, DLMF 3.6(ii)), made to
 * agree with the larger of the two lowest orders.
 */
function decayingJ(order: number, x: number): number {
  const lowest = order - Math.floor(order);
  const start = Math.ceil(Math.max(order, x) - lowest + 30 + 6 * Math.cbrt(Math.max(order, x)) + 12);
  let [above, current, wanted] = [0, 1e-280, 0];
  for (let n = start; n > 0; n -= 1) {
    [above, current] = [current, ((2 * (n + lowest)) / x) * current - above];
    if (n - 1 === Math.floor(order)) wanted = current;
    if (Math.abs(current) > 1e200) [above, current, wanted] = [above * 1e-250, current * 1e-250, wanted * 1e-250];
  }
  const scale =
    Math.abs(current) > Math.abs(above) ? oscillatingJ(lowest, x) / current : oscillatingJ(lowest + 1, x) / above;
  return wanted * scale;
}

/** The mean over a half turn, in pieces short enough for the wave. */
export function overHalfTurn(f: (angle: number) => number, order: number, x: number): number {
  return inPieces(f, Math.PI, Math.ceil((x + order) / 12) + 1) / Math.PI;
}

/** ∫₀^∞ of what falls like exp(−x sinh t + order·t). */
export function integrateDecay(f: (t: number) => number, order: number, x: number): number {
  const end = Math.min(Math.asinh((750 + order * 20) / x), LONGEST);
  return inPieces(f, end, Math.ceil(end / 2));
}

/** ∫ from 0 to `end` in pieces of one length. */
function inPieces(f: (t: number) => number, end: number, pieces: number): number {
  let sum = 0;
  for (let i = 0; i < pieces; i += 1) sum += integrate(f, (end * i) / pieces, (end * (i + 1)) / pieces);
  return sum;
}

/** Y of real order, x > 0 (DLMF 10.9.7). */
export function besselY(order: number, x: number): number {
  if (isTooHigh(order) || !(x >= 0)) return NaN;
  if (order < 0) {
    if (isWhole(order)) return (order % 2 === 0 ? 1 : -1) * besselY(-order, x);
    return cosPi(order) * besselY(-order, x) - sinPi(order) * besselJ(-order, x);
  }
  if (x === 0 || x === Infinity) return x === 0 ? -Infinity : 0;
  if (isFar(order, x)) return hankel(order, x)[1];
  if (order > 3) {
    // Upward recurrence is stable for Y.
    const start = order - Math.floor(order) + 1;
    let [previous, current] = [besselY(start - 1, x), besselY(start, x)];
    for (let n = start; n < order - 0.5; n += 1) [previous, current] = [current, ((2 * n) / x) * current - previous];
    return current;
  }
  const wave = overHalfTurn((angle) => Math.sin(x * Math.sin(angle) - order * angle), order, x);
  const decay = (t: number): number =>
    (Math.exp(order * t) + Math.exp(-order * t) * cosPi(order)) * Math.exp(-x * Math.sinh(t));
  return wave - integrateDecay(decay, order, x) / Math.PI;
}

/** e^(−|x|)·I of real order (DLMF 10.25.2, 10.40.1). */
export function besselIScaled(order: number, x: number): number {
  if (isTooHigh(order) || Number.isNaN(x)) return NaN;
  if (x < 0) return isWhole(order) ? (order % 2 === 0 ? 1 : -1) * besselIScaled(order, -x) : NaN;
  if (order < 0) {
    const positive = besselIScaled(-order, x);
    return isWhole(order)
      ? positive
      : positive - (2 / Math.PI) * sinPi(order) * besselKScaled(-order, x) * Math.exp(-2 * x);
  }
  if (x === 0) return order === 0 ? 1 : 0;
  if (x >= 30 + order * order) return asymptoticI(order, x);
  return x < 700 ? ascending(order, x, 1) * Math.exp(-x) : recurringI(order, x);
}

/** Downward recurrence, as for J: x is large, the order is not small beside √x. */
function recurringI(order: number, x: number): number {
  const lowest = order - Math.floor(order);
  const start = Math.ceil(order - lowest + 40 + 9 * Math.sqrt(x));
  let [above, current, wanted] = [0, 1e-280, 0];
  for (let n = start; n > 0; n -= 1) {
    [above, current] = [current, ((2 * (n + lowest)) / x) * current + above];
    if (n - 1 === Math.floor(order)) wanted = current;
    if (current > 1e200) [above, current, wanted] = [above * 1e-250, current * 1e-250, wanted * 1e-250];
  }
  return wanted * (asymptoticI(lowest, x) / current);
}

function asymptoticI(order: number, x: number): number {
  let [term, sum] = [1, 1];
  for (let k = 1; k < 100; k += 1) {
    const next = (-term * (4 * order * order - (2 * k - 1) ** 2)) / (8 * k * x);
    if (Math.abs(next) > Math.abs(term) && k > order) break;
    term = next;
    sum += term;
    if (Math.abs(term) < 1e-17 * Math.abs(sum)) break;
  }
  return sum / Math.sqrt(2 * Math.PI * x);
}

export const besselI = (order: number, x: number): number =>
  !isTooHigh(order) && Math.abs(x) < 30 + order * order && Math.abs(x) < 700 && order >= 0 && x > 0
    ? ascending(order, x, 1)
    : besselIScaled(order, x) * Math.exp(Math.abs(x));

/**
 * eˣ·K of real order, x > 0: ∫₀^∞ exp(−x(cosh t − 1)) cosh(order·t) dt (DLMF 10.32.9) by the trapezoidal rule, which
 * converges exponentially for such an integrand.
 */
export function besselKScaled(order: number, x: number): number {
  if (isTooHigh(order) || !(x >= 0)) return NaN;
  if (x === 0 || x === Infinity) return x === 0 ? Infinity : 0;
  const v = Math.abs(order);
  const peak = Math.min(Math.asinh(v / x), LONGEST);
  // The integrand is as wide as (v² + x²)^(−1/4): an error of exp(−2π²·width²/h²) is far below double precision.
  const h = Math.min(1 / 16, 0.5 / Math.sqrt(Math.hypot(v, x)));
  let sum = 0.5;
  for (let t = h; ; t += h) {
    const s = Math.sinh(t / 2);
    const term = Math.exp(v * t - 2 * x * s * s) + Math.exp(-v * t - 2 * x * s * s);
    sum += term / 2;
    if (t > peak && !(term >= 1e-18 * sum)) return sum * h;
    if (t > LONGEST) return sum * h;
  }
}

export const besselK = (order: number, x: number): number => besselKScaled(order, x) * Math.exp(-x);

/** Ai, Ai′, Bi and Bi′: Maclaurin series near 0 (DLMF 9.4), Bessel functions elsewhere (DLMF 9.6). */
export function airy(x: number): readonly [ai: number, aiPrime: number, bi: number, biPrime: number] {
  if (Math.abs(x) <= 1.5) return airySeries(x);
  const z = Math.abs(x);
  const root = Math.sqrt(z);
  const zeta = (2 / 3) * z * root;
  if (x > 0) {
    const scale = Math.exp(-zeta);
    const [k1, k2] = [besselKScaled(1 / 3, zeta) * scale, besselKScaled(2 / 3, zeta) * scale];
    const sum = (order: number): number =>
      2 * besselI(order, zeta) + (2 / Math.PI) * sinPi(order) * besselK(order, zeta);
    return [
      (root / Math.sqrt(3) / Math.PI) * k1,
      (-z / Math.sqrt(3) / Math.PI) * k2,
      (root / Math.sqrt(3)) * sum(1 / 3),
      (z / Math.sqrt(3)) * sum(2 / 3),
    ];
  }
  const minus = (order: number): number => cosPi(order) * besselJ(order, zeta) - sinPi(order) * besselY(order, zeta);
  const [p, q] = [besselJ(1 / 3, zeta), minus(1 / 3)];
  const [r, s] = [besselJ(2 / 3, zeta), minus(2 / 3)];
  return [(root / 3) * (q + p), (z / 3) * (r - s), (root / Math.sqrt(3)) * (q - p), (z / Math.sqrt(3)) * (s + r)];
}

function airySeries(x: number): readonly [number, number, number, number] {
  // DLMF 9.2.3–9.2.6
  const [ai0, aiPrime0] = [0.35502805388781724, -0.2588194037928068];
  const [bi0, biPrime0] = [0.6149266274460007, 0.4482883573538264];
  let [f, g, fPrime, gPrime] = [1, x, 0, 1];
  let [p, q] = [1, x];
  for (let k = 1; k < 30; k += 1) {
    fPrime += (p * x * x) / (3 * k - 1);
    p *= x ** 3 / ((3 * k - 1) * 3 * k);
    f += p;
    gPrime += (q * x * x) / (3 * k);
    q *= x ** 3 / (3 * k * (3 * k + 1));
    g += q;
  }
  return [
    ai0 * f + aiPrime0 * g,
    ai0 * fPrime + aiPrime0 * gPrime,
    bi0 * f + biPrime0 * g,
    bi0 * fPrime + biPrime0 * gPrime,
  ];
}

/** jₙ of whole order n ≥ 0: upward where that is stable, else by its series or Miller's method (DLMF 10.51.1, 10.53.1). */
export function sphericalJ(n: number, x: number): number {
  if (!isWhole(n) || n < 0 || isTooHigh(n) || Number.isNaN(x)) return NaN;
  if (x < 0) return (n % 2 === 0 ? 1 : -1) * sphericalJ(n, -x);
  if (x === 0) return n === 0 ? 1 : 0;
  if (x === Infinity) return 0;
  if (n === 0) return Math.sin(x) / x;
  if (x * x < 4 * n + 6) return sphericalSeries(n, x, -1);
  const first = (Math.sin(x) / x - Math.cos(x)) / x;
  if (x >= n) {
    let [previous, current] = [Math.sin(x) / x, first];
    for (let k = 1; k < n; k += 1) [previous, current] = [current, ((2 * k + 1) / x) * current - previous];
    return current;
  }
  let [above, current, wanted] = [0, 1e-280, 0];
  for (let k = Math.ceil(n + 40 + 6 * Math.cbrt(n)); k > 0; k -= 1) {
    [above, current] = [current, ((2 * k + 1) / x) * current - above];
    if (k - 1 === n) wanted = current;
    if (Math.abs(current) > 1e200) [above, current, wanted] = [above * 1e-250, current * 1e-250, wanted * 1e-250];
  }
  return wanted * (Math.abs(current) > Math.abs(above) ? Math.sin(x) / x / current : first / above);
}

/** xⁿ/(2n + 1)!! · Σ (±x²/2)ᵏ/(k! (2n + 3)(2n + 5)…) (DLMF 10.53.1, 10.53.3). */
function sphericalSeries(n: number, x: number, sign: 1 | -1): number {
  let front = 1;
  for (let k = 1; k <= n; k += 1) front *= x / (2 * k + 1);
  let [term, sum] = [1, 1];
  for (let k = 1; k < 500 && Math.abs(term) > 1e-18 * Math.abs(sum); k += 1) {
    term *= (sign * x * x) / (2 * k * (2 * n + 2 * k + 1));
    sum += term;
  }
  return front * sum;
}

/** yₙ of whole order n ≥ 0, by the upward recurrence. */
export function sphericalY(n: number, x: number): number {
  if (!isWhole(n) || n < 0 || isTooHigh(n) || Number.isNaN(x)) return NaN;
  if (x < 0) return (n % 2 === 0 ? -1 : 1) * sphericalY(n, -x);
  if (x === 0) return -Infinity;
  let [previous, current] = [Math.sin(x) / x, -Math.cos(x) / x];
  for (let k = 0; k < n; k += 1) [previous, current] = [current, ((2 * k + 1) / x) * current - previous];
  return current;
}

/** iₙ of whole order n ≥ 0, as SciPy's spherical_in (DLMF 10.47.7). */
export function sphericalI(n: number, x: number): number {
  if (!isWhole(n) || n < 0 || isTooHigh(n) || Number.isNaN(x)) return NaN;
  if (x < 0) return (n % 2 === 0 ? 1 : -1) * sphericalI(n, -x);
  if (x === 0) return n === 0 ? 1 : 0;
  return x < 30 ? sphericalSeries(n, x, 1) : Math.sqrt(Math.PI / (2 * x)) * besselI(n + 0.5, x);
}

/** kₙ of whole order n ≥ 0, as SciPy's spherical_kn: π/(2x)·e⁻ˣ(1 + 1/x + …), by the upward recurrence (DLMF 10.51.4). */
export function sphericalK(n: number, x: number): number {
  if (!isWhole(n) || n < 0 || isTooHigh(n) || !(x >= 0)) return NaN;
  if (x === 0) return Infinity;
  const zeroth = (Math.PI / (2 * x)) * Math.exp(-x);
  let [previous, current] = [zeroth, zeroth];
  for (let k = 0; k < n; k += 1) [previous, current] = [current, ((2 * k + 1) / x) * current + previous];
  return current;
}
