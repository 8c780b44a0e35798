/** Arguments that only one of a function and its derivative uses as arrays. */
import { expect, it } from 'vitest';
import type { Verdict } from '../../../src/analysis/card';
import { openPython } from './open';

const verdict = (text: string, name: string): Verdict | undefined =>
  openPython(`import numpy as np\n\n${text}`).checks(name)[0]?.verdict;

// NumPy, at x = [0.3, -0.9, 1.2], a = [1, 0.5, -2]: the gradient is [0.56, −0.49, −1.35], by hand it is [−0.09, 0.16, −0.11].
const energy = (mean: string): string =>
  `def energy(x, a):\n    return np.sum(a * np.sin(x)**2)\n\ndef grad_energy(x, a):\n    return ${mean} * np.sin(2 * x)\n`;

it('a mean over an argument that the function takes element by element is not proved', () => {
  expect(verdict(energy('np.mean(a)'), 'energy')).not.toMatch(/proved|agrees/);
});

it('the same without the mean is', () => {
  expect(verdict(energy('a'), 'energy')).toBe('proved');
});

it('nor is a mean over labels whose size is not said', () => {
  const text =
    'def cost(w, X, y):\n    p = 1 / (1 + np.exp(-X @ w))\n    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))\n\n' +
    'def grad_cost(w, X, y):\n    p = 1 / (1 + np.exp(-X @ w))\n    return X.T @ (p - np.mean(y)) / len(X)\n';
  expect(verdict(text, 'cost')).not.toMatch(/proved|agrees/);
});

it('a derivative that is right for a number is not wrong because it would take an array too', () => {
  const text = 'def h(x, s):\n    return s * np.dot(x, x)\n\ndef h_grad(x, s):\n    return 2 * np.max(s) * x\n';
  expect(verdict(text, 'h')).toBe('unknown');
});

it('one that is wrong for both is', () => {
  expect(verdict('def f(x):\n    return np.sum(x**2)\n\ndef f_grad(x):\n    return 3 * x\n', 'f')).toBe('differs');
});

it('a derivative that holds for the default value of a parameter only is wrong', () => {
  const text =
    'def huber(r, d=1.0):\n    return np.where(np.abs(r) < d, 0.5*r**2, d*(np.abs(r) - 0.5*d))\n\n' +
    'def huber_grad(r, d=1.0):\n    return np.where(np.abs(r) < d, r, np.sign(r))\n';
  expect(verdict(text, 'huber')).toBe('differs');
  expect(verdict(text.replace('np.sign(r))', 'd*np.sign(r))'), 'huber')).toMatch(/proved|agrees/);
});
