/** Fewer operations, the same values: by hand for small results, by law for random ones. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compact, compactMatrix } from '../../../../src/calculus/compact/compact';
import {
  add,
  call,
  divide,
  greater,
  literal,
  multiply,
  negate,
  power,
  select,
  square,
  subtract,
} from '../../../../src/calculus/construct';
import { gradient, jacobian } from '../../../../src/calculus/differentiate/jacobian';
import { hessian } from '../../../../src/calculus/differentiate/hessian';
import { boundedEvaluation } from '../../../../src/numerics/errorBound';
import { evaluate } from '../../../../src/calculus/evaluate';
import { Graph } from '../../../../src/calculus/graph';
import type { NodeId } from '../../../../src/calculus/graph';
import { operationCount } from '../../../../src/calculus/reachable';
import { expression, point } from '../support/arbitrary';
import { casesOr, random } from '../support/cases';
import { build } from '../support/expression';

const CASES = casesOr(600);

function symbols(g: Graph, names: string): NodeId[] {
  return [...names].map((name) => g.symbol(name));
}

/** The operations before and after, once the values have been found equal at some points. */
function operations(g: Graph, roots: readonly NodeId[], inputs: readonly NodeId[]): [before: number, after: number] {
  const compacted = compact(g, roots);
  for (const seed of [0.7, -1.3, 2.9]) {
    const values = new Map(inputs.map((input, i) => [input, Math.sin(seed * (i + 1)) + 0.1 * i]));
    const [p, q] = [evaluate(g, roots, values), evaluate(g, compacted, values)];
    roots.forEach((root, k) => {
      const expected = p[root] as number;
      expect(Math.abs((q[compacted[k] as NodeId] as number) - expected)).toBeLessThan(1e-12 * (1 + Math.abs(expected)));
    });
  }
  return [operationCount(g, roots), operationCount(g, compacted)];
}

describe('compact', () => {
  it('computes a product that two products share once, wherever its factors stand', () => {
    const g = new Graph();
    const [a, b, c, d] = symbols(g, 'abcd') as [NodeId, NodeId, NodeId, NodeId];
    const roots = [multiply(g, multiply(g, a, c), b), multiply(g, multiply(g, a, d), b)];
    expect(operations(g, roots, [a, b, c, d])).toEqual([4, 3]);
  });

  it('computes a difference once, also where its negative is needed', () => {
    const g = new Graph();
    const [a, b, c, d] = symbols(g, 'abcd') as [NodeId, NodeId, NodeId, NodeId];
    const roots = [subtract(g, add(g, a, c), b), add(g, subtract(g, b, d), negate(g, a))];
    expect(operations(g, roots, [a, b, c, d])).toEqual([4, 3]);
  });

  it('takes out common factors', () => {
    const g = new Graph();
    const [a, b, c, f] = symbols(g, 'abcf') as [NodeId, NodeId, NodeId, NodeId];
    const sum = subtract(g, add(g, multiply(g, a, f), multiply(g, f, b)), multiply(g, c, f));
    expect(operations(g, [sum], [a, b, c, f])).toEqual([5, 3]);
  });

  it('collects like terms across a numeric factor', () => {
    const g = new Graph();
    const [x, y] = symbols(g, 'xy') as [NodeId, NodeId];
    const inner = multiply(g, g.integer(-400), subtract(g, y, square(g, x)));
    const sum = add(g, multiply(g, g.integer(800), square(g, x)), inner);
    expect(operations(g, [sum], [x, y])).toEqual([5, 4]);
  });

  it('shares what divides, and divides no more often than before', () => {
    const g = new Graph();
    const [a, b, c, d] = symbols(g, 'abcd') as [NodeId, NodeId, NodeId, NodeId];
    const roots = [divide(g, multiply(g, a, c), b), multiply(g, d, divide(g, a, b))];
    expect(operations(g, roots, [a, b, c, d])).toEqual([4, 3]);
  });

  it('gives a number in front its sign for nothing', () => {
    const g = new Graph();
    const [x, y] = symbols(g, 'xy') as [NodeId, NodeId];
    const roots = [negate(g, multiply(g, literal(g, '0.5'), x)), add(g, y, multiply(g, literal(g, '-0.5'), x))];
    expect(operations(g, roots, [x, y])).toEqual([3, 2]);
  });

  it('leaves alone what it cannot shorten', () => {
    const g = new Graph();
    const [x, y] = symbols(g, 'xy') as [NodeId, NodeId];
    const roots = [call(g, 'sin', multiply(g, x, y)), power(g, x, y), g.integer(3), x];
    expect(compact(g, roots)).toEqual(roots);
    expect(compact(g, [])).toEqual([]);
  });

  it('never lets a branch that is not taken reach a result', () => {
    const g = new Graph();
    const [x, y, z] = symbols(g, 'xyz') as [NodeId, NodeId, NodeId];
    const taken = greater(g, x, g.integer(0));
    const logarithm = select(g, taken, call(g, 'log', x), g.integer(0));
    const sum = add(g, multiply(g, logarithm, y), add(g, multiply(g, logarithm, z), multiply(g, y, z)));
    const slopes = gradient(g, sum, [x, y, z]);
    const compacted = compact(g, slopes);
    expect(operationCount(g, compacted)).toBeLessThanOrEqual(operationCount(g, slopes));
    const values = new Map([
      [x, -2],
      [y, 3],
      [z, 5],
    ]);
    const numbers = evaluate(g, compacted, values);
    expect(compacted.map((id) => numbers[id])).toEqual([0, 5, 3]);
  });

  it('keeps a matrix as it is but for its nodes', () => {
    const g = new Graph();
    const [x, y] = symbols(g, 'xy') as [NodeId, NodeId];
    const matrix = jacobian(g, [square(g, x), multiply(g, multiply(g, x, y), y)], [x, y]);
    const compacted = compactMatrix(g, matrix);
    const places = (entries: typeof matrix.entries): unknown[] => entries.map(({ row, column }) => [row, column]);
    expect(places(compacted.entries)).toEqual(places(matrix.entries));
    expect([compacted.rows, compacted.columns]).toEqual([2, 2]);
  });

  it('keeps the values of random derivatives, and never takes more operations', () => {
    let [compared, shortened] = [0, 0];
    fc.assert(
      fc.property(expression, expression, point, (p, q, at) => {
        const g = new Graph();
        const variables = at.map((_, i) => g.symbol(`x[${i}]`));
        const outputs = [build(g, p, variables), build(g, q, variables)];
        const roots = [
          ...outputs,
          ...jacobian(g, outputs, variables).entries.map((entry) => entry.node),
          ...hessian(g, outputs[0] as NodeId, variables).entries.map((entry) => entry.node),
        ];
        const compacted = compact(g, roots);
        const [before, after] = [operationCount(g, roots), operationCount(g, compacted)];
        expect(after).toBeLessThanOrEqual(before);
        if (after < before) shortened += 1;
        // Each variable by another factor: x + |x| and the like would only be scaled.
        const valuesAt = (nodes: readonly NodeId[], change: number): number[] => {
          const near = at.map((x, i) => x * (1 + (1 - 0.7 * i) * change));
          const numbers = evaluate(g, nodes, new Map(variables.map((v, i) => [v, near[i] as number])));
          return nodes.map((id) => numbers[id] as number);
        };
        const [expected, nearby, found, foundNearby] = [
          valuesAt(roots, 0),
          valuesAt(roots, 1e-12),
          valuesAt(compacted, 0),
          valuesAt(compacted, 1e-12),
        ];
        // x + √(x² + y²), close to 0, loses its digits whatever is varied.
        const { errors } = boundedEvaluation(g, roots, variables)(at);
        // Where parts leave the range of doubles for one order of the factors, they may stay in it for another.
        const inside = (x: number): boolean => !(Math.abs(x) > 1e60) && !(x !== 0 && Math.abs(x) < 1e-60);
        const parts = evaluate(g, roots, new Map(variables.map((v, i) => [v, at[i] as number])));
        if (!parts.every(inside)) return;
        expected.forEach((value, k) => {
          const size = 1 + Math.abs(value);
          const steady = (other: readonly number[]): boolean => Math.abs((other[k] as number) - value) <= 1e-7 * size;
          // Where the value itself hangs on rounding, no two ways to compute it agree.
          if (!Number.isFinite(value) || Math.abs(value) > 1e6 || !steady(nearby)) return;
          if ((errors[k] as number) > 1e-7 * size) return;
          compared += 1;
          expect(Math.abs((found[k] as number) - value), `${found[k]} is not ${value}`).toBeLessThanOrEqual(
            1e-6 * size,
          );
          expect(foundNearby[k]).not.toBeNaN();
        });
      }),
      random(21, CASES),
    );
    expect(compared).toBeGreaterThan(CASES);
    expect(shortened).toBeGreaterThan(CASES / 20);
  });
});
