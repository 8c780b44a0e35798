import { describe, expect, it } from 'vitest';
import { signature, space } from '../../../src/analysis/signature';

describe('spaces', () => {
  it.each([
    [[], 'ℝ'],
    [[2], 'ℝ²'],
    [[12], 'ℝ¹²'],
    [['n'], 'ℝⁿ'],
    [[2, 3], 'ℝ²ˣ³'],
    [['n', 3], 'ℝⁿˣ³'],
    [['batch'], 'ℝ^batch'],
    [['batch', 2], 'ℝ^(batch×2)'],
    [['m+1'], 'ℝᵐ⁺¹'],
    [['m+1', 2], 'ℝ⁽ᵐ⁺¹⁾ˣ²'],
    [['batch+1'], 'ℝ^(batch+1)'],
  ])('%j is %s', (shape, expected) => expect(space(shape)).toBe(expected));
});

describe('signatures', () => {
  it('maps vectors to vectors', () => expect(signature('f', [[2]], [2])).toBe('f : ℝ² → ℝ²'));
  it('keeps scalar arguments apart from a vector', () => expect(signature('g', [[], []], [])).toBe('g : ℝ × ℝ → ℝ'));
  it('writes a function without arguments', () => expect(signature('h', [], [])).toBe('h : () → ℝ'));
});
