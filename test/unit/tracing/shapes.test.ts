/** Where shapes of arguments come from. */
import { describe, expect, it } from 'vitest';
import { shapesOf, traced, traceText } from './reading';

const numpy = 'import numpy as np\n';

it('indices that are given are those of different rows', () => {
  const rows = `${numpy}class Bond:
    def value(self, xyz):
        xyz = xyz.reshape(-1, 3)
        return np.sum((xyz[self.a] - xyz[self.b])**2)
`;
  expect(traced(rows, 'Bond.value').notes).toEqual(['shown for self.a = 3', 'shown for self.b = 2']);
});

it('comments above the first statement say sizes', () => {
  const gram = `${numpy}def f(X, y):  # the data
# X dxn matrix (each column is an input vector)
    # y 1 x n vector of labels
    return np.sum(X) * np.sum(y)
`;
  const [X, y] = traced(gram).inputs;
  expect([X?.shape, y?.shape]).toEqual([
    ['d', 'n'],
    [1, 'n'],
  ]);
});

it('a part that is too large to be shown is refused as that', () => {
  const result = traceText(`${numpy}def f(p):\n    return np.sum(p[800:].reshape(20, 40))\n`);
  expect(result).toMatchObject({ ok: false, reason: { message: /`p` has more than 800 elements/ } });
});

describe('shapes from use', () => {
  it.each<[string, string, Record<string, readonly (number | string)[]>]>([
    ['a number', 'def f(x):\n    return x**2', { x: [] }],
    ['indices', 'def f(x):\n    return x[0] + x[2]', { x: [3] }],
    ['two indices', 'def f(A):\n    return A[1, 2]', { A: [2, 3] }],
    ['an index of a row', 'def f(A):\n    return A[1][2]', { A: [2, 3] }],
    ['unpacking', 'def f(p):\n    x, y, z = p\n    return x*y*z', { p: [3] }],
    ['unpacking of what is flattened', 'def f(u):\n    v, w = u.flatten()\n    return v*w', { u: [2] }],
    ['unpacking of a column', 'def f(u):\n    v, w = u.flatten()\n    return v*w + u[0, 0]', { u: [2, 1] }],
    ['unpacking of a rest', 'def f(u):\n    v, w = u[1:]\n    return v*w', { u: [3] }],
    ['unpacking of items', 'def f(p):\n    a, b = [float(q) for q in p]\n    return a*b', { p: [2] }],
    ['unpacking of what is reckoned', 'def f(p):\n    a, b = -np.exp(p)\n    return a*b + p.sum()', { p: [2] }],
    ['a size along an axis', 'def f(x):\n    return x.sum() / np.size(x, 1)', { x: ['n', 'm'] }],
    [
      'a shape in a callee',
      'def g(x):\n    n, m = x.shape\n    return x.sum()/m\ndef f(x):\n    return g(2*x)',
      { x: ['n', 'm'] },
    ],
    ['sizes behind the first', 'def f(x):\n    return x / np.prod(x.shape[1:])', { x: ['n', 'm'] }],
    [
      'the last two sizes of three',
      'def f(x):\n    y = 2*x\n    h, w = y.shape[1:]\n    return y.sum()/(h*w)',
      { x: ['n', 'm', 'k'] },
    ],
    [
      'all axes but the first taken together',
      'def f(x):\n    return x.reshape(x.shape[0], -1).sum(axis=1)',
      { x: ['n', 'm'] },
    ],
    ['a column', 'def f(x):\n    return x.reshape(x.shape[0], 1).sum(axis=1)', { x: ['n'] }],
    ['targets as a column', 'def f(y):\n    return y.reshape(y.shape[0], -1).sum(axis=1)', { y: ['n'] }],
    [
      'a window that is smaller than what it moves over',
      'def f(x, w):\n    n, m = x.shape\n    r, k = w.shape\n    y = np.zeros((n - r + 1, m - k + 1))\n    for i in range(n - r + 1):\n        for j in range(m - k + 1):\n            y[i, j] = np.sum(x[i:i+r, j:j+k] * w)\n    return y',
      // Over the two columns that are shown, no wider one can move.
      { x: ['n', 'm'], w: ['r', 2] },
    ],
    [
      'a product with a known matrix and what goes with it',
      'Q = np.eye(2)\nB = np.array([[3], [6]])\ndef f(X):\n    return X.T @ Q @ X + X.T @ B',
      { X: [2, 'n'] },
    ],
    [
      'a factor that is a number, unless something is known of it',
      'def f(x, w=1.0):\n    return np.sum(w * x**2)',
      { x: ['n'], w: [] },
    ],
    ['unpacking rows', 'def f(P):\n    s = 0\n    for a, b in P:\n        s += a*b\n    return s', { P: ['n', 2] }],
    ['a sum', 'def f(x):\n    return np.sum(x**2)', { x: ['n'] }],
    [
      'a product of two matrices, of which the right one has columns of its own',
      'def f(x, w):\n    return np.sum(np.dot(x, w), axis=1)',
      { x: ['n', 'm'], w: ['m', 'k'] },
    ],
    [
      'a row of what is laid out in rows',
      'def f(xyz):\n    xyz = xyz.reshape(-1, 3)\n    return np.sum(xyz[3]**2)',
      { xyz: [12] },
    ],
    ['a sum and an index', 'def f(x):\n    return np.sum(x**2) + x[0]', { x: ['n'] }],
    ['a negative index', 'def f(x):\n    return x[-1] * x[0]', { x: ['n'] }],
    ['slices', 'def f(x):\n    return np.sum(x[1:] - x[:-1])', { x: ['n'] }],
    ['a long slice', 'def f(x):\n    return x[:4].sum() + x[4:].sum()', { x: ['n'] }],
    // One element more than the first part would go with all of it.
    ['two parts side by side', 'def f(x):\n    return np.sum(x[:3] * x[3:])', { x: [6] }],
    [
      'a rest repeated beside a product',
      'def f(p, X):\n    W = p[:6].reshape(2, 3)\n    return np.sum(W.dot(X) + np.tile(p[6:], (X.shape[1], 1)).T)',
      { p: [8], X: [3, 'n'] },
    ],
    [
      'an assertion',
      'def f(A, W, b):\n    assert b.shape == (W.shape[0], 1)\n    Z = np.dot(W, A) + b\n    assert Z.shape == (W.shape[0], A.shape[1])\n    return Z',
      { A: ['n', 'p'], W: ['m', 'n'], b: ['m', 1] },
    ],
    [
      'two that are asserted to be alike',
      'def f(p, q):\n    assert p.shape == q.shape\n    return p*q',
      { p: ['n'], q: ['n'] },
    ],
    [
      'a vector that is asserted',
      'def f(v, M):\n    assert v.shape == (M.shape[1],)\n    return np.sum(M @ v)',
      { v: ['n'], M: ['m', 'n'] },
    ],
    ['a loop', 'def f(x):\n    return sum(v**2 for v in x)', { x: ['n'] }],
    ['len', 'def f(x):\n    return sum(x[i] for i in range(len(x)))', { x: ['n'] }],
    ['two vectors', 'def f(x, y):\n    return np.dot(x, y)', { x: ['n'], y: ['n'] }],
    ['samples and coefficients', 'def f(params, x):\n    return np.dot(x, params)', { x: ['n', 'm'], params: ['m'] }],
    ['a sample and weights', 'def f(w, x):\n    return np.dot(x, w)', { x: ['n'], w: ['n'] }],
    ['weights of columns', 'def f(x, w):\n    return np.sum(x*w, axis=1)', { x: ['n', 'm'], w: ['m'] }],
    ['a temperature', 'def f(z, t):\n    return np.max(z/t, axis=1)', { z: ['n', 'm'], t: [] }],
    ['vectors run through together', 'def f(v, w):\n    return sum(a*b for a, b in zip(v, w))', { v: ['n'], w: ['n'] }],
    ['neighbours', 'def f(x):\n    return sum((p - q)**2 for p, q in zip(x, x[1:]))', { x: ['n'] }],
    [
      'a vector run through with a part of another',
      'def f(a, b):\n    return a[2] * sum(u*v for u, v in zip(a, b[1:]))',
      { a: ['n'], b: ['m'] },
    ],
    ['a matrix by its name', 'def f(A, x):\n    return A @ x', { A: ['n', 'm'], x: ['m'] }],
    ['a known matrix', 'A = np.eye(4)\ndef f(x):\n    return A @ x', { x: [4] }],
    ['two columns', 'def f(A):\n    return A[:, 0] * A[:, 1]', { A: ['n', 2] }],
    ['an inverse', 'def f(A):\n    return np.linalg.inv(A)', { A: ['n', 'n'] }],
    ['a cross product', 'def f(a, b):\n    return np.cross(a, b)', { a: [3], b: [3] }],
    ['an axis', 'def f(A):\n    return np.sum(A, axis=1)', { A: ['n', 'm'] }],
    ['asarray, then indices', 'def f(x):\n    x = np.asarray(x)\n    return x[0] * x[1]', { x: [2] }],
    ['zeros_like', 'def f(x):\n    y = np.zeros_like(x)\n    y[0] = x[0]\n    return y', { x: ['n'] }],
    ['a masked copy', 'def f(x):\n    y = np.ones_like(x)\n    y[x < 0] = 0\n    return y', { x: ['n'] }],
    ['a size of the shape', 'def f(A):\n    return sum(A[0, j] for j in range(A.shape[1]))', { A: ['n', 'm'] }],
    ['reshape', 'def f(x):\n    return x.reshape(2, 3).sum(axis=0)', { x: [6] }],
    ['a dictionary', "def f(x):\n    return x['a'] * x['b'][1]", { "x['a']": [], "x['b']": [2] }],
    [
      'an entry with an array as its default',
      "def f(x, p):\n    return p['k'] * np.sum((x - p.get('m', np.zeros(len(x))))**2) + x[1]",
      { x: ['n'], "p['k']": [], "p['m']": ['n'] },
    ],
    ['attributes', 'def f(p):\n    return p.a * p.b[0]', { 'p.a': [], 'p.b': [1] }],
  ])('%s', (_what, text, shapes) => {
    const result = traced(numpy + text);
    const found = shapesOf(result);
    // A named size may get any free name: names are compared by how they repeat.
    const renamed = (table: Record<string, readonly (number | string)[]>): unknown => {
      const order = new Map<string, number>();
      return Object.entries(table)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, shape]) => [
          name,
          shape.map((size) => {
            if (typeof size === 'number') return size;
            if (!order.has(size)) order.set(size, order.size);
            return `size ${order.get(size)}`;
          }),
        ]);
    };
    expect(renamed(found)).toEqual(renamed(shapes));
  });
});

describe('places at which a function is drawn are no shape', () => {
  const drawn = (body: string, ...calls: string[]): string =>
    [`${numpy}def f(x, y=1):`, `    return ${body}`, 's = np.linspace(-5, 5, 40)', ...calls].join('\n');
  it.each<[string, string, Record<string, readonly (number | string)[]>]>([
    ['linspace', drawn('x**2 * y', 'f(s)'), { x: [], y: [] }],
    ['many', drawn('x**2 * y', 'f(np.linspace(0, 1, 5000))'), { x: [], y: [] }],
    ['arange', drawn('x**2 * y', 'f(np.arange(0, 8, 0.1), 2)'), { x: [], y: [] }],
    ['meshgrid', drawn('x**2 * y', 'X, Y = np.meshgrid(s, s)', 'f(X, Y)'), { x: [], y: [] }],
    ['meshgrid by rows', drawn('x**2 * y', 'X, Y = np.meshgrid(s, s[:3], indexing="ij")', 'f(X, Y)'), { x: [], y: [] }],
    ['but where the body asks for an array', drawn('np.sum(x**2) * y', 'f(np.arange(20.0))'), { x: [20], y: [] }],
    [
      'and where it asks for two axes',
      drawn('np.sum(x, axis=1) * y', 'X, Y = np.meshgrid(s[:5], s[:4])', 'f(X)'),
      { x: ['n', 'm'], y: [] },
    ],
    ['of which there are few', drawn('x**2 * y', 'f(np.array([1.0, 2.0, 3.0]))'), { x: [3], y: [] }],
    ['that stand at other steps', drawn('x**2 * y', 'f(np.linspace(0, 1, 20)**2)'), { x: [20], y: [] }],
    ['that are the same', drawn('x**2 * y', 'f(np.ones(20))'), { x: [20], y: [] }],
    ['for which an array is said', drawn('x**2 * y', 'f(s)').replace('(x,', '(x: np.ndarray,'), { x: [40], y: [] }],
  ])('%s', (_, text, expected) => {
    expect(shapesOf(traced(text))).toEqual(expected);
  });
});

describe('shapes that the source says', () => {
  it.each<[string, string, Record<string, readonly (number | string)[]>]>([
    [
      'axes that are asked for',
      'def f(x):\n    if x.ndim != 1:\n        raise ValueError\n    return x**2',
      { x: ['n'] },
    ],
    [
      'axes by NumPy',
      'def f(x):\n    if np.ndim(x) != 2:\n        raise ValueError\n    return x**2',
      { x: ['n', 'm'] },
    ],
    ['an assertion of axes', 'def f(x):\n    assert len(x.shape) == 2\n    return x**2', { x: ['n', 'm'] }],
    ['a directive', '# gradlens: x: 3\ndef f(x):\n    return np.sum(x)', { x: [3] }],
    ['jaxtyping', 'def f(x: Float[Array, "n 3"]):\n    return x.sum()', { x: ['n', 3] }],
    ['Annotated', 'def f(x: Annotated[np.ndarray, "2"]):\n    return x.sum()', { x: [2] }],
    ['a tuple', 'def f(x: tuple[float, float]):\n    return sum(x)', { x: [2] }],
    ['an array of any size', 'def f(x: np.ndarray):\n    return x**2', { x: ['n'] }],
    ['an array that is indexed', 'def f(x: np.ndarray):\n    return x[0] * x[1]', { x: [2] }],
    ['NumPy docstring', 'def f(x):\n    """F.\n\n    x : ndarray, shape (4,)\n    """\n    return x.sum()', { x: [4] }],
    [
      'Google docstring',
      'def f(x):\n    """F.\n\n    Args:\n        x (np.ndarray): of shape (2, 3).\n    """\n    return x.sum()',
      { x: [2, 3] },
    ],
    [
      'a shape as code in a docstring',
      'def f(x):\n    """F.\n\n    x : :py:class:`ndarray <numpy.ndarray>` of shape `(n, 3)`\n    """\n    return x.sum()',
      { x: ['n', 3] },
    ],
    [
      'a list in a docstring',
      'def f(x, w):\n    """F.\n\n    - x: Data, of shape (N, D)\n    - w: Weights, of shape (D,)\n    """\n    return x.dot(w)',
      { x: ['N', 'D'], w: ['D'] },
    ],
    [
      'any number of axes in a docstring',
      'def f(x):\n    """F.\n\n    x - Input data, of shape (N, d_1, ..., d_k)\n    """\n    return x.reshape(x.shape[0], -1)',
      { x: ['N', 'd_1'] },
    ],
    [
      'a description in a docstring',
      'def f(Y, R, v):\n    """F.\n\n    Y : array_like\n        A matrix of shape (n x m) of ratings.\n    R : array_like\n        A (n x m) matrix of which there are.\n    v : array_like\n        All of them, of shape (n x m, 1)\n    """\n    return Y*R + v',
      { Y: ['n', 'm'], R: ['n', 'm'], v: [] },
    ],
    [
      'multiples of a size in a docstring',
      'def f(x, W, b):\n    """F.\n\n    - x: Data, of shape (N, H)\n    - W: Weights, of shape (H, 4H)\n    - b: Biases, of shape (4*H,)\n    """\n    h = x.shape[1]\n    a = x @ W + b\n    return a[:, :h] * a[:, 3*h:4*h]',
      { x: ['N', 'H'], W: ['H', '4H'], b: ['4H'] },
    ],
    [
      'multiples of a size that something fixes',
      'def f(x, W):\n    """F.\n\n    - x: Data, of shape (N, H)\n    - W: Weights, of shape (H, 2H)\n    """\n    return (x @ W)[0] * np.array([1.0, 2.0, 3.0, 4.0])',
      { x: ['N', 2], W: [2, 4] },
    ],
    [
      'axes left out in a docstring',
      'def f(x):\n    """F.\n\n    x : ndarray of shape (n, ..., 3)\n    """\n    return x * x',
      { x: ['n', 3] },
    ],
    ['an assertion', 'def f(x):\n    assert x.shape == (3,)\n    return x.sum()', { x: [3] }],
    ['an assertion on len', 'def f(x):\n    assert len(x) == 5\n    return sum(x)', { x: [5] }],
    ['a guard', 'def f(x):\n    if x.shape != (2, 2):\n        raise ValueError\n    return x.sum()', { x: [2, 2] }],
    [
      'an unpacked shape',
      'def f(A):\n    rows, columns = A.shape\n    return A.sum() / rows',
      { A: ['rows', 'columns'] },
    ],
    ['a call', 'def f(x):\n    return np.sum(x)\nf(np.array([1.0, 2.0]))', { x: [2] }],
    ['a name that is passed', 'def f(x):\n    return np.sum(x)\nstart = [1, 2, 3, 4]\nf(start)', { x: [4] }],
    [
      'a call through a function',
      'def f(x):\n    return np.sum(x)\ndef g(y):\n    return f(2 * y)\ng(np.ones(3))',
      { x: [3] },
    ],
    ['minimize', 'def f(x):\n    return np.sum(x)\nminimize(f, x0=np.zeros(5))', { x: [5] }],
    ['minimize by place', 'def f(x):\n    return np.sum(x)\nopt.minimize(f, [0.0, 0.0])', { x: [2] }],
  ])('%s', (_what, text, shapes) => {
    expect(shapesOf(traced(numpy + text))).toEqual(shapes);
  });

  it('takes what has a number as its default for one, also where a constructor has it', () => {
    const temperature = 'class S:\n    def __init__(self, t=1.0):\n        self.t = t\n';
    const result = traced(
      `${numpy}${temperature}    def f(self, z):\n        return np.max(z / self.t, axis=1)`,
      'S.f',
    );
    expect(shapesOf(result)['self.t']).toEqual([]);
  });

  it('tells for which size it is shown', () => {
    expect(traced(`${numpy}def f(x):\n    return np.sum(x)`).notes).toEqual(['shown for n = 3']);
  });

  it('knows sizes that only one number fits', () => {
    const met = traced(`${numpy}def f(x):\n    return np.sum(x) * np.ones(3) + x`);
    expect(met.inputs[0]?.shape).toEqual([3]);
    expect(met.notes).toEqual([]);
    const free = traced(`${numpy}def f(x):\n    return np.diff(x) * np.sum(x)`);
    expect(free.output).toEqual({ sizes: [2], shape: ['n−1'] });
  });

  it('keeps a size of the output that has nothing to do with an argument', () => {
    expect(traced(`${numpy}def f(x):\n    return np.sum(x) * np.ones(3)`).output.shape).toEqual([3]);
  });

  it('shows a count for its default', () => {
    const result = traced('def f(x, n=4):\n    return sum(x**k for k in range(n))');
    expect(result.notes).toEqual(['shown for n = 4']);
    expect(result.inputs.find((input) => input.name === 'n')?.numeric).toBe(false);
  });

  it('does not change what a directive says', () => {
    const result = traceText('# gradlens: x: 2\ndef f(x):\n    return x[4]');
    expect(result).toMatchObject({ ok: false, reason: { message: /The index 4 is outside/ } });
  });
});

describe('given values', () => {
  it('fix shapes of what is differentiated by, and are constants elsewhere', () => {
    const result = traced(
      `${numpy}def f(x, a, n=2, kind="one"):\n    return np.sum(a * x) if kind == "two" else 0`,
      'f',
      {
        wrt: ['x'],
        given: {
          x: { kind: 'array', sizes: [2], values: [1, 2], integer: false },
          a: { kind: 'number', value: 5 },
          kind: { kind: 'string', value: 'two' },
        },
      },
    );
    expect(result.inputs.map((input) => [input.name, input.numeric, input.sizes])).toEqual([
      ['x', true, [2]],
      ['a', false, []],
      ['n', false, []],
      ['kind', false, []],
    ]);
  });

  it('never guesses a count among attributes when the object is given', () => {
    const text = 'class A(B):\n    def f(self, x):\n        return sum(x**k for k in range(self.n))';
    const result = traceText(text, 'A.f', {
      wrt: ['x'],
      given: { x: { kind: 'number', value: 1 }, self: { kind: 'record', fields: { m: { kind: 'number', value: 2 } } } },
    });
    expect(result).toMatchObject({ ok: false, reason: { message: /depends on values that are not known/ } });
  });
});
