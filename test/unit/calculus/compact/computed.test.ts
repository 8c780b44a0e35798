/** Derivatives as programs: run as JavaScript, and compared with what is known otherwise. */
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { compactJacobian } from '../../../../src/calculus/compact/compact';
import { computed, writtenOperations } from '../../../../src/calculus/compact/computed';
import { call, divide, greater, multiply, select, subtract } from '../../../../src/calculus/construct';
import { gradient, jacobian } from '../../../../src/calculus/differentiate/jacobian';
import { Graph } from '../../../../src/calculus/graph';
import type { NodeId } from '../../../../src/calculus/graph';
import { operationCount } from '../../../../src/calculus/reachable';
import { formatFunction } from '../../../../src/notation/code/function';

/** z ← r·z·(1 − z), so many times; the states are named as a source would. */
function logistic(g: Graph, steps: number): { z: NodeId; x: NodeId; r: NodeId } {
  const [x, r] = [g.symbol('x'), g.symbol('r')];
  let z = x;
  for (let i = 0; i < steps; i += 1) {
    z = multiply(g, multiply(g, r, z), subtract(g, g.integer(1), z));
    g.names.set(z, `z${i}`);
  }
  return { z, x, r };
}

/** The function's text, run. */
const run = (code: string, ...args: number[]): number[] =>
  runInNewContext(`${code}\ngradient(${args.join(', ')});`) as number[];

describe('a computed view', () => {
  it('is a program whose values are right and whose length is the shared graph’s', () => {
    const g = new Graph();
    const { z, x, r } = logistic(g, 20);
    const view = computed(g, gradient(g, z, [x, r]));
    expect(view).toBeDefined();
    if (!view) return;
    const code = formatFunction({
      language: 'javascript',
      name: 'gradient',
      parameters: ['x', 'r'],
      hasSelf: false,
      shape: [2],
      entries: view.entries.map((term, column) => ({ row: 0, column, term })),
      definitions: view.definitions,
    });
    // Unshared it would be 6·10¹² operations.
    expect(code.split('\n').length).toBeLessThan(200);
    expect(writtenOperations(view)).toBeLessThanOrEqual(view.operations);
    // By the recurrence of the tangents, with nothing of the engine: z' = r(1 − 2z)·z' and that of r.
    const [atX, atR] = [0.3, 2.7];
    let [state, byX, byR] = [atX, 1, 0];
    for (let i = 0; i < 20; i += 1) {
      [byX, byR] = [atR * (1 - 2 * state) * byX, state * (1 - state) + atR * (1 - 2 * state) * byR];
      state = atR * state * (1 - state);
    }
    const [foundX, foundR] = run(code, atX, atR) as [number, number];
    expect(Math.abs(foundX - byX)).toBeLessThanOrEqual(1e-12 * Math.abs(byX) + 1e-15);
    expect(Math.abs(foundR - byR)).toBeLessThanOrEqual(1e-12 * Math.abs(byR) + 1e-15);
  });

  it('calls values what the source calls them', () => {
    const g = new Graph();
    const { z, x, r } = logistic(g, 3);
    const names = computed(g, gradient(g, z, [x, r]))?.definitions.map(({ name }) => name);
    expect(names).toContain('z0');
    expect(names).toContain('z1');
  });

  it('is not made of what is piecewise: a name would compute a branch that is not taken', () => {
    const g = new Graph();
    const x = g.symbol('x');
    const safe = select(g, greater(g, x, g.integer(0)), call(g, 'sqrt', x), divide(g, x, g.integer(2)));
    expect(computed(g, [safe])).toBeUndefined();
  });
});

describe('a compact Jacobian', () => {
  it('is the shorter one of both sweeps, and leaves no conditions of the other behind', () => {
    const g = new Graph();
    const symbols = [...'abcdef'].map((name) => g.symbol(name));
    const [a, b, c, d, e, f] = symbols as [NodeId, NodeId, NodeId, NodeId, NodeId, NodeId];
    const product = [b, c, d, e, f].reduce((all, each) => multiply(g, all, each), a);
    const outputs = [divide(g, product, a), multiply(g, product, product)];
    const told = new Set(g.assumptions);
    const least = compactJacobian(g, outputs, symbols).entries.map(({ node }) => node);
    for (const mode of ['forward', 'reverse'] as const)
      expect(operationCount(g, least)).toBeLessThanOrEqual(
        operationCount(
          g,
          jacobian(g, outputs, symbols, mode).entries.map(({ node }) => node),
        ),
      );
    expect([...g.assumptions]).toEqual([...told]);
  });
});
