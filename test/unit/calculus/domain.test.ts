import { beforeEach, describe, expect, it } from 'vitest';
import {
  add,
  call,
  divide,
  equal,
  greater,
  less,
  lessOrEqual,
  literal,
  multiply,
  negate,
  power,
  select,
  square,
  subtract,
} from '../../../src/calculus/construct';
import { gradient } from '../../../src/calculus/differentiate/jacobian';
import { conditionsOf } from '../../../src/calculus/domain';
import { evaluate } from '../../../src/calculus/evaluate';
import { boundsOf, isNonnegative, isNonzero, isPositive } from '../../../src/calculus/facts';
import { Graph } from '../../../src/calculus/graph';
import type { NodeId } from '../../../src/calculus/graph';
import { kinksOf } from '../../../src/calculus/kinks';
import { show } from './support/show';

let g: Graph;
let x: NodeId;
let y: NodeId;
const n = (value: number): NodeId => g.integer(value);

beforeEach(() => {
  g = new Graph();
  x = g.symbol('x');
  y = g.symbol('y');
});

/** Conditions of the function and its gradient. */
const conditions = (f: NodeId): string[] =>
  conditionsOf(g, [f, ...gradient(g, f, [x, y])])
    .map((id) => show(g, id))
    .sort();

const kinks = (f: NodeId): string[] =>
  kinksOf(g, [f])
    .map(({ at, kind, when }) => `${kind} ${show(g, at)}${when === undefined ? '' : ` when ${show(g, when)}`}`)
    .sort();

describe('conditions', () => {
  it('are those of functions and divisions, in their shortest form', () => {
    expect(conditions(call(g, 'log', multiply(g, n(2), x)))).toEqual(['(0 < x)']);
    expect(conditions(divide(g, n(1), subtract(g, multiply(g, n(2), x), n(6))))).toEqual(['(x != 3)']);
    expect(conditions(call(g, 'sqrt', x))).toEqual(['(0 < x)']);
    expect(conditions(call(g, 'asin', x))).toEqual(['(abs(x) < 1)']);
    expect(conditions(power(g, x, literal(g, '1.5')))).toEqual(['(0 <= x)']);
    expect(conditions(power(g, x, y))).toEqual(['(0 < x)']);
    expect(conditions(call(g, 'log', subtract(g, x, y)))).toEqual(['(y < x)']);
  });

  it('that always hold are left out', () => {
    expect(conditions(divide(g, n(1), add(g, call(g, 'exp', x), n(1))))).toEqual([]);
    expect(conditions(call(g, 'sqrt', add(g, square(g, x), n(1))))).toEqual([]);
    expect(conditions(call(g, 'log', subtract(g, n(1), call(g, 'logistic', x))))).toEqual([]);
    expect(conditions(call(g, 'log', add(g, n(2), call(g, 'sin', x))))).toEqual([]);
  });

  it('that hold because a function never reaches its bound are left out', () => {
    const sigmoid = divide(g, n(1), add(g, n(1), call(g, 'exp', negate(g, x))));
    expect(conditions(divide(g, n(1), subtract(g, n(1), sigmoid)))).toEqual([]);
    expect(conditions(call(g, 'log', subtract(g, n(1), sigmoid)))).toEqual([]);
    const [p, q] = [call(g, 'exp', x), call(g, 'exp', y)];
    expect(conditions(call(g, 'log', subtract(g, n(1), divide(g, p, add(g, p, q)))))).toEqual([]);
    expect(conditions(divide(g, n(1), subtract(g, n(1), square(g, call(g, 'tanh', x)))))).toEqual([]);
    expect(conditions(call(g, 'atanh', call(g, 'erf', x)))).toEqual([]);
    const root = call(g, 'sqrt', add(g, square(g, x), n(1)));
    expect(conditions(call(g, 'log', subtract(g, root, x)))).toEqual([]);
    expect(conditions(divide(g, n(1), subtract(g, root, x)))).toEqual([]);
  });

  it('that a closed bound can break are kept', () => {
    expect(conditions(divide(g, n(1), subtract(g, n(1), call(g, 'sin', x))))).toEqual(['(sin(x) != 1)']);
    expect(conditions(divide(g, n(1), subtract(g, call(g, 'exp', negate(g, square(g, x))), n(1))))).toEqual([
      '(x != 0)',
    ]);
    const half = divide(g, n(1), add(g, n(1), square(g, x)));
    expect(conditions(divide(g, n(1), subtract(g, n(1), half)))).toEqual(['(x != 0)']);
    const root = call(g, 'sqrt', add(g, square(g, x), square(g, y)));
    expect(conditionsOf(g, [call(g, 'log', subtract(g, root, x))]).map((id) => show(g, id))).toEqual([
      '(x < sqrt(((x ^ 2) + (y ^ 2))))',
    ]);
  });

  it('of a function stay when it is spelt out', () => {
    expect(conditions(call(g, 'boxcox', x, n(1)))).toEqual(['(0 < x)']);
  });

  it('that a quotient implies are left out', () => {
    expect(conditions(call(g, 'log', divide(g, x, y)))).toEqual(['(0 < (x / y))']);
  });

  it('of a norm exclude the origin, for its gradient', () => {
    const f = call(g, 'sqrt', add(g, square(g, x), square(g, y)));
    expect(conditionsOf(g, [f])).toEqual([]);
    expect(conditions(f)).toEqual(['((x != 0) or (y != 0))']);
  });

  it('of a branch are asked where it is taken', () => {
    const safe = select(g, greater(g, x, n(0)), call(g, 'log', x), negate(g, x));
    expect(conditions(safe)).toEqual([]);
    const unsafe = select(g, greater(g, y, n(0)), call(g, 'log', x), n(0));
    expect(conditions(unsafe)).toEqual(['((0 < x) or (y <= 0))']);
  });

  it('of what is compared with itself stay', () => {
    const u = call(g, 'acosh', y);
    expect(conditions(select(g, less(g, u, u), x, y))).toEqual(['(1 <= y)']);
    expect(conditions(select(g, lessOrEqual(g, u, u), x, y))).toEqual(['(1 <= y)']);
  });

  it('of a factor stay where the other factor is a branch that is 0', () => {
    const branch = select(g, greater(g, y, n(0)), x, n(0));
    expect(conditions(multiply(g, call(g, 'erfinv', x), branch))).toEqual(['(abs(x) < 1)']);
  });

  it('of a divisor stay where the numerator is a branch that is 0', () => {
    expect(conditions(divide(g, select(g, greater(g, y, n(0)), x, n(0)), x))).toEqual(['(x != 0)']);
  });

  it('of both factors stay where both are branches that are 0', () => {
    const branch = select(g, greater(g, y, n(0)), x, n(0));
    const both = multiply(g, select(g, less(g, y, n(-1)), call(g, 'log', x), n(0)), branch);
    // ln x is needed where y < −1, though the other factor is 0 there.
    const truth = (px: number, py: number): boolean => {
      const all = conditionsOf(g, [both]);
      const values = evaluate(g, all, new Map([[x, px], [y, py]])); // prettier-ignore
      return all.every((id) => values[id] === 1);
    };
    expect([truth(-1, -2), truth(1, -2), truth(-1, 0), truth(-1, 2)]).toEqual([false, true, true, true]);
  });

  it('of a derivative are not asked where the function does not change', () => {
    // √ of a branch that is 0: its slope is 0 there, and not 0 times something infinite.
    const f = call(g, 'sqrt', select(g, greater(g, x, n(0)), x, n(0)));
    expect(conditions(f)).toEqual([]);
  });

  it('of a product in a branch are asked where the branch is taken', () => {
    const inner = select(g, greater(g, x, n(0)), call(g, 'log', x), n(0));
    const f = multiply(g, inner, divide(g, n(1), add(g, n(2), x)));
    expect(conditions(f)).toEqual(['(x != -2)']);
  });

  it('that cannot hold are told', () => {
    expect(conditions(divide(g, x, n(0)))).toEqual(['false']);
  });
});

describe('kinks', () => {
  it('are those of functions', () => {
    expect(kinks(call(g, 'abs', multiply(g, n(-2), x)))).toEqual(['kink x']);
    expect(kinks(call(g, 'max', x, y))).toEqual(['kink (x - y)']);
    expect(kinks(call(g, 'floor', x))).toEqual(['jump mod(x, 1)']);
    expect(kinks(call(g, 'atan2', y, x))).toEqual(['jump y when (x < 0)']);
    expect(kinks(call(g, 'abs', add(g, call(g, 'exp', x), n(1))))).toEqual([]);
  });

  it('of selects are kinks where the sides meet, jumps where not, none where they meet smoothly', () => {
    const side = lessOrEqual(g, call(g, 'abs', x), n(1));
    const half = literal(g, '0.5');
    const size = call(g, 'abs', x);
    expect(kinks(select(g, side, multiply(g, half, square(g, x)), subtract(g, size, half)))).toEqual([]);
    expect(kinks(select(g, side, square(g, x), size))).toEqual(['kink (abs(x) - 1)']);
    expect(kinks(select(g, less(g, x, n(0)), x, add(g, x, n(1))))).toEqual(['jump x']);
  });

  it('at a removable place are none', () => {
    const f = select(g, equal(g, x, n(0)), n(1), divide(g, call(g, 'sin', x), x));
    expect(kinks(f)).toEqual([]);
  });

  it('in a branch that does not reach them are none', () => {
    const f = select(g, greater(g, x, n(1)), call(g, 'abs', x), n(1));
    expect(kinks(f)).toEqual(['kink (x - 1)']);
  });

  it('are told under what their conditions are at the place itself', () => {
    const size = call(g, 'abs', x);
    const huber = select(
      g,
      lessOrEqual(g, size, y),
      square(g, x),
      multiply(g, y, subtract(g, multiply(g, n(2), size), y)),
    );
    expect(kinks(huber)).toEqual(['kink x when (y < 0)']);
    const above = select(g, greater(g, add(g, x, y), n(3)), call(g, 'max', x, y), n(0));
    expect(kinks(above)).toEqual(['jump ((x + y) - 3)', 'kink (x - y) when (3/2 < y)']);
    const never = select(g, less(g, n(1), x), call(g, 'abs', x), x);
    expect(kinks(never)).toEqual([]);
    // What has no value there is left as it is.
    const divided = select(g, less(g, n(2), divide(g, y, x)), call(g, 'abs', x), n(1));
    expect(kinks(divided).filter((one) => one.startsWith('kink'))).toEqual(['kink x when (2 < (y / x))']);
  });
});

describe('facts', () => {
  it('tell signs', () => {
    expect(isNonnegative(g, square(g, x))).toBe(true);
    expect(isPositive(g, add(g, square(g, x), n(1)))).toBe(true);
    expect(isPositive(g, call(g, 'exp', x))).toBe(true);
    expect(isNonzero(g, subtract(g, call(g, 'sin', x), n(2)))).toBe(true);
    expect(isNonnegative(g, x)).toBe(false);
    // tanh of what may be 0 may be 0, though tanh never reaches its own bounds.
    expect(isNonzero(g, call(g, 'tanh', square(g, x)))).toBe(false);
    expect(isPositive(g, subtract(g, n(1), call(g, 'tanh', x)))).toBe(true);
    // A bound that overflows in doubles is still a number.
    expect(isNonzero(g, subtract(g, call(g, 'exp', add(g, square(g, x), n(1000))), call(g, 'exp', y)))).toBe(false);
  });

  it('are intervals', () => {
    const [lo, hi] = boundsOf(g, add(g, call(g, 'sin', x), call(g, 'logistic', y)));
    expect(lo).toBeLessThanOrEqual(-1);
    expect(lo).toBeGreaterThan(-1.000001);
    expect(hi).toBeGreaterThanOrEqual(2);
    expect(hi).toBeLessThan(2.000001);
  });
});
