/** Derivatives of the Bessel functions with respect to their order (DLMF §10.15, §10.38), for x > 0. */
import { besselJ, besselK, besselY, integrateDecay, overHalfTurn } from './bessel';
import { digamma, gammaln } from './gamma';
import { cosPi, sinPi } from './sinc';

/** Orders and arguments beyond have no value here. */
const [HIGHEST_ORDER, LARGEST] = [200, 2000];

const isOutside = (order: number, x: number): boolean => !(Math.abs(order) <= HIGHEST_ORDER && x > 0 && x <= LARGEST);

/** Σ (±x²/4)ᵏ(ln(x/2) − ψ(ν + k + 1))/(k! Γ(ν + k + 1)) · (x/2)^ν (DLMF 10.15.1, 10.38.1), and its largest term. */
function ascending(order: number, x: number, sign: 1 | -1): { readonly sum: number; readonly largest: number } {
  const logarithm = Math.log(x / 2);
  let term = Math.exp(order * logarithm - gammaln(order + 1));
  let [psi, sum, largest] = [digamma(order + 1), 0, 0];
  for (let k = 1; k < 3000; k += 1) {
    const next = term * (logarithm - psi);
    sum += next;
    largest = Math.max(largest, Math.abs(next));
    if (Math.abs(term) < 1e-19 * Math.abs(sum) && k > x / 2) break;
    psi += 1 / (order + k);
    term *= (sign * x * x) / (4 * k * (order + k));
  }
  return { sum, largest };
}

/** ∂J_ν(x)/∂ν. */
export function besselJByOrder(order: number, x: number): number {
  if (isOutside(order, x)) return NaN;
  if (order < 0) {
    const v = -order;
    const [c, s] = [cosPi(v), sinPi(v)];
    const turned = s * besselJ(v, x) + c * besselY(v, x);
    return Math.PI * turned - c * besselJByOrder(v, x) + s * besselYByOrder(v, x);
  }
  // The series loses what its largest term is above the sum, the integral what 1 is.
  const series = ascending(order, x, -1);
  if (series.largest < 1) return series.sum;
  const wave = overHalfTurn((angle) => -angle * Math.sin(order * angle - x * Math.sin(angle)), order, x);
  const [c, s] = [cosPi(order), sinPi(order) / Math.PI];
  const rest = integrateDecay((t) => (c - s * t) * Math.exp(-x * Math.sinh(t) - order * t), 0, x);
  return wave - rest;
}

/** ∂Y_ν(x)/∂ν (the derivative of DLMF 10.9.7). */
export function besselYByOrder(order: number, x: number): number {
  if (isOutside(order, x)) return NaN;
  if (order < 0) {
    const v = -order;
    const [c, s] = [cosPi(v), sinPi(v)];
    const turned = s * besselY(v, x) - c * besselJ(v, x);
    return Math.PI * turned - c * besselYByOrder(v, x) - s * besselJByOrder(v, x);
  }
  const wave = overHalfTurn((angle) => -angle * Math.cos(x * Math.sin(angle) - order * angle), order, x);
  const [c, s] = [cosPi(order), Math.PI * sinPi(order)];
  const integrand = (t: number): number => {
    const decay = x * Math.sinh(t);
    return t * Math.exp(order * t - decay) - (t * c + s) * Math.exp(-order * t - decay);
  };
  return wave - integrateDecay(integrand, order, x) / Math.PI;
}

/** ∂I_ν(x)/∂ν. */
export function besselIByOrder(order: number, x: number): number {
  if (isOutside(order, x)) return NaN;
  if (order >= 0) {
    const series = ascending(order, x, 1);
    if (Math.abs(series.sum) > 0.01 * series.largest) return series.sum;
    // The derivative of DLMF 10.32.4, which is −K₀ at order 0.
    const wave = overHalfTurn((angle) => -angle * Math.sin(order * angle) * Math.exp(x * Math.cos(angle)), order, x);
    const [c, s] = [cosPi(order), sinPi(order) / Math.PI];
    return wave - integrateDecay((t) => (c - s * t) * Math.exp(-x * Math.cosh(t) - order * t), 0, x);
  }
  // I₋ᵥ = Iᵥ + (2/π) sin(πv) Kᵥ (DLMF 10.27.2)
  const v = -order;
  return -besselIByOrder(v, x) - 2 * cosPi(v) * besselK(v, x) - (2 / Math.PI) * sinPi(v) * besselKByOrder(v, x);
}

/** ∂K_ν(x)/∂ν = ∫₀^∞ t sinh(νt) exp(−x cosh t) dt (from DLMF 10.32.9): an odd function of the order. */
export function besselKByOrder(order: number, x: number): number {
  if (isOutside(order, x)) return NaN;
  const v = Math.abs(order);
  const integrand = (t: number): number => {
    // sinh(vt), without overflow
    return (-t / 2) * Math.expm1(-2 * v * t) * Math.exp(v * t - x * Math.cosh(t));
  };
  return Math.sign(order) * integrateDecay(integrand, v, x);
}
