/** Ways out before an error: what returned or left a loop before it still holds, and the error has its condition. */
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../src/calculus/evaluate';
import { traced, traceText, valuesAt } from './reading';

/** Whether the function gives a value at `x`, by the conditions that the trace has found. */
function isDefined(text: string, x: number): boolean {
  const { graph, inputs, conditions } = traced(text);
  const symbol = inputs[0]?.symbols[0] as number;
  const values = evaluate(graph, conditions, new Map([[symbol, x]]));
  return conditions.every((condition) => values[condition] === 1);
}

const guarded = 'def f(x):\n    if x > 0:\n        return x**2\n    raise ValueError(x)';

const retried = `
def f(x):
    for i in range(2):
        if x > 1:
            return x**2
        x = x + 1
    raise ValueError(x)
`;

const broken = `
def f(x):
    y = x
    for i in range(3):
        new = (y + x / y) / 2
        if abs(new - y) < 0.02:
            break
        y = new
    else:
        raise RuntimeError('no convergence')
    return new
`;

const continued = `
def f(x):
    total = 0.0
    for i in range(3):
        if x > i:
            total = total + x * i
            continue
        raise ValueError(x)
    return total
`;

describe('an error after', () => {
  it('a return leaves what was returned', () => {
    expect(valuesAt(traced(guarded), { x: 3 })).toEqual([9]);
    expect([2, -2].map((x) => isDefined(guarded, x))).toEqual([true, false]);
  });

  it('a return in a loop leaves what any round returned', () => {
    expect(valuesAt(traced(retried), { x: 1.5 })).toEqual([2.25]);
    expect(valuesAt(traced(retried), { x: 0.5 })).toEqual([2.25]);
    expect([1.5, 0.5, -0.5].map((x) => isDefined(retried, x))).toEqual([true, true, false]);
  });

  it('a loop that was left, in its `else`', () => {
    const result = traced(broken);
    expect(valuesAt(result, { x: 1.1 })[0]).toBeCloseTo(1.0488, 3);
    expect([1.1, 9].map((x) => isDefined(broken, x))).toEqual([true, false]);
  });

  it('a round that was cut short concerns that round alone', () => {
    expect(valuesAt(traced(continued), { x: 2.5 })).toEqual([7.5]);
    expect([2.5, 1.5, -3].map((x) => isDefined(continued, x))).toEqual([true, false, false]);
  });

  it('a function that returns before it raises is not always an error where it is called', () => {
    const text = `${guarded.replace('def f', 'def g')}\n\ndef f(x):\n    y = 0.0 if x == 0 else g(x)\n    return y * 2`;
    expect(valuesAt(traced(text), { x: 3 })).toEqual([18]);
  });

  it('no way out is the function’s own', () => {
    const text = 'def f(x):\n    for i in range(3):\n        raise ValueError(x)\n    return x';
    expect(traceText(text)).toMatchObject({ ok: false, reason: { message: /An error is raised here/ } });
  });
});

const added = `
def shape(A):
    return len(A), len(A[0])

def f(A, B):
    if shape(A) != shape(B):
        raise ValueError("shapes")
    rows, columns = shape(A)
    return [[A[i][j] + B[i][j] for j in range(columns)] for i in range(rows)]
`;

const boiling = `
def f(m, q=None, t=None):
    if q is None and t is None:
        raise ValueError("q or t")
    return m * q**2 if q is not None else m * t
`;

describe('a function that always raises an error as it is read at first', () => {
  it('is read for arrays of the same sizes', () => {
    const { inputs, output } = traced(added);
    expect(inputs.map(({ shape }) => shape)).toEqual([
      ['n', 'm'],
      ['n', 'm'],
    ]);
    expect(output.shape).toEqual(['n', 'm']);
  });

  it('is read with what may be left out, and says so', () => {
    const result = traced(boiling);
    expect(result.notes).toContain('shown for a given q');
    expect(valuesAt(result, { m: 2, q: 3 })).toEqual([18]);
  });

  it('is read with what may be left out as a variable, whatever it is differentiated by', () => {
    expect(valuesAt(traced(boiling, 'f', { wrt: ['m'] }), { m: 2, q: 3 })).toEqual([18]);
  });

  it('stays an error where it is called with values', () => {
    const given = { m: { kind: 'number', value: 2 } } as const;
    for (const wrt of [null, ['m']])
      expect(traceText(boiling, 'f', { wrt, given })).toMatchObject({
        ok: false,
        reason: { message: /always raises/ },
      });
  });

  it('stays an error where nothing helps', () => {
    const text = 'def f(x, y=None):\n    raise ValueError(x)';
    expect(traceText(text)).toMatchObject({ ok: false, reason: { message: /always raises/ } });
  });
});

describe('a handler', () => {
  const handled = (errors: string): string => `
def f(x):
    y = x**2
    try:
        y.name = 'y'
    except KeyError:
        y = y + 1
    except ${errors}:
        y = y + 2
    return y
`;

  it('is run for the errors that it names', () => {
    for (const errors of ['AttributeError', '(TypeError, AttributeError) as error', 'Exception'])
      expect(valuesAt(traced(handled(errors)), { x: 3 })).toEqual([11]);
  });

  it('is not run for others: the program would not run it either', () => {
    expect(traceText(handled('IndexError'))).toMatchObject({ ok: false, reason: { message: /cannot be set/ } });
  });
});

describe('a variable that is set only under a condition', () => {
  const set = 'def f(x):\n    if x > 1:\n        y = x**2\n    return y * 3';

  it('is read there, and nowhere else', () => {
    expect(valuesAt(traced(set), { x: 2 })).toEqual([12]);
    expect(isDefined(set, 2)).toBe(true);
    expect(isDefined(set, 0.5)).toBe(false);
  });

  it('may be set under another one as well', () => {
    const twice = set.replace('    return', '    if x < 0:\n        y = -x\n    return');
    expect([-2, 2].map((x) => valuesAt(traced(twice), { x })[0])).toEqual([6, 12]);
    expect([-2, 0.5, 2].map((x) => isDefined(twice, x))).toEqual([true, false, true]);
  });

  it('asks for nothing where it is not read', () => {
    expect(isDefined(set.replace('return y * 3', 'return x'), 0.5)).toBe(true);
    expect(isDefined(set.replace('return y * 3', 'return y if x > 1 else x'), 0.5)).toBe(true);
  });

  it('is not taken for None, nor for what the language calls so', () => {
    expect(traceText(set.replace('return y * 3', 'return 1.0 if y is None else x'), 'f').ok).toBe(true);
    expect(isDefined(set.replace('return y * 3', 'return x if y is None else 2 * x'), 0.5)).toBe(false);
    const none = set.replace(
      '    return',
      '    else:\n        y = None\n    if x > 5:\n        z = y\n    return z * x\n    return',
    );
    expect(traceText(none).ok).toBe(false);
    expect(traceText('def f(x):\n    if x > 1:\n        abs = x\n    return abs * x').ok).toBe(false);
  });
});
