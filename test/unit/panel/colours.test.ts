import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  colourAt,
  numberAtPlace,
  parseColour,
  placeOnScale,
  type Palette,
  type Scale,
} from '../../../src/panel/colours';

const PALETTE: Palette = {
  negative: { r: 0, g: 0, b: 255 },
  zero: { r: 30, g: 30, b: 30 },
  positive: { r: 255, g: 0, b: 0 },
  undefined: { r: 255, g: 255, b: 0 },
};

describe('a diverging scale', () => {
  test.each([
    [0, 'linear', 0],
    [5, 'linear', 0.5],
    [-10, 'linear', -1],
    [-Infinity, 'linear', -1],
    [10, 'logarithmic', 1],
    [1e-2, 'logarithmic', 0.5],
    [-1e-5, 'logarithmic', 0],
    [1e-9, 'logarithmic', 0],
  ] as const)('%d of 10 stands %s at %d', (value, scale, place) => {
    expect(placeOnScale(value, 10, scale)).toBeCloseTo(place, 12);
  });

  test('reads back what it places', () => {
    const scales = fc.constantFrom<Scale>('linear', 'logarithmic');
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 1, noNaN: true }), fc.boolean(), scales, (share, negative, scale) => {
        const value = (negative ? -1 : 1) * share * 42;
        expect(numberAtPlace(placeOnScale(value, 42, scale), 42, scale)).toBeCloseTo(value, 9);
      }),
      { seed: 3 },
    );
  });

  test('goes from the background to a colour for each sign', () => {
    expect(colourAt(0, PALETTE)).toEqual(PALETTE.zero);
    expect(colourAt(1, PALETTE)).toEqual(PALETTE.positive);
    expect(colourAt(-1, PALETTE)).toEqual(PALETTE.negative);
  });
});

test.each([
  ['#fff', { r: 255, g: 255, b: 255 }],
  [' #1e1E1e', { r: 30, g: 30, b: 30 }],
  ['#37 94ff', null],
  ['#3794ff80', { r: 55, g: 148, b: 255 }],
  ['rgb(1, 2, 3)', { r: 1, g: 2, b: 3 }],
  ['rgba(1 2 3 / 0.5)', { r: 1, g: 2, b: 3 }],
  ['red', null],
])('the colour %s', (text, colour) => {
  expect(parseColour(text)).toEqual(colour);
});
