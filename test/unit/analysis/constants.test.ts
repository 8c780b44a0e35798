/** Slopes that are right but where the function is constant. Every derivative was run with NumPy. */
import { expect, it } from 'vitest';
import { openPython } from './open';

const verdict = (value: string, slope: string): string => {
  const text = ['import numpy as np', 'def f(x):', `    return ${value}`, 'def f_prime(x):', `    return ${slope}`, ''];
  const document = openPython(text.join('\n'));
  return document
    .functions()
    .flatMap((name) => document.checks(name))
    .map((check) => check.verdict)
    .join();
};

it.each([
  ['np.clip(x, -1, 1)', 'np.where(np.abs(x) < 1, 1.0, 0.0)', '1.0'],
  ['np.maximum(x, 0)', '(x > 0) * 1.0', '1.0'],
  ['np.maximum(x, 0)**2', '2 * np.maximum(x, 0)', '2 * x'],
  ['x**2 if x < 3 else 9.0', '2 * x if x < 3 else 0.0', '2 * x'],
])('%s has no slope where it is constant', (value, right, wrong) => {
  expect(verdict(value, right)).toMatch(/^(proved|agrees)$/);
  expect(verdict(value, wrong)).toBe('differs');
});

it('is not meant beyond limits that keep a logarithm from failing', () => {
  expect(verdict('np.log(np.clip(x, 1e-12, 1e12))', '1 / np.clip(x, 1e-12, 1e12)')).toBe('agrees');
});

it('is left alone behind a jump: outside of what the function is for', () => {
  expect(verdict('x**2 + 1 if x > 0 else 0.0', '2 * x')).toBe('unknown');
});
