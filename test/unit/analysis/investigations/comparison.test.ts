/** Hand-written derivatives at a point. Numbers: NumPy, both functions run at the point. */
import { describe, expect, it } from 'vitest';
import { answerTo } from './ask';

const lines = (...text: string[]): string => `import numpy as np\n\n${text.join('\n')}\n`;
const at = (text: string, name: string, point: Record<string, number | number[]>) =>
  answerTo(text, name, { kind: 'comparison', point }).derivatives;

describe('by hand and computed', () => {
  it('a gradient with a wrong entry', () => {
    const text = lines(
      'def f(x):',
      '    return x[0]**2*x[1] + np.sin(x[1])',
      'def f_grad(x):',
      '    return np.array([x[0]*x[1], x[0]**2 + np.cos(x[1])])',
    );
    const [only] = at(text, 'f', { x: [1.5, 0.5] });
    expect(only).toMatchObject({ function: 'f_grad', verdict: 'differs', layout: 'gradient', count: 2, reason: null });
    expect(only?.entries[0]).toEqual({ index: [0], found: 0.75, expected: 1.5, absolute: 0.75, relative: 0.5 });
    expect(only?.entries[1]?.found).toBeCloseTo(3.1275825618903728, 14);
    expect(only?.entries[1]?.relative).toBeLessThan(1e-15);
  });

  it('in the layout that it has', () => {
    const text = lines(
      'def f(x):',
      '    return np.array([x[0]*x[1], x[1]**2, x[0]])',
      'def f_jac(x):',
      '    return np.array([[x[1], 0, 1], [x[0], 2*x[1], 0]])',
    );
    const [only] = at(text, 'f', { x: [3, 5] });
    expect(only?.layout).toBe('transposed');
    expect(only?.entries.map(({ index, found, expected }) => [...index, found, expected])).toEqual([
      [0, 0, 5, 5],
      [0, 1, 0, 0],
      [0, 2, 1, 1],
      [1, 0, 3, 3],
      [1, 1, 10, 10],
      [1, 2, 0, 0],
    ]);
  });

  it('with arguments of other names, and where a value is missing', () => {
    const text = lines('def f(x, a):', '    return a*x**3', 'def f_prime(t, a):', '    return 3*a*t**2');
    expect(at(text, 'f', { x: 2, a: 0.5 })[0]?.entries).toEqual([
      { index: [], found: 6, expected: 6, absolute: 0, relative: 0 },
    ]);
    expect(at(text, 'f', { x: 2 })[0]?.reason).toBe('no value is given for a');
  });

  it('of many entries those with the largest errors, in their order', () => {
    const text = lines(
      'def f(x):',
      '    return np.array([x[k]**2 for k in range(12)])',
      'def f_jac(x):',
      '    J = np.diag(2*x)',
      '    J[3, 7] = x[0]',
      '    return J',
    );
    const [only] = at(text, 'f', { x: Array.from({ length: 12 }, (_, k) => k + 1) });
    expect(only?.count).toBe(144);
    expect(only?.entries).toHaveLength(100);
    expect(only?.entries.filter(({ absolute }) => absolute !== 0)).toEqual([
      { index: [3, 7], found: 1, expected: 0, absolute: 1, relative: 1 },
    ]);
  });

  it('at a point with more elements than the verdict was reached for', () => {
    const text = lines('def f(x):', '    return np.sum(x**2)', 'def f_grad(x):', '    return 3*x');
    const [only] = at(text, 'f', { x: [1, 2, 3, 4, 5] });
    expect(only?.entries.map(({ found, expected }) => [found, expected])).toEqual([
      [3, 2],
      [6, 4],
      [9, 6],
      [12, 8],
      [15, 10],
    ]);
  });

  it('at a point that does not fit, it says so', () => {
    const text = lines(
      'def f(x):',
      '    return x[0]*x[1]',
      'def f_grad(x):',
      '    a, b = x',
      '    return np.array([b, a])',
    );
    expect(at(text, 'f', { x: [1, 2, 3] })[0]?.reason).toMatch(/^it was compared for x of another size than at this/);
  });

  it('nothing where nothing was compared', () => {
    expect(at(lines('def f(x):', '    return x**2'), 'f', { x: 1 })).toEqual([]);
  });
});
