/** Terms that cancel for a reason that neither of them shows. */
import { describe, expect, it } from 'vitest';
import { openPython } from './open';

const blackScholes = `
import numpy as np
from scipy.special import ndtr
def call(S, K, T, r, sigma):
    d1 = (np.log(S/K) + (r + sigma**2/2)*T)/(sigma*np.sqrt(T))
    d2 = d1 - sigma*np.sqrt(T)
    return S*ndtr(d1) - K*np.exp(-r*T)*ndtr(d2)
`;

describe('the Greeks of a call (Hull, Options, Futures, and Other Derivatives, chapter 19)', () => {
  it.each([
    ['delta', 'S', 'Φ(d₁)'],
    ['dual delta', 'K', '−exp(−T·r)·Φ(d₂)'],
    ['rho', 'r', 'K·T·exp(−T·r)·Φ(d₂)'],
  ])('%s', (_name, wrt, expected) => {
    const { derivative } = openPython(blackScholes).card('call', { wrt: [wrt], order: 1 });
    expect(derivative?.entries?.flat().map(({ text }) => text)).toEqual([expected]);
  });
  it('gamma', () => {
    const { derivative } = openPython(blackScholes).card('call', { wrt: ['S'], order: 2 });
    expect(derivative?.entries?.flat().map(({ text }) => text)).toEqual(['exp(−d₁²/2)/(S·σ·√T·√(2π))']);
  });
});

describe('what only seems to cancel', () => {
  it.each([
    ['a saturated function', 'def f(x): return x*np.tanh(40 + x**2) - x'],
    ['a small number', 'def f(x): return np.sin(x) - np.sin(x*(1 + 1e-13))'],
  ])('%s stays', (_what, text) => {
    const { derivative } = openPython(`import numpy as np\n${text}\n`).card('f');
    expect(derivative?.entries?.flat().map(({ text: shown }) => shown)).not.toEqual(['0']);
  });
});
