/** What published packages and one more round of repositories showed: each case was run with NumPy against differences. */
import { describe, expect, it } from 'vitest';
import { messages, verdicts } from '../analysis/toldChecks';

describe('nothing is confirmed', () => {
  it('because what is missing is multiplied by a small number', () => {
    const conductivity = (slope: string): string[] => [
      'def conductivity(t):',
      '    return 3.2 + 0.022 * t - 3.0e-4 * t**2 + 2.0e-6 * t**3',
      'def conductivity_prime(t):',
      `    return ${slope}`,
    ];
    expect(verdicts(...conductivity('0.022 - 6.0e-4 * t + 6.0e-6 * t**2'))).toEqual(['conductivity_prime proved']);
    expect(messages(...conductivity('0.022 - 6.0e-4 * t'))).toEqual([expect.stringMatching(/the term .* is missing/)]);
    expect(messages(...conductivity('0.022 - 6.0e-4 * t + 6.0e-6 * t'))).toEqual([
      expect.stringMatching(/a power is wrong: `t` should be `t\*\*2`/),
    ]);
  });

  it('where it shows only for numbers as large as temperatures and pressures are', () => {
    const bulk = (slope: string): string[] => [
      'def bulk(t, p):',
      '    return 19659.33 + 144.43 * t + p * (3.18 + 0.0221 * t + 2.0e-6 * t**3)',
      'def bulk_prime(t, p):',
      `    return 144.43 + p * (0.0221 + ${slope})`,
      'def density(s, t, p):',
      '    return (999.8 + 0.068 * t + np.sqrt(s)) / (1 - p / bulk(t, p))',
      'def density_dt(s, t, p):',
      '    b = bulk(t, p)',
      '    a = 999.8 + 0.068 * t + np.sqrt(s)',
      '    return (0.068 * b - p * a * bulk_prime(t, p) / (b - p)) / (b - p)',
    ];
    expect(messages(...bulk('6.0e-6 * t**2'))).toEqual(['proved', expect.stringMatching(/^(proved|agrees)/)]);
    expect(verdicts(...bulk('6.0e-6 * t'))).toEqual(['bulk_prime differs', 'density_dt differs']);
  });

  it('of which one argument may be as large as a pressure in the sea', () => {
    const density = (slope: string): string[] => [
      'def density(t, p):',
      '    return 999.8 + 0.068 * t - p * (0.0046 + 2.0e-9 * t**3)',
      'def density_dt(t, p):',
      `    return 0.068 - p * ${slope}`,
    ];
    expect(verdicts(...density('6.0e-9 * t**2'))).toEqual(['density_dt proved']);
    expect(verdicts(...density('6.0e-9 * t'))).toEqual(['density_dt differs']);
    // Constants with few digits differ a little everywhere.
    const wave = ['def wave(x):', '    return np.sin(3.1415927 * x)', 'def wave_grad(x):'];
    expect(verdicts(...wave, '    return np.pi * np.cos(np.pi * x)')).not.toContain('wave_grad differs');
  });

  it('of a layer that does not use what is passed back to it', () => {
    const layer = (name: string, value: string, slope: string): string[] => [
      `class ${name}:`,
      '    def forward(self, x):',
      '        self.x = x',
      `        return ${value}`,
      '    def backward(self, grad_output):',
      `        return ${slope}`,
    ];
    expect(messages(...layer('Square', 'x ** 2', '2 * self.x'))).toEqual([
      'not judged: it is the derivative without the factor grad_output, which it does not use',
    ]);
    expect(verdicts(...layer('Square', 'x ** 2', '2 * self.x * grad_output'))).toEqual(['Square.backward proved']);
    // Behind a loss nothing is left.
    expect(messages(...layer('SquareLoss', 'np.sum(x ** 2)', '2 * self.x'))).toEqual([
      'proved; without grad_output, which it does not use',
    ]);
  });

  it('by the truth instead of the prediction, whatever else the two are given', () => {
    const mse = (slope: string): string[] => [
      'def mse(self, label, output):',
      '    return np.mean(np.power(label - output, 2))',
      'def mse_derivative(self, label, output):',
      `    return ${slope} * 2 / len(label)`,
    ];
    expect(verdicts(...mse('(output - label)'))).toEqual(['mse_derivative proved']);
    expect(messages(...mse('(label - output)'))).toEqual([expect.stringMatching(/in all entries the sign is wrong/)]);
  });

  it('by the first of two numbers of a loss, without saying so', () => {
    const loss = (p: string, q: string): string[] => [
      `def loss(${p}, ${q}):`,
      `    return 0.5 * (${p} - ${q})**2`,
      `def loss_prime(${p}, ${q}):`,
      `    return ${p} - ${q}`,
    ];
    expect(messages(...loss('d', 'o'))).toEqual(['proved: with respect to d']);
    expect(messages(...loss('y_pred', 'y_gt'))).toEqual(['proved']);
    for (const [p, q] of [
      ['y_gt', 'y_pred'],
      ['input_arr', 'predicted_value'],
      ['inp', 'pred'],
    ] as const)
      expect(messages(...loss(p, q))).toEqual([expect.stringMatching(/the sign is wrong/)]);
  });

  it('with something else in the place of the value', () => {
    const sigmoid = (back: readonly string[]): string[] => [
      'class Sigmoid:',
      '    @staticmethod',
      '    def forward(ctx, a):',
      '        ctx.save_for_backward(a)',
      '        return 1.0 / (1.0 + np.exp(-a))',
      '    @staticmethod',
      ...back,
    ];
    const grad = ['    def grad(a, dout):', '        return dout * (1.0 - dout)'];
    expect(verdicts(...sigmoid(grad))).not.toContain('Sigmoid.grad agrees');
    const saved = [
      '    def backward(ctx, d_output):',
      '        a = ctx.saved_values[0]',
      '        return d_output * a * (1.0 - a)',
    ];
    expect(verdicts(...sigmoid(saved))).toEqual(['Sigmoid.backward differs']);
    const right = [
      '    def backward(ctx, d_output):',
      '        (a,) = ctx.saved_values',
      '        s = 1.0 / (1.0 + np.exp(-a))',
      '        return d_output * s * (1.0 - s)',
    ];
    expect(verdicts(...sigmoid(right))).toEqual(['Sigmoid.backward proved']);
  });

  it('of a softmax on its diagonal only, without saying so', () => {
    expect(
      messages(
        'def softmax(x):',
        '    e = np.exp(x - np.max(x, axis=1, keepdims=True))',
        '    return e / np.sum(e, axis=1, keepdims=True)',
        'def softmax_grad(out):',
        '    return out * (1.0 - out)',
      ),
    ).toEqual([expect.stringMatching(/only the diagonal of the Jacobian, expressed in terms of the output$/)]);
  });

  it('of what PyTorch cuts off to whole numbers', () => {
    const cut = (type: string): string[] => [
      'import torch',
      'def cut(x):',
      `    y = x.to(torch.${type})`,
      '    return x * y',
      'def cut_grad(x):',
      '    return 2 * x',
    ];
    expect(verdicts(...cut('uint8'))).toEqual(['cut_grad differs']);
    expect(verdicts(...cut('float64'))).toEqual(['cut_grad proved']);
  });

  it('of a mean for numbers only, without saying so', () => {
    const entropy = (slope: string): string[] => [
      'class Entropy:',
      '    def __call__(self, inputs):',
      '        t, p = inputs',
      '        return -np.mean(t * np.log(p) + (1 - t) * np.log(1 - p))',
      '    def gradient(self, inputs):',
      '        t, p = inputs',
      `        return ${slope}`,
    ];
    expect(messages(...entropy('(1 - t) / (1 - p) - t / p'))).toEqual([expect.stringMatching(/; for numbers$/)]);
    const both = ['def mse(y_true, y_pred):', '    loss = np.mean((y_true - y_pred) ** 2)'];
    expect(messages(...both, '    grad = 2 / y_true.shape[0] * (y_pred - y_true)', '    return loss, grad')).toEqual([
      'proved: with respect to y_pred; for vectors',
    ]);
    expect(messages(...both, '    grad = 2 / y_true.size * (y_pred - y_true)', '    return loss, grad')).toEqual([
      'proved: with respect to y_pred',
    ]);
    const largest = ['def lse(x, axis=-1):', '    m = np.max(np.atleast_2d(x), axis)'];
    expect(
      messages(
        ...largest,
        '    return m + np.log(np.sum(np.exp(x - np.expand_dims(m, axis)), axis))',
        'def lse_grad(x, axis=-1):',
        '    e = np.exp(x - np.expand_dims(np.max(np.atleast_2d(x), axis), axis))',
        '    return e / np.sum(e * e, axis)',
      ),
    ).toEqual(['proved; for numbers']);
  });

  it('of data of any shape, where what is passed back is not laid out as they were', () => {
    const affine = (end: string): string[] => [
      'def affine_forward(x, w):',
      '    return np.dot(np.reshape(x, (x.shape[0], -1)), w), (x, w)',
      'def affine_backward(dout, cache):',
      '    x, w = cache',
      `    dx = np.dot(dout, w.T)${end}`,
      '    dw = np.dot(x.reshape(x.shape[0], -1).T, dout)',
      '    return dx, dw',
    ];
    expect(messages(...affine(''))).toEqual(['proved; for matrices', 'proved']);
    expect(messages(...affine('.reshape(x.shape)'))).toEqual(['proved', 'proved']);
  });

  it('that is handed on as it was given', () => {
    expect(verdicts('def arguments(x, jac):', '    return x, jac')).toEqual([]);
    expect(verdicts('def square(x, jac):', '    jac = 2 * x', '    return x**2, jac')).toEqual(['square proved']);
  });

  it('of all that is returned, where one of three was judged', () => {
    const polar = [
      'def polar(r, v):',
      '    rr = np.linalg.norm(r)',
      '    angle = np.arctan2(r[1], r[0])',
      '    drr = np.dot(r, v) / rr',
      '    dangle = 7 * (r[0] * v[1] - r[1] * v[0]) / rr**2',
      '    return rr, angle, drr, dangle',
    ];
    expect(messages(...polar)).toEqual([expect.stringMatching(/^proved: .*; of drr only$/)]);
  });

  it('in a range in which all of a mask is true that the function does not have', () => {
    const relu = (kept: string, mask: string): string[] => [
      'class Relu:',
      '    def __call__(self, X):',
      '        self.X = X',
      '        return self.forward(X)',
      '    def forward(self, X):',
      ...(kept === '' ? [] : [`        ${kept}`]),
      '        return X * (X > 0)',
      '    def backward(self, delta):',
      `        return delta * (${mask})`,
    ];
    expect(verdicts(...relu('', 'self.X > -5'))).toEqual(['Relu.backward unknown']);
    expect(verdicts(...relu('self.X = X', 'self.X > -5'))).toEqual(['Relu.backward unknown']);
    expect(verdicts(...relu('self.X = X', 'self.X < 0'))).toEqual(['Relu.backward differs']);
    expect(verdicts(...relu('self.X = X', 'self.X > 0'))).toEqual(['Relu.backward proved']);
  });

  it('that is still to be written', () => {
    const softmax = ['def softmax_loss(W, X, y, reg):', '    loss = 0.0', '    dW = np.zeros_like(W)'];
    expect(messages(...softmax, '    return loss, dW')).toEqual([
      'not checked: softmax_loss gives the same number everywhere',
    ]);
  });

  it('where one argument has the sum of all samples and another one their mean', () => {
    const linear = (dW: string, db: string): string[] => [
      'def linear_forward(A, W, b):',
      '    return np.dot(W, A) + b, (A, W, b)',
      'def linear_backward(dZ, cache):',
      '    A_prev, W, b = cache',
      '    m = A_prev.shape[1]',
      `    dW = ${dW}np.dot(dZ, A_prev.T)`,
      `    db = ${db}np.sum(dZ, axis=1, keepdims=True)`,
      '    return np.dot(W.T, dZ), dW, db',
    ];
    expect(messages(...linear('', '1 / m * '))).toEqual([
      'proved',
      'proved',
      'not judged: it is averaged over the samples, and that by W is not',
    ]);
    expect(messages(...linear('1 / m * ', '1 / m * '))).toEqual([
      'proved',
      expect.stringMatching(/averaged over/),
      expect.stringMatching(/averaged over/),
    ]);
    expect(messages(...linear('', ''))).toEqual(['proved', 'proved', 'proved']);
  });

  it('without the name of the function that a condition chooses', () => {
    const surface = (first: string, second: string): string[] => [
      'if case == "hill":',
      `    def surface(x): return ${first}`,
      'elif case == "flat":',
      `    def surface(x): return ${second}`,
      'def height(x): return 2 * x + surface(x)',
      'def height_prime(x): return 2 + 0 * x',
    ];
    expect(messages(...surface('np.exp(-x**2)', '1'))).toEqual(['proved; for the last of 2 functions `surface`']);
    expect(messages(...surface('1', 'np.exp(-x**2)'))).toEqual([
      'not checked: a condition chooses which `surface` there is',
    ]);
  });
});

describe('nothing is said against a derivative', () => {
  it('of a softmax with a factor of other sizes than its own', () => {
    const softmax = (sign: string): string[] => [
      'def softmax(x, w, grad=False):',
      '    z = np.dot(x, w)',
      '    y = np.exp(-z) / np.sum(np.exp(-z), axis=1)[:, None]',
      '    if grad:',
      `        dy = np.rollaxis(${sign}y.T[:, :, np.newaxis] * y[np.newaxis, :, :], 1)`,
      '        return y, dy',
      '    return y',
    ];
    expect(verdicts(...softmax('-'))).toEqual(['softmax unknown']);
  });

  it('at columns that comments tell of', () => {
    const hinge = (comment: string, slope: string): string[] => [
      'def hinge(w, xTr, yTr, l):',
      `    # ${comment}`,
      '    # yTr 1xn matrix (each entry is a label)',
      '    # w dx1 vector of weights',
      '    margin = yTr * np.matmul(w.T, xTr)',
      '    loss = np.sum(np.maximum(0, 1 - margin)) + l * np.sum(w * w)',
      `    gradient = np.matmul(xTr, (${slope} * yTr * (margin < 1)).T) + 2 * l * w`,
      '    return loss, gradient',
    ];
    expect(messages(...hinge('xTr dxn matrix (each column is an input)', '-1'))).toEqual([
      expect.stringMatching(/^(proved|agrees)/),
    ]);
    expect(verdicts(...hinge('xTr dxn matrix (each column is an input)', '-2'))).toEqual(['hinge differs']);
  });

  const centroids = (sum: string): string[] => [
    'class Mean:',
    '    def __init__(self, a, w):',
    '        self.a = a',
    '        self.w = w',
    '    def value(self, xyz):',
    '        xyz = xyz.reshape(-1, 3)',
    '        a = np.array(self.a)',
    '        return np.sum(xyz[a, 0] * self.w)',
    '    def derivative(self, xyz):',
    '        xyz = xyz.reshape(-1, 3)',
    '        d = np.zeros_like(xyz)',
    '        for i, a in enumerate(self.a):',
    '            d[a][0] = self.w[i]',
    '        return d',
    'class Distance:',
    '    def __init__(self, a, b):',
    '        self.a = a',
    '        self.b = b',
    '        self.xa = Mean(a, w=np.ones(len(a)) / len(a))',
    '        self.xb = Mean(b, w=np.ones(len(b)) / len(b))',
    '    def value(self, xyz):',
    '        xa, xb = (p.value(xyz) for p in (self.xa, self.xb))',
    '        return (xb - xa)**2',
    '    def derivative(self, xyz):',
    '        xa, xb = (p.value(xyz) for p in (self.xa, self.xb))',
    '        xyz_derivative = np.zeros_like(xyz.reshape(-1, 3))',
    '        xyz_derivative += 2 * (xb - xa) * self.xb.derivative(xyz)',
    `        xyz_derivative ${sum}= 2 * (xb - xa) * self.xa.derivative(xyz)`,
    '        return xyz_derivative',
  ];

  it('for lists of indices that hold nothing twice', () => {
    expect(verdicts(...centroids('-'))).not.toContain('Distance.derivative differs');
    expect(verdicts(...centroids('+'))).toContain('Distance.derivative differs');
  });

  it('of which each entry of what is returned is by something else', () => {
    const network = (keys: readonly string[]): string[] => [
      'class Network:',
      '    def loss(self, x):',
      '        return np.sum(x**2)',
      '    def gradient(self, x):',
      '        grads = {}',
      ...keys.map((key, i) => `        grads['${key}'] = 3 * x[${i}]`),
      '        return grads',
    ];
    expect(messages(...network(['W1', 'b1']))).toEqual(['not judged: it returns derivatives by W1, b1']);
    expect(verdicts(...network(['x0', 'x1']))).toEqual(['Network.gradient differs']);
  });

  it('by atoms of different places', () => {
    const distance = (sign: string): string[] => [
      'class Distance:',
      '    def __init__(self, a, b):',
      '        self.a = a',
      '        self.b = b',
      '    def value(self, xyz):',
      '        xyz = xyz.reshape(-1, 3)',
      '        return np.sqrt(np.sum((xyz[self.b] - 2 * xyz[self.a])**2))',
      '    def derivative(self, xyz):',
      '        xyz = xyz.reshape(-1, 3)',
      '        d = np.zeros_like(xyz)',
      '        u = 2 * xyz[self.a] - xyz[self.b]',
      '        u = u / np.sqrt(np.sum(u**2))',
      '        d[self.a, :] = 2 * u',
      `        d[self.b, :] = ${sign}u`,
      '        return d',
    ];
    expect(messages(...distance('-'))).toEqual([expect.stringMatching(/^(proved|agrees)/)]);
    expect(verdicts(...distance('+'))).toEqual(['Distance.derivative differs']);
  });

  it('where a flag only says that something is kept', () => {
    const layer = [
      'class Layer:',
      '    def forward(self, X, grad=True):',
      '        if grad:',
      '            self.X = X',
      '        return np.maximum(X, 0)',
    ];
    expect(verdicts(...layer)).toEqual([]);
    const asked = ['def cube(x, deriv=True):', '    if deriv:'];
    expect(verdicts(...asked, '        return 3 * x**2', '    return x**3')).toEqual(['cube proved']);
    expect(verdicts(...asked, '        return 2 * x**2', '    return x**3')).toEqual(['cube differs']);
  });

  it('where a flag says that what is given is a derivative', () => {
    const scaler = (name: string): string[] => [
      'class Scaler:',
      `    def ${name}(self, y, derivative=False):`,
      '        if derivative:',
      '            return y * 3 / self.width',
      '        return (y - self.low) * 3 / self.width',
    ];
    expect(verdicts(...scaler('transform'))).toEqual(['Scaler.transform unknown']);
    expect(verdicts(...scaler('line'))).toEqual(['Scaler.line differs']);
  });

  it('of a layer that takes one example as well, for batches', () => {
    const softmax = (divisor: string): string[] => [
      'def softmax(x):',
      '    x = np.exp(x - x.max(axis=-1, keepdims=True))',
      '    return x / x.sum(axis=-1, keepdims=True)',
      'def cross_entropy_error(y, t):',
      '    if y.ndim == 1:',
      '        t = t.reshape(1, t.size)',
      '        y = y.reshape(1, y.size)',
      '    return -np.sum(np.log(y) * t) / y.shape[0]',
      'class SoftmaxWithLoss:',
      '    def forward(self, x, t):',
      '        self.t = t',
      '        self.y = softmax(x)',
      '        return cross_entropy_error(self.y, self.t)',
      '    def backward(self, dout=1):',
      `        return (self.y - self.t) * dout / ${divisor}`,
    ];
    expect(messages(...softmax('self.t.shape[0]'))).toEqual([expect.stringMatching(/^agrees .* adds up to 1/)]);
    expect(verdicts(...softmax('(2 * self.t.shape[0])'))).toEqual(['SoftmaxWithLoss.backward differs']);
  });

  it('with respect to what goes into a softmax, between bounds', () => {
    const entropy = (factor: string): string[] => [
      'def cross_entropy(y_true, y_pred, eps=1e-15):',
      '    y_pred = np.clip(y_pred, eps, 1 - eps)',
      '    n = len(y_true)',
      '    loss = -np.mean(np.log(y_pred[np.arange(n), y_true]))',
      `    grad = ${factor}y_pred.copy()`,
      '    grad[np.arange(n), y_true] -= 1',
      '    grad /= n',
      '    return loss, grad',
    ];
    expect(messages(...entropy(''))).toEqual([expect.stringMatching(/what goes into a sigmoid or softmax/)]);
    expect(verdicts(...entropy('3 * '))).toEqual(['cross_entropy differs']);
  });

  it('beyond a guard that is an attribute, or a mask', () => {
    const entropy = (slope: string): string[] => [
      'class Entropy:',
      '    def __init__(self, delta=1e-20):',
      '        self.delta = delta',
      '    def __call__(self, x):',
      '        xx = np.maximum(x, self.delta)',
      '        return sum(xx * np.log(xx))',
      '    def gradient(self, x):',
      '        xx = np.maximum(x, self.delta)',
      `        return ${slope} + np.log(xx)`,
    ];
    expect(messages(...entropy('1.0'))).toEqual([expect.stringMatching(/where nothing is cut off$/)]);
    expect(verdicts(...entropy('2.0'))).toEqual(['Entropy.gradient differs']);
    const masked = (slope: string): string[] => [
      'def entropy(x):',
      '    x[x <= 1e-10] = 1e-10',
      '    return np.sum(x * np.log(x))',
      'def entropy_grad(x):',
      '    x[x <= 1e-10] = 1e-10',
      `    return ${slope}`,
    ];
    expect(messages(...masked('np.log(x) + 1'))).toEqual([expect.stringMatching(/where nothing is cut off$/)]);
    expect(verdicts(...masked('np.log(x) - 1'))).toEqual(['entropy_grad differs']);
  });

  it('in terms of the value, which an argument of its own stands for', () => {
    const time = (last: string): string[] => [
      'def time(k, m):',
      '    return (np.arccos(k) + 2 * np.pi * m) / np.sqrt(1 - k**2)',
      'def time_prime(k, w):',
      `    return ${last}`,
    ];
    // (1 − k²)·f′ = k·f − 1.
    expect(messages(...time('(k * w - 1) / (1 - k**2)'))).toEqual([
      expect.stringMatching(/^agrees .*, where w is what time gives$/),
    ]);
    expect(verdicts(...time('(k * w - 2) / (1 - k**2)'))).not.toEqual(['time_prime agrees']);
    const square = (slope: string): string[] => [
      'def square(k, m):',
      '    return k**2 * m',
      'def square_prime(k, w):',
      `    return ${slope}`,
    ];
    expect(verdicts(...square('k * w'))).toEqual(['square_prime differs']);
  });

  it('after the value, of as many numbers as there are arguments', () => {
    const spectrum = (by: string): string[] => [
      'def spectrum(w, theta):',
      '    a, b, c = theta',
      '    return c + a * b**2 / (b**2 + w**2)',
      'def spectrum_grad(w, theta):',
      '    a, b, c = theta',
      '    d = b**2 + w**2',
      '    value = c + a * b**2 / d',
      `    return value, b**2 / d, ${by} * a * b * w**2 / d**2, 1`,
    ];
    expect(messages(...spectrum('2'))).toEqual([expect.stringMatching(/^(proved|agrees).*with respect to theta/)]);
    expect(messages(...spectrum('1'))).toEqual([expect.stringMatching(/entry 1: the factor 2 is missing/)]);
  });

  it('of which the entries are numbered', () => {
    const numbered = (first: string): string[] => [
      'def model(x, theta):',
      '    a, b = theta',
      '    value = a * x**2 + b',
      `    ${first} = x**2`,
      '    grad1 = 2 * a * x',
      '    grad2 = 1 + 0 * x',
      `    return value, ${first}, grad1, grad2`,
    ];
    expect(verdicts(...numbered('grad0'))).toEqual([]);
    expect(verdicts(...numbered('by_a'))).toEqual([]);
  });

  it('by the rows of the second data set of a kernel', () => {
    const kernel = (factor: string): string[] => [
      'def rbf(X1, X2, ell):',
      '    C = np.zeros((X1.shape[0], X2.shape[0]))',
      '    for i in range(X2.shape[0]):',
      '        B = X1 - X2[i, :]',
      '        C[:, i] = np.exp(-np.sum(B * B, axis=1) / ell)',
      '    return C',
      'def grad_rbf(X1, X2, ell):',
      '    m, d = X1.shape',
      '    C = np.zeros((m, X2.shape[0], d))',
      '    for k in range(d):',
      '        for i in range(X2.shape[0]):',
      '            B = X1 - X2[i, :]',
      `            C[:, i, k] = ${factor} * B[:, k] / ell * np.exp(-np.sum(B * B, axis=1) / ell)`,
      '    return C',
    ];
    expect(messages(...kernel('2'))).toEqual(['not judged: it is the derivative with respect to X2?']);
    expect(verdicts(...kernel('3'))).toEqual(['grad_rbf differs']);
    expect(messages(...kernel('-2'))).toEqual([expect.stringMatching(/^(proved|agrees)/)]);
  });

  it('of a quadratic form whose matrix is made of another one and its transpose', () => {
    const form = (slope: string): string[] => [
      'def make(n):',
      '    Q, _ = np.linalg.qr(np.random.randn(n, n))',
      '    A = Q @ np.diag(np.linspace(1, 5, n)) @ Q.T',
      '    def func(x):',
      '        return 0.5 * x @ A @ x',
      '    def grad_func(x):',
      `        return ${slope}`,
      '    return func, grad_func',
    ];
    expect(verdicts(...form('A @ x'))).toContain('make.grad_func proved');
    expect(verdicts(...form('2 * A @ x'))).toContain('make.grad_func differs');
  });

  it('because of what a test asserts around it', () => {
    const test = (by: string): string[] => [
      'def test_minimum():',
      '    def energy(x, y):',
      '        return (y - x**2)**2 + np.cos(x)',
      '    def grad(x, y):',
      `        return np.array([-4 * x * (y - x**2) - np.sin(x), ${by} * (y - x**2)])`,
      '    assert np.allclose(optimiser._coords, np.array([3.1, 2.2]), atol=0.02)',
    ];
    expect(verdicts(...test('2'))).toEqual(['test_minimum.grad proved']);
    expect(verdicts(...test('3'))).toEqual(['test_minimum.grad differs']);
  });

  it('where each row of the labels has one 1', () => {
    const logit = (condition: string, slope: string): string[] => [
      'def objective(beta, X, y):',
      '    ll = 0.0',
      '    grad = np.zeros(X.shape[2])',
      '    for n in range(X.shape[0]):',
      '        e = np.exp(X[n] @ beta)',
      '        p = e / e.sum()',
      '        for j in range(X.shape[1]):',
      `            if y[n, j] ${condition}:`,
      '                ll += np.log(p[j])',
      `            grad += ${slope} * X[n, j]`,
      '    loss = -ll',
      '    grad = -grad',
      '    return loss, grad',
    ];
    for (const condition of ['> 0.0', '== 1'])
      expect(messages(...logit(condition, '(y[n, j] - p[j])'))).toEqual([
        expect.stringMatching(/^agrees .*, where each row of y has one 1/),
      ]);
    expect(verdicts(...logit('> 0.0', '(y[n, j] - 2 * p[j])'))).toEqual(['objective differs']);
  });

  it('where what is squared below a root is positive, as everybody takes it to be', () => {
    const pressure = (slope: string): string[] => [
      'def alpha(t, tc, w):',
      '    return (1.0 + w * (1.0 - (t / tc)**0.5))**2',
      'def P(t, v, tc, w):',
      '    return 8.3 * t / v - alpha(t, tc, w) / v**2',
      'def dPdT(t, v, tc, w):',
      `    return 8.3 / v + ${slope} * (alpha(t, tc, w) / (t * tc))**0.5 / v**2`,
    ];
    expect(messages(...pressure('w'))).toEqual([expect.stringMatching(/and all arguments are positive$/)]);
    expect(verdicts(...pressure('2 * w'))).toEqual(['dPdT differs']);
  });

  it('with a number of elements that a default says', () => {
    const mean = (factor: string): string[] => [
      'class Mean:',
      '    def __init__(self, dim=2):',
      '        self.dim = dim',
      '        self.best = np.zeros((self.dim,))',
      '    def func(self, x):',
      '        return np.power(x, 2).mean()',
      '    def dfunc(self, x):',
      `        return ${factor} * x / self.dim`,
    ];
    expect(verdicts(...mean('2'))).toEqual(['Mean.dfunc proved']);
    expect(verdicts(...mean('3'))).toEqual(['Mean.dfunc differs']);
  });

  it('with a default that is in the range in which it is right', () => {
    const leaky = (slope: string): string[] => [
      'def leaky(x, a=0.2):',
      '    y = np.copy(x)',
      '    y[y < 0] *= a',
      '    return y',
      'def leaky_grad(x, a=0.2):',
      `    return ${slope}`,
    ];
    expect(messages(...leaky('np.clip(x > 0, a, 1.0)'))).toEqual([
      expect.stringMatching(/where a is between 0 and 1$/),
    ]);
    expect(verdicts(...leaky('np.clip(x > 0, 2 * a, 1.0)'))).not.toContain('leaky_grad agrees');
  });

  it('that is cut off on purpose', () => {
    const layer = (value: string): string[] => [
      'def clip_gradient(grad, most=5.0):',
      '    norm = np.linalg.norm(grad)',
      '    return grad * (most / norm) if norm > most else grad',
      'class Dense:',
      '    def forward(self, image):',
      '        self.input = image',
      '        return image @ self.weight',
      '    def backward(self, grad_output):',
      `        self.grad_weight = ${value}`,
      '        return grad_output @ self.weight.T',
    ];
    expect(messages(...layer('clip_gradient(self.input.T @ grad_output)'))).toContain(
      'not judged: clip_gradient cuts it off',
    );
    expect(messages(...layer('np.clip(self.input.T @ grad_output, -5, 5)'))).toContain(
      'not judged: np.clip cuts it off',
    );
    expect(verdicts(...layer('2 * self.input.T @ grad_output'))).toContain('Dense.backward differs');
  });

  it('of one column, where several are shown', () => {
    const squares = (factor: string): string[] => [
      'def squares(x):',
      '    y = 0',
      '    for i in range(len(x)):',
      '        y += x[i] ** 2',
      '    return y',
      'def squares_grad(x):',
      '    y = np.zeros_like(x)',
      '    for i in range(len(x)):',
      `        y[i][0] = ${factor} * x[i][0]`,
      '    return y',
    ];
    expect(messages(...squares('2'))).toEqual(['not judged: it is right for one column']);
    expect(verdicts(...squares('3'))).toEqual(['squares_grad differs']);
  });

  it('that a function of the file is given under another name than a solver has for it', () => {
    const system = (third: string): string[] => [
      'def a(x, y):',
      '    return 8 * x - 20',
      'def b(x, y):',
      '    return y**2 / 2',
      'def c(x, y):',
      '    return 0.5 * y',
      `def newton(f, g, ${third}):`,
      `    return f(1, 2) + g(1, 2) + ${third}(1, 2)`,
      'newton(a, b, c)',
    ];
    expect(verdicts(...system('f_by_y'))).toEqual([]);
    expect(verdicts(...system('df'))).toEqual(['c differs']);
  });

  it('of which documentation says that an argument has the shape of another one', () => {
    const rows = (factor: string): string[] => [
      'def mse_rows(y_pred, y_true):',
      '    """Args:',
      '        y_pred: array of shape (n, num_classes).',
      '        y_true: same shape as ``y_pred``.',
      '    """',
      '    loss = np.mean(np.sum((y_pred - y_true) ** 2, axis=-1))',
      `    grad = ${factor} * (y_pred - y_true) / y_true.shape[0]`,
      '    return loss, grad',
    ];
    expect(verdicts(...rows('2'))).toEqual(['mse_rows proved']);
    expect(verdicts(...rows('3'))).toEqual(['mse_rows differs']);
  });

  it('of a column that another matrix only gives its size', () => {
    const unit = (product: string): string[] => [
      'def unit(x):',
      '    return x / np.linalg.norm(x, axis=0)',
      'def unit_jacobian(x):',
      `    return (np.eye(3) - ${product}) / np.linalg.norm(x)`,
    ];
    expect(verdicts(...unit('(x @ x.T) / (x.T @ x)'))).not.toContain('unit_jacobian differs');
    expect(verdicts(...unit('np.outer(x, x) / (x @ x)'))).toEqual(['unit_jacobian proved']);
    expect(verdicts(...unit('2 * np.outer(x, x) / (x @ x)'))).toEqual(['unit_jacobian differs']);
  });

  it('that belongs to no function, whatever it is called', () => {
    expect(verdicts('def dd(u):', '    return u.hess', 'def ddd(u):', '    return u.grad3')).toEqual([]);
    expect(verdicts('def premium(t):', '    return 3 * t**2', 'def premium_pp(t):', '    return 2 + 0 * t')).toEqual(
      [],
    );
    const order = ['def g(t):', '    return -2 * np.log1p(t)', 'def g_d(t, d):'];
    expect(verdicts(...order, '    return np.log(1.0 + d) - (1.0 + d) * np.log1p(t)')).toEqual([]);
    expect(verdicts('def f(t):', '    return 3 * t**2', 'def f_pp(t):', '    return 6 + 0 * t')).toEqual([
      'f_pp proved',
    ]);
  });

  it('whose numbers are powers, as its documentation says', () => {
    const kernel = (said: string): string[] => [
      'def covfn(x, y):',
      '    return np.exp(-(x - y)**2 / 2)',
      'def d1covfn(x, y):',
      '    return -(x - y) * covfn(x, y)',
      'def d12covfn(x, y):',
      `    """${said}"""`,
      '    return ((x - y)**2 - 1) * covfn(x, y)',
    ];
    expect(verdicts(...kernel('Find d^2/dx^2 of the kernel.'))).not.toContain('d12covfn differs');
    expect(verdicts(...kernel('By x and y.'))).toContain('d12covfn differs');
  });

  it('of a vector that is laid out as a gradient, one variable a row', () => {
    const field = (name: string): string[] => [
      'def field(a):',
      '    """a: array of shape (2,)"""',
      '    return np.array([a[0] * a[1], a[1]**2])',
      `def ${name}(a):`,
      '    """a: array of shape (2,)"""',
      '    return np.array([[a[1], 0], [a[0], 2 * a[1]]])',
    ];
    expect(verdicts(...field('grad_field'))).toEqual(['grad_field unknown']);
    expect(messages(...field('jacobian_field'))).toEqual([expect.stringMatching(/the matrix is transposed/)]);
  });

  it('by an index that picks a diagonal where it is called', () => {
    const residual = (index: string): string[] => [
      'def residual(x, A, diag):',
      '    return x - 1 / (1 + A @ x)',
      'def residual_jac(x, A, diag):',
      '    J = (A.T / (1 + A @ x)**2).T',
      `    J[${index}] += 1.`,
      '    return J',
    ];
    expect(verdicts(...residual('diag'))).toEqual(['residual_jac unknown']);
    expect(verdicts(...residual('diag').map((line) => line.replaceAll('diag', 'diag_of_a')))).toEqual([
      'residual_jac unknown',
    ]);
    expect(verdicts(...residual('np.diag_indices(len(x))'))).toEqual(['residual_jac proved']);
    expect(verdicts(...residual('0'))).toEqual(['residual_jac differs']);
  });
});

describe('a function of two numbers that is drawn as a surface', () => {
  const surface = (slope: string): string[] => [
    'def height(x, y):',
    '    return (x**2 + y - 11)**2 + x * y',
    'def height_grad(x, y):',
    `    return np.array([4 * x * (x**2 + y - 11) + y, ${slope}])`,
    'X, Y = np.meshgrid(np.linspace(-5, 5, 40), np.linspace(-5, 5, 40))',
    'Z = height(X, Y)',
  ];
  it('is verified by its numbers', () => {
    expect(messages(...surface('2 * (x**2 + y - 11) + x'))).toEqual(['proved']);
    expect(verdicts(...surface('2 * (x**2 + y - 11) + y'))).toEqual(['height_grad differs']);
  });
});

describe('a layer whose bias begins with zeros', () => {
  const sums = ['np.sum(dout, axis=0)', 'dout.sum(axis=0)', 'np.sum(dout, axis=0, keepdims=True)'];
  const layer = (bias: string, sum: string, ...leave: string[]): string[] => [
    'class Dense:',
    '    def __init__(self, n_in, n_out):',
    '        self.weights = np.random.randn(n_in, n_out)',
    `        self.bias = ${bias}`,
    '    def forward(self, x):',
    '        self.x = x',
    '        return np.dot(x, self.weights) + self.bias',
    `    def backward(self, dout${leave.join().includes('rate') ? ', rate' : ''}):`,
    '        dweights = np.dot(self.x.T, dout)',
    `        dbias = ${sum}`,
    '        dx = np.dot(dout, self.weights.T)',
    ...leave.map((line) => `        ${line}`),
  ];
  const ways: readonly (readonly string[])[] = [
    ['self.dweights = dweights', 'self.dbias = dbias', 'return dx'],
    ['self.weights -= rate * dweights', 'self.bias -= rate * dbias', 'return dx'],
    ['return dx, dweights, dbias'],
  ];
  it.each(['np.zeros(n_out)', 'np.zeros((1, n_out))', 'np.ones(n_out)'])('(%s) is confirmed by all of them', (bias) => {
    const [plain, method, kept] = sums as [string, string, string];
    for (const sum of bias.includes('(1') ? [kept] : [plain, method])
      for (const leave of ways)
        for (const one of verdicts(...layer(bias, sum, ...leave))) expect(one, leave.join()).toMatch(/ proved$/);
  });
  it('is not, where the sum is along the other axis', () => {
    const [attributes = []] = ways;
    expect(verdicts(...layer('np.zeros(n_out)', 'dout.sum(axis=0) * 2', ...attributes))).toContain(
      'Dense.backward differs',
    );
    expect(
      verdicts(...layer('np.zeros(n_out)', 'dout.sum(axis=1)', ...attributes)).filter((one) => /proved/.test(one)),
    ).toHaveLength(2);
  });
});

describe('a flag that asks for the derivative beside the value', () => {
  const sphere = (slope: string, ...returned: string[]): string[] => [
    'def sphere(X, grad=False):',
    '    p = np.sum(X**2, axis=1)',
    '    if grad:',
    `        dp = ${slope}`,
    ...returned.map((line) => `    ${line}`),
  ];
  it.each([
    [['return (p, dp) if grad else p']],
    [['if grad:', '    return p, dp', 'return p']],
    [['    return p, dp', 'return p']],
  ])('gives no derivative by what the value is called: %s', (returned) => {
    expect(verdicts(...sphere('2 * X', ...returned))).toEqual(['sphere proved']);
    expect(messages(...sphere('3 * X', ...returned))).toEqual([expect.stringMatching(/the factor 2\/3 is missing/)]);
  });
  it('is not told of what is still to be worked out', () => {
    expect(messages(...sphere('np.zeros_like(X)', 'return (p, dp) if grad else p'))).toEqual([
      'not judged: dp is only set to 0: it is still to be worked out',
    ]);
  });
});

describe('what is cut off far out at both sides', () => {
  const logistic = (bound: number, slope: string): string[] => [
    'def nll(w, y, X):',
    `    z = np.clip(np.dot(X, w), -${bound}, ${bound})`,
    '    mu = 1 / (1 + np.exp(-z))',
    '    return -np.dot(y, np.log(mu)) - np.dot(1 - y, np.log(1 - mu))',
    'def grad_nll(w, y, X):',
    `    z = np.clip(np.dot(X, w), -${bound}, ${bound})`,
    '    mu = 1 / (1 + np.exp(-z))',
    `    return ${slope}`,
  ];
  it.each([6, 8, 30])('at ±%i is a guard', (bound) => {
    expect(messages(...logistic(bound, 'np.dot(X.T, mu - y)'))).toEqual([
      expect.stringMatching(/^agrees at \d+ points.*, where nothing is cut off$/),
    ]);
    expect(verdicts(...logistic(bound, 'np.dot(X.T, y - mu)'))).toEqual(['grad_nll differs']);
  });
  it('but not what is meant to be cut off', () => {
    const hard = [
      'def hardtanh(x):',
      '    return np.clip(x, -1, 1)',
      'def hardtanh_grad(x):',
      '    return 1.0 + 0 * x',
    ];
    expect(verdicts(...hard)).toEqual(['hardtanh_grad differs']);
    const relu6 = ['def relu6(x):', '    return np.minimum(np.maximum(x, 0), 6)', 'def relu6_grad(x):'];
    expect(verdicts(...relu6, '    return np.where(x > 0, 1.0, 0.0)')).toEqual(['relu6_grad differs']);
  });
});

it('a half before a mean hides nothing of its being a mean', () => {
  const squares = (slope: string): string[] => [
    'def sse(out, t, derivative=False):',
    '    if derivative:',
    `        return ${slope}`,
    '    return 0.5 * np.mean(np.sum(np.power(out - t, 2), axis=1))',
  ];
  expect(messages(...squares('out - t'))).toEqual([
    expect.stringMatching(/^not judged: .* of a sum instead of a mean/),
  ]);
  expect(verdicts(...squares('t - out'))).toEqual(['sse differs']);
  expect(verdicts(...squares('3 * (out - t) / len(out)'))).toEqual(['sse differs']);
});

describe('a branch for one number of axes', () => {
  const penalty = (condition: string, other: string): string[] => [
    'def penalty(w):',
    `    if ${condition}:`,
    '        return np.sum(w**2)',
    '    return np.sum(np.abs(w)**3)',
    'def penalty_gradient(w):',
    `    if ${condition}:`,
    '        return 2 * w',
    `    return ${other}`,
  ];
  it.each(['w.ndim == 1', 'np.ndim(w) < 2', 'len(w.shape) == 1'])('(%s) is what is confirmed', (condition) => {
    expect(messages(...penalty(condition, '5 * w'))).toEqual([expect.stringMatching(/; for (vectors|numbers)$/)]);
  });
  it('is not, where the others are refused', () => {
    const refused = ['def cube(w):', '    if w.ndim != 1:', '        raise ValueError', '    return np.sum(w**3)'];
    expect(messages(...refused, 'def cube_grad(w):', '    return 3 * w**2')).toEqual(['proved']);
  });
});

it('what a layer may be called without is kept for the way back like the rest', () => {
  const affine = (slope: string): string[] => [
    'def affine_forward(x, w, b, scale=1.5):',
    '    out = (x @ w + b) * scale',
    '    cache = (x, w, b, scale)',
    '    return out, cache',
    'def affine_backward(dout, cache):',
    '    x, w, b, scale = cache',
    `    dx = ${slope}`,
    '    dw = x.T @ dout * scale',
    '    db = dout.sum(axis=0) * scale',
    '    return dx, dw, db',
  ];
  expect(messages(...affine('dout @ w.T * scale'))).toEqual(['proved', 'proved', 'proved']);
  expect(verdicts(...affine('dout @ w.T'))).toContain('affine_backward differs');
});
