import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { alignNumbers, formatNumber, widestNumber } from '../../../src/panel/numbers';

describe('formatNumber', () => {
  test.each([
    [2, 6, '2'],
    [-0.25, 6, '−0.25'],
    [0, 6, '0'],
    [-0, 6, '0'],
    [0.1 + 0.2, 6, '0.3'],
    [2 / 3, 3, '0.667'],
    [0.0001234, 6, '0.0001234'],
    [0.00001234, 6, '1.234×10⁻⁵'],
    [1e-12, 6, '10⁻¹²'],
    [-6.02214076e23, 4, '−6.022×10²³'],
    [1234567, 3, '1234567'],
    [1234.5, 2, '1235'],
    [999.9996, 6, '1000'],
    [0.99999999, 6, '1'],
    [12345678, 6, '1.23457×10⁷'],
    [NaN, 6, 'NaN'],
    [-Infinity, 6, '−∞'],
    ['NaN', 6, 'NaN'],
    ['Infinity', 6, '∞'],
    ['-Infinity', 6, '−∞'],
  ] as const)('%s with %i digits is %s', (value, digits, text) => {
    expect(formatNumber(value, digits)).toBe(text);
  });

  /** Reads it back: the inverse, written without looking at the code. */
  const read = (text: string): number => {
    const [mantissa = '', power] = text.replace('−', '-').split(/×?10(?=[⁻⁰¹²³⁴⁵⁶⁷⁸⁹])/);
    const exponent = [...(power ?? '⁰')].map((c) => (c === '⁻' ? '-' : '⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(c))).join('');
    return Number(`${/\d/.test(mantissa) ? mantissa : `${mantissa}1`}e${exponent}`);
  };

  test('says the number to the digits asked for', () => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, min: -1e300, max: 1e300 }),
        fc.integer({ min: 1, max: 17 }),
        (value, digits) => {
          const said = read(formatNumber(value, digits));
          expect(Math.abs(said - value)).toBeLessThanOrEqual(
            Math.abs(value) * (0.5001 * 10 ** (1 - digits)) + Number.MIN_VALUE * 10,
          );
        },
      ),
      { seed: 1, numRuns: 1000 },
    );
  });
});

describe('alignNumbers', () => {
  test('puts points under one another', () => {
    expect(alignNumbers(['2', '−0.25', '1.5×10⁻⁸', '∞'])).toEqual([' 2       ', '−0.25    ', ' 1.5×10⁻⁸', ' ∞       ']);
    expect(alignNumbers(['3', '12'])).toEqual([' 3', '12']);
    expect(alignNumbers([])).toEqual([]);
  });

  test('all are as wide, and none is changed', () => {
    const texts = fc.array(
      fc.double().map((value) => formatNumber(value, 6)),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(texts, (column) => {
        const aligned = alignNumbers(column);
        expect(aligned.map((text) => text.trim())).toEqual(column);
        expect(new Set(aligned.map((text) => text.length)).size).toBe(1);
        const points = aligned.map((text) => text.indexOf('.')).filter((point) => point >= 0);
        expect(new Set(points).size).toBeLessThanOrEqual(1);
      }),
      { seed: 2 },
    );
  });
});

test('widestNumber is a bound on what a column takes', () => {
  const numbers = fc.oneof(fc.double(), fc.integer(), fc.constantFrom('NaN' as const, '-Infinity' as const));
  fc.assert(
    fc.property(fc.array(numbers, { minLength: 1 }), fc.integer({ min: 1, max: 17 }), (column, digits) => {
      const [first = ''] = alignNumbers(column.map((value) => formatNumber(value, digits)));
      expect(first.length).toBeLessThanOrEqual(widestNumber(column, digits));
    }),
    { seed: 3, numRuns: 1000 },
  );
  expect(
    widestNumber(
      [
        [0, 1],
        [-1, 12],
      ],
      6,
    ),
  ).toBeLessThanOrEqual(4);
});
