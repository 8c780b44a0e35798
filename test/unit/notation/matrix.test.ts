import { describe, expect, it } from 'vitest';
import type { Term } from '../../../src/calculus/view/term';
import { formatMatrix, formatScaled } from '../../../src/notation/matrix';
import { formatTerm } from '../../../src/notation/term';

const notation = { digits: 6, indices: 'source' } as const;
const symbol = (name: string): Term => ({ kind: 'symbol', name, variable: name, index: [], node: 0 });
const column = formatMatrix([[formatTerm(symbol('x'), notation)], [formatTerm(symbol('y'), notation)]]);

describe('a factor in front of a matrix', () => {
  it('stands in the middle of its height', () => {
    const made = formatScaled(symbol('k'), column, notation);
    expect(made.text).toBe('k ⎡x⎤\n  ⎣y⎦');
    expect(made.latex).toBe('k \\begin{bmatrix} x \\\\ y \\end{bmatrix}');
    expect(made.code).toBe('k*[[x], [y]]');
  });

  it('has parentheses where it is a sum', () => {
    const made = formatScaled(
      { kind: 'sum', terms: [symbol('p'), { kind: 'negative', operand: symbol('q') }] },
      column,
      notation,
    );
    expect(made.text).toBe('(p − q) ⎡x⎤\n        ⎣y⎦');
    expect(made.latex).toContain('\\left(p - q\\right) \\begin{bmatrix}');
    expect(made.code).toBe('(p - q)*[[x], [y]]');
  });
});
