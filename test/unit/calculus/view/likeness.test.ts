import { describe, expect, it } from 'vitest';
import { abs, add, call, multiply, square, subtract } from '../../../../src/calculus/construct';
import { gradient } from '../../../../src/calculus/differentiate/jacobian';
import type { NodeId } from '../../../../src/calculus/graph';
import { Graph } from '../../../../src/calculus/graph';
import { view } from '../../../../src/calculus/view/view';
import type { Term } from '../../../../src/calculus/view/term';
import { formatTerm } from '../../../../src/notation/term';

const plain = (term: Term): string => formatTerm(term, { digits: 6, indices: 'source' }).text;
const shown = (g: Graph, roots: readonly NodeId[]): string[] => view(g, roots).entries.map(plain);

describe('entries that differ in nothing but their variables', () => {
  it('are simplified once: a long chain is readable whole', () => {
    const g = new Graph();
    const x = Array.from({ length: 200 }, (_, i) => g.symbol(`x[${i}]`));
    const [one, hundred] = [g.integer(1), g.integer(100)];
    const sum = x.slice(1).reduce((all, next, i) => {
      const valley = multiply(g, hundred, square(g, subtract(g, next, square(g, x[i]!))));
      return add(g, all, add(g, valley, square(g, subtract(g, one, x[i]!))));
    }, g.integer(0));
    const made = view(g, gradient(g, sum, x));
    expect(made.complete).toBe(true);
    // ∂/∂xᵢ of 100(xᵢ − xᵢ₋₁²)² + 100(xᵢ₊₁ − xᵢ²)² + (1 − xᵢ)², collected.
    const lengths = new Set(made.entries.slice(11, 99).map((entry) => plain(entry).length));
    expect(lengths.size).toBe(1);
    const renamed = [51, 50, 49].reduce(
      (text, index) => text.replaceAll(`[${index}]`, `[${index + 10}]`),
      plain(made.entries[50]!),
    );
    expect(plain(made.entries[60]!)).toBe(renamed);
  });

  it('are not those that differ in what is known of the variables', () => {
    const g = new Graph();
    const [x, p] = [g.symbol('x'), g.symbol('p', { facts: { positive: true } })];
    expect(
      shown(
        g,
        [x, p].map((v) => multiply(g, abs(g, v), v)),
      ),
    ).toEqual(['x·|x|', 'p²']);
  });

  it('keep apart what stands for one variable and for two', () => {
    const g = new Graph();
    const [x, y, z] = [g.symbol('x'), g.symbol('y'), g.symbol('z')];
    const product = (a: NodeId, b: NodeId) => multiply(g, call(g, 'exp', a), call(g, 'exp', b));
    expect(shown(g, [product(x, y), product(y, z), product(x, x), product(z, x)])).toEqual([
      'exp(x + y)',
      'exp(y + z)',
      'exp(2x)',
      'exp(x + z)',
    ]);
  });
});
