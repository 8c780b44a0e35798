import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Point } from '../../../../src/analysis/card';
import { answer } from '../../../../src/analysis/investigations/answer';
import type { DescentAnswer, DescentQuestion } from '../../../../src/analysis/investigations/descent';
import { METHODS } from '../../../../src/analysis/investigations/descent';
import { isQuestion } from '../../../../src/panel/questionShapes';
import { openPython } from '../open';
import { answerTo, ask } from './ask';

/** What NumPy and SciPy say: test/fixtures/numerics/optimise.py. */
const expected = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../fixtures/numerics/optimise.json'), 'utf8'),
) as Readonly<Record<string, readonly (readonly number[])[]>> &
  Readonly<Record<'minimum' | 'leastSquares' | 'solution' | 'newtonDamping', readonly number[]>>;

const TEXT = `import numpy as np
def rosenbrock(x):
    return (1 - x[0])**2 + 100*(x[1] - x[0]**2)**2
def residuals(x):
    return np.array([10*(x[1] - x[0]**2), 1 - x[0]])
def decay(p):
    t = np.array([0.0, 1.0, 2.0, 3.0, 4.0])
    y = np.array([2.1, 1.3, 0.7, 0.5, 0.2])
    return p[0]*np.exp(-p[1]*t) - y
def system(x):
    return np.array([x[0]**2 + x[1]**2 - 4, x[0]*x[1] - 1])
def quartic(x):
    return x[0]**4 - x[0]**2 + x[1]**2
def cube(x):
    return x**3 - 2
def logarithm(x):
    return x - np.log(x)
def root(x):
    return np.sqrt(x)
def falling(x):
    return -x**4
def absolute(x, y):
    return np.abs(x) + y**2
def linear(x, y):
    return 3*x - 4*y
def parallel(x, y):
    return np.array([x + y - 1, 2*x + 2*y - 2])
def saddle(x, y):
    return x**2 - y**2
`;

const START = { x: [-1.2, 1] };
const USUAL: DescentQuestion = {
  method: 'gradientDescent',
  steps: 20,
  stepSize: null,
  momentum: 0.9,
  secondMoment: 0.999,
  clip: null,
  backtracking: false,
  tolerance: 1e-12,
};

const walk = (name: string, point: Point, question: Partial<DescentQuestion>): DescentAnswer =>
  answerTo(TEXT, name, { kind: 'descent', point, ...USUAL, ...question });

const path = ({ steps }: DescentAnswer): number[][] => steps.map(({ variables }) => (variables ?? []).map(Number));

function expectPath(found: DescentAnswer, wanted: readonly (readonly number[])[] | undefined, digits = 11): void {
  const points = path(found).slice(0, wanted?.length);
  expect(points.length).toBe(wanted?.length);
  points.forEach((point, k) =>
    point.forEach((one, i) => {
      const there = wanted?.[k]?.[i] as number;
      expect(Math.abs(one - there), `step ${k}, variable ${i}: ${one}, ${there}`).toBeLessThan(
        10 ** -digits * Math.max(1, Math.abs(there)),
      );
    }),
  );
}

describe('every step is the one that NumPy takes', () => {
  test.each<[string, Partial<DescentQuestion>]>([
    ['gradientDescent', { stepSize: 1e-3 }],
    ['clippedByNorm', { stepSize: 0.05, clip: { by: 'norm', limit: 1.5 } }],
    ['clippedByValue', { stepSize: 0.01, clip: { by: 'value', limit: 2 } }],
    ['momentum', { method: 'momentum', stepSize: 5e-4 }],
    ['nesterov', { method: 'nesterov', stepSize: 5e-4 }],
    ['adam', { method: 'adam', stepSize: 0.1 }],
    ['newton', { method: 'newton', steps: 6 }],
  ])('%s', (name, question) => {
    expectPath(walk('rosenbrock', START, question), expected[name], 10);
  });

  test('of Newton, where the Hessian is not positive definite, with what is added to it', () => {
    const found = walk('quartic', { x: [0.1, 1] }, { method: 'newton', steps: 5 });
    expectPath(found, expected['newtonDamped'], 10);
    const amounts = found.steps.slice(1).map(({ notes }) => {
      const note = notes.find((one) => one.kind === 'damped');
      return note?.kind === 'damped' ? Number(note.amount) : 0;
    });
    expect(amounts[0]).toBeGreaterThan(1);
    amounts.forEach((one, k) => expect(one).toBeCloseTo(expected.newtonDamping[k] as number, 9));
  });

  test('of Gauss–Newton and Levenberg–Marquardt', () => {
    const point = { p: [1, 0.2] };
    expectPath(walk('decay', point, { method: 'gaussNewton', steps: 6 }), expected['gaussNewton'], 9);
    expectPath(
      walk('decay', point, { method: 'levenbergMarquardt', steps: 6 }),
      expected['levenbergMarquardtDecay'],
      9,
    );
    const found = walk('residuals', START, { method: 'levenbergMarquardt', steps: 12 });
    expectPath(found, expected['levenbergMarquardt']?.slice(0, found.steps.length), 8);
    expect(found.steps.length).toBeGreaterThan(8);
  });

  test('of Newton for a system', () => {
    expectPath(walk('system', { x: [2, 0.3] }, { method: 'root', steps: 4 }), expected['root']?.slice(0, 5), 12);
  });
});

describe('where it ends', () => {
  const end = (found: DescentAnswer): number[] => path(found).at(-1) ?? [];

  test('is where SciPy ends', () => {
    for (const method of ['newton', 'hessianFree', 'levenbergMarquardt', 'gaussNewton'] as const) {
      const least = method === 'newton' || method === 'hessianFree';
      const found = walk(least ? 'rosenbrock' : 'residuals', START, { method, steps: 200, backtracking: true });
      expect(found.ending, method).toBe('converged');
      end(found).forEach((one, i) => expect(one).toBeCloseTo(expected.minimum[i] as number, 9));
    }
    const fitted = walk('decay', { p: [1, 0.2] }, { method: 'levenbergMarquardt', steps: 100, tolerance: 1e-9 });
    expect(fitted.ending).toBe('converged');
    end(fitted).forEach((one, i) => expect(one).toBeCloseTo(expected.leastSquares[i] as number, 8));
    const solved = walk('system', { x: [2, 0.3] }, { method: 'root' });
    expect(solved.ending).toBe('converged');
    end(solved).forEach((one, i) => expect(one).toBeCloseTo(expected.solution[i] as number, 12));
    expect(solved.steps.at(-1)?.residualNorm).toBeLessThan(1e-12);
  });

  test('an equation in one variable is solved, not made small', () => {
    const found = walk('cube', { x: 1 }, { method: 'root' });
    expect(found).toMatchObject({ ending: 'converged', objective: 'halfSquares' });
    expect(end(found)[0]).toBeCloseTo(Math.cbrt(2), 13);
    // By hand: x₁ = 1 − (1 − 2)/3.
    expect(path(found)[1]?.[0]).toBeCloseTo(4 / 3, 15);
  });

  test('outside the domain, at the step where that happens', () => {
    const found = walk('logarithm', { x: 4 }, { stepSize: 6 });
    expect(found.ending).toBe('undefined');
    // 4 − 6·(1 − 1/4) = −0.5.
    expect(path(found)).toEqual([[4], [-0.5]]);
    expect(found.steps[1]?.value).toBe('NaN');
  });

  test('where the derivative is not finite', () => {
    const found = walk('root', { x: 0 }, { stepSize: 0.1 });
    expect(found).toMatchObject({ ending: 'derivative' });
    expect(found.steps.length).toBe(1);
  });

  test('beyond all numbers', () => {
    const found = walk('falling', { x: 2 }, { stepSize: 0.5, steps: 500 });
    expect(found.ending).toBe('overflow');
    expect(found.steps.length).toBeLessThan(20);
  });

  test('a step size that is too large makes the function grow, and says since when', () => {
    // x ← (1 − 2·1.1)x: |x| grows from the first step.
    const found = answerTo('def g(x):\n    return x**2\n', 'g', {
      kind: 'descent',
      point: { x: 1 },
      ...USUAL,
      stepSize: 1.1,
    });
    expect(found).toMatchObject({ ending: 'steps', growingSince: 0 });
    expect(walk('rosenbrock', START, { stepSize: 1e-3 }).growingSince).toBeNull();
  });

  test('at a singular system the shortest step is taken', () => {
    const found = walk('parallel', { x: 0, y: 0 }, { method: 'root' });
    expect(found.steps[1]?.notes).toContainEqual({ kind: 'singular' });
    expect(end(found).map((one) => one.toFixed(12))).toEqual(['0.500000000000', '0.500000000000']);
  });

  test('at once at a critical point, and when no step changes the point', () => {
    expect(walk('saddle', { x: 0, y: 0 }, {})).toMatchObject({ ending: 'converged' });
    expect(walk('linear', { x: 1, y: 1 }, { stepSize: 1e-30 })).toMatchObject({ ending: 'stalled' });
  });
});

describe('on the way', () => {
  test('kinks are told where they are passed, and where a point lies on one', () => {
    // 0.25 steps of ±1 from 0.5: 0.25, then 0, and there the slope is taken as 0.
    const found = walk('absolute', { x: 0.5, y: 0 }, { stepSize: 0.25, steps: 4 });
    expect(path(found).map(([x]) => x)).toEqual([0.5, 0.25, 0]);
    expect(found.steps[2]?.notes).toEqual([{ kind: 'kink', at: true, named: [0], count: 1 }]);
    expect(found.kinks.map((kink) => kink?.text)).toEqual(['x = 0']);
    const over = walk('absolute', { x: 0.3, y: 0 }, { stepSize: 0.25, steps: 3 });
    expect(over.steps.map(({ notes }) => notes.some((one) => one.kind === 'kink' && !one.at))).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });

  test('the Hessian-free method says how many products it took, and where it bends downward', () => {
    const found = walk('saddle', { x: 1, y: 0.5 }, { method: 'hessianFree', steps: 2 });
    expect(found.steps[1]?.notes.map((note) => note.kind)).toContain('negativeCurvature');
    const quadratic = 'def g(x, y, z):\n    return x**2 + 3*y**2 + 10*z**2 + x*y\n';
    const done = answerTo(quadratic, 'g', {
      kind: 'descent',
      point: { x: 1, y: 2, z: -1 },
      ...USUAL,
      method: 'hessianFree',
    });
    expect(done.ending).toBe('converged');
  });

  test('the step size that suits is one over the curvature', () => {
    // H = diag(2, 20): 1/20.
    const found = answerTo('def g(x, y):\n    return x**2 + 10*y**2\n', 'g', {
      kind: 'descent',
      point: { x: 1, y: 1 },
      ...USUAL,
    });
    expect(found.stepSize).toBe(0.05);
    expect(walk('linear', { x: 0, y: 0 }, {}).stepSize).toBe(0.1);
  });

  test('every step yields, and the same question has the same answer', () => {
    const question = { kind: 'descent', point: START, ...USUAL, steps: 50 } as const;
    const running = answer(question, openPython(TEXT).investigation('rosenbrock', {}));
    let yields = 0;
    while (!running.next().done) yields += 1;
    expect(yields).toBeGreaterThan(50);
    expect(ask(TEXT, 'rosenbrock', question)).toEqual(ask(TEXT, 'rosenbrock', question));
  });
});

test('pictures of what is made small count it as the output after the last', () => {
  // f(2, 0.3) = (0.09, −0.4), J = [[4, 0.6], [0.3, 2]]: ½‖f‖² = 0.08405, Jᵀf = (0.24, −0.746).
  const found = answerTo(TEXT, 'system', {
    kind: 'local',
    point: { x: [2, 0.3] },
    axes: { kind: 'variables', columns: [0, 1] },
    outputs: [2],
    at: null,
  });
  expect(found.values.map(Number)).toEqual([expect.closeTo(0.08405, 14)]);
  expect(found.slopes.flat().map(Number)).toEqual([expect.closeTo(0.24, 14), expect.closeTo(-0.746, 14)]);
});

describe('what cannot be done', () => {
  test.each<[string, Point, Partial<DescentQuestion>, string]>([
    ['rosenbrock', START, { method: 'gaussNewton' }, 'several outputs'],
    ['decay', { p: [1, 1] }, { method: 'root' }, 'as many outputs as variables'],
    ['rosenbrock', START, { stepSize: -1 }, 'above zero'],
    ['rosenbrock', START, { momentum: 1 }, 'below 1'],
    ['rosenbrock', START, { steps: 1e9 }, 'at most'],
  ])('%s %j', (name, point, question, reason) => {
    const answer = ask(TEXT, name, { kind: 'descent', point, ...USUAL, ...question });
    expect(answer.kind === 'unanswered' && answer.reason).toContain(reason);
  });

  test('the page may ask for every method', () => {
    for (const method of METHODS)
      expect(isQuestion({ kind: 'descent', point: null, ...USUAL, method }), method).toBe(true);
    expect(isQuestion({ kind: 'descent', point: null, ...USUAL, method: 'magic' })).toBe(false);
  });
});
