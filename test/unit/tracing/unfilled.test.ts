/** `np.empty` holds whatever memory does: what reads it before it is written has no value, and no derivative. */
import { describe, expect, it } from 'vitest';
import { traceText, traced, valuesAt } from './reading';

const body = (...lines: string[]): string =>
  ['import numpy as np', 'def f(x):', ...lines.map((l) => `    ${l}`)].join('\n');

describe('arrays that begin without values', () => {
  it.each([
    ['an element that is never written', ['y = np.empty(3)', 'y[0] = x[0]', 'y[1] = x[1] * x[2]', 'return y']],
    ['a sum onto what is there', ['y = np.empty(2)', 'y += x[:2]', 'return y']],
    ['one element of two', ['y = np.empty_like(x)', 'y[0] = x[2]', 'return np.sum(y) + x[1]']],
    ['a condition', ['y = np.empty(1)', 'return x[0] if y[0] > 0 else x[1] * x[2]']],
    ['through an unknown function', ['y = np.empty(1)', 'return unknown(y[0]) + x[0]']],
  ])('refuses %s at the array', (_what, lines) => {
    const text = body(...lines);
    const result = traceText(text);
    if (result.ok) expect.fail('it was understood');
    expect(result.reason.message).toMatch(/before anything is written to them/);
    expect(text.slice(result.reason.span.start, result.reason.span.end)).toMatch(/^np\.empty/);
  });

  it('is no matter where everything is written', () => {
    const result = traced(body('y = np.empty(3)', 'for i in range(3):', '    y[i] = x[i] ** 2', 'return y'));
    expect(valuesAt(result, { x: [1, 2, 3] })).toEqual([1, 4, 9]);
    expect(result.conditions).toEqual([]);
  });

  it('is no matter where masks leave nothing out', () => {
    const text = body('y = np.empty_like(x)', 'm = x[:3] > 0', 'y[m] = x[m]', 'y[~m] = -2 * x[~m]', 'return y');
    const result = traced(text);
    expect(valuesAt(result, { x: [1, -2, 3] })).toEqual([1, 4, 3]);
    expect(result.conditions).toEqual([]);
  });

  it('gives a condition where masks leave something out', () => {
    const text = body('y = np.empty_like(x)', 'y[x[:3] > 1] = 5.0', 'y[x < 0] = x[x < 0]', 'return y');
    const result = traced(text);
    expect(valuesAt(result, { x: [2, -2, -1] })).toEqual([5, -2, -1]);
    expect(result.conditions).toHaveLength(3);
  });

  it('takes what a branch writes only where the branch is taken', () => {
    const text = body('y = np.empty(1)', 'if x[0] > 0:', '    y[0] = x[0] * x[1]', 'return y[0]');
    const result = traced(text);
    expect(valuesAt(result, { x: [2, 3] })).toEqual([6]);
    expect(result.conditions).toHaveLength(1);
  });

  it('forgets them in what is multiplied away or overwritten', () => {
    const result = traced(body('y = np.empty((2, 2))', 'y.fill(x[0])', 'return y * x[1]'));
    expect(valuesAt(result, { x: [2, 3] })).toEqual([6, 6, 6, 6]);
  });
});

describe('code in a string that is handed the names of variables', () => {
  const inline = (call: string): ReturnType<typeof traceText> =>
    traceText(
      [
        'import numpy as np',
        'import scipy.weave',
        'def f(x, z):',
        '    y = np.zeros(2)',
        '    x = x / 2',
        `    scipy.weave.inline(${call})`,
        '    return y',
        'f(np.ones(2), np.ones(2))',
      ].join('\n'),
    );

  it('may have written into these', () => {
    expect(inline("'y(0) = x(0);', ['x', 'y']")).toMatchObject({
      ok: false,
      reason: { message: '`scipy.weave.inline` may have changed this, and is not known.' },
    });
  });

  it('has changed nothing that is not named', () => {
    const result = inline("'printf(n);', ['n']");
    expect(result).toMatchObject({ ok: true, traced: { holes: [] } });
  });
});
