/** From source text to verdicts: the examples that ship, and habits of real code. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { python } from '../../../src/languages/python/language';
import { trace } from '../../../src/tracing/trace';
import type { GivenValue, Traced } from '../../../src/tracing/traced';
import { checkPair, sizeConflict } from '../../../src/verification/check';
import { findPairs } from '../../../src/verification/pairing';
import { viewed } from '../../../src/verification/views';
import type { View } from '../../../src/verification/views';
import { read } from '../languages/python/reading';
import { print } from './handmade';

/** `f → f_grad: verdict` of all pairs of a text, with the message where it is asked for. */
function verdicts(text: string): { readonly pair: string; readonly verdict: string; readonly message: string }[] {
  const program = read(text);
  const budget = { milliseconds: 2000, steps: 100_000, nodes: 100_000 };
  const traceOf = (name: string, view: View | null, given: Readonly<Record<string, GivenValue>> = {}): Traced => {
    const definition = program.definitions.find((candidate) => candidate.name === name)!;
    const result = trace(program, viewed(definition, view), python, { wrt: null, given, budget });
    if (!result.ok) throw new Error(`${name}: ${result.reason.message}`);
    return result.traced;
  };
  const all = findPairs(program).filter(({ evidence }) => evidence.kind !== 'chain');
  return all.map((pair) => {
    const { views } = pair;
    let [primal, derivative] = [traceOf(pair.primal, views.primal), traceOf(pair.derivative, views.derivative)];
    const conflict = sizeConflict(primal, derivative);
    if (conflict && Object.keys(conflict.primal).length > 0)
      primal = traceOf(pair.primal, views.primal, conflict.primal);
    if (conflict && Object.keys(conflict.derivative).length > 0)
      derivative = traceOf(pair.derivative, views.derivative, conflict.derivative);
    const retrace = (which: 'primal' | 'derivative', given: Readonly<Record<string, GivenValue>>): Traced =>
      traceOf(pair[which], views[which], given);
    const { verdict, message } = checkPair({ pair, primal, derivative, print, retrace, budgetMilliseconds: 2000 });
    return { pair: `${pair.primal} → ${pair.derivative}`, verdict, message };
  });
}

const example = (name: string): ReturnType<typeof verdicts> =>
  verdicts(readFileSync(new URL(`../../../examples/${name}.py`, import.meta.url), 'utf8'));

describe('the examples', () => {
  it.each([
    ['seed', ['f → jacobian_f', 'f1 → gradient_f1']],
    ['rosenbrock', ['rosenbrock → rosenbrock_grad', 'rosenbrock → rosenbrock_hess']],
    ['polar', ['to_cartesian → to_cartesian_jac']],
    ['logistic', ['loss → loss_gradient']],
    ['ekf', ['motion_model → jacob_f']],
  ])('%s: every derivative is proved', (name, pairs) => {
    expect(example(name)).toEqual(pairs.map((pair) => ({ pair, verdict: 'proved', message: 'proved' })));
  });

  it('wrong: the sign of one entry', () => {
    const [only] = example('wrong');
    expect(only).toMatchObject({ pair: 'acceleration → acceleration_jac', verdict: 'differs' });
    expect(only?.message).toMatch(/^1 of 4 entries differs: entry \(0, 1\): the sign is wrong/);
  });
});

const lines = (...text: string[]): string => `import numpy as np\n\n${text.join('\n')}\n`;

describe('habits of real code', () => {
  it.each<[string, string, RegExp]>([
    [
      'an argument that may be an array',
      lines(
        'class MSE:',
        '    def __call__(self, y, y_pred):',
        '        return np.mean((y - y_pred) ** 2)',
        '    def grad(self, y, y_pred):',
        '        return -2 / len(y) * (y - y_pred)',
      ),
      /^proved/,
    ],
    [
      'layers that pass a gradient back',
      lines(
        'class Add:',
        '    def forward(self, x, y):',
        '        return x + y',
        '    def backward(self, dout):',
        '        return dout * 1, dout * 1',
      ),
      /^proved.*product of dout|^proved/,
    ],
    [
      'a value and its gradient together',
      lines('def f(w, x):', '    r = w @ x', '    loss = r ** 2', '    dw = 2 * r * x', '    return loss, dw'),
      /^proved/,
    ],
    [
      '… and a mistake in it',
      lines('def f(w, x):', '    r = w @ x', '    loss = r ** 2', '    dw = r * x', '    return loss, dw'),
      /^differs.*in all entries the factor 2 is missing/,
    ],
    [
      'a derivative that a solver is given',
      lines(
        'from scipy.optimize import minimize',
        'def cost(p):',
        '    return (p[0] - 1)**2 + p[0]*p[1]',
        'def slope(p):',
        '    return np.array([2*(p[0] - 1) + p[1], p[1]])',
        'minimize(cost, [0, 0], jac=slope)',
      ),
      /^differs.*entry 1/,
    ],
    [
      'an activation in terms of its output',
      lines(
        'def sigmoid(x):',
        '    return 1 / (1 + np.exp(-x))',
        'def sigmoid_derivative(x):',
        '    return x * (1 - x)',
      ),
      /^proved.*in terms of the output/,
    ],
    [
      'a cached value that nothing is known of',
      lines(
        'class G:',
        '    def V(self):',
        '        return self._V',
        '    def dV_dT(self):',
        '        return self._dV_dT',
      ),
      /^unknown/,
    ],
    [
      'products of velocities that are no pair',
      lines('def model(v, yaw):', '    dx = np.cos(yaw) * v', '    dyaw = v / 2', '    return dx, dyaw'),
      /^$/,
    ],
  ])('%s', (_, text, expected) => {
    const said = verdicts(text).map(({ verdict, message }) => `${verdict}: ${message}`);
    expect(said.join('\n')).toMatch(expected);
  });
});
