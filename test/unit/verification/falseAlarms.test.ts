/** Right code of which it was said that it differs: each was run with NumPy. */
import { describe, expect, it } from 'vitest';
import type { Check } from '../../../src/analysis/card';
import { openPython } from '../analysis/open';

const checksOf = (...text: string[]): readonly Check[] => {
  const document = openPython(`import numpy as np\n\n${text.join('\n')}\n`);
  return document.functions().flatMap((name) => document.checks(name));
};
const verdicts = (checks: readonly Check[]): string[] =>
  checks.map(({ function: name, verdict }) => `${name} ${verdict}`);

describe('a right derivative', () => {
  const decay = ['def decay(t, y, p):', '    return [-y[0]*p[0], y[0]*p[0]]', 'def decay_jac(t, y, p):'];

  it('has a column for a state that the function does not use', () => {
    expect(verdicts(checksOf(...decay, '    return [[-p[0], 0], [p[0], 0]]'))).toEqual(['decay_jac proved']);
    expect(verdicts(checksOf(...decay, '    return [[-p[0], 0], [-p[0], 0]]'))).toEqual(['decay_jac differs']);
  });

  const nearest = (sign: string): string[] => [
    'def nearest_with_gradient(x, X):',
    '    diff = x - X',
    '    D = np.sqrt((diff**2).sum(axis=1))',
    '    k = D.argmin()',
    '    obj = -D.min()',
    `    grad = ${sign}diff[k] / D[k]`,
    '    return obj, grad',
  ];

  it('is added up from functions that show between them which argument is a matrix', () => {
    const penalized = (factor: string): string[] => [
      'def loss(b, a, w):',
      '    return 0.5 * np.sum((a.dot(w) - b) ** 2)',
      'def gradient(b, a, w):',
      '    return a.T.dot(a.dot(w) - b)',
      'def penalized(b, a, w, reg):',
      '    return_loss = loss(b, a, w) + reg * np.sum(w**2)',
      `    grad = gradient(b, a, w) + ${factor} * reg * w`,
      '    return return_loss, grad',
    ];
    expect(verdicts(checksOf(...penalized('2')))).toContain('penalized proved');
    expect(verdicts(checksOf(...penalized('1')))).toContain('penalized differs');
  });

  it('has a column added to a column', () => {
    const barrier = (inverse: string, b: string): string[] => [
      'def barrier(x, Q, b, t):',
      '    return t * (0.5 * x.T @ Q @ x + b.T @ x) - np.sum(np.log(x))',
      'def gradient_barrier(x, Q, b, t):',
      `    return t * (Q @ x + b) - ${inverse}`,
      'x0 = np.ones((5, 1))',
      'B = np.random.rand(5, 5)',
      'Q = B.T @ B',
      `b = ${b}`,
      'barrier(x0, Q, b, 1)',
      'gradient_barrier(x0, Q, b, 1)',
    ];
    expect(verdicts(checksOf(...barrier('1 / x', 'some_column(len(x0))')))).toEqual(['gradient_barrier agrees']);
    expect(verdicts(checksOf(...barrier('2 / x', 'np.ones((5, 1))')))).toEqual(['gradient_barrier differs']);
  });

  it('is of the f in small letters, with an F beside it', () => {
    const both = (second: string): string[] => [
      'def f(x, l):',
      '    return np.array([x + 1.0, l * x * x + x - 1.0])',
      'def F(x, l):',
      '    v = f(x, l)',
      '    return 0.5 * np.dot(v.T, v)',
      'def f_jacobian(x, l):',
      `    return np.array([1, ${second}])`,
    ];
    expect(verdicts(checksOf(...both('2 * l * x + 1')))).toEqual(['f_jacobian proved']);
    expect(verdicts(checksOf(...both('2 * l * x')))).toEqual(['f_jacobian differs']);
  });

  it('is not judged by an argument that only a guessed size speaks for', () => {
    const median = (first: string, second: string): string[] => [
      `def f(${first}, ${second}):`,
      `    return np.sum(np.sum((${first} - ${second})**2, axis=1)**0.5)`,
      `def f_grad(${first}, ${second}):`,
      `    d = ${first} - ${second}`,
      '    return np.sum(d / (np.sum(d**2, axis=1)**0.5)[:, None], axis=0)',
    ];
    expect(verdicts(checksOf(...median('x', 'points')))).not.toContain('f_grad differs');
  });

  it('is for as many elements as the function names', () => {
    const brent = (inner: string): string[] => [
      'def brent(x):',
      '    return (x[0] + 10)**2 + (x[1] + 10)**2 + np.exp(-np.linalg.norm(x)**2)',
      'def brent_grad(x):',
      `    return 2 * (x + 10) + np.exp(-np.linalg.norm(x)**2) * (${inner})`,
    ];
    expect(verdicts(checksOf(...brent('-2 * x')))).toEqual(['brent_grad proved']);
    expect(verdicts(checksOf(...brent('-x')))).toEqual(['brent_grad differs']);
  });

  it('leaves a small number out, where each row adds up to 1', () => {
    const entropy = (scale: string): string[] => [
      'def softmax(x):',
      '    e = np.exp(x - x.max(axis=-1, keepdims=True))',
      '    return e / e.sum(axis=-1, keepdims=True)',
      'def cross_entropy(logits, targets):',
      '    return -np.mean(np.sum(targets * np.log(softmax(logits) + 1e-8), axis=1))',
      'def cross_entropy_grad(logits, targets):',
      `    return (softmax(logits) - targets) / ${scale}`,
    ];
    const [check] = checksOf(...entropy('len(logits)'));
    expect(check?.message).toMatch(/^agrees at \d+ points.* adds? up to 1, but for the small number 1e-8 in it$/);
    expect(verdicts(checksOf(...entropy('(2.5 * len(logits))')))).toEqual(['cross_entropy_grad differs']);
  });

  it('is of the loss that is called like it', () => {
    const losses = (hessian: string): string[] => [
      'def compute_loss(y, X, w):',
      '    return np.mean((y - X.dot(w)) ** 2) / 2',
      'def calculate_logistic_loss(y, X, w):',
      '    return np.sum(np.log(1 + np.exp(X.dot(w))) - y * X.dot(w))',
      `def ${hessian}(y, X, w):`,
      '    p = 1 / (1 + np.exp(-X.dot(w)))',
      '    return X.T.dot(np.diag(p * (1 - p))).dot(X)',
    ];
    expect(verdicts(checksOf(...losses('calculate_hessian')))).toEqual([]);
    expect(verdicts(checksOf(...losses('compute_hessian')))).toEqual(['compute_hessian differs']);
  });

  it('is by the point, where the argument with a capital is the matrix', () => {
    expect(verdicts(checksOf(...nearest('-')))).not.toContain('nearest_with_gradient differs');
    expect(verdicts(checksOf(...nearest('')))).toEqual(['nearest_with_gradient differs']);
  });

  it('takes its labels as a column, which the function takes flat', () => {
    const hinge = (calls: string[]): string[] => [
      'def cost(weights, features, labels, C):',
      '    predictions = np.dot(features, weights).flatten()',
      '    losses = np.maximum(0, 1 - labels*predictions)',
      '    return 0.5*float(np.dot(weights.T, weights)) + C*np.sum(losses)/features.shape[0]',
      'def cost_gradient(weights, features, labels, C):',
      '    distances = 1 - labels*np.dot(features, weights)',
      '    total = np.zeros((1, features.shape[1]))',
      '    for i, distance in enumerate(distances):',
      '        total += weights.T if max(0, distance) == 0 else weights.T - C*features[i]*labels[i]',
      '    return sum(total)/len(labels)',
      'weights, features = np.array([1, 2])[:, np.newaxis], np.array([[1.0, 0.5], [1.0, 2.5]])',
      'labels = np.array([-1, +1])',
      ...calls,
    ];
    const apart = ['cost(weights, features, labels, 1)', 'cost_gradient(weights, features, labels[:, np.newaxis], 1)'];
    expect(verdicts(checksOf(...hinge(apart)))).not.toContain('cost_gradient differs');
    // With labels in a column for both, the function is the one that is wrong: it is a table of all with all.
    expect(verdicts(checksOf(...hinge(apart.slice(1))))).toEqual(['cost_gradient differs']);
  });

  it('is no derivative where a `d` before a long name is a part of it, and both give the same', () => {
    const maps = (body: string): string[] => [
      'def kv_index_map(batch, head, row, _):',
      '    return (batch, head, row, 0)',
      'def dkv_index_map(batch, head, row, _):',
      `    return ${body}`,
    ];
    expect(verdicts(checksOf(...maps('(batch, head, row, 0)')))).not.toContain('dkv_index_map differs');
  });

  it('is not by an argument that it does not take', () => {
    const cost = [
      'def integral(params):',
      '    c, b, a = params',
      '    return 28.8*a**2 + 16*a*c + 12*b**2 + 4*c**2',
      'def cost_function(params, basis, y, alpha):',
      '    return np.dot(basis, params) - alpha*integral(params)',
      'def grad(params):',
      '    c, b, a = params',
      '    return np.array([16*a + 8*c, 24*b, 57.6*a + 16*c])',
    ];
    expect(verdicts(checksOf(...cost))).not.toContain('grad differs');
  });

  const strength = (penalty: string, slope: string): string[] => [
    'class SquareRootPenalty:',
    '    def __init__(self, alpha):',
    '        self.alpha = alpha',
    '    def value(self, w):',
    `        return self.alpha * np.sum(${penalty})`,
    '    def derivative(self, w):',
    `        return ${slope}`,
  ];

  it.each([
    [
      'by the size of each weight',
      'np.abs(w) ** 0.5',
      '1 / (2 * np.sqrt(np.abs(w)) + 1e-12)',
      '1 / np.sqrt(np.abs(w))',
    ],
    ['by each weight', 'np.log(1 + np.abs(w))', 'np.sign(w) / (np.abs(w) + 1)', 'np.sign(w) / (np.abs(w) + 2)'],
  ])('may leave the strength of a penalty to those who use it: %s', (_what, penalty, right, wrong) => {
    const name = 'SquareRootPenalty.derivative';
    expect(verdicts(checksOf(...strength(penalty, right)))).toEqual([`${name} unknown`]);
    expect(verdicts(checksOf(...strength(penalty, wrong)))).toEqual([`${name} differs`]);
    // What uses the strength has not left it to anybody.
    expect(verdicts(checksOf(...strength(penalty, `self.alpha ** 2 * ${right}`)))).toEqual([`${name} differs`]);
  });

  const ofOrder = (name: string, first: string): string[] => [
    `def ${name}(x, order=0):`,
    '    if order == 1:',
    `        return ${first}`,
    '    return 1 + x**2 / 4 + x**4 / 64',
  ];

  it('may be another function of a family, where its order is not said to be that of a derivative', () => {
    const wrong = 'x / 3 + x**3 / 17';
    expect(verdicts(checksOf(...ofOrder('bessel', wrong)))).toEqual(['bessel unknown']);
    expect(verdicts(checksOf(...ofOrder('bessel', 'x / 2 + x**3 / 16')))).toEqual(['bessel proved']);
    expect(verdicts(checksOf(...ofOrder('bessel_derivative', wrong)))).toEqual(['bessel_derivative differs']);
  });

  it('is no product with an argument that it does not use', () => {
    const implicit = (residual: string, slope: string): string[] => [
      'class Residual(ImplicitComponent):',
      '    def apply_nonlinear(self, inputs, outputs, residuals):',
      `        residuals['y'] = ${residual}`,
      '    def linearize(self, inputs, outputs, partials):',
      `        partials['y', 'x'] = ${slope}`,
    ];
    const shifted = "inputs['z'][0] + inputs['z'][1] + outputs['y'] - inputs['x'] ** 3";
    const scaled = "inputs['x'] ** 2 * outputs['y']";
    const findings = (...text: string[]): string[] =>
      checksOf(...implicit(...(text as [string, string]))).flatMap(({ verdict, entries }) =>
        entries.length === 0 ? [verdict] : entries.map(({ finding, expected }) => `${finding}: ${expected}`),
      );
    expect(findings(shifted, "-3 * inputs['x'] ** 2")).toEqual(['proved']);
    expect(findings(shifted, "-2 * inputs['x'] ** 2")).toEqual(["the factor 3/2 is missing: -3*inputs['x']**2"]);
    const [finding] = findings(scaled, "2 * inputs['x']");
    expect(finding).toBe("the factor `outputs['y']` is missing: 2*inputs['x']*outputs['y']");
  });

  const likelihood = (...more: string[]): string[] => [
    'class Model:',
    '    def loglike(self, v):',
    '        return -np.sum(1 / v) - np.sum(self.corr * v)',
    '    def score(self, v):',
    '        return np.diag((self.corr / v) / v[:, None]) - np.sum(self.corr * np.ones((1, len(v))), axis=0)',
    ...more,
  ];

  it('is not judged for a number where another method takes the attribute for a matrix', () => {
    const matrix = ['    def names(self):', '        return range(self.corr.shape[0])'];
    expect(verdicts(checksOf(...likelihood()))).toContain('Model.score differs');
    expect(verdicts(checksOf(...likelihood(...matrix)))).not.toContain('Model.score differs');
  });

  it('may be given the derivatives of the arguments by something else', () => {
    const negate = (slope: string): string[] => [
      'class Negate:',
      '    def _evaluate(self, child):',
      '        return -child**2 / 2',
      '    def _jac(self, child_jac, child):',
      `        return ${slope}`,
    ];
    const sum = [
      'class Sum:',
      '    def _evaluate(self, left, right):',
      '        return left + right',
      '    def _jac(self, left_jac, right_jac):',
      '        return left_jac + right_jac',
    ];
    expect(verdicts(checksOf(...negate('-child * child_jac')))).toEqual(['Negate._jac proved']);
    expect(verdicts(checksOf(...negate('child * child_jac')))).toEqual(['Negate._jac unknown']);
    expect(verdicts(checksOf(...sum))).toEqual(['Sum._jac unknown']);
  });

  it('is by the argument of its number, where the names number arguments', () => {
    const numbered = (second: string): string[] => [
      'def F(r, xi):',
      '    return r**3 + np.exp(r) * xi',
      'def d1F(r, xi):',
      '    return 3 * r**2 + np.exp(r) * xi',
      'def d2F(r, xi):',
      `    return ${second}`,
      'def d11F(r, xi):',
      '    return 6 * r + np.exp(r) * xi',
      'def d12F(r, xi):',
      '    return np.exp(r)',
    ];
    const found = verdicts(checksOf(...numbered('np.exp(r)')));
    expect([...new Set(found)]).toEqual(['d1F proved', 'd2F proved', 'd11F proved', 'd12F proved']);
    expect(verdicts(checksOf(...numbered('xi * np.exp(r)')))).toContain('d2F differs');
  });

  it('may hold the diagonal of the Hessian before the entries beside it', () => {
    const packed = (last: string): string[] => [
      'class Angle:',
      '    def __call__(self, a, b, c):',
      '        return a**2 + 2 * b**2 + 3 * c**2 + a * b',
      '    def hessian(self, a, b, c):',
      `        return np.stack([2, 4, 6, 0, 0, ${last}])`,
    ];
    expect(verdicts(checksOf(...packed('1')))).toEqual(['Angle.hessian proved']);
    expect(verdicts(checksOf(...packed('2')))).toEqual(['Angle.hessian differs']);
  });
});
