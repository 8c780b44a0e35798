import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePoint, parseValue } from '../../../src/numerics/points';
import type { PointInput } from '../../../src/numerics/points';

const vector = (size: number | string, name = 'x'): PointInput => ({ name, shape: [size] });
const matrix: PointInput = { name: 'A', shape: [2, 2] };
const square = {
  A: [
    [1, 2],
    [3, 4],
  ],
};
const scalar = (name: string): PointInput => ({ name, shape: [] });

describe('a typed point', () => {
  it.each<[string, PointInput[], unknown]>([
    ['[pi/4, 1e-3]', [vector(2)], { x: [Math.PI / 4, 1e-3] }],
    ['x = [1, 2]; a = 3', [vector(2), scalar('a')], { x: [1, 2], a: 3 }],
    ['x = [1, 2], a = -1e-3', [vector(2), scalar('a')], { x: [1, 2], a: -1e-3 }],
    ['a = 3\nx = [1,\n 2]', [vector(2), scalar('a')], { x: [1, 2], a: 3 }],
    [
      '[[1, 2], [3, 4]]',
      [{ name: 'A', shape: [2, 2] }],
      {
        A: [
          [1, 2],
          [3, 4],
        ],
      },
    ],
    [
      '[1, 2; 3, 4]',
      [{ name: 'A', shape: [2, 2] }],
      {
        A: [
          [1, 2],
          [3, 4],
        ],
      },
    ],
    ['2 pi', [scalar('t')], { t: 2 * Math.PI }],
    ['45 deg', [scalar('t')], { t: Math.PI / 4 }],
    ['2π/3', [scalar('t')], { t: (2 * Math.PI) / 3 }],
    ['2**-3', [scalar('t')], { t: 0.125 }],
    ['-2^2', [scalar('t')], { t: -4 }],
    ['1_000.5', [scalar('t')], { t: 1000.5 }],
    ['np.array([np.pi, math.sqrt(2)])', [vector(2)], { x: [Math.PI, Math.SQRT2] }],
    ['2 * [1, 2] - 1', [vector(2)], { x: [1, 3] }],
    ['a = 2; x = [a, a^2]', [scalar('a'), vector(2)], { a: 2, x: [2, 4] }],
    ['[1, 2]', [scalar('r'), scalar('theta')], { r: 1, theta: 2 }],
    ['1; 2', [scalar('r'), scalar('theta')], { r: 1, theta: 2 }],
    ['[1, 2, 3]', [vector('n')], { x: [1, 2, 3] }],
    ['x = [1, 2]; self.n = 3', [vector(2), scalar('self.n')], { x: [1, 2], self: { n: 3 } }],
    ['x = [1, 2], self = {n: 3}', [vector(2), scalar('self.n')], { x: [1, 2], self: { n: 3 } }],
    ['[inf, -inf, nan]', [vector(3)], { x: ['Infinity', '-Infinity', 'NaN'] }],
    ['x1_2 = 5', [scalar('x1_2')], { x1_2: 5 }],
    // As NumPy prints arrays, and writes them.
    ['[1. 2. 3.]', [vector(3)], { x: [1, 2, 3] }],
    ['[ 1.5e-03 -2.0e+00  nan]', [vector(3)], { x: [0.0015, -2, 'NaN'] }],
    ['[ 1.  2.\n  3.  4.]', [vector(4)], { x: [1, 2, 3, 4] }],
    ['[[1. 2.]\n [3. 4.]]', [matrix], square],
    [
      'A = [[ 1 -2]\n [-3  4]]; a = 2',
      [matrix, scalar('a')],
      {
        A: [
          [1, -2],
          [-3, 4],
        ],
        a: 2,
      },
    ],
    ['array([[1., 2.],\n       [3., 4.]])', [matrix], square],
    ['np.array([[1, 2], [3, 4]], dtype=np.float64)', [matrix], square],
    ["array([1., 2.], dtype='float32')", [vector(2)], { x: [1, 2] }],
    ['tensor([[1., 2.], [3., 4.]])', [matrix], square],
    // MATLAB.
    ['[1 2; 3 4]', [matrix], square],
    ['[1 2; 3 4];', [matrix], square],
    ['[1, 2\n 3, 4]', [vector(4)], { x: [1, 2, 3, 4] }],
    ['[1; 2; 3]', [vector(3)], { x: [1, 2, 3] }],
    ['[1 -2 +3 - 4]', [vector(3)], { x: [1, -2, -1] }],
    ['[1 - 2, 2 * 3 4]', [vector(3)], { x: [-1, 6, 4] }],
    ['[2 pi 1]', [vector(2)], null],
  ])('%s', (text, inputs, point) => {
    const parsed = parsePoint(text, inputs);
    if (point === null) expect(parsed.ok).toBe(false);
    else expect(parsed).toEqual({ ok: true, point });
  });

  it.each<[string, PointInput[], string, string | null, number | null]>([
    ['', [vector(2)], 'Type a value for each argument, for example x = [1, 2].', null, 0],
    ['[1, 2', [vector(2)], 'Something is missing at the end: a number, or a closing bracket.', null, 6 - 1],
    ['[1, 2] ] 3', [vector(2)], '“] 3” does not fit here.', null, 7],
    ['[1, y]', [vector(2)], 'y has no value here.', null, 4],
    ['[1, 2, 3]', [vector(2)], 'x is a list of 2, and this is a list of 3.', 'x', null],
    ['3', [vector(2)], 'x is a list of 2, and this is a number.', 'x', null],
    ['x = [[1, 2], [3]]', [{ name: 'x', shape: [2, 2] }], 'The lists in x do not have the same lengths.', 'x', 0],
    ['z = 3', [scalar('a'), scalar('b')], 'There is no argument z; the arguments are a, b.', 'z', 0],
    ['a = 1; a = 2', [scalar('a')], 'a is given twice.', 'a', 0],
    ['a = 1', [scalar('a'), scalar('b')], 'No value is given for b.', 'b', null],
    ['1; 2; 3', [scalar('a'), scalar('b')], 'There are 3 values for 2 arguments (a, b).', null, null],
    [
      'x = [1, 2]; y = [1, 2, 3]',
      [vector('n'), vector('n', 'y')],
      'y is a list of n numbers, where n = 2 because of x, and this is a list of 3.',
      'y',
      12,
    ],
    ['f(x) = x^2', [scalar('x')], 'A point holds values; functions cannot be defined in it.', null, 0],
    ['x[1] = 2', [scalar('x')], 'Give a value to a whole argument, not to x[1].', null, 5],
    ['import("fs")', [scalar('x')], 'The function import cannot be used in a point.', null, 0],
    ['[1, true + 1]', [vector(2)], '+ needs numbers.', null, 9],
    ['sin(1, 2)', [scalar('x')], 'sin takes one value.', null, 0],
    ['3 km', [scalar('x')], 'km has no value here.', null, 2],
  ])('is refused with a sentence and a place: %s', (text, inputs, message, argument, offset) => {
    expect(parsePoint(text, inputs)).toEqual({ ok: false, message, argument, offset });
  });

  it('has a limited size', () => {
    expect(parsePoint('1'.repeat(30_000), [scalar('x')])).toMatchObject({ ok: false });
    expect(parsePoint(`[${'1,'.repeat(9_000)}1]`, [vector('n')])).toMatchObject({ ok: true });
    expect(parsePoint('('.repeat(5_000) + '1' + ')'.repeat(5_000), [scalar('x')])).toMatchObject({ ok: false });
  });

  it('never reaches what JavaScript objects inherit', () => {
    for (const text of [
      'constructor',
      '__proto__',
      'toString',
      'hasOwnProperty(1)',
      'constructor("1")',
      'a = __proto__',
      'cos.constructor("return 1")()',
      'np.constructor(1)',
    ])
      expect(parsePoint(text, [scalar('a')])).toMatchObject({ ok: false });
  });

  it('never throws, whatever is typed', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'[](){}=;,.:*^/+-_ 019exπif"\'\n\\@#<'), maxLength: 24 }),
        (text) => {
          const parsed = parsePoint(text, [vector('n'), scalar('a')]);
          if (parsed.ok) return;
          expect(parsed.message).toMatch(/\.$/);
          if (parsed.offset !== null) {
            expect(parsed.offset).toBeGreaterThanOrEqual(0);
            expect(parsed.offset).toBeLessThanOrEqual(text.length);
          }
        },
      ),
      { seed: 4711, numRuns: 3000 },
    );
  });
});

describe('a typed value', () => {
  it.each<[string, unknown]>([
    ['[1, 2, 3]', [1, 2, 3]],
    ['pi/2', Math.PI / 2],
    ['True', true],
    ['"mode"', 'mode'],
    ['x = 1', undefined],
    ['[1, 2', undefined],
    ['', undefined],
  ])('%s', (text, value) => {
    expect(parseValue(text)).toEqual(value);
  });
});
