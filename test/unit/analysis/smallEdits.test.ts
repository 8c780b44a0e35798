/** The smallest change that makes a derivative right; each was found by hand. */
import { describe, expect, it } from 'vitest';
import { Lines } from '../../../src/languages/lines';
import { openPython } from './open';

/** The changed line of the fix of that kind, of the first entry that differs. */
function fixed(kind: 'change' | 'entry', ...text: string[]): string | undefined {
  const whole = ['import numpy as np', ...text, ''].join('\n');
  const document = openPython(whole);
  const [primal = ''] = document.functions();
  const [check] = document.checks(primal);
  const [entry] = check?.entries ?? [];
  if (!check || !entry) return undefined;
  const steps = document.fixes({ primal, derivative: check.function, part: check.part, index: entry.index });
  for (;;) {
    const step = steps.next();
    if (!step.done) continue;
    const fix = step.value.find((one) => one.kind === kind);
    if (!fix) return undefined;
    const lines = new Lines(whole);
    const after =
      whole.slice(0, lines.offsetAt(fix.range.start)) + fix.text + whole.slice(lines.offsetAt(fix.range.end));
    return after
      .split('\n')
      .find((line) => !whole.split('\n').includes(line))
      ?.trim();
  }
}

describe('the smallest change', () => {
  const change = (value: string, slope: string): string | undefined =>
    fixed('change', 'def f(x):', `    return ${value}`, 'def f_prime(x):', `    return ${slope}`);

  it.each([
    ['a sign between terms', 'x**3 + np.sin(x)', '3*x**2 - np.cos(x)', 'return 3*x**2 + np.cos(x)'],
    ['a sign before the first', 'np.cos(x) + x**2', 'np.sin(x) + 2*x', 'return -np.sin(x) + 2*x'],
    ['a sign too many', 'np.sin(x) + x**2', '-np.cos(x) + 2*x', 'return np.cos(x) + 2*x'],
    ['a factor of one term', 'x**3 + np.sin(2*x)', '3*x**2 + np.cos(2*x)', 'return 3*x**2 + 2*np.cos(2*x)'],
    ['a factor too much', 'x**3 + np.sin(x)', '3*x**2 + 2*np.cos(x)', 'return 3*x**2 + np.cos(x)'],
    ['a power', 'x**4 + np.exp(x)', '4*x**2 + np.exp(x)', 'return 4*x**3 + np.exp(x)'],
    ['another function', 'x*np.sin(x)', 'np.sin(x) + x*np.sin(x)', 'return np.sin(x) + x*np.cos(x)'],
    ['a missing term', 'x**2 + 3*x', '2*x', 'return 2*x + 3'],
    ['a square', 'np.tanh(x)', '1 - np.tanh(x)', 'return 1 - np.tanh(x)**2'],
  ])('%s', (_, value, slope, right) => {
    expect(change(value, slope)).toBe(right);
  });

  const local = (entry: string): string[] => [
    'def f(p):',
    '    a, b = p',
    '    return a**2 * b + np.sin(b)',
    'def f_grad(p):',
    '    a, b = p',
    `    return np.array([2*a*b, ${entry}])`,
  ];

  it('is written in the names that the function has', () => {
    expect(fixed('entry', ...local('a**2 - np.cos(b)'))).toBe('return np.array([2*a*b, a**2 + np.cos(b)])');
    expect(fixed('change', ...local('a + np.cos(b)'))).toBe('return np.array([2*a*b, a**2 + np.cos(b)])');
  });

  it('but not in names that mean something else by then', () => {
    const lines = local('a**2 - np.cos(b)');
    const changed = [...lines.slice(0, 5), '    a = 2 * a', ...lines.slice(5)];
    expect(fixed('entry', ...changed.map((line) => line.replace('2*a*b', 'a*b')))).toContain('p[0]');
  });

  it('of what is written for any size is written for any', () => {
    const sum = ['def f(x):', '    return np.sum(x**4)', 'def f_grad(x):', '    return 4*x**2'];
    expect(fixed('change', ...sum)).toBe('return x*4*x**2');
  });
});
