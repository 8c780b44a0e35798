import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Graph } from '../../../../src/calculus/graph';
import type { NodeId } from '../../../../src/calculus/graph';
import { elementsOf, evaluateTerm } from '../../../../src/calculus/view/evaluate';
import { alike, folded } from '../../../../src/calculus/view/series';
import type { Term } from '../../../../src/calculus/view/term';
import { view } from '../../../../src/calculus/view/view';
import { textOf } from '../../../../src/notation/text';
import { withSeries } from '../../../../src/notation/indices';
import { build } from './build';

const notation = { digits: 6, indices: 'source', indexBase: 0 } as const;

function made(formula: string): { g: Graph; node: NodeId; term: Term } {
  const g = new Graph();
  const node = build(g, formula, new Map());
  return { g, node, term: view(g, [node]).entries[0]! };
}

const shown = (formula: string): string => textOf(withSeries(made(formula).term), notation);

const joined = (from: number, to: number, of: (i: number) => string, sign = ' + '): string =>
  Array.from({ length: to - from + 1 }, (_, k) => of(from + k)).join(sign);

describe('sums and products over an index', () => {
  test.each([
    [joined(0, 9, (i) => `x${i}*y${i}`), 'Σᵢ₌₀⁹ xᵢ·yᵢ'],
    [`sqrt(${joined(0, 6, (i) => `x${i}^2`)})`, '√(Σᵢ₌₀⁶ xᵢ²)'],
    [joined(0, 5, (i) => `(x${i + 1} - x${i})^2`), 'Σᵢ₌₀⁵ (xᵢ₊₁ − xᵢ)²'],
    [joined(0, 6, (i) => `${2 * i + 1}*x${i}^2`), 'Σᵢ₌₀⁶ (2i + 1)·xᵢ²'],
    [joined(0, 6, (i) => `x${i}`, ' * '), 'Πᵢ₌₀⁶ xᵢ'],
    [`${joined(0, 6, (i) => `exp(x${i})`)} + 3`, '3 + Σᵢ₌₀⁶ exp(xᵢ)'],
    [joined(1, 6, (i) => `sin(${i}*t)`), 'Σᵢ₌₁⁶ sin(i·t)'],
    [joined(0, 6, (i) => `cos(x${i} / sqrt(${i + 1}))`, ' * '), 'Πᵢ₌₀⁶ cos(xᵢ/√(i + 1))'],
  ])('%s', (formula, text) => {
    expect(shown(formula)).toBe(text);
  });

  test('few addends stay as they are', () => {
    expect(shown('x0*y0 + x1*y1 + x2*y2')).toBe('x₀·y₀ + x₁·y₁ + x₂·y₂');
  });

  test('one is left out of a product', () => {
    expect(shown('x0*x1*x2*x3*x5*x6*x7')).toBe('Π{i=0…7, i≠4} xᵢ');
  });

  test('an index has no name that the formula uses', () => {
    expect(shown(joined(0, 6, (i) => `x${i} * i * x${i}`))).toContain('Σⱼ₌₀⁶');
  });

  test('two gaps make no sum', () => {
    expect(shown('x0 + x1 + x2 + x4 + x6 + x7')).not.toContain('Σ');
  });
});

describe('a folded term has the value of the term', () => {
  const addend = fc.constantFrom(
    (i: number) => `x${i}^2`,
    (i: number) => `x${i} * y${i}`,
    (i: number) => `${i + 1} * x${i}`,
    (i: number) => `x${i} / ${i + 2}`,
    (i: number) => `exp(x${i} * y${i}) * y0`,
    (i: number) => `(x${i} - x${i + 1})^2`,
    (i: number) => `${2 ** i} * sin(y${i})`,
    (i: number) => `x${i} * x0`,
  );
  test('sums and products of any such addends', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ of: addend, from: fc.nat(3), count: fc.integer({ min: 1, max: 7 }) }), {
          minLength: 1,
          maxLength: 3,
        }),
        fc.constantFrom(' + ', ' * ', ' - '),
        (parts, sign) => {
          const formula = parts
            .map(({ of, from, count }) => `(${joined(from, from + count - 1, of, sign)})`)
            .join(' + ');
          const { g, term } = made(formula);
          const ids = g.symbols.map((_, i) => i);
          const nodes = Array.from({ length: g.size }, (_, id) => id);
          const elements = elementsOf(g, nodes);
          const symbols = new Map([...elements.values()].map((id) => [id, 0.3 + 0.17 * ((id * 7) % 11)]));
          const at = { symbols, elements };
          const [plain, short] = [term, folded(term)].map((each) => evaluateTerm(each, at, new Map()).value);
          expect(ids.length).toBeGreaterThan(0);
          expect(Math.abs(short! - plain!)).toBeLessThanOrEqual(1e-9 * (1 + Math.abs(plain!)));
        },
      ),
      { seed: 5, numRuns: 300 },
    );
  });
});

test('lists that are alike but for a number are told apart by it', () => {
  const g = new Graph();
  const symbols = new Map<string, NodeId>();
  const nodes = [1, 2].flatMap((n) => [0, 1, 2].map((i) => build(g, `x${i} - ${n}`, symbols)));
  const { entries } = view(g, nodes, { names: false });
  const found = alike(entries, 3);
  expect(found.map(({ term, from, to }) => [textOf(term, notation).replace(/#\d/, 'ᵢ'), from, to])).toEqual([
    ['xᵢ − 1', 0, 2],
    ['xᵢ − 2', 0, 2],
  ]);
});

test('a list of conditions that are alike is one', () => {
  const g = new Graph();
  const symbols = new Map<string, NodeId>();
  const nodes = [0, 1, 2, 3].map((i) => build(g, `log(p${i})`, symbols));
  const { entries } = view(g, nodes);
  const [only] = alike(entries, 3);
  expect(only).toMatchObject({ from: 0, to: 3, places: [0, 1, 2, 3] });
});
