/** Functions with long names: formulas say f, and headings say for what. */
import { describe, expect, it } from 'vitest';
import { headingOf } from '../../../src/analysis/symbols';
import { marksOf } from '../../../src/analysis/verdicts';
import type { Check } from '../../../src/analysis/card';
import { openPython as open } from './open';

const LONG = 'forward_kinematics_of_two_joints';
const cardOf = (parameters: string, body: string, before = '') =>
  open(`import numpy as np\n${before}def ${LONG}(${parameters}):\n${body}\n`).card(LONG);

describe('a long name', () => {
  it('is f in formulas and before rows, and whole in the heading', () => {
    const card = cardOf('a, b', '    return np.array([np.cos(a), np.sin(a + b)])');
    expect(card.derivative?.symbol.text).toBe('J_f');
    expect(card.derivative?.rows.map(({ text }) => text)).toEqual(['f₀', 'f₁']);
    expect(card.value?.text).toContain('f(a, b) = ');
    expect(headingOf(card)).toBe(`f = ${LONG} : ℝ × ℝ → ℝ²`);
    expect(card.derivative?.code).toContain(`def jacobian_${LONG}(a, b):`);
  });

  it.each([
    ['an argument', 'a, f', '    return np.array([a*f, a + f])', ''],
    ['a name on the way', 'a, b', '    f = np.exp(a)\n    return np.array([f*b, f + b])', ''],
    ['an unknown function', 'a, b', '    return np.array([f(a), f(b)])', ''],
  ])('is another letter where f is %s', (_what, parameters, body, before) => {
    expect(cardOf(parameters, body, before).derivative?.symbol.text).toBe('J_g');
  });

  it('is what a short one is: itself', () => {
    const card = open('def residual(a, b):\n    return [a*b, a + b]\n').card('residual');
    expect(card.derivative?.symbol.text).toBe('J_residual');
    expect(headingOf(card)).toBe('residual : ℝ × ℝ → ℝ²');
  });
});

it('a derivative with a long name leaves out the function that it stands above', () => {
  const check = { function: `${LONG}_jacobian`, part: '', verdict: 'proved', layout: '' } as Check;
  expect(marksOf(check, LONG)?.primal).toBe('✓ …_jacobian proved');
  expect(marksOf({ ...check, function: 'jacobian_f' }, 'f')?.primal).toBe('✓ jacobian_f proved');
});
