import { describe, expect, it } from 'vitest';
import * as make from '../../../../src/calculus/construct';
import type { NodeId } from '../../../../src/calculus/graph';
import { Graph } from '../../../../src/calculus/graph';
import { agrees } from '../../../../src/calculus/view/check';
import { plainTerms } from '../../../../src/calculus/view/plain';
import { reachable } from '../../../../src/calculus/view/read';
import type { Term, View } from '../../../../src/calculus/view/term';
import { view } from '../../../../src/calculus/view/view';
import { formatTerm } from '../../../../src/notation/term';
import { build } from './build';
import { valueOfNode, valueOfTerm } from './value';

const notation = { digits: 6, indices: 'source' } as const;

/** Characters of the whole view as text. */
const length = ({ entries, definitions }: View): number =>
  [...entries, ...definitions.map(({ value }) => value)].reduce(
    (total, term) => total + formatTerm(term, notation).text.length,
    0,
  );

function valueOf(made: View, at: ReadonlyMap<NodeId, number>): number {
  const names = new Map<string, number>();
  for (const { name, value } of made.definitions) names.set(name, valueOfTerm(value, at, names));
  return valueOfTerm(made.entries[0]!, at, names);
}

describe('what is too large to be written out', () => {
  it('is shared: fifty steps of the logistic map', () => {
    const g = new Graph();
    const [z0, r] = [g.symbol('z'), g.symbol('r')];
    let z = z0;
    for (let i = 0; i < 50; i += 1) z = make.multiply(g, make.multiply(g, r, z), make.subtract(g, g.integer(1), z));
    const made = view(g, [z]);
    expect(length(made)).toBeLessThan(5000);
    const at = new Map([
      [z0, 0.3217],
      [r, 2.7131],
    ]);
    expect(valueOf(made, at)).toBeCloseTo(valueOfNode(g, z, at).value, 9);
  });

  it('is cut where it is deep', () => {
    const g = new Graph();
    const x = g.symbol('x');
    let deep = x;
    for (let i = 0; i < 5000; i += 1) deep = make.call(g, 'sin', make.add(g, deep, x));
    const made = view(g, [deep]);
    expect(() => formatTerm(made.entries[0]!, notation)).not.toThrow();
    const at = new Map([[x, 0.4]]);
    expect(valueOf(made, at)).toBeCloseTo(valueOfNode(g, x, at).value === 0.4 ? iterate(0.4, 5000) : NaN, 9);
  });

  it('keeps long sums whole', () => {
    const g = new Graph();
    const symbols = Array.from({ length: 600 }, (_, i) => g.symbol(`x[${i}]`, { variable: 'x', index: [i] }));
    const total = make.sum(
      g,
      symbols.map((symbol) => make.square(g, symbol)),
    );
    const made = view(g, [total]);
    expect(made.entries[0]).toMatchObject({ kind: 'sum' });
    expect((made.entries[0] as Extract<Term, { kind: 'sum' }>).terms).toHaveLength(600);
  });

  it('costs a sum of n terms n', () => {
    const g = new Graph();
    const symbols = Array.from({ length: 9000 }, (_, i) => g.symbol(`x[${i}]`, { variable: 'x', index: [i] }));
    const total = make.sum(g, symbols);
    const start = Date.now();
    const made = view(g, [total]);
    expect(Date.now() - start).toBeLessThan(5000);
    expect(valueOf(made, new Map(symbols.map((symbol) => [symbol, 0.5])))).toBeCloseTo(4500, 6);
  });

  it('is right without any time', () => {
    const g = new Graph();
    const symbols = new Map<string, NodeId>();
    const root = build(g, 'x^2/sqrt(x^2+y^2) - sin(x)^2*exp(x/y)', symbols);
    const made = view(g, [root], { budgetMilliseconds: 0 });
    const at = new Map([
      [symbols.get('x')!, 1.3],
      [symbols.get('y')!, 0.7],
    ]);
    expect(valueOf(made, at)).toBeCloseTo(valueOfNode(g, root, at).value, 12);
  });
});

/** sin(… sin(x + x) + x …), by itself. */
function iterate(x: number, times: number): number {
  let value = x;
  for (let i = 0; i < times; i += 1) value = Math.sin(value + x);
  return value;
}

describe('the check against the graph', () => {
  const g = new Graph();
  const symbols = new Map<string, NodeId>();
  const check = (formula: string, claimed: string): boolean => {
    const [root, claim] = [build(g, formula, symbols), build(g, claimed, symbols)];
    const terms = plainTerms(g, reachable(g, [claim]), new Map());
    return agrees(g, reachable(g, [root, claim]), [root], [terms.get(claim)!], []);
  };

  it.each([
    ['sin(x)^2', '1 - cos(x)^2'],
    ['log(x*y)', 'log(y*x)'],
    ['exp(x)/(1+exp(x))', '1/(1+exp(-x))'],
    ['(x+y)^2', 'x^2+2*x*y+y^2'],
  ])('lets pass %s = %s', (formula, claimed) => {
    expect(check(formula, claimed)).toBe(true);
  });

  it.each([
    ['sin(x)^2', '1 + cos(x)^2'],
    ['sqrt(x^2)', 'x'],
    ['x/sqrt(y^2)', 'x/y'],
    ['x*y', 'x*y + 0.000001'],
    ['x', 'x < 5 ? x : 1.0001*x'],
    ['x*log(y)', 'log(y^x) + 0.00001*x'],
    ['1/(x+y)', 'abs(x+y)/(x+y)^2'],
  ])('stops %s = %s', (formula, claimed) => {
    expect(check(formula, claimed)).toBe(false);
  });

  it('stops what it has not seen a number of', () => {
    expect(check('log(-1-x^2)', 'log(-1-x^2)')).toBe(false);
  });
});
