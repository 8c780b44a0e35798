/** Arguments that choose: texts and types. */
import { describe, expect, it } from 'vitest';
import { traced, traceText, valuesAt } from './reading';

describe('a text without a default', () => {
  const text = `
def f(x, mode):
    if mode == "square":
        return x ** 2
    elif mode == "cube":
        return x ** 3
    raise ValueError(mode)
`;

  it('is the first alternative that it is compared with, and the card says so', () => {
    const result = traced(text);
    expect(result.notes).toContain("shown for mode = 'square'");
    expect(result.inputs.filter((input) => input.numeric).map((input) => input.name)).toEqual(['x']);
    expect(valuesAt(result, { x: 3 })).toEqual([9]);
  });

  it('is what is given, where it is given', () => {
    const given = { mode: { kind: 'string', value: 'cube' }, x: { kind: 'number', value: 3 } } as const;
    expect(valuesAt(traced(text, 'f', { wrt: ['x'], given }), { x: 3 })).toEqual([27]);
  });

  it('is none where a number is given', () => {
    const given = { mode: { kind: 'number', value: 1 }, x: { kind: 'number', value: 3 } } as const;
    expect(traceText(text, 'f', { wrt: ['x', 'mode'], given })).toMatchObject({ ok: false });
    const otherwise = 'def f(x, mode):\n    return x ** 2 if mode == "square" else x * mode';
    expect(valuesAt(traced(otherwise, 'f', { wrt: ['x', 'mode'], given }), { x: 3, mode: 4 })).toEqual([12]);
  });

  it('is a key that picks an entry', () => {
    const table = 'SCALES = {"km": 1000.0, "m": 1.0}\ndef f(x, unit):\n    return x * SCALES[unit]';
    const result = traced(table);
    expect(result.notes).toContain("shown for unit = 'km'");
    expect(valuesAt(result, { x: 2 })).toEqual([2000]);
  });
});

describe('type', () => {
  it('makes another object of the same class', () => {
    const text = `
class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def scaled(self, k):
        return type(self)(self.x * k, self.y * k).x
`;
    expect(valuesAt(traced(text, 'Point.scaled'), { k: 2, 'self.x': 3 })).toEqual([6]);
  });

  it('compares with types', () => {
    const text = `
import numpy as np
def f(x):
    if type(x) is np.ndarray:
        return np.sum(x)
    if type(x) in (list, tuple):
        return x[0]
    return 3 * x
`;
    expect(valuesAt(traced(text), { x: 2 })).toEqual([6]);
  });
});
