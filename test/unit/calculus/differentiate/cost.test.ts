/** No derivative costs what its tree would: nodes are counted, on the graphs that ruin engines without sharing. */
import { describe, expect, it } from 'vitest';
import { add, call, multiply, product, square, subtract, sum } from '../../../../src/calculus/construct';
import {
  adjointProduct,
  directionalDerivative,
  hessianProduct,
} from '../../../../src/calculus/differentiate/directional';
import { hessian } from '../../../../src/calculus/differentiate/hessian';
import { derivative, gradient } from '../../../../src/calculus/differentiate/jacobian';
import { Graph } from '../../../../src/calculus/graph';
import type { NodeId } from '../../../../src/calculus/graph';
import { operationCount, treeSize } from '../../../../src/calculus/reachable';

const symbols = (g: Graph, name: string, count: number): NodeId[] =>
  Array.from({ length: count }, (_, i) => g.symbol(`${name}[${i}]`));

function logisticSteps(g: Graph, steps: number): { z: NodeId; inputs: NodeId[] } {
  const [x, r] = [g.symbol('x'), g.symbol('r')];
  let z = x;
  for (let i = 0; i < steps; i += 1) z = multiply(g, multiply(g, r, z), subtract(g, g.integer(1), z));
  return { z, inputs: [x, r] };
}

function rosenbrock(g: Graph, terms: number): { f: NodeId; x: NodeId[] } {
  const x = symbols(g, 'x', terms + 1);
  const parts = Array.from({ length: terms }, (_, i) => {
    const here = x[i] as NodeId;
    const valley = square(g, subtract(g, x[i + 1] as NodeId, square(g, here)));
    return add(g, multiply(g, g.integer(100), valley), square(g, subtract(g, g.integer(1), here)));
  });
  return { f: sum(g, parts), x };
}

/** Layers of tanh units, each of all outputs of the layer before, and the sum of the last one's squares. */
function network(g: Graph, sizes: readonly number[]): { f: NodeId; weights: NodeId[] } {
  const weights: NodeId[] = [];
  let values = symbols(g, 'x', sizes[0] as number);
  for (const [layer, size] of sizes.slice(1).entries())
    values = Array.from({ length: size }, (_, j) => {
      const row = symbols(g, `w${layer}_${j}`, values.length + 1);
      weights.push(...row);
      const inner = values.map((value, i) => multiply(g, row[i] as NodeId, value));
      return call(g, 'tanh', add(g, sum(g, inner), row[values.length] as NodeId));
    });
  return {
    f: sum(
      g,
      values.map((value) => square(g, value)),
    ),
    weights,
  };
}

describe('a gradient costs at most 3 times the function, and 1 operation an input', () => {
  const within = (g: Graph, f: NodeId, inputs: readonly NodeId[]): void => {
    const nodes = gradient(g, f, inputs);
    expect(operationCount(g, nodes)).toBeLessThanOrEqual(3 * operationCount(g, [f]) + inputs.length);
  };

  it.each([10, 100, 1000])('of a product of %i factors', (n) => {
    const g = new Graph();
    const x = symbols(g, 'x', n);
    within(g, product(g, x), x);
  });

  it.each([5, 50, 500])('of %i steps of the logistic map', (steps) => {
    const g = new Graph();
    const { z, inputs } = logisticSteps(g, steps);
    if (steps >= 50) expect(treeSize(g, z)).toBe(1e15);
    within(g, z, inputs);
  });

  it.each([10, 1000])('of %i chained Rosenbrock terms', (terms) => {
    const g = new Graph();
    const { f, x } = rosenbrock(g, terms);
    within(g, f, x);
  });

  it('of a network of three layers', () => {
    const g = new Graph();
    const { f, weights } = network(g, [8, 16, 16, 4]);
    within(g, f, weights);
  });
});

describe('what is asked beyond a gradient grows with the graph alone', () => {
  const growth = (cost: (n: number) => number): number => cost(400) / cost(100);

  it('a Hessian of chained terms', () => {
    const cost = (n: number): number => {
      const g = new Graph();
      const { f, x } = rosenbrock(g, n);
      return operationCount(
        g,
        hessian(g, f, x).entries.map(({ node }) => node),
      );
    };
    expect(growth(cost)).toBeLessThan(4.2);
  });

  it('a Hessian times a vector, a directional derivative, an adjoint product', () => {
    const cost =
      (make: (g: Graph, f: NodeId, x: readonly NodeId[], v: readonly NodeId[]) => NodeId[]) =>
      (n: number): number => {
        const g = new Graph();
        const { f, x } = rosenbrock(g, n);
        return operationCount(g, make(g, f, x, symbols(g, 'v', x.length)));
      };
    expect(growth(cost((g, f, x, v) => hessianProduct(g, f, x, v)))).toBeLessThan(4.2);
    expect(growth(cost((g, f, x, v) => directionalDerivative(g, [f], x, v)))).toBeLessThan(4.2);
    expect(growth(cost((g, f, x) => adjointProduct(g, [f], x, [g.symbol('w')])))).toBeLessThan(4.2);
  });

  it('a third derivative of many steps', () => {
    const cost = (steps: number): number => {
      const g = new Graph();
      const { z, inputs } = logisticSteps(g, steps);
      return operationCount(g, [derivative(g, z, inputs[0] as NodeId, 3)]);
    };
    expect(cost(100) / cost(25)).toBeLessThan(4.5);
  });
});
