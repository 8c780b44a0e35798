/** Roots, absolute values and signs. */
import {
  call,
  divide,
  dropping,
  fraction,
  greater,
  greaterOrEqual,
  less,
  multiply,
  negate,
  power,
  select,
  subtract,
} from '../construct';
import { isNonnegative, isPositive } from '../facts';
import type { Graph, NodeId } from '../graph';
import { rationalLike } from '../numbers';
import { FIRST_FUNCTION, Op } from '../operations';
import { compare, isInteger, negate as negateRational, root } from '../rational';
import type { FunctionRow, Kink } from './row';
import { functionRows } from './table';

/** The exponent n where `id` is uⁿ with an integer n, else 0. */
function integerExponent(g: Graph, id: NodeId): bigint {
  if (g.op(id) !== Op.Power) return 0n;
  const n = g.exactOf(g.b(id));
  return n && isInteger(n) ? n.numerator : 0n;
}

/** Whether u is a sum of even powers, which is 0 only where all of them are: √u has a corner there, as |x| has. */
function isSumOfSquares(g: Graph, u: NodeId): boolean {
  switch (g.op(u)) {
    case Op.Add:
      return isSumOfSquares(g, g.a(u)) && isSumOfSquares(g, g.b(u));
    case Op.Multiply:
      return g.a(u) === g.b(u) || (g.isNumber(g.a(u)) && isPositive(g, g.a(u)) && isSumOfSquares(g, g.b(u)));
    default: {
      const n = integerExponent(g, u);
      return n > 0n && n % 2n === 0n;
    }
  }
}

/** 1 where x is the larger, 0 where it is the smaller, and ½ where both are equal: max at a tie takes the mean. */
function larger(g: Graph, x: NodeId, y: NodeId): NodeId {
  const [u, v] = [besideNumber(g, x, y), besideNumber(g, y, x)];
  return select(g, greater(g, u, v), g.integer(1), select(g, less(g, u, v), g.integer(0), fraction(g, 1, 2)));
}

const meeting = (g: Graph, x: NodeId, y: NodeId): Kink[] => [
  { at: subtract(g, besideNumber(g, x, y), besideNumber(g, y, x)), kind: 'kink' },
];

/** max(u, c) is to a number above c what u is, and min(u, c) to one below c: clip(u, a, b) meets b where u does. */
function besideNumber(g: Graph, x: NodeId, number: NodeId): NodeId {
  const name = functionRows[g.op(x) - FIRST_FUNCTION]?.name;
  const [a, b] = [g.a(x), g.b(x)];
  const [u, c] = g.isNumber(a) ? [b, a] : [a, b];
  if ((name !== 'max' && name !== 'min') || !g.isNumber(c) || !g.isNumber(number)) return x;
  const [border, limit] = [g.valueOf(number) as number, g.valueOf(c) as number];
  return (name === 'max' ? border > limit : border < limit) ? u : x;
}

/** max (sign 1) or min (sign −1) of two numbers, or of two equal expressions. */
function extreme(g: Graph, x: NodeId, y: NodeId, sign: 1 | -1): NodeId | undefined {
  if (x === y) return x;
  const [p, q] = [g.exactOf(x), g.exactOf(y)];
  if (!p || !q) return undefined;
  return compare(p, q) * sign > 0 ? x : y;
}

export const powers: readonly FunctionRow[] = [
  {
    name: 'sqrt',
    arity: 1,
    value: Math.sqrt,
    partials: [(g, _args, y) => divide(g, g.integer(1), multiply(g, g.integer(2), y))],
    fold: (g, [u]) => {
      const value = g.exactOf(u);
      const exact = value && value.numerator >= 0n ? root(value, 2n) : undefined;
      if (exact) return rationalLike(g, exact, u);
      // √(u²ᵏ) = |u|ᵏ over the reals.
      const n = integerExponent(g, u);
      if (n > 0n && n % 2n === 0n)
        return power(g, call(g, 'abs', g.a(u)), g.rational({ numerator: n / 2n, denominator: 1n }));
      return undefined;
    },
    domain: (g, [u]) => [greaterOrEqual(g, u, g.integer(0))],
    kinks: (g, [u]) => [{ at: u, kind: isSumOfSquares(g, u) ? 'kink' : 'vertical' }],
    range: 'nonnegative',
    monotone: 'increasing',
    latex: '\\sqrt{#1}',
    text: '√#1',
    code: { python: 'np.sqrt', javascript: 'Math.sqrt' },
  },
  {
    name: 'cbrt',
    arity: 1,
    value: Math.cbrt,
    partials: [(g, _args, y) => divide(g, g.integer(1), multiply(g, g.integer(3), power(g, y, g.integer(2))))],
    parity: 'odd',
    fold: (g, [u]) => {
      const value = g.exactOf(u);
      const exact = value && value.numerator >= 0n ? root(value, 3n) : undefined;
      if (exact) return rationalLike(g, exact, u);
      const n = integerExponent(g, u);
      if (n > 0n && n % 3n === 0n) return power(g, g.a(u), g.rational({ numerator: n / 3n, denominator: 1n }));
      return undefined;
    },
    kinks: (_g, [u]) => [{ at: u, kind: 'vertical' }],
    monotone: 'increasing',
    latex: '\\sqrt[3]{#1}',
    text: '∛#1',
    code: { python: 'np.cbrt', javascript: 'Math.cbrt' },
  },
  {
    name: 'hypot',
    arity: 2,
    value: (x, y) => Math.hypot(x, y),
    partials: [(g, [x], y) => divide(g, x, y), (g, [, x], y) => divide(g, x, y)],
    symmetric: true,
    fold: (g, [x, y]) => {
      // The sign is taken off, and not by abs: |−u| may stay −u where u is known to be negative.
      const unsigned = (id: NodeId): NodeId =>
        g.op(id) === Op.Negate ? g.a(id) : g.isNumber(id) && (g.valueOf(id) as number) < 0 ? negate(g, id) : id;
      const [p, q] = [unsigned(x), unsigned(y)];
      if (p !== x || q !== y) return call(g, 'hypot', p, q);
      if (g.valueOf(x) === 0) return call(g, 'abs', y);
      if (g.valueOf(y) === 0) return call(g, 'abs', x);
      return undefined;
    },
    kinks: (g, [x, y]) => [{ at: call(g, 'hypot', x, y), kind: 'kink' }],
    range: 'nonnegative',
    latex: '\\sqrt{\\left(#1\\right)^{2} + \\left(#2\\right)^{2}}',
    text: 'hypot',
    code: { python: 'np.hypot', javascript: 'Math.hypot' },
  },
  {
    name: 'abs',
    arity: 1,
    value: Math.abs,
    partials: [(g, [u]) => call(g, 'sign', u)],
    parity: 'even',
    fold: (g, [u]) => {
      const value = g.exactOf(u);
      if (value) return value.numerator < 0n ? rationalLike(g, negateRational(value), u) : u;
      return isNonnegative(g, u) ? u : undefined;
    },
    kinks: (_g, [u]) => [{ at: u, kind: 'kink' }],
    range: 'nonnegative',
    latex: '\\left|#1\\right|',
    text: '|#1|',
    code: { python: 'np.abs', javascript: 'Math.abs' },
  },
  {
    name: 'sign',
    arity: 1,
    value: Math.sign,
    partials: [(g) => g.integer(0)],
    parity: 'odd',
    fold: (g, [u]) => {
      const value = g.exactOf(u);
      if (!value) return isPositive(g, u) ? dropping(g, u, g.integer(1)) : undefined;
      return g.integer(value.numerator > 0n ? 1 : value.numerator < 0n ? -1 : 0);
    },
    kinks: (_g, [u]) => [{ at: u, kind: 'jump' }],
    bounds: [-1, 1],
    integer: true,
    monotone: 'increasing',
    latex: '\\operatorname{sign}',
    text: 'sign',
    code: { python: 'np.sign', javascript: 'Math.sign' },
  },
  {
    // |x| with the sign of y; a y of 0 counts as positive.
    name: 'copysign',
    arity: 2,
    value: (x, y) => (y < 0 ? -Math.abs(x) : y >= 0 ? Math.abs(x) : NaN),
    partials: [
      (g, [x, y]) => multiply(g, call(g, 'sign', x), call(g, 'copysign', g.integer(1), y)),
      (g) => g.integer(0),
    ],
    fold: (g, [x, y]) => {
      const sign = g.valueOf(y);
      if (sign !== undefined && !Number.isNaN(sign)) {
        const size = call(g, 'abs', x);
        return sign < 0 ? negate(g, size) : size;
      }
      return undefined;
    },
    kinks: (_g, [x, y]) => [
      { at: x, kind: 'kink' },
      { at: y, kind: 'jump' },
    ],
    latex: '\\operatorname{copysign}',
    text: 'copysign',
    code: { python: 'np.copysign', javascript: 'Math.abs(#1) * (#2 < 0 ? -1 : 1)' },
  },
  {
    name: 'heaviside',
    arity: 1,
    value: (x) => (x > 0 ? 1 : x < 0 ? 0 : x === 0 ? 0.5 : NaN),
    partials: [(g) => g.integer(0)],
    fold: (g, [u]) => {
      const value = g.exactOf(u);
      if (!value) return isPositive(g, u) ? dropping(g, u, g.integer(1)) : undefined;
      const zero = { numerator: 1n, denominator: 2n };
      return value.numerator > 0n ? g.integer(1) : value.numerator < 0n ? g.integer(0) : g.rational(zero);
    },
    kinks: (_g, [u]) => [{ at: u, kind: 'jump' }],
    range: 'nonnegative',
    bounds: [0, 1],
    monotone: 'increasing',
    latex: 'H',
    text: 'H',
    code: { python: 'np.heaviside(#1, 0.5)', javascript: '(Math.sign(#1) + 1) / 2' },
  },
  {
    name: 'max',
    arity: 2,
    value: (x, y) => Math.max(x, y),
    partials: [(g, [x, y]) => larger(g, x, y), (g, [x, y]) => larger(g, y, x)],
    symmetric: true,
    fold: (g, [x, y]) => extreme(g, x, y, 1),
    kinks: (g, [x, y]) => meeting(g, x, y),
    latex: '\\max',
    text: 'max',
    code: { python: 'np.maximum', javascript: 'Math.max' },
  },
  {
    name: 'min',
    arity: 2,
    value: (x, y) => Math.min(x, y),
    partials: [(g, [x, y]) => larger(g, y, x), (g, [x, y]) => larger(g, x, y)],
    symmetric: true,
    fold: (g, [x, y]) => extreme(g, x, y, -1),
    kinks: (g, [x, y]) => meeting(g, x, y),
    latex: '\\min',
    text: 'min',
    code: { python: 'np.minimum', javascript: 'Math.min' },
  },
];
