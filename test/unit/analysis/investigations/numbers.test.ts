import { describe, expect, test } from 'vitest';
import { answerTo, ask } from './ask';

describe('numbers at a moving point', () => {
  test.each([
    ['def f(x):\n    return x**3\n', { x: 2 }, 1, { value: 8, derivative: 12 }],
    ['def f(x, y):\n    return x**2 * y\n', { x: 3, y: 2 }, 1, { value: 18, derivative: [12, 9] }],
    [
      'def f(x, y):\n    return x**2 * y\n',
      { x: 3, y: 2 },
      2,
      {
        value: 18,
        derivative: [
          [4, 6],
          [6, 0],
        ],
      },
    ],
    [
      'def f(x):\n    return [x[0]*x[1], x[0]]\n',
      { x: [3, 2] },
      1,
      {
        value: [6, 3],
        derivative: [
          [2, 3],
          [1, 0],
        ],
      },
    ],
    ['def f(x):\n    return [x**2]\n', { x: 3 }, 1, { value: [9], derivative: [[6]] }],
  ] as const)('are shaped as the card is: %s', (text, point, order, numbers) => {
    expect(answerTo(text, 'f', { kind: 'numbers', point, order })).toEqual(numbers);
  });

  test('of a Hessian there are none for several outputs', () => {
    const question = { kind: 'numbers', point: { x: [1, 2] }, order: 2 } as const;
    expect(ask('def f(x):\n    return [x[0], x[1]]\n', 'f', question)).toMatchObject({ kind: 'unanswered' });
  });
});
