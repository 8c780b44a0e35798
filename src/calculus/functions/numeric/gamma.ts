/** The gamma function and its family (DLMF chapters 5 and 8). */
import { chebyshevSum } from './chebyshev';
import { factorial } from './series';
import { sinPi } from './sinc';

/** Chebyshev coefficients of lnΓ(x)/((x − 1)(x − 2)) for ½ ≤ x ≤ 5/2; computed with mpmath at 60 digits. */
const middle: readonly number[] = [
  0.52338306759362264954, -0.17797233729529864021, 0.043707765509376003344, -0.012436054693716324754,
  0.0038166273622453443796, -0.0012248310110168687629, 0.00040463073093376953258, -0.00013639992864783830893,
  0.000046669854564403646639, -0.000016152571568530023687, 5.6418612942891374941e-6, -1.9854686089940960399e-6,
  7.031292350156658102e-7, -2.503431672683324024e-7, 8.9546551954625110468e-8, -3.2160388168131608284e-8,
  1.1591674196198931505e-8, -4.1913313430925174179e-9, 1.519828794283801789e-9, -5.5252482443543667823e-10,
  2.0133461407895695535e-10, -7.3519733993467370966e-11, 2.6898575436827365615e-11, -9.8588288661775800683e-12,
  3.6193544006547719134e-12, -1.3307382122555226211e-12, 4.8996134352349177452e-13, -1.8063242404502504821e-13,
  6.667388160934133217e-14, -2.4638096705345538505e-14, 9.1141996697478844154e-15, -3.3749037208856613745e-15,
  1.2508630658961871392e-15, -4.6402354547403188096e-16, 1.7227826138316331888e-16, -6.401198458457187372e-17,
  2.3802040365336955892e-17, -8.8567081056471102276e-18, 3.2977685786612902644e-18, -1.2286928418849807584e-18,
];

/** B₂ₖ/(2k(2k − 1)): the coefficients of Stirling's series (DLMF 5.11.1). */
const stirling = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156, -3617 / 122400];

const HALF_LOG_TWO_PI = 0.9189385332046728;

/** lnΓ(x) − ((x − ½) ln x − x + ½ ln 2π) for x ≥ 10. */
function stirlingRest(x: number): number {
  let [sum, factor] = [0, 1 / x];
  for (const coefficient of stirling) {
    sum += coefficient * factor;
    factor /= x * x;
  }
  return sum;
}

const isPole = (x: number): boolean => x <= 0 && Number.isInteger(x);

/** ln|Γ(x)|. */
export function gammaln(x: number): number {
  if (isPole(x)) return Infinity;
  if (x < 0.5) return Math.log(Math.PI / Math.abs(sinPi(x))) - gammaln(1 - x);
  if (x >= 10) return (x - 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI + stirlingRest(x);
  let [shifted, factor] = [x, 1];
  while (shifted > 2.5) {
    shifted -= 1;
    factor *= shifted;
  }
  return Math.log(factor) + (shifted - 1) * (shifted - 2) * chebyshevSum(middle, shifted - 1.5);
}

export function gamma(x: number): number {
  if (isPole(x) || x === -Infinity) return NaN;
  if (x < 0.5) return Math.PI / (sinPi(x) * gamma(1 - x));
  if (x > 171.7) return Infinity;
  if (x >= 20) {
    // x^(x − ½) overflows before Γ does.
    const root = x ** (x / 2 - 0.25);
    return root * Math.exp(-x) * root * Math.exp(HALF_LOG_TWO_PI + stirlingRest(x));
  }
  let [shifted, factor] = [x, 1];
  while (shifted > 2.5) {
    shifted -= 1;
    factor *= shifted;
  }
  if (shifted === 1 || shifted === 2) return factor;
  return factor * Math.exp((shifted - 1) * (shifted - 2) * chebyshevSum(middle, shifted - 1.5));
}

/** ψ(x) = Γ′(x)/Γ(x): recurrence, then DLMF 5.11.2; reflection below ½. */
export function digamma(x: number): number {
  if (isPole(x) || x === -Infinity) return NaN;
  if (x < 0.5) return digamma(1 - x) - Math.PI * cotPi(x);
  if (Math.abs(x - DIGAMMA_ZERO) < 0.1) return digammaNearZero(x);
  let [sum, shifted] = [0, x];
  for (; shifted < 12; shifted += 1) sum -= 1 / shifted;
  return sum + Math.log(shifted) - 0.5 / shifted - asymptotic(0, shifted);
}

/** ψ(a + b) − ψ(a) for a, b > 0, without cancellation where a is large. */
export function digammaDifference(a: number, b: number): number {
  let [sum, shifted] = [0, a];
  for (; shifted < 12; shifted += 1) sum += b / (shifted * (shifted + b));
  const halves = b / (2 * shifted * (shifted + b));
  return sum + Math.log1p(b / shifted) + halves + asymptotic(0, shifted) - asymptotic(0, shifted + b);
}

/** The only positive zero of ψ, as a double and what it has beyond that (DLMF 5.4.20). */
const DIGAMMA_ZERO = 1.4616321449683622;
const DIGAMMA_ZERO_REST = 9.549995429965697e-17;

/** ψ next to its zero by Taylor's series, where the recurrence would cancel. */
function digammaNearZero(x: number): number {
  const distance = x - DIGAMMA_ZERO - DIGAMMA_ZERO_REST;
  let [sum, power] = [0, 1];
  for (let k = 1; k < 20; k += 1) {
    power *= distance / k;
    sum += power * polygamma(k, DIGAMMA_ZERO);
  }
  return sum;
}

const cotPi = (x: number): number => sinPi(x + 0.5) / sinPi(x);

/** Bernoulli's numbers B₂, B₄, … */
const bernoulli = [
  1 / 6,
  -1 / 30,
  1 / 42,
  -1 / 30,
  5 / 66,
  -691 / 2730,
  7 / 6,
  -3617 / 510,
  43867 / 798,
  -174611 / 330,
];

/** Σ B₂ₖ (2k + n − 1)!/((2k)! x^(2k+n)): the tail of the asymptotic series of ψ⁽ⁿ⁾. */
function asymptotic(n: number, x: number): number {
  let sum = 0;
  bernoulli.forEach((b, i) => {
    const k = 2 * (i + 1);
    let factor = n === 0 ? 1 / k : 1;
    for (let j = 1; j < n; j += 1) factor *= k + j;
    sum += b * factor * x ** -(k + n);
  });
  return sum;
}

/** ψ⁽ⁿ⁾(x), the n-th derivative of digamma (DLMF 5.15.8, 5.15.5), for whole n. */
export function polygamma(n: number, x: number): number {
  if (n === 0) return digamma(x);
  if (!Number.isInteger(n) || n < 0 || n > 150 || isPole(x) || !Number.isFinite(x)) return NaN;
  if (x < -1000) return NaN;
  const sign = n % 2 === 0 ? -1 : 1;
  const whole = factorial(n);
  let [sum, shifted] = [0, x];
  for (; shifted < 14 + n; shifted += 1) sum += whole * shifted ** -(n + 1);
  sum += (whole / n) * shifted ** -n + (whole / 2) * shifted ** -(n + 1) + asymptotic(n, shifted);
  return sign * sum;
}

/** ln|B(a, b)|. With a large argument, lnΓ(b) − lnΓ(a + b) is taken from Stirling's series, where it does not cancel. */
export function betaln(a: number, b: number): number {
  if (a > b) return betaln(b, a);
  if (!(b >= 10 && a > 0)) return gammaln(a) + gammaln(b) - gammaln(a + b);
  if (a >= 10) {
    const rests = stirlingRest(a) + stirlingRest(b) - stirlingRest(a + b);
    const powers = (a - 0.5) * Math.log(a / (a + b)) - b * Math.log1p(a / b);
    return HALF_LOG_TWO_PI - Math.log(b) / 2 + powers + rests;
  }
  const difference = (0.5 - b) * Math.log1p(a / b) - a * Math.log(a + b) + a;
  return gammaln(a) + difference + stirlingRest(b) - stirlingRest(a + b);
}

/** B(a, b) = Γ(a)Γ(b)/Γ(a + b). */
export function beta(a: number, b: number): number {
  if (a + b < 20 && a > 0 && b > 0) return (gamma(a) / gamma(a + b)) * gamma(b);
  if (a > 0 && b > 0) return Math.exp(betaln(a, b));
  const value = (gamma(a) * gamma(b)) / gamma(a + b);
  if (isPole(a) || isPole(b) || (Number.isFinite(value) && value !== 0)) return value;
  // The gamma functions over- or underflow where B itself need not.
  if (isPole(a + b)) return 0;
  return signOfGamma(a) * signOfGamma(b) * signOfGamma(a + b) * Math.exp(betaln(a, b));
}

const signOfGamma = (x: number): number => (x > 0 || Math.floor(x) % 2 === 0 ? 1 : -1);

/** xᵃe⁻ˣ/Γ(a + 1), without overflow: by the distance of x from a where a is large. */
export function gammaDensity(a: number, x: number): number {
  if (a < 20) return Math.exp(a * Math.log(x) - x - gammaln(a + 1));
  const t = (x - a) / a;
  const distance = Math.abs(t) < 0.9 ? log1pMinus(t) : Math.log(x / a) - t;
  return Math.exp(a * distance - stirlingRest(a)) / Math.sqrt(2 * Math.PI * a);
}

/** ln(1 + t) − t, |t| < 0.9. */
function log1pMinus(t: number): number {
  // ln(1 + t) = 2 artanh(r), r = t/(2 + t); the leading 2r − t is −t·r.
  const r = t / (2 + t);
  let [term, sum] = [r, 0];
  for (let k = 3; Math.abs(term) > 1e-20; k += 2) {
    term *= r * r;
    sum += (2 * term) / k;
  }
  return sum - t * r;
}

/** The regularised lower incomplete gamma function P(a, x) (DLMF 8.11.4). */
export function gammainc(a: number, x: number): number {
  if (!(a > 0 && x >= 0)) return NaN;
  if (x === 0) return 0;
  return x < a + 1 ? lowerSeries(a, x) : 1 - upperFraction(a, x);
}

/** The regularised upper incomplete gamma function Q(a, x). */
export function gammaincc(a: number, x: number): number {
  if (!(a > 0 && x >= 0)) return NaN;
  if (x === 0) return 1;
  if (a < 1 && x < 1.5) return smallUpper(a, x);
  return x < a + 1 ? 1 - lowerSeries(a, x) : upperFraction(a, x);
}

/** Steps that the series and the fraction may take; where these do not do, there is no value rather than a wrong one. */
const mostSteps = (a: number): number => Math.min(1000 + 12 * Math.sqrt(a), 1e6);

function lowerSeries(a: number, x: number): number {
  let [term, sum] = [1, 1];
  const most = mostSteps(a);
  for (let n = 1; term > 1e-17 * sum; n += 1) {
    if (n > most) return NaN;
    term *= x / (a + n);
    sum += term;
  }
  return sum * gammaDensity(a, x);
}

/** Q for small a and x, where 1 − P cancels: from xᵃ/Γ(a + 1) − 1 and the rest of the series of P (DLMF 8.7.3). */
function smallUpper(a: number, x: number): number {
  const logFront = a * Math.log(x) - a * (a - 1) * chebyshevSum(middle, a - 0.5);
  let [term, sum] = [1, 0];
  for (let k = 1; k < 60; k += 1) {
    term *= -x / k;
    sum += term / (a + k);
  }
  return -Math.expm1(logFront) - a * sum * Math.exp(logFront);
}

/** DLMF 8.9.2, by Lentz's method. */
function upperFraction(a: number, x: number): number {
  if (x === Infinity) return 0;
  let b = x + 1 - a;
  let [c, d] = [1e300, 1 / b];
  let h = d;
  const most = mostSteps(a);
  for (let n = 1; ; n += 1) {
    if (n > most) return NaN;
    const factor = -n * (n - a);
    b += 2;
    d = 1 / (factor * d + b);
    c = b + factor / c;
    h *= c * d;
    if (Math.abs(c * d - 1) < 1e-16) break;
  }
  return h * a * gammaDensity(a, x);
}

/** The regularised incomplete beta function I_x(a, b) (DLMF 8.17.22, by Lentz's method). */
export function betainc(a: number, b: number, x: number): number {
  if (!(a > 0 && b > 0 && x >= 0 && x <= 1)) return NaN;
  if (x === 0 || x === 1) return x;
  if (x > (a + 1) / (a + b + 2)) return 1 - betainc(b, a, 1 - x);
  const front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) - betaln(a, b)) / a;
  let [c, d] = [1, 1 / (1 - ((a + b) * x) / (a + 1))];
  let h = d;
  for (let m = 1; m < 2000; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / (1 + even * d);
    c = 1 + even / c;
    h *= c * d;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / (1 + odd * d);
    c = 1 + odd / c;
    h *= c * d;
    if (Math.abs(c * d - 1) < 1e-16) break;
  }
  return front * h;
}
