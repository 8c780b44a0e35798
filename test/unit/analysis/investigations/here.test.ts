import { describe, expect, test } from 'vitest';
import type { Point } from '../../../../src/analysis/card';
import type { HereAnswer } from '../../../../src/analysis/investigations/here';
import { answerTo, ask } from './ask';

const SEED = 'import numpy as np\ndef f(x):\n    return np.array([x[0]**2 + x[1], x[0]*x[1]])\n';
const SADDLE = 'def g(x, y):\n    return x**2 - 3*x*y + y**2\n';
const BOWL = 'def g(x, y):\n    return 3*(x - 1)**2 + (y + 2)**4 + 5\n';

const here = (text: string, name: string, point: Point, direction: readonly number[] | null = null): HereAnswer =>
  answerTo(text, name, { kind: 'here', point, direction });

describe('what a Jacobian says at a point', () => {
  // J(1, 2) = [[2, 1], [2, 1]]: of rank one, ‖J‖ = √10, and (1, −2)/√5 moves nothing.
  test('that is singular', () => {
    const { value, norm, matrix } = here(SEED, 'f', { x: [1, 2] });
    expect(value).toEqual([3, 2]);
    expect(norm).toBeCloseTo(Math.sqrt(10), 14);
    expect(matrix).toMatchObject({ rank: 1, determinant: 0 });
    expect(matrix?.singularValues[0]).toBeCloseTo(Math.sqrt(10), 14);
    const [along, against] = matrix?.weakest?.variables ?? [];
    expect(along).toBeCloseTo(-1 / Math.sqrt(5), 12);
    expect(against).toBeCloseTo(2 / Math.sqrt(5), 12);
    expect(matrix?.strongest?.outputs[0]).toBeCloseTo(Math.SQRT1_2, 12);
  });

  // A softmax answers to no shift, and its outputs sum to 1.
  test('whose rank falls short by rounding alone', () => {
    const text = 'import numpy as np\ndef softmax(z):\n    e = np.exp(z)\n    return e / e.sum()\n';
    const { matrix } = here(text, 'softmax', { z: [1, 2, 0.5] });
    expect(matrix).toMatchObject({ rank: 2, weakest: { value: 0, outputs: [] } });
    expect(matrix?.singularValues[2]).toBe(0);
    expect(matrix?.eigenvalues?.[2]).toEqual({ re: 0, im: 0 });
    for (const one of [...(matrix?.weakest?.variables ?? []), ...(matrix?.unreached ?? [])])
      expect(Math.abs(Number(one))).toBeCloseTo(1 / Math.sqrt(3), 12);
  });

  test('has outputs that it cannot reach only where there are variables enough', () => {
    const wide = 'import numpy as np\ndef f(x, y, z):\n    return np.array([x + y + z, 2*x + 2*y + 2*z])\n';
    const [first, second] = here(wide, 'f', { x: 1, y: 1, z: 1 }).matrix?.unreached ?? [];
    expect(Number(first) / Number(second)).toBeCloseTo(-2, 12);
    const tall = 'import numpy as np\ndef f(x):\n    return np.array([x, 2*x])\n';
    expect(here(tall, 'f', { x: 1 }).matrix?.unreached).toBeNull();
  });

  // J(3, 5) = [[6, 1], [5, 3]]: numpy.linalg.det, eigvals.
  test('that is regular', () => {
    const { matrix } = here(SEED, 'f', { x: [3, 5] });
    expect(matrix).toMatchObject({ rank: 2 });
    expect(matrix?.determinant).toBeCloseTo(13, 12);
    expect(matrix?.determinantFormula?.text).toBe('2x₀² − x₁');
    expect(matrix?.eigenvalues?.map(({ re }) => Number(re).toFixed(6))).toEqual(['7.192582', '1.807418']);
  });

  test('how fast each output changes in a direction', () => {
    const { directional } = here(SEED, 'f', { x: [1, 2] }, [3, 4]);
    expect(directional).toEqual([2, 2]);
    expect(ask(SEED, 'f', { kind: 'here', point: { x: [1, 2] }, direction: [0, 0] })).toMatchObject({
      kind: 'unanswered',
    });
    expect(ask(SEED, 'f', { kind: 'here', point: { x: [1, 2] }, direction: [1] })).toMatchObject({
      kind: 'unanswered',
    });
  });
});

describe('what the curvature says at a point', () => {
  // H = [[2, −3], [−3, 2]]: eigenvalues 5 along (1, −1)/√2 and −1 along (1, 1)/√2.
  test('that is a saddle', () => {
    const { curvature, gradient } = here(SADDLE, 'g', { x: 0, y: 0 });
    expect(gradient).toEqual([0, 0]);
    expect(curvature).toMatchObject({ definiteness: 'indefinite', critical: 'saddle' });
    expect(curvature?.eigenvalues.map(Number)[0]).toBeCloseTo(5, 12);
    expect(curvature?.eigenvalues.map(Number)[1]).toBeCloseTo(-1, 12);
    expect(curvature?.strongest?.variables.map((one) => Math.abs(Number(one)))).toEqual([
      expect.closeTo(Math.SQRT1_2, 12),
      expect.closeTo(Math.SQRT1_2, 12),
    ]);
  });

  test('that is no critical point', () => {
    const { curvature } = here(SADDLE, 'g', { x: 1, y: 0 });
    expect(curvature).toMatchObject({ definiteness: 'indefinite', critical: null });
  });

  test('of a minimum, and of one where the second derivative is not enough to tell', () => {
    expect(here('def g(x, y):\n    return x**2 + 2*y**2\n', 'g', { x: 0, y: 0 }).curvature).toMatchObject({
      definiteness: 'positive definite',
      critical: 'minimum',
    });
    expect(here(BOWL, 'g', { x: 1, y: -2 }).curvature).toMatchObject({
      definiteness: 'positive semidefinite',
      critical: 'degenerate',
    });
    expect(here('def g(x, y):\n    return 4 - x**2 - y**2\n', 'g', { x: 0, y: 0 }).curvature).toMatchObject({
      definiteness: 'negative definite',
      critical: 'maximum',
    });
  });
});

describe('on a kink', () => {
  const BENT = 'def g(x, y):\n    return abs(x) + y**2\n';
  test('it is said that there may be no derivative, and nothing of the curvature', () => {
    expect(here(BENT, 'g', { x: 0, y: 0 })).toMatchObject({ kink: { where: { text: 'x = 0' } }, curvature: null });
    expect(here(BENT, 'g', { x: 1, y: 0 })).toMatchObject({ kink: null, curvature: { eigenvalues: [2, 0] } });
  });

  test('of a part alone nothing is said', () => {
    const text = `import numpy as np
def g(z):
    e = np.exp(z - np.max(z))
    return -np.log(e[0] / np.sum(e))
g(np.zeros(3))
`;
    const { kink, curvature, gradient } = here(text, 'g', { z: [0, 0, 0] });
    expect(kink).toBeNull();
    expect(gradient?.map(Number)).toEqual([-2 / 3, 1 / 3, 1 / 3].map((one) => expect.closeTo(one, 12) as number));
    // p (1 − p) on the diagonal, −p² beside it, for p = ⅓: ⅓, ⅓ and 0, which is 0 and not what rounding makes of it.
    expect(curvature?.eigenvalues).toEqual([expect.closeTo(1 / 3, 12), expect.closeTo(1 / 3, 12), 0]);
  });
});

describe('why nothing can be said', () => {
  test('a value is missing', () => {
    const question = { kind: 'here', point: { x: 1 }, direction: null } as const;
    expect(ask('def g(x, a):\n    return x * a\n', 'g', question)).toEqual({
      kind: 'unanswered',
      reason: 'no value is given for a',
    });
  });

  test('there is no point', () => {
    const question = { kind: 'here', point: null, direction: null } as const;
    expect(ask('def g(x):\n    return x * x\n', 'g', question)).toMatchObject({ kind: 'unanswered' });
  });

  test('the function stops there', () => {
    const text = 'def g(x):\n    if x < 0:\n        raise ValueError\n    return x * x\n';
    expect(ask(text, 'g', { kind: 'here', point: { x: -1 }, direction: null })).toEqual({
      kind: 'unanswered',
      reason: 'the function stops with an error at this point',
    });
    expect(here(text, 'g', { x: 3 })).toMatchObject({ value: [9], norm: 6 });
  });
});
