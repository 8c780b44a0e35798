/** What a derivative leaves to its callers: not told, unless it is something else that is wrong. */
import { describe, expect, it } from 'vitest';
import { openPython } from '../analysis/open';
import { messages, verdicts } from '../analysis/toldChecks';

describe('a factor that the caller multiplies by', () => {
  const distance = (slope: string, caller: readonly string[]): string[] => [
    'def dist(d, power):',
    '    return np.abs(d) ** power',
    'def dist_derivative(d, power):',
    `    return ${slope}`,
    ...caller,
  ];
  const caller = [
    'def correlation(d, theta, power):',
    '    der = dist_derivative(d, power)',
    '    return power * np.dot(theta, der)',
  ];
  const slope = 'np.abs(d) ** (power - 1) * np.sign(d)';

  it('is not missed', () => {
    expect(messages(...distance(slope, caller))).toEqual([
      'not judged: it is the derivative without the factor power, which its caller multiplies it by',
    ]);
  });

  it.each([
    ['nobody calls it', slope, []],
    ['another factor is wrong as well', `2 * ${slope}`, caller],
    ['one caller does not', slope, [...caller, 'def other(d):', '    return dist_derivative(d, 2.0)']],
    ['it is handed over', slope, [...caller, 'solve(dist, dist_derivative)']],
    [
      'the caller multiplies by something else',
      slope,
      ['def correlation(d, theta, power):', '    return theta * dist_derivative(d, power)'],
    ],
  ])('is told where %s', (_what, derivative, callers) => {
    expect(verdicts(...distance(derivative, callers))).toEqual(['dist_derivative differs']);
  });

  it('is missed as soon as the caller does not multiply any more', () => {
    const text = ['import numpy as np', ...distance(slope, caller), ''].join('\n');
    const document = openPython(text);
    const told = (): string[] => document.toldChecks('dist').map(({ verdict }) => verdict);
    expect(told()).toEqual(['unknown']);
    const start = text.indexOf('power * np.dot');
    document.change(2, [{ start, oldEnd: start + 'power * '.length, text: '' }]);
    expect(told()).toEqual(['differs']);
  });
});

describe('a penalty that the training loop subtracts', () => {
  const model = (gradient: string, update: string): string[] => [
    'class Ridge:',
    '    def train(self, a, b):',
    '        for _ in range(10):',
    '            loss, grad = self.loss_and_grad(self.w, a, b, reg=self.reg)',
    `            self.w = ${update}`,
    '    # gradlens: w: 2, a: 3 2, b: 3',
    '    def loss_and_grad(self, w, a, b, reg=0.1):',
    '        r = a.dot(w) - b',
    '        loss = 0.5 * np.sum(r**2) + 0.5 * reg * np.sum(w**2)',
    `        grad = ${gradient}`,
    '        return loss, grad',
  ];
  const update = 'self.w - self.lr * grad - self.reg * self.w';

  it('is not missed in its gradient', () => {
    expect(messages(...model('a.T.dot(r)', update))).toEqual([
      'not judged: it is the derivative without the term with reg, which its caller adds',
    ]);
  });

  it('is missed where the loop does not', () => {
    expect(verdicts(...model('a.T.dot(r)', 'self.w - self.lr * grad'))).toEqual(['Ridge.loss_and_grad differs']);
  });

  it('hides no other mistake', () => {
    expect(verdicts(...model('2 * a.T.dot(r)', update))).toEqual(['Ridge.loss_and_grad differs']);
  });
});

describe('a helper of which all callers subtract something', () => {
  const maps = (name: string, ...calls: string[]): string[] => [
    'class Layer:',
    '    def _step(self, val, slope):',
    '        return np.arctan(slope * val) / np.pi + 0.5',
    `    def ${name}(self, val, slope):`,
    '        return -slope / (1 + (slope * val) ** 2) / np.pi',
    ...calls.flatMap((call, i) => [`    def layer${i}(self, z, top, slope):`, `        return self.${name}(${call})`]),
  ];
  const [above, below] = ['z - top, slope', 'z - 0.5 * top, slope'];

  it('is by what they subtract', () => {
    expect(messages(...maps('_stepDeriv', above, below))).toEqual([
      'not judged: it is the derivative with respect to what its callers subtract',
    ]);
  });

  it('has the wrong sign where one does not, or anybody may call it', () => {
    expect(verdicts(...maps('_stepDeriv', above, below, 'z, slope'))).toEqual(['Layer._stepDeriv differs']);
    expect(verdicts(...maps('_stepDeriv', above))).toEqual(['Layer._stepDeriv differs']);
    expect(
      verdicts(...maps('step_deriv', above, below).map((line) => line.replace('def _step(', 'def step('))),
    ).toEqual(['Layer.step_deriv differs']);
  });
});

describe('an order that the caller turns round', () => {
  const tested = (entry: string, ...uses: string[]): string[] => [
    'def energy(p):',
    '    d, c, b, a = p',
    '    return 3 * a**2 + 2 * a * c + 5 * b**2 + c**2',
    'def energy_hessian(p):',
    `    return np.array([[${entry}, 0, 2, 0], [0, 10, 0, 0], [2, 0, 2, 0], [0, 0, 0, 0]])`,
    'def test_hessian():',
    '    hess = energy_hessian(np.ones(4))',
    ...uses.map((line) => `    ${line}`),
  ];
  const flips = ['hess = np.flipud(hess)', 'hess = np.fliplr(hess)'];

  it.each([
    ['flipud', flips],
    ['slices', ['print(hess[::-1, ::-1])']],
  ])('is no mistake: %s', (_how, uses) => {
    expect(messages(...tested('6', ...uses))).toEqual([
      'not judged: it is the derivative in reversed order, which its caller turns round',
    ]);
  });

  it('is one where nobody does, and hides no other one', () => {
    expect(verdicts(...tested('6', 'print(hess)'))).toEqual(['energy_hessian differs']);
    expect(verdicts(...tested('7', ...flips))).toEqual(['energy_hessian differs']);
  });
});

describe('a sign that nobody looks at', () => {
  const interval = (...use: string[]): string[] => [
    'def interval(prob, se, limit):',
    '    def g(x):',
    '        return np.log(-np.log(x))',
    '    def gprime(x):',
    '        return -1 / (x * np.log(x))',
    '    r = g(prob) - g(0.5)',
    '    r /= gprime(prob) * se',
    ...use.map((line) => `    ${line}`),
  ];

  it('is not told of a function inside another one', () => {
    expect(messages(...interval('return np.flatnonzero(np.abs(r) <= limit)'))).toContain(
      'not judged: it is the derivative but for its sign, which its caller does not look at',
    );
    expect(verdicts(...interval('return r**2 <= limit'))).toContain('interval.gprime unknown');
  });

  it('is told where somebody does', () => {
    expect(verdicts(...interval('return r'))).toContain('interval.gprime differs');
    expect(verdicts(...interval('print(r)', 'return np.abs(r)'))).toContain('interval.gprime differs');
  });
});
