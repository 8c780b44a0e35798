import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as c from '../../../src/calculus/construct';
import { hessian } from '../../../src/calculus/differentiate/hessian';
import { gradient, jacobian } from '../../../src/calculus/differentiate/jacobian';
import { logSoftmax, logSumExp, softmax } from '../../../src/calculus/functions/definitions';
import { compact } from '../../../src/calculus/compact/compact';
import { evaluate } from '../../../src/calculus/evaluate';
import { Graph } from '../../../src/calculus/graph';
import type { NodeId } from '../../../src/calculus/graph';
import { compile } from '../../../src/numerics/compile';
import { scaledExponentials } from '../../../src/numerics/scaledExponentials';

const symbols = (g: Graph, n: number): NodeId[] => Array.from({ length: n }, (_, i) => g.symbol(`x[${i}]`));

function run(g: Graph, outputs: readonly NodeId[], inputs: readonly NodeId[], values: readonly number[]): number[] {
  const out = new Float64Array(outputs.length);
  compile(g, outputs, inputs, 'generated')(values, out);
  return [...out];
}

const shares = (values: readonly number[]): number[] => {
  const largest = Math.max(...values);
  const parts = values.map((x) => Math.exp(x - largest));
  const sum = parts.reduce((p, q) => p + q);
  return parts.map((part) => part / sum);
};

const expectClose = (found: readonly number[], expected: readonly number[]): void => {
  expect(found.length).toBe(expected.length);
  found.forEach((value, i) =>
    expect(Math.abs(value - (expected[i] as number))).toBeLessThan(1e-12 * (1 + Math.abs(expected[i] as number))),
  );
};

const large = [800, 801.5, 799, -3];

describe('sums of exponentials, far beyond the range of exp', () => {
  it('have a logarithm, and its gradient and Hessian', () => {
    const g = new Graph();
    const x = symbols(g, 4);
    const f = logSumExp(g, x);
    const s = shares(large);
    expectClose(run(g, [f], x, large), [801.5 + Math.log(s.length ? 1 / (s[1] as number) : 0)]);
    expectClose(run(g, gradient(g, f, x), x, large), s);
    const { entries } = hessian(g, f, x);
    const nodes = entries.map(({ node }) => node);
    const expected = entries.map(({ row, column }) => {
      const [p, q] = [s[row] as number, s[column] as number];
      return row === column ? p - p * p : -p * q;
    });
    expectClose(run(g, nodes, x, large), expected);
    expectClose(run(g, compact(g, nodes), x, large), expected);
  });

  it('are what softmax and its Jacobian are made of, and the logarithm of softmax', () => {
    const g = new Graph();
    const x = symbols(g, 4);
    const s = shares(large);
    expectClose(run(g, softmax(g, x), x, large), s);
    const { entries } = jacobian(g, softmax(g, x), x);
    const slopes = entries.map(
      ({ row, column }) => (s[row] as number) * ((row === column ? 1 : 0) - (s[column] as number)),
    );
    const nodes = entries.map(({ node }) => node);
    expectClose(run(g, nodes, x, large), slopes);
    const logarithms = run(g, logSoftmax(g, x), x, large);
    expectClose(
      logarithms,
      large.map((value) => value - 801.5 + Math.log(s[1] as number)),
    );
  });

  it('may stand in each other, and beside each other', () => {
    const g = new Graph();
    const x = symbols(g, 4);
    const inner = softmax(g, x).map((share) => c.multiply(g, g.integer(1000), share));
    const s = shares(large).map((share) => 1000 * share);
    expectClose(run(g, softmax(g, inner), x, large), shares(s));
    const [p, q] = [logSumExp(g, x.slice(0, 2)), logSumExp(g, x.slice(2))];
    const product = c.multiply(g, p, q);
    const [u, v] = [shares([800, 801.5]), shares([799, -3])];
    const [values] = [run(g, [p, q], x, large)] as [[number, number]];
    expectClose(run(g, gradient(g, product, x), x, large), [
      ...u.map((w) => w * values[1]),
      ...v.map((w) => w * values[0]),
    ]);
  });
});

describe('sums of exponentials', () => {
  it('that are wanted themselves are not scaled', () => {
    const g = new Graph();
    const x = symbols(g, 2);
    const sum = c.add(g, c.call(g, 'exp', x[0] as NodeId), c.call(g, 'exp', x[1] as NodeId));
    expect(scaledExponentials(g, [sum, c.call(g, 'log', sum)])).toEqual([sum, c.call(g, 'log', sum)]);
    const shifted = c.divide(g, c.call(g, 'exp', x[0] as NodeId), c.add(g, sum, g.integer(1)));
    expect(scaledExponentials(g, [shifted])).toEqual([shifted]);
    expect(scaledExponentials(g, [c.call(g, 'sqrt', sum)])).toEqual([c.call(g, 'sqrt', sum)]);
  });

  it('have the same values as before where those can be computed', () => {
    const value = fc.double({ min: -20, max: 20, noNaN: true });
    fc.assert(
      fc.property(fc.array(value, { minLength: 3, maxLength: 5 }), fc.nat(6), (at, kind) => {
        const g = new Graph();
        const x = symbols(g, at.length);
        const exps = x.map((u) => c.call(g, 'exp', u));
        const sum = c.sum(g, exps);
        const [first, second] = exps as [NodeId, NodeId];
        const f = [
          c.divide(g, c.subtract(g, first, second), sum),
          c.divide(g, c.multiply(g, first, second), c.square(g, sum)),
          c.call(g, 'log', c.divide(g, c.square(g, sum), c.add(g, first, second))),
          c.select(g, c.less(g, first, second), c.divide(g, first, sum), g.integer(0)),
          c.call(g, 'sin', c.call(g, 'log', c.multiply(g, g.integer(3), sum))),
          c.add(g, c.call(g, 'log', sum), c.multiply(g, first, second)),
          c.power(g, c.divide(g, sum, c.add(g, first, first)), g.integer(-3)),
        ][kind] as NodeId;
        const tree = (id: NodeId): number => direct(g, id, new Map(x.map((symbol, i) => [symbol, at[i] as number])));
        const expected = tree(f);
        const [found = NaN] = run(g, [f], x, at);
        expect(Math.abs(found - expected)).toBeLessThanOrEqual(1e-9 * (1 + Math.abs(expected)));
      }),
      { numRuns: 500, seed: 3 },
    );
  });
});

/** The value as the expression stands, for the operations of the property above. */
function direct(g: Graph, id: NodeId, at: ReadonlyMap<NodeId, number>): number {
  return evaluate(g, [id], at)[id] as number;
}
