/** Places that depend on values: elements at them are pieces. Expected numbers are NumPy's. */
import { describe, expect, it } from 'vitest';
import { traced, traceText, valuesAt } from './reading';

const numpy = 'import numpy as np\nimport bisect\n';

const interpolated = `${numpy}
def f(x):
    xs = np.array([0.0, 1.0, 2.5, 3.0])
    ys = [1.0, 4.0, 2.0, 7.0]
    i = np.clip(np.searchsorted(xs, x) - 1, 0, len(xs) - 2)
    t = (x - xs[i]) / (xs[i + 1] - xs[i])
    return (1 - t) * ys[i] + t * ys[i + 1]
`;

const spline = `${numpy}
def f(x, a, b):
    i = bisect.bisect([a, b, 3.0], x) - 1
    return [a, b, 3.0][i] * x + [10.0, 20.0][i]
`;

describe('a place in a table', () => {
  it('picks pieces', () => {
    const expected = { '-1.3': -2.9, '1.3': 3.6, '2.75': 4.5, '9': 67 };
    for (const [x, value] of Object.entries(expected))
      expect(valuesAt(traced(interpolated), { x: Number(x) })[0]).toBeCloseTo(value, 12);
  });

  it('picks pieces of a table that is not known, where its values rise', () => {
    const result = traced(spline, 'f', { wrt: ['x', 'a', 'b'] });
    expect(valuesAt(result, { x: 1.5, a: 1, b: 2 })).toEqual([11.5]);
    expect(valuesAt(result, { x: 2.5, a: 1, b: 2 })).toEqual([25]);
    expect(result.conditions.length).toBeGreaterThan(0);
  });
});

const nearest = `${numpy}
def f(p):
    points = np.array([[1.5, 1.0], [0.1, 0.2], [3.0, 3.0]])
    d = np.sum((points - p) ** 2, axis=1)
    k = np.argmin(d)
    return points[k, 1] * d[k] + points[k][0]
`;

const ordered = `${numpy}
def f(x):
    y = x[np.argsort(x)]
    return y[0] + 2 * y[1] ** 2 + 3 * y[2] ** 3 + len(x)
`;

describe('the place', () => {
  it('of the least picks a row', () => {
    const request = {
      wrt: ['p'],
      given: { p: { kind: 'array', values: [0, 0], sizes: [2], integer: false } },
    } as const;
    const result = traced(nearest, 'f', request);
    expect(valuesAt(result, { p: [0.2, 0.4] })[0]).toBeCloseTo(0.2 * 0.05 + 0.1, 12);
    expect(valuesAt(result, { p: [2.9, 2.8] })[0]).toBeCloseTo(3 * 0.05 + 3, 12);
  });

  it('of each in the order sorts', () => {
    const request = {
      wrt: ['x'],
      given: { x: { kind: 'array', values: [0, 0, 0], sizes: [3], integer: false } },
    } as const;
    const result = traced(ordered, 'f', request);
    for (const x of [
      [0.7, 0.2, 0.5],
      [0.2, 0.5, 0.7],
      [0.5, 0.7, 0.2],
      [0.5, 0.2, 0.5],
    ]) {
      const [a, b, c] = [...x].sort() as [number, number, number];
      expect(valuesAt(result, { x })[0]).toBeCloseTo(a + 2 * b ** 2 + 3 * c ** 3 + 3, 12);
    }
  });

  it('outside of the axis is not taken, and is refused where there is no other', () => {
    const text = `${numpy}def f(x):\n    return [1.0, x][np.argmax([x, 2.0]) + 2]`;
    expect(traceText(text)).toMatchObject({ ok: false, reason: { message: /outside/ } });
  });
});

describe('numbers in `np.dot` and `np.isscalar`', () => {
  it('are multiplied, where they are given as numbers', () => {
    const given = { a: { kind: 'number', value: 2 }, b: { kind: 'number', value: 3 } } as const;
    const text = `${numpy}def f(a, b):\n    if np.isscalar(a):\n        return np.dot(a, b) + 1\n    return a`;
    expect(valuesAt(traced(text, 'f', { wrt: ['a', 'b'], given }), { a: 2.5, b: 3.5 })).toEqual([9.75]);
  });
});
