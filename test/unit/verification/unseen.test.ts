/** What code that nobody had tried showed: derivatives confirmed that are wrong, and right ones that were said to differ. */
import { describe, expect, it } from 'vitest';
import { messages, verdicts } from '../analysis/toldChecks';

describe('nothing is confirmed', () => {
  const hinge = (mask: string): string[] => [
    'def hinge(y_true, y_pred):',
    '    return np.mean(np.maximum(0, 1 - y_true * y_pred))',
    'def hinge_derivative(y_true, y_pred):',
    `    return np.where(${mask}, -y_true, 0) / len(y_true)`,
  ];

  it('where what is assumed leaves one of two branches', () => {
    expect(verdicts(...hinge('1 - y_true * y_pred > 0'))).toEqual(['hinge_derivative proved']);
    // Of elements that add up to 1, no product is above 1.
    expect(verdicts(...hinge('1 - y_true * y_pred < 1'))).toEqual(['hinge_derivative differs']);
    expect(verdicts(...hinge('y_true == y_true'))).toEqual(['hinge_derivative differs']);
  });

  it('where labels leave one of two branches of what the prediction alone decides', () => {
    const each = (slope: string): string[] => [
      'def hinge(y_true, y_pred):',
      '    return np.maximum(0, 1 - y_true * y_pred)',
      'def hinge_derivative(y_true, y_pred):',
      `    return ${slope}`,
    ];
    expect(verdicts(...each('-y_true'))).toEqual(['hinge_derivative differs']);
    expect(verdicts(...each('np.where(y_true * y_pred < 1, -y_true, 0)'))).toEqual(['hinge_derivative proved']);
  });

  it('where labels leave no other branch to anything', () => {
    const power = (slope: string): string[] => [
      'def signed(x, label):',
      '    p = 1 / (1 + np.exp(-x))',
      '    g = label + (1 - 2 * label) * p',
      '    return np.sign(g) * np.abs(g)**1.5',
      'def signed_derivative(x, label):',
      '    p = 1 / (1 + np.exp(-x))',
      '    g = label + (1 - 2 * label) * p',
      `    return ${slope} * (1 - 2 * label) * p * (1 - p)`,
    ];
    expect(messages(...power('1.5 * g**0.5'))).toEqual([expect.stringMatching(/^(proved|agrees .*)/)]);
    expect(verdicts(...power('1.5 * g**1.5'))).toEqual(['signed_derivative differs']);
  });

  it('at sizes made to fit, at which the function is constant', () => {
    const softmax = (axis: string): string[] => [
      'def softmax(z):',
      '    e = np.exp(z)',
      `    return e / np.sum(e, ${axis})`,
      'def softmax_grad(z):',
      '    s = softmax(z)',
      '    return np.diag(s) - np.multiply(s.T, s)',
    ];
    expect(verdicts(...softmax('axis=1, keepdims=True'))).toEqual(['softmax_grad unknown']);
  });

  it('of which a factor is the number of elements by chance', () => {
    const objective = (hessian: string): string[] => [
      'class Objective:',
      '    def loss(self, y, pred):',
      '        return np.mean(np.exp(pred) - y * pred)',
      '    def hessian(self, y, pred):',
      `        return ${hessian}`,
    ];
    expect(verdicts(...objective('np.exp(pred) / 2'))).toEqual(['Objective.hessian unknown']);
    expect(verdicts(...objective('np.exp(pred) / len(y)'))).toEqual(['Objective.hessian proved']);
  });

  it('by a number that would be added to all elements, of a sum over them', () => {
    const square = (slope: string): string[] => [
      'def square_sum(X):',
      '    return np.sum(X**2)',
      'def square_sum_grad(X):',
      `    return ${slope}`,
    ];
    expect(verdicts(...square('2 * X'))).toEqual(['square_sum_grad proved']);
    expect(verdicts(...square('2 * np.sum(X)'))).not.toContain('square_sum_grad proved');
  });

  it('because both come out as 0, where nobody has written one', () => {
    const potential = (factor: string): string[] => [
      'class Potential:',
      '    def energy(self, v):',
      '        if self.project is not None:',
      '            v = self.project(v)',
      '        return np.dot(self.A, v / np.linalg.norm(v))',
      '    def energy_gradient(self, v):',
      '        if self.project is not None:',
      '            v = self.project(v)',
      '        u = v / np.linalg.norm(v)',
      `        grad = ${factor}self.A`,
      '        grad -= np.dot(grad, u) * u',
      '        return grad',
    ];
    expect(verdicts(...potential('7.0 * '))).toEqual(['Potential.energy_gradient unknown']);
    const steps = ['def step(x):', '    return np.floor(x)', 'def step_derivative(x):'];
    expect(verdicts(...steps, '    return 0')).toEqual(['step_derivative proved']);
    expect(verdicts(...steps, '    return np.zeros_like(x)')).toEqual(['step_derivative proved']);
    const told = [
      'def is_value(x):',
      '    return isinstance(x, float)',
      'def is_value_deriv(x):',
      '    return isinstance(x, int)',
    ];
    expect(verdicts(...told)).not.toContain('is_value_deriv proved');
  });

  it('of an object that is made of others, which are not known', () => {
    const joint = [
      'class Prior:',
      '    def __init__(self, rate, at):',
      '        self.rate, self.at = rate, at',
      '    def __call__(self, theta):',
      '        return -self.rate * theta[self.at]',
      'class Joint:',
      '    def __init__(self, parts, n):',
      '        self.parts = []',
      '        for kind in [Prior]:',
      '            self.parts.extend([part for part in parts if isinstance(part, kind)])',
      '        self.n = n',
      '    def __call__(self, theta):',
      '        return sum(part(theta) for part in self.parts)',
      '    def gradient(self, theta):',
      '        g = np.zeros(self.n)',
      '        for part in self.parts:',
      '            g[part.at] = 7 * part.rate',
      '        return g',
    ];
    expect(verdicts(...joint)).toEqual(['Joint.gradient unknown']);
  });
});

describe('what is confirmed is said to be so for the defaults', () => {
  it('of an argument that chooses a branch', () => {
    const covariance = (slope: string): string[] => [
      'def kernel(a, x, y=None):',
      '    if y is None:',
      '        return a**2 * np.ones(len(x))',
      '    return a**2 * np.exp(-(x - y)**2)',
      'def kernel_grad(a, x, y=None, verbose=False):',
      '    if verbose:',
      "        print('gradient')",
      '    if y is None:',
      `        return ${slope} * np.ones(len(x))`,
      '    return 7 * a * np.exp(-(x - y)**2)',
    ];
    expect(messages(...covariance('2 * a'))).toEqual([expect.stringMatching(/^proved.*; for y = None$/)]);
    expect(verdicts(...covariance('3 * a'))).toEqual(['kernel_grad differs']);
  });

  it('of an argument whose name is a letter of what the pair says', () => {
    const flagged = [
      'def scaled(x, deriv=False, v=None):',
      '    w = 2.0 if v is None else v',
      '    return w * np.cosh(x) if deriv else w * np.sinh(x)',
    ];
    expect(messages(...flagged)).toEqual([expect.stringMatching(/^proved.*; for v = None$/)]);
  });

  it('and for vectors, where a mean of all stands beside a division by the length', () => {
    const mse = (slope: string): string[] => [
      'def mse_loss(y_true, y_pred):',
      '    return np.mean((y_true - y_pred)**2)',
      'def mse_loss_grad(y_true, y_pred):',
      `    return 2 * (y_pred - y_true) / ${slope}`,
    ];
    expect(messages(...mse('y_pred.shape[0]'))).toEqual([expect.stringMatching(/^proved.*; for vectors$/)]);
    expect(messages(...mse('y_pred.size'))).toEqual([expect.stringMatching(/^proved(?!.*vectors)/)]);
    const penalty = (order: string): string[] => [
      'def penalty(w, lam):',
      `    return 0.5 * lam * np.linalg.norm(w${order})**2`,
      'def penalty_grad(w, lam):',
      '    return lam * w',
    ];
    expect(messages(...penalty(', 2'))).toEqual([expect.stringMatching(/^(proved|agrees).*; for vectors$/)]);
    expect(messages(...penalty(''))).toEqual([expect.stringMatching(/^(proved|agrees)(?!.*vectors)/)]);
  });

  it('and for what is asked of an argument without one', () => {
    const loss = (asked: string): string[] => [
      'def loss(p, mode):',
      `    return np.sum(np.log(np.cosh(p))) if ${asked} else np.sum(p**2)`,
      'def loss_grad(p, mode):',
      `    return np.tanh(p) if ${asked} else p`,
    ];
    expect(messages(...loss('mode'))).toEqual([expect.stringMatching(/^(proved|agrees).*; for mode = True$/)]);
    expect(messages(...loss("mode == 'smooth'"))).toEqual([
      expect.stringMatching(/^(proved|agrees).*; for mode = 'smooth'$/),
    ]);
  });

  it('of a constructor', () => {
    const layer = (asked: string): string[] => [
      'class Activation:',
      "    def __init__(self, activation='relu', scale=None, name='layer'):",
      '        self.activation, self.name = activation, name',
      '        self.scale = scale if scale is not None else 1.0',
      '    def forward(self, x):',
      '        self.x = x',
      `        return ${asked}`,
      '    def backward(self, grads):',
      `        return grads * ${asked.replace('np.sinh', 'np.cosh').replace('x**3', '3 * self.x**2').replace('(x)', '(self.x)')}`,
    ];
    const chosen = "np.sinh(x) if self.activation == 'relu' else x**3";
    expect(messages(...layer(chosen))).toEqual(["proved; for activation = 'relu'"]);
    expect(messages(...layer('np.sinh(x)'))).toEqual(['proved']);
    expect(messages(...layer('np.sinh(x) * self.scale'))).toEqual(['proved; for scale = None']);
  });
});

describe('a right derivative', () => {
  it('has what a constructor works out of other attributes', () => {
    const potential = (init: string[], slope: string): string[] => [
      'class Density:',
      ...init.map((line) => `    ${line}`),
      '    def f(self, m):',
      '        return self.a2 / m**2 / (1 + m / self.a)**2',
      '    def f_deriv(self, m):',
      `        return -${slope} * (self.a + 2 * m) / m**3 / (self.a + m)**3`,
    ];
    const plain = ['def __init__(self, a):', '    self.a = a', '    self.a2 = a**2'];
    const foreign = [
      'def __init__(self, a, unit):',
      '    a = convert(a, unit)',
      '    self.a = a',
      '    self.a2 = self.a**2',
    ];
    for (const init of [plain, foreign]) {
      expect(verdicts(...potential(init, '2 * self.a2**2'))).toEqual(['Density.f_deriv proved']);
      expect(verdicts(...potential(init, '2 * self.a2'))).toEqual(['Density.f_deriv differs']);
    }
    const set = [...plain, 'def rescale(self, s):', '    self.a2 = s'];
    expect(verdicts(...potential(set, '2 * self.a2**2')), 'another method sets it').not.toContain(
      'Density.f_deriv proved',
    );
  });

  it('is that of the value, where an argument may ask for a derivative', () => {
    const utility = (sign: string): string[] => [
      'class Utility:',
      '    def __init__(self, rho):',
      '        self.rho = rho',
      '    def __call__(self, c, order=0):',
      '        if order == 0:',
      '            return c**(1 - self.rho) / (1 - self.rho)',
      '        return self.derivative(c, order)',
      '    def derivative(self, c, order=1):',
      '        if order == 1:',
      `            return ${sign}c**(-self.rho)`,
      '        return -self.rho * c**(-self.rho - 1)',
    ];
    const told = verdicts(...utility(''));
    expect(told).toContain('Utility.derivative proved');
    expect(told.filter((one) => one.endsWith('differs'))).toEqual([]);
    expect(verdicts(...utility('-'))).toContain('Utility.derivative differs');
  });

  it('may return the gradient first, and its derivative', () => {
    const objective = (factor: string): string[] => [
      'def objective(pred, label):',
      '    grad = (pred - label)**3',
      `    hess = ${factor} * (pred - label)**2`,
      '    return grad, hess',
    ];
    expect(verdicts(...objective('3'))).toEqual(['objective proved']);
    expect(verdicts(...objective('6'))).toEqual(['objective differs']);
  });

  it('has labels laid out as predictions are', () => {
    const loss = (count: string, lines: readonly string[] = []): string[] => [
      'def cross_entropy_loss(logits: np.ndarray, targets: np.ndarray):',
      ...lines,
      '    b, s, v = logits.shape',
      '    z, t = logits.reshape(-1, v), targets.reshape(-1)',
      '    p = np.exp(z) / np.sum(np.exp(z), axis=1, keepdims=True)',
      '    loss = -np.mean(np.log(p[np.arange(len(t)), t]))',
      '    grad = p.copy()',
      '    grad[np.arange(len(t)), t] -= 1',
      `    grad /= ${count}`,
      '    grad = grad.reshape(b, s, v)',
      '    return loss, grad',
    ];
    const documented = ['    """logits: (batch_size, seq_len, vocab_size), targets: indices (batch_size, seq_len)"""'];
    for (const lines of [[], documented]) {
      expect(verdicts(...loss('len(t)', lines))).toEqual(['cross_entropy_loss proved']);
      expect(verdicts(...loss('(2 * len(t))', lines))).toEqual(['cross_entropy_loss differs']);
    }
  });

  it('is meant for labels of -1 and 1, which the object has', () => {
    const logistic = (labels: string): string[] => [
      'class Logistic:',
      '    def objective(self, x):',
      '        return np.mean(np.log1p(np.exp(-self.labels * (self.features @ x))))',
      '    def gradient(self, x):',
      '        s = 1 / (1 + np.exp(self.labels * (self.features @ x)))',
      '        return -(self.features.T @ (self.labels * s)) / 7',
      '    def hessian(self, x):',
      '        s = 1 / (1 + np.exp(self.labels * (self.features @ x)))',
      `        return (self.features.T @ (self.features * (s * (1 - s)${labels})[:, None])) / 7`,
    ];
    expect(messages(...logistic('')).at(-1)).toMatch(/^agrees .* where self\.labels is -1 or 1/);
    expect(verdicts(...logistic(' * self.labels**2')).at(-1)).toBe('Logistic.hessian proved');
    expect(verdicts(...logistic(' * 2')).at(-1)).toBe('Logistic.hessian differs');
  });

  it('may leave out that an exponent is kept from growing too large', () => {
    const loss = (sign: string): string[] => [
      'class Loss:',
      '    def forward(self, p, t):',
      '        e = np.clip(-self.b * np.abs(p - t), -50, 50)',
      '        return np.mean(1 - np.exp(e))',
      '    def gradient(self, p, t):',
      '        e = np.clip(-self.b * np.abs(p - t), -50, 50)',
      `        return ${sign}self.b * np.exp(e) * np.sign(p - t) / len(p)`,
    ];
    expect(messages(...loss(''))).toEqual([expect.stringMatching(/^(proved|agrees)/)]);
    expect(verdicts(...loss('-'))).toEqual(['Loss.gradient differs']);
  });

  it('may leave out a small number that is added to 1 as well', () => {
    const layer = (slope: string): string[] => [
      'class SigmoidWithLoss:',
      '    def forward(self, x, t):',
      '        self.t = t',
      '        self.y = 1 / (1 + np.exp(-x))',
      '        return -np.mean(t * np.log(self.y + 1e-7) + (1 - t) * np.log(1 - self.y + 1e-7))',
      '    def backward(self, dout=1):',
      `        return dout * ${slope} / self.y.size`,
    ];
    expect(messages(...layer('(self.y - self.t)'))).toEqual(['agrees but for the small number 1e-7 in it']);
    expect(verdicts(...layer('(self.y + self.t)'))).toEqual(['SigmoidWithLoss.backward differs']);
  });
});

describe('nothing is said against a derivative', () => {
  it('that is by what its documentation says, where that is no argument', () => {
    const state = (by: string): string[] => [
      'class State:',
      '    def minus(self, x):',
      '        return self.value - x',
      '    def minus_jacobian(self, x):',
      `        """Jacobian of minus with respect to ${by}."""`,
      '        return 1',
    ];
    expect(messages(...state('self'))).toEqual(['not judged: its documentation says that it is by self']);
    expect(verdicts(...state('x'))).toEqual(['State.minus_jacobian differs']);
    // An article is no name.
    for (const nothing of ['a state', 'an argument', 'it'])
      expect(messages(...state(nothing))).toEqual(['not judged: it is the derivative with respect to self.value']);
  });

  it('along a solution of a differential equation', () => {
    const taylor = (total: string): string[] => [
      'f = lambda t, y: np.array([y[1], -y[0] + t])',
      `dfdt = lambda t, y: ${total}`,
    ];
    expect(messages(...taylor('np.array([-y[0] + t, -y[1] + 1])'))).toEqual([
      'not judged: it is the derivative along a solution of y′ = f(t, y)',
    ]);
    expect(verdicts(...taylor('np.array([0, 1])'))).toEqual(['dfdt proved']);
    expect(verdicts(...taylor('np.array([0, 2])'))).toEqual(['dfdt differs']);
  });

  it('of which another argument stands at the place of one that may be left out', () => {
    const cost = (penalty: string): string[] => [
      'class Cost:',
      '    @staticmethod',
      '    def get_grad(y_pred, y, h_grad):',
      '        return h_grad.T.dot(y_pred - y)',
      '    @staticmethod',
      `    def get_loss(y_pred, y, ${penalty}):`,
      '        return np.sum((y_pred - y)**2) / 2 + eps * np.sum(y_pred)',
    ];
    expect(verdicts(...cost('eps=1e-6'))).not.toContain('Cost.get_grad differs');
  });

  it('by parameters, of a score of data', () => {
    const score = (by: string): string[] => [
      'class Score:',
      `    def score(self, ${by}):`,
      `        return (${by} - self.loc)**2 / self.scale`,
      `    def d_score(self, ${by}):`,
      `        return -(${by} - self.loc)**2 / self.scale`,
    ];
    expect(messages(...score('Y'))).toEqual(['not judged: nothing says that it is by Y']);
    expect(verdicts(...score('x'))).toEqual(['Score.d_score differs']);
  });

  it('where an argument is one index in the one, and several in the other', () => {
    const picked = [
      'def value(x, idx, w):',
      '    return np.sum(x[idx] * w)',
      'def value_grad(x, idx, w):',
      '    d = np.zeros_like(x)',
      '    for i, a in enumerate(idx):',
      '        d[a] += w[i]',
      '    return d',
    ];
    expect(messages(...picked)).toEqual(['not checked: idx is given to value in another shape']);
  });

  it('of a loss by the logits, beside one that cuts off and weighs', () => {
    const focal = (factor: string): string[] => [
      'class Focal:',
      '    def __init__(self, gamma, alpha):',
      '        self.gamma, self.alpha = gamma, alpha',
      '    def pt(self, y, p):',
      '        p = np.clip(p, 1e-15, 1 - 1e-15)',
      '        return np.where(y, p, 1 - p)',
      '    def __call__(self, y_true, y_pred):',
      '        at, pt = np.where(y_true, self.alpha, 1 - self.alpha), self.pt(y_true, y_pred)',
      '        return -at * (1 - pt)**self.gamma * np.log(pt)',
      '    def grad(self, y_true, y_pred):',
      '        at, pt = np.where(y_true, self.alpha, 1 - self.alpha), self.pt(y_true, y_pred)',
      '        y = 2 * y_true - 1',
      `        return at * y * (1 - pt)**self.gamma * (self.gamma * pt * np.log(pt) + ${factor} * pt - 1)`,
    ];
    expect(messages(...focal('1'))).toEqual([expect.stringMatching(/^not judged: .* logit of the argument/)]);
    expect(verdicts(...focal('2'))).toEqual(['Focal.grad differs']);
  });

  it('of a cross-entropy by the logits, for each place of a text', () => {
    const entropy = (hit: string): string[] => [
      'def cross_entropy_loss(p, target):',
      '    b, s, v = p.shape',
      '    return np.mean(-np.log(p[np.arange(b)[:, None], np.arange(s), target]))',
      'def cross_entropy_gradient(p, target):',
      '    b, s, v = p.shape',
      '    g = p.copy()',
      `    g[np.arange(b)[:, None], np.arange(s), target] -= ${hit}`,
      '    return g / (b * s)',
    ];
    expect(messages(...entropy('1'))).toEqual([expect.stringMatching(/goes into a sigmoid or softmax/)]);
    expect(verdicts(...entropy('2'))).toEqual(['cross_entropy_gradient differs']);
  });

  it('of a sum instead of a mean, whatever stands before it', () => {
    const loss = (slope: string): string[] => [
      'def mse_loss(y: np.ndarray, p: np.ndarray):',
      '    loss = 0.5 * np.mean((y - p)**2)',
      `    gradient = ${slope}`,
      '    return loss, gradient',
    ];
    expect(messages(...loss('p - y'))).toEqual([expect.stringMatching(/a sum instead of a mean/)]);
    expect(verdicts(...loss('3 * (p - y)'))).toEqual(['mse_loss differs']);
  });

  it('where a vector is transposed by itself', () => {
    const ridge = (x: string, factor = 3): string[] => [
      `def ridge(w, ${x}, y, reg):`,
      `    X = ${x}.T`,
      '    t = np.dot(X, w) - y',
      '    loss = np.dot(t, t) + reg * np.dot(w, w)',
      `    gradient = ${factor} * np.dot(${x}, t) + 2 * reg * w`,
      '    return loss, gradient',
    ];
    expect(verdicts(...ridge('a'))).not.toContain('ridge differs');
    // Of features a residual is a number a sample.
    expect(verdicts(...ridge('x'))).toContain('ridge differs');
    expect(verdicts(...ridge('x', 2))).toEqual(['ridge proved']);
  });

  it('but for a matrix that goes by the name of something small', () => {
    const covariance = (factor: string): string[] => [
      'class SquaredExponential:',
      '    def prepare(self, x):',
      '        self.d = -0.5 * (x[:, None] - x[None, :])**2',
      '        self.epsilon = 1e-12 * np.eye(len(x))',
      '    def covariance_and_gradients(self, theta):',
      '        a, L = np.exp(theta[0]), np.exp(theta[1])',
      '        K = a**2 * (np.exp(self.d / L**2) + self.epsilon)',
      `        grads = [2.0 * K, (${factor} / L**2) * self.d * K]`,
      '        return K, grads',
    ];
    const [name] = ['SquaredExponential.covariance_and_gradients'];
    expect(messages(...covariance('-2.0'))).toEqual(['agrees where self.epsilon is small']);
    expect(verdicts(...covariance('-1.0'))).toEqual([`${name} differs`]);
  });

  it('that is still to be worked out', () => {
    const svm = (...lines: string[]): string[] => [
      'def svm_loss(W, x, reg):',
      '    dW = np.zeros(W.shape)',
      '    loss = np.sum(x.dot(W)**2) + reg * np.sum(W * W)',
      ...lines.map((line) => `    ${line}`),
      '    return loss, dW',
    ];
    expect(messages(...svm())).toEqual(['not judged: dW is only set to 0: it is still to be worked out']);
    expect(verdicts(...svm('dw = 2 * reg * W'))).toEqual(['svm_loss differs']);
    expect(verdicts(...svm('dW += 2 * reg * W'))).toEqual(['svm_loss differs']);
    expect(verdicts(...svm('dW[:] = 2 * reg * W'))).toEqual(['svm_loss differs']);
    expect(verdicts(...svm('np.add.at(dW, 0, 2 * reg * W[0])'))).toEqual(['svm_loss differs']);
  });

  it('that is approximated by differences', () => {
    const wave = (slope: string): string[] => [
      'def wave(x):',
      '    return np.sin(30 * x)',
      'def wave_derivative(x):',
      '    h = 1e-5',
      `    return ${slope}`,
    ];
    expect(messages(...wave('(wave(x + h) - wave(x)) / h'))).toEqual([
      'not judged: it is approximated by differences of wave',
    ]);
    expect(verdicts(...wave('wave(x + 0.05) * 30'))).toEqual(['wave_derivative differs']);
    const each = [
      'EPS = 1e-3',
      'def potential(x):',
      '    return np.sum(np.sin(5 * x))',
      'def potential_gradient(x):',
      '    g = np.zeros(len(x))',
      '    for i in range(len(x)):',
      '        shift = np.zeros(len(x))',
      '        shift[i] = EPS',
      '        g[i] = (potential(x + shift) - potential(x)) / EPS',
      '    return g',
    ];
    expect(messages(...each)).toEqual(['not judged: it is approximated by differences of potential']);
    const [steps, last] = [each.slice(0, -2), each.at(-1)!];
    const apart = ['        g[i] = potential(x + shift) - potential(x)', '        g[i] /= EPS'];
    expect(messages(...steps, ...apart, last)).toEqual(['not judged: it is approximated by differences of potential']);
    const renamed = (slope: string): string[] => [
      'def wave(x):',
      '    return np.sin(30 * x)',
      'def wave_derivative(x):',
      '    h, f = 1e-5, wave',
      '    g = wave',
      `    return ${slope}`,
    ];
    expect(messages(...renamed('(g(x + h) - g(x)) / h'))).toEqual([
      'not judged: it is approximated by differences of wave',
    ]);
    expect(verdicts(...renamed('g(x + 0.05) * 30'))).toEqual(['wave_derivative differs']);
  });

  it('of the smooth part of what a proximal method minimises', () => {
    const lasso = (gradient: string): string[] => [
      'class Lasso:',
      '    def obj(self, beta):',
      '        return self.obj_smooth(beta) + self.obj_rough(beta)',
      '    def obj_smooth(self, beta):',
      '        return ((self.y - self.X @ beta)**2).sum() / 2',
      '    def obj_rough(self, beta):',
      '        return self.penalty * np.sum(np.abs(beta))',
      '    def grad(self, beta):',
      `        return ${gradient}`,
    ];
    expect(messages(...lasso('self.X.T @ (self.X @ beta - self.y)'))).toEqual([
      'not checked: it is the derivative of Lasso.obj_smooth',
    ]);
    expect(verdicts(...lasso('self.X.T @ (self.X @ beta + self.y)'))).toEqual(['Lasso.grad differs']);
  });

  it('of a method, by what its object holds', () => {
    const state = (jacobian: string): string[] => [
      'class State:',
      '    def __init__(self, value):',
      '        self.value = np.asarray(value)',
      '    def minus(self, x: np.ndarray):',
      '        return self.value[:3] * 2 - x[:3]',
      '    def minus_jacobian(self, x):',
      `        return ${jacobian}`,
    ];
    expect(messages(...state('2 * np.eye(3)'))).toEqual([
      'not judged: it is the derivative with respect to self.value',
    ]);
    expect(verdicts(...state('-np.eye(3)'))).toEqual(['State.minus_jacobian proved']);
    expect(verdicts(...state('-2 * np.eye(3)'))).toEqual(['State.minus_jacobian differs']);
  });

  it('of a sum instead of a mean, where nothing is cut off', () => {
    const entropy = (rest: string): string[] => [
      'def binary_crossentropy(predictions, targets):',
      '    m = targets.shape[0]',
      '    p = np.clip(predictions, 1e-7, 1 - 1e-7)',
      '    loss = -np.sum(targets * np.log(p) + (1 - targets) * np.log(1 - p)) / m',
      `    grads = (predictions - targets) / (predictions * (1 - predictions) + 1e-7)${rest}`,
      '    return loss, grads',
    ];
    expect(messages(...entropy(''))).toEqual([expect.stringMatching(/a sum instead of a mean/)]);
    const plainly = (rest: string): string[] => [
      ...entropy('').slice(0, -2),
      '    return loss',
      'def binary_crossentropy_grad(predictions, targets):',
      '    p = np.clip(predictions, 1e-7, 1 - 1e-7)',
      `    return ((1 - targets) / (1 - p) - targets / p)${rest}`,
    ];
    expect(messages(...plainly(''))).toEqual([expect.stringMatching(/a sum instead of a mean/)]);
    expect(verdicts(...plainly(' * 5'))).toEqual(['binary_crossentropy_grad differs']);
    expect(messages(...entropy(' / m'))).toEqual([expect.stringMatching(/^agrees .* where nothing is cut off/)]);
    expect(verdicts(...entropy(' * targets'))).toEqual(['binary_crossentropy differs']);
  });

  it('by what a layer makes of its arguments, where a flag asks for the value with it', () => {
    const sine = (slope: string): string[] => [
      'def dense_sine(x, w, grad=False):',
      '    z = np.dot(x, w)',
      '    if grad:',
      `        return np.sin(z), ${slope}`,
      '    return np.sin(z)',
    ];
    expect(verdicts(...sine('np.cos(z)'))).not.toContain('dense_sine differs');
    expect(verdicts(...sine('np.cos(z) * w'))).toEqual(['dense_sine proved']);
    expect(verdicts(...sine('-np.cos(z) * w'))).toEqual(['dense_sine differs']);
  });

  it('of a network that ends in a softmax, by what goes into that', () => {
    const network = (end: string, back: string): string[] => [
      'class Network:',
      '    def forward(self, x):',
      '        self.x = x',
      '        e = np.exp(x @ self.W)',
      `        return ${end}`,
      '    def backward(self, grad_out):',
      `        return ${back} @ self.W.T`,
    ];
    const softmax = 'e / e.sum(axis=1, keepdims=True)';
    expect(messages(...network(softmax, 'grad_out'))).toEqual([
      'not judged: it is the derivative with respect to what goes into the last softmax, where each row of grad_out adds up to 0',
    ]);
    expect(verdicts(...network(softmax, '(2 * grad_out)'))).toEqual(['Network.backward differs']);
    // The slope of a sigmoid is what people forget.
    expect(verdicts(...network('e / (1 + e)', 'grad_out'))).toEqual(['Network.backward differs']);
  });

  it('by what another method has kept, and the function does not use', () => {
    const noise = [
      'class Noise:',
      '    def prepare(self, n):',
      '        self.dK = [2.0 * np.diag(row) for row in np.eye(n)]',
      '    def covariance_and_gradients(self, theta):',
      '        s = np.exp(2 * theta)',
      '        K = np.diag(s)',
      '        grads = s * self.dK',
      '        return K, grads',
    ];
    expect(verdicts(...noise)).not.toContain('Noise.covariance_and_gradients differs');
  });
});
