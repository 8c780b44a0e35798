/** Functions defined by integrals, and Lambert's W. Formulas: DLMF §4.13, chapters 6, 7, 8, 19 and 25. */
import {
  add,
  call,
  constant,
  divide,
  fraction,
  greater,
  greaterOrEqual,
  less,
  lessOrEqual,
  multiply,
  negate,
  notEqual,
  or,
  power,
  subtract,
} from '../construct';
import type { Graph, NodeId } from '../graph';
import { elliptic, ellipticESlope, ellipticKDerivative, incompleteElliptic } from './numeric/elliptic';
import {
  expint1,
  expintEi,
  expn,
  fresnel,
  hyperbolicIntegrals,
  lambertW,
  sineCosineIntegrals,
  spence,
} from './numeric/integrals';
import type { Arguments, FunctionRow } from './row';

/** πu²/2. */
const quarterTurns = (g: Graph, u: NodeId): NodeId =>
  multiply(g, fraction(g, 1, 2), multiply(g, constant(g, 'pi'), power(g, u, g.integer(2))));

/** √(1 − m sin² φ). */
const ellipticRoot = (g: Graph, angle: NodeId, m: NodeId): NodeId =>
  call(g, 'sqrt', subtract(g, g.integer(1), multiply(g, m, power(g, call(g, 'sin', angle), g.integer(2)))));

/** No pole on the way from 0 to φ: m < 1, or m = 1 and |φ| < π/2. Beyond, SciPy has no values, and neither are there here. */
const ellipticDomain = (g: Graph, [angle, m]: Arguments): NodeId[] => [
  lessOrEqual(g, m, g.integer(1)),
  or(g, less(g, m, g.integer(1)), less(g, call(g, 'abs', angle), multiply(g, fraction(g, 1, 2), constant(g, 'pi')))),
];

/** The elliptic integrals are functions of the parameter m = k², as in SciPy. */
export const integralFunctions: readonly FunctionRow[] = [
  {
    name: 'expi',
    arity: 1,
    value: expintEi,
    partials: [(g, [u]) => divide(g, call(g, 'exp', u), u)],
    domain: (g, [u]) => [notEqual(g, u, g.integer(0))],
    latex: '\\operatorname{Ei}',
    text: 'Ei',
    code: { python: 'scipy.special.expi' },
  },
  {
    name: 'exp1',
    arity: 1,
    value: expint1,
    partials: [(g, [u]) => negate(g, divide(g, call(g, 'exp', negate(g, u)), u))],
    domain: (g, [u]) => [greater(g, u, g.integer(0))],
    range: 'positive',
    latex: 'E_{1}',
    text: 'E₁',
    code: { python: 'scipy.special.exp1' },
  },
  {
    name: 'fresnelS',
    arity: 1,
    value: (x) => fresnel(x)[0],
    partials: [(g, [u]) => call(g, 'sin', quarterTurns(g, u))],
    parity: 'odd',
    exact: [[0, 0]],
    bounds: [-0.7139722140219397, 0.7139722140219397],
    latex: 'S',
    text: 'S',
    code: { python: 'scipy.special.fresnel(#1)[0]' },
  },
  {
    name: 'fresnelC',
    arity: 1,
    value: (x) => fresnel(x)[1],
    partials: [(g, [u]) => call(g, 'cos', quarterTurns(g, u))],
    parity: 'odd',
    exact: [[0, 0]],
    bounds: [-0.7798934003768229, 0.7798934003768229],
    latex: 'C',
    text: 'C',
    code: { python: 'scipy.special.fresnel(#1)[1]' },
  },
  {
    name: 'lambertW',
    arity: 1,
    value: lambertW,
    partials: [(g, _args, y) => divide(g, call(g, 'exp', negate(g, y)), add(g, y, g.integer(1)))],
    exact: [[0, 0]],
    domain: (g, [u]) => [greaterOrEqual(g, u, negate(g, call(g, 'exp', g.integer(-1))))],
    bounds: [-1, Infinity],
    latex: 'W',
    text: 'W',
    code: { python: 'scipy.special.lambertw(#1).real' },
  },
  {
    name: 'ellipticK',
    arity: 1,
    value: (m) => elliptic(m)[0],
    partials: [(g, [m]) => call(g, 'ellipticKDerivative', g.integer(1), m)],
    domain: (g, [m]) => [less(g, m, g.integer(1))],
    range: 'positive',
    latex: 'K',
    text: 'ellipk',
    code: { python: 'scipy.special.ellipk' },
  },
  {
    // The n-th derivative of K. K′ = (E − (1 − m)K)/(2m(1 − m)) (DLMF 19.4.1) is 0/0 at m = 0, where K′ is π/8.
    name: 'ellipticKDerivative',
    arity: 2,
    value: ellipticKDerivative,
    partials: [null, (g, [n, m]) => call(g, 'ellipticKDerivative', add(g, n, g.integer(1)), m)],
    fold: (g, [n, m]) => (g.valueOf(n) === 0 ? call(g, 'ellipticK', m) : undefined),
    domain: (g, [, m]) => [less(g, m, g.integer(1))],
    range: 'positive',
    latex: 'K^{(#1)}\\left(#2\\right)',
    text: 'ellipk⁽ⁿ⁾',
    code: {
      python:
        'scipy.special.poch(0.5, #1) ** 2 / scipy.special.gamma(#1 + 1) * np.pi / 2 * scipy.special.hyp2f1(#1 + 0.5, #1 + 0.5, #1 + 1, #2)',
    },
  },
  {
    name: 'ellipticE',
    arity: 1,
    value: (m) => elliptic(m)[1],
    partials: [(g, [m]) => call(g, 'ellipticESlope', m)],
    exact: [[1, 1]],
    domain: (g, [m]) => [lessOrEqual(g, m, g.integer(1))],
    range: 'positive',
    latex: 'E',
    text: 'ellipe',
    code: { python: 'scipy.special.ellipe' },
  },
  {
    // E′ = (E − K)/(2m) (DLMF 19.4.2), −π/8 at 0. With E = 2m(1 − m)K′ + (1 − m)K and K's equation it is (1 − m)K′ − K/2,
    // and E″ is (1 − m)K″ − 3K′/2: regular at 0.
    name: 'ellipticESlope',
    arity: 1,
    value: ellipticESlope,
    partials: [
      (g, [m]) => {
        const of = (n: number): NodeId => call(g, 'ellipticKDerivative', g.integer(n), m);
        const second = multiply(g, subtract(g, g.integer(1), m), of(2));
        return subtract(g, second, multiply(g, fraction(g, 3, 2), of(1)));
      },
    ],
    domain: (g, [m]) => [less(g, m, g.integer(1))],
    bounds: [-Infinity, 0],
    open: true,
    latex: "E'",
    text: 'ellipe′',
    code: { python: '-np.pi / 8 * scipy.special.hyp2f1(0.5, 1.5, 2, #1)' },
  },
  {
    name: 'ellipticF',
    arity: 2,
    value: (angle, m) => incompleteElliptic(angle, m)[0],
    partials: [
      (g, [angle, m]) => divide(g, g.integer(1), ellipticRoot(g, angle, m)),
      (g, [angle, m], y) => {
        const rest = subtract(g, g.integer(1), m);
        const above = subtract(g, call(g, 'ellipticEIncomplete', angle, m), multiply(g, rest, y));
        const twoAngles = call(g, 'sin', multiply(g, g.integer(2), angle));
        const below = multiply(g, g.integer(4), multiply(g, rest, ellipticRoot(g, angle, m)));
        return subtract(
          g,
          divide(g, above, multiply(g, g.integer(2), multiply(g, m, rest))),
          divide(g, twoAngles, below),
        );
      },
    ],
    domain: ellipticDomain,
    latex: 'F\\left(#1 \\mid #2\\right)',
    text: 'ellipkinc',
    code: { python: 'scipy.special.ellipkinc' },
  },
  {
    name: 'ellipticEIncomplete',
    arity: 2,
    value: (angle, m) => incompleteElliptic(angle, m)[1],
    partials: [
      (g, [angle, m]) => ellipticRoot(g, angle, m),
      (g, [angle, m], y) => divide(g, subtract(g, y, call(g, 'ellipticF', angle, m)), multiply(g, g.integer(2), m)),
    ],
    domain: ellipticDomain,
    latex: 'E\\left(#1 \\mid #2\\right)',
    text: 'ellipeinc',
    code: { python: 'scipy.special.ellipeinc' },
  },
  {
    name: 'expn',
    arity: 2,
    value: expn,
    partials: [null, (g, [n, x]) => negate(g, call(g, 'expn', subtract(g, n, g.integer(1)), x))],
    fold: (g, [n, x]) => {
      if (g.valueOf(n) === 1) return call(g, 'exp1', x);
      return g.valueOf(n) === 0 ? divide(g, call(g, 'exp', negate(g, x)), x) : undefined;
    },
    domain: (g, [, x]) => [greater(g, x, g.integer(0))],
    range: 'positive',
    latex: 'E_{#1}\\left(#2\\right)',
    text: 'expn',
    code: { python: 'scipy.special.expn' },
  },
  {
    // sin(u)/u, also at 0.
    name: 'sineIntegral',
    arity: 1,
    value: (x) => sineCosineIntegrals(x)[0],
    partials: [(g, [u]) => call(g, 'sinc', divide(g, u, constant(g, 'pi')))],
    parity: 'odd',
    exact: [[0, 0]],
    bounds: [-1.8519370519824664, 1.8519370519824664],
    latex: '\\operatorname{Si}',
    text: 'Si',
    code: { python: 'scipy.special.sici(#1)[0]' },
  },
  {
    name: 'cosineIntegral',
    arity: 1,
    value: (x) => sineCosineIntegrals(x)[1],
    partials: [(g, [u]) => divide(g, call(g, 'cos', u), u)],
    domain: (g, [u]) => [greater(g, u, g.integer(0))],
    latex: '\\operatorname{Ci}',
    text: 'Ci',
    code: { python: 'scipy.special.sici(#1)[1]' },
  },
  {
    name: 'hyperbolicSineIntegral',
    arity: 1,
    value: (x) => hyperbolicIntegrals(x)[0],
    // sinh(u)/u = (φ₁(u) + φ₁(−u))/2, also at 0.
    partials: [
      (g, [u]) => multiply(g, fraction(g, 1, 2), add(g, call(g, 'exprel', u), call(g, 'exprel', negate(g, u)))),
    ],
    parity: 'odd',
    exact: [[0, 0]],
    monotone: 'increasing',
    latex: '\\operatorname{Shi}',
    text: 'Shi',
    code: { python: 'scipy.special.shichi(#1)[0]' },
  },
  {
    name: 'hyperbolicCosineIntegral',
    arity: 1,
    value: (x) => hyperbolicIntegrals(x)[1],
    partials: [(g, [u]) => divide(g, call(g, 'cosh', u), u)],
    domain: (g, [u]) => [greater(g, u, g.integer(0))],
    monotone: 'increasing',
    latex: '\\operatorname{Chi}',
    text: 'Chi',
    code: { python: 'scipy.special.shichi(#1)[1]' },
  },
  {
    // Li₂(1 − u), as in SciPy.
    name: 'spence',
    arity: 1,
    value: spence,
    partials: [(g, [u]) => divide(g, call(g, 'log', u), subtract(g, g.integer(1), u))],
    exact: [[1, 0]],
    domain: (g, [u]) => [greaterOrEqual(g, u, g.integer(0))],
    monotone: 'decreasing',
    latex: '\\operatorname{Li}_{2}\\left(1 - #1\\right)',
    text: 'spence',
    code: { python: 'scipy.special.spence' },
  },
];
