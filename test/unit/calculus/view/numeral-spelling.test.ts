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
