/** Verdicts on whole texts, as `gradlens check` gives them: habits of public code. Every derivative was run with NumPy. */
import { describe, expect, it } from 'vitest';
import type { Check } from '../../../src/analysis/card';
import { openPython } from '../analysis/open';

const lines = (...text: string[]): string => `import numpy as np\n\n${text.join('\n')}\n`;
const openText = (text: string): readonly Check[] => {
  const document = openPython(text);
  return document.functions().flatMap((name) => document.checks(name));
};
const said = (checks: readonly Check[]): string[] =>
  checks.map(({ function: name, part, message }) => `${name}${part}: ${message}`);

describe('several derivatives in one return', () => {
  const loss = [
    'def loss(y, y_pred, t_mean, t_log_var):',
    '    kl = -0.5 * np.sum(1 + t_log_var - t_mean**2 - np.exp(t_log_var), axis=1)',
    '    return np.mean(kl + np.sum(y * y_pred, axis=1))',
    'def loss_grad(y, y_pred, t_mean, t_log_var):',
    '    N = t_mean.shape[0]',
  ];

  it('are told one by one', () => {
    const checks = openText(lines(...loss, '    return y/N, (np.exp(t_log_var) - 1)/(2*N), t_mean/N'));
    expect(said(checks)).toEqual([
      'loss_grad[0]: proved: with respect to y_pred',
      'loss_grad[1]: proved: with respect to t_log_var',
      'loss_grad[2]: proved: with respect to t_mean',
    ]);
  });

  it('with the wrong one left out', () => {
    const checks = openText(lines(...loss, '    return y/N, (np.exp(t_log_var) - 1)/N, t_mean/N'));
    expect(said(checks)).toEqual([
      'loss_grad[0]: proved: with respect to y_pred',
      'loss_grad[2]: proved: with respect to t_mean',
    ]);
  });
});

it('a state and a control as columns, and a selection beside the Jacobian', () => {
  const model = [
    'def motion_model(x, u):',
    '    B = np.array([[0.1*np.cos(x[2, 0]), 0], [0.1*np.sin(x[2, 0]), 0], [0, 0.1]])',
    '    return np.array([[1, 0, 0], [0, 1, 0], [0, 0, 1]]) @ x + B @ u',
    'def step(x):',
    '    return motion_model(x, np.array([[1.0, 0.1]]).T)',
    'def jacob_motion(x, u):',
    '    S = np.hstack((np.eye(3), np.zeros((3, len(x) - 3))))',
    '    J = np.array([[0, 0, -0.1*u[0, 0]*np.sin(x[2, 0])], [0, 0, 0.1*u[0, 0]*np.cos(x[2, 0])], [0, 0, 0]])',
    '    return np.eye(len(x)) + S.T @ J @ S, S',
  ];
  expect(said(openText(lines(...model)))).toEqual(['jacob_motion: proved: the first of the returned values']);
});

describe('an argument that says the order', () => {
  const curve = (second: string): string =>
    lines(
      'class Curve:',
      '    def __init__(self, c):',
      '        self.c = np.zeros((2, 3))',
      '        self.c[:, :] = c',
      '    def calc_point(self, u):',
      '        return self.c.dot(np.array([1, u, u**3]))',
      '    def calc_deriv(self, u, order=1):',
      '        if order == 1:',
      '            return self.c[:, 1:].dot(np.array([1, 3*u**2]))',
      `        return self.c[:, 2:].dot(np.array([${second}]))`,
    );

  it('is checked against the function and against the order before', () => {
    expect(said(openText(curve('6*u')))).toEqual([
      'Curve.calc_deriv(1): proved',
      'Curve.calc_deriv(2): proved',
      'Curve.calc_deriv(2): proved',
    ]);
  });

  it('and is wrong against both', () => {
    expect(openText(curve('3*u')).map(({ part, verdict }) => `${part} ${verdict}`)).toEqual([
      '(1) proved',
      '(2) differs',
      '(2) differs',
    ]);
  });
});

it('of a softmax the diagonal alone is told as such', () => {
  const [check] = openText(
    lines(
      'def softmax(x):',
      '    e = np.exp(x - np.max(x, axis=-1, keepdims=True))',
      '    return e / np.sum(e, axis=-1, keepdims=True)',
      'def softmax_grad(x):',
      '    p = softmax(x)',
      '    return p * (1 - p)',
    ),
  );
  expect(check).toMatchObject({ layout: 'only the diagonal of the Jacobian' });
  expect(check?.message).toMatch(/^(proved|agrees).*only the diagonal of the Jacobian/);
});

describe('what a solver is given', () => {
  const cost = [
    'def cost(x, a):',
    '    return a*x[0]**2 + np.sin(x[1])',
    'def slope(x, a):',
    '    return np.array([2*a*x[0], -np.cos(x[1])])',
  ];
  const one = ['def f(x):', '    return x[0]**2 + x[1]'];

  it.each<[string, string[], RegExp[]]>([
    [
      'through lambdas',
      [...cost, 'minimize(lambda p: cost(p, 3), [0, 0], jac=lambda p: slope(p, 3))'],
      [/^slope: 1 of 2 entries differs: entry 1: the sign is wrong/],
    ],
    [
      'through partial',
      [...cost, 'minimize(partial(cost, a=3), [0, 0], jac=partial(slope, a=3))'],
      [/^slope: 1 of 2 entries differs: entry 1: the sign is wrong/],
    ],
    [
      'as a lambda of its own',
      [...one, 'minimize(f, [0, 0], jac=lambda x: np.array([x[0], 1]))'],
      [/^f\(jac=lambda\): 1 of 2 entries differs: entry 0: the factor 2 is missing/],
    ],
    ['as a right one', [...one, 'minimize(f, [0, 0], jac=lambda x: [2*x[0], 1])'], [/^f\(jac=lambda\): proved$/]],
    [
      'as a constraint',
      [...one, 'def g(x):', '    return np.array([2*x[0], 2])', "c = [{'type': 'eq', 'fun': f, 'jac': g}]"],
      [/^g: 1 of 2 entries differs: entry 1: .*2.*too much|^g: 1 of 2 entries differs/],
    ],
    ['of another function', [...one, 'minimize(lambda x: -f(x), [0, 0], jac=lambda x: [-2*x[0], -1])'], []],
    ['at another place', [...cost, 'minimize(lambda x: cost(2*x, 1), [0, 0], jac=lambda x: slope(x, 1))'], []],
  ])('%s', (_, text, expected) => {
    const told = said(openText(lines('from functools import partial', 'from scipy.optimize import minimize', ...text)));
    expect(told).toHaveLength(expected.length);
    expected.forEach((message, i) => expect(told[i]).toMatch(message));
  });
});

describe('shapes that the derivative alone tells', () => {
  const squares = (df: string): string[] => [
    'class LeastSquares:',
    '    def __init__(self, a, b):',
    '        self.a = a',
    '        self.b = b',
    '    def f(self, x):',
    '        return 0.5 * np.linalg.norm(self.a @ x - self.b) ** 2',
    '    def df(self, x):',
    `        return ${df}`,
  ];
  const column = (df: string): string[] => [
    'Q, B = np.array([[8, 2], [2, 10]]), np.array([[3], [6]])',
    'func = lambda X: 0.5 * X.T @ Q @ X + X.T @ B + 24',
    `func_grad = lambda X: ${df}`,
  ];
  const contour = (df: string): string[] => [
    'def cubic(x):',
    '    return 2*x[0]**3 - 6*x[1]**2 + 3*x[0]**2*x[1]',
    'def cubic_grad(x):',
    `    return np.array([${df}])`,
    'x1, x2 = np.meshgrid(np.linspace(-5, 5), np.linspace(-5, 5))',
    'ax.contour(x1, x2, cubic([x1, x2]))',
  ];
  const penalty = (df: string): string[] => [
    'class Penalty:',
    '    def __init__(self, weights=1.0):',
    '        self.weights = weights',
    'class L2(Penalty):',
    '    def __init__(self, weights=1.0):',
    '        super().__init__(weights)',
    '    def func(self, params):',
    '        return np.sum(self.weights * params**2)',
    '    def deriv(self, params):',
    `        return ${df}`,
  ];
  const model = (d: string): string[] => [
    'class Bell:',
    '    @staticmethod',
    '    def evaluate(x, y, amplitude, x_0, width):',
    '        return amplitude * np.exp(-width * (x - x_0)**2 + y**2)',
    '    @staticmethod',
    '    def fit_deriv(x, y, amplitude, x_0, width):',
    '        d_amplitude = np.exp(-width * (x - x_0)**2 + y**2)',
    `        d_x_0 = ${d} * amplitude * width * (x - x_0) * d_amplitude`,
    '        return [d_amplitude, d_x_0, -amplitude * (x - x_0)**2 * d_amplitude]',
  ];

  const mesh = (df: string): string[] => [
    'def fun(x, y):',
    '    return np.vstack((y[1], y[0]**2))',
    'def fun_jac(x, y):',
    '    df_dy = np.zeros((2, 2, x.shape[0]))',
    '    df_dy[0, 1] = 1',
    `    df_dy[1, 0] = ${df}`,
    '    return df_dy',
  ];

  it.each<[string, string[]]>([
    ['of a state at each point of a mesh', mesh('2*y[0]')],
    ['of a matrix by a small letter', squares('self.a.T @ (self.a @ x - self.b)')],
    ['of a column', column('Q @ X + B')],
    ['of a point, where a plot gives a grid', contour('6*x[0]**2 + 6*x[0]*x[1], -12*x[1] + 3*x[0]**2')],
    ['of a factor that a base class keeps', penalty('2 * self.weights * params')],
    ['behind two independent variables', model('2')],
  ])('%s', (_, text) => {
    expect(said(openText(lines(...text)))).toEqual([expect.stringMatching(/: (proved|agrees)/)]);
  });

  it.each<[string, string[]]>([
    ['of a state at each point of a mesh', mesh('3*y[0]')],
    ['of a matrix by a small letter', squares('2 * self.a.T @ (self.a @ x - self.b)')],
    ['of a column', column('Q @ X - B')],
    ['of a point, where a plot gives a grid', contour('6*x[0]**2 + 6*x[0]*x[1], 12*x[1] + 3*x[0]**2')],
  ])('is not said to be right: %s', (_, text) => {
    for (const { verdict } of openText(lines(...text))) expect(verdict).not.toMatch(/proved|agrees/);
  });

  it.each<[string, string[]]>([
    ['of a factor that a base class keeps', penalty('3 * self.weights * params')],
    ['behind two independent variables', model('3')],
  ])('is wrong: %s', (_, text) => {
    expect(openText(lines(...text))).toMatchObject([{ verdict: 'differs' }]);
  });
});
