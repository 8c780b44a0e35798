import { describe, expect, it } from 'vitest';
import { answerTo, ask } from './ask';

const TEXT = `import numpy as np

def entropy(p):
    """p: (n,)"""
    assert np.all(p > 0)
    return -np.sum(p * np.log(p))

def bump(x, y, flag=True):
    return np.sqrt(1 - x**2 - y**2)

class Model:
    def __init__(self, rate):
        self.rate = rate

    def cost(self, x):
        return self.rate * np.sum(x**2)

def never(x):
    return np.log(-1 - x**2)
`;

describe('a random point', () => {
  it('is one at which the function is defined, the same for the same seed', () => {
    const seen = new Set<string>();
    for (let seed = 0; seed < 20; seed += 1) {
      const { point } = answerTo(TEXT, 'bump', { kind: 'preset', point: null, seed });
      expect(answerTo(TEXT, 'bump', { kind: 'preset', point: null, seed }).point).toEqual(point);
      const { x, y } = point as { x: number; y: number };
      expect(x * x + y * y).toBeLessThan(1);
      seen.add(JSON.stringify(point));
    }
    expect(seen.size).toBe(20);
  });

  it('has the sizes of the point that there is, and obeys what the function asserts', () => {
    const { point } = answerTo(TEXT, 'entropy', { kind: 'preset', point: { p: [1, 1, 1, 1, 1] }, seed: 3 });
    const p = point['p'] as readonly number[];
    expect(p).toHaveLength(5);
    expect(p.every((one) => one > 0)).toBe(true);
  });

  it('leaves what is no number as it is, and goes into attributes', () => {
    const from = { x: [1, 2], self: { rate: 0.5, name: 'adam' } };
    const { point } = answerTo(TEXT, 'Model.cost', { kind: 'preset', point: from, seed: 0 });
    expect(point['self']).toMatchObject({ name: 'adam' });
    expect((point['self'] as { rate: number }).rate).toBeTypeOf('number');
    expect(point['x']).toHaveLength(2);
  });

  it('says where there is none', () => {
    expect(ask(TEXT, 'never', { kind: 'preset', point: null, seed: 0 })).toEqual({
      kind: 'unanswered',
      reason: 'no point was found at which the function is defined',
    });
  });
});

describe('the shapes', () => {
  it('have names for what nothing in the source fixes, whatever the point', () => {
    const { shapes } = answerTo(TEXT, 'entropy', { kind: 'shapes', point: { p: [1, 2] } });
    expect(shapes).toEqual({ p: ['n'] });
  });
});
