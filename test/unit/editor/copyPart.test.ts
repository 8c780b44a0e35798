import { describe, expect, it } from 'vitest';
import { copyPart } from '../../../src/editor/copyPart';
import type { Card, Formula } from '../../../src/worker/protocol';

const formula = (latex: string, text: string, code: string): Formula => ({ latex, text, code });
const card = {
  value: formula('f(x) = x_0^2', 'f(x) = x₀²', 'x[0]**2'),
  derivative: {
    entries: [
      [formula('2x_0', '2x₀', '2*x[0]'), formula('1', '1', '1.0')],
      [formula('x_1', 'x₁', 'x[1]'), formula('x_0', 'x₀', 'x[0]')],
    ],
  },
} as unknown as Card;

describe('a part of a card for the clipboard', () => {
  it('is the function, a row, or an entry', () => {
    expect(copyPart(card, { kind: 'value' }, 'text')).toBe('f(x) = x₀²');
    expect(copyPart(card, { kind: 'row', row: 0 }, 'latex')).toBe('\\begin{bmatrix} 2x_0 & 1 \\end{bmatrix}');
    expect(copyPart(card, { kind: 'row', row: 0 }, 'code')).toBe('[2*x[0], 1.0]');
    expect(copyPart(card, { kind: 'entry', row: 1, column: 0 }, 'code')).toBe('x[1]');
  });

  it('is nothing where the card has no such part', () => {
    expect(copyPart(card, { kind: 'row', row: 2 }, 'text')).toBeNull();
    expect(copyPart(card, { kind: 'entry', row: 0, column: 2 }, 'text')).toBeNull();
    expect(copyPart({ ...card, value: null, derivative: null }, { kind: 'value' }, 'text')).toBeNull();
  });
});
