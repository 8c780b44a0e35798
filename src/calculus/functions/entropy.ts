/** x ln y and its relatives, continued to 0 where x is 0; logit, and the powers of Box and Cox. */
import {
  add,
  and,
  call,
  divide,
  dropping,
  equal,
  greater,
  greaterOrEqual,
  less,
  multiply,
  negate,
  or,
  power,
  subtract,
} from '../construct';
import type { Graph, NodeId } from '../graph';
import { phi } from './numeric/exponentials';
import type { FunctionRow } from './row';

/** ln(x/y); x − y is exact where the two are close. */
const logarithmOfRatio = (x: number, y: number): number =>
  x < 2 * y && y < 2 * x ? Math.log1p((x - y) / y) : Math.log(x / y);

/** ∂/∂v of (xᵛ − 1)/v, also at v = 0. */
function boxcoxSlope(g: Graph, x: NodeId, v: NodeId): NodeId {
  const log = call(g, 'log', x);
  const exponent = multiply(g, v, log);
  return multiply(g, power(g, log, g.integer(2)), call(g, 'phiDerivative', g.integer(1), g.integer(1), exponent));
}

export const entropy: readonly FunctionRow[] = [
  {
    name: 'xlogy',
    arity: 2,
    value: (x, y) => (x === 0 && y >= 0 ? 0 : x * Math.log(y)),
    partials: [(g, [, y]) => call(g, 'log', y), (g, [x, y]) => divide(g, x, y)],
    domain: (g, [x, y]) => [or(g, equal(g, x, g.integer(0)), greater(g, y, g.integer(0)))],
    fold: (g, [x, y]) =>
      g.valueOf(y) !== undefined && g.valueOf(y) !== 0 ? multiply(g, x, call(g, 'log', y)) : undefined,
    latex: '#1\\,\\ln #2',
    text: 'xlogy',
    code: { python: 'scipy.special.xlogy', javascript: '(#1 === 0 ? 0 : #1 * Math.log(#2))' },
  },
  {
    name: 'xlog1py',
    arity: 2,
    value: (x, y) => (x === 0 && y >= -1 ? 0 : x * Math.log1p(y)),
    partials: [(g, [, y]) => call(g, 'log1p', y), (g, [x, y]) => divide(g, x, add(g, y, g.integer(1)))],
    domain: (g, [x, y]) => [or(g, equal(g, x, g.integer(0)), greater(g, y, g.integer(-1)))],
    latex: '#1\\,\\ln\\left(1 + #2\\right)',
    text: 'xlog1py',
    code: { python: 'scipy.special.xlog1py', javascript: '(#1 === 0 ? 0 : #1 * Math.log1p(#2))' },
  },
  {
    name: 'entr',
    arity: 1,
    value: (x) => (x > 0 ? -x * Math.log(x) : x === 0 ? 0 : NaN),
    partials: [(g, [u]) => negate(g, add(g, call(g, 'log', u), g.integer(1)))],
    exact: [
      [0, 0],
      [1, 0],
    ],
    domain: (g, [u]) => [greaterOrEqual(g, u, g.integer(0))],
    latex: '\\operatorname{entr}',
    text: 'entr',
    code: { python: 'scipy.special.entr', javascript: '(#1 === 0 ? 0 : -#1 * Math.log(#1))' },
  },
  {
    name: 'relEntr',
    arity: 2,
    value: (x, y) => (x > 0 && y > 0 ? x * logarithmOfRatio(x, y) : x === 0 && y >= 0 ? 0 : NaN),
    partials: [
      (g, [x, y]) => add(g, call(g, 'log', divide(g, x, y)), g.integer(1)),
      (g, [x, y]) => negate(g, divide(g, x, y)),
    ],
    domain: (g, [x, y]) => [
      greaterOrEqual(g, x, g.integer(0)),
      or(g, greater(g, y, g.integer(0)), and(g, equal(g, x, g.integer(0)), equal(g, y, g.integer(0)))),
    ],
    latex: '\\operatorname{rel\\_entr}',
    text: 'rel_entr',
    code: { python: 'scipy.special.rel_entr', javascript: '(#1 === 0 ? 0 : #1 * Math.log(#1 / #2))' },
  },
  {
    name: 'logit',
    arity: 1,
    value: (x) => Math.log(x) - Math.log1p(-x),
    partials: [(g, [u]) => divide(g, g.integer(1), multiply(g, u, subtract(g, g.integer(1), u)))],
    domain: (g, [u]) => [greater(g, u, g.integer(0)), less(g, u, g.integer(1))],
    monotone: 'increasing',
    latex: '\\operatorname{logit}',
    text: 'logit',
    code: { python: 'scipy.special.logit', javascript: 'Math.log(#1 / (1 - #1))' },
  },
  {
    // (xᵛ − 1)/v, ln x at v = 0: Box and Cox (1964). With L = ln x it is L·φ₁(vL), whose slope along v is L²φ₁′(vL).
    name: 'boxcox',
    arity: 2,
    value: (x, v) => Math.log(x) * phi(1, v * Math.log(x)),
    partials: [(g, [x, v]) => power(g, x, subtract(g, v, g.integer(1))), (g, [x, v]) => boxcoxSlope(g, x, v)],
    fold: (g, [x, v]) => {
      const exponent = g.valueOf(v);
      if (exponent === undefined || !g.exactOf(v)) return undefined;
      if (exponent === 0) return call(g, 'log', x);
      // x > 0 is asked for whatever the exponent.
      return dropping(g, call(g, 'log', x), divide(g, subtract(g, power(g, x, v), g.integer(1)), v));
    },
    domain: (g, [x]) => [greater(g, x, g.integer(0))],
    latex: '\\frac{\\left(#1\\right)^{#2} - 1}{#2}',
    text: 'boxcox',
    code: {
      python: 'scipy.special.boxcox',
      javascript: '(#2 === 0 ? Math.log(#1) : Math.expm1(#2 * Math.log(#1)) / #2)',
    },
  },
  {
    // (1 + vy)^(1/v), eʸ at v = 0.
    name: 'inverseBoxcox',
    arity: 2,
    value: (y, v) => (v === 0 ? Math.exp(y) : Math.exp(Math.log1p(v * y) / v)),
    partials: [
      (g, [, v], z) => power(g, z, subtract(g, g.integer(1), v)),
      (g, [, v], z) => negate(g, multiply(g, power(g, z, subtract(g, g.integer(1), v)), boxcoxSlope(g, z, v))),
    ],
    domain: (g, [y, v]) => [greater(g, multiply(g, v, y), g.integer(-1))],
    range: 'positive',
    latex: '\\left(1 + #2 \\left(#1\\right)\\right)^{1/#2}',
    text: 'inv_boxcox',
    code: {
      python: 'scipy.special.inv_boxcox',
      javascript: '(#2 === 0 ? Math.exp(#1) : (1 + #2 * #1) ** (1 / #2))',
    },
  },
];
