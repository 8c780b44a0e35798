import { expect, it } from 'vitest';
import { expandedEntries } from '../../../../src/calculus/view/expand';
import type { Term, View } from '../../../../src/calculus/view/term';

const x: Term = { kind: 'symbol', name: 'x', variable: 'x', index: [], node: 0 };
const named = (name: string): Term => ({ kind: 'reference', name });
const square = (base: Term): Term => ({ kind: 'product', factors: [base, base] });

const view: View = {
  entries: [{ kind: 'sum', terms: [named('v'), x] }, x],
  definitions: [
    { name: 'u', value: square(x) },
    { name: 'v', value: square(named('u')) },
  ],
  complete: true,
};

it('puts in what the names stand for', () => {
  expect(expandedEntries(view, 100)).toEqual([{ kind: 'sum', terms: [square(square(x)), x] }, x]);
});

it('leaves an entry that would grow too large', () => {
  expect(expandedEntries(view, 6)).toEqual([undefined, x]);
});

it('does not write out what doubles with each name', () => {
  const definitions = Array.from({ length: 60 }, (_, i) => ({
    name: `u${i}`,
    value: i === 0 ? x : square(named(`u${i - 1}`)),
  }));
  expect(expandedEntries({ entries: [named('u59')], definitions, complete: true }, 300)).toEqual([undefined]);
});
