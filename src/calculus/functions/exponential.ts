/** Exponentials and logarithms. Formulas: DLMF §4.2, §4.4. */
import { add, call, constant, divide, dropping, greater, integer, multiply, negate, subtract } from '../construct';
import type { Graph, NodeId } from '../graph';
import { FIRST_FUNCTION, Op } from '../operations';
import { isInteger, power as rationalPower } from '../rational';
import { cosm1, log1mexp, phi, phiDerivative } from './numeric/exponentials';
import type { Arguments, FunctionRow } from './row';
import { functionRows } from './table';

/** The argument where `id` is a call of that function of one argument. */
function argumentOf(g: Graph, id: NodeId, name: string): NodeId | undefined {
  return functionRows[g.op(id) - FIRST_FUNCTION]?.name === name ? g.a(id) : undefined;
}

const positive = (g: Graph, [u]: Arguments): NodeId[] => [greater(g, u, g.integer(0))];

/** exp₂(n) and exp₁₀(n) of an integer are exact. */
function exactPower(g: Graph, base: bigint, exponent: NodeId): NodeId | undefined {
  const n = g.exactOf(exponent);
  if (!n || !isInteger(n)) return undefined;
  const value = rationalPower({ numerator: base, denominator: 1n }, n.numerator);
  return value ? g.rational(value) : undefined;
}

/** log of an exact power of the base: a whole number. */
function exactLogarithm(g: Graph, base: bigint, u: NodeId): NodeId | undefined {
  const value = g.exactOf(u);
  if (!value || value.numerator <= 0n || (value.numerator !== 1n && value.denominator !== 1n)) return undefined;
  let rest = value.numerator === 1n ? value.denominator : value.numerator;
  let n = 0;
  while (rest % base === 0n) {
    rest /= base;
    n += 1;
  }
  return rest === 1n ? g.integer(value.numerator === 1n ? -n : n) : undefined;
}

const naturalLogarithmOf = (g: Graph, n: number): NodeId => call(g, 'log', g.integer(n));

export const exponential: readonly FunctionRow[] = [
  {
    name: 'exp',
    arity: 1,
    value: Math.exp,
    partials: [(_g, _args, y) => y],
    fold: (g, [u]) => {
      if (g.valueOf(u) === 0) return g.integer(1);
      if (g.valueOf(u) === 1) return constant(g, 'e');
      const inner = argumentOf(g, u, 'log');
      return inner === undefined ? undefined : dropping(g, u, inner);
    },
    range: 'positive',
    monotone: 'increasing',
    latex: 'e^{#1}',
    text: 'exp',
    code: { python: 'np.exp', javascript: 'Math.exp' },
  },
  {
    name: 'exp2',
    arity: 1,
    value: (x) => 2 ** x,
    partials: [(g, _args, y) => multiply(g, naturalLogarithmOf(g, 2), y)],
    fold: (g, [u]) => exactPower(g, 2n, u),
    range: 'positive',
    monotone: 'increasing',
    latex: '2^{#1}',
    text: 'exp2',
    code: { python: 'np.exp2', javascript: '2 ** (#1)' },
  },
  {
    name: 'exp10',
    arity: 1,
    value: (x) => 10 ** x,
    partials: [(g, _args, y) => multiply(g, naturalLogarithmOf(g, 10), y)],
    fold: (g, [u]) => exactPower(g, 10n, u),
    range: 'positive',
    monotone: 'increasing',
    latex: '10^{#1}',
    text: 'exp10',
    code: { python: '10.0 ** #1', javascript: '10 ** (#1)' },
  },
  {
    name: 'expm1',
    arity: 1,
    value: Math.expm1,
    // Not the value plus 1, which is 0 far to the left.
    partials: [(g, [u]) => call(g, 'exp', u)],
    exact: [[0, 0]],
    bounds: [-1, Infinity],
    open: true,
    monotone: 'increasing',
    latex: '\\operatorname{expm1}',
    text: 'expm1',
    code: { python: 'np.expm1', javascript: 'Math.expm1' },
  },
  {
    name: 'log',
    arity: 1,
    value: Math.log,
    partials: [(g, [u]) => divide(g, g.integer(1), u)],
    exact: [[1, 0]],
    fold: (g, [u]) => (g.op(u) === Op.Constant && u === constant(g, 'e') ? g.integer(1) : argumentOf(g, u, 'exp')),
    domain: positive,
    monotone: 'increasing',
    latex: '\\ln',
    text: 'ln',
    code: { python: 'np.log', javascript: 'Math.log' },
  },
  {
    name: 'log2',
    arity: 1,
    value: Math.log2,
    partials: [(g, [u]) => divide(g, g.integer(1), multiply(g, naturalLogarithmOf(g, 2), u))],
    fold: (g, [u]) => exactLogarithm(g, 2n, u) ?? argumentOf(g, u, 'exp2'),
    domain: positive,
    monotone: 'increasing',
    latex: '\\log_{2}',
    text: 'log₂',
    code: { python: 'np.log2', javascript: 'Math.log2' },
  },
  {
    name: 'log10',
    arity: 1,
    value: Math.log10,
    partials: [(g, [u]) => divide(g, g.integer(1), multiply(g, naturalLogarithmOf(g, 10), u))],
    fold: (g, [u]) => exactLogarithm(g, 10n, u) ?? argumentOf(g, u, 'exp10'),
    domain: positive,
    monotone: 'increasing',
    latex: '\\log_{10}',
    text: 'log₁₀',
    code: { python: 'np.log10', javascript: 'Math.log10' },
  },
  {
    name: 'log1p',
    arity: 1,
    value: Math.log1p,
    partials: [(g, [u]) => divide(g, g.integer(1), add(g, u, g.integer(1)))],
    exact: [[0, 0]],
    fold: (g, [u]) => argumentOf(g, u, 'expm1'),
    domain: (g, [u]) => [greater(g, u, g.integer(-1))],
    monotone: 'increasing',
    latex: '\\operatorname{log1p}',
    text: 'log1p',
    code: { python: 'np.log1p', javascript: 'Math.log1p' },
  },
  {
    // ln(eˣ + eʸ), without overflow.
    name: 'logaddexp',
    arity: 2,
    value: (x, y) => (x === y ? x + Math.LN2 : Math.max(x, y) + Math.log1p(Math.exp(-Math.abs(x - y)))),
    partials: [
      (g, [x, y]) => call(g, 'logistic', subtract(g, x, y)),
      (g, [x, y]) => call(g, 'logistic', subtract(g, y, x)),
    ],
    symmetric: true,
    fold: (g, [x, y]) => (x === y ? add(g, x, naturalLogarithmOf(g, 2)) : undefined),
    latex: '\\operatorname{logaddexp}',
    text: 'logaddexp',
    code: {
      python: 'np.logaddexp',
      javascript: 'Math.max(#1, #2) + Math.log1p(Math.exp(-Math.abs(#1 - #2)))',
    },
  },
  {
    name: 'logistic',
    arity: 1,
    value: (x) => (x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x))),
    partials: [(g, _args, y) => multiply(g, y, subtract(g, g.integer(1), y))],
    fold: (g, [u]) => (g.valueOf(u) === 0 ? divide(g, integer(g, 1), integer(g, 2)) : undefined),
    range: 'positive',
    bounds: [0, 1],
    open: true,
    monotone: 'increasing',
    latex: '\\sigma',
    text: 'σ',
    code: { python: '1 / (1 + np.exp(-#1))', javascript: '1 / (1 + Math.exp(-#1))' },
  },
  {
    // ln(1 + eˣ), without overflow.
    name: 'softplus',
    arity: 1,
    value: (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
    partials: [(g, [u]) => call(g, 'logistic', u)],
    range: 'positive',
    monotone: 'increasing',
    latex: '\\operatorname{softplus}',
    text: 'softplus',
    code: { python: 'np.logaddexp(0, #1)', javascript: 'Math.max(#1, 0) + Math.log1p(Math.exp(-Math.abs(#1)))' },
  },
  {
    // (eˣ − 1)/x, 1 at 0.
    name: 'exprel',
    arity: 1,
    value: (x) => phi(1, x),
    partials: [(g, [u]) => call(g, 'phiDerivative', g.integer(1), g.integer(1), u)],
    exact: [[0, 1]],
    range: 'positive',
    monotone: 'increasing',
    latex: '\\varphi_{1}',
    text: 'φ₁',
    code: { python: 'scipy.special.exprel', javascript: '(#1 === 0 ? 1 : Math.expm1(#1) / #1)' },
  },
  {
    // φₖ(x) = Σ xⁿ/(n + k)!, of exponential integrators.
    name: 'phi',
    arity: 2,
    value: phi,
    partials: [null, (g, [k, u]) => call(g, 'phiDerivative', g.integer(1), k, u)],
    fold: (g, [k, u]) => {
      if (g.valueOf(k) === 0) return call(g, 'exp', u);
      return g.valueOf(k) === 1 ? call(g, 'exprel', u) : undefined;
    },
    range: 'positive',
    latex: '\\varphi_{#1}\\left(#2\\right)',
    text: 'φ',
    code: { python: 'scipy.special.hyp1f1(1, #1 + 1, #2) / scipy.special.gamma(#1 + 1)' },
  },
  {
    // The n-th derivative of φₖ, k ≥ 1. Where it is written with φₖ₊₁ … instead (φₖ′ = φₖ − k φₖ₊₁), it cancels far to the left.
    name: 'phiDerivative',
    arity: 3,
    value: phiDerivative,
    partials: [null, null, (g, [n, k, u]) => call(g, 'phiDerivative', add(g, n, g.integer(1)), k, u)],
    fold: (g, [n, k, u]) => {
      if (g.valueOf(n) === 0) return call(g, 'phi', k, u);
      return g.valueOf(k) === 0 ? call(g, 'exp', u) : undefined;
    },
    range: 'positive',
    latex: '\\varphi_{#2}^{(#1)}\\left(#3\\right)',
    text: 'φ⁽ⁿ⁾',
    code: {
      python:
        'scipy.special.gamma(#1 + 1) / scipy.special.gamma(#1 + #2 + 1) * scipy.special.hyp1f1(#1 + 1, #1 + #2 + 1, #3)',
    },
  },
  {
    // ln(1 − e⁻ˣ), x > 0.
    name: 'log1mexp',
    arity: 1,
    value: log1mexp,
    partials: [(g, [u]) => divide(g, g.integer(1), call(g, 'expm1', u))],
    domain: positive,
    bounds: [-Infinity, 0],
    open: true,
    monotone: 'increasing',
    latex: '\\operatorname{log1mexp}',
    text: 'log1mexp',
    code: {
      // Beyond ln 2 the first would cancel.
      python: 'np.where(#1 > np.log(2), np.log1p(-np.exp(-#1)), np.log(-np.expm1(-#1)))',
      javascript: '(#1 > Math.LN2 ? Math.log1p(-Math.exp(-#1)) : Math.log(-Math.expm1(-#1)))',
    },
  },
  {
    // cos x − 1, without cancellation.
    name: 'cosm1',
    arity: 1,
    value: cosm1,
    partials: [(g, [u]) => negate(g, call(g, 'sin', u))],
    parity: 'even',
    exact: [[0, 0]],
    bounds: [-2, 0],
    latex: '\\operatorname{cosm1}',
    text: 'cosm1',
    code: { python: 'scipy.special.cosm1', javascript: '-2 * Math.sin(0.5 * #1) ** 2' },
  },
];
