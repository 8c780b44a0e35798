import { describe, expect, test } from 'vitest';
import { Graph } from '../../../../src/calculus/graph';
import type { NodeId } from '../../../../src/calculus/graph';
import { jacobian } from '../../../../src/calculus/differentiate/jacobian';
import { hessian } from '../../../../src/calculus/differentiate/hessian';
import type { SparseMatrix } from '../../../../src/calculus/matrix';
import { elementsOf, evaluateNodes, evaluateTerm } from '../../../../src/calculus/view/evaluate';
import type { Family, FamilyView } from '../../../../src/calculus/view/families/family';
import { familyView } from '../../../../src/calculus/view/families/find';
import { indexValue } from '../../../../src/calculus/view/indices';
import { build } from './build';

const BUDGET = { budgetMilliseconds: 5000 };

interface Case {
  readonly g: Graph;
  readonly matrix: SparseMatrix;
  readonly isVector: boolean;
  readonly isSymmetric: boolean;
}

function variables(g: Graph, symbols: Map<string, NodeId>, n: number): NodeId[] {
  return Array.from({ length: n }, (_, i) => build(g, `x${i}`, symbols));
}

function gradientOf(formula: string, n: number): Case {
  const [g, symbols] = [new Graph(), new Map<string, NodeId>()];
  const x = variables(g, symbols, n);
  const matrix = jacobian(g, [build(g, formula, symbols)], x);
  return { g, matrix, isVector: true, isSymmetric: false };
}

function hessianOf(formula: string, n: number): Case {
  const [g, symbols] = [new Graph(), new Map<string, NodeId>()];
  const x = variables(g, symbols, n);
  return { g, matrix: hessian(g, build(g, formula, symbols), x), isVector: false, isSymmetric: true };
}

function jacobianOf(formulas: readonly string[], n: number): Case {
  const [g, symbols] = [new Graph(), new Map<string, NodeId>()];
  const x = variables(g, symbols, n);
  const matrix = jacobian(
    g,
    formulas.map((formula) => build(g, formula, symbols)),
    x,
  );
  return { g, matrix, isVector: false, isSymmetric: false };
}

const cellsOf = ({ matrix, isVector, isSymmetric }: Case) =>
  matrix.entries
    .filter(({ row, column }) => !isSymmetric || row <= column)
    .map(({ row, column, node }) => ({ key: isVector ? [column] : [row, column], node }));

function found(given: Case): FamilyView | undefined {
  const { g, matrix, isVector, isSymmetric } = given;
  const sizes = isVector ? [matrix.columns] : [matrix.rows, matrix.columns];
  return familyView(g, [{ sizes, cells: cellsOf(given), isSymmetric }], BUDGET);
}

const holds = (relation: Family['relation'], at: readonly number[]): boolean => {
  const [i = 0, j = 0] = at;
  return (
    relation === null ||
    { '<': i < j, '≤': i <= j, '≠': new Set(at).size === at.length, '>': i > j, '≥': i >= j }[relation]
  );
};

/** All values of the indices, from what a reader is told. */
function* indicesOf({ ranges, relation }: Family, at: readonly number[] = []): Generator<readonly number[]> {
  const range = ranges[at.length];
  if (!range) {
    if (holds(relation, at)) yield at;
    return;
  }
  for (const [from, to] of range.spans)
    for (let i = from; i <= to; i += 1) yield* indicesOf({ ranges, relation } as Family, [...at, i]);
}

/** Every entry once, and each with the value that the graph has: told by the ranges alone. */
function expectWhole(given: Case, view: FamilyView): void {
  const { g } = given;
  const nodes = Array.from({ length: g.size }, (_, id) => id);
  const elements = elementsOf(g, nodes);
  const symbols = new Map([...elements.values()].map((id, k) => [id, 0.4 + 0.13 * ((k * 5) % 9)]));
  const expected = evaluateNodes(g, nodes, { symbols });
  const names = new Map();
  for (const { name, value } of view.definitions) names.set(name, evaluateTerm(value, { symbols, elements }, names));
  const left = new Map(cellsOf(given).map(({ key, node }) => [key.join(), node]));
  for (const family of view.blocks[0]!.families) {
    let count = 0;
    for (const at of indicesOf(family)) {
      const bound = new Map(family.ranges.map(({ index }, d) => [index, at[d]!]));
      const key = family.key.map((each) => indexValue(each, bound)).join();
      const node = left.get(key);
      expect(node, `no entry ${key}`).toBeDefined();
      left.delete(key);
      const value = evaluateTerm(family.term, { symbols, elements, bound }, names).value;
      expect(value).toBeCloseTo(expected.get(node!)!.value, 9);
      count += 1;
    }
    expect(count).toBe(family.count);
  }
  expect([...left.keys()]).toEqual([]);
}

const sum = (n: number, of: (i: number) => string): string => Array.from({ length: n }, (_, i) => of(i)).join(' + ');
const list = (n: number, of: (i: number) => string): string[] => Array.from({ length: n }, (_, i) => of(i));

describe('repeated structure', () => {
  const rosenbrock = (n: number): string => sum(n - 1, (i) => `100*(x${i + 1} - x${i}^2)^2 + (1 - x${i})^2`);
  test.each<[string, Case, number]>([
    ['the gradient of a chain: its ends apart', gradientOf(rosenbrock(10), 10), 3],
    ['a long chain', gradientOf(rosenbrock(80), 80), 3],
    ['a Hessian of bands', hessianOf(rosenbrock(10), 10), 4],
    [
      'coefficients that count',
      gradientOf(
        sum(8, (i) => `${2 * i + 1}*x${i}^2`),
        8,
      ),
      1,
    ],
    [
      'powers of 2',
      gradientOf(
        sum(8, (i) => `${2 ** i}*sin(x${i})`),
        8,
      ),
      1,
    ],
    [
      'every second entry',
      jacobianOf(
        list(12, (i) => (i % 2 === 0 ? `x${i}*x${i + 1}` : `1 - x${i - 1}`)),
        12,
      ),
      3,
    ],
    ['a product of all', gradientOf(list(7, (i) => `x${i}`).join(' * '), 7), 1],
    ['a norm', gradientOf(`sqrt(${sum(9, (i) => `x${i}^2`)})`, 9), 1],
    ['a full matrix with its diagonal apart', hessianOf(`log(${sum(6, (i) => `exp(x${i})`)})`, 6), 2],
    [
      'a lower triangle',
      jacobianOf(
        list(6, (i) => sum(i + 1, (j) => `x${j}^2`)),
        6,
      ),
      1,
    ],
    [
      'an arrow',
      hessianOf(
        sum(7, (i) => (i === 0 ? 'x0^4' : `x0^2*x${i}^2`)),
        7,
      ),
      3,
    ],
  ])('%s', (_, given, families) => {
    const view = found(given)!;
    expect(view.blocks[0]!.families).toHaveLength(families);
    expectWhole(given, view);
  });

  test('entries of no structure are left alone', () => {
    const wild = ['sin(x0)', 'x1^3', 'exp(x2)', 'log(x3)', 'tan(x4)', '1/x5', 'sqrt(x6)'];
    expect(found(gradientOf(wild.join(' + '), 7))).toBeUndefined();
  });

  test('one entry that differs only by a number is not swallowed', () => {
    const given = gradientOf(
      sum(9, (i) => (i === 4 ? '3*x4^2' : `2*x${i}^2`)),
      9,
    );
    const view = found(given)!;
    expectWhole(given, view);
    expect(view.blocks[0]!.families).toHaveLength(2);
  });

  test.each([
    ['x4', '(xi < 0 ? -xi : xi)'],
    // No random point lies beyond 1000.
    ['-x4', 'abs(xi - 1000)'],
    ['x4', '(xi < 1000 ? xi : xi^2)'],
    ['(x5 < 1000 ? x4 : x4^2)', '(xi < 1000 ? xi : xi^2)'],
    ['(x4 < 2000 ? x4 : x4^2)', '(xi < 1000 ? xi : xi^2)'],
  ])('%s among %s is told apart, though it has the same slope at every point tried', (own, other) => {
    const given = gradientOf(
      sum(9, (i) => (i === 4 ? own : other.replaceAll('xi', `x${i}`))),
      9,
    );
    const families = found(given)?.blocks[0]!.families ?? [];
    const alone = families.filter(({ ranges }) => ranges.length === 0);
    const together = families.filter(({ ranges }) => ranges.length > 0);
    for (const { ranges } of together) expect(ranges[0]!.spans.some(([from, to]) => from <= 4 && to >= 4)).toBe(false);
    if (families.length > 0) expect(alone).toHaveLength(1);
  });
});
