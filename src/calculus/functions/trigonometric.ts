/** Trigonometric functions, their inverses, and sinc. Formulas: DLMF §4.14–4.25. */
import {
  add,
  call,
  constant,
  divide,
  fraction,
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
import { Op } from '../operations';
import { sinc, sincPrime } from './numeric/sinc';
import type { Arguments, FunctionRow } from './row';

const square = (g: Graph, u: NodeId): NodeId => power(g, u, g.integer(2));

/** The whole number n where u is exactly n·π/12, else `undefined`. */
function twelfthsOfPi(g: Graph, u: NodeId): number | undefined {
  const op = g.op(u);
  if (op !== Op.Constant && (op !== Op.Multiply || g.op(g.b(u)) !== Op.Constant)) return undefined;
  const pi = constant(g, 'pi');
  if (u === pi) return 12;
  if (g.op(u) !== Op.Multiply || g.b(u) !== pi) return undefined;
  const r = g.exactOf(g.a(u));
  if (!r || (12n * r.numerator) % r.denominator !== 0n) return undefined;
  return Number(((((12n * r.numerator) / r.denominator) % 24n) + 24n) % 24n);
}

/** sin(n·π/12) for the angles whose sines are usually written as roots (multiples of 30° and 45°). */
function sineOfTwelfths(g: Graph, n: number): NodeId | undefined {
  if (n >= 12) {
    const opposite = sineOfTwelfths(g, n - 12);
    return opposite === undefined ? undefined : negate(g, opposite);
  }
  const half = (of: number): NodeId => divide(g, call(g, 'sqrt', g.integer(of)), g.integer(2));
  switch (Math.min(n, 12 - n)) {
    case 0:
      return g.integer(0);
    case 2:
      return fraction(g, 1, 2);
    case 3:
      return half(2);
    case 4:
      return half(3);
    case 6:
      return g.integer(1);
    default:
      return undefined;
  }
}

const withinOne = (g: Graph, [u]: Arguments): NodeId[] => [lessOrEqual(g, call(g, 'abs', u), g.integer(1))];

/** 1/√(1 − u²). */
const inverseSineSlope = (g: Graph, u: NodeId): NodeId =>
  divide(g, g.integer(1), call(g, 'sqrt', subtract(g, g.integer(1), square(g, u))));

export const trigonometric: readonly FunctionRow[] = [
  {
    name: 'sin',
    arity: 1,
    value: Math.sin,
    partials: [(g, [u]) => call(g, 'cos', u)],
    parity: 'odd',
    exact: [[0, 0]],
    fold: (g, [u]) => {
      const n = twelfthsOfPi(g, u);
      return n === undefined ? undefined : sineOfTwelfths(g, n);
    },
    bounds: [-1, 1],
    latex: '\\sin',
    power: true,
    text: 'sin',
    code: { python: 'np.sin', javascript: 'Math.sin' },
  },
  {
    name: 'cos',
    arity: 1,
    value: Math.cos,
    partials: [(g, [u]) => negate(g, call(g, 'sin', u))],
    parity: 'even',
    exact: [[0, 1]],
    fold: (g, [u]) => {
      const n = twelfthsOfPi(g, u);
      return n === undefined ? undefined : sineOfTwelfths(g, (n + 6) % 24);
    },
    bounds: [-1, 1],
    latex: '\\cos',
    power: true,
    text: 'cos',
    code: { python: 'np.cos', javascript: 'Math.cos' },
  },
  {
    name: 'tan',
    arity: 1,
    value: Math.tan,
    partials: [(g, _args, y) => add(g, g.integer(1), square(g, y))],
    parity: 'odd',
    exact: [[0, 0]],
    domain: (g, [u]) => [notEqual(g, call(g, 'cos', u), g.integer(0))],
    latex: '\\tan',
    power: true,
    text: 'tan',
    code: { python: 'np.tan', javascript: 'Math.tan' },
  },
  {
    name: 'asin',
    arity: 1,
    value: Math.asin,
    partials: [(g, [u]) => inverseSineSlope(g, u)],
    parity: 'odd',
    exact: [[0, 0]],
    fold: (g, [u]) => (g.valueOf(u) === 1 ? divide(g, constant(g, 'pi'), g.integer(2)) : undefined),
    domain: withinOne,
    bounds: [-1.5707963267948968, 1.5707963267948968],
    monotone: 'increasing',
    latex: '\\arcsin',
    text: 'arcsin',
    code: { python: 'np.arcsin', javascript: 'Math.asin' },
  },
  {
    name: 'acos',
    arity: 1,
    value: Math.acos,
    partials: [(g, [u]) => negate(g, inverseSineSlope(g, u))],
    exact: [[1, 0]],
    fold: (g, [u]) => {
      if (g.valueOf(u) === 0) return divide(g, constant(g, 'pi'), g.integer(2));
      return g.valueOf(u) === -1 ? constant(g, 'pi') : undefined;
    },
    domain: withinOne,
    range: 'nonnegative',
    bounds: [0, 3.1415926535897936],
    monotone: 'decreasing',
    latex: '\\arccos',
    text: 'arccos',
    code: { python: 'np.arccos', javascript: 'Math.acos' },
  },
  {
    name: 'atan',
    arity: 1,
    value: Math.atan,
    partials: [(g, [u]) => divide(g, g.integer(1), add(g, g.integer(1), square(g, u)))],
    parity: 'odd',
    exact: [[0, 0]],
    fold: (g, [u]) => (g.valueOf(u) === 1 ? divide(g, constant(g, 'pi'), g.integer(4)) : undefined),
    bounds: [-1.5707963267948968, 1.5707963267948968],
    open: true,
    monotone: 'increasing',
    latex: '\\arctan',
    text: 'arctan',
    code: { python: 'np.arctan', javascript: 'Math.atan' },
  },
  {
    // The angle of the point (second argument, first argument).
    name: 'atan2',
    arity: 2,
    value: Math.atan2,
    partials: [
      (g, [y, x]) => divide(g, x, add(g, square(g, x), square(g, y))),
      (g, [y, x]) => negate(g, divide(g, y, add(g, square(g, x), square(g, y)))),
    ],
    fold: (g, [y, x]) => {
      const [p, q] = [g.valueOf(y), g.valueOf(x)];
      if (p === 0 && q !== undefined && q !== 0) return q > 0 ? g.integer(0) : constant(g, 'pi');
      if (q === 0 && p !== undefined && p !== 0) return multiply(g, fraction(g, p > 0 ? 1 : -1, 2), constant(g, 'pi'));
      if (q !== undefined && q > 0 && p !== undefined && g.exactOf(x) && g.exactOf(y))
        return call(g, 'atan', divide(g, y, x));
      return undefined;
    },
    domain: (g, [y, x]) => [or(g, notEqual(g, x, g.integer(0)), notEqual(g, y, g.integer(0)))],
    kinks: (g, [y, x]) => [{ at: y, kind: 'jump', when: less(g, x, g.integer(0)) }],
    bounds: [-3.1415926535897936, 3.1415926535897936],
    latex: '\\operatorname{atan2}',
    text: 'atan2',
    code: { python: 'np.arctan2', javascript: 'Math.atan2' },
  },
  {
    // sin(πx)/(πx), 1 at 0.
    name: 'sinc',
    arity: 1,
    value: sinc,
    partials: [(g, [u]) => call(g, 'sincPrime', u)],
    parity: 'even',
    fold: (g, [u]) => {
      const value = g.exactOf(u);
      if (!value || value.denominator !== 1n) return undefined;
      return g.integer(value.numerator === 0n ? 1 : 0);
    },
    bounds: [-1, 1],
    latex: '\\operatorname{sinc}',
    text: 'sinc',
    code: { python: 'np.sinc', javascript: '(#1 === 0 ? 1 : Math.sin(Math.PI * #1) / (Math.PI * #1))' },
  },
  {
    // The derivative of sinc, (cos πx − sinc x)/x, continued to 0 at 0: −π j₁(πx). Its own derivative is
    // −π² j₁′(πx) = −(π²/3)(j₀ − 2j₂)(πx) (DLMF 10.51.2), which is regular at 0, as are all that follow.
    name: 'sincPrime',
    arity: 1,
    value: sincPrime,
    partials: [
      (g, [u]) => {
        const pi = constant(g, 'pi');
        const second = call(g, 'sphericalBesselJ', g.integer(2), multiply(g, pi, u));
        const sum = subtract(g, call(g, 'sinc', u), multiply(g, g.integer(2), second));
        return multiply(g, multiply(g, fraction(g, -1, 3), square(g, pi)), sum);
      },
    ],
    parity: 'odd',
    exact: [[0, 0]],
    latex: "\\operatorname{sinc}'",
    text: 'sinc′',
    code: {
      // SciPy before 1.15 knows spherical Bessel functions of nothing negative.
      python: '-np.pi * np.sign(#1) * scipy.special.spherical_jn(1, np.pi * np.abs(#1))',
      javascript: '(#1 === 0 ? 0 : (Math.cos(Math.PI * #1) - Math.sin(Math.PI * #1) / (Math.PI * #1)) / #1)',
    },
  },
  {
    name: 'deg2rad',
    arity: 1,
    value: (x) => x * (Math.PI / 180),
    partials: [(g) => multiply(g, fraction(g, 1, 180), constant(g, 'pi'))],
    parity: 'odd',
    fold: (g, [u]) => (g.exactOf(u) ? multiply(g, divide(g, u, g.integer(180)), constant(g, 'pi')) : undefined),
    latex: '\\operatorname{deg2rad}',
    text: 'deg2rad',
    code: { python: 'np.deg2rad', javascript: '#1 * (Math.PI / 180)' },
  },
  {
    name: 'rad2deg',
    arity: 1,
    value: (x) => x * (180 / Math.PI),
    partials: [(g) => divide(g, g.integer(180), constant(g, 'pi'))],
    parity: 'odd',
    fold: (g, [u]) => (g.exactOf(u) ? divide(g, multiply(g, g.integer(180), u), constant(g, 'pi')) : undefined),
    latex: '\\operatorname{rad2deg}',
    text: 'rad2deg',
    code: { python: 'np.rad2deg', javascript: '#1 * (180 / Math.PI)' },
  },
];
