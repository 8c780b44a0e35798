import { expect, it } from 'vitest';
import { Graph } from '../../../../src/calculus/graph';
import { view } from '../../../../src/calculus/view/view';
import { parseDecimal } from '../../../../src/calculus/rational';

it('keeps the sign of an exponent: 1e-15 is not 1e15', () => {
  const g = new Graph();
  const node = g.rational(parseDecimal('1e-15')!, '1e-15');
  const [entry] = view(g, [node]).entries;
  expect(entry).toMatchObject({ kind: 'number', spelling: '1e-15' });
});

it('shows a double that no short fraction is as its digits, and beside 1 as the difference from it', () => {
  const g = new Graph();
  const eps = g.double(Number.EPSILON);
  expect(view(g, [eps]).entries).toEqual([{ kind: 'number', exact: null, value: Number.EPSILON, spelling: null }]);
  const nearOne = g.double(1 - Number.EPSILON);
  const parts = view(g, [nearOne]).entries.map((entry) => (entry.kind === 'sum' ? entry.terms : []));
  expect(parts).toMatchObject([
    [
      { kind: 'number', value: 1 },
      { kind: 'negative', operand: { kind: 'number', value: Number.EPSILON } },
    ],
  ]);
});
