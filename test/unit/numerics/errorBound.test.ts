import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as c from '../../../src/calculus/construct';
import { Graph } from '../../../src/calculus/graph';
import type { NodeId } from '../../../src/calculus/graph';
import { boundedEvaluation } from '../../../src/numerics/errorBound';

function bound(build: (g: Graph, x: NodeId) => NodeId, at: number): { value: number; error: number } {
  const g = new Graph();
  const x = g.symbol('x');
  const { values, errors } = boundedEvaluation(g, [build(g, x)], [x])([at]);
  return { value: values[0] as number, error: errors[0] as number };
}

describe('a bound of the rounding error', () => {
  it('is small for a well-conditioned value', () => {
    const { value, error } = bound((g, x) => c.call(g, 'sin', c.multiply(g, x, x)), 0.7);
    expect(value).toBe(Math.sin(0.7 * 0.7));
    expect(error).toBeGreaterThan(0);
    expect(error).toBeLessThan(1e-14);
  });

  it('sees cancellation: (1 + x) − 1 for a small x', () => {
    const build = (g: Graph, x: NodeId): NodeId => c.subtract(g, c.call(g, 'exp', x), g.integer(1));
    const { value, error } = bound(build, 1e-12);
    // exp(1e-12) − 1 = 1.0000000000005e-12 exactly to more digits than the difference holds.
    expect(Math.abs(value - 1.0000000000005e-12)).toBeLessThanOrEqual(error);
    expect(error).toBeLessThan(1e-14);
  });

  it('is infinite where rounding decides a branch, and at a pole', () => {
    const third = (g: Graph): NodeId => c.divide(g, g.integer(1), g.integer(3));
    const branch = (g: Graph, x: NodeId): NodeId =>
      c.select(g, c.less(g, c.multiply(g, x, third(g)), g.integer(1)), x, g.integer(0));
    expect(bound(branch, 3).error).toBe(Infinity);
    expect(bound(branch, 2).error).toBe(0);
    expect(bound((g, x) => c.divide(g, g.integer(1), c.call(g, 'sin', x)), Math.PI).error).toBeGreaterThan(0.5);
  });

  it('does not fear a comparison of exact numbers', () => {
    const branch = (g: Graph, x: NodeId): NodeId => c.select(g, c.less(g, x, g.integer(1)), g.integer(5), g.integer(6));
    expect(bound(branch, 1)).toEqual({ value: 6, error: 0 });
  });

  it('holds: polynomials with integer coefficients, beside exact arithmetic', () => {
    const coefficients = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 2, maxLength: 8 });
    const numerators = fc.integer({ min: -4096, max: 4096 });
    fc.assert(
      fc.property(coefficients, numerators, (all, numerator) => {
        // x = numerator / 1024 exactly; the polynomial by Horner, and exactly over the denominator 1024^degree.
        const degree = all.length - 1;
        const exact = all.reduce(
          (sum, k, i) => sum + BigInt(k) * BigInt(numerator) ** BigInt(degree - i) * 1024n ** BigInt(i),
          0n,
        );
        const { value, error } = bound(
          (g, x) => all.map((k) => g.integer(k)).reduce((sum, k) => c.add(g, c.multiply(g, sum, x), k)),
          numerator / 1024,
        );
        // In units of 2^-160, so that the comparison is exact as well.
        const scaled = (v: number): bigint => BigInt(Math.round(v * 2 ** 60)) << 100n;
        const truth = (exact << 160n) / 1024n ** BigInt(degree);
        const difference = scaled(value) - truth;
        const magnitude = difference < 0n ? -difference : difference;
        expect(magnitude <= scaled(error) + (1n << 101n)).toBe(true);
      }),
      { seed: 99, numRuns: 500 },
    );
  });
});
