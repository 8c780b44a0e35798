/**
 * Forward evaluation with jets: a value with its first and second derivative along one direction. The derivatives of
 * functions stand here by hand, from a calculus textbook, and are not those of the engine's table.
 */
import { functionRows } from '../../../../src/calculus/functions/table';
import type { Expression, Relation } from './expression';
import { parametrised, specialUnary } from './specialSlopes';
import type { Derivatives } from './specialSlopes';

/** f, f′ and f″ along the direction. */
export type Jet = readonly [value: number, first: number, second: number];

const flat: Derivatives = () => [0, 0];
const bell = (x: number): number => Math.exp(-x * x) / Math.sqrt(Math.PI);
const normal = (x: number): number => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
const sigma = (x: number): number => 1 / (1 + Math.exp(-x));
const valueOf = (name: string, ...args: number[]): number =>
  functionRows.find((row) => row.name === name)?.value(args[0] as number, args[1] ?? NaN, args[2] ?? NaN) ?? NaN;

export const unary: Readonly<Record<string, Derivatives>> = {
  sqrt: (x) => [0.5 * x ** -0.5, -0.25 * x ** -1.5],
  cbrt: (x) => [1 / (3 * Math.cbrt(x * x)), -2 / (9 * x * Math.cbrt(x * x))],
  abs: (x) => [x > 0 ? 1 : x < 0 ? -1 : 0, 0],
  sign: flat,
  heaviside: flat,
  floor: flat,
  ceil: flat,
  round: flat,
  trunc: flat,
  exp: (x) => [Math.exp(x), Math.exp(x)],
  exp2: (x) => [Math.LN2 * 2 ** x, Math.LN2 ** 2 * 2 ** x],
  exp10: (x) => [Math.LN10 * 10 ** x, Math.LN10 ** 2 * 10 ** x],
  expm1: (x) => [Math.exp(x), Math.exp(x)],
  log: (x) => [1 / x, -1 / (x * x)],
  log2: (x) => [Math.LOG2E / x, -Math.LOG2E / (x * x)],
  log10: (x) => [Math.LOG10E / x, -Math.LOG10E / (x * x)],
  log1p: (x) => [1 / (1 + x), -1 / (1 + x) ** 2],
  logistic: (x) => [sigma(x) * sigma(-x), sigma(x) * sigma(-x) * (sigma(-x) - sigma(x))],
  softplus: (x) => [sigma(x), sigma(x) * sigma(-x)],
  relu: (x) => [x > 0 ? 1 : 0, 0],
  sin: (x) => [Math.cos(x), -Math.sin(x)],
  cos: (x) => [-Math.sin(x), -Math.cos(x)],
  tan: (x) => [1 / Math.cos(x) ** 2, (2 * Math.sin(x)) / Math.cos(x) ** 3],
  asin: (x) => [(1 - x * x) ** -0.5, x * (1 - x * x) ** -1.5],
  acos: (x) => [-((1 - x * x) ** -0.5), -x * (1 - x * x) ** -1.5],
  atan: (x) => [1 / (1 + x * x), (-2 * x) / (1 + x * x) ** 2],
  sinh: (x) => [Math.cosh(x), Math.sinh(x)],
  cosh: (x) => [Math.sinh(x), Math.cosh(x)],
  tanh: (x) => [1 / Math.cosh(x) ** 2, (-2 * Math.sinh(x)) / Math.cosh(x) ** 3],
  asinh: (x) => [(1 + x * x) ** -0.5, -x * (1 + x * x) ** -1.5],
  acosh: (x) => [(x * x - 1) ** -0.5, -x * (x * x - 1) ** -1.5],
  atanh: (x) => [1 / (1 - x * x), (2 * x) / (1 - x * x) ** 2],
  deg2rad: () => [Math.PI / 180, 0],
  rad2deg: () => [180 / Math.PI, 0],
  erf: (x) => [2 * bell(x), -4 * x * bell(x)],
  erfc: (x) => [-2 * bell(x), 4 * x * bell(x)],
  ndtr: (x) => [normal(x), -x * normal(x)],
  entr: (x) => (x > 0 ? [-Math.log(x) - 1, -1 / x] : [NaN, NaN]),
  logit: (x) => [1 / (x * (1 - x)), (2 * x - 1) / (x * (1 - x)) ** 2],
  elu: (x) => (x > 0 ? [1, 0] : [Math.exp(x), Math.exp(x)]),
  selu: (x) => (x > 0 ? [1.0507009873554805, 0] : [1.7580993408473766 * Math.exp(x), 1.7580993408473766 * Math.exp(x)]),
  gelu: (x) => [valueOf('ndtr', x) + x * normal(x), (2 - x * x) * normal(x)],
  silu: (x) => {
    const [s, t] = [sigma(x), sigma(-x)];
    return [s + x * s * t, 2 * s * t + x * s * t * (t - s)];
  },
  mish: (x) => {
    const u = Math.tanh(Math.log1p(Math.exp(x)));
    const du = (1 - u * u) * sigma(x);
    const d2u = (1 - u * u) * (sigma(x) * sigma(-x) - 2 * u * sigma(x) ** 2);
    return [u + x * du, 2 * du + x * d2u];
  },
  softsign: (x) => [(1 + Math.abs(x)) ** -2, -2 * Math.sign(x) * (1 + Math.abs(x)) ** -3],
  sinc: (x) => [sincSlopes(x)[0], sincSlopes(x)[1]],
  sincPrime: (x) => [sincSlopes(x)[1], sincSlopes(x)[2]],
  ...specialUnary,
};

/** The first three derivatives of sin(πx)/(πx) by the quotient rule; near 0 from the Taylor series. */
function sincSlopes(x: number): [number, number, number] {
  const p = Math.PI;
  if (Math.abs(x) < 0.3) {
    // Σ (−1)ᵏ p²ᵏ x²ᵏ/(2k+1)!
    const sums: [number, number, number] = [0, 0, 0];
    let factor = 1;
    for (let k = 1; k < 20; k += 1) {
      factor *= -(p * p) / (2 * k * (2 * k + 1));
      const n = 2 * k;
      sums[0] += factor * n * x ** (n - 1);
      sums[1] += factor * n * (n - 1) * x ** (n - 2);
      if (n > 2) sums[2] += factor * n * (n - 1) * (n - 2) * x ** (n - 3);
    }
    return sums;
  }
  const [s, c] = [Math.sin(p * x), Math.cos(p * x)];
  return [
    c / x - s / (p * x ** 2),
    (-p * s) / x - (2 * c) / x ** 2 + (2 * s) / (p * x ** 3),
    (-p * p * c) / x + (3 * p * s) / x ** 2 + (6 * c) / x ** 3 - (6 * s) / (p * x ** 4),
  ];
}

/** Functions of two arguments, as jets of jets. */
export const binary: Readonly<Record<string, (a: Jet, b: Jet) => Jet>> = {
  max: (a, b) => (a[0] > b[0] ? a : a[0] < b[0] ? b : mean(a, b)),
  min: (a, b) => (a[0] < b[0] ? a : a[0] > b[0] ? b : mean(a, b)),
  hypot: (a, b) => chain(sum(product(a, a), product(b, b)), Math.sqrt, unary['sqrt'] as Derivatives),
  // d(angle) = (x dy − y dx)/r², wherever the cut lies.
  atan2: (y, x) => {
    const [u, v] = [1 / (x[0] ** 2 + y[0] ** 2), x[0] * y[1] - y[0] * x[1]];
    const second = (x[0] * y[2] - y[0] * x[2]) * u - v * u * u * 2 * (x[0] * x[1] + y[0] * y[1]);
    return [Math.atan2(y[0], x[0]), v * u, second];
  },
  logaddexp: (a, b) => {
    const w = sigma(a[0] - b[0]);
    const d1 = a[1] - b[1];
    const value = Math.max(a[0], b[0]) + Math.log1p(Math.exp(-Math.abs(a[0] - b[0])));
    const rest = sigma(b[0] - a[0]);
    return [value, w * a[1] + rest * b[1], w * a[2] + rest * b[2] + w * rest * d1 * d1];
  },
  copysign: (a, b) => {
    const sign = (b[0] < 0 ? -1 : 1) * (a[0] < 0 ? -1 : 1);
    if (Number.isNaN(b[0])) return [NaN, NaN, NaN];
    return a[0] === 0 ? [0, 0, 0] : [sign * a[0], sign * a[1], sign * a[2]];
  },
  mod: (a, b) => remainder(a, b, Math.floor(a[0] / b[0])),
  xlogy: (x, y) => product(x, chain(y, Math.log, unary['log'] as Derivatives)),
  xlog1py: (x, y) => product(x, chain(y, Math.log1p, unary['log1p'] as Derivatives)),
  relEntr: (x, y) =>
    product(
      x,
      sum(chain(x, Math.log, unary['log'] as Derivatives), opposite(chain(y, Math.log, unary['log'] as Derivatives))),
    ),
  rem: (a, b) => remainder(a, b, Math.trunc(a[0] / b[0])),
  // By its logarithm: the gamma functions themselves overflow.
  beta: (a, b) => {
    const sign = Math.sign(valueOf('beta', a[0], b[0]));
    const logarithm = sum(sum(gammalnOf(a), gammalnOf(b)), opposite(gammalnOf(sum(a, b))));
    return product([sign, 0, 0], chain(logarithm, Math.exp, slopes('exp')));
  },
  betaln: (a, b) => sum(sum(gammalnOf(a), gammalnOf(b)), opposite(gammalnOf(sum(a, b)))),
  // ln x · (eʷ − 1)/w with w = v ln x: nothing cancels for small v.
  boxcox: (x, v) => {
    const logarithm = chain(x, Math.log, slopes('log'));
    return product(
      logarithm,
      chain(product(v, logarithm), (w) => valueOf('exprel', w), slopes('exprel')),
    );
  },
  // exp(y · ln(1 + w)/w) with w = vy: nothing cancels for small v.
  inverseBoxcox: (y, v) =>
    chain(
      product(
        y,
        chain(
          product(v, y),
          (w) => logarithmQuotient(w, 0),
          (w) => [logarithmQuotient(w, 1), logarithmQuotient(w, 2)],
        ),
      ),
      Math.exp,
      slopes('exp'),
    ),
};

/** ln(1 + w)/w and its first derivatives, by the quotient rule or the series Σ (−w)ᵏ/(k + 1). */
function logarithmQuotient(w: number, n: 0 | 1 | 2): number {
  if (Math.abs(w) < 0.2) {
    let sum = 0;
    for (let k = n; k < 30; k += 1) {
      const front = n === 0 ? 1 : n === 1 ? k : k * (k - 1);
      sum += ((k % 2 === 0 ? 1 : -1) * front * w ** (k - n)) / (k + 1);
    }
    return sum;
  }
  const log = Math.log1p(w);
  if (n === 0) return log / w;
  return n === 1 ? (w / (1 + w) - log) / (w * w) : (-1 / (1 + w) ** 2 - 2 / (w * (1 + w)) + (2 * log) / (w * w)) / w;
}

const slopes = (name: string): Derivatives => unary[name] as Derivatives;
const gammalnOf = (a: Jet): Jet => chain(a, (x) => valueOf('gammaln', x), slopes('gammaln'));
const inverse = (a: Jet): Jet =>
  chain(
    a,
    (x) => 1 / x,
    (x) => [-1 / x ** 2, 2 / x ** 3],
  );

const remainder = (a: Jet, b: Jet, quotient: number): Jet => [
  a[0] - quotient * b[0],
  a[1] - quotient * b[1],
  a[2] - quotient * b[2],
];

const mean = (a: Jet, b: Jet): Jet => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2, (a[2] + b[2]) / 2];
const sum = (a: Jet, b: Jet): Jet => [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
const opposite = (a: Jet): Jet => [-a[0], -a[1], -a[2]];
const product = (a: Jet, b: Jet): Jet => [
  a[0] * b[0],
  a[1] * b[0] + a[0] * b[1],
  a[2] * b[0] + 2 * a[1] * b[1] + a[0] * b[2],
];

function chain(a: Jet, f: (x: number) => number, derivatives: Derivatives): Jet {
  const y = f(a[0]);
  const [first, second] = derivatives(a[0], y);
  return [y, first * a[1], first * a[2] + second * a[1] * a[1]];
}

const compare: Readonly<Record<Relation, (a: number, b: number) => boolean>> = {
  less: (a, b) => a < b,
  lessOrEqual: (a, b) => a <= b,
  greater: (a, b) => a > b,
  greaterOrEqual: (a, b) => a >= b,
};

/** The jet of the expression at a point. `fragile` is called where a value stands on or close to a border. */
export function evaluateJet(expression: Expression, variables: readonly Jet[], fragile: () => void): Jet {
  const result = jetOf(expression, variables, fragile);
  // An infinite value is none over the reals, also where what follows makes it finite again.
  if (Math.abs(result[0]) === Infinity) fragile();
  // Derivatives of what is so large or small leave the range of doubles on the way.
  if (Math.abs(result[0]) > 1e60 || (result[0] !== 0 && Math.abs(result[0]) < 1e-60)) fragile();
  return result;
}

function jetOf(expression: Expression, variables: readonly Jet[], fragile: () => void): Jet {
  const jet = (e: Expression): Jet => evaluateJet(e, variables, fragile);
  switch (expression.kind) {
    case 'number':
      return [expression.numerator / expression.denominator, 0, 0];
    case 'variable':
      return variables[expression.index] as Jet;
    case 'negative':
      return opposite(jet(expression.operand));
    case 'power': {
      const n = expression.exponent;
      return chain(
        jet(expression.base),
        // A base that is not defined stays so, also to the power 0.
        (x) => (Number.isNaN(x) ? NaN : x ** n),
        (x) => [n * x ** (n - 1), n * (n - 1) * x ** (n - 2)],
      );
    }
    case 'exponential': {
      const exponent = product(jet(expression.base), jet(expression.exponent));
      // (eᵘ)ᵛ = eᵘᵛ, where neither is too large or small for a double.
      if (Math.abs(jet(expression.base)[0]) > 300 || Math.abs(exponent[0]) > 300) fragile();
      return chain(exponent, Math.exp, unary['exp'] as Derivatives);
    }
    case 'select': {
      const [left, right] = [jet(expression.left)[0], jet(expression.right)[0]];
      if (Number.isNaN(left) || Number.isNaN(right)) return [NaN, NaN, NaN];
      if (Math.abs(left - right) <= 1e-9 * (Math.abs(left) + Math.abs(right))) fragile();
      return compare[expression.relation](left, right) ? jet(expression.then) : jet(expression.otherwise);
    }
    case 'call': {
      const args = expression.args.map(jet);
      const family = parametrised[expression.name];
      if (family) {
        const parameters = (family.variableFirst ? args.slice(1) : args.slice(0, -1)).map((arg) => arg[0]);
        const variable = (family.variableFirst ? args[0] : args.at(-1)) as Jet;
        const value = (x: number): number =>
          family.variableFirst
            ? valueOf(expression.name, x, ...parameters)
            : valueOf(expression.name, ...parameters, x);
        // Far out the equations subtract what is nearly equal.
        if (isNearInteger(variable[0] * 2) || Math.abs(variable[0]) > 300) fragile();
        return chain(variable, value, family.slopes(...parameters));
      }
      const [a, b] = args as [Jet, Jet?];
      if (b !== undefined) {
        if (Math.abs(a[0] - b[0]) <= 1e-9 * (Math.abs(a[0]) + Math.abs(b[0]))) fragile();
        if (b[0] === 0 || isNearInteger(a[0] / b[0])) fragile();
        return binary[expression.name]?.(a, b) ?? [NaN, NaN, NaN];
      }
      // The second derivatives of these are differences of nearly equal numbers far out.
      if (isNearInteger(a[0] * 2) || Math.abs(a[0]) > (cancelling[expression.name] ?? Infinity)) fragile();
      return chain(a, (x) => valueOf(expression.name, x), unary[expression.name] as Derivatives);
    }
    case 'binary': {
      const [a, b] = [jet(expression.left), jet(expression.right)];
      switch (expression.operator) {
        case '+':
          return sum(a, b);
        case '-':
          return sum(a, opposite(b));
        case '*':
          return product(a, b);
        case '/': {
          // y/y is 1, where y·(1/y) may be a rounding off it.
          const [, first, second] = product(a, inverse(b));
          return [a[0] / b[0], first, second];
        }
      }
    }
  }
}

const cancelling: Readonly<Record<string, number>> = {
  dawson: 1000,
  dawsonSlope: 30,
  erfcx: 1000,
  erfcxSlope: 30,
  logNdtr: 30,
  inverseMills: 30,
  inverseMillsSlope: 30,
};

const isNearInteger = (x: number): boolean => Math.abs(x - Math.round(x)) < 1e-9 * (1 + Math.abs(x));
