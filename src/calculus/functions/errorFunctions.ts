/** The error function and its family. Formulas: DLMF chapter 7. */
import { add, call, constant, divide, fraction, greater, less, multiply, negate, power } from '../construct';
import type { Graph, NodeId } from '../graph';
import {
  dawson,
  dawsonSlope,
  erf,
  erfc,
  erfcinv,
  erfcx,
  erfcxSlope,
  erfi,
  erfinv,
  inverseMills,
  inverseMillsSlope,
  logNdtr,
  ndtr,
  ndtri,
} from './numeric/error';
import type { FunctionRow } from './row';

const square = (g: Graph, u: NodeId): NodeId => power(g, u, g.integer(2));

const twoOverRootPi = (g: Graph): NodeId => divide(g, g.integer(2), call(g, 'sqrt', constant(g, 'pi')));

/** n/√π · e^(−u²). */
const gaussian = (g: Graph, u: NodeId, n: number): NodeId =>
  divide(g, multiply(g, g.integer(n), call(g, 'exp', negate(g, square(g, u)))), call(g, 'sqrt', constant(g, 'pi')));

/** The standard normal density e^(−u²/2)/√(2π). */
export const normalDensity = (g: Graph, u: NodeId): NodeId =>
  divide(
    g,
    call(g, 'exp', multiply(g, fraction(g, -1, 2), square(g, u))),
    call(g, 'sqrt', multiply(g, g.integer(2), constant(g, 'pi'))),
  );

export const errorFunctions: readonly FunctionRow[] = [
  {
    name: 'erf',
    arity: 1,
    value: erf,
    partials: [(g, [u]) => gaussian(g, u, 2)],
    parity: 'odd',
    exact: [[0, 0]],
    monotone: 'increasing',
    bounds: [-1, 1],
    open: true,
    latex: '\\operatorname{erf}',
    text: 'erf',
    code: { python: 'scipy.special.erf' },
  },
  {
    name: 'erfc',
    arity: 1,
    value: erfc,
    partials: [(g, [u]) => negate(g, gaussian(g, u, 2))],
    exact: [[0, 1]],
    range: 'positive',
    monotone: 'decreasing',
    bounds: [0, 2],
    open: true,
    latex: '\\operatorname{erfc}',
    text: 'erfc',
    code: { python: 'scipy.special.erfc' },
  },
  {
    name: 'erfcx',
    arity: 1,
    value: erfcx,
    partials: [(g, [u]) => call(g, 'erfcxSlope', u)],
    exact: [[0, 1]],
    range: 'positive',
    monotone: 'decreasing',
    latex: '\\operatorname{erfcx}',
    text: 'erfcx',
    code: { python: 'scipy.special.erfcx' },
  },
  {
    // erfcx′ = 2x·erfcx − 2/√π, a difference that cancels far to the right. People read it spelt out (`view/spelled.ts`).
    name: 'erfcxSlope',
    arity: 1,
    value: erfcxSlope,
    partials: [(g, [u], y) => multiply(g, g.integer(2), add(g, call(g, 'erfcx', u), multiply(g, u, y)))],
    bounds: [-Infinity, 0],
    open: true,
    monotone: 'increasing',
    latex: "\\operatorname{erfcx}'",
    text: 'erfcx′',
    code: { python: '2 * (#1 * scipy.special.erfcx(#1) - 1 / np.sqrt(np.pi))' },
  },
  {
    name: 'erfinv',
    arity: 1,
    value: erfinv,
    partials: [(g, _args, y) => divide(g, call(g, 'exp', square(g, y)), twoOverRootPi(g))],
    parity: 'odd',
    exact: [[0, 0]],
    domain: (g, [u]) => [less(g, call(g, 'abs', u), g.integer(1))],
    monotone: 'increasing',
    latex: '\\operatorname{erf}^{-1}',
    text: 'erfinv',
    code: { python: 'scipy.special.erfinv' },
  },
  {
    name: 'erfcinv',
    arity: 1,
    value: erfcinv,
    partials: [(g, _args, y) => negate(g, divide(g, call(g, 'exp', square(g, y)), twoOverRootPi(g)))],
    exact: [[1, 0]],
    domain: (g, [u]) => [greater(g, u, g.integer(0)), less(g, u, g.integer(2))],
    monotone: 'decreasing',
    latex: '\\operatorname{erfc}^{-1}',
    text: 'erfcinv',
    code: { python: 'scipy.special.erfcinv' },
  },
  {
    name: 'erfi',
    arity: 1,
    value: erfi,
    partials: [(g, [u]) => multiply(g, twoOverRootPi(g), call(g, 'exp', square(g, u)))],
    parity: 'odd',
    exact: [[0, 0]],
    monotone: 'increasing',
    latex: '\\operatorname{erfi}',
    text: 'erfi',
    code: { python: 'scipy.special.erfi' },
  },
  {
    name: 'dawson',
    arity: 1,
    value: dawson,
    partials: [(g, [u]) => call(g, 'dawsonSlope', u)],
    parity: 'odd',
    exact: [[0, 0]],
    bounds: [-0.5410442246351817, 0.5410442246351817],
    latex: 'F',
    text: 'dawsn',
    code: { python: 'scipy.special.dawsn' },
  },
  {
    // F′ = 1 − 2xF, a difference that cancels far out. People read it spelt out (`view/spelled.ts`).
    name: 'dawsonSlope',
    arity: 1,
    value: dawsonSlope,
    partials: [(g, [u], y) => multiply(g, g.integer(-2), add(g, call(g, 'dawson', u), multiply(g, u, y)))],
    parity: 'even',
    exact: [[0, 1]],
    bounds: [-0.2847497656, 1],
    latex: "F'",
    text: 'dawsn′',
    code: { python: '1 - 2 * #1 * scipy.special.dawsn(#1)' },
  },
  {
    name: 'ndtr',
    arity: 1,
    value: ndtr,
    partials: [(g, [u]) => normalDensity(g, u)],
    range: 'positive',
    monotone: 'increasing',
    bounds: [0, 1],
    open: true,
    fold: (g, [u]) => (g.valueOf(u) === 0 ? fraction(g, 1, 2) : undefined),
    latex: '\\Phi',
    text: 'Φ',
    code: { python: 'scipy.special.ndtr' },
  },
  {
    name: 'logNdtr',
    arity: 1,
    value: logNdtr,
    partials: [(g, [u]) => call(g, 'inverseMills', u)],
    monotone: 'increasing',
    bounds: [-Infinity, 0],
    open: true,
    latex: '\\ln\\Phi',
    text: 'lnΦ',
    code: { python: 'scipy.special.log_ndtr' },
  },
  {
    // φ(u)/Φ(u), the inverse Mills ratio, also where both are 0 in doubles.
    name: 'inverseMills',
    arity: 1,
    value: inverseMills,
    partials: [(g, [u]) => call(g, 'inverseMillsSlope', u)],
    range: 'positive',
    monotone: 'decreasing',
    latex: '\\frac{\\varphi\\left(#1\\right)}{\\Phi\\left(#1\\right)}',
    text: '(φ(#1)/Φ(#1))',
    code: { python: 'np.sqrt(2 / np.pi) / scipy.special.erfcx(-#1 / np.sqrt(2))' },
  },
  {
    // h′ = −h(u + h), whose u + h cancels far to the left. People read it spelt out (`view/spelled.ts`).
    name: 'inverseMillsSlope',
    arity: 1,
    value: inverseMillsSlope,
    partials: [
      (g, [u], y) => {
        const h = call(g, 'inverseMills', u);
        return negate(g, add(g, h, multiply(g, y, add(g, u, multiply(g, g.integer(2), h)))));
      },
    ],
    bounds: [-1, 0],
    open: true,
    latex: "h'",
    text: 'h′',
    code: {
      python:
        '-np.sqrt(2 / np.pi) / scipy.special.erfcx(-#1 / np.sqrt(2)) * (#1 + np.sqrt(2 / np.pi) / scipy.special.erfcx(-#1 / np.sqrt(2)))',
    },
  },
  {
    name: 'ndtri',
    arity: 1,
    value: ndtri,
    partials: [(g, _args, y) => divide(g, g.integer(1), normalDensity(g, y))],
    domain: (g, [u]) => [greater(g, u, g.integer(0)), less(g, u, g.integer(1))],
    monotone: 'increasing',
    fold: (g, [u]) => (g.valueOf(u) === 0.5 ? g.integer(0) : undefined),
    latex: '\\Phi^{-1}',
    text: 'Φ⁻¹',
    code: { python: 'scipy.special.ndtri' },
  },
];
