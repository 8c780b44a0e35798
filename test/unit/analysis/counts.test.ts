/** Counts that are known from an object's own constructor. */
import { expect, it } from 'vitest';
import { openPython } from './open';

const text = (set: string): string =>
  `class Q:\n    def __init__(self):\n        ${set}\n\n    def fun(self, x):\n        return sum(x**2) / self.N\n`;

const derivativeAt = (set: string, self: Record<string, number[][]>): unknown =>
  openPython(text(set)).card('Q.fun', { wrt: ['x'], points: [{ x: [1, 2], self }] }).at[0]?.derivative;

const two = [
  [-1, 1],
  [-1, 1],
];

it.each([
  ['a repeated list', 'self.bounds = [(-1, 1)] * self.N'],
  ['repeated lists side by side', 'self.bounds = list(zip([-1] * self.N, [1] * self.N))'],
])('%s tells its count', (_name, set) => expect(derivativeAt(set, { bounds: two })).toEqual([1, 2]));

it.each([
  [
    'two lists of a different count',
    'self.bounds = [(-1, 1)] * self.N\n        self.b = [0] * self.N',
    { bounds: two, b: [[1]] },
  ],
  ['a list that another method replaces', 'self.bounds = make(self.N)', { bounds: two }],
  ['a list of another length than a multiple', 'self.bounds = [0, 1, 2] * self.N', { bounds: two }],
])('%s do not', (_name, set, self) => expect(derivativeAt(set, self)).toBeNull());
