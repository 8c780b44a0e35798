import { describe, expect, it } from 'vitest';
import type { Term } from '../../../src/calculus/view/term';
import { formatTerm } from '../../../src/notation/term';

const notation = { digits: 6, indices: 'source' } as const;
const symbol = (name: string): Term => ({ kind: 'symbol', name, variable: name, index: [], node: 0 });
const call = (name: string, ...args: Term[]): Term => ({ kind: 'call', name, arguments: args });
const [x, y] = [symbol('x'), symbol('y')];
const two: Term = { kind: 'number', exact: { numerator: 2n, denominator: 1n }, value: 2, spelling: null };

describe('functions that programs have for accuracy', () => {
  // Term, plain text, LaTeX, code.
  const table: readonly (readonly [Term, string, string, string])[] = [
    [call('log1p', x), 'ln(1 + x)', '\\ln\\left(1 + x\\right)', 'np.log1p(x)'],
    [call('log1p', { kind: 'negative', operand: x }), 'ln(1 − x)', '\\ln\\left(1 - x\\right)', 'np.log1p(-x)'],
    [call('expm1', x), 'exp(x) − 1', 'e^{x} - 1', 'np.expm1(x)'],
    [
      { kind: 'product', factors: [two, call('expm1', x)] },
      '2(exp(x) − 1)',
      '2 \\left(e^{x} - 1\\right)',
      '2*np.expm1(x)',
    ],
    [call('exp2', x), '2^x', '2^{x}', 'np.exp2(x)'],
    [call('deg2rad', x), 'π·x/180', '\\frac{\\pi x}{180}', 'np.deg2rad(x)'],
    [call('logaddexp', x, y), 'ln(exp(x) + exp(y))', '\\ln\\left(e^{x} + e^{y}\\right)', 'np.logaddexp(x, y)'],
  ];
  it.each(table)('%#', (term, text, latex, code) => {
    expect(formatTerm(term, notation)).toEqual({ text, latex, code });
  });

  it('leave everything else the object it was', async () => {
    const { spoken } = await import('../../../src/notation/spoken');
    const term: Term = { kind: 'sum', terms: [call('sin', x), { kind: 'power', base: y, exponent: two }] };
    expect(spoken(term)).toBe(term);
  });
});
