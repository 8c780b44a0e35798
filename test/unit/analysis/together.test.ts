/** Hand-written gradients by several arguments at once, returned as they are passed or in one vector. Truth: NumPy. */
import { describe, expect, it } from 'vitest';
import { openPython } from './open';

function verdicts(text: string): string[] {
  const steps = openPython(`import numpy as np\n${text}`).checksInSteps();
  for (;;) {
    const step = steps.next();
    if (step.done)
      return step.value.map(({ verdict, entries }) =>
        [verdict, ...entries.map(({ finding, index }) => `entry ${index.join()}: ${finding}`)].join('; '),
      );
  }
}

const linear = (passed: string, unpacked: string, returned: string, slope = '2 * X.T @ r / len(y)'): string => `
def loss(${passed}):
${unpacked}    r = X @ w + b - y
    return np.mean(r**2)

def grad_loss(${passed}):
${unpacked}    r = X @ w + b - y
    dw = ${slope}
    db = 2 * np.mean(r)
    return ${returned}
`;
const UNPACKED = '    w, b = params\n';
const ENTRIES = "    w, b = params['w'], params['b']\n";

const network = (slope: string, names = 'W1, b1, W2, b2'): string => `
def loss(params, x, y):
    W1, b1, W2, b2 = params
    h = np.tanh(W1 @ x + b1)
    return 0.5 * np.sum((W2 @ h + b2 - y)**2)

def loss_grad(params, x, y):
    ${names} = params
    ${names.split(', ')[2]}T = ${names.split(', ')[2]}.T
    h = np.tanh(${names.split(', ')[0]} @ x + ${names.split(', ')[1]})
    d = ${names.split(', ')[2]} @ h + ${names.split(', ')[3]} - y
    dh = (${names.split(', ')[2]}T @ d) * ${slope}
    return np.outer(dh, x), dh, np.outer(d, h), d
`;

// Three targets are as many as two weights and a bias: that is chance.
describe('a gradient by several arguments', () => {
  it.each([
    ['returned as they stand', linear('w, b, X, y', '', 'dw, db'), 2],
    ['as one vector', linear('w, b, X, y', '', 'np.concatenate([dw, [db]])'), 1],
    ['that stand last', linear('X, y, w, b', '', 'dw, db'), 2],
    ['that stand apart', linear('w, X, b, y', '', 'dw, db'), 2],
    ['that one tuple holds', linear('params, X, y', UNPACKED, 'dw, db'), 2],
    ['that one dictionary holds', linear('params, X, y', ENTRIES, "{'w': dw, 'b': db}"), 2],
    ['of a network', network('(1 - h**2)'), 4],
    ['of a network, by names of its own', network('(1 - h**2)', 'A, a, B, c'), 4],
  ])('%s', (_what, text, parts) => {
    expect(verdicts(text)).toEqual(Array.from({ length: parts }, () => 'proved'));
  });

  it.each([
    ['returned as they stand', linear('w, b, X, y', '', 'dw, db', 'X.T @ r / len(y)')],
    ['that one tuple holds', linear('params, X, y', UNPACKED, 'dw, db', 'X.T @ r / len(y)')],
    ['that one dictionary holds', linear('params, X, y', ENTRIES, "{'w': dw, 'b': db}", 'X.T @ r / len(y)')],
  ])('%s, with a factor missing in one of them', (_what, text) => {
    const missing = (entry: number): string => `entry ${entry}: in all entries the factor 2 is missing`;
    expect(verdicts(text)).toEqual([`differs; ${missing(0)}; ${missing(1)}`, 'proved']);
  });

  it('as one vector, with a factor missing in a part of it', () => {
    const text = linear('w, b, X, y', '', 'np.concatenate([dw, [db]])', 'X.T @ r / len(y)');
    const [verdict = ''] = verdicts(text);
    expect(verdict).toMatch(/^differs; entry 0: the factor 2 is missing.*; entry 1: the factor 2 is missing/);
    expect(verdict).not.toContain('entry 2');
  });

  it('of a network, with the slope of another function', () => {
    const [verdict = ''] = verdicts(network('(1 - h)'));
    expect(verdict).toMatch(/^differs; entry 0,0: a power is wrong: `(.*)` should be `\1\*\*2`;/);
  });
});

const SHAPES = `    Parameters
    ----------
    y : ndarray of shape \`(n, k)\`
    pred : ndarray of shape \`(n, k)\`
    mean : ndarray of shape \`(n, t)\`
    log_var : ndarray of shape \`(n, t)\``;

/** A loss with several arguments beside the data, and its gradients in another order than theirs. */
const variational = (second = '(np.exp(log_var) - 1) / 2', returned = 'dPred, dLogVar, dMean'): string => `
def loss(y, pred, mean, log_var):
    """The loss.

${SHAPES}
    """
    fit = -np.sum(y * np.log(pred) + (1 - y) * np.log(1 - pred), axis=1)
    prior = -0.5 * np.sum(1 + log_var - mean ** 2 - np.exp(log_var), axis=1)
    return np.mean(prior + fit)

def loss_grad(y, pred, mean, log_var):
    """Its gradients.

${SHAPES}
    """
    n = y.shape[0]
    dPred = (pred - y) / (pred * (1 - pred)) / n
    dLogVar = ${second} / n
    dMean = mean / n
    return ${returned}
`;

describe('gradients by some of the arguments', () => {
  it.each([
    ['that are called after them', variational()],
    ['that only the numbers tell', variational(undefined, 'dPred * 1, dLogVar * 1, dMean * 1')],
  ])('%s', (_what, text) => {
    const found = verdicts(text);
    expect(found.length).toBeGreaterThan(0);
    expect(found.join()).not.toMatch(/differs|unknown/);
  });

  it('of which one is wrong and called after its argument', () => {
    expect(verdicts(variational('(np.exp(log_var) + 1) / 2')).join()).toMatch(/differs/);
  });

  it('of which one is wrong, and nothing says by which argument it is', () => {
    const wrong = variational('(np.exp(log_var) + 1) / 2', 'dPred * 1, dLogVar * 1, dMean * 1');
    expect(verdicts(wrong).join()).not.toMatch(/differs/);
  });
});
