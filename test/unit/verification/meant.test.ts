/** Derivatives of public code that mean something else than what they were taken for; each was run with NumPy. */
import { describe, expect, it } from 'vitest';
import { messages, verdicts } from '../analysis/toldChecks';

describe('a difference is not told', () => {
  it('of a definition that another one of the same name replaces', () => {
    const loss = (...gradient: string[]): string[] => [
      'def loss(w, x, lam):',
      '    J = np.sum(x.dot(w)**2) + lam * np.sum(w**2)',
      ...gradient.map((line) => `    ${line}`),
      '    return J, grad',
    ];
    const [first, second] = [loss('grad = 2 * x.T.dot(x.dot(w))'), loss('grad = 2 * x.T.dot(x.dot(w)) + 2 * lam * w')];
    expect(verdicts(...first)).toEqual(['loss differs']);
    expect(verdicts(...first, ...second)).toEqual(['loss unknown', 'loss#2 proved']);
    expect(messages(...first, ...second)[0]).toBe('not judged: loss is defined anew below');
    const branches = [
      'if np.pi > 3:',
      ...first.map((line) => `    ${line}`),
      'else:',
      ...second.map((line) => `    ${line}`),
    ];
    expect(verdicts(...branches), 'one of two branches is not replaced').toContain('loss differs');
  });

  it('of a gradient that is projected onto what is feasible', () => {
    const constrained = (gradient: string): string[] => [
      'Q = np.array([[8, 3], [3, 10]])',
      'A = np.array([[2, 5]])',
      'P = np.eye(2) - A.T @ np.linalg.inv(A @ A.T) @ A',
      'def f(x):',
      '    return 0.5 * x @ Q @ x',
      'def f_grad(x):',
      `    return ${gradient}`,
    ];
    expect(messages(...constrained('P @ (Q @ x)'))).toEqual([
      'not judged: it is an orthogonal projection of the gradient, onto what is feasible?',
    ]);
    expect(verdicts(...constrained('P @ (2 * Q @ x)'))).toEqual(['f_grad differs']);
    expect(verdicts(...constrained('np.array([(Q @ x)[0], 0])')), 'a missing entry').toEqual(['f_grad differs']);
    expect(verdicts(...constrained('np.mean(Q @ x) * np.ones(2)')), 'a mean').toEqual(['f_grad differs']);
  });

  it('of a prefactor', () => {
    const kernel = (name: string): string[] => [
      'def kernel(x, y):',
      '    return np.exp(-0.5 * (x - y) ** 2)',
      'def kernel_gradient(x, y):',
      `    ${name} = y - x`,
      `    return ${name}`,
    ];
    expect(messages(...kernel('prefactor'))).toEqual([
      'not judged: it gives a prefactor, and leaves what belongs behind it to its callers',
    ]);
    expect(verdicts(...kernel('slope'))).toEqual(['kernel_gradient differs']);
  });

  it('of a model by its data and its parameters together', () => {
    const model = (first: string, second: string): string[] => [
      `def fun(${first}, ${second}):`,
      `    return (${first} * ${second}**2) ** 2`,
      `def jac(${first}, ${second}):`,
      `    return np.array([4 * ${first}**2 * ${second}**3, 4 * ${first}**2 * ${second}**3])`,
    ];
    expect(verdicts(...model('x', 'p'))).not.toContain('jac differs');
    expect(verdicts(...model('a', 'b'))).toEqual(['jac differs']);
  });

  it('where a list of arrays picks rows or elements, as the version of NumPy has it', () => {
    const picked = (index: string): string[] => [
      'def loss(w, y):',
      '    return np.sum(w[y, np.arange(3)] ** 2)',
      'def loss_grad(w, y):',
      '    g = np.zeros(w.shape)',
      `    g[${index}] = 2 * w[y, np.arange(3)]`,
      '    return g',
      'loss(np.ones((3, 3)), np.array([0, 2, 1]))',
    ];
    expect(messages(...picked('[y, np.arange(3)]'))).toEqual([
      'not checked: A list of arrays as an index meant a tuple before NumPy 1.23 and picks rows since: write a tuple.',
    ]);
    expect(verdicts(...picked('y, np.arange(3)'))[0]).toMatch(/proved|agrees/);
  });

  it('where what it is by is positive, and what comes out of a matrix solved is rounded', () => {
    const factor = (derivative: string): string[] => [
      'def to_internal(outer):',
      '    s, r = outer[0], outer[2]',
      '    cov = np.array([[s**2, r * s * outer[1]], [r * s * outer[1], outer[1] ** 2]])',
      '    chol = np.linalg.cholesky(cov)',
      '    return np.array([chol[0, 0], chol[1, 0], chol[1, 1]])',
      'def to_internal_jacobian(outer):',
      '    c = np.sqrt(1 - outer[2] ** 2)',
      `    inverse = np.array([[1, 0, 0], [0, outer[2], c], [0, c**2 / outer[1], -outer[2] * c / outer[1]]])`,
      `    return ${derivative}`,
    ];
    expect(messages(...factor('np.linalg.pinv(inverse)'))[0]).toMatch(
      /^agrees at \d+ points.*where what it is by is positive$/,
    );
    expect(verdicts(...factor('np.linalg.pinv(2 * inverse)'))).toEqual(['to_internal_jacobian differs']);
  });

  it('where a guard turns the sign in the function and in its derivative', () => {
    const guarded = (factor: string, ...guard: string[]): string[] => [
      'def flow(p, z):',
      '    if p < 0:',
      '        p *= -1',
      '    return p**0.5 + z',
      'def flow_grad(p, z):',
      ...guard.map((line) => `    ${line}`),
      `    return np.array([${factor} * p**-0.5, 1])`,
    ];
    const guard = ['if p < 0:', '    p *= -1'];
    expect(messages(...guarded('0.5', ...guard))).toEqual([
      'not judged: it is the derivative only where p is positive, which nothing says',
    ]);
    expect(verdicts(...guarded('1.5', ...guard))).toEqual(['flow_grad differs']);
    // |p| that the derivative has not looked at is no guard of its own.
    expect(verdicts(...guarded('0.5', 'p = np.abs(p)'))).toEqual(['flow_grad differs']);
  });

  it('of layers that leave their own mask to the layer behind them', () => {
    const layer = (...masked: string[]): string[] => [
      'def relu_forward(X, W, b):',
      '    h = np.dot(X, W) + b',
      '    return np.maximum(h, 0), (X, W, b, h)',
      'def relu_backward(dout, cache):',
      '    X, W, b, h = cache',
      ...masked.map((line) => `    ${line}`),
      '    return dx, dW, db',
      'out, cache = relu_forward(np.ones((3, 2)), np.ones((2, 4)), np.ones(4))',
      'relu_backward(np.ones((3, 4)), cache)',
    ];
    const sums = ['dW = X.T.dot(dout)', 'db = np.sum(dout, axis=0)', 'dx = dout.dot(W.T)'];
    const told = verdicts(...layer(...sums, 'dx[X == 0] = 0'));
    expect(told.length).toBeGreaterThan(0);
    expect(told.filter((one) => one.includes('differs'))).toEqual([]);
    expect(messages(...layer(...sums, 'dx[X == 0] = 0')).join()).toContain(
      'its own mask is left to the layer behind it',
    );
    expect(verdicts(...layer(...sums)).join(), 'without any mask').toContain('differs');
    expect(verdicts(...layer(...sums, 'dW[W == 0] = 0')).join(), 'the mask of something else').toContain('differs');
    expect(verdicts(...layer(...sums, 'dx[X > 0] = 0')).join(), 'the mask turned round').toContain('differs');
    expect(verdicts(...layer('dout = dout * (h < 0)', ...sums)).join(), 'its own mask, wrong').toContain('differs');
    expect(verdicts(...layer('dout = dout * (h > 0)', ...sums)).join(), 'its own mask').not.toContain('differs');
  });

  it('where the name of the function is something else in the branch of the derivative', () => {
    const branches = (other: string): string[] => [
      'def interval(p, kind):',
      '    if kind == "linear":',
      '        def g(x):',
      '            return 3 * x',
      '        def gprime(x):',
      '            return 3',
      '    else:',
      `        ${other}`,
      '        def gprime(x):',
      '            return 1 / x',
      '    return g(p), gprime(p)',
    ];
    expect(verdicts(...branches('g = np.log')).filter((one) => one.includes('differs'))).toEqual([]);
    expect(verdicts(...branches('pass'))).toContain('interval.gprime#2 differs');
  });

  it('by other variables, of which the arguments are worked out', () => {
    const prior = (start: string): string[] => [
      'def log_prior(sigma, beta):',
      '    return -np.log(beta) - 3 * np.log(sigma) - 0.25 / sigma**2',
      'def grad_log_prior(gamma, beta):',
      `    sigma = ${start}`,
      '    return np.array([-3 + 0.5 / sigma**2, -1 / beta])',
    ];
    expect(messages(...prior('np.exp(gamma)'))).toEqual(['not judged: it is by gamma, of which sigma is worked out']);
    expect(verdicts(...prior('np.asarray(gamma)'))).toEqual(['grad_log_prior differs']);
  });

  it('by an argument that the function is not given', () => {
    const helper = (given: string): string[] => [
      'def scale(s, s_x, ip):',
      '    return s / ip',
      `def grad_scale(${given}s, s_x, ip):`,
      '    return -2 * s * s_x / ip**2',
    ];
    expect(messages(...helper('x, '))).toEqual(['not judged: it is given x, which the function is not']);
    expect(verdicts(...helper(''))).toEqual(['grad_scale differs']);
  });

  it('of a chain through what depends on the arguments itself', () => {
    const barrier = [
      'class Barrier:',
      '    def barrier(self, c, q=5.5):',
      '        return np.exp(q * c)',
      '    def barrier_jacobian(self, c, c_dot, q=5.5):',
      '        return q * np.exp(q * c) * c_dot',
      '    def barrier_hessian(self, c, c_dot, q=5.5):',
      '        return q**2 * np.exp(q * c) * np.outer(c_dot, c_dot)',
    ];
    expect(verdicts(...barrier).filter((one) => one.includes('differs'))).toEqual([]);
  });

  it('of a layer that keeps its loss and passes on what it is given', () => {
    const layer = (returned: string): string[] => [
      'class SquaredLoss:',
      '    def forward(self, x, t):',
      '        self.x, self.t = x, t',
      '        self.loss = 0.5 * (x - t)**2',
      `        return ${returned}`,
      '    def backward(self):',
      '        return self.t - self.x',
    ];
    expect(verdicts(...layer('self.x'))).toEqual(['SquaredLoss.backward unknown']);
    expect(verdicts(...layer('self.loss'))).toEqual(['SquaredLoss.backward differs']);
  });

  it('of prediction minus truth beside a cross-entropy, which counts the softmax in', () => {
    const entropy = (name: string, slope: string): string[] => [
      `class ${name}:`,
      '    def loss(self, predicted, actual):',
      '        predicted = np.clip(predicted, 1e-15, 1 - 1e-15)',
      '        return -np.mean(actual * np.log(predicted) + (1 - actual) * np.log(1 - predicted))',
      '    def loss_derivative(self, predicted, actual):',
      `        return ${slope}`,
    ];
    expect(verdicts(...entropy('CrossEntropy', 'predicted - actual'))).toEqual([
      'CrossEntropy.loss_derivative unknown',
    ]);
    expect(verdicts(...entropy('CrossEntropy', '2 * predicted + actual'))).toEqual([
      'CrossEntropy.loss_derivative differs',
    ]);
  });

  it('by what an argument is made at first, where the caller has the rest of the chain', () => {
    const entropy = (slope: string): string[] => [
      'def softmax(x):',
      '    e = np.exp(x - np.max(x))',
      '    return e / e.sum()',
      'def cross_entropy(y_pred, y_true, derivative=False):',
      '    y_pred = softmax(y_pred)',
      '    y_true = np.array(y_true)',
      '    if derivative:',
      `        return ${slope}`,
      '    return -np.sum(y_true * np.log(y_pred))',
    ];
    expect(messages(...entropy('-y_true / y_pred'))).toEqual(['not checked: it is by what y_pred is made at first']);
    expect(verdicts(...entropy('-2 * y_true / y_pred'))).toEqual(['cross_entropy differs']);
  });

  it('of a function of the file that a parameter hides', () => {
    const call = (parameters: string): string[] => [
      'from scipy.optimize import minimize',
      'def cost(x):',
      '    return np.sum(x**3)',
      'def slope(x):',
      '    return 2 * x',
      `def test(${parameters}):`,
      '    return minimize(cost, np.ones(3), jac=slope)',
    ];
    expect(verdicts(...call(''))).toEqual(['slope differs']);
    expect(verdicts(...call('slope'))).toEqual([]);
  });
});

describe('a right derivative', () => {
  it('may guard against the logarithm of 0', () => {
    const entropy = (sign: string, bounds: string): string[] => [
      'class Entropy:',
      '    def loss(self, y: np.ndarray, o: np.ndarray, epsilon=1e-12):',
      `        o = np.clip(o, ${bounds})`,
      '        return -y * np.log(o) - (1 - y) * np.log(1 - o)',
      '    def gradient(self, y: np.ndarray, o: np.ndarray, epsilon=1e-12):',
      `        o = np.clip(o, ${bounds})`,
      `        return -(y / o) ${sign} (1 - y) / (1 - o)`,
    ];
    for (const bounds of ['1e-15, 1 - 1e-15', 'epsilon, 1 - epsilon']) {
      expect(messages(...entropy('+', bounds))[0]).toContain('where nothing is cut off');
      expect(verdicts(...entropy('-', bounds))).toEqual(['Entropy.gradient differs']);
    }
    // A bound that is no guard is a part of the function, also one that is not written as a number.
    const capped = [
      'def capped(x):',
      '    return np.minimum(x, np.sqrt(2))**2',
      'def capped_grad(x):',
      '    return 2 * x',
    ];
    expect(verdicts(...capped)).toEqual(['capped_grad differs']);
    expect(verdicts(...entropy('+', '0.2, 0.8'))).toEqual(['Entropy.gradient differs']);
  });

  it('is for positive standard deviations, where nothing but a root speaks of signs', () => {
    const factor = (root: string, slope: string): string[] => [
      'def to_internal(x):',
      '    variance = x[0]**2 * (1 - x[1]**2)',
      `    return np.array([${root}, x[1]])`,
      'def to_internal_jacobian(x):',
      '    r = np.sqrt(1 - x[1]**2)',
      `    return np.array([[${slope}, -x[0] * x[1] / r], [0, 1]])`,
    ];
    expect(messages(...factor('np.sqrt(variance)', 'r'))[0]).toContain('where what it is by is positive');
    expect(verdicts(...factor('np.sqrt(variance)', '-r'))).toEqual(['to_internal_jacobian differs']);
    expect(verdicts(...factor('np.abs(x[0]) * np.sqrt(1 - x[1]**2)', 'r'))).toEqual(['to_internal_jacobian differs']);
  });

  it('is by what is shaped as it is, where the function alone says nothing of it', () => {
    const squares = (factor: string): string[] => [
      'def ssr(outputs, truth):',
      '    truth = np.array(truth)',
      '    truth = truth.reshape((len(truth), 1))',
      '    return np.sum((truth - outputs)**2)',
      'def derivative_ssr(outputs, truth):',
      '    truth = np.array(truth)',
      '    truth = truth.reshape((len(truth), 1))',
      `    return ${factor} * (truth - outputs)`,
    ];
    expect(verdicts(...squares('-2'))).toEqual(['derivative_ssr proved']);
    expect(verdicts(...squares('-3'))).not.toContain('derivative_ssr proved');
  });

  it('counts with what the function compares with', () => {
    const banana = (entry: string): string[] => [
      'class Banana:',
      '    def __init__(self, dims):',
      '        self.dims = dims',
      '    def U(self, theta):',
      '        total = theta[0]**2 + theta[1]**4',
      '        if self.dims > 2:',
      '            total += 0.5 * np.sum(theta[2:]**2)',
      '        return total',
      '    def grad_U(self, theta):',
      '        grad = np.zeros(self.dims)',
      '        grad[0] = 2 * theta[0]',
      '        grad[1] = 4 * theta[1]**3',
      '        if self.dims > 2:',
      `            grad[2:] = ${entry}`,
      '        return grad',
    ];
    expect(verdicts(...banana('theta[2:]'))).toEqual(['Banana.grad_U proved']);
    expect(verdicts(...banana('2 * theta[2:]'))).toEqual(['Banana.grad_U differs']);
  });

  it('is that of the loss, of a function that gives it beside something else', () => {
    const regression = (sign: string): string[] => [
      'class Regression:',
      '    def __init__(self, num_features):',
      '        self.num_features = num_features',
      '        self.W = np.zeros((self.num_features, 1))',
      '    def train(self, x, y):',
      '        logits, loss = self.forward(x, y)',
      '        self.W = self.W - 0.1 * self.compute_grad(x, y, self.W, logits)',
      '    def forward(self, x, y):',
      '        count, width = x.shape',
      '        y = np.expand_dims(y, axis=1)',
      '        logits = self.sigmoid(np.dot(x, self.W))',
      '        loss = np.sum(-y * np.log(logits) - (1 - y) * np.log(1 - logits)) / count',
      '        return logits, loss',
      '    def compute_grad(self, x, y, weight, logit):',
      '        count, width = x.shape',
      '        y = np.expand_dims(y, axis=1)',
      `        residual = (self.sigmoid(np.dot(x, self.W)) ${sign} y).reshape(1, -1)`,
      '        return (np.dot(residual, x) / count).reshape(-1, 1)',
      '    def sigmoid(self, x):',
      '        return 1 / (1 + np.exp(-x))',
    ];
    expect(messages(...regression('-'))).toEqual(['proved: with respect to self.W']);
    expect(verdicts(...regression('+'))).not.toContain('Regression.compute_grad proved');
  });

  it('is a Hessian by the first argument, though its own does not say how long that is', () => {
    const quadratic = (sign: string): string[] => [
      'def cost(x: np.ndarray, K: np.ndarray, t: np.ndarray):',
      '    return np.sum(x) - 0.5 * ((x * t) @ (K @ (x * t)))',
      'def hessian_cost(x: np.ndarray, K: np.ndarray, t: np.ndarray):',
      `    return ${sign}K * np.outer(t, t)`,
    ];
    expect(messages(...quadratic('-'))[0]).toMatch(/^agrees .*, where K is symmetric$/);
    expect(verdicts(...quadratic(''))).toEqual(['hessian_cost differs']);
  });

  it('fills an array that it is given, as the function does', () => {
    const project = (factor: string): string[] => [
      'from numba import guvectorize, float64',
      "@guvectorize([(float64[:], float64[:], float64[:])], '(n),(m)->(n)')",
      'def project(p, f, out):',
      '    out[0] = f[0] * p[0] / p[2]',
      '    out[1] = f[1] * p[1] / p[2]',
      "@guvectorize([(float64[:], float64[:], float64[:, :])], '(n),(m)->(n,n)')",
      'def project_jacobian(p, f, out):',
      '    out[0, 0] = f[0] / p[2]',
      '    out[0, 1] = 0',
      `    out[0, 2] = ${factor}f[0] * p[0] / p[2]**2`,
      '    out[1, 0] = 0',
      '    out[1, 1] = f[1] / p[2]',
      '    out[1, 2] = -f[1] * p[1] / p[2]**2',
    ];
    expect(verdicts(...project('-'))).toEqual(['project_jacobian proved']);
    expect(verdicts(...project('-2 * '))).toEqual(['project_jacobian differs']);
  });
});

describe('what cannot be worked out takes nothing else with it', () => {
  it('is a table of many points in the same file', () => {
    const grid = [
      'def f(p):',
      '    return p[0]**2 + p[1]**2',
      'def gradient(p):',
      '    return np.array([2 * p[0], 2 * p[1]])',
    ];
    const table = ['s = np.linspace(-5, 5, 400)', 'X, Y = np.meshgrid(s, s)', 'Z = f([X, Y])'];
    expect(verdicts(...grid, ...table)).not.toContain('gradient differs');
  });

  it('quotes nothing that is too long to be read', () => {
    const softmax = [
      'def softmax(Z):',
      '    A = np.exp(Z - np.max(Z)) / np.exp(Z - np.max(Z)).sum(axis=0, keepdims=True)',
      '    return A, Z',
      'def softmax_backward(dA, cache):',
      '    s = np.exp(cache - np.max(cache)) / np.exp(cache - np.max(cache)).sum(axis=0, keepdims=True)',
      '    return dA * s * (1 - s)',
    ];
    expect(messages(...softmax).filter((message) => message.includes('``'))).toEqual([]);
  });
});

describe('names that share all but what says cost and gradient', () => {
  const regularized = (cost: string, gradient: string, factor: string): string[] => [
    `def ${cost}(w, x, lam):`,
    '    return np.sum(x.dot(w)**2) + lam * np.sum(w**2)',
    `def ${gradient}(w, x, lam):`,
    `    return 2 * x.T.dot(x.dot(w)) + ${factor} * lam * w`,
  ];

  it('belong together', () => {
    for (const [cost, gradient] of [
      ['regularized_cost', 'regularized_gradient'],
      ['costFunctionReg', 'gradientReg'],
    ] as const) {
      expect(verdicts(...regularized(cost, gradient, '2'))).toEqual([`${gradient} proved`]);
      expect(verdicts(...regularized(cost, gradient, '3'))).toEqual([`${gradient} differs`]);
    }
    expect(verdicts(...regularized('policy_loss', 'policy_gradient', '3'))).not.toContain('policy_gradient differs');
    expect(verdicts(...regularized('plain_cost', 'regularized_gradient', '3'))).toEqual([]);
  });

  it('prove nothing of a function that is only a stub', () => {
    const stub = ['def cost(x):', '    J = 0', '    return J', 'def cost_gradient(x):', '    return 0'];
    expect(messages(...stub)).toEqual(['not checked: cost gives the same number everywhere']);
    expect(verdicts('def cost(x):', '    return 2', ...stub.slice(3))).toEqual(['cost_gradient proved']);
  });
});
