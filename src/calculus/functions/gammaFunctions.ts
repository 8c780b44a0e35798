/** The gamma function and its family. Formulas: DLMF chapters 5, 8 and 25. */
import {
  add,
  call,
  divide,
  greater,
  greaterOrEqual,
  lessOrEqual,
  multiply,
  negate,
  notEqual,
  or,
  power,
  subtract,
} from '../construct';
import type { Graph, NodeId } from '../graph';
import { isInteger } from '../rational';
import { beta, betainc, betaln, digamma, gamma, gammainc, gammaincc, gammaln, polygamma } from './numeric/gamma';
import { hurwitzZeta, zeta } from './numeric/integrals';
import type { FunctionRow } from './row';

/** Γ has poles at 0, −1, −2, …: u > 0, or u is no integer. */
const apartFromPoles = (g: Graph, u: NodeId): NodeId =>
  or(g, greater(g, u, g.integer(0)), notEqual(g, u, call(g, 'floor', u)));

/** (n − 1)! of a small whole number. */
function exactFactorial(g: Graph, u: NodeId): NodeId | undefined {
  const n = g.exactOf(u);
  if (!n || !isInteger(n) || n.numerator < 1n || n.numerator > 30n) return undefined;
  let factorial = 1n;
  for (let k = 2n; k < n.numerator; k += 1n) factorial *= k;
  return g.rational({ numerator: factorial, denominator: 1n });
}

/** ψ(a) − ψ(a + b). */
const digammaDifference = (g: Graph, a: NodeId, b: NodeId): NodeId =>
  subtract(g, call(g, 'digamma', a), call(g, 'digamma', add(g, a, b)));

/** xᵃ⁻¹e⁻ˣ/Γ(a). */
const gammaDensity = (g: Graph, a: NodeId, x: NodeId): NodeId =>
  divide(g, multiply(g, power(g, x, subtract(g, a, g.integer(1))), call(g, 'exp', negate(g, x))), call(g, 'gamma', a));

export const gammaFunctions: readonly FunctionRow[] = [
  {
    name: 'gamma',
    arity: 1,
    value: gamma,
    partials: [(g, [u], y) => multiply(g, y, call(g, 'digamma', u))],
    domain: (g, [u]) => [apartFromPoles(g, u)],
    fold: (g, [u]) => exactFactorial(g, u),
    latex: '\\Gamma',
    text: 'Γ',
    code: { python: 'scipy.special.gamma' },
  },
  {
    name: 'gammaln',
    arity: 1,
    value: gammaln,
    partials: [(g, [u]) => call(g, 'digamma', u)],
    domain: (g, [u]) => [apartFromPoles(g, u)],
    exact: [
      [1, 0],
      [2, 0],
    ],
    latex: '\\ln\\left|\\Gamma\\left(#1\\right)\\right|',
    text: 'lnΓ',
    code: { python: 'scipy.special.gammaln' },
  },
  {
    name: 'digamma',
    arity: 1,
    value: digamma,
    partials: [(g, [u]) => call(g, 'polygamma', g.integer(1), u)],
    domain: (g, [u]) => [apartFromPoles(g, u)],
    latex: '\\psi',
    text: 'ψ',
    code: { python: 'scipy.special.digamma' },
  },
  {
    name: 'polygamma',
    arity: 2,
    value: polygamma,
    partials: [null, (g, [n, u]) => call(g, 'polygamma', add(g, n, g.integer(1)), u)],
    domain: (g, [, u]) => [apartFromPoles(g, u)],
    fold: (g, [n, u]) => (g.valueOf(n) === 0 ? call(g, 'digamma', u) : undefined),
    latex: '\\psi^{\\left(#1\\right)}\\left(#2\\right)',
    text: 'polygamma',
    code: { python: 'scipy.special.polygamma' },
  },
  {
    name: 'beta',
    arity: 2,
    value: beta,
    partials: [
      (g, [a, b], y) => multiply(g, y, digammaDifference(g, a, b)),
      (g, [a, b], y) => multiply(g, y, digammaDifference(g, b, a)),
    ],
    symmetric: true,
    domain: (g, [a, b]) => [apartFromPoles(g, a), apartFromPoles(g, b)],
    latex: '\\mathrm{B}',
    text: 'B',
    code: { python: 'scipy.special.beta' },
  },
  {
    name: 'betaln',
    arity: 2,
    value: betaln,
    partials: [(g, [a, b]) => digammaDifference(g, a, b), (g, [a, b]) => digammaDifference(g, b, a)],
    symmetric: true,
    domain: (g, [a, b]) => [apartFromPoles(g, a), apartFromPoles(g, b)],
    latex: '\\ln\\left|\\mathrm{B}\\left(#1, #2\\right)\\right|',
    text: 'lnB',
    code: { python: 'scipy.special.betaln' },
  },
  {
    name: 'gammainc',
    arity: 2,
    value: gammainc,
    partials: [null, (g, [a, x]) => gammaDensity(g, a, x)],
    domain: (g, [a, x]) => [greater(g, a, g.integer(0)), greaterOrEqual(g, x, g.integer(0))],
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
    partials: [null, (g, [a, x]) => negate(g, gammaDensity(g, a, x))],
    domain: (g, [a, x]) => [greater(g, a, g.integer(0)), greaterOrEqual(g, x, g.integer(0))],
    range: 'positive',
    bounds: [0, 1],
    latex: 'Q',
    text: 'Q',
    code: { python: 'scipy.special.gammaincc' },
  },
  {
    name: 'betainc',
    arity: 3,
    value: betainc,
    partials: [
      null,
      null,
      (g, [a, b, x]) => {
        const one = g.integer(1);
        const density = multiply(
          g,
          power(g, x, subtract(g, a, one)),
          power(g, subtract(g, one, x), subtract(g, b, one)),
        );
        return divide(g, density, call(g, 'beta', a, b));
      },
    ],
    domain: (g, [a, b, x]) => [
      greater(g, a, g.integer(0)),
      greater(g, b, g.integer(0)),
      greaterOrEqual(g, x, g.integer(0)),
      lessOrEqual(g, x, g.integer(1)),
    ],
    range: 'nonnegative',
    bounds: [0, 1],
    latex: 'I_{#3}\\left(#1, #2\\right)',
    text: 'betainc',
    code: { python: 'scipy.special.betainc' },
  },
  {
    name: 'zeta',
    arity: 1,
    value: zeta,
    partials: [null],
    domain: (g, [u]) => [notEqual(g, u, g.integer(1))],
    latex: '\\zeta',
    text: 'ζ',
    code: { python: 'scipy.special.zeta' },
  },
  {
    // Σ (n + q)⁻ˢ. Its derivative with respect to s has no closed form.
    name: 'hurwitzZeta',
    arity: 2,
    value: hurwitzZeta,
    partials: [null, (g, [s, q]) => negate(g, multiply(g, s, call(g, 'hurwitzZeta', add(g, s, g.integer(1)), q)))],
    fold: (g, [s, q]) => (g.valueOf(q) === 1 ? call(g, 'zeta', s) : undefined),
    domain: (g, [s, q]) => [greater(g, s, g.integer(1)), greater(g, q, g.integer(0))],
    range: 'positive',
    latex: '\\zeta\\left(#1, #2\\right)',
    text: 'ζ',
    code: { python: 'scipy.special.zeta' },
  },
];
