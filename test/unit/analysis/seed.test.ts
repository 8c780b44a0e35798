/** The example that everything starts from, from text to card. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openPython } from './open';

const seed = openPython(readFileSync('examples/seed.py', 'utf8'));

const texts = (entries: readonly (readonly { text: string }[])[] | null | undefined): string[][] | undefined =>
  entries?.map((row) => row.map((entry) => entry.text));

describe('examples/seed.py', () => {
  it('has four functions, all of them mathematics', () => {
    expect(seed.outline().map((entry) => [entry.function, entry.differentiable])).toEqual([
      ['f', true],
      ['f1', true],
      ['jacobian_f', true],
      ['gradient_f1', true],
    ]);
  });

  it('gives f its Jacobian', () => {
    const card = seed.card('f');
    expect(card.signature).toBe('f : ℝ² → ℝ²');
    expect(card.status).toBe('differentiated');
    expect(card.derivative?.kind).toBe('jacobian');
    expect(texts(card.derivative?.entries)).toEqual([
      ['2x₀', '1'],
      ['x₁', 'x₀'],
    ]);
    expect(card.derivative?.entries?.flat().map((entry) => entry.code)).toEqual(['2*x[0]', '1', 'x[1]', 'x[0]']);
  });

  it('gives its numbers at the point that the file has', () => {
    expect(seed.card('f').at).toMatchObject([
      {
        point: { x: [1, 2] },
        origin: 'file',
        value: [3, 2],
        derivative: [
          [2, 1],
          [2, 1],
        ],
        reason: null,
      },
    ]);
  });

  it('gives f1 its gradient, which is the first row', () => {
    const card = seed.card('f1');
    expect(card.signature).toBe('f1 : ℝ² → ℝ');
    expect(card.derivative?.kind).toBe('gradient');
    expect(card.derivative?.shape).toEqual([2]);
    expect(texts(card.derivative?.entries)).toEqual([['2x₀', '1']]);
    expect(card.at[0]).toMatchObject({ value: 3, derivative: [2, 1] });
  });

  it('proves the hand-written derivatives', () => {
    expect(seed.checks('f')).toMatchObject([{ function: 'jacobian_f', verdict: 'proved', entries: [] }]);
    expect(seed.checks('f1')).toMatchObject([{ function: 'gradient_f1', verdict: 'proved', entries: [] }]);
  });

  it('counts indices from 1 where that is asked for', () => {
    const fromOne = openPython(readFileSync('examples/seed.py', 'utf8'), { indices: 'one' });
    expect(texts(fromOne.card('f').derivative?.entries)).toEqual([
      ['2x₁', '1'],
      ['x₂', 'x₁'],
    ]);
  });

  it('gives f1 its Hessian', () => {
    const card = seed.card('f1', { order: 2 });
    expect(card.derivative?.kind).toBe('hessian');
    expect(texts(card.derivative?.entries)).toEqual([
      ['2', '0'],
      ['0', '0'],
    ]);
  });

  it('writes the derivative as a function of the language', () => {
    expect(seed.card('f').derivative?.code).toBe(
      'def jacobian_f(x):\n    return np.array([[2*x[0], 1], [x[1], x[0]]])',
    );
  });
});
