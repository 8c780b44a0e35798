/** Verdicts on the usual spellings of regressions, losses and layers. Every derivative was run with NumPy. */
import { describe, expect, it } from 'vitest';
import { openPython } from '../analysis/open';

const checksOf = (...text: string[]): { verdict: string; message: string }[] => {
  const document = openPython(`import numpy as np\n\n${text.join('\n')}\n`);
  return document
    .functions()
    .flatMap((name) => document.checks(name).map(({ verdict, message }) => ({ verdict, message })));
};
const verdicts = (...text: string[]): string[] => checksOf(...text).map(({ verdict }) => verdict);

describe('a regression with one target a sample', () => {
  const pair = (names: { x: string; w: string; y: string }, cost: string, gradient: string): string[] => [
    `def cost(${names.x}, ${names.y}, ${names.w}):`,
    `    h = np.dot(${names.x}, ${names.w})`,
    `    return ${cost}`,
    `def grad_cost(${names.x}, ${names.y}, ${names.w}):`,
    `    m = len(${names.y})`,
    `    h = ${names.x} @ ${names.w}`,
    `    return ${gradient}`,
  ];
  const large = { x: 'A', w: 'W', y: 'y' };
  const small = { x: 'features', w: 'weights', y: 'target' };

  it.each([
    ['a mean beside a sum', large, '0.5 * np.mean((h - y)**2)', 'np.mean((h - y)[:, None] * A, axis=0)'],
    ['a product from the left', large, 'np.sum((h - y)**2) / (2 * len(y))', 'np.dot(h - y, A) / m'],
    ['a product with itself', large, '(h - y).T.dot(h - y) / (2 * y.size)', 'A.T @ (h - y) / m'],
    [
      'features by their name',
      small,
      'np.sum(np.square(h - target)) / (2 * features.shape[0])',
      'np.mean((h - target)[:, None] * features, axis=0)',
    ],
  ])('is confirmed, and its faults are told: %s', (_, names, cost, gradient) => {
    expect(verdicts(...pair(names, cost, gradient))).toEqual(['proved']);
    for (const factor of ['3 *', '-'])
      expect(verdicts(...pair(names, cost, `${factor} ${gradient}`))).not.toEqual(['proved']);
  });

  it('has a sample a row, where a loss is a product with its targets', () => {
    const loss = (sign: string): string[] => [
      'def sigmoid(z):',
      '    return 1 / (1 + np.exp(-z))',
      'def loss(weights, x, t):',
      '    p = sigmoid(x @ weights)',
      '    return (-t @ np.log(p) - (1 - t) @ np.log(1 - p)) / t.size',
      'def loss_grad(weights, x, t):',
      '    p = sigmoid(x @ weights)',
      `    return x.T @ ${sign} / t.size`,
    ];
    expect(verdicts(...loss('(p - t)'))).toEqual(['proved']);
    expect(verdicts(...loss('(t - p)'))).toEqual(['differs']);
  });

  it('may give its gradient as dw, whatever its weights are called', () => {
    const both = (gradient: string): string[] => [
      'def cost_function(theta, X, y):',
      '    r = X @ theta - y',
      '    cost = np.sum(r**2) / (2 * len(y))',
      `    dw = ${gradient} / len(y)`,
      '    return cost, dw',
    ];
    expect(verdicts(...both('X.T @ r'))).toEqual(['proved']);
    expect(verdicts(...both('-X.T @ r'))).toEqual(['differs']);
  });
});

describe('a squared distance as a product with itself', () => {
  it('is no number: a sum of differences is not its derivative', () => {
    const loss = (gradient: string): string[] => [
      'def loss(y, pred):',
      '    return 0.5 * np.dot(pred - y, pred - y)',
      'def loss_grad(y, pred):',
      `    return ${gradient}`,
    ];
    expect(verdicts(...loss('pred - y'))).toEqual(['proved']);
    expect(verdicts(...loss('np.sum(pred - y)'))).not.toEqual(['proved']);
  });
});

describe('the slope of a leaky unit', () => {
  const unit = (slope: string): string[] => [
    'def leaky(x, alpha=0.01):',
    '    return np.maximum(alpha * x, x)',
    'def leaky_grad(x, alpha=0.01):',
    `    return ${slope}`,
  ];
  it('may be cut out of a condition', () =>
    expect(verdicts(...unit('np.clip(x > 0, alpha, 1.0)'))).toEqual(['agrees']));
  it('is below 1, as its default says', () =>
    expect(verdicts(...unit('np.where(x > 0, alpha, 1)'))).toEqual(['differs']));
});

describe('what is passed back', () => {
  const layer = (passed: string, sign = '', more = ''): string[] => [
    'class Sigmoid:',
    '    def forward(self, x):',
    '        self.out = 1 / (1 + np.exp(-x))',
    '        return self.out',
    `    def backward(self, ${passed}${more}):`,
    `        return ${sign}${passed} * self.out * (1 - self.out)`,
  ];
  it.each([
    'dvalues',
    'output_gradient',
    'output_error',
    'dE_dY',
    'dC_da',
    'd_next',
    'prev_grad',
    'upstream',
    'top_diff',
  ])('goes by the name of %s', (passed) => {
    expect(verdicts(...layer(passed))).toEqual(['proved']);
    expect(verdicts(...layer(passed, '-'))).toEqual(['differs']);
  });
  it('stands beside what sets a step', () => {
    expect(verdicts(...layer('output_gradient', '', ', learning_rate'))).toEqual(['proved']);
    expect(verdicts(...layer('output_gradient', '-', ', learning_rate'))).toEqual(['differs']);
  });
  it('stands beside what went through', () => {
    const back = (slope: string): string[] => [
      'class Tanh:',
      '    def forward(self, x):',
      '        return np.tanh(x)',
      '    def backward(self, x, grad):',
      `        return grad * (1 - ${slope})`,
    ];
    expect(verdicts(...back('np.tanh(x)**2'))).toEqual(['proved']);
    expect(verdicts(...back('np.tanh(x)'))).toEqual(['differs']);
  });
  it('may be a column', () => {
    const softmax = (sign: string): string[] => [
      'class Softmax:',
      '    def forward(self, input):',
      '        tmp = np.exp(input)',
      '        self.output = tmp / np.sum(tmp)',
      '        return self.output',
      '    def backward(self, output_gradient, learning_rate):',
      '        n = np.size(self.output)',
      `        return np.dot((np.identity(n) ${sign} self.output.T) * self.output, output_gradient)`,
    ];
    expect(checksOf(...softmax('-'))).toEqual([{ verdict: 'proved', message: 'proved; for columns' }]);
    expect(verdicts(...softmax('+'))).not.toEqual(['proved']);
  });
  it('goes back through what is left in the object', () => {
    const layers = (sign: string): string[] => [
      'class Softmax:',
      '    def forward(self, inputs):',
      '        e = np.exp(inputs - np.max(inputs, axis=1, keepdims=True))',
      '        probabilities = e / np.sum(e, axis=1, keepdims=True)',
      '        self.output = probabilities',
      '    def backward(self, dvalues):',
      '        self.dinputs = np.empty_like(dvalues)',
      '        for i, (one, d) in enumerate(zip(self.output, dvalues)):',
      '            one = one.reshape(-1, 1)',
      `            self.dinputs[i] = np.dot(np.diagflat(one) ${sign} np.dot(one, one.T), d)`,
    ];
    expect(verdicts(...layers('-'))).toEqual(['proved']);
    expect(verdicts(...layers('+'))).not.toEqual(['proved']);
  });
  it('leaves dW for the weights, whatever they are called', () => {
    const dense = (dw: string, db: string): string[] => [
      'class Dense:',
      '    def __init__(self, n_in, n_out):',
      '        self.w = np.random.randn(n_in, n_out)',
      '        self.bias = np.zeros((1, n_out))',
      '    def forward(self, x):',
      '        self.x = x',
      '        return x @ self.w + self.bias',
      '    def backward(self, dvalues):',
      `        self.dW = ${dw}`,
      `        self.db = ${db}`,
      '        return dvalues @ self.w.T',
    ];
    const sum = 'np.sum(dvalues, axis=0, keepdims=True)';
    expect(verdicts(...dense('self.x.T @ dvalues', sum))).toEqual(['proved', 'proved', 'proved']);
    expect(verdicts(...dense('-self.x.T @ dvalues', sum)).sort()).toEqual(['differs', 'proved', 'proved']);
    expect(verdicts(...dense('self.x.T @ dvalues', `2 * ${sum}`)).sort()).toEqual(['differs', 'proved', 'proved']);
  });
});

describe('a wrong derivative that is left in an object', () => {
  it('is marked where it is set', () => {
    const text = [
      'class Scale:',
      '    def forward(self, x):',
      '        self.x = x',
      '        return self.w * x',
      '    def backward(self, dout):',
      '        self.dw = 2 * np.sum(self.x * dout)',
      '        return self.w * dout',
    ];
    const document = openPython(`import numpy as np\n${text.join('\n')}\n`);
    const checks = document.functions().flatMap((name) => document.checks(name));
    const wrong = checks.find(({ verdict }) => verdict === 'differs');
    expect(wrong).toMatchObject({ part: '.dw', entries: [{ range: { start: { line: 6 } } }] });
  });
});

describe('a loss of a class with a way back', () => {
  const loss = (method: string, gradient: string): string[] => [
    'class MSE:',
    `    def ${method}(self, y_true, y_pred):`,
    '        return np.mean((y_pred - y_true)**2)',
    '    def backward(self, y_true, y_pred):',
    `        return ${gradient} / y_true.size`,
  ];
  it.each(['forward', '__call__', 'call', 'calculate', 'loss'])('takes the same as %s', (method) => {
    expect(verdicts(...loss(method, '2 * (y_pred - y_true)'))).toEqual(['proved']);
    expect(verdicts(...loss(method, '(y_pred - y_true)'))).toEqual(['differs']);
  });
  it('is no flow and its inverse', () =>
    expect(
      verdicts(
        'class Flow:',
        '    def forward(self, x, context):',
        '        return x * np.exp(context)',
        '    def backward(self, x, context):',
        '        return x * np.exp(-context)',
      ),
    ).toEqual([]));
});

describe('several derivatives in one return', () => {
  it('are each by the argument that they are named after', () => {
    const gradient = (slope: string): string[] => [
      'def compute_cost(x, y, w, b):',
      '    cost = 0.0',
      '    for i in range(len(x)):',
      '        cost = cost + (w * x[i] + b - y[i])**2',
      '    return cost / (2 * len(x))',
      'def compute_gradient(x, y, w, b):',
      '    dj_dw = 0',
      '    dj_db = 0',
      '    for i in range(len(x)):',
      `        dj_dw += ${slope}`,
      '        dj_db += w * x[i] + b - y[i]',
      '    return dj_dw / len(x), dj_db / len(x)',
    ];
    expect(verdicts(...gradient('(w * x[i] + b - y[i]) * x[i]'))).toEqual(['proved']);
    expect(verdicts(...gradient('w * x[i] + b - y[i]'))).toEqual(['differs']);
  });

  it('may be by X where they are called dx', () => {
    const affine = (dx: string): string[] => [
      'def affine_forward(X, W, b):',
      '    return X @ W + b, (X, W, b)',
      'def affine_backward(dy, cache):',
      '    X, W, b = cache',
      `    dx = ${dx}`,
      '    dw = X.T @ dy',
      '    db = np.sum(dy, axis=0)',
      '    return dx, dw, db',
    ];
    expect(verdicts(...affine('dy @ W.T'))).toEqual(['proved', 'proved', 'proved']);
    expect(verdicts(...affine('-dy @ W.T')).sort()).toEqual(['differs', 'proved', 'proved']);
  });
});

describe('a norm of each row', () => {
  const layer = (sign: string, axes: string, ...first: string[]): string[] => [
    'class LayerNorm:',
    '    def __init__(self, dim, eps=1e-5):',
    '        self.gamma = np.ones(dim)',
    '        self.beta = np.zeros(dim)',
    '        self.eps = eps',
    '    def forward(self, x):',
    '        mean = np.mean(x, axis=-1, keepdims=True)',
    '        self.std = np.sqrt(np.var(x, axis=-1, keepdims=True) + self.eps)',
    '        self.x_hat = (x - mean) / self.std',
    '        return self.gamma * self.x_hat + self.beta',
    '    def backward(self, dout):',
    ...first,
    `        self.dgamma = np.sum(dout * self.x_hat, axis=${axes})`,
    `        self.dbeta = np.sum(dout, axis=${axes})`,
    '        d = dout * self.gamma',
    '        inner = np.mean(d * self.x_hat, axis=-1, keepdims=True)',
    `        return (d - np.mean(d, axis=-1, keepdims=True) ${sign} self.x_hat * inner) / self.std`,
  ];
  it.each([
    ['in a batch', '0', []],
    ['in a batch of sequences', '(0, 1)', ['        B, T, D = dout.shape']],
  ])('%s', (_, axes, first) => {
    expect(verdicts(...layer('-', axes, ...first))).toEqual(['proved', 'proved', 'proved']);
    // Not of one row with one element, which has no slope at all.
    expect(verdicts(...layer('+', axes, ...first)).sort()).toEqual(['differs', 'proved', 'proved']);
  });
});

describe('a layer with a sample a column', () => {
  it('has one bias a row', () => {
    const dense = (db: string): string[] => [
      'class Dense:',
      '    def __init__(self, n_in, n_out):',
      '        self.weights = np.random.randn(n_out, n_in)',
      '        self.bias = np.zeros((n_out, 1))',
      '    def forward(self, A_prev):',
      '        self.A_prev = A_prev',
      '        return self.weights @ A_prev + self.bias',
      '    def backward(self, dZ):',
      '        self.dweights = dZ @ self.A_prev.T',
      `        self.dbias = ${db}`,
      '        return self.weights.T @ dZ',
    ];
    expect(verdicts(...dense('np.sum(dZ, axis=1, keepdims=True)'))).toEqual(['proved', 'proved', 'proved']);
    expect(verdicts(...dense('2 * np.sum(dZ, axis=1, keepdims=True)')).sort()).toEqual(['differs', 'proved', 'proved']);
  });
});

describe('the Jacobian of the only other function', () => {
  it('is told right, whatever that is called', () => {
    const pair = (slope: string): string[] => [
      'mu = 1.5',
      'def van_der_pol(t, x):',
      '    return np.array([x[1], mu * (1 - x[0]**2) * x[1] - x[0]])',
      'def jac(t, x):',
      `    return np.array([[0, 1], [-2 * mu * x[0] * x[1] - 1, ${slope}]])`,
    ];
    expect(verdicts(...pair('mu * (1 - x[0]**2)'))).toEqual(['proved']);
    expect(verdicts(...pair('mu * (1 - x[0])'))).not.toEqual(['proved']);
  });

  it('is not called wrong beside residuals, of which it may be by their squares', () =>
    expect(
      verdicts(
        'def resid(p):',
        '    return np.array([10 * (p[1] - p[0]**2), 1 - p[0]])',
        'def jac(p):',
        '    return np.array([-400 * p[0] * (p[1] - p[0]**2) - 2 * (1 - p[0]), 200 * (p[1] - p[0]**2)])',
      ),
    ).not.toContain('differs'));
});

describe('a derivative that is only set to 0', () => {
  it('is still to be worked out', () => {
    const both = (slope: string): string[] => [
      'def feval(w, a):',
      '    f = a[0] + a[1] * w + a[2] * w**2',
      `    fgrad = ${slope}`,
      '    return f, fgrad',
    ];
    expect(verdicts(...both('0'))).toEqual(['unknown']);
    expect(verdicts(...both('a[1] + a[2] * w'))).toEqual(['differs']);
  });
});

describe('labels with one 1', () => {
  const loss = (index: string, gradient: string): string[] => [
    'class CrossEntropy:',
    '    def forward(self, outputs, targets):',
    `        return -np.log(outputs[${index}] + 1e-10)`,
    '    def backward(self, outputs, targets):',
    `        return ${gradient}`,
  ];
  it.each([
    ['targets.argmax()', '-targets / outputs'],
    [':, targets.argmax()', '-targets * (1 / np.maximum(1e-25, outputs))'],
  ])('say of which class a loss is: outputs[%s]', (index, gradient) => {
    expect(verdicts(...loss(index, gradient))).toEqual(['agrees']);
    expect(verdicts(...loss(index, gradient.slice(1)))).not.toEqual(['agrees']);
    expect(verdicts(...loss(index, `2 * ${gradient}`))).not.toEqual(['agrees']);
  });
});

describe('a loss that is a logarithm of one probability', () => {
  it('is by that one alone, where each row of its labels has one 1', () => {
    const loss = (factor: string): string[] => [
      'class CrossEntropy:',
      '    def forward(self, y_pred, y_true):',
      '        return -np.log(np.sum(y_pred * y_true, axis=1))',
      '    def backward(self, y_pred, y_true):',
      `        return -${factor}(y_true / y_pred)`,
    ];
    expect(verdicts(...loss(''))).toEqual(['agrees']);
    expect(verdicts(...loss('2 * '))).toEqual(['differs']);
  });
});

describe('rows that are picked', () => {
  it('may be picked twice, where NumPy adds up but the last', () => {
    const embedding = (add: string): string[] => [
      'def embedding_forward(idx, W):',
      '    return W[idx], (idx, W)',
      'def embedding_backward(dout, cache):',
      '    idx, W = cache',
      '    dW = np.zeros_like(W)',
      `    ${add}`,
      '    return dW',
    ];
    const told = (add: string): string[] => checksOf(...embedding(add)).map(({ message }) => message);
    expect(told('dW[idx] += dout')).toEqual(['proved: with respect to W; for a single idx']);
    expect(told('np.add.at(dW, idx, dout)')).toEqual(['proved: with respect to W']);
  });
});

describe('a gradient beside residuals', () => {
  it('may be that of their squares, where there are as many of them as arguments', () => {
    const pair = (second: string): string[] => [
      'def residuals(a, b):',
      '    return np.array([10 * (b - a**2), 1 - a])',
      'def residuals_grad(a, b):',
      `    return np.array([-400 * a * (b - a**2) - 2 * (1 - a), ${second} * (b - a**2)])`,
    ];
    expect(verdicts(...pair('200'))).toEqual(['unknown']);
    expect(verdicts(...pair('100'))).not.toEqual(['proved']);
  });
});

describe('a function and its private twin', () => {
  it('have ways back of their own', () =>
    expect(
      verdicts(
        'def _power_forward(x):',
        '    return x**2, x',
        'def power_forward(x):',
        '    return x**3, x',
        'def power_backward(dout, cache):',
        '    x = cache',
        '    return dout * 3 * x**2',
      ),
    ).toEqual(['proved']));
});

describe('what is passed back, of which one element alone is meant to be there', () => {
  it('is told nothing against', () => {
    const softmax = (power: string): string[] => [
      'class Softmax:',
      '    def forward(self, input):',
      '        self.last = input',
      '        exp = np.exp(input)',
      '        return exp / np.sum(exp, axis=0)',
      '    def backprop(self, d_L_d_out, learn_rate):',
      '        for i, gradient in enumerate(d_L_d_out):',
      '            if gradient == 0:',
      '                continue',
      '            t = np.exp(self.last)',
      '            S = np.sum(t)',
      `            slope = -t[i] * t / S**${power}`,
      '            slope[i] = t[i] * (S - t[i]) / S**2',
      '            return gradient * slope',
    ];
    expect(verdicts(...softmax('2'))).toEqual(['unknown']);
    expect(verdicts(...softmax('3'))).toEqual(['differs']);
  });
});
