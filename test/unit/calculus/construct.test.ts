import { beforeEach, describe, expect, it } from 'vitest';
import {
  add,
  call,
  constant,
  divide,
  fraction,
  greater,
  literal,
  multiply,
  negate,
  power,
  product,
  select,
  subtract,
  sum,
} from '../../../src/calculus/construct';
import { conditionsOf } from '../../../src/calculus/domain';
import { evaluate } from '../../../src/calculus/evaluate';
import { under } from '../../../src/calculus/guards';
import { Graph } from '../../../src/calculus/graph';
import type { NodeId } from '../../../src/calculus/graph';
import { treeSize, operationCount } from '../../../src/calculus/reachable';
import { show } from './support/show';

let g: Graph;
let x: NodeId;
let y: NodeId;
const n = (value: number): NodeId => g.integer(value);
const text = (id: NodeId): string => show(g, id);
const conditions = (...roots: NodeId[]): string[] => conditionsOf(g, roots).map(text);

beforeEach(() => {
  g = new Graph();
  x = g.symbol('x');
  y = g.symbol('y');
});

describe('numbers', () => {
  it('are exact', () => {
    expect(text(add(g, fraction(g, 1, 3), fraction(g, 1, 6)))).toBe('1/2');
    expect(text(power(g, fraction(g, 2, 3), n(-3)))).toBe('27/8');
    expect(add(g, literal(g, '0.1'), literal(g, '0.2'))).toBe(literal(g, '0.3'));
    expect(text(divide(g, n(1), n(3)))).toBe('1/3');
  });

  it('that come from decimals are decimals', () => {
    expect(text(multiply(g, literal(g, '0.5'), n(3)))).toBe('1.5');
    expect(text(negate(g, literal(g, '0.25')))).toBe('-0.25');
    expect(text(multiply(g, literal(g, '1e-7'), n(-3)))).toBe('-3e-7');
    expect(text(divide(g, x, literal(g, '0.8')))).toBe('(1.25 * x)');
    expect(text(divide(g, literal(g, '0.1'), n(3)))).toBe('1/30');
  });

  it('keep a spelling only where it tells more than the number', () => {
    expect(text(literal(g, '2.0'))).toBe('2');
    expect(text(literal(g, '0.50'))).toBe('0.50');
    expect(text(literal(g, '1_000.5'))).toBe('1000.5');
  });

  it('fold in functions, exactly', () => {
    expect(text(call(g, 'abs', fraction(g, -7, 2)))).toBe('7/2');
    expect(text(call(g, 'floor', fraction(g, -7, 2)))).toBe('-4');
    expect(text(call(g, 'round', fraction(g, 5, 2)))).toBe('2');
    expect(text(call(g, 'round', fraction(g, -7, 2)))).toBe('-4');
    expect(text(call(g, 'trunc', fraction(g, -7, 2)))).toBe('-3');
    expect(text(call(g, 'max', fraction(g, 1, 3), fraction(g, 1, 4)))).toBe('1/3');
    expect(text(call(g, 'mod', n(-7), n(3)))).toBe('2');
    expect(text(call(g, 'rem', n(-7), n(3)))).toBe('-1');
    expect(text(call(g, 'sqrt', fraction(g, 4, 9)))).toBe('2/3');
    expect(text(call(g, 'cbrt', n(-27)))).toBe('-3');
    expect(text(call(g, 'log10', fraction(g, 1, 1000)))).toBe('-3');
    expect(text(call(g, 'exp2', n(10)))).toBe('1024');
    expect(text(power(g, n(27), fraction(g, 2, 3)))).toBe('9');
  });

  it('stay symbolic where they have no exact value', () => {
    expect(text(call(g, 'sqrt', n(2)))).toBe('sqrt(2)');
    expect(text(call(g, 'sin', n(1)))).toBe('sin(1)');
    expect(text(power(g, n(-8), fraction(g, 1, 3)))).toBe('(-8 ^ 1/3)');
  });

  it('of angles are those of the unit circle', () => {
    const angle = (p: number, q: number): NodeId => multiply(g, fraction(g, p, q), constant(g, 'pi'));
    expect(text(call(g, 'sin', angle(1, 6)))).toBe('1/2');
    expect(text(call(g, 'cos', angle(1, 1)))).toBe('-1');
    expect(text(call(g, 'cos', angle(-3, 2)))).toBe('0');
    expect(text(call(g, 'sin', angle(7, 4)))).toBe('(-1/2 * sqrt(2))');
    expect(text(call(g, 'cos', angle(5, 6)))).toBe('(-1/2 * sqrt(3))');
  });
});

describe('sums', () => {
  it('collect equal terms', () => {
    expect(text(add(g, x, x))).toBe('(2 * x)');
    expect(text(subtract(g, multiply(g, n(5), x), multiply(g, n(2), x)))).toBe('(3 * x)');
    expect(text(subtract(g, x, x))).toBe('0');
    expect(text(subtract(g, add(g, x, y), x))).toBe('y');
    expect(text(subtract(g, x, add(g, x, y)))).toBe('-y');
  });

  it('have one number', () => {
    expect(text(add(g, add(g, x, n(2)), n(3)))).toBe('(x + 5)');
    expect(add(g, subtract(g, x, n(2)), n(2))).toBe(x);
    expect(text(subtract(g, n(5), subtract(g, n(2), x)))).toBe('(x + 3)');
    expect(add(g, x, n(-3))).toBe(subtract(g, x, n(3)));
  });

  it('have signs in one place', () => {
    expect(text(add(g, x, negate(g, y)))).toBe('(x - y)');
    expect(text(add(g, x, multiply(g, n(-2), y)))).toBe('(x - (2 * y))');
    expect(text(negate(g, subtract(g, x, y)))).toBe('(y - x)');
    expect(text(subtract(g, negate(g, x), y))).toBe('-(x + y)');
  });
});

describe('products, quotients and powers', () => {
  it('merge equal factors', () => {
    expect(text(multiply(g, x, x))).toBe('(x ^ 2)');
    expect(text(multiply(g, power(g, x, n(2)), power(g, x, n(3))))).toBe('(x ^ 5)');
    expect(text(power(g, power(g, x, n(2)), n(3)))).toBe('(x ^ 6)');
    expect(text(power(g, multiply(g, n(-2), x), n(2)))).toBe('(4 * (x ^ 2))');
    expect(text(multiply(g, multiply(g, n(2), x), multiply(g, n(3), y)))).toBe('(6 * (x * y))');
  });

  it('cancel, and say what they took for granted', () => {
    expect(text(divide(g, x, x))).toBe('1');
    expect(conditions(x)).toEqual(['(x != 0)']);
  });

  it('cancel without a word where nothing can go wrong', () => {
    const e = call(g, 'exp', x);
    expect(text(divide(g, e, e))).toBe('1');
    expect(conditions(x)).toEqual([]);
  });

  it('keep the domain of what they drop', () => {
    expect(text(multiply(g, n(0), call(g, 'log', x)))).toBe('0');
    expect(text(power(g, call(g, 'sqrt', y), n(2)))).toBe('y');
    expect(conditions(x).sort()).toEqual(['(0 < x)', '(0 <= y)']);
  });

  it('ask nothing of what is dropped in a branch that is not taken', () => {
    const condition = greater(g, x, n(0));
    const then = under(g, condition, () => multiply(g, n(0), call(g, 'log', x)));
    expect(conditions(select(g, condition, then, n(1)))).toEqual([]);
  });

  it('turn fractions the right way up', () => {
    expect(text(divide(g, x, divide(g, y, x)))).toBe('((x ^ 2) / y)');
    expect(text(multiply(g, x, divide(g, n(3), y)))).toBe('(3 * (x / y))');
    expect(text(divide(g, negate(g, x), multiply(g, n(2), y)))).toBe('(-1/2 * (x / y))');
    expect(text(divide(g, divide(g, x, y), y))).toBe('(x / (y ^ 2))');
    expect(text(divide(g, power(g, x, n(2)), power(g, x, n(5))))).toBe('(1 / (x ^ 3))');
  });

  it('have roots of squares without the sign lost', () => {
    expect(text(call(g, 'sqrt', power(g, x, n(2))))).toBe('abs(x)');
    expect(text(power(g, call(g, 'abs', x), n(2)))).toBe('(x ^ 2)');
    const positive = g.symbol('p', { facts: { positive: true } });
    expect(text(call(g, 'sqrt', power(g, positive, n(2))))).toBe('p');
  });

  it('never cost what their trees would', () => {
    let z = x;
    for (let i = 0; i < 50; i += 1) z = multiply(g, multiply(g, y, z), subtract(g, n(1), z));
    expect(operationCount(g, [z])).toBe(150);
    expect(treeSize(g, z)).toBe(1e15);
  });
});

describe('functions', () => {
  it('pull signs out', () => {
    expect(text(call(g, 'sin', negate(g, x)))).toBe('-sin(x)');
    expect(text(call(g, 'cos', multiply(g, n(-2), x)))).toBe('cos((2 * x))');
  });

  it('undo their inverses where that is always right', () => {
    expect(call(g, 'log', call(g, 'exp', x))).toBe(x);
    expect(call(g, 'exp', call(g, 'log', y))).toBe(y);
    expect(conditions(x, y)).toEqual(['(0 < y)']);
  });

  it('throw for a name that is not in the table', () => {
    expect(() => call(g, 'sine', x)).toThrow(RangeError);
    expect(() => call(g, 'sin', x, y)).toThrow(RangeError);
  });
});

describe('branches', () => {
  it('that are 0 stay 0, whatever they are multiplied by', () => {
    const branch = select(g, greater(g, x, n(0)), call(g, 'sqrt', x), n(0));
    const whole = divide(g, multiply(g, branch, call(g, 'log', x)), x);
    expect(evaluate(g, [whole], new Map([[x, -1]]))[whole]).toBe(0);
  });

  it('of sums stay 0 where no branch is taken', () => {
    const z = g.symbol('z');
    const both = add(g, select(g, greater(g, y, n(0)), x, n(0)), select(g, greater(g, z, n(0)), n(2), n(0)));
    const whole = divide(g, both, x);
    expect(evaluate(g, [whole], new Map([[x, 0], [y, -1], [z, -1]]))[whole]).toBe(0); // prettier-ignore
  });

  it('grow with the number of maxima in a row, not with its powers', () => {
    const before = g.size;
    const slopes = Array.from({ length: 60 }, (_, i) => {
      const other = call(g, 'log', g.symbol(`s${i}`));
      const larger = select(g, greater(g, x, other), n(1), select(g, greater(g, other, x), n(0), fraction(g, 1, 2)));
      return larger;
    });
    product(g, slopes);
    expect(g.size - before).toBeLessThan(5000);
  });
});

it('sums of nothing are 0, products of nothing 1', () => {
  expect(text(sum(g, []))).toBe('0');
  expect(text(product(g, []))).toBe('1');
});

it('a hypotenuse loses the signs of its legs, also of one that is known to be negative', () => {
  const below = call(g, 'log', call(g, 'logistic', y));
  expect(text(call(g, 'hypot', x, negate(g, below)))).toBe(text(call(g, 'hypot', x, below)));
  expect(text(call(g, 'hypot', n(-3), negate(g, x)))).toBe(text(call(g, 'hypot', n(3), x)));
  expect(() => call(g, 'hypot', x, negate(g, call(g, 'log2', n(0))))).not.toThrow();
});
