import { beforeEach, describe, expect, it } from 'vitest';
import {
  add,
  call,
  divide,
  fraction,
  greater,
  integer,
  literal,
  multiply,
  power,
  product,
  select,
  square,
  subtract,
  sum,
} from '../../../src/calculus/construct';
import { adjointProduct, directionalDerivative, hessianProduct } from '../../../src/calculus/differentiate/directional';
import { hessian } from '../../../src/calculus/differentiate/hessian';
import { derivative, gradient, jacobian } from '../../../src/calculus/differentiate/jacobian';
import { conditionsOf } from '../../../src/calculus/domain';
import { evaluate } from '../../../src/calculus/evaluate';
import { Graph } from '../../../src/calculus/graph';
import type { NodeId } from '../../../src/calculus/graph';
import { toDense, toRows } from '../../../src/calculus/matrix';
import { operationCount } from '../../../src/calculus/reachable';
import { show } from './support/show';

let g: Graph;
let x: NodeId;
let y: NodeId;
const n = (value: number): NodeId => integer(g, value);

beforeEach(() => {
  g = new Graph();
  x = g.symbol('x');
  y = g.symbol('y');
});

const slope = (f: NodeId, by: NodeId = x): string => show(g, gradient(g, f, [by])[0] as NodeId);

describe('first derivatives', () => {
  it('of the seed are 2x, 1; y, x', () => {
    const matrix = jacobian(g, [add(g, square(g, x), y), multiply(g, x, y)], [x, y]);
    expect(toRows(matrix, n(0)).map((row) => row.map((id) => show(g, id)))).toEqual([
      ['(2 * x)', '1'],
      ['y', 'x'],
    ]);
  });

  it('are written as short as construction can', () => {
    expect(slope(power(g, x, n(3)))).toBe('(3 * (x ^ 2))');
    expect(slope(divide(g, n(1), x))).toBe('-(1 / (x ^ 2))');
    expect(slope(call(g, 'sqrt', x))).toBe('(1/2 / sqrt(x))');
    expect(slope(call(g, 'sqrt', add(g, square(g, x), square(g, y))))).toBe('(x / sqrt(((x ^ 2) + (y ^ 2))))');
    expect(slope(power(g, n(2), x))).toBe('((2 ^ x) * log(2))');
    expect(slope(power(g, x, y))).toBe('(y * (x ^ (y - 1)))');
    expect(slope(multiply(g, literal(g, '0.5'), square(g, x)))).toBe('x');
  });

  it('have no entry where the structure has none', () => {
    const matrix = jacobian(g, [call(g, 'sin', x), y, call(g, 'floor', x)], [x, y]);
    expect(matrix.entries.map(({ row, column }) => [row, column])).toEqual([[0, 0], [1, 1]]); // prettier-ignore
  });

  it('of branches keep their guards, and what is not taken does no harm', () => {
    // d/dx where(x > 0, sqrt(x), 0) at −1 is NaN in engines that multiply by 0.
    const f = select(g, greater(g, x, n(0)), call(g, 'sqrt', x), n(0));
    for (const mode of ['forward', 'reverse'] as const) {
      const [d] = gradient(g, f, [x], mode) as [NodeId];
      expect(show(g, d)).toBe('((0 < x) ? (1/2 / sqrt(x)) : 0)');
      expect(evaluate(g, [d], new Map([[x, -1]]))[d]).toBe(0);
    }
  });

  it('of one node in two branches are 0 where neither is taken', () => {
    const z = g.symbol('z');
    const log = call(g, 'log', x);
    const f = add(g, select(g, greater(g, y, n(0)), log, n(0)), select(g, greater(g, z, n(0)), square(g, log), n(0)));
    for (const mode of ['forward', 'reverse'] as const) {
      const [d] = gradient(g, f, [x], mode) as [NodeId];
      expect(evaluate(g, [d], new Map([[x, 0], [y, -1], [z, -1]]))[d]).toBe(0); // prettier-ignore
    }
  });

  it('of a maximum take the mean at a tie', () => {
    const [d] = gradient(g, call(g, 'max', x, y), [x]) as [NodeId];
    const at = (a: number, b: number): number => evaluate(g, [d], new Map([[x, a], [y, b]]))[d] as number; // prettier-ignore
    expect([at(2, 1), at(1, 2), at(1, 1)]).toEqual([1, 0, 0.5]);
  });

  it('of unknown functions stay symbols, with the chain rule', () => {
    const f = g.hole('model', [square(g, x), y]);
    expect(slope(f)).toBe('(2 * (x * d0model[(x ^ 2), y]))');
    expect(slope(f, y)).toBe('d1model[(x ^ 2), y]');
  });

  it('of unknown functions are unknown functions again, in any order', () => {
    const f = g.hole('model', [x, y]);
    const by = (first: NodeId, second: NodeId): NodeId => derivative(g, derivative(g, f, first), second);
    expect(show(g, by(x, x))).toBe('d0∂₁model[x, y]');
    expect(by(x, y)).toBe(by(y, x));
    expect(by(x, y)).not.toBe(derivative(g, f, y));
  });

  it('with no closed form stay symbols', () => {
    expect(slope(call(g, 'besselJByOrder', x, y))).toBe('d0besselJByOrder[x, y]');
  });

  it('of a power need no logarithm where the exponent does not change', () => {
    const f = power(g, x, y);
    const [d] = gradient(g, f, [x]) as [NodeId];
    expect(evaluate(g, [d], new Map([[x, -2], [y, 3]]))[d]).toBe(12); // prettier-ignore
  });
});

describe('higher derivatives', () => {
  it('of any order', () => {
    expect(show(g, derivative(g, power(g, x, n(5)), x, 3))).toBe('(60 * (x ^ 2))');
    expect(show(g, derivative(g, call(g, 'sin', x), x, 4))).toBe('sin(x)');
  });

  it('are symmetric', () => {
    const f = multiply(g, square(g, x), call(g, 'sin', y));
    const rows = toRows(hessian(g, f, [x, y]), n(0)).map((row) => row.map((id) => show(g, id)));
    expect(rows).toEqual([
      ['(2 * sin(y))', '(2 * (x * cos(y)))'],
      ['(2 * (x * cos(y)))', '-((x ^ 2) * sin(y))'],
    ]);
  });

  it('of sinc are right at 0', () => {
    const f = call(g, 'sinc', x);
    // sinc x = Σ (−1)ᵏ (πx)²ᵏ/(2k + 1)!
    const expected = [0, -(Math.PI ** 2) / 3, 0, Math.PI ** 4 / 5, 0, -(Math.PI ** 6) / 7];
    expected.forEach((number, i) => {
      const node = derivative(g, f, x, i + 1);
      const value = evaluate(g, [node], new Map([[x, 0]]))[node] as number;
      expect(Math.abs(value - number)).toBeLessThan(1e-12 * (1 + Math.abs(number)));
      expect(conditionsOf(g, [node])).toEqual([]);
    });
  });

  it('of the complete elliptic integrals are right at 0, where their formulas are 0/0', () => {
    // DLMF 19.5.1, 19.5.2: π/2·(1 + m/4 + 9m²/64 + 25m³/256 + …), π/2·(1 − m/4 − 3m²/64 − 5m³/256 − …).
    const [half, factorial] = [Math.PI / 2, [1, 2, 6]];
    for (const [name, coefficients] of [
      ['ellipticK', [1 / 4, 9 / 64, 25 / 256]],
      ['ellipticE', [-1 / 4, -3 / 64, -5 / 256]],
    ] as const)
      coefficients.forEach((coefficient, i) => {
        const node = derivative(g, call(g, name, x), x, i + 1);
        const value = evaluate(g, [node], new Map([[x, 0]]))[node] as number;
        expect(value).toBeCloseTo(half * coefficient * (factorial[i] as number), 13);
        expect(conditionsOf(g, [node]).map((id) => show(g, id))).toEqual(['(x < 1)']);
      });
  });
});

describe('products with derivatives', () => {
  it('agree with the matrices', () => {
    const f = [multiply(g, x, call(g, 'exp', y)), divide(g, x, y)];
    const v = [fraction(g, 2, 3), fraction(g, -1, 2)];
    const point = new Map([[x, 1.3], [y, 0.7]]); // prettier-ignore
    const matrix = jacobian(g, f, [x, y]);
    const forward = directionalDerivative(g, f, [x, y], v);
    const backward = adjointProduct(g, f, [x, y], v);
    const second = hessianProduct(g, f[0] as NodeId, [x, y], v);
    const curvature = hessian(g, f[0] as NodeId, [x, y]);
    const roots = [...matrix.entries, ...curvature.entries].map((entry) => entry.node);
    const values = evaluate(g, [...roots, ...forward, ...backward, ...second], point);
    const at = (id: NodeId): number => values[id] as number;
    const [a, b, c, d] = toDense(matrix, at) as unknown as [number, number, number, number];
    const [p, q, r, s] = toDense(curvature, at) as unknown as [number, number, number, number];
    const close = (found: NodeId[], expected: number[]): void =>
      found.forEach((id, i) => expect(at(id)).toBeCloseTo(expected[i] as number, 12));
    close(forward, [(2 / 3) * a - b / 2, (2 / 3) * c - d / 2]);
    close(backward, [(2 / 3) * a - c / 2, (2 / 3) * b - d / 2]);
    close(second, [(2 / 3) * p - q / 2, (2 / 3) * r - s / 2]);
  });
});

describe('cost', () => {
  const rosenbrock = (count: number): { f: NodeId; variables: NodeId[] } => {
    const variables = Array.from({ length: count }, (_, i) => g.symbol(`x[${i}]`));
    const terms = variables.slice(1).map((next, i) => {
      const here = variables[i] as NodeId;
      const valley = multiply(g, n(100), square(g, subtract(g, next, square(g, here))));
      return add(g, valley, square(g, subtract(g, n(1), here)));
    });
    return { f: sum(g, terms), variables };
  };

  it('of a gradient is a small multiple of the function', () => {
    const { f, variables } = rosenbrock(1000);
    const slopes = gradient(g, f, variables);
    expect(operationCount(g, slopes)).toBeLessThan(1.4 * operationCount(g, [f]));
  });

  it('of a product of n factors grows with n', () => {
    const factors = Array.from({ length: 20 }, (_, i) => g.symbol(`x[${i}]`));
    expect(operationCount(g, gradient(g, product(g, factors), factors))).toBeLessThanOrEqual(54);
  });

  it('of many maxima in a row, each of which can fail, grows with their number', () => {
    const variables = Array.from({ length: 200 }, (_, i) => g.symbol(`x[${i}]`));
    const largest = variables.slice(1).reduce((all, v) => call(g, 'max', all, call(g, 'log', v)), x);
    const slopes = gradient(g, largest, variables, 'reverse');
    expect(operationCount(g, slopes)).toBeLessThan(10_000);
    const values = evaluate(g, slopes, new Map([[x, -5], ...variables.map((v, i): [NodeId, number] => [v, 1 + i])]));
    expect(slopes.map((slope) => values[slope])).toEqual(variables.map((_, i) => (i === 199 ? 1 / 200 : 0)));
  });

  it('of a sparse Hessian grows with its entries', () => {
    const { f, variables } = rosenbrock(2000);
    const matrix = hessian(g, f, variables);
    expect(matrix.entries.length).toBe(2000 + 2 * 1999);
    expect(matrix.entries.every(({ row, column }) => Math.abs(row - column) <= 1)).toBe(true);
  });

  it('of 10⁵ operations is no matter of recursion', () => {
    let z = x;
    for (let i = 0; i < 50_000; i += 1) z = call(g, i % 2 === 0 ? 'sin' : 'cos', multiply(g, y, z));
    const [d] = gradient(g, z, [x], 'reverse') as [NodeId];
    expect(Number.isFinite(evaluate(g, [d], new Map([[x, 0.3], [y, 1.1]]))[d])).toBe(true); // prettier-ignore
  });
});
