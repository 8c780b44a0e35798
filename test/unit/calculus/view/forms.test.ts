import { describe, expect, it } from 'vitest';
import { Forms } from '../../../../src/calculus/view/forms';
import * as numeral from '../../../../src/calculus/view/numeral';

const long = numeral.fromRational({ numerator: 22871894255677489n, denominator: 10n ** 16n });

describe('a product with a number too long to be raised to a power', () => {
  const forms = new Forms();
  const [x, y] = ['x', 'y'].map((name, rank) =>
    forms.atom(name, { kind: 'symbol', name, variable: name, index: [], node: rank }, rank),
  ) as [ReturnType<Forms['atom']>, ReturnType<Forms['atom']>];
  const inner = forms.product(long, [
    {
      base: forms.product(numeral.one, [
        { base: x, exponent: forms.one },
        { base: y, exponent: forms.one },
      ]),
      exponent: forms.one,
    },
  ]);

  it('is itself to the first power', () => {
    expect(numeral.power(long, 1)).toBe(long);
    // √u·√u, whose exponents only become whole when they are collected.
    const half = { base: inner, exponent: forms.half };
    expect(forms.product(numeral.one, [half, half])).toBe(inner);
  });

  it('stays a power where the power is too long', () => {
    const third = {
      base: inner,
      exponent: forms.product(numeral.whole(3), [{ base: forms.half, exponent: forms.one }]),
    };
    const square = forms.product(numeral.one, [third, { base: inner, exponent: forms.half }]);
    expect(forms.product(numeral.one, [{ base: square, exponent: forms.one }])).toBe(square);
  });
});
