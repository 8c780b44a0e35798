import { describe, expect, it } from 'vitest';
import * as c from '../../../src/calculus/construct';
import { evaluate } from '../../../src/calculus/evaluate';
import { functionRows } from '../../../src/calculus/functions/table';
import { Graph } from '../../../src/calculus/graph';
import { Transplant, transplant } from '../../../src/calculus/transplant';

describe('transplanting', () => {
  it('makes expressions of two graphs one node, where they are equal', () => {
    const [first, second, to] = [new Graph(), new Graph(), new Graph()];
    const [x, t, z] = [first.symbol('x'), second.symbol('t'), to.symbol('z')];
    second.symbol('unused');
    const f = c.multiply(first, c.call(first, 'sin', x), c.literal(first, '0.5'));
    const g = c.divide(second, c.call(second, 'sin', t), second.integer(2));
    const [p] = transplant(first, to, [f], new Map([[x, z]]));
    const [q] = transplant(second, to, [g], new Map([[t, z]]));
    expect(p).toBe(q);
  });

  it('puts expressions in for symbols, and rules apply anew', () => {
    const [from, to] = [new Graph(), new Graph()];
    const [x, y] = [from.symbol('x'), from.symbol('y')];
    const u = to.symbol('u');
    const root = c.subtract(from, c.square(from, x), y);
    expect(
      transplant(
        from,
        to,
        [root],
        new Map([
          [x, u],
          [y, c.square(to, u)],
        ]),
      ),
    ).toEqual([to.integer(0)]);
  });

  it('gives a symbol that is not mentioned a namesake, the same one each time', () => {
    const [from, to] = [new Graph(), new Graph()];
    const x = from.symbol('x[0]', { variable: 'x', index: [0], facts: { positive: true } });
    const copies = new Transplant(from, to, new Map());
    const [first, second] = [copies.copy(x), copies.copy(c.square(from, x))];
    expect(to.symbolOf(first)).toEqual({ name: 'x[0]', variable: 'x', index: [0], facts: { positive: true } });
    expect(to.a(second)).toBe(first);
  });

  it('keeps unknown functions, their partial derivatives, spellings, and what was assumed', () => {
    const [from, to] = [new Graph(), new Graph()];
    const x = from.symbol('x');
    const hole = from.hole('model', [x, from.integer(2)], 'y');
    const roots = [hole, from.holePartial(hole, 1), c.literal(from, '0.50'), c.divide(from, x, x)];
    const copies = new Transplant(from, to, new Map());
    const [h, partial, number, one] = copies.copyAll(roots) as [number, number, number, number];
    copies.copyAssumptions();
    expect(to.holeOf(h)).toEqual({ name: 'model', output: 'y' });
    expect(to.argumentsOf(h)).toHaveLength(2);
    expect(partial).toBe(to.holePartial(h, 1));
    expect(to.numberOf(number).spelling).toBe('0.50');
    expect(to.valueOf(one)).toBe(1);
    expect(to.assumptions.size).toBe(from.assumptions.size);
  });

  it('keeps the value of every operation and function', () => {
    const [from, to] = [new Graph(), new Graph()];
    const names = ['x', 'y', 'z'];
    const symbols = names.map((name) => from.symbol(name));
    const [x, y, z] = symbols as [number, number, number];
    const condition = c.or(
      from,
      c.and(from, c.less(from, x, y), c.not(from, c.equal(from, y, z))),
      c.lessOrEqual(from, z, x),
    );
    const roots = [
      c.select(from, condition, c.power(from, x, y), c.negate(from, z)),
      c.divide(from, c.add(from, x, c.constant(from, 'pi')), c.subtract(from, y, z)),
      ...functionRows.map((row) => c.call(from, row.name, ...[x, y, z].slice(0, row.arity))),
    ];
    const images = names.map((name) => to.symbol(name));
    const copies = transplant(from, to, roots, new Map(symbols.map((symbol, i) => [symbol, images[i]!])));
    const point = [0.4, 0.7, 0.2];
    const before = evaluate(from, roots, new Map(symbols.map((symbol, i) => [symbol, point[i]!])));
    const after = evaluate(to, copies, new Map(images.map((symbol, i) => [symbol, point[i]!])));
    expect(copies.map((id) => after[id])).toEqual(roots.map((id) => before[id]));
  });
});
