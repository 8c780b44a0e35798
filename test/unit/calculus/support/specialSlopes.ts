/**
 * First and second derivatives of the special functions, from handbooks (DLMF): differential equations where the table
 * uses recurrences, so that the two are not the same formulas.
 */
import { functionRows } from '../../../../src/calculus/functions/table';

/** f′(x) and f″(x); `y` is f(x). */
export type Derivatives = (x: number, y: number) => readonly [first: number, second: number];

const rows = new Map(functionRows.map((row) => [row.name, row]));

const of = (name: string, ...args: number[]): number =>
  rows.get(name)?.value(args[0] ?? NaN, args[1] ?? NaN, args[2] ?? NaN) ?? NaN;

const ROOT_PI = Math.sqrt(Math.PI);
const normal = (x: number): number => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);

/**
 * The n-th derivative of Σ (±1)ᵏ (2k − 1)!!/2ᵏ x^(−2k−1) (DLMF 7.12.1): 2F for the sign 1, √π·erfcx for −1. For |x| > 9.
 */
function errorTail(x: number, n: number, sign: 1 | -1): number {
  let [coefficient, sum] = [1, 0];
  for (let k = 0; k < 25; k += 1) {
    let term = coefficient * x ** (-2 * k - 1 - n);
    for (let i = 0; i < n; i += 1) term *= -(2 * k + 1 + i);
    sum += term;
    coefficient *= (sign * (2 * k + 1)) / 2;
  }
  return sum;
}

/** The first `n` derivatives of Dawson's integral: F′ = 1 − 2xF, differentiated, or far out by its expansion. */
function dawsonSlopes(x: number, n: number): number[] {
  const found = [of('dawson', x)];
  for (let k = 1; k <= n; k += 1)
    found.push(
      Math.abs(x) > 9
        ? errorTail(x, k, 1) / 2
        : (k === 1 ? 1 : 0) - 2 * x * (found[k - 1] as number) - 2 * (k - 1) * (found[k - 2] ?? 0),
    );
  return found;
}

function erfcxSlopes(x: number, n: number): number[] {
  const found = [of('erfcx', x)];
  for (let k = 1; k <= n; k += 1)
    found.push(
      x > 9
        ? errorTail(x, k, -1) / ROOT_PI
        : (k === 1 ? -2 / ROOT_PI : 0) + 2 * x * (found[k - 1] as number) + 2 * (k - 1) * (found[k - 2] ?? 0),
    );
  return found;
}

/** φₖ⁽ⁿ⁾(x) = ∫₀¹ tⁿ(1 − t)ᵏ⁻¹/(k − 1)! e^(xt) dt by Gauss's rule on many short pieces, graded towards the end that counts. */
function phiIntegral(n: number, k: number, x: number): number {
  const places = [0.1834346424956498, 0.525532409916329, 0.7966664774136267, 0.9602898564975363];
  const weights = [0.362683783378362, 0.3137066458778873, 0.22238103445337448, 0.10122853629037626];
  let factorial = 1;
  for (let i = 2; i < k; i += 1) factorial *= i;
  if (x < -1000) {
    // To infinity instead of 1: term by term, ∫₀^∞ tᵐ e^(xt) dt = m!/|x|ᵐ⁺¹.
    let [sum, binomial] = [0, 1];
    for (let j = 0; j < k; j += 1) {
      let term = binomial / -x / factorial;
      for (let m = 1; m <= n + j; m += 1) term *= m / -x;
      sum += term;
      binomial *= -(k - 1 - j) / (j + 1);
    }
    return sum;
  }
  const value = (t: number): number => (t ** n * (1 - t) ** (k - 1) * Math.exp(x * t)) / factorial;
  const pieces = 48;
  let sum = 0;
  for (let i = 0; i < pieces; i += 1) {
    const [from, to] = [i / pieces, (i + 1) / pieces].map((u) => (x < 0 ? u ** 3 : 1 - (1 - u) ** 3)) as [
      number,
      number,
    ];
    const [middle, half] = [(from + to) / 2, (to - from) / 2];
    places.forEach((place, j) => {
      sum += half * (weights[j] as number) * (value(middle - half * place) + value(middle + half * place));
    });
  }
  return sum;
}

const phiSlopesAt =
  (n: number, k: number): Derivatives =>
  (x) => [phiIntegral(n + 1, k, x), phiIntegral(n + 2, k, x)];

/** The n-th derivative of K or E for |m| < 0.3: π/2 Σ ((2k)!/(4ᵏ k!²))² mᵏ, for E times −1/(2k − 1) (DLMF 19.5.1, 19.5.2). */
function ellipticSeries(m: number, n: number, kind: 'K' | 'E'): number {
  let [coefficient, sum] = [1, 0];
  for (let k = 0; k < 60; k += 1) {
    let term = coefficient ** 2 * (kind === 'K' ? 1 : -1 / (2 * k - 1));
    for (let i = 0; i < n; i += 1) term *= k - i;
    if (k >= n) sum += term * m ** (k - n);
    coefficient *= (2 * k + 1) / (2 * k + 2);
  }
  return (Math.PI / 2) * sum;
}

/** K⁽ⁿ⁾ and the next ones by K's equation, differentiated (DLMF 19.4.8), from K and E. */
function ellipticSlopes(m: number, n: number): number[] {
  if (Math.abs(m) < 0.3) return Array.from({ length: n + 1 }, (_, i) => ellipticSeries(m, i, 'K'));
  const k = of('ellipticK', m);
  const found = [k, (of('ellipticE', m) - (1 - m) * k) / (2 * m * (1 - m))];
  for (let i = 0; found.length <= n; i += 1) {
    const [a, b] = [found[i] as number, found[i + 1] as number];
    found.push(((i + 0.5) ** 2 * a - (i + 1) * (1 - 2 * m) * b) / (m * (1 - m)));
  }
  return found;
}

export const specialUnary: Readonly<Record<string, Derivatives>> = {
  erfcx: (x) => erfcxSlopes(x, 2).slice(1) as [number, number],
  erfcxSlope: (x) => erfcxSlopes(x, 3).slice(2) as [number, number],
  erfinv: (_x, y) => [(ROOT_PI / 2) * Math.exp(y * y), (Math.PI / 2) * y * Math.exp(2 * y * y)],
  erfcinv: (_x, y) => [(-ROOT_PI / 2) * Math.exp(y * y), (Math.PI / 2) * y * Math.exp(2 * y * y)],
  erfi: (x) => [(2 / ROOT_PI) * Math.exp(x * x), ((4 * x) / ROOT_PI) * Math.exp(x * x)],
  dawson: (x) => dawsonSlopes(x, 2).slice(1) as [number, number],
  dawsonSlope: (x) => dawsonSlopes(x, 3).slice(2) as [number, number],
  logNdtr: (x) => {
    const hazard = Math.sqrt(2 / Math.PI) / of('erfcx', -x / Math.SQRT2);
    return [hazard, -hazard * (x + hazard)];
  },
  inverseMills: (x, y) => {
    const first = -y * (x + y);
    return [first, -first * (x + y) - y * (1 + first)];
  },
  inverseMillsSlope: (x, y) => {
    const h = of('inverseMills', x);
    const second = -h - y * (x + 2 * h);
    return [second, -y - second * (x + 2 * h) - y * (1 + 2 * y)];
  },
  ndtri: (_x, y) => [1 / normal(y), y / normal(y) ** 2],
  gamma: (x, y) => {
    const psi = of('digamma', x);
    return [y * psi, y * (psi * psi + of('polygamma', 1, x))];
  },
  gammaln: (x) => [of('digamma', x), of('polygamma', 1, x)],
  digamma: (x) => [of('polygamma', 1, x), of('polygamma', 2, x)],
  expi: (x) => [Math.exp(x) / x, Math.exp(x) * (1 / x - 1 / x ** 2)],
  exp1: (x) => [-Math.exp(-x) / x, Math.exp(-x) * (1 / x + 1 / x ** 2)],
  fresnelS: (x) => [Math.sin((Math.PI * x * x) / 2), Math.PI * x * Math.cos((Math.PI * x * x) / 2)],
  fresnelC: (x) => [Math.cos((Math.PI * x * x) / 2), -Math.PI * x * Math.sin((Math.PI * x * x) / 2)],
  lambertW: (_x, y) => [Math.exp(-y) / (1 + y), (-Math.exp(-2 * y) * (y + 2)) / (1 + y) ** 3],
  // m(1 − m)K″ + (1 − 2m)K′ = K/4 and m(1 − m)E″ + (1 − m)E′ = −E/4 (DLMF 19.4.8).
  ellipticK: (m) => ellipticSlopes(m, 2).slice(1) as [number, number],
  ellipticE: (m, y) => {
    if (Math.abs(m) < 0.3) return [ellipticSeries(m, 1, 'E'), ellipticSeries(m, 2, 'E')];
    const first = (y - of('ellipticK', m)) / (2 * m);
    return [first, (-y / 4 - (1 - m) * first) / (m * (1 - m))];
  },
  // E′ = (E − K)/(2m): 2mE″ + 2E′ = E′ − K′, 2mE‴ + 3E″ = −K″.
  ellipticESlope: (m, y) => {
    if (Math.abs(m) < 0.3) return [ellipticSeries(m, 2, 'E'), ellipticSeries(m, 3, 'E')];
    const [, first = NaN, second = NaN] = ellipticSlopes(m, 2);
    const next = (-y - first) / (2 * m);
    return [next, (-3 * next - second) / (2 * m)];
  },
  airyAi: (x, y) => [of('airyAiPrime', x), x * y],
  airyBi: (x, y) => [of('airyBiPrime', x), x * y],
  airyAiPrime: (x, y) => [x * of('airyAi', x), of('airyAi', x) + x * y],
  airyBiPrime: (x, y) => [x * of('airyBi', x), of('airyBi', x) + x * y],
  sineIntegral: (x) => [Math.sin(x) / x, (x * Math.cos(x) - Math.sin(x)) / x ** 2],
  cosineIntegral: (x) => [Math.cos(x) / x, -(x * Math.sin(x) + Math.cos(x)) / x ** 2],
  hyperbolicSineIntegral: (x) => [Math.sinh(x) / x, (x * Math.cosh(x) - Math.sinh(x)) / x ** 2],
  hyperbolicCosineIntegral: (x) => [Math.cosh(x) / x, (x * Math.sinh(x) - Math.cosh(x)) / x ** 2],
  spence: (x) => [Math.log(x) / (1 - x), 1 / (x * (1 - x)) + Math.log(x) / (1 - x) ** 2],
  exprel: phiSlopesAt(0, 1),
  log1mexp: (x) => [1 / Math.expm1(x), -Math.exp(x) / Math.expm1(x) ** 2],
  cosm1: (x) => [-Math.sin(x), -Math.cos(x)],
};

/** Functions with parameters that are numbers; the variable is the last argument, or the first. */
export const parametrised: Readonly<
  Record<
    string,
    {
      readonly parameters: readonly (readonly number[])[];
      readonly slopes: (...p: number[]) => Derivatives;
      readonly variableFirst?: true;
    }
  >
> = {
  polygamma: {
    parameters: [[1], [2]],
    slopes:
      (n = 0) =>
      (x) => [of('polygamma', n + 1, x), of('polygamma', n + 2, x)],
  },
  besselJ: cylinder('besselJ', 1, -1),
  besselY: cylinder('besselY', 1, -1),
  besselI: cylinder('besselI', 1, 1),
  besselK: cylinder('besselK', -1, 1),
  besselIScaled: scaledCylinder('besselIScaled', 1, -1),
  besselKScaled: scaledCylinder('besselKScaled', -1, 1),
  sphericalBesselJ: sphere('sphericalBesselJ', 1, -1),
  sphericalBesselY: sphere('sphericalBesselY', 1, -1),
  sphericalBesselI: sphere('sphericalBesselI', 1, 1),
  sphericalBesselK: sphere('sphericalBesselK', -1, 1),
  gammainc: {
    parameters: [[0.5], [2], [3.5]],
    slopes:
      (a = 0) =>
      (x) =>
        gammaSlopes(a, x, 1),
  },
  gammaincc: {
    parameters: [[0.5], [2], [3.5]],
    slopes:
      (a = 0) =>
      (x) =>
        gammaSlopes(a, x, -1),
  },
  betainc: {
    parameters: [
      [0.5, 2],
      [3, 1.5],
    ],
    slopes:
      (a = 0, b = 0) =>
      (x) => {
        const first = (x ** (a - 1) * (1 - x) ** (b - 1)) / of('beta', a, b);
        return [first, first * ((a - 1) / x - (b - 1) / (1 - x))];
      },
  },
  ellipticF: {
    variableFirst: true,
    parameters: [[-1.5], [0.5]],
    slopes:
      (m = 0) =>
      (x) => {
        const root = 1 - m * Math.sin(x) ** 2;
        return [root ** -0.5, m * Math.sin(x) * Math.cos(x) * root ** -1.5];
      },
  },
  ellipticEIncomplete: {
    variableFirst: true,
    parameters: [[-1.5], [0.5]],
    slopes:
      (m = 0) =>
      (x) => {
        const root = 1 - m * Math.sin(x) ** 2;
        return [root ** 0.5, -m * Math.sin(x) * Math.cos(x) * root ** -0.5];
      },
  },
  expn: {
    parameters: [[2], [3], [5]],
    slopes:
      (n = 0) =>
      (x) => [-of('expn', n - 1, x), n === 2 ? Math.exp(-x) / x : of('expn', n - 2, x)],
  },
  hurwitzZeta: {
    parameters: [[1.5], [3]],
    slopes:
      (s = 0) =>
      (q) => [-s * of('hurwitzZeta', s + 1, q), s * (s + 1) * of('hurwitzZeta', s + 2, q)],
  },
  phi: {
    parameters: [[2], [3]],
    slopes:
      (k = 0) =>
      (x) =>
        phiSlopesAt(0, k)(x, NaN),
  },
  phiDerivative: {
    parameters: [
      [1, 1],
      [2, 1],
      [1, 2],
    ],
    slopes: (n = 0, k = 0) => phiSlopesAt(n, k),
  },
  ellipticKDerivative: {
    parameters: [[1], [2]],
    slopes:
      (n = 0) =>
      (m) =>
        ellipticSlopes(m, n + 2).slice(n + 1) as [number, number],
  },
};

/** f′ = ±f₍ᵥ₋₁₎ − (v/x)f, and f″ from Bessel's equation (DLMF 10.2.1, 10.6.2, 10.25.1, 10.29.2). */
function cylinder(name: string, lower: 1 | -1, sign: 1 | -1) {
  return {
    parameters: [[0], [1], [0.5], [2.5]],
    slopes:
      (v = 0): Derivatives =>
      (x, y) => {
        const first = lower * of(name, v - 1, x) - (v / x) * y;
        return [first, -first / x + (sign + (v * v) / (x * x)) * y];
      },
  };
}

/** The same for e^(kx) times the function, k = direction·sign x. */
function scaledCylinder(name: string, lower: 1 | -1, direction: 1 | -1) {
  return {
    parameters: [[0], [1], [0.5]],
    slopes:
      (v = 0): Derivatives =>
      (x, y) => {
        const k = direction * (direction === -1 ? Math.sign(x) : 1);
        const inner = lower * of(name, v - 1, x) - (v / x) * y;
        return [inner + k * y, -inner / x + (1 + (v * v) / (x * x)) * y + 2 * k * inner + y];
      },
  };
}

/** f′ = ±fₙ₋₁ − ((n + 1)/x)f, and f″ from the spherical equation (DLMF 10.47.1, 10.51.2). */
function sphere(name: string, lower: 1 | -1, sign: 1 | -1) {
  return {
    parameters: [[1], [2]],
    slopes:
      (n = 0): Derivatives =>
      (x, y) => {
        const first = lower * of(name, n - 1, x) - ((n + 1) / x) * y;
        return [first, (-2 * first) / x + (sign + (n * (n + 1)) / (x * x)) * y];
      },
  };
}

function gammaSlopes(a: number, x: number, sign: 1 | -1): [number, number] {
  const first = (sign * x ** (a - 1) * Math.exp(-x)) / of('gamma', a);
  return [first, first * ((a - 1) / x - 1)];
}
