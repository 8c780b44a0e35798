/** Points where a function has no value, although what is left of it after simplification has one. */
import { describe, expect, it } from 'vitest';
import { openPython } from './open';

const at = (body: string, x: number): unknown[] => {
  const [result] = openPython(`import numpy as np\n\ndef f(x):\n${body}`).card('f', { points: [{ x }] }).at;
  return [result?.value, result?.derivative];
};

const returned = (expression: string): string => `    return ${expression}\n`;

/** The second point is one where NumPy gives a number. */
it.each([
  ['np.exp(np.log(x))', -2.5, 2.5, 1],
  ['x / x * x', 0, 2, 1],
  ['np.sqrt(x) * np.sqrt(x)', -1, 4, 1],
  ['np.sqrt(x)**2', -1, 4, 1],
  ['x**2 / x', 0, 2, 1],
  ['x + 0 * np.log(x)', -1, 2, 1],
  ['x + np.log(x) - np.log(x)', -1, 2, 1],
  ['np.log(x**3)', -1, 2, 1.5],
])('%s has neither value nor slope at %d', (expression, outside, inside, slope) => {
  expect(at(returned(expression), outside)).toEqual(['NaN', 'NaN']);
  expect(at(returned(expression), inside)[1]).toBe(slope);
});

describe('what is only needed in a branch', () => {
  const conditions = (body: string): unknown =>
    openPython(`import numpy as np\n\ndef f(x):\n${body}`)
      .card('f')
      .derivative?.conditions.map(({ text }) => text);

  it.each([
    '    if x > 0:\n        return np.exp(np.log(x))\n    return x**2\n',
    '    if x <= 0:\n        return x**2\n    return np.exp(np.log(x))\n',
    '    u = x\n    if x > 1:\n        u = np.sqrt(x)\n        u = u * u\n    return u\n',
    '    return x if x <= 0 else 2 * np.sqrt(x)**2\n',
    '    for i in range(3):\n        if x < 0:\n            break\n        x = np.exp(np.log(x + 1))\n    return x\n',
  ])('%s asks for nothing elsewhere', (body) => {
    expect(conditions(body)).toEqual([]);
    expect(at(body, -2)[1]).not.toBe('NaN');
  });
});
