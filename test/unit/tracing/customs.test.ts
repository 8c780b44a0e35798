/** Shapes that custom gives to arguments of which nothing tells the shape. */
import { describe, expect, it } from 'vitest';
import { given, shapesOf, traced, valuesAt } from './reading';

/** `x y = n, W = n m`: the shapes in words, sizes by the order in which they come. */
function shapesIn(text: string): string {
  const order = new Map<number | string, string>();
  const word = (size: number | string): string => {
    if (size === 1) return '1';
    if (!order.has(size)) order.set(size, ['n', 'm', 'k', 'p'][order.size] ?? '?');
    return order.get(size) ?? '?';
  };
  return Object.entries(shapesOf(traced(`import numpy as np\n${text}\n`)))
    .map(([name, shape]) => `${name}: ${shape.map(word).join('×') || '1'}`)
    .join(', ');
}

describe('what is summed', () => {
  it.each([
    ['a residual', 'def f(y_true, y_pred): return np.mean((y_true - y_pred)**2)', 'y_true: n, y_pred: n'],
    ['a residual by any name', 'def f(u, v): return np.sum(np.abs(u - v))', 'u: n, v: n'],
    ['a distance', 'def f(a, b): return np.sqrt(np.sum((a - b)**2))', 'a: n, b: n'],
    ['weights', 'def f(x, w): return np.sum(w*x)', 'x: n, w: n'],
    ['a log-likelihood', 'def f(p, y): return -np.mean(y*np.log(p) + (1-y)*np.log(1-p))', 'p: n, y: n'],
    ['a divergence', 'def f(p, q): return np.sum(p*np.log(p/q))', 'p: n, q: n'],
    [
      'a latent distribution',
      'def f(mu, logvar): return np.sum(1 + logvar - mu**2 - np.exp(logvar))',
      'mu: n, logvar: n',
    ],
    [
      'a sample of one distribution',
      'def f(x, mu, sigma): return np.sum((x - mu)**2/sigma**2)',
      'x: n, mu: 1, sigma: 1',
    ],
    ['a straight line', 'def f(a, b, x, y): return np.sum((y - (a*x + b))**2)', 'a: 1, b: 1, x: n, y: n'],
    ['a curve', 'def f(Vmax, Km, x, y): return np.sum((y - Vmax*x/(Km + x))**2)', 'Vmax: 1, Km: 1, x: n, y: n'],
    ['a strength', 'def f(w, lam): return lam*np.sum(w**2)', 'w: n, lam: 1'],
    ['a strength inside', 'def f(w, lam): return np.sum(lam*w**2)', 'w: n, lam: 1'],
    ['a count', 'def f(x, xs): return x**2*np.sum(xs <= x)', 'x: 1, xs: n'],
    ['a default', 'def f(x, s=2.0): return np.sum(x - s)', 'x: n, s: 1'],
  ])('%s', (_what, text, shapes) => {
    expect(shapesIn(text)).toBe(shapes);
  });
});

describe('what is multiplied', () => {
  it.each([
    ['as it is and transposed', 'def f(w, a, b): return 2*a.T @ (a @ w - b)', 'w: n, a: m×n, b: m'],
    ['with functions', 'def f(w, a, b): return np.dot(a.T, np.dot(a, w) - b)/3', 'w: n, a: m×n, b: m'],
    ['with methods', 'def f(w, a, b): return a.transpose().dot(a.dot(w) - b)', 'w: n, a: m×n, b: m'],
    ['twice transposed, as a vector may be', 'def f(x, c): return c.T @ x + np.exp(c.T @ x)', 'x: n, c: n'],
    ['on both sides', 'def f(x, b): return x.T @ x + x @ b', 'x: n, b: n'],
    [
      'by functions that are called',
      'def loss(b, a, w): return np.sum((a.dot(w) - b)**2)\ndef grad(b, a, w): return a.T.dot(a.dot(w) - b)\n' +
        'def f(b, a, w): return loss(b, a, w) + grad(b, a, w)[0]',
      'b: n, a: n×m, w: m',
    ],
    ['in a quadratic form', 'def f(x, a): return 0.5 * x.T @ a @ x', 'x: n, a: n×n'],
    ['in a quadratic form from the right', 'def f(x, a): return 0.5 * x @ (a @ x)', 'x: n, a: n×n'],
    ['in a quadratic form of functions', 'def f(x, a): return np.dot(x, np.dot(a, x))', 'x: n, a: n×n'],
    ['in a quadratic form of methods', 'def f(x, a): return x.dot(a).dot(x)', 'x: n, a: n×n'],
    ['a matrix with its sign changed', 'def f(w, X): return np.exp(-X @ w).sum()', 'w: n, X: m×n'],
    ['a shifted vector', 'def f(x, mu, P): return (x - mu) @ P @ (x - mu)', 'x: n, mu: n, P: n×n'],
    [
      'a shift with a name',
      'def f(x, mu, P):\n    d = x - mu\n    return -0.5*d @ np.linalg.solve(P, d)',
      'x: n, mu: n, P: n×n',
    ],
    ['a layer', 'def f(W, b, x): return np.tanh(W @ x + b)', 'W: n×m, b: n, x: m'],
    ['a layer, a row a sample', 'def f(X, W, b): return np.tanh(X @ W + b)', 'X: n×m, W: m×k, b: k'],
    [
      'a recurrent layer',
      'def f(h, x, U, W, b): return np.tanh(U @ h + W @ x + b)',
      'h: n, x: m, U: k×n, W: k×m, b: k',
    ],
    ['layers of a dictionary', "def f(p, x): return p['W'] @ x + p['b']", "p['W']: n×m, p['b']: n, x: m"],
    ['a linear model', 'def f(w, b, X): return X @ w + b', 'w: n, b: 1, X: m×n'],
    [
      'a matrix of which the rows are counted first',
      'def f(w, X): return 1/len(X)*X.T @ np.tanh(X @ w)',
      'w: n, X: m×n',
    ],
    ['a mask', 'def f(X, T, R): return np.sum(np.multiply(X @ T, R))', 'X: n×m, T: m×k, R: n×k'],
    ['names with my', 'def f(myX, mytheta, myy): return myX @ mytheta - myy', 'myX: n×m, mytheta: m, myy: n'],
  ])('%s', (_what, text, shapes) => {
    expect(shapesIn(text)).toBe(shapes);
  });
});

describe('members of arrays in a file of NumPy and PyTorch', () => {
  const both = 'import numpy as np\nimport torch\n';

  // exp([0, ln 3]) = [1, 3]: the variance is 1 where it is divided by n, and 2 where by n − 1.
  it.each([
    ['NumPy', 'np', 1],
    ['PyTorch', 'torch', 2],
  ])('are those of %s where the function calls it alone', (_library, module, variance) => {
    const x = [0, Math.log(3)];
    const result = traced(`${both}def f(x):\n    return ${module}.exp(x).var()`, 'f', {
      wrt: ['x'],
      given: { x: given(x) },
    });
    expect(valuesAt(result, { x })[0]).toBeCloseTo(variance, 12);
  });
  it('are told by nothing where the function calls both', () => {
    expect(() => traced(`${both}def f(x):\n    return (np.exp(x) + torch.sin(x)).var()`)).toThrow(
      /means one thing for NumPy/,
    );
  });
});

describe('a part of an argument that must be of a size', () => {
  it.each([
    ['added to what is written out', 'def f(x): return np.sum(np.array([1.0, 2.0, 3.0, 4.0])*np.diff(x)**2)', [5]],
    ['written into a part', 'def f(q):\n    r = np.zeros(4)\n    r[1:] = np.exp(q[0])*q[1:]\n    return r', [4]],
  ])('%s', (_what, text, sizes) => {
    expect(traced(`import numpy as np\n${text}\n`).inputs.map((input) => input.sizes)).toEqual([sizes]);
  });
});

describe('targets are a column', () => {
  it.each([
    [
      'beside a column of predictions',
      'def f(theta, X, y):\n    m = y.size\n    return X.T @ (X @ theta.reshape(-1, 1) - y)/m',
      { theta: ['m'], X: ['n', 'm'], y: ['n', 1] },
    ],
    [
      'before anything tells of them',
      'def f(theta, X, y):\n    h = (X @ theta).reshape((X.shape[0], 1))\n    return np.sum((h - y)**2)',
      { theta: ['m'], X: ['n', 'm'], y: ['n', 1] },
    ],
    [
      'where the loss is indexed',
      'def f(theta, X, y):\n    J = np.log(X @ theta).T.dot(y)/y.size\n    return J[0]',
      { theta: ['m'], X: ['n', 'm'], y: ['n', 1] },
    ],
  ])('%s', (_what, text, shapes) => {
    const found = shapesOf(traced(`import numpy as np\n${text}\n`));
    const names = new Map([
      [found['X']?.[0], 'n'],
      [found['X']?.[1], 'm'],
    ]);
    const told = Object.entries(found).map(([name, sizes]) => [name, sizes.map((size) => names.get(size) ?? size)]);
    expect(Object.fromEntries(told)).toEqual(shapes);
  });

  it('and so is the bias of a layer where samples are columns', () => {
    const shapes = shapesOf(traced('import numpy as np\ndef f(A, W, b):\n    n, m = A.shape\n    return W @ A + b\n'));
    expect(shapes['b']).toEqual([shapes['W']?.[0], 1]);
  });

  it('but not against what the source says', () => {
    const text = [
      'import numpy as np',
      'def f(theta, X, y):',
      '    """F.',
      '',
      '    y : ndarray of shape (m,)',
      '    """',
      '    m = y.size',
      '    return X @ theta.reshape(-1, 1) - y',
    ];
    expect(shapesOf(traced(`${text.join('\n')}\n`))['y']).toEqual(['m']);
  });

  it.each(['x[:, None]', 'x.reshape(-1, 1)', 'np.expand_dims(x, 1)'])(
    'but not beside all differences of two samples: %s',
    (x) => {
      const text = `import numpy as np\ndef f(x, y): return np.exp(-(${x} - y)**2).sum(axis=1)\n`;
      expect(shapesOf(traced(text))['y']).toHaveLength(1);
    },
  );
});

describe('parameters in one vector', () => {
  it('are as many as its parts need', () => {
    const text = [
      'import numpy as np',
      'def f(p, n_in, n_hidden, n_out, X):',
      '    W = np.reshape(p[:n_hidden*(n_in + 1)], (n_hidden, n_in + 1))',
      '    V = p[n_hidden*(n_in + 1):].reshape(n_out, n_hidden + 1)',
      '    A = np.concatenate([np.ones((X.shape[0], 1)), X], axis=1)',
      '    H = np.concatenate([np.ones((X.shape[0], 1)), np.tanh(A @ W.T)], axis=1)',
      '    return H @ V.T',
    ];
    const result = traced(`${text.join('\n')}\n`);
    const sizes = Object.fromEntries(result.inputs.map((input) => [input.name, input.sizes]));
    const [rows = 0, columns = 0] = sizes['X'] ?? [];
    expect(columns).toBe(3);
    expect(sizes['p']).toEqual([3 * 4 + 3 * 4]);
    expect(result.output.sizes).toEqual([rows, 3]);
  });

  it('of a large call tell only how many axes there are', () => {
    const text = ['import numpy as np', 'def f(p, X): return X @ p[:2] + p[2]', 'f(np.zeros(3), np.zeros((5000, 2)))'];
    const sizes = traced(`${text.join('\n')}\n`).inputs.map((input) => input.sizes);
    expect(sizes[0]).toEqual([3]);
    expect(sizes[1]?.[0]).toBeLessThan(10);
  });
});

describe("what NumPy's matrices are made of", () => {
  it.each([
    ['coefficients, flat', 'def f(theta): return np.sum(np.matrix(theta) * np.matrix(theta).T)', 'theta: n'],
    [
      'samples and targets',
      'def f(theta, X, y): return np.sum(np.power(np.matrix(X) * np.matrix(theta).T - np.matrix(y), 2))',
      'theta: n, X: m×n, y: m×1',
    ],
    ['anything else', 'def f(A): return np.matrix(A) * np.matrix(A).T', 'A: n×m'],
    [
      'where the file makes them before the call',
      'X = np.matrix(data.values)\ny = np.matrix(data.y)\ntheta = np.matrix(np.array([0, 0]))\n' +
        'def f(X, y, theta): return np.sum(np.power((X * theta.T) - y, 2)) / (2 * len(X))\nf(X, y, theta)',
      'X: n×m, y: n×1, theta: 1×m',
    ],
  ])('%s', (_what, text, shapes) => expect(shapesIn(text)).toBe(shapes));
});
