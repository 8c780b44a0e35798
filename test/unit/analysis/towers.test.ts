import { describe, expect, it } from 'vitest';
import { openPython } from './open';

describe('a tower of powers', () => {
  it('in a function of vectors is read in a time that grows with its height', () => {
    const tower = `x${'**2'.repeat(60)}`;
    const document = openPython(`import numpy as np\n\ndef f(w, x, p):\n    return np.log(${tower} - p) * (w @ x)\n`);
    // Twice as long for every level, this would take longer than the universe is old.
    expect(document.card('f').signature).toContain('f');
  });
});

describe('a long chain of sums that has no formula for any sizes', () => {
  it('is tried only so often, where each sum can be read in two ways', () => {
    const document = openPython(`import numpy as np

def cost(u, weights, dt):
    """u : array of shape (n, m, k)"""
    series = np.zeros(u.shape)
    if weights["a"] != 0.0:
        series += weights["a"] * (0.5 * u**2.0)
    total = 0.0
    if weights["a"] != 0.0:
        for n in range(u.shape[0]):
            for v in range(u.shape[1]):
                for t in range(u.shape[2]):
                    total += series[n, v, t] * dt
    if weights["b"] != 0.0:
        total += weights["b"] * np.sum(np.sqrt(np.sum(u**2, axis=2) * dt))
    return total
`);
    // Twice as long for every term, this would not end within the test's time.
    expect(document.card('cost', { wrt: ['u'] }).status).toBe('differentiated');
  });

  it('is not looked for where it begins with an array without elements', () => {
    const document = openPython(`import numpy as np

def residuals(x, y, c):
    r = np.array([])
    for u, v in zip(x, y):
        r = np.append(r, v - (c[0] if u <= c[2] else c[1]))
    return r
`);
    const point = { x: [1, 2, 3], y: [1, 2, 4], c: [0.3, 0.7, 1.5] };
    const card = document.card('residuals', { points: [point] });
    expect(card.reason?.message).toBeUndefined();
    expect(card.at[0]?.value).toEqual([0.7, 1.3, 3.3]);
  });
});
