import { describe, expect, it } from 'vitest';
import * as c from '../../../src/calculus/construct';
import { Graph } from '../../../src/calculus/graph';
import type { NodeId } from '../../../src/calculus/graph';
import { bordersOf, samplePoints } from '../../../src/numerics/sampling';
import type { SampleRequest } from '../../../src/numerics/sampling';

function request(graph: Graph, symbols: NodeId[], parts: Partial<SampleRequest>): SampleRequest {
  return { graph, symbols, conditions: [], finite: [], borders: [], telling: [], count: 64, ...parts };
}

describe('sample points', () => {
  it('are the same every time', () => {
    const g = new Graph();
    const x = g.symbol('x');
    const [first, second] = [samplePoints(request(g, [x], {})), samplePoints(request(g, [x], {}))];
    expect(first.points).toHaveLength(64);
    expect(second).toEqual(first);
  });

  it('are inside the domain, however small it is', () => {
    const g = new Graph();
    const [x, y] = [g.symbol('x'), g.symbol('y')];
    const square = c.add(g, c.square(g, x), c.square(g, y));
    // A thin ring inside which both the square root and the logarithm are defined.
    const inside = [c.greater(g, square, c.literal(g, '0.9')), c.less(g, square, c.literal(g, '1.1'))];
    const { points } = samplePoints(request(g, [x, y], { conditions: inside, finite: [c.call(g, 'log', x)] }));
    expect(points).toHaveLength(64);
    for (const [px, py] of points as unknown as [number, number][]) {
      expect(px).toBeGreaterThan(0);
      expect(px ** 2 + py ** 2).toBeGreaterThan(0.9);
      expect(px ** 2 + py ** 2).toBeLessThan(1.1);
    }
  });

  it('are none where there is no domain', () => {
    const g = new Graph();
    const x = g.symbol('x');
    const nowhere = c.call(g, 'log', c.negate(g, c.add(g, c.square(g, x), g.integer(1))));
    const { points, tried, outside } = samplePoints(request(g, [x], { finite: [nowhere] }));
    expect(points).toEqual([]);
    expect(outside).toBe(tried);
  });

  it('stay away from borders between pieces', () => {
    const g = new Graph();
    const [x, y] = [g.symbol('x'), g.symbol('y')];
    const f = c.select(g, c.less(g, x, y), c.abs(g, x), c.call(g, 'max', x, g.integer(1)));
    const { points } = samplePoints(request(g, [x, y], { borders: bordersOf(g, [f]) }));
    expect(points).toHaveLength(64);
    for (const [px, py] of points as unknown as [number, number][]) {
      expect(Math.abs(px)).toBeGreaterThan(5e-7);
      expect(Math.abs(px - py)).toBeGreaterThan(5e-7);
      expect(Math.abs(px - 1)).toBeGreaterThan(9e-4);
    }
  });

  it('prefer places where the function is not flat', () => {
    const g = new Graph();
    const x = g.symbol('x');
    const step = c.select(g, c.greater(g, x, g.integer(2)), c.subtract(g, x, g.integer(2)), g.integer(0));
    const { points } = samplePoints(request(g, [x], { telling: [step] }));
    expect(points.filter(([value]) => (value as number) > 2).length).toBe(64);
  });

  it('begin with the points that are given, and fill in what is free', () => {
    const g = new Graph();
    const [x, y] = [g.symbol('x'), g.symbol('y')];
    const { points } = samplePoints(
      request(g, [x, y], {
        given: [
          [1, 2],
          [3, NaN],
        ],
        finite: [c.call(g, 'sqrt', y)],
      }),
    );
    expect([...(points[0] as Float64Array)]).toEqual([1, 2]);
    expect(points[1]?.[0]).toBe(3);
    expect(points[1]?.[1]).toBeGreaterThan(0);
  });

  it('keep to what is known of symbols, to intervals and to constraints', () => {
    const g = new Graph();
    const n = g.symbol('n', { facts: { integer: true, positive: true } });
    const [p, s] = [g.symbol('p'), g.symbol('s', { facts: { positive: true } })];
    const { points } = samplePoints(
      request(g, [n, p, s], {
        within: new Map([[p, [0.25, 0.5]]]),
        constrain: (point) => (point[2] = (point[2] as number) + 1),
      }),
    );
    for (const [n0, p0, s0] of points as unknown as [number, number, number][]) {
      expect(Number.isInteger(n0) && n0 >= 1).toBe(true);
      expect(p0 >= 0.25 && p0 <= 0.5).toBe(true);
      expect(s0).toBeGreaterThan(1);
    }
  });
});

describe('borders', () => {
  it('are the zeros of kinks and of what branches compare', () => {
    const g = new Graph();
    const [x, y] = [g.symbol('x'), g.symbol('y')];
    const condition = c.and(g, c.less(g, x, g.integer(1)), c.not(g, c.lessOrEqual(g, y, g.integer(2))));
    const f = c.select(g, condition, c.abs(g, y), x);
    const expected = [c.subtract(g, x, g.integer(1)), c.subtract(g, g.integer(2), y), y];
    expect(bordersOf(g, [f]).sort()).toEqual(expected.sort());
  });
});
