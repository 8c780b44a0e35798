/**
 * Bessel functions (the order first, then the argument) and Airy's. Formulas: DLMF §9.2, §10.6, §10.29. Second derivatives
 * with respect to the order are not known.
 */
import {
  add,
  call,
  divide,
  equal,
  fraction,
  greater,
  greaterOrEqual,
  multiply,
  negate,
  notEqual,
  or,
  subtract,
} from '../construct';
import type { Graph, NodeId } from '../graph';
import { isInteger } from '../rational';
import {
  airy,
  besselI,
  besselIScaled,
  besselJ,
  besselK,
  besselKScaled,
  besselY,
  sphericalI,
  sphericalJ,
  sphericalK,
  sphericalY,
} from './numeric/bessel';
import { besselIByOrder, besselJByOrder, besselKByOrder, besselYByOrder } from './numeric/besselOrder';
import type { FunctionRow, Partial } from './row';

const half = (g: Graph, u: NodeId): NodeId => multiply(g, fraction(g, 1, 2), u);

/** The function of the order one up or down. */
const neighbour = (g: Graph, name: string, order: NodeId, step: 1 | -1, x: NodeId): NodeId =>
  call(g, name, add(g, order, g.integer(step)), x);

/** A negative whole order is the positive one: with the sign (−1)ⁿ (J, Y), or without (I, K). */
function reflected(
  g: Graph,
  name: string,
  order: NodeId,
  x: NodeId,
  sign: 'alternating' | 'equal',
): NodeId | undefined {
  const n = g.exactOf(order);
  if (!n || !isInteger(n) || n.numerator >= 0n) return undefined;
  const value = call(g, name, negate(g, order), x);
  return sign === 'alternating' && n.numerator % 2n !== 0n ? negate(g, value) : value;
}

/**
 * The derivative of a spherical Bessel function (DLMF 10.51.2, 10.51.5): ((n/(2n + 1))·fₙ₋₁ ± ((n + 1)/(2n + 1))·fₙ₊₁),
 * which is regular at 0. `down` and `up` are the signs.
 */
const sphericalSlope =
  (name: string, down: 1 | -1, up: 1 | -1): Partial =>
  (g, [n, x]) => {
    const next = add(g, n, g.integer(1));
    const signed = (sign: 1 | -1, id: NodeId): NodeId => (sign === 1 ? id : negate(g, id));
    if (g.valueOf(n) === 0) return signed(up, call(g, name, next, x));
    const lower = multiply(g, n, call(g, name, subtract(g, n, g.integer(1)), x));
    const upper = multiply(g, next, call(g, name, next, x));
    const sum = add(g, signed(down, lower), signed(up, upper));
    return divide(g, sum, add(g, multiply(g, g.integer(2), n), g.integer(1)));
  };

/**
 * Of negative arguments, SciPy before 1.15 gives NaN: hence jₙ(−x) = (−1)ⁿ jₙ(x), yₙ(−x) = (−1)ⁿ⁺¹ yₙ(x) and
 * iₙ(−x) = (−1)ⁿ iₙ(x) (DLMF 10.47.14, 10.47.16) in their code.
 */
const spherical: readonly FunctionRow[] = [
  {
    name: 'sphericalBesselJ',
    arity: 2,
    value: sphericalJ,
    partials: [null, sphericalSlope('sphericalBesselJ', 1, -1)],
    latex: 'j_{#1}\\left(#2\\right)',
    text: 'j',
    code: { python: 'np.sign(#2)**#1 * scipy.special.spherical_jn(#1, np.abs(#2))' },
  },
  {
    name: 'sphericalBesselY',
    arity: 2,
    value: sphericalY,
    partials: [null, sphericalSlope('sphericalBesselY', 1, -1)],
    domain: (g, [, x]) => [notEqual(g, x, g.integer(0))],
    latex: 'y_{#1}\\left(#2\\right)',
    text: 'y',
    code: { python: 'np.sign(#2)**(#1 + 1) * scipy.special.spherical_yn(#1, np.abs(#2))' },
  },
  {
    name: 'sphericalBesselI',
    arity: 2,
    value: sphericalI,
    partials: [null, sphericalSlope('sphericalBesselI', 1, 1)],
    latex: 'i_{#1}\\left(#2\\right)',
    text: 'i',
    code: { python: 'np.sign(#2)**#1 * scipy.special.spherical_in(#1, np.abs(#2))' },
  },
  {
    name: 'sphericalBesselK',
    arity: 2,
    value: sphericalK,
    partials: [null, sphericalSlope('sphericalBesselK', -1, -1)],
    domain: (g, [, x]) => [greater(g, x, g.integer(0))],
    range: 'positive',
    latex: 'k_{#1}\\left(#2\\right)',
    text: 'k',
    code: { python: 'scipy.special.spherical_kn' },
  },
];

/** The derivative of a Bessel function with respect to its order. `down` and `up` are the signs of its slope's recurrence. */
const byOrder = (letter: string, value: FunctionRow['value'], down: 1 | -1, up: 1 | -1): FunctionRow => {
  const name = `bessel${letter}ByOrder`;
  return {
    name,
    arity: 2,
    value,
    partials: [
      null,
      (g, [v, x]) => {
        const signed = (step: 1 | -1, sign: 1 | -1): NodeId =>
          multiply(g, g.integer(sign), neighbour(g, name, v, step, x));
        return half(g, add(g, signed(-1, down), signed(1, up)));
      },
    ],
    domain: (g, [, x]) => [greater(g, x, g.integer(0))],
    latex: `${letter}_{#1}^{\\left(1, 0\\right)}\\left(#2\\right)`,
    text: `${letter}⁽¹·⁰⁾`,
    code: { python: `float(mpmath.diff(lambda v: mpmath.bessel${letter.toLowerCase()}(v, #2), #1))` },
  };
};

export const besselFunctions: readonly FunctionRow[] = [
  {
    name: 'besselJ',
    arity: 2,
    value: besselJ,
    partials: [
      (g, [v, x]) => call(g, 'besselJByOrder', v, x),
      (g, [v, x]) => half(g, subtract(g, neighbour(g, 'besselJ', v, -1, x), neighbour(g, 'besselJ', v, 1, x))),
    ],
    fold: (g, [v, x]) => reflected(g, 'besselJ', v, x, 'alternating'),
    domain: (g, [v, x]) => [or(g, greaterOrEqual(g, x, g.integer(0)), equal(g, v, call(g, 'floor', v)))],
    latex: 'J_{#1}\\left(#2\\right)',
    text: 'J',
    code: { python: 'scipy.special.jv' },
  },
  {
    name: 'besselY',
    arity: 2,
    value: besselY,
    partials: [
      (g, [v, x]) => call(g, 'besselYByOrder', v, x),
      (g, [v, x]) => half(g, subtract(g, neighbour(g, 'besselY', v, -1, x), neighbour(g, 'besselY', v, 1, x))),
    ],
    fold: (g, [v, x]) => reflected(g, 'besselY', v, x, 'alternating'),
    domain: (g, [, x]) => [greater(g, x, g.integer(0))],
    latex: 'Y_{#1}\\left(#2\\right)',
    text: 'Y',
    code: { python: 'scipy.special.yv' },
  },
  {
    name: 'besselI',
    arity: 2,
    value: besselI,
    partials: [
      (g, [v, x]) => call(g, 'besselIByOrder', v, x),
      (g, [v, x]) => half(g, add(g, neighbour(g, 'besselI', v, -1, x), neighbour(g, 'besselI', v, 1, x))),
    ],
    fold: (g, [v, x]) => reflected(g, 'besselI', v, x, 'equal'),
    domain: (g, [v, x]) => [or(g, greaterOrEqual(g, x, g.integer(0)), equal(g, v, call(g, 'floor', v)))],
    latex: 'I_{#1}\\left(#2\\right)',
    text: 'I',
    code: { python: 'scipy.special.iv' },
  },
  {
    name: 'besselK',
    arity: 2,
    value: besselK,
    partials: [
      (g, [v, x]) => call(g, 'besselKByOrder', v, x),
      (g, [v, x]) => negate(g, half(g, add(g, neighbour(g, 'besselK', v, -1, x), neighbour(g, 'besselK', v, 1, x)))),
    ],
    fold: (g, [v, x]) => reflected(g, 'besselK', v, x, 'equal'),
    domain: (g, [, x]) => [greater(g, x, g.integer(0))],
    latex: 'K_{#1}\\left(#2\\right)',
    text: 'K',
    code: { python: 'scipy.special.kv' },
  },
  {
    name: 'besselIScaled',
    arity: 2,
    value: besselIScaled,
    partials: [
      (g, [v, x]) => multiply(g, call(g, 'exp', negate(g, call(g, 'abs', x))), call(g, 'besselIByOrder', v, x)),
      (g, [v, x], y) =>
        subtract(
          g,
          half(g, add(g, neighbour(g, 'besselIScaled', v, -1, x), neighbour(g, 'besselIScaled', v, 1, x))),
          multiply(g, call(g, 'sign', x), y),
        ),
    ],
    fold: (g, [v, x]) => reflected(g, 'besselIScaled', v, x, 'equal'),
    domain: (g, [v, x]) => [or(g, greaterOrEqual(g, x, g.integer(0)), equal(g, v, call(g, 'floor', v)))],
    latex: 'e^{-\\left|#2\\right|} I_{#1}\\left(#2\\right)',
    text: 'ive',
    code: { python: 'scipy.special.ive' },
  },
  {
    name: 'besselKScaled',
    arity: 2,
    value: besselKScaled,
    partials: [
      (g, [v, x]) => multiply(g, call(g, 'exp', x), call(g, 'besselKByOrder', v, x)),
      (g, [v, x], y) =>
        subtract(
          g,
          y,
          half(g, add(g, neighbour(g, 'besselKScaled', v, -1, x), neighbour(g, 'besselKScaled', v, 1, x))),
        ),
    ],
    fold: (g, [v, x]) => reflected(g, 'besselKScaled', v, x, 'equal'),
    domain: (g, [, x]) => [greater(g, x, g.integer(0))],
    latex: 'e^{#2} K_{#1}\\left(#2\\right)',
    text: 'kve',
    code: { python: 'scipy.special.kve' },
  },
  {
    name: 'airyAi',
    arity: 1,
    value: (x) => airy(x)[0],
    partials: [(g, [u]) => call(g, 'airyAiPrime', u)],
    latex: '\\operatorname{Ai}',
    text: 'Ai',
    code: { python: 'scipy.special.airy(#1)[0]' },
  },
  {
    name: 'airyAiPrime',
    arity: 1,
    value: (x) => airy(x)[1],
    partials: [(g, [u]) => multiply(g, u, call(g, 'airyAi', u))],
    latex: "\\operatorname{Ai}'",
    text: 'Ai′',
    code: { python: 'scipy.special.airy(#1)[1]' },
  },
  {
    name: 'airyBi',
    arity: 1,
    value: (x) => airy(x)[2],
    partials: [(g, [u]) => call(g, 'airyBiPrime', u)],
    latex: '\\operatorname{Bi}',
    text: 'Bi',
    code: { python: 'scipy.special.airy(#1)[2]' },
  },
  {
    name: 'airyBiPrime',
    arity: 1,
    value: (x) => airy(x)[3],
    partials: [(g, [u]) => multiply(g, u, call(g, 'airyBi', u))],
    latex: "\\operatorname{Bi}'",
    text: 'Bi′',
    code: { python: 'scipy.special.airy(#1)[3]' },
  },
  byOrder('J', besselJByOrder, 1, -1),
  byOrder('Y', besselYByOrder, 1, -1),
  byOrder('I', besselIByOrder, 1, 1),
  byOrder('K', besselKByOrder, -1, -1),
  ...spherical,
];
