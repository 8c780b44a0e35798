/** Arguments that can only be lists: what an array could not be asked. */
import { describe, expect, it } from 'vitest';
import { given, traceText, traced, valuesAt } from './reading';
import type { Numbers } from './reading';

/** The values of `f` where its arguments are given, as `--at` gives them. */
function valuesOf(text: string, point: Readonly<Record<string, Numbers>>): number[] {
  const request = {
    wrt: Object.keys(point),
    given: Object.fromEntries(Object.entries(point).map(([name, value]) => [name, given(value)])),
  };
  return valuesAt(traced(text, 'f', request), point);
}

describe('arguments that are lists', () => {
  it.each([
    [
      'is asked whether it is empty',
      'def f(x):\n    if not x:\n        raise ValueError\n    return sum(x) / len(x)',
      [3],
    ],
    ['has a length that stays open', 'def f(x):\n    return sum(x) * x[0] if x else 0', [9]],
  ])('%s', (_what, text, expected) => {
    const result = traced(text);
    const [input] = result.inputs;
    expect(valuesAt(result, { x: (input?.sizes[0] ?? 0) === 3 ? [1, 3, 5] : [9] })).toHaveLength(1);
    expect(valuesOf(text, { x: [1, 3, 5] })).toEqual(expected);
  });

  it('joins lists where it has shown that they are such', () => {
    const text = 'def f(x, y):\n    if not x or not y:\n        return [0.0]\n    return x + y';
    expect(valuesOf(text, { x: [1, 2], y: [3, 4] })).toEqual([1, 2, 3, 4]);
  });

  it('takes an annotation at its word where the type is asked for', () => {
    const text =
      'def f(x: list[float]):\n    if not isinstance(x, list):\n        raise ValueError\n    return x[0] * x[1]';
    expect(valuesOf(text, { x: [2, 3] })).toEqual([6]);
  });

  it('asks no single element where the annotation says that it is a list', () => {
    const text = 'def f(x: list[float]):\n    return x[0] ** 2 if x else 1';
    expect(valuesOf(text, { x: [0] })).toEqual([0]);
  });

  it('is an array where nothing says that it is a list', () => {
    const text =
      'import numpy as np\ndef f(x):\n    if isinstance(x, list):\n        x = 2 * np.array(x)\n    return x * x';
    expect(valuesOf(text, { x: [2, 3] })).toEqual([4, 9]);
  });

  it('is a list of lists where it has two axes', () => {
    const text = 'def f(x):\n    if not x:\n        return 0\n    return sum(row[0] * len(row) for row in x)';
    expect(
      valuesOf(text, {
        x: [
          [1, 2],
          [3, 4],
        ],
      }),
    ).toEqual([8]);
  });

  it('has the methods of a list', () => {
    const text = 'def f(x):\n    last = x.pop()\n    x.append(2 * last)\n    return x[0] * x[-1]';
    expect(valuesOf(text, { x: [2, 3] })).toEqual([12]);
  });

  it('is refused where an array that was computed is asked for its truth', () => {
    const text = 'def f(x):\n    y = x[:2] * 2\n    return x[0] if y else x[1]';
    const result = traceText(text, 'f', { wrt: ['x'], given: { x: given([1, 2, 3]) } });
    expect(result).toMatchObject({ ok: false, reason: { message: /it needs `any` or `all`/ } });
  });
});

describe('`np` from a file that is not there', () => {
  it('is NumPy where a star hides the import', () => {
    const result = traced('from common.np import *\ndef f(x):\n    return 1 / (1 + np.exp(-x))');
    expect(valuesAt(result, { x: 0 })).toEqual([0.5]);
    expect(result.holes).toEqual([]);
  });

  it('is not known without', () => {
    const result = traceText('from math import *\ndef f(x):\n    return np.exp(x)');
    expect(result).not.toMatchObject({ ok: true, traced: { holes: [] } });
  });
});
