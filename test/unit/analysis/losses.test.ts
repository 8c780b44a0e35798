/** Hand-written derivatives of losses as people write them, right ones and wrong ones. Truth was computed by NumPy. */
import { describe, expect, it } from 'vitest';
import { openPython } from './open';

function verdicts(text: string): string[] {
  const steps = openPython(`import numpy as np\n${text}`).checksInSteps();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value.map(({ verdict }) => verdict);
  }
}

const confirmed = /proved|agrees/;

const crossEntropy = (slope: string): string => `
def softmax(z):
    e = np.exp(z - np.max(z, axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)

def loss(W, X, Y):
    return -np.sum(Y * np.log(softmax(X @ W))) / X.shape[0]

def loss_grad(W, X, Y):
    P = softmax(X @ W)
    return ${slope}
`;

const squares = (slope: string): string => `
class SquaredError:
    def loss(self, y_true, y_pred):
        return np.mean((y_true - y_pred) ** 2)

    def gradient(self, y_true, y_pred):
        return ${slope}
`;

const entropy = (slope: string): string => `
def bce(y_true, y_pred):
    return np.mean(-y_true * np.log(y_pred) - (1 - y_true) * np.log(1 - y_pred))

def bce_prime(y_true, y_pred):
    return (${slope}) / np.size(y_true)
`;

const network = (slope: string): string => `
def unpack(theta):
    return theta[:4].reshape(2, 2), theta[4:6], theta[6]

def cost(theta, X, y):
    W, v, b = unpack(theta)
    return 0.5 * np.sum((np.tanh(X @ W) @ v + b - y) ** 2)

def cost_grad(theta, X, y):
    W, v, b = unpack(theta)
    H = np.tanh(X @ W)
    d = H @ v + b - y
    dH = np.outer(d, v) * ${slope}
    return np.concatenate([(X.T @ dH).ravel(), H.T @ d, [d.sum()]])
`;

const margin = (slope: string): string => `
def margin_loss(w, X, y, alpha):
    return np.log1p(np.exp(-y * X.dot(w))).sum() + 0.5 * alpha * np.dot(w, w)

def margin_loss_grad(w, X, y, alpha):
    s = 1 / (1 + np.exp(y * X.dot(w)))
    return ${slope} + alpha * w
`;

describe('a right gradient of a loss is confirmed', { timeout: 120_000 }, () => {
  it.each([
    ['labels in rows that add up to 1', crossEntropy('X.T @ (P - Y) / X.shape[0]')],
    ['of the prediction', squares('2 * (y_pred - y_true) / y_true.size')],
    ['arrays that only one side shows', entropy('(1 - y_true) / (1 - y_pred) - y_true / y_pred')],
    ['flattened weights', network('(1 - H ** 2)')],
    ['far out, where the slope is nearly 0', margin('-X.T.dot(s * y)')],
  ])('%s', (_, text) => expect(verdicts(text).join()).toMatch(confirmed));
});

describe('a wrong gradient of a loss is told', { timeout: 120_000 }, () => {
  it.each([
    ['the sign, of labels in rows', crossEntropy('X.T @ (Y - P) / X.shape[0]')],
    ['by the truth instead of the prediction', squares('2 * (y_true - y_pred) / y_true.size')],
    ['a sign, of arrays that only one side shows', entropy('(1 - y_true) / (1 - y_pred) + y_true / y_pred')],
    ['a square, of flattened weights', network('(1 - H)')],
    ['a factor, far out', margin('-X.T.dot(s)')],
  ])('%s', (_, text) => expect(verdicts(text)).toEqual(['differs']));
});

describe('a small number', () => {
  const diode = (slope: string): string => `
def current(v):
    return 1e-3 * (np.exp(v / 0.025) - 1) + v / 50.0

def current_prime(v):
    return ${slope} + 1 / 50.0
`;
  it('that is a coefficient does not excuse what is wrong in it', () => {
    expect(verdicts(diode('1e-3 / 0.025 * np.exp(v / 0.025)')).join()).toMatch(confirmed);
    expect(verdicts(diode('1e-3 * np.exp(v / 0.025)'))).toEqual(['differs']);
    expect(verdicts('def f(x):\n    return 1e-4 * x**2\n\ndef f_prime(x):\n    return 1e-4 * x\n')).toEqual([
      'differs',
    ]);
  });

  it('that keeps a logarithm from failing does', () => {
    const text = 'def f(p):\n    return -np.log(p + 1e-8)\n\ndef f_prime(p):\n    return -1 / p\n';
    expect(verdicts(text).join()).toMatch(confirmed);
  });
});

describe('a length of 1', () => {
  it('is taken for granted of quaternions and directions, not of coordinates', () => {
    const orbit = (power: string): string => `
def potential(q, k):
    return -k / np.sqrt(q[0] ** 2 + q[1] ** 2)

def grad_potential(q, k):
    return k * q / (q[0] ** 2 + q[1] ** 2) ** ${power}
`;
    expect(verdicts(orbit('1.5')).join()).toMatch(confirmed);
    expect(verdicts(orbit('1.0'))).toEqual(['differs']);
  });
});

describe('coefficients of the derivative', () => {
  it('that are passed beside those of the function are no mistake', () => {
    const text = `
def curve_and_der(u, coefficients, der_coefficients):
    y = coefficients[0] + coefficients[1] * u + coefficients[2] * u * u
    der = der_coefficients[0] + der_coefficients[1] * u
    curve_and_der = y
    return curve_and_der, der
`;
    expect(verdicts(text)).not.toContain('differs');
  });
});

describe('what is wrong where each row of labels adds up to 1', () => {
  const tempered = (slope: string): string => `import numpy as np

def softmax(z, t):
    e = np.exp(z / t - np.max(z / t, axis=1, keepdims=True))
    return e / np.sum(e, axis=1, keepdims=True)

class CrossEntropy:
    def __init__(self, t=1.0):
        self.t = t

    def loss(self, z, y):
        return -np.sum(y * np.log(softmax(z, self.t))) / len(y)

    def grad(self, z, y):
        return ${slope}
`;

  it.each([
    ['(softmax(z, self.t) - y) / len(y) / self.t', 'agrees', /, where each row of y adds up to 1$/],
    [
      '(softmax(z, self.t) - y) / len(y)',
      'differs',
      /: the factor `1\/self.t` is missing, where each row of y adds up to 1:/,
    ],
    [
      '(y - softmax(z, self.t)) / len(y) / self.t',
      'differs',
      /: in all entries the sign is wrong, where each row of y/,
    ],
    // The sum instead of the mean, as people leave it out on purpose.
    ['(softmax(z, self.t) - y) / self.t', 'unknown', /a sum instead of a mean\?, where each row of y adds up to 1$/],
  ])('%s: %s', (slope, verdict, message) => {
    const [check] = openPython(tempered(slope)).checks('CrossEntropy.loss');
    expect(check?.verdict).toBe(verdict);
    expect(check?.message).toMatch(message);
  });
});

it('a likelihood of samples and coefficients is that of a sample a row', () => {
  const text = `
def loglike(params, y, x):
    q = 2 * y - 1
    return np.log(1 / (1 + np.exp(-(q * np.dot(x, params))))).sum()

def loglike_gradient(params, y, x):
    c = 1 / (1 + np.exp(-(np.dot(x, params))))
    return np.dot(y - c, x)

def loglike_hessian(params, y, x):
    c = 1 / (1 + np.exp(-(np.dot(x, params))))
    return SIGNnp.dot(c * (1 - c) * x.T, x)
`;
  expect(verdicts(text.replace('SIGN', '-'))).toEqual(['agrees', 'agrees']);
  expect(verdicts(text.replace('SIGN', ''))).toEqual(['agrees', 'differs']);
});

describe('classes of samples that are given as indices', () => {
  // As in the exercises of courses on neural networks: the loss and its gradient in one.
  const softmax = (slope: string): string => `
def softmax_loss(x, y):
    p = np.exp(x - np.max(x, axis=1, keepdims=True))
    p /= np.sum(p, axis=1, keepdims=True)
    n = x.shape[0]
    loss = -np.sum(np.log(p[np.arange(n), y])) / n
    dx = p.copy()
    dx[np.arange(n), y] ${slope}
    dx /= n
    return loss, dx
`;
  const hinge = (slope: string): string => `
def svm_loss(W, X, y, reg):
    dW = np.zeros(W.shape)
    loss = 0.0
    for i in range(X.shape[0]):
        scores = X[i].dot(W)
        for j in range(W.shape[1]):
            if j == y[i]:
                continue
            margin = scores[j] - scores[y[i]] + 1
            if margin > 0:
                loss += margin
                dW[:, j] += X[i, :]
                dW[:, y[i]] ${slope} X[i, :]
    loss /= X.shape[0]
    dW /= X.shape[0]
    loss += reg * np.sum(W * W)
    dW += 2 * reg * W
    return loss, dW
`;

  it.each([
    ['in an array', softmax('-= 1'), 'proved'],
    ['in an array, with a sign wrong', softmax('+= 1'), 'differs'],
    ['one by one', hinge('-='), 'proved'],
    ['one by one, with a sign wrong', hinge('+='), 'differs'],
  ])('%s', (_what, text, verdict) => {
    expect(verdicts(text)).toEqual([verdict]);
  });

  it('are shown, and the loss is differentiated by the rest', () => {
    const card = openPython(`import numpy as np${softmax('-= 1')}`).card('softmax_loss');
    expect(card.notes).toContain('shown for y = [0, 1, 0]');
    expect(card.derivative?.columns?.map(({ text }) => text)).toEqual(['x₀₀', 'x₀₁', 'x₁₀', 'x₁₁', 'x₂₀', 'x₂₁']);
  });
});

describe('two sets of labels', () => {
  const distillation = (slope: string): string => `import numpy as np

def softmax(z):
    e = np.exp(z - np.max(z, axis=1, keepdims=True))
    return e / np.sum(e, axis=1, keepdims=True)

def loss(z, y, teacher, alpha):
    p = np.log(softmax(z))
    return -np.sum(alpha * np.sum(y * p, axis=1) + (1 - alpha) * np.sum(teacher * p, axis=1)) / len(y)

def loss_grad(z, y, teacher, alpha):
    p = softmax(z)
    return ${slope}
`;

  it.each([
    ['(p - alpha*y - (1 - alpha)*teacher) / len(y)', 'agrees', /, where each row of y and of teacher adds up to 1$/],
    ['(p - alpha*y - teacher) / len(y)', 'differs', /differ/],
  ])('%s: %s', (slope, verdict, message) => {
    const [check] = openPython(distillation(slope)).checks('loss');
    expect(check?.verdict).toBe(verdict);
    expect(check?.message).toMatch(message);
  });
});
