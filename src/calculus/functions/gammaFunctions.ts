/** The gamma function and its family. Formulas: DLMF chapters 5, 8 and 25. */
import { add, call, greater, multiply, negate, notEqual, or, subtract } from '../construct';
import type { Graph, NodeId } from '../graph';
import { isInteger } from '../rational';
import { beta, betaln, digamma, gamma, gammaln, polygamma } from './numeric/gamma';
import { hurwitzZeta, hurwitzZetaDerivative, zeta, zetaDerivative } from './numeric/zeta';
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
    name: 'zeta',
    arity: 1,
    value: zeta,
    partials: [(g, [s]) => call(g, 'zetaDerivative', g.integer(1), s)],
    domain: (g, [u]) => [notEqual(g, u, g.integer(1))],
    latex: '\\zeta',
    text: 'ζ',
    code: { python: 'scipy.special.zeta' },
  },
  {
    // ζ⁽ⁿ⁾(s).
    name: 'zetaDerivative',
    arity: 2,
    value: zetaDerivative,
    partials: [null, (g, [n, s]) => call(g, 'zetaDerivative', add(g, n, g.integer(1)), s)],
    fold: (g, [n, s]) => (g.valueOf(n) === 0 ? call(g, 'zeta', s) : undefined),
    domain: (g, [, s]) => [notEqual(g, s, g.integer(1))],
    latex: '\\zeta^{\\left(#1\\right)}\\left(#2\\right)',
    text: 'ζ⁽ⁿ⁾',
    code: { python: 'float(mpmath.zeta(#2, 1, #1))' },
  },
  {
    // Σ (n + q)⁻ˢ.
    name: 'hurwitzZeta',
    arity: 2,
    value: hurwitzZeta,
    partials: [
      (g, [s, q]) => call(g, 'hurwitzZetaDerivative', g.integer(1), s, q),
      (g, [s, q]) => negate(g, multiply(g, s, call(g, 'hurwitzZeta', add(g, s, g.integer(1)), q))),
    ],
    fold: (g, [s, q]) => (g.valueOf(q) === 1 ? call(g, 'zeta', s) : undefined),
    domain: (g, [s, q]) => [greater(g, s, g.integer(1)), greater(g, q, g.integer(0))],
    range: 'positive',
    latex: '\\zeta\\left(#1, #2\\right)',
    text: 'ζ',
    code: { python: 'scipy.special.zeta' },
  },
  {
    // ∂ⁿζ(s, q)/∂sⁿ.
    name: 'hurwitzZetaDerivative',
    arity: 3,
    value: hurwitzZetaDerivative,
    partials: [
      null,
      (g, [n, s, q]) => call(g, 'hurwitzZetaDerivative', add(g, n, g.integer(1)), s, q),
      // ∂ⁿ(−s ζ(s + 1, q))/∂sⁿ
      (g, [n, s, q]) => {
        const above = (order: NodeId): NodeId => call(g, 'hurwitzZetaDerivative', order, add(g, s, g.integer(1)), q);
        const lower = multiply(g, n, above(subtract(g, n, g.integer(1))));
        return negate(g, add(g, multiply(g, s, above(n)), lower));
      },
    ],
    fold: (g, [n, s, q]) => {
      if (g.valueOf(n) === 0) return call(g, 'hurwitzZeta', s, q);
      return g.valueOf(q) === 1 ? call(g, 'zetaDerivative', n, s) : undefined;
    },
    domain: (g, [, s, q]) => [greater(g, s, g.integer(1)), greater(g, q, g.integer(0))],
    latex: '\\zeta^{\\left(#1, 0\\right)}\\left(#2, #3\\right)',
    text: 'ζ⁽ⁿ·⁰⁾',
    code: { python: 'float(mpmath.zeta(#2, #3, #1))' },
  },
];
