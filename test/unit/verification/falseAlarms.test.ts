/** Right code of which it was said that it differs: each was run with NumPy. */
import { describe, expect, it } from 'vitest';
import type { Check } from '../../../src/analysis/card';
import { openPython } from '../analysis/open';

const checksOf = (...text: string[]): readonly Check[] => {
  const document = openPython(`import numpy as np\n\n${text.join('\n')}\n`);
  return document.functions().flatMap((name) => document.checks(name));
};
const verdicts = (checks: readonly Check[]): string[] =>
  checks.map(({ function: name, verdict }) => `${name} ${verdict}`);

describe('a right derivative', () => {
  const decay = ['def decay(t, y, p):', '    return [-y[0]*p[0], y[0]*p[0]]', 'def decay_jac(t, y, p):'];

  it('has a column for a state that the function does not use', () => {
    expect(verdicts(checksOf(...decay, '    return [[-p[0], 0], [p[0], 0]]'))).toEqual(['decay_jac proved']);
    expect(verdicts(checksOf(...decay, '    return [[-p[0], 0], [-p[0], 0]]'))).toEqual(['decay_jac differs']);
  });

  const nearest = (sign: string): string[] => [
    'def nearest_with_gradient(x, X):',
    '    diff = x - X',
    '    D = np.sqrt((diff**2).sum(axis=1))',
    '    k = D.argmin()',
    '    obj = -D.min()',
    `    grad = ${sign}diff[k] / D[k]`,
    '    return obj, grad',
  ];

  it('is by the point, where the argument with a capital is the matrix', () => {
    expect(verdicts(checksOf(...nearest('-')))).not.toContain('nearest_with_gradient differs');
    expect(verdicts(checksOf(...nearest('')))).toEqual(['nearest_with_gradient differs']);
  });

  it('is no derivative where a `d` before a long name is a part of it, and both give the same', () => {
    const maps = (body: string): string[] => [
      'def kv_index_map(batch, head, row, _):',
      '    return (batch, head, row, 0)',
      'def dkv_index_map(batch, head, row, _):',
      `    return ${body}`,
    ];
    expect(verdicts(checksOf(...maps('(batch, head, row, 0)')))).not.toContain('dkv_index_map differs');
  });

  it('is not by an argument that it does not take', () => {
    const cost = [
      'def integral(params):',
      '    c, b, a = params',
      '    return 28.8*a**2 + 16*a*c + 12*b**2 + 4*c**2',
      'def cost_function(params, basis, y, alpha):',
      '    return np.dot(basis, params) - alpha*integral(params)',
      'def grad(params):',
      '    c, b, a = params',
      '    return np.array([16*a + 8*c, 24*b, 57.6*a + 16*c])',
    ];
    expect(verdicts(checksOf(...cost))).not.toContain('grad differs');
  });
});
