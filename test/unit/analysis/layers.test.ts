/** What goes back through layers; and pairs that only sizes or words tell. Truth was computed by NumPy. */
import { describe, expect, it } from 'vitest';
import { openPython } from './open';

function verdicts(text: string): string[] {
  const steps = openPython(`import numpy as np\n${text}`).checksInSteps();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value.map(({ verdict, part }) => `${part}${part === '' ? '' : ' '}${verdict}`);
  }
}

const confirmed = /proved|agrees/;

const tanh = (slope: string): string => `
class Tanh:
    def forward(self, x):
        self.cache = x
        return np.tanh(x)

    def backward(self, upstream):
        return upstream * ${slope}
`;

const dense = (slopes: { x?: string; w?: string }): string => `
class Dense:
    def __init__(self, W):
        self.W = W

    def forward(self, inputs):
        self.inputs = inputs
        return np.dot(inputs, self.W)

    def backward(self, grad):
        self.dW = ${slopes.w ?? 'np.dot(self.inputs.T, grad)'}
        return ${slopes.x ?? 'np.dot(grad, self.W.T)'}
`;

const normalisation = (slope: string): string => `
class Normalise:
    def forward_pass(self, x):
        self.n = x.shape[0]
        self.xc = x - x.mean(axis=0)
        self.std = np.sqrt(np.mean(self.xc ** 2, axis=0) + 1e-5)
        return self.xc / self.std

    def backward_pass(self, dout):
        dxc = dout / self.std
        dvar = -${slope} * np.sum(dout * self.xc, axis=0) / self.std ** 3
        dxc += 2.0 / self.n * self.xc * dvar
        return dxc - np.sum(dxc, axis=0) / self.n
`;

const softmax = (slope: string): string => `
class Softmax:
    def forward(self, x):
        e = np.exp(x - x.max(axis=1, keepdims=True))
        self.out = e / e.sum(axis=1, keepdims=True)
        return self.out

    def backward(self, grad):
        return ${slope}
`;

describe('what goes back through a layer', { timeout: 60_000 }, () => {
  it.each([
    ['tanh', tanh('(1 - np.tanh(self.cache) ** 2)')],
    ['dense', dense({})],
    ['a normalisation', normalisation('0.5')],
    ['softmax', softmax('self.out * (grad - np.sum(grad * self.out, axis=1, keepdims=True))')],
  ])('is confirmed: %s', (_, text) => {
    const found = verdicts(text);
    expect(found.length).toBeGreaterThan(0);
    for (const verdict of found) expect(verdict).toMatch(confirmed);
  });

  it.each([
    ['the square is missing', tanh('(1 - np.tanh(self.cache))')],
    ['a sign', tanh('(1 + np.tanh(self.cache) ** 2)')],
    ['a doubled term', normalisation('1.0')],
    ['a term is missing', softmax('self.out * grad')],
  ])('is told to be wrong: %s', (_, text) => expect(verdicts(text)).toContain('differs'));

  it('is told for each parameter', () => {
    expect(verdicts(dense({ w: '2 * np.dot(self.inputs.T, grad)' }))).toEqual([
      expect.stringMatching(confirmed),
      '.dW differs',
    ]);
  });

  it('is not proved by a matrix that is not square', () => {
    expect(verdicts(dense({ x: 'np.dot(grad, self.W)' })).join()).not.toMatch(/^(proved|agrees)/);
  });

  it('may be the mean over the batch, or left to the loss', () => {
    expect(verdicts(dense({ w: 'np.dot(self.inputs.T, grad) / self.inputs.shape[0]' }))).not.toContain('.dW differs');
    expect(verdicts(softmax('grad'))).not.toContain('differs');
  });
});

describe('a pair of functions that hands on what the way back needs', { timeout: 60_000 }, () => {
  const affine = (slopes: { x?: string; w?: string }): string => `
def affine_forward(x, w, b):
    out = x.dot(w) + b
    cache = (x, w, b)
    return out, cache

def affine_backward(dout, cache):
    x, w, b = cache
    dx = ${slopes.x ?? 'dout.dot(w.T)'}
    dw = ${slopes.w ?? 'x.T.dot(dout)'}
    return dx, dw, dout.sum(axis=0)
`;
  const softplus = (slope: string): string => `
def softplus(z):
    return np.log(1 + np.exp(z)), z

def softplus_backward(dA, cache):
    return dA / (1 + np.exp(${slope}))
`;
  it('is confirmed', () => {
    expect(verdicts(affine({}))).toEqual([
      expect.stringMatching(/x.*(proved|agrees)/),
      expect.stringMatching(/w.*(proved|agrees)/),
      // Nothing but its place says that it is by b.
      expect.stringMatching(/b.*(proved|agrees)/),
    ]);
    expect(verdicts(softplus('-cache')).join()).toMatch(confirmed);
  });

  const flattening = (slope: string): string => `
def affine_forward(x, w, b):
    """
    - x: Input data, of shape (N, d_1, ..., d_k)
    - w: Weights, of shape (D, M)
    - b: Biases, of shape (M,)
    """
    out = x.reshape(x.shape[0], -1).dot(w) + b
    return out, (x, w, b)

def affine_backward(dout, cache):
    """
    - dout: Upstream derivative, of shape (N, M)
    - cache: Tuple of x, w and b
    """
    x, w, b = cache
    dx = dout.dot(w.T).reshape(x.shape)
    dw = ${slope}
    db = np.sum(dout, axis=0)
    return dx, dw, db
`;
  it('is given what the function is documented to be given', () => {
    const flat = 'x.reshape(x.shape[0], -1).T.dot(dout)';
    expect(verdicts(flattening(flat))).toEqual(['x', 'w', 'b'].map((name) => `[${name}] proved`));
    expect(verdicts(flattening(`2 * ${flat}`))).toContain('[w] differs');
  });

  it('is told to be wrong', () => {
    expect(verdicts(affine({ w: '2 * x.T.dot(dout)' }))).toContain('[w] differs');
    expect(verdicts(affine({ x: '-dout.dot(w.T)' }))).toContain('[x] differs');
    expect(verdicts(softplus('cache'))).toEqual(['differs']);
  });
});

describe('pairs', { timeout: 60_000 }, () => {
  const line = (slope: string): string => `
def compute_cost(theta, X, y):
    return np.sum((X.dot(theta) - y) ** 2) / (2 * len(y))

def compute_gradient(theta, X, y):
    return ${slope} / len(y)
`;
  it('are known by words that say nothing else, and a factor 2 is one also of two observations', () => {
    expect(verdicts(line('X.T.dot(X.dot(theta) - y)')).join()).toMatch(confirmed);
    expect(verdicts(line('2 * X.T.dot(X.dot(theta) - y)'))).toEqual(['differs']);
  });

  it('have columns for what the function does not use', () => {
    const range = (last: string): string => `
def h(x):
    return np.array([np.hypot(x[0], x[1]), np.arctan2(x[1], x[0])])

def jacobian_h(x):
    q = x[0] ** 2 + x[1] ** 2
    return np.array([[x[0] / np.sqrt(q), x[1] / np.sqrt(q), 0.0], [-x[1] / q, x[0] / q, ${last}]])
`;
    expect(verdicts(range('0.0')).join()).toMatch(confirmed);
    expect(verdicts(range('1.0'))).toEqual(['differs']);
  });

  it('of components with equal rows and columns are diagonals', () => {
    const power = (slope: string): string => `
class Power(ExplicitComponent):
    def setup(self):
        n = self.options['n']
        self.add_input('v', shape=(n,))
        self.add_input('T', shape=(n,))
        self.add_output('P', shape=(n,))
        self.declare_partials('P', 'v', rows=np.arange(n), cols=np.arange(n))

    def compute(self, inputs, outputs):
        outputs['P'] = inputs['T'] * np.sin(inputs['v'])

    def compute_partials(self, inputs, J):
        J['P', 'v'] = ${slope}
`;
    expect(verdicts(power("inputs['T'] * np.cos(inputs['v'])")).join()).toMatch(confirmed);
    expect(verdicts(power("-inputs['T'] * np.cos(inputs['v'])")).join()).toMatch(/differs/);
    expect(verdicts(power("np.cos(inputs['v'])")).join()).toMatch(/differs/);
  });

  it('of which one returns the value and its derivatives are known by what fits', () => {
    const text = `
def err(v, z, k):
    return np.dot(z / (1 + v * k), k)

def err_fprime2(v, z, k):
    w = 1 / (1 + v * k)
    return np.sum(z * k * w), -np.sum(z * k**2 * w**2), 2 * np.sum(z * k**3 * w**3)
`;
    expect(verdicts(text)).not.toContain('differs');
  });

  it('of a likelihood and its score are told', () => {
    const poisson = (mean: string): string => `
class Poisson:
    def __init__(self, X, y):
        self.X = X
        self.y = y

    def loglike(self, beta):
        eta = self.X @ beta
        return np.sum(self.y * eta - np.exp(eta))

    def score(self, beta):
        return self.X.T @ (self.y - ${mean})
`;
    expect(verdicts(poisson('np.exp(self.X @ beta)')).join()).toMatch(confirmed);
    expect(verdicts(poisson('self.X @ beta'))).toEqual(['differs']);
  });
});

const affine = (slopes: { x?: string; b?: string }): string => `
class Affine:
    def __init__(self, W, b):
        self.W = W
        self.b = b

    def forward(self, x):
        self.x = x
        return np.dot(x, self.W) + self.b

    def backward(self, dout):
        self.db = ${slopes.b ?? 'np.sum(dout, axis=0)'}
        return ${slopes.x ?? 'np.dot(dout, self.W.T)'}
`;

describe('a matrix the wrong way round', () => {
  it('is no derivative that holds where the weights, or what is passed back, happen to be symmetric', () => {
    expect(verdicts(affine({}))).toEqual(['proved', '.db proved']);
    expect(verdicts(affine({ x: 'np.dot(dout, self.W)' }))).toEqual(['differs', '.db proved']);
    expect(verdicts(affine({ b: 'np.sum(dout, axis=1)' }))).toEqual(['proved', '.db differs']);
  });

  const system = (name: string, slope: string): string[] =>
    verdicts(`
def misfit(x, ${name}, b):
    return np.sum((${name} @ x - b)**2)

def misfit_grad(x, ${name}, b):
    return ${slope}
`);

  it('is left alone where only the derivative needs it square', () => {
    expect(system('A', '2 * A.T @ (A @ x - b)')).toEqual(['proved']);
    expect(system('A', '2 * A @ (A @ x - b)')).toEqual([]);
  });

  it('is right of a kernel, which is symmetric by what it is', () => {
    expect(system('K', '2 * K @ (K @ x - b)')).toEqual(['agrees']);
    expect(system('K', 'K @ (K @ x - b)')).toEqual(['differs']);
  });
});
