/** Slips that are seen in what is written only, and those that belong to the function or to another one. */
import { describe, expect, it } from 'vitest';
import { messages, toldChecks, verdicts } from '../analysis/toldChecks';

const arm = (slice: string): string[] => [
  'def arm(l, q):',
  '    x = 0.0',
  '    y = 0.0',
  '    for i in range(1, 4):',
  '        x += l[i - 1] * np.cos(np.sum(q[:i]))',
  '        y += l[i - 1] * np.sin(np.sum(q[:i]))',
  '    return np.array([x, y])',
  'def arm_jacobian(l, q):',
  '    J = np.zeros((2, 3))',
  '    for i in range(3):',
  '        for j in range(i, 3):',
  `            J[0, i] -= l[j] * np.sin(np.sum(q[${slice}]))`,
  `            J[1, i] += l[j] * np.cos(np.sum(q[${slice}]))`,
  '    return J',
];

const chain = (bound: string): string[] => [
  'def chain(x):',
  '    return np.sum((x[1:] - x[:-1]**2) ** 2)',
  'def chain_grad(x):',
  '    g = np.zeros(len(x))',
  `    for i in range(${bound}):`,
  '        r = x[i + 1] - x[i] ** 2',
  '        g[i + 1] += 2 * r',
  '        g[i] -= 4 * r * x[i]',
  '    return g',
];

const ridge = (penalty: string): string[] => [
  'def ridge(theta, X, y, lam):',
  '    return 0.5 * np.sum((X @ theta - y) ** 2) + 0.5 * lam * np.sum(theta[1:] ** 2)',
  'def ridge_grad(theta, X, y, lam):',
  '    g = X.T @ (X @ theta - y)',
  `    g[1:] = g[1:] + lam * ${penalty}`,
  '    return g',
];

describe('what is written', () => {
  it.each([
    ['a slice that ends one too early', arm(':j'), '6 of 6 entries differ: `q[:j]` should be `q[:j + 1]`'],
    ['a slice that ends one too late', arm(':j + 2'), '4 of 6 entries differ: `q[:j + 2]` should be `q[:j + 1]`'],
    [
      'a loop that ends one too early',
      chain('len(x) - 2'),
      '2 of 3 entries differ: `range(len(x) - 2)` should be `range(len(x) - 1)`',
    ],
    [
      'one element in place of all behind it',
      ridge('theta[1]'),
      '2 of 4 entries differ: `theta[1]` should be `theta[1:]`',
    ],
  ])('%s', (_what, text, message) => {
    expect(messages(...text)).toEqual([message]);
  });

  it('is all that is said of each entry', () => {
    const [check] = toldChecks(...arm(':j'));
    expect(check?.entries[2]?.diagnosis).toBe(
      'entry (0, 2): `q[:j]` should be `q[:j + 1]`: expected `-l[2]*np.sin(q[0] + q[1] + q[2])`, found `-l[2]*np.sin(q[0] + q[1])`',
    );
  });

  it('is right without', () => {
    expect(verdicts(...arm(':j + 1'))).toEqual(['arm_jacobian proved']);
    expect(verdicts(...chain('len(x) - 1'))).toEqual(['chain_grad proved']);
    expect(verdicts(...ridge('theta[1:]'))).toEqual(['ridge_grad proved']);
  });

  it('is a number for a matrix', () => {
    const hessian = (term: string): string[] => [
      'Q = np.array([[8, 3], [3, 10]])',
      'def f(x, c):',
      '    return 0.5 * x @ Q @ x + c * x @ x',
      'def f_hess(x, c):',
      `    return Q + ${term}`,
    ];
    expect(messages(...hessian('2 * c'))).toEqual([
      '2 of 4 entries differ: a number is added to every entry that belongs on the diagonal only: ' +
        'it should be multiplied by the identity matrix',
    ]);
    expect(verdicts(...hessian('2 * c * np.eye(2)'))).toEqual(['f_hess proved']);
  });
});

describe('two numbers', () => {
  it('are not told by what they have to be multiplied by', () => {
    const [message] = messages(
      'def f(x):',
      '    return np.sqrt(8) * x[0] * x[1] + x[1]**2',
      'def f_hess(x):',
      '    return np.array([[0, np.sqrt(8) + 0.02], [np.sqrt(8), 2]])',
    );
    expect(message).toMatch(/^1 of 4 entries differs: entry \(0, 1\): the term `0.02` is too much/);
  });
});

describe('the function', () => {
  it('has the sign that the derivative seems to have wrong', () => {
    const [message] = messages(
      'def sigmoid(x):',
      '    return 1 / (1 + np.exp(x))',
      'def sigmoid_derivative(x):',
      '    return np.exp(-x) / (1 + np.exp(-x)) ** 2',
    );
    expect(message).toMatch(
      /^the derivative differs: the sign is wrong, or it is right for another version of the function, with `np.exp\(-x\)` in place of `np.exp\(x\)`/,
    );
  });

  it('has the length where the sum of absolute values was meant', () => {
    const [message] = messages(
      '# gradlens: w: 3',
      'def penalty(w, alpha):',
      '    return alpha * np.linalg.norm(w)',
      'def penalty_grad(w, alpha):',
      '    return alpha * np.sign(w)',
    );
    expect(message).toBe(
      '3 of 3 entries differ: it is right for another version of the function, with ' +
        '`np.abs(w[0]) + np.abs(w[1]) + np.abs(w[2])` in place of `np.sqrt(w[0]**2 + w[1]**2 + w[2]**2)`',
    );
  });

  it('is another one', () => {
    const [, message] = messages(
      'def flower(x):',
      '    return np.arctan2(x[1], x[0]) + np.sin(x[0] * x[1])**2',
      'def flower_grad(x):',
      '    r, s = x[0]**2 + x[1]**2, np.sin(2 * x[0] * x[1])',
      '    return np.array([-x[1] / r + s * x[1], x[0] / r + s * x[0]])',
      'def mccormick(x):',
      '    return np.sin(x[0] + x[1]) + (x[0] - x[1])**2',
      'def mccormick_grad(x):',
      '    r, s = x[0]**2 + x[1]**2, np.sin(2 * x[0] * x[1])',
      '    return np.array([-x[1] / r + s * x[1], x[0] / r + s * x[0]])',
    );
    expect(message).toBe('2 of 2 entries differ: this is the derivative of flower');
  });
});

describe('an entry', () => {
  it('is differentiated once more', () => {
    const [message] = messages(
      'def residual(c, x):',
      '    return -c * x**3 + x',
      'def residual_dc(c, x):',
      '    return -3 * x**2',
    );
    expect(message).toContain('this is the right entry, differentiated once more with respect to `x`');
  });
});

describe('a confirmation', () => {
  it('knows a slope that ends at 0 from a kink', () => {
    const power = (last: string): string[] => [
      'def f(t):',
      '    return abs(t) ** (4 / 3)',
      'def f_grad(t):',
      '    if t > 0:',
      '        return 4 / 3 * t ** (1 / 3)',
      `    return ${last} * (-t) ** (1 / 3)`,
    ];
    expect(messages(...power('-4 / 3'))).toEqual(['proved']);
    expect(verdicts(...power('4 / 3'))).toEqual(['f_grad differs']);
  });

  it('reads the mask of a predicate', () => {
    const masked = (value: string): string[] => [
      'def f(x):',
      '    return 0.2 * x',
      'def f_grad(x):',
      '    y = np.zeros_like(x)',
      '    inside = np.vectorize(lambda t: (t > -2.5) and (t < 2.5))',
      `    y[inside(np.zeros_like(x))] = ${value}`,
      '    return y',
    ];
    expect(verdicts(...masked('0.2'))).toEqual(['f_grad proved']);
    expect(verdicts(...masked('0.3'))).toEqual(['f_grad differs']);
  });

  it('is not given where cases hang on steps', () => {
    const steps = (condition: string): string[] => [
      'def f(x):',
      `    return np.where(${condition}, 5. * x, x)`,
      'def f_grad(x):',
      '    return np.ones_like(x)',
    ];
    for (const condition of [
      'np.sign(x) == 1',
      'np.floor(x) == 0',
      'np.floor(x) % 2 == 0',
      '(x > 0) == 1',
      'np.heaviside(x, 0) == 1',
    ])
      expect(verdicts(...steps(condition)), condition).toEqual(['f_grad differs']);
  });

  it('is not given where rounding hides everything', () => {
    const noisy = (by: string): string[] => [
      'def f(x, s):',
      '    return s * x**2',
      'def f_grad(x, s):',
      `    return ${by}`,
    ];
    expect(verdicts(...noisy('3 * x + (s + 1e17) - 1e17'))).toEqual(['f_grad unknown']);
    expect(verdicts(...noisy('3 * x + np.sin(1e17 * s)'))).toEqual(['f_grad unknown']);
    expect(verdicts(...noisy('2 * x * s + (s - s)'))).toEqual(['f_grad proved']);
  });

  it('is not given of what is not there', () => {
    const model = (value: string): string[] => [
      'from autograd import jacobian',
      'class Model:',
      '    def log_l(self, theta):',
      `        return ${value}`,
      '    def log_l_hes(self, theta):',
      '        return jacobian(self.log_l)(theta)',
    ];
    expect(verdicts(...model('NotImplemented'))).toEqual([]);
  });

  it('is not given because a sum of outputs is constant', () => {
    const told = verdicts(
      'class Node:',
      '    def __init__(self, a):',
      '        self.a = a; self.out = None; self.d_out = None',
      '    def forward(self):',
      '        e = np.exp(self.a.out); self.out = e / np.sum(e)',
      '        self.d_out = np.zeros(self.out.shape); return self.out',
      '    def backward(self):',
      '        self.a.d_out += 17 * self.d_out',
      '        return self.d_out',
    );
    expect(told).not.toContain('Node.backward proved');
  });

  it('is not given in terms of the output, of the Jacobian of a filter', () => {
    const told = verdicts(
      'def f(x):',
      '    n = x[0] + 1',
      '    return np.array([n, np.sin(n), np.cos(n)])',
      'def Jacobi_f(x):',
      '    return np.array([[1, 0, 0], [np.cos(x[0]), 0, 0], [-np.sin(x[0]), 0, 0]])',
    );
    expect(told).toEqual(['Jacobi_f differs']);
  });

  it('is not given for one element only', () => {
    const penal = (term: string): string[] => [
      'def penal(y, tx, w, lam):',
      '    h = tx.dot(w)',
      '    loss = np.sum(np.log(1 + np.exp(h)) - y * h) + lam * np.sum(w ** 2) / 2',
      `    grad = tx.T.dot(1 / (1 + np.exp(-h)) - y) + lam * ${term}`,
      '    return loss, grad',
    ];
    expect(verdicts(...penal('np.sum(w)'))).toEqual(['penal differs']);
    expect(verdicts(...penal('w'))).toEqual(['penal proved']);
  });
});
