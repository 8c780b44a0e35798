/** Functions that round, and remainders. Their derivatives are 0 (or 1) between the jumps. */
import { add, call, divide, dropping, fraction, multiply, negate, notEqual, subtract } from '../construct';
import { isInteger as isIntegerNode } from '../facts';
import type { Graph, NodeId } from '../graph';
import { add as addRational, floor, isInteger, negate as negateRational } from '../rational';
import type { Rational } from '../rational';
import type { Arguments, FunctionRow, Kink } from './row';

const half: Rational = { numerator: 1n, denominator: 2n };

/** The nearest integer; the even one of two. */
function roundHalfEven(x: number): number {
  const below = Math.floor(x);
  const rest = x - below;
  if (rest !== 0.5) return rest < 0.5 ? below : below + 1;
  return below % 2 === 0 ? below : below + 1;
}

/** A rounded number is exact, and an integer is its own rounding. */
const rounded =
  (round: (r: Rational) => bigint) =>
  (g: Graph, [u]: Arguments): NodeId | undefined => {
    const value = g.exactOf(u);
    if (value) return g.rational({ numerator: round(value), denominator: 1n });
    return isIntegerNode(g, u) ? u : undefined;
  };

const truncate = (r: Rational): bigint => r.numerator / r.denominator;

/** Jumps where u is an integer: u mod 1 = 0. */
const atIntegers = (g: Graph, u: NodeId): Kink[] => [{ at: call(g, 'mod', u, g.integer(1)), kind: 'jump' }];

const nonzeroDivisor = (g: Graph, [, y]: Arguments): NodeId[] => [notEqual(g, y, g.integer(0))];

/** x − y·round(x/y) of two numbers, exact. */
const remainder =
  (round: 'floor' | 'trunc') =>
  (g: Graph, [x, y]: Arguments): NodeId | undefined => {
    const [p, q] = [g.exactOf(x), g.exactOf(y)];
    if (q?.numerator === 1n && isInteger(q) && isIntegerNode(g, x)) return dropping(g, x, g.integer(0));
    if (!p || !q || q.numerator === 0n) return undefined;
    return subtract(g, x, multiply(g, y, call(g, round, divide(g, x, y))));
  };

export const rounding: readonly FunctionRow[] = [
  {
    name: 'floor',
    arity: 1,
    value: Math.floor,
    partials: [(g) => g.integer(0)],
    fold: rounded(floor),
    kinks: (g, [u]) => atIntegers(g, u),
    integer: true,
    monotone: 'increasing',
    latex: '\\left\\lfloor #1\\right\\rfloor',
    text: '⌊#1⌋',
    code: { python: 'np.floor', javascript: 'Math.floor' },
  },
  {
    name: 'ceil',
    arity: 1,
    value: Math.ceil,
    partials: [(g) => g.integer(0)],
    fold: rounded((r) => -floor(negateRational(r))),
    kinks: (g, [u]) => atIntegers(g, u),
    integer: true,
    monotone: 'increasing',
    latex: '\\left\\lceil #1\\right\\rceil',
    text: '⌈#1⌉',
    code: { python: 'np.ceil', javascript: 'Math.ceil' },
  },
  {
    // Halves go to the even integer, as in IEEE 754, Python and NumPy.
    name: 'round',
    arity: 1,
    value: roundHalfEven,
    partials: [(g) => g.integer(0)],
    parity: 'odd',
    fold: rounded((r) => {
      const below = floor(addRational(r, half));
      const tie = r.denominator === 2n;
      return tie && below % 2n !== 0n ? below - 1n : below;
    }),
    kinks: (g, [u]) => atIntegers(g, add(g, u, fraction(g, 1, 2))),
    integer: true,
    monotone: 'increasing',
    latex: '\\operatorname{round}',
    text: 'round',
    code: { python: 'np.round', javascript: '(Math.abs(#1 % 1) === 0.5 ? 2 * Math.round(0.5 * #1) : Math.round(#1))' },
  },
  {
    name: 'trunc',
    arity: 1,
    value: Math.trunc,
    partials: [(g) => g.integer(0)],
    parity: 'odd',
    fold: rounded(truncate),
    kinks: (g, [u]) => atIntegers(g, u),
    integer: true,
    monotone: 'increasing',
    latex: '\\operatorname{trunc}',
    text: 'trunc',
    code: { python: 'np.trunc', javascript: 'Math.trunc' },
  },
  {
    // The remainder with the divisor's sign, x − y⌊x/y⌋: Python's and NumPy's %.
    name: 'mod',
    arity: 2,
    value: (x, y) => {
      const r = x % y;
      return r !== 0 && r < 0 !== y < 0 ? r + y : r;
    },
    partials: [(g) => g.integer(1), (g, [x, y]) => negate(g, call(g, 'floor', divide(g, x, y)))],
    fold: remainder('floor'),
    domain: nonzeroDivisor,
    kinks: (g, [x, y]) => [{ at: call(g, 'mod', x, y), kind: 'jump' }],
    latex: '#1 \\bmod #2',
    text: '#1 mod #2',
    code: { python: 'np.mod', javascript: '((#1 % #2) + #2) % #2' },
  },
  {
    // The remainder with the dividend's sign, x − y·trunc(x/y): C's fmod, JavaScript's %.
    name: 'rem',
    arity: 2,
    value: (x, y) => x % y,
    partials: [(g) => g.integer(1), (g, [x, y]) => negate(g, call(g, 'trunc', divide(g, x, y)))],
    fold: remainder('trunc'),
    domain: nonzeroDivisor,
    kinks: (g, [x, y]) => [{ at: call(g, 'rem', x, y), kind: 'jump' }],
    latex: '\\operatorname{rem}',
    text: 'rem',
    code: { python: 'np.fmod', javascript: '#1 % #2' },
  },
];
