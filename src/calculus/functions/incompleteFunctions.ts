/** The incomplete gamma and beta functions, by all their arguments. Formulas: DLMF chapter 8; `numeric/incomplete.ts`. */
import {
  add,
  call,
  divide,
  greater,
  greaterOrEqual,
  lessOrEqual,
  multiply,
  negate,
  power,
  subtract,
} from '../construct';
import type { Graph, NodeId } from '../graph';
import { bell } from './bell';
import { betainc, gammainc, gammaincc } from './numeric/gamma';
import { betaincDerivative, gammaincDerivative } from './numeric/incomplete';
import type { FunctionRow, Partial } from './row';

const one = (g: Graph): NodeId => g.integer(1);

/** xᵃ⁻¹e⁻ˣ/Γ(a). */
const gammaDensity = (g: Graph, a: NodeId, x: NodeId): NodeId =>
  divide(g, multiply(g, power(g, x, subtract(g, a, one(g))), call(g, 'exp', negate(g, x))), call(g, 'gamma', a));

/** xᵃ⁻¹(1 − x)ᵇ⁻¹/B(a, b). */
const betaDensity = (g: Graph, a: NodeId, b: NodeId, x: NodeId): NodeId => {
  const below = power(g, subtract(g, one(g), x), subtract(g, b, one(g)));
  return divide(g, multiply(g, power(g, x, subtract(g, a, one(g))), below), call(g, 'beta', a, b));
};

/** (∂ⁿp/∂aⁿ)/p for the gamma density p: the derivatives of ln p are ln x − ψ(a), −ψ′(a), −ψ″(a), … */
function gammaFactor(g: Graph, n: number, a: NodeId, x: NodeId): NodeId {
  const cumulants = Array.from({ length: n }, (_, k) =>
    k === 0 ? subtract(g, call(g, 'log', x), call(g, 'digamma', a)) : negate(g, call(g, 'polygamma', g.integer(k), a)),
  );
  return bell(cumulants, {
    integer: (value) => g.integer(value),
    add: (p, q) => add(g, p, q),
    multiply: (p, q) => multiply(g, p, q),
  });
}

/** The orders of ∂ᵐ⁺ⁿI_x(a, b)/∂aᵐ∂bⁿ that have a row. */
const betaOrders = [
  [1, 0],
  [0, 1],
  [2, 0],
  [1, 1],
  [0, 2],
] as const;

const betaName = (m: number, n: number): string => `betaincDerivative${m}${n}`;

/** ∂/∂a or ∂/∂b of the derivative of order (m, n): the next one, where it has a row. */
const nextBeta = (m: number, n: number): Partial | null =>
  betaOrders.some(([p, q]) => p === m && q === n) ? (g, [a, b, x]) => call(g, betaName(m, n), a, b, x) : null;

/** (∂ᵐ⁺ⁿp/∂aᵐ∂bⁿ)/p for the beta density p. */
function betaFactor(g: Graph, m: number, n: number, a: NodeId, b: NodeId, x: NodeId): NodeId {
  const sum = add(g, a, b);
  const above = (argument: NodeId, k: number): NodeId =>
    k === 0 ? call(g, 'digamma', argument) : call(g, 'polygamma', g.integer(k), argument);
  const u = add(g, call(g, 'log', x), subtract(g, above(sum, 0), above(a, 0)));
  const v = add(g, call(g, 'log', subtract(g, one(g), x)), subtract(g, above(sum, 0), above(b, 0)));
  if (m + n === 1) return m === 1 ? u : v;
  if (m === 1) return add(g, multiply(g, u, v), above(sum, 1));
  const [slope, parameter] = m === 2 ? [u, a] : [v, b];
  return add(g, multiply(g, slope, slope), subtract(g, above(sum, 1), above(parameter, 1)));
}

const gammaDomain = (g: Graph, a: NodeId, x: NodeId): NodeId[] => [
  greater(g, a, g.integer(0)),
  greaterOrEqual(g, x, g.integer(0)),
];

const betaDomain: FunctionRow['domain'] = (g, [a, b, x]) => [
  greater(g, a, g.integer(0)),
  greater(g, b, g.integer(0)),
  greaterOrEqual(g, x, g.integer(0)),
  lessOrEqual(g, x, one(g)),
];

const betaDerivative = ([m, n]: readonly [number, number]): FunctionRow => ({
  name: betaName(m, n),
  arity: 3,
  value: (a, b, x) => betaincDerivative(m, n, a, b, x),
  partials: [
    nextBeta(m + 1, n),
    nextBeta(m, n + 1),
    (g, [a, b, x]) => multiply(g, betaDensity(g, a, b, x), betaFactor(g, m, n, a, b, x)),
  ],
  domain: betaDomain,
  latex: `I_{#3}^{\\left(${m}, ${n}\\right)}\\left(#1, #2\\right)`,
  text: `betainc⁽${superscript(m)}·${superscript(n)}⁾`,
  code: {
    python: `float(mpmath.diff(lambda a, b: mpmath.betainc(a, b, 0, #3, regularized=True), (#1, #2), (${m}, ${n})))`,
  },
});

const superscript = (order: number): string => '⁰¹²'.charAt(order);

export const incompleteFunctions: readonly FunctionRow[] = [
  {
    name: 'gammainc',
    arity: 2,
    value: gammainc,
    partials: [(g, [a, x]) => call(g, 'gammaincDerivative', one(g), a, x), (g, [a, x]) => gammaDensity(g, a, x)],
    domain: (g, [a, x]) => gammaDomain(g, a, x),
    range: 'nonnegative',
    bounds: [0, 1],
    latex: 'P',
    text: 'P',
    code: { python: 'scipy.special.gammainc' },
  },
  {
    name: 'gammaincc',
    arity: 2,
    value: gammaincc,
    partials: [
      (g, [a, x]) => negate(g, call(g, 'gammaincDerivative', one(g), a, x)),
      (g, [a, x]) => negate(g, gammaDensity(g, a, x)),
    ],
    domain: (g, [a, x]) => gammaDomain(g, a, x),
    range: 'positive',
    bounds: [0, 1],
    latex: 'Q',
    text: 'Q',
    code: { python: 'scipy.special.gammaincc' },
  },
  {
    // ∂ⁿP(a, x)/∂aⁿ.
    name: 'gammaincDerivative',
    arity: 3,
    value: gammaincDerivative,
    partials: [
      null,
      (g, [n, a, x]) => call(g, 'gammaincDerivative', add(g, n, one(g)), a, x),
      (g, [n, a, x]) => multiply(g, gammaDensity(g, a, x), gammaFactor(g, g.valueOf(n) ?? 0, a, x)),
    ],
    fold: (g, [n, a, x]) => (g.valueOf(n) === 0 ? call(g, 'gammainc', a, x) : undefined),
    domain: (g, [, a, x]) => gammaDomain(g, a, x),
    latex: 'P^{\\left(#1, 0\\right)}\\left(#2, #3\\right)',
    text: 'P⁽ⁿ·⁰⁾',
    code: { python: 'float(mpmath.diff(lambda a: mpmath.gammainc(a, 0, #3, regularized=True), #2, #1))' },
  },
  {
    name: 'betainc',
    arity: 3,
    value: betainc,
    partials: [nextBeta(1, 0), nextBeta(0, 1), (g, [a, b, x]) => betaDensity(g, a, b, x)],
    domain: betaDomain,
    range: 'nonnegative',
    bounds: [0, 1],
    latex: 'I_{#3}\\left(#1, #2\\right)',
    text: 'betainc',
    code: { python: 'scipy.special.betainc' },
  },
  ...betaOrders.map(betaDerivative),
];
