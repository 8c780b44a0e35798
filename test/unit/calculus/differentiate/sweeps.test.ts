/** What sweeps stand on: flat columns, walks and places; and that repeated outputs and inputs are no special case. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { add, multiply, square } from '../../../../src/calculus/construct';
import { Column } from '../../../../src/calculus/differentiate/column';
import { hessian } from '../../../../src/calculus/differentiate/hessian';
import { jacobian } from '../../../../src/calculus/differentiate/jacobian';
import { Places } from '../../../../src/calculus/differentiate/places';
import { Graph, NONE } from '../../../../src/calculus/graph';
import type { NodeId } from '../../../../src/calculus/graph';
import { Walk } from '../../../../src/calculus/walk';

describe('a column', () => {
  it('holds derivatives until it is cleared', () => {
    const g = new Graph();
    const [x, y] = [g.symbol('x'), g.symbol('y')];
    const column = new Column(g);
    column.set(x, y);
    column.set(x, x);
    expect([column.get(x), column.get(y), column.get(NONE)]).toEqual([x, NONE, NONE]);
    column.clear();
    expect(column.get(x)).toBe(NONE);
  });
});

describe('a walk', () => {
  it('tells what it met once, ascending, however much of the graph that is', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.nat(4999), { maxLength: 300 }), { maxLength: 4 }), (walks) => {
        const walk = new Walk(5000);
        for (const ids of walks) {
          for (const id of ids) walk.meet(id);
          let count = 0;
          while (walk.next() !== undefined) count += 1;
          const distinct = [...new Set(ids)].sort((a, b) => a - b);
          expect(count).toBe(distinct.length);
          expect([...walk.finish()]).toEqual(distinct);
        }
      }),
      { seed: 3 },
    );
  });
});

describe('places', () => {
  it('are all those at which a node stands', () => {
    const places = new Places([7, 3, 7, 0, 7]);
    const of = (node: NodeId): number[] => {
      const found: number[] = [];
      places.each(node, (place) => found.push(place));
      return found;
    };
    expect([of(7), of(3), of(0), of(5), of(99)]).toEqual([[0, 2, 4], [1], [3], [], []]);
    expect(() => new Places([]).each(0, () => expect.unreachable())).not.toThrow();
  });
});

describe('repeated outputs and inputs', () => {
  const g = new Graph();
  const [x, y] = [g.symbol('x'), g.symbol('y')];
  const product = multiply(g, x, y);

  it.each(['forward', 'reverse', 'smallest'] as const)('have an entry each, %s', (mode) => {
    const { entries } = jacobian(g, [product, x, product], [y, x, y], mode);
    expect(entries.map(({ row, column, node }) => [row, column, node])).toEqual([
      [0, 0, x],
      [0, 1, y],
      [0, 2, x],
      [1, 1, g.integer(1)],
      [2, 0, x],
      [2, 1, y],
      [2, 2, x],
    ]);
  });

  it('keep a Hessian with many zero slopes linear', () => {
    const h = new Graph();
    const inputs = Array.from({ length: 20_000 }, (_, i) => h.symbol(`x[${i}]`));
    const output = add(h, square(h, inputs[0] as NodeId), square(h, inputs[19_999] as NodeId));
    const start = performance.now();
    const { entries } = hessian(h, output, inputs);
    expect(performance.now() - start).toBeLessThan(2000);
    expect(entries.map(({ row, column, node }) => [row, column, h.valueOf(node)])).toEqual([
      [0, 0, 2],
      [19_999, 19_999, 2],
    ]);
  });
});
