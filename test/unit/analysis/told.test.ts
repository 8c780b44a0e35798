/** What of a hand-written derivative is told, and how often. Every derivative was run with NumPy. */
import { describe, expect, it } from 'vitest';
import { openPython } from './open';
import { verdicts as told } from './toldChecks';

describe('products with second derivatives', () => {
  const energy = (second: string): string[] => [
    'def energy(p):',
    '    x, y = p',
    '    return x**2 * y + np.sin(y)',
    'def along(p, v):',
    '    x, y = p',
    `    return np.array([2*y*v[0] + 2*x*v[1], 2*x*v[0] ${second} np.sin(y)*v[1]])`,
    'minimize(energy, x0, hessp=along)',
  ];

  it('Hv', () => {
    expect(told(...energy('-'))).toEqual(['along proved']);
    expect(told(...energy('+'))).toEqual(['along differs']);
  });

  const limits = (second: string): string[] => [
    'def limits(x):',
    '    return [x[0]**2 + x[1], x[0]**2 * x[1]]',
    'def curvatures(x, v):',
    `    return v[0]*np.array([[2, 0], [0, 0]]) + v[1]*np.array([[2*x[1], 2*x[0]], [${second}, 0]])`,
    'NonlinearConstraint(limits, -np.inf, 1, hess=curvatures)',
  ];

  it('of several constraints, with their multipliers', () => {
    expect(told(...limits('2*x[0]'))).toEqual(['curvatures proved']);
    expect(told(...limits('x[0]'))).toEqual(['curvatures differs']);
  });
});

describe('one mistake is told once', () => {
  const cube = (first: string, second: string): string[] => [
    'def cube(x):',
    '    return x**3',
    'def cube_prime(x):',
    `    return ${first}`,
    'def cube_hess(x):',
    `    return ${second}`,
  ];

  it('of a second derivative beside a first', () => {
    expect(told(...cube('3*x**2', '6*x'))).toEqual(['cube_prime proved', 'cube_hess proved']);
    expect(told(...cube('3*x**2', '3*x'))).toEqual(['cube_prime proved', 'cube_hess differs']);
    expect(told(...cube('2*x**2', '6*x'))).toEqual(['cube_prime differs', 'cube_hess proved']);
    expect(told(...cube('2*x**2', '2*x'))).toEqual(['cube_prime differs', 'cube_hess differs']);
  });
});

describe('a factor', () => {
  const returned = (slope: string): string[] => [
    'def loss_of(y, t):',
    '    n = y.shape[0]',
    '    loss = np.sum((y - t)**2)/n',
    `    grad = ${slope}`,
    '    return loss, grad',
  ];

  it('is missing also where there happen to be as many numbers', () => {
    expect(told(...returned('2*(y - t)/n'))).toEqual(['loss_of proved']);
    expect(told(...returned('(y - t)/n'))).toEqual(['loss_of differs']);
    expect(told(...returned('-2*(y - t)/n'))).toEqual(['loss_of differs']);
  });

  const logistic = (slope: string): string[] => [
    'def logistic(w, X, y):',
    '    return np.mean(np.log(1 + np.exp(-y*(X @ w))))',
    'def logistic_grad(w, X, y):',
    `    return ${slope}`,
  ];

  it('that is the number of observations is left alone: a sum instead of a mean', () => {
    expect(told(...logistic('-X.T @ (y/(1 + np.exp(y*(X @ w))))/len(y)'))).toEqual(['logistic_grad proved']);
    expect(told(...logistic('-X.T @ (y/(1 + np.exp(y*(X @ w))))'))).toEqual(['logistic_grad unknown']);
    expect(told(...logistic('-2*X.T @ (y/(1 + np.exp(y*(X @ w))))'))).toEqual(['logistic_grad differs']);
  });

  const crossEntropy = (slope: string): string[] => [
    'def cross_entropy(w, X, y):',
    '    p = 1/(1 + np.exp(-X @ w))',
    '    return -np.mean(y*np.log(p) + (1 - y)*np.log(1 - p))',
    'def cross_entropy_grad(w, X, y):',
    '    p = 1/(1 + np.exp(-X @ w))',
    `    return ${slope}`,
  ];

  it('is known also where rounding leaves little of the ratio at some points', () => {
    expect(told(...crossEntropy('X.T @ (p - y)/len(y)'))).toEqual(['cross_entropy_grad proved']);
    expect(told(...crossEntropy('X.T @ (p - y)'))).toEqual(['cross_entropy_grad unknown']);
    expect(told(...crossEntropy('X.T @ (y - p)'))).toEqual(['cross_entropy_grad differs']);
  });
});

describe('one matrix for each row of a batch', () => {
  const batch = (entry: string): string[] => [
    'def polar(X):',
    '    return np.stack([X[:, 0]*np.cos(X[:, 1]), X[:, 0]**2], axis=1)',
    'def jac_polar(X):',
    '    J = np.zeros((X.shape[0], 2, 2))',
    '    J[:, 0, 0] = np.cos(X[:, 1])',
    `    J[:, 0, 1] = ${entry}`,
    '    J[:, 1, 0] = 2*X[:, 0]',
    '    return J',
  ];

  it('is judged', () => {
    expect(told(...batch('-X[:, 0]*np.sin(X[:, 1])'))).toEqual(['jac_polar proved']);
    expect(told(...batch('X[:, 0]*np.sin(X[:, 1])'))).toEqual(['jac_polar differs']);
  });
});

it('a name that ends with a 2 says no order', () => {
  const slope = (entry: string): string[] => [
    'def area(x):',
    '    return x[0]**2 + x[1]',
    '# gradlens: derivative of area',
    'def slope2(x):',
    `    return np.array([2*${entry}, 1])`,
  ];
  expect(told(...slope('x[0]'))).toEqual(['slope2 proved']);
  expect(told(...slope('x[1]'))).toEqual(['slope2 differs']);
});

describe('pairs that words tell', () => {
  it('a function named for its value and its derivative', () => {
    const both = (slope: string): string[] => [
      'def cost_and_gradient(x):',
      `    return x[0]**2 * x[1], np.array([2*x[0]*x[1], ${slope}])`,
    ];
    expect(told(...both('x[0]**2'))).toEqual(['cost_and_gradient proved']);
    expect(told(...both('2*x[0]'))).toEqual(['cost_and_gradient differs']);
  });

  it('a way back that is given the arguments again', () => {
    const unit = (slope: string): string[] => [
      'def leaky(x, slope):',
      '    return np.where(x > 0, x, slope * x)',
      'def leaky_backward(dA, x, slope):',
      `    return dA * ${slope}`,
    ];
    expect(told(...unit('np.where(x > 0, 1, slope)'))).toEqual(['leaky_backward proved']);
    expect(told(...unit('np.where(x > 0, slope, 1)'))).toEqual(['leaky_backward differs']);
  });

  it('the gradients of a loss by all that it is given', () => {
    const network = (slope: string): string[] => [
      'def loss(X, y, W, b, v):',
      '    return np.sum((np.tanh(X @ W + b) @ v - y)**2) / 2',
      'def gradients(X, y, W, b, v):',
      '    a = np.tanh(X @ W + b)',
      '    d = a @ v - y',
      `    dz = np.outer(d, v) * ${slope}`,
      '    return X.T @ dz, dz.sum(axis=0), a.T @ d',
    ];
    expect(told(...network('(1 - a**2)'))).toEqual(Array(3).fill('gradients proved'));
    expect(told(...network('(1 - a)'))).toEqual(['gradients differs', 'gradients differs', 'gradients proved']);
  });
});

it('what differs is told in the names that the derivative itself has for elements', () => {
  const document = openPython(`import numpy as np

def f(p):
    a, b = p
    return np.array([a*np.exp(-b), a**2 + b])

def jacobian_f(p):
    a, b = p
    return np.array([[np.exp(-b), a*np.exp(-b)], [2*a, 1]])
`);
  const [check] = document.checks('f');
  expect(check?.entries.map(({ expected, found }) => [expected, found])).toEqual([['-a*np.exp(-b)', 'a*np.exp(-b)']]);
  expect(check?.message).toContain('expected `-a*np.exp(-b)`, found `a*np.exp(-b)`');
});
