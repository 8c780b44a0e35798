/** Exercises as courses set them, and mistakes in them: verdicts as `gradlens check` gives them. */
import { describe, expect, it } from 'vitest';
import type { Check } from '../../../src/analysis/card';
import { openPython } from '../analysis/open';

const openText = (...text: string[]): readonly Check[] => {
  const document = openPython(`import numpy as np\nfrom scipy.optimize import minimize\n\n${text.join('\n')}\n`);
  return document.functions().flatMap((name) => document.checks(name));
};
const said = (checks: readonly Check[]): string[] =>
  checks.map(({ function: name, part, message }) => `${name}${part}: ${message}`);

const sigmoid = ['def sigmoid(z):', '    return 1 / (1 + np.exp(-z))'];

describe('regularised logistic regression', () => {
  const cost = [
    ...sigmoid,
    'def cost(theta, reg, X, y):',
    '    m = y.size',
    '    h = sigmoid(X.dot(theta))',
    '    J = -1*(1/m)*(np.log(h).T.dot(y) + np.log(1-h).T.dot(1-y)) + (reg/(2*m))*np.sum(np.square(theta[1:]))',
    '    if np.isnan(J[0]):',
    '        return np.inf',
    '    return J[0]',
    'def gradient(theta, reg, X, y):',
    '    m = y.size',
    '    h = sigmoid(X.dot(theta.reshape(-1, 1)))',
  ];
  const use = 'minimize(cost, theta0, args=(reg, X, y), jac=gradient)';

  it('with targets in a column', () => {
    const right = '    grad = (1/m)*X.T.dot(h-y) + (reg/m)*np.r_[[[0]], theta[1:].reshape(-1, 1)]';
    expect(said(openText(...cost, right, '    return grad.flatten()', use))).toEqual(['gradient: proved']);
  });

  it('with the bias regularised only in the gradient', () => {
    const wrong = '    grad = (1/m)*X.T.dot(h-y) + (reg/m)*theta.reshape(-1, 1)';
    const [told, ...others] = said(openText(...cost, wrong, '    return grad.flatten()', use));
    expect(others).toEqual([]);
    expect(told).toMatch(/^gradient: 1 of \d entries differs: entry 0: .*theta\[0\]/);
  });
});

describe("NumPy's matrices", () => {
  const matrices = ['    theta, X, y = np.matrix(theta), np.matrix(X), np.matrix(y)'];
  const cost = (rate: string): string[] => [
    ...sigmoid,
    'def cost(theta, X, y, rate):',
    ...matrices,
    '    first = np.multiply(-y, np.log(sigmoid(X * theta.T)))',
    '    second = np.multiply((1 - y), np.log(1 - sigmoid(X * theta.T)))',
    `    reg = ${rate} * np.sum(np.power(theta[:, 1:theta.shape[1]], 2))`,
    '    return np.sum(first - second) / len(X) + reg',
  ];
  const gradient = [
    'def gradient(theta, X, y, rate):',
    ...matrices,
    '    parameters = int(theta.ravel().shape[1])',
    '    grad = np.zeros(parameters)',
    '    error = sigmoid(X * theta.T) - y',
    '    for i in range(parameters):',
    '        term = np.multiply(error, X[:, i])',
    '        if (i == 0):',
    '            grad[i] = np.sum(term) / len(X)',
    '        else:',
    '            grad[i] = (np.sum(term) / len(X)) + ((rate / len(X)) * theta[:, i])',
    '    return grad',
    'minimize(cost, theta0, args=(X, y, rate), jac=gradient)',
  ];

  it('regularised per sample', () => {
    expect(said(openText(...cost('(rate / (2 * len(X)))'), ...gradient))).toEqual(['gradient: proved']);
  });

  it('regularised by 2*len(X) without its parentheses, as it stands in a well-known notebook', () => {
    const [told, ...others] = said(openText(...cost('(rate / 2 * len(X))'), ...gradient));
    expect(others).toEqual([]);
    expect(told).toMatch(/^gradient: \d of \d entries differ/);
  });

  it('a network, its samples one by one, its biases inserted', () => {
    const network = (delta: string): string[] => [
      ...sigmoid,
      'def sigmoid_gradient(z):',
      '    return np.multiply(sigmoid(z), (1 - sigmoid(z)))',
      'def backprop(params, n, h, k, X, y):',
      '    m = X.shape[0]',
      '    X, y = np.matrix(X), np.matrix(y)',
      '    theta1 = np.matrix(np.reshape(params[:h * (n + 1)], (h, (n + 1))))',
      '    theta2 = np.matrix(np.reshape(params[h * (n + 1):], (k, (h + 1))))',
      '    a1 = np.insert(X, 0, values=np.ones(m), axis=1)',
      '    z2 = a1 * theta1.T',
      '    a2 = np.insert(sigmoid(z2), 0, values=np.ones(m), axis=1)',
      '    out = sigmoid(a2 * theta2.T)',
      '    J = 0',
      '    delta1, delta2 = np.zeros(theta1.shape), np.zeros(theta2.shape)',
      '    for t in range(m):',
      '        J += np.sum(np.multiply(-y[t, :], np.log(out[t, :])) - np.multiply((1 - y[t, :]), np.log(1 - out[t, :])))',
      '        d3t = out[t, :] - y[t, :]',
      '        z2t = np.insert(z2[t, :], 0, values=np.ones(1))',
      `        d2t = np.multiply(${delta}, sigmoid_gradient(z2t))`,
      '        delta1 = delta1 + (d2t[:, 1:]).T * a1[t, :]',
      '        delta2 = delta2 + d3t.T * a2[t, :]',
      '    grad = np.concatenate((np.ravel(delta1 / m), np.ravel(delta2 / m)))',
      '    return J / m, grad',
    ];
    const right = said(openText(...network('(theta2.T * d3t.T).T')));
    expect(right.filter((line) => line.startsWith('backprop'))).toEqual([
      expect.stringMatching(/^backprop: (proved|agrees)/),
    ]);
    const wrong = said(openText(...network('(theta2.T * d3t.T * 2).T')));
    expect(wrong.filter((line) => line.startsWith('backprop'))).toEqual([expect.stringMatching(/differ/)]);
  });
});

describe('collaborative filtering, its parameters in one vector', () => {
  const filtering = (sides: string, x: string, theta: string): string[] => [
    'def cofi(params, Y, R, num_users, num_movies, num_features, lam):',
    '    X = params[:num_movies*num_features].reshape(num_movies, num_features)',
    '    Theta = params[num_movies*num_features:].reshape(num_users, num_features)',
    `    ${sides}`,
    '    J = 0.5*np.sum(E**2) + lam/2*(np.sum(Theta**2) + np.sum(X**2))',
    `    X_grad = ${x}`,
    `    Theta_grad = ${theta}`,
    '    grad = np.concatenate((X_grad.ravel(), Theta_grad.ravel()))',
    '    return J, grad',
  ];

  it.each([
    ['of a masked error', 'E = (X.dot(Theta.T) - Y)*R', /^cofi: agrees .* where R is 0 or 1$/],
    [
      'of masked predictions',
      'E = np.multiply(X.dot(Theta.T), R) - Y',
      /^cofi: agrees .* where R is 0 or 1, and Y is 0 where it is 0$/,
    ],
  ])('%s', (_what, sides, expected) => {
    const checks = said(openText(...filtering(sides, 'E.dot(Theta) + lam*X', 'E.T.dot(X) + lam*Theta')));
    expect(checks).toHaveLength(1);
    expect(checks[0]).toMatch(expected);
  });

  it('with a part that is not regularised', () => {
    const checks = openText(...filtering('E = (X.dot(Theta.T) - Y)*R', 'E.dot(Theta) + lam*X', 'E.T.dot(X)'));
    expect(checks.map((check) => check.verdict)).toEqual(['differs']);
  });
});

describe('a network, its parameters in one vector', () => {
  const network = (hidden: string): string[] => [
    ...sigmoid,
    'def nn_cost(nn_params, input_size, hidden_size, num_labels, X, y, lam):',
    '    W = np.reshape(nn_params[:hidden_size*(input_size + 1)], (hidden_size, input_size + 1))',
    '    V = np.reshape(nn_params[hidden_size*(input_size + 1):], (num_labels, hidden_size + 1))',
    '    m = y.size',
    '    a1 = np.concatenate([np.ones((m, 1)), X], axis=1)',
    '    a2 = np.concatenate([np.ones((m, 1)), sigmoid(a1.dot(W.T))], axis=1)',
    '    a3 = sigmoid(a2.dot(V.T))',
    '    Y = np.eye(num_labels)[y.reshape(-1)]',
    '    J = -np.sum(np.log(a3)*Y + np.log(1 - a3)*(1 - Y))/m + lam/(2*m)*(np.sum(W[:, 1:]**2) + np.sum(V[:, 1:]**2))',
    '    d3 = a3 - Y',
    `    d2 = ${hidden}`,
    '    W_grad = d2.T.dot(a1)/m',
    '    V_grad = d3.T.dot(a2)/m',
    '    W_grad[:, 1:] += lam/m*W[:, 1:]',
    '    V_grad[:, 1:] += lam/m*V[:, 1:]',
    '    grad = np.concatenate([W_grad.ravel(), V_grad.ravel()])',
    '    return J, grad',
    // What the file calls it with is too much to show.
    'nn_cost(np.zeros(10285), 400, 25, 10, np.zeros((5000, 400)), labels, 1)',
  ];

  it('with the slope of its hidden layer', () => {
    const [told] = said(openText(...network('d3.dot(V)[:, 1:]*a2[:, 1:]*(1 - a2[:, 1:])')));
    expect(told).toMatch(/^nn_cost: agrees at \d\d points/);
  });

  it('without', () => {
    const checks = openText(...network('d3.dot(V)[:, 1:]'));
    expect(checks.map((check) => check.verdict)).toEqual(['differs']);
  });
});

it('a gradient that passes a number on instead of the argument', () => {
  const checks = openText(
    'def computeCost(mytheta, myX, myy, mylambda=0.):',
    '    m = myX.shape[0]',
    '    myh = np.dot(myX, mytheta).reshape((m, 1))',
    '    mycost = float((1./(2*m))*np.dot((myh - myy).T, (myh - myy)))',
    '    return mycost + (float(mylambda)/(2*m))*float(mytheta[1:].T.dot(mytheta[1:]))',
    'def computeGradient(mytheta, myX, myy, mylambda=0.):',
    '    mytheta = mytheta.reshape((mytheta.shape[0], 1))',
    '    m = myX.shape[0]',
    '    regterm = (float(mylambda)/m)*mytheta',
    '    regterm[0] = 0',
    '    return (1./float(m))*myX.T.dot(np.dot(myX, mytheta) - myy) + regterm',
    'def computeGradientFlattened(mytheta, myX, myy, mylambda=0.):',
    '    return computeGradient(mytheta, myX, myy, mylambda=0.).flatten()',
    'minimize(computeCost, np.array([[1.], [1.]]), args=(A, b), jac=computeGradientFlattened)',
  );
  const told = said(checks);
  expect(told).toContainEqual(expect.stringMatching(/^computeGradient: proved/));
  expect(told).toContainEqual(
    expect.stringMatching(/^computeGradientFlattened: 1 of 2 entries differs: entry 1: the term `mytheta\[1.*mylambda/),
  );
});

describe('a layer that leaves its result in itself', () => {
  const layer = (b: string): string[] => [
    'class LinearLayer:',
    '    def __init__(self, sizes):',
    '        self.params = initialised(sizes)',
    '    def forward(self, A_prev):',
    '        self.A_prev = A_prev',
    "        self.Z = np.dot(self.params['W'], self.A_prev) + self.params['b']",
    '    def backward(self, upstream_grad):',
    '        self.dW = np.dot(upstream_grad, self.A_prev.T)',
    `        self.db = ${b}`,
    "        self.dA_prev = np.dot(self.params['W'].T, upstream_grad)",
  ];

  it('with samples as columns', () => {
    expect(said(openText(...layer('np.sum(upstream_grad, axis=1, keepdims=True)')))).toEqual([
      'LinearLayer.backward.dW: proved',
      'LinearLayer.backward.db: proved',
      'LinearLayer.backward.dA_prev: proved',
    ]);
  });

  it('with a factor too much', () => {
    const [, told] = said(openText(...layer('2*np.sum(upstream_grad, axis=1, keepdims=True)')));
    expect(told).toMatch(/^LinearLayer.backward.db: 3 of 3 entries differ/);
  });
});

describe('a layer that gives its gradient the shape that its input had', () => {
  const layer = (product: string): string[] => [
    'class Affine:',
    '    def __init__(self, W, b):',
    '        self.W = W',
    '        self.b = b',
    '        self.original_x_shape = None',
    '    def forward(self, x):',
    '        self.original_x_shape = x.shape',
    '        x = x.reshape(x.shape[0], -1)',
    '        self.x = x',
    '        return np.dot(self.x, self.W) + self.b',
    '    def backward(self, dout):',
    `        dx = ${product}`,
    '        return dx.reshape(*self.original_x_shape)',
  ];

  it('is read with what is passed back shaped as what came out', () => {
    expect(said(openText(...layer('np.dot(dout, self.W.T)')))).toEqual(['Affine.backward: proved']);
  });

  it('and is wrong with another sign', () => {
    expect(said(openText(...layer('-np.dot(dout, self.W.T)')))).toEqual([
      expect.stringMatching(/differ.*sign is wrong/),
    ]);
  });
});

describe('an affine layer of examples of any shape, as functions', () => {
  const layer = (dw: string): string[] => [
    'def affine_forward(x, w, b):',
    '    N = x.shape[0]',
    '    return x.reshape(N, -1).dot(w) + b, (x, w, b)',
    'def affine_backward(dout, cache):',
    '    x, w, b = cache',
    '    N = x.shape[0]',
    '    dx = dout.dot(w.T).reshape(*x.shape)',
    `    dw = ${dw}`,
    '    db = np.sum(dout, axis=0)',
    '    return dx, dw, db',
  ];
  const chained = [
    'def relu_forward(x):',
    '    return np.maximum(0, x), x',
    'def relu_backward(dout, cache):',
    '    return dout * (cache > 0)',
    'def affine_relu_forward(x, w, b):',
    '    a, fc_cache = affine_forward(x, w, b)',
    '    out, relu_cache = relu_forward(a)',
    '    return out, (fc_cache, relu_cache)',
    'def affine_relu_backward(dout, cache):',
    '    fc_cache, relu_cache = cache',
    '    return affine_backward(relu_backward(dout, relu_cache), fc_cache)',
  ];
  const right = 'x.reshape(N, -1).T.dot(dout)';

  it('is right, alone and before another', () => {
    const told = said(openText(...layer(right), ...chained));
    expect(told).toHaveLength(5);
    for (const one of told) expect(one).toMatch(/: proved/);
  });

  it('is wrong', () => {
    expect(said(openText(...layer(`-${right}`)))).toEqual([
      expect.stringMatching(/\[x\]: proved/),
      expect.stringMatching(/\[w\]: .*sign is wrong/),
      expect.stringMatching(/\[b\]: proved/),
    ]);
  });
});

describe('a convolution', () => {
  const layer = (sign: string): string[] => [
    'def conv_forward(x, w, b):',
    '    N, C, H, W = x.shape',
    '    F, _, HH, WW = w.shape',
    '    out = np.zeros((N, F, H - HH + 1, W - WW + 1))',
    '    for i in range(out.shape[2]):',
    '        for j in range(out.shape[3]):',
    '            out[:, :, i, j] = x[:, :, i:i+HH, j:j+WW].reshape(N, -1) @ w.reshape(F, -1).T + b',
    '    return out, (x, w, b)',
    'def conv_backward(dout, cache):',
    '    x, w, b = cache',
    '    dx, dw = np.zeros_like(x), np.zeros_like(w)',
    '    N, F, H, W = dout.shape',
    '    HH, WW = w.shape[2:]',
    '    for i in range(H):',
    '        for j in range(W):',
    `            dx[:, :, i:i+HH, j:j+WW] ${sign}= np.tensordot(dout[:, :, i, j], w, axes=(1, 0))`,
    '            dw += np.tensordot(dout[:, :, i, j], x[:, :, i:i+HH, j:j+WW], axes=(0, 0))',
    '    return dx, dw, dout.sum(axis=(0, 2, 3))',
  ];

  it('is shown for a kernel that is smaller than what it moves over', () => {
    expect(openText(...layer('+')).map(({ verdict }) => verdict)).toEqual(['proved', 'proved', 'proved']);
  });

  it('is wrong', () => {
    expect(openText(...layer('-')).map(({ verdict }) => verdict)).toEqual(['differs', 'proved', 'proved']);
  });
});

describe('a softmax before its loss, for labels or one-hot rows', () => {
  const layer = (less: number): string[] => [
    'def softmax(x):',
    '    e = np.exp(x - np.max(x, axis=-1, keepdims=True))',
    '    return e / np.sum(e, axis=-1, keepdims=True)',
    'def cross_entropy_error(y, t):',
    '    if y.ndim == 1:',
    '        t = t.reshape(1, t.size)',
    '        y = y.reshape(1, y.size)',
    '    if t.size == y.size:',
    '        t = t.argmax(axis=1)',
    '    batch_size = y.shape[0]',
    '    return -np.sum(np.log(y[np.arange(batch_size), t] + 1e-7)) / batch_size',
    'class SoftmaxWithLoss:',
    '    def forward(self, x, t):',
    '        self.t = t',
    '        self.y = softmax(x)',
    '        return cross_entropy_error(self.y, self.t)',
    '    def backward(self, dout=1):',
    '        batch_size = self.t.shape[0]',
    '        if self.t.size == self.y.size:',
    '            return (self.y - self.t) / batch_size',
    '        dx = self.y.copy()',
    `        dx[np.arange(batch_size), self.t] -= ${less}`,
    '        return dx / batch_size',
  ];

  it('is right', () => {
    expect(said(openText(...layer(1)))).toEqual([expect.stringMatching(/backward: agrees but for the small number/)]);
  });

  it('is wrong', () => {
    expect(openText(...layer(2))).toMatchObject([{ verdict: 'differs' }]);
  });
});

describe('a layer as two functions, its gradients averaged over the samples', () => {
  const layer = (db: string): string[] => [
    'def linear_forward(A, W, b):',
    '    Z = np.dot(W, A) + b',
    '    cache = (A, W, b)',
    '    return Z, cache',
    'def linear_backward(dZ, cache):',
    '    A_prev, W, b = cache',
    '    m = A_prev.shape[1]',
    '    dW = 1/m * np.dot(dZ, A_prev.T)',
    `    db = ${db}`,
    '    dA_prev = np.dot(W.T, dZ)',
    '    return dA_prev, dW, db',
  ];

  it('is right', () => {
    const averaged = /^linear_backward\[[Wb]\]: proved: product of dZ with the derivative, averaged over \d samples$/;
    const [input, ...told] = said(openText(...layer('1/m * np.sum(dZ, axis=1, keepdims=True)')));
    expect(input).toBe('linear_backward[A]: proved');
    expect(told).toHaveLength(2);
    for (const one of told) expect(one).toMatch(averaged);
  });

  it('is right where it is asserted to be one number', () => {
    const one = layer('np.squeeze(np.sum(dZ, axis=1, keepdims=True)) / m');
    const told = said(openText(...one.slice(0, -1), '    assert (isinstance(db, float))', ...one.slice(-1)));
    expect(told).toEqual(['A', 'W', 'b'].map((name) => expect.stringMatching(`\\[${name}\\]: proved`) as string));
  });

  it('is wrong by another factor', () => {
    const checks = openText(...layer('1/W.shape[0] * np.sum(dZ, axis=1, keepdims=True)'));
    expect(checks.map((check) => check.verdict)).toEqual(['proved', 'proved', 'differs']);
  });
});

describe('gradients in a dictionary, before the value', () => {
  const propagate = (db: string): string[] => [
    'def propagate(w, b, X, Y):',
    '    m = X.shape[1]',
    '    A = 1/(1 + np.exp(-(np.dot(w.T, X) + b)))',
    '    cost = (- 1 / m) * np.sum(Y * np.log(A) + (1 - Y) * (np.log(1 - A)))',
    '    dw = (1 / m) * np.dot(X, (A - Y).T)',
    `    db = ${db}`,
    '    assert(dw.shape == w.shape)',
    '    cost = np.squeeze(cost)',
    '    assert(cost.shape == ())',
    '    grads = {"dw": dw, "db": db}',
    '    return grads, cost',
  ];

  it.each([
    ['with sizes that nothing tells', []],
    ['as it is called', ['propagate(np.array([[1], [2]]), 2, np.array([[1, 2], [3, 4]]), np.array([[1, 0]]))']],
  ])('are right, %s', (_what, call) => {
    const told = said(openText(...propagate('(1 / m) * np.sum(A - Y)'), ...call));
    expect(told).toEqual(["propagate['dw']: proved", "propagate['db']: proved"]);
  });

  it('are wrong one by one', () => {
    const checks = openText(...propagate('(1 / m) * np.sum(Y - A)'));
    expect(checks.map((check) => check.verdict)).toEqual(['proved', 'differs']);
  });

  it('or the only gradient is', () => {
    const regression = [
      'def f(w, X, y):',
      '    h = X @ w',
      '    cost = np.sum((h - y)**2)/2',
      '    grad = X.T @ (h - y)',
    ];
    expect(said(openText(...regression, '    return grad, cost'))).toEqual(['f: proved']);
  });
});

it('a mean over the rows of X, which are counted before anything else', () => {
  const logistic = (term: string): readonly Check[] =>
    openText(
      ...sigmoid,
      'def cost(theta, X, y):',
      '    return np.mean(-y*np.log(sigmoid(X @ theta)) - (1 - y)*np.log(1 - sigmoid(X @ theta)))',
      'def gradient(theta, X, y):',
      '    return (1 / len(X)) * X.T @ (sigmoid(X @ theta) - y)',
      'def regularized_cost(theta, X, y, l=1):',
      '    return cost(theta, X, y) + (l / (2 * len(X))) * np.power(theta[1:], 2).sum()',
      'def regularized_gradient(theta, X, y, l=1):',
      '    regularized_theta = (l / len(X)) * theta[1:]',
      `    return gradient(theta, X, y) + ${term}`,
      'minimize(fun=regularized_cost, x0=theta0, args=(A, b), jac=regularized_gradient)',
    );
  expect(said(logistic('np.concatenate([np.array([0]), regularized_theta])'))).toEqual([
    'gradient: proved',
    'regularized_gradient: proved',
  ]);
  const wrong = logistic('np.concatenate([np.array([0]), 2*regularized_theta])');
  expect(wrong.map((check) => check.verdict)).toEqual(['proved', 'differs']);
});

/** One step of a layer of long short-term memory, as in CS231n: two values come out, and two are passed back. */
describe('a step of an LSTM', () => {
  const forward = [
    ...sigmoid,
    'def lstm_step_forward(x, prev_h, prev_c, Wx, Wh, b):',
    '    """One step.',
    '',
    '    - x: Input data, of shape (N, D)',
    '    - prev_h: Previous hidden state, of shape (N, H)',
    '    - prev_c: previous cell state, of shape (N, H)',
    '    - Wx: Input-to-hidden weights, of shape (D, 4H)',
    '    - Wh: Hidden-to-hidden weights, of shape (H, 4H)',
    '    - b: Biases, of shape (4H,)',
    '    """',
    '    H = prev_h.shape[1]',
    '    a = x.dot(Wx) + prev_h.dot(Wh) + b',
    '    i, f, o = sigmoid(a[:, :H]), sigmoid(a[:, H:2*H]), sigmoid(a[:, 2*H:3*H])',
    '    g = np.tanh(a[:, 3*H:])',
    '    next_c = f * prev_c + i * g',
    '    next_h = o * np.tanh(next_c)',
    '    return next_h, next_c, (i, f, o, g, x, Wx, Wh, prev_h, prev_c, next_c)',
  ];
  const backward = (changed: Readonly<Record<string, string>> = {}): string[] =>
    [
      'def lstm_step_backward(dnext_h, dnext_c, cache):',
      '    i, f, o, g, x, Wx, Wh, prev_h, prev_c, next_c = cache',
      '    t = np.tanh(next_c)',
      '    dc = dnext_c + dnext_h * o * (1 - t**2)',
      '    di, df, do, dg = dc * g, dc * prev_c, dnext_h * t, dc * i',
      '    dprev_c = dc * f',
      '    da = np.hstack((di * i * (1 - i), df * f * (1 - f), do * o * (1 - o), dg * (1 - g**2)))',
      '    db = da.sum(axis=0)',
      '    return dprev_c, db',
    ].map((line) => changed[line.trim()] ?? line);

  it('is verified with what is passed back of both values', () => {
    const told = said(openText(...forward, ...backward()));
    expect(told).toEqual([
      'lstm_step_backward[prev_c]: proved',
      expect.stringMatching(/^lstm_step_backward\[b\]: agrees at 64 points/),
    ]);
  });

  it.each([
    [
      'one value is left out',
      'prev_c',
      { 'dc = dnext_c + dnext_h * o * (1 - t**2)': '    dc = dnext_h * o * (1 - t**2)' },
    ],
    // Where all is large, every gate is at 1, and a missing f is no more than a billionth: that says nothing for it.
    ['the gate is missing', 'prev_c', { 'dprev_c = dc * f': '    dprev_c = dc' }],
    [
      'the slope of tanh is another',
      'b',
      {
        'da = np.hstack((di * i * (1 - i), df * f * (1 - f), do * o * (1 - o), dg * (1 - g**2)))':
          '    da = np.hstack((di * i * (1 - i), df * f * (1 - f), do * o * (1 - o), dg * (1 - g)))',
      },
    ],
  ])('differs where %s', (_what, by, changed) => {
    const told = openText(...forward, ...backward(changed)).find(({ part }) => part === `[${by}]`);
    expect(told?.verdict).toBe('differs');
  });
});
