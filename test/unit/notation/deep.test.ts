import { describe, expect, it } from 'vitest';
import type { Term } from '../../../src/calculus/view/term';
import { formatTerm } from '../../../src/notation/term';
import { call, cases, less, minus, number, power, product, quotient, sum, symbol } from './terms';

const x = symbol('x');

/** Everything that may hold a term, around it. */
const wrappers: Readonly<Record<string, (inner: Term) => Term>> = {
  'a function': (u) => call('sin', u),
  'a template': (u) => call('abs', u),
  'an exponential': (u) => call('exp', u),
  'two arguments': (u) => call('max', x, u),
  'a sum': (u) => product(x, sum(u, x)),
  'a product': (u) => sum(product(number(2), u, x), x),
  'a product of functions': (u) => product(call('sin', u), call('cos', x), x),
  'a fraction': (u) => quotient(x, sum(x, u)),
  'a power': (u) => power(sum(u, x), number(2)),
  'the power of a function': (u) => product(power(call('sin', u), number(2)), x),
  'an exponent': (u) => power(x, minus(u)),
  pieces: (u) => cases(less(x, number(1)), x, u),
};

describe('a deep term', () => {
  it.each(Object.entries(wrappers))('is written once at every level: %s', (_, wrap) => {
    let term: Term = x;
    for (let i = 0; i < 60; i += 1) term = wrap(term);
    const { latex, text, code } = formatTerm(term, { digits: 6, indices: 'source' });
    expect(Math.max(latex.length, text.length, code.length)).toBeLessThan(100_000);
  });
});
