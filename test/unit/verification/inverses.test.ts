/** Derivatives that are handed out inverted, as Newton's method and a robot's inverse kinematics want them. */
import { describe, expect, it } from 'vitest';
import { toldChecks, verdicts } from '../analysis/toldChecks';

const arm = [
  'def forward_kinematics(lengths, angles):',
  '    x = y = 0',
  '    for i in range(1, 4):',
  '        x += lengths[i - 1] * np.cos(np.sum(angles[:i]))',
  '        y += lengths[i - 1] * np.sin(np.sum(angles[:i]))',
  '    return np.array([x, y])',
];
const inverse = (end: string, ...last: string[]): string[] => [
  ...arm,
  'def jacobian_inverse(lengths, angles):',
  '    J = np.zeros((2, 3))',
  '    for i in range(3):',
  '        for j in range(i, 3):',
  `            J[0, i] -= lengths[j] * np.sin(np.sum(angles[:${end}]))`,
  `            J[1, i] += lengths[j] * np.cos(np.sum(angles[:${end}]))`,
  ...last.map((line) => `    ${line}`),
];

describe('the inverse of a derivative', () => {
  it('is verified as what is inverted, by the joints of a robot', () => {
    expect(verdicts(...inverse('j + 1', 'return np.linalg.pinv(J)'))).toEqual(['jacobian_inverse proved']);
    const [check] = toldChecks(...inverse('j', 'return np.linalg.pinv(J)'));
    expect(check?.verdict).toBe('differs');
    expect(check?.message).toBe('6 of 6 entries differ: `angles[:j]` should be `angles[:j + 1]`');
    expect([check?.function, check?.part]).toEqual(['jacobian_inverse', '']);
  });

  it('may have a name of its own', () => {
    const named = ['J_pinv = np.linalg.pinv(J)', 'return J_pinv'];
    expect(verdicts(...inverse('j + 1', ...named))).toEqual(['jacobian_inverse proved']);
    expect(verdicts(...inverse('j', ...named))).toEqual(['jacobian_inverse differs']);
    expect(verdicts(...inverse('j', 'J_pinv = J.T', ...named)), 'set twice').toEqual([]);
    const branch = ['if lengths[0] > 1:', '    J_pinv = J.T', 'return J_pinv'];
    expect(verdicts(...inverse('j', 'J_pinv = np.linalg.pinv(J)', ...branch)), 'set again in a branch').toEqual([]);
  });

  it('is no derivative where nothing is inverted', () => {
    expect(verdicts(...inverse('j', 'return J.T'))).toEqual([]);
    expect(verdicts(...inverse('j', 'if lengths[0] > 1:', '    return J', 'return np.linalg.inv(J)'))).toEqual([]);
  });

  it('is found by the name of the function', () => {
    const newton = (entry: string): string[] => [
      'def rosen(x):',
      '    return (1 - x[0])**2 + 100 * (x[1] - x[0]**2)**2',
      'def rosen_hess_inv(x):',
      `    return np.linalg.inv(np.array([[${entry} - 400 * (x[1] - 3 * x[0]**2), -400 * x[0]], [-400 * x[0], 200]]))`,
    ];
    expect(verdicts(...newton('2'))).toEqual(['rosen_hess_inv proved']);
    expect(verdicts(...newton('1'))).toEqual(['rosen_hess_inv differs']);
  });
});

describe('the Jacobian of a robot', () => {
  it('belongs to its forward kinematics', () => {
    const planar = (sign: string): string[] => [
      'def fk(q):',
      '    return np.array([np.cos(q[0]) + np.cos(q[0] + q[1]), np.sin(q[0]) + np.sin(q[0] + q[1])])',
      'def jacobian(q):',
      '    s, c = np.sin(q[0] + q[1]), np.cos(q[0] + q[1])',
      `    return np.array([[-np.sin(q[0]) - s, ${sign}s], [np.cos(q[0]) + c, c]])`,
    ];
    expect(verdicts(...planar('-'))).toEqual(['jacobian proved']);
    const cost = ['def cost(x):', '    return x[0]**2'];
    expect(verdicts(...cost, ...planar('-')), 'beside a cost').toEqual(['jacobian proved']);
    expect(verdicts(...planar(''))).toEqual(['jacobian differs']);
  });
});
