import { describe, expect, test } from 'vitest';
import type { Step } from '../../../../src/analysis/investigations/steps';
import { answerTo, ask } from './ask';

const steps = (text: string, column = 0, order: 1 | 2 = 1, row = 0): Step =>
  answerTo(text, 'f', { kind: 'steps', point: null, row, column, order }).root;

/** `rule: expression = expanded = result`, parts indented below. */
function told(step: Step, indent = ''): string[] {
  const { rule, derivative, expanded, result, where, parts } = step;
  const line = [derivative, expanded, result].flatMap((side) => side?.text ?? []).join(' = ');
  const names = where.map(({ name, value }) => `${indent}  where ${name.text} = ${value.text}`);
  return [`${indent}${rule}: ${line}`, ...names, ...parts.flatMap((part) => told(part, `${indent}  `))];
}

const f = (expression: string): string => `import numpy as np\ndef f(x, y):\n    return ${expression}\n`;
const root = (expression: string): string => told(steps(f(expression)))[0] ?? '';

describe('how a derivative comes about', () => {
  test('a chain in a sum, term by term', () => {
    expect(told(steps(f('(1 - x)**2 + 100*(y - x**2)**2')))).toEqual([
      'sum: ∂/∂x[(1 − x)² + 100(y − x²)²] = ∂/∂x[(1 − x)²] + ∂/∂x[100(y − x²)²] = 400x(x² − y) + 2(x − 1)',
      '  power: ∂/∂x[(1 − x)²] = 2(1 − x)·∂/∂x[1 − x] = 2(x − 1)',
      '    sum: ∂/∂x[1 − x] = −1',
      '  constantFactor: ∂/∂x[100(y − x²)²] = 100∂/∂x[(y − x²)²] = 400x(x² − y)',
      '    power: ∂/∂x[(y − x²)²] = 2(y − x²)·∂/∂x[y − x²] = 4x(x² − y)',
      '      sum: ∂/∂x[y − x²] = −∂/∂x[x²] = −2x',
      '        power: ∂/∂x[x²] = 2x',
    ]);
  });

  test.each([
    ['x * np.sin(x)', 'product: ∂/∂x[x·sin(x)] = sin(x) + x·∂/∂x[sin(x)] = x·cos(x) + sin(x)'],
    ['np.sin(x) / x', 'quotient: ∂/∂x[sin(x)/x] = (∂/∂x[sin(x)]·x − sin(x))/x² = (x·cos(x) − sin(x))/x²'],
    ['y / np.cos(x)', 'reciprocal: ∂/∂x[y/cos(x)] = −y·∂/∂x[cos(x)]/cos²(x) = y·tan(x)/cos(x)'],
    ['2**x', 'exponential: ∂/∂x[2^x] = 2^x·ln(2)'],
    ['np.exp(y * x)', 'chain: ∂/∂x[exp(x·y)] = exp(x·y)·∂/∂x[x·y] = y·exp(x·y)'],
    ['np.tanh(x)', 'function: ∂/∂x[tanh(x)] = 1 − tanh²(x)'],
  ])('%s', (expression, line) => {
    expect(root(expression)).toBe(line);
  });

  test('derivatives to be taken are set as the others are', () => {
    const { expanded, derivative } = steps(f('x * np.sin(x)')).parts[0] ?? {};
    expect(expanded).toBeNull();
    expect(derivative?.latex).toContain('\\frac{\\partial}{\\partial x}');
    expect(steps(f('x * np.sin(x)')).expanded?.latex).toContain(derivative?.latex);
    expect(steps(f('x * np.sin(x)')).expanded?.latex).not.toContain('mathrm');
  });

  test('a piecewise function, branch by branch', () => {
    const step = steps('import numpy as np\ndef f(x):\n    return np.where(x > 1, x**3, np.sin(x)*x)\n');
    expect(step.rule).toBe('cases');
    expect(step.parts.map((part) => part.rule)).toEqual(['power', 'product']);
  });

  test('a power whose base and exponent both vary', () => {
    expect(steps('def f(x):\n    return x**x\n')).toMatchObject({ rule: 'generalPower' });
  });

  test('an unknown function', () => {
    const step = steps('from elsewhere import g\ndef f(x):\n    return 2 * g(x**2)\n');
    expect(step.rule).toBe('constantFactor');
    expect(step.parts[0]).toMatchObject({ rule: 'unknown' });
  });

  test('an entry of a Hessian is the derivative of a derivative', () => {
    expect(steps(f('x**2 * y'), 1, 2, 0).result?.text).toBe('2x');
  });

  test('a long sum is shortened, and says so', () => {
    const text = 'def f(x):\n    s = 0\n    for i in range(200):\n        s = s + (x - i)**3\n    return s\n';
    const step = steps(text);
    expect(step.shortened).toBe(true);
    expect(step.parts.length).toBeLessThan(60);
  });

  test('long parts are given names, which are told when they are first used', () => {
    const lines = told(steps(f('np.log(1 + np.exp(y**2 - 3*x*y - 2*x - 1)) * np.cos(x)')));
    expect(lines.slice(0, 3)).toEqual([
      'product: ∂/∂x[ln(u)·cos(x)] = cos(x)·∂/∂x[ln(u)] + ln(u)·∂/∂x[cos(x)] = ' +
        '−(3y + 2)·exp(y² − 3x·y − 2x − 1)·cos(x)/u − ln(u)·sin(x)',
      '  where u = 1 + exp(y² − 3x·y − 2x − 1)',
      '  chain: ∂/∂x[ln(u)] = (1/u)·∂u/∂x = −(3y + 2)·exp(y² − 3x·y − 2x − 1)/u',
    ]);
    expect(lines.filter((line) => line.includes('where'))).toHaveLength(1);
  });

  test('the source has the first word on names', () => {
    const text = 'import numpy as np\ndef f(x, y):\n    arm = 2*np.cos(x) + 3*np.sin(x + y) - y\n    return arm**2\n';
    expect(told(steps(text)).slice(0, 3)).toEqual([
      'power: ∂/∂x[arm²] = 2·arm·∂arm/∂x = 2·arm·(3·cos(x + y) − 2·sin(x))',
      '  where arm = 2·cos(x) + 3·sin(x + y) − y',
      '  sum: ∂arm/∂x = ∂/∂x[2·cos(x)] + ∂/∂x[3·sin(x + y)] = 3·cos(x + y) − 2·sin(x)',
    ]);
  });

  test('however large a function is, each formula can be read', () => {
    const softmax = `import numpy as np
def f(W, x):
    z = W.reshape(3, 3) @ x[:3]
    e = np.exp(z - np.max(z))
    return np.sum(np.log(e / e.sum()) * np.array([0.2, 0.3, 0.5]))

f(np.ones(9), np.ones(3))
`;
    const lines = told(steps(softmax));
    expect(lines.filter((line) => /⋯|…/.test(line))).toEqual([]);
    expect(Math.max(...lines.map((line) => line.trim().length))).toBeLessThan(400);
  });

  test('of an entry that is not there nothing is told', () => {
    const question = { kind: 'steps', point: null, row: 0, column: 9, order: 1 } as const;
    expect(ask(f('x + y'), 'f', question)).toMatchObject({ kind: 'unanswered' });
  });
});
