import { describe, expect, test } from 'vitest';
import { answerTo, ask } from './ask';

const TEXT = `import numpy as np
def f(x):
    return np.array([x[0]**2 + x[1], x[0]*x[1]])
def loss(w):
    return w[0]**2 - 3*w[1] + 0*w[2]
def area(a, b):
    return a * b
def wide(x):
    return np.array([np.sum(x**2), np.sum(x)])
`;

describe('the worst change of the variables', () => {
  const worst = (name: string, point: Record<string, unknown>, more: object) =>
    answerTo(TEXT, name, {
      kind: 'perturbation',
      point: point as never,
      norm: 'l2',
      size: 0.1,
      output: null,
      direction: 'increase',
      ...more,
    });

  // ∇ = (4, −3, 0): ‖∇‖ = 5, ε·∇/‖∇‖ = (0.08, −0.06, 0), first order 0.5, true (2.08² + 0.18) − 4 = 0.5064.
  test('of a scalar function by its length', () => {
    const found = worst('loss', { w: [2, 0, 1] }, {});
    expect(found.change.map(Number)).toEqual([expect.closeTo(0.08, 14), expect.closeTo(-0.06, 14), 0]);
    expect(found.firstOrder[0]).toBeCloseTo(0.5, 14);
    expect(found.effect[0]).toBeCloseTo(0.5064, 13);
    expect(worst('loss', { w: [2, 0, 1] }, { direction: 'decrease' }).firstOrder[0]).toBeCloseTo(-0.5, 14);
  });

  // ε·sign(∇) = (0.1, −0.1, 0): first order 0.1·(4 + 3), true 2.1² + 0.3 − 4.
  test('and by its largest component, the sign of the gradient', () => {
    const found = worst('loss', { w: [2, 0, 1] }, { norm: 'linf' });
    expect(found.change).toEqual([0.1, -0.1, 0]);
    expect(found.firstOrder[0]).toBeCloseTo(0.7, 14);
    expect(found.effect[0]).toBeCloseTo(0.71, 13);
  });

  // J(3, 5) = [[6, 1], [5, 3]]: numpy.linalg.svd gives σ₁ = 8.268951…, v₁ = (0.940386…, 0.340110…).
  test('of several outputs along the strongest singular direction', () => {
    const found = worst('f', { x: [3, 5] }, { size: 1e-6 });
    const length = Math.hypot(...found.firstOrder.map(Number));
    const s1 = Math.sqrt((71 + Math.sqrt(71 ** 2 - 4 * 169)) / 2); // of JᵀJ = [[61, 21], [21, 10]], by hand
    expect(length / 1e-6).toBeCloseTo(s1, 8);
    found.effect.forEach((one, i) => expect(Number(one)).toBeCloseTo(Number(found.firstOrder[i]), 10));
  });

  test('by the largest component it says which output moves most', () => {
    const found = worst('f', { x: [3, 5] }, { norm: 'linf' });
    expect(found.output).toBe(1); // 5 + 3 > 6 + 1
    expect(found.change).toEqual([0.1, 0.1]);
    const chosen = worst('f', { x: [3, -5] }, { norm: 'linf', output: 1 });
    expect(chosen.change).toEqual([-0.1, 0.1]); // ∇f₁ = (−5, 3)
  });

  test('of many variables without the matrix', () => {
    const x = Array.from({ length: 300 }, (_, i) => i / 100);
    const found = worst('wide', { x }, {});
    // JᵀJ has rank two: σ₁² is the larger eigenvalue of JJᵀ = [[4Σx², 2Σx], [2Σx, n]].
    const [a, b, c] = [4 * x.reduce((s, v) => s + v * v, 0), 2 * x.reduce((s, v) => s + v, 0), 300];
    const s1 = Math.sqrt((a + c + Math.sqrt((a - c) ** 2 + 4 * b * b)) / 2);
    expect(Math.hypot(...found.firstOrder.map(Number)) / 0.1).toBeCloseTo(s1, 8);
  });

  test('where the derivative is zero none is worse than another', () => {
    const found = answerTo('def g(x, y):\n    return x**2 + y**2\n', 'g', {
      kind: 'perturbation',
      point: { x: 0, y: 0 },
      norm: 'l2',
      size: 1,
      output: null,
      direction: 'increase',
    });
    expect(found).toMatchObject({ flat: true, change: [0, 0], effect: [0] });
  });

  test('a size is above zero', () => {
    const question = { norm: 'l2', size: 0, output: null, direction: 'increase' } as const;
    expect(ask(TEXT, 'loss', { kind: 'perturbation', point: { w: [1, 1, 1] }, ...question })).toMatchObject({
      kind: 'unanswered',
    });
  });
});

describe('how uncertain the outputs are', () => {
  // a = 4 ± 0.1, b = 5 ± 0.2: σ² = (5·0.1)² + (4·0.2)² = 0.25 + 0.64.
  test('of a product', () => {
    const found = answerTo(TEXT, 'area', {
      kind: 'sensitivity',
      point: { a: 4, b: 5 },
      output: 0,
      deviations: [0.1, 0.2],
      relative: false,
    });
    expect(found.spread?.deviations[0]).toBeCloseTo(Math.sqrt(0.89), 14);
    expect(found.spread?.correlations).toBeNull();
    expect(found.variables.map((one) => Number(one.share))).toEqual([
      expect.closeTo(0.25 / 0.89, 14),
      expect.closeTo(0.64 / 0.89, 14),
    ]);
    expect(found.variables.map((one) => one.elasticity)).toEqual([1, 1]);
  });

  test('one relative uncertainty for all', () => {
    const found = answerTo(TEXT, 'area', {
      kind: 'sensitivity',
      point: { a: 4, b: -5 },
      output: 0,
      deviations: [0.01],
      relative: true,
    });
    // 1 % of each: √2 % of the product.
    expect(found.spread?.deviations[0]).toBeCloseTo(0.2 * Math.SQRT2, 14);
  });

  // J = [[6, 1], [5, 3]], Σ = diag(0.01, 0.04): JΣJᵀ = [[0.4, 0.42], [0.42, 0.61]].
  test('and how they go together', () => {
    const found = answerTo(TEXT, 'f', {
      kind: 'sensitivity',
      point: { x: [3, 5] },
      output: 0,
      deviations: [0.1, 0.2],
      relative: false,
    });
    expect(found.spread?.deviations.map(Number)).toEqual([
      expect.closeTo(Math.sqrt(0.4), 14),
      expect.closeTo(Math.sqrt(0.61), 14),
    ]);
    const correlation = 0.42 / Math.sqrt(0.4 * 0.61);
    expect(found.spread?.correlations?.flat().map(Number)).toEqual([
      1,
      expect.closeTo(correlation, 13),
      expect.closeTo(correlation, 13),
      1,
    ]);
  });

  test('elasticities without uncertainties', () => {
    const found = answerTo(TEXT, 'f', {
      kind: 'sensitivity',
      point: { x: [3, 5] },
      output: 0,
      deviations: null,
      relative: false,
    });
    // x₀/f₀ · 2x₀ = 3·6/14, x₁/f₀ = 5/14.
    expect(found.variables.map((one) => Number(one.elasticity))).toEqual([
      expect.closeTo(18 / 14, 14),
      expect.closeTo(5 / 14, 14),
    ]);
    expect(found.spread).toBeNull();
  });

  test('there are as many as variables, and none is negative', () => {
    for (const deviations of [[1, 2, 3], [-1]])
      expect(
        ask(TEXT, 'f', { kind: 'sensitivity', point: { x: [3, 5] }, output: 0, deviations, relative: false }),
      ).toMatchObject({ kind: 'unanswered' });
  });
});

describe('products with entered vectors', () => {
  const product = (name: string, x: readonly number[], kind: 'Jv' | 'vJ' | 'Hv', vector: number[], output = 0) =>
    answerTo(TEXT, name, { kind: 'products', point: { x }, product: kind, vector, output }).result;

  test('Jv, vᵀJ and Hv of an output, by hand', () => {
    expect(product('f', [3, 5], 'Jv', [1, -1])).toEqual([5, 2]);
    expect(product('f', [3, 5], 'vJ', [1, -1])).toEqual([1, -2]);
    expect(product('f', [3, 5], 'Hv', [7, 11], 0)).toEqual([14, 0]);
    expect(product('f', [3, 5], 'Hv', [7, 11], 1)).toEqual([11, 7]);
  });

  test('of a large function no matrix is formed', () => {
    const n = 2000;
    const x = Array.from({ length: n }, (_, i) => i);
    const ones = x.map(() => 1);
    expect(product('wide', x, 'Jv', ones)).toEqual([n * (n - 1), n]);
    expect(product('wide', x, 'Hv', ones)).toEqual(ones.map(() => 2));
  });

  test('a vector of another length has a reason', () => {
    const question = { kind: 'products', point: { x: [3, 5] }, product: 'Jv', vector: [1], output: 0 } as const;
    expect(ask(TEXT, 'f', question)).toEqual({ kind: 'unanswered', reason: 'a vector here has 2 numbers' });
  });
});
