/** What a call, or a point, leaves out has its default. */
import { expect, it } from 'vitest';
import { openPython } from './open';

const text = `import numpy as np

SCALE = 2.0

def huber(r, delta=SCALE / 2):
    if abs(r) <= delta:
        return 0.5 * r**2
    return delta * (abs(r) - 0.5 * delta)

def weighted(x, w=np.array([1.0, 3.0])):
    return np.sum(w * x**2)

huber(3.0)
weighted(np.array([1.0, 2.0]))
`;

it('at the points of the file', () => {
  const document = openPython(text);
  // |r| > δ = 1: δ(|r| − δ/2) = 2.5, with the slope δ.
  expect(document.card('huber').at).toMatchObject([{ point: { r: 3, delta: 1 }, value: 2.5, derivative: 1 }]);
  // 1·1² + 3·2² = 13, with the slopes 2wx.
  expect(document.card('weighted').at).toMatchObject([{ value: 13, derivative: [2, 12] }]);
});

it('at a point that somebody enters, and an argument is said to have it', () => {
  const card = openPython(text).card('huber', { points: [{ r: 3 }] });
  expect(card.at).toMatchObject([{ point: { r: 3 }, value: 2.5, derivative: 1, reason: null }]);
  expect(card.inputs.map((input) => input.default)).toEqual([undefined, 1]);
});
