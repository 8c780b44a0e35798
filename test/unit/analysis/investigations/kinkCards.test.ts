import { describe, expect, it } from 'vitest';
import type { KinkCard } from '../../../../src/analysis/investigations/kinkCards';
import { answerTo } from './ask';

const TEXT = `import numpy as np
import math

def mixed(x, y):
    return abs(x) * y + max(x, 3 * y)

def product(x, y):
    return abs(x) * y

def relu(x):
    return np.maximum(x, 0) ** 2 + 5 * np.maximum(x - 1, 0)

def root(x):
    return np.sqrt(x)

def steps(x):
    return np.floor(x) + x ** 2

def huber(r, d):
    if abs(r) <= d:
        return 0.5 * r**2
    return d * (abs(r) - 0.5 * d)

def pieces(x):
    if x < 2:
        return x**2
    return 7 * x - 10

def flipped(x, y):
    return abs(2 * y - 3 * x)

def many(x):
    return np.sum(np.abs(x))

many(np.arange(1.0, 31.0))

def half(x):
    return np.abs(x) + np.sqrt(x)

def smooth(x):
    return x**2

def cusp(t):
    return np.sqrt(abs(t)) + abs(t - 1)

def crossing(x):
    return abs(x[0]) + max(x[0], x[1]) - min(x[1], 0)
`;

const cards = (name: string, point: Record<string, number | number[]>): readonly KinkCard[] =>
  answerTo(TEXT, name, { kind: 'kinkCards', point }).cards;

/** `∂f/∂x: below | above`, in numbers. */
const sides = ({ entries }: KinkCard) =>
  entries?.map(({ column, numbers }) => [column, numbers?.below, numbers?.above]);

describe('a card of a kink', () => {
  it('has slopes that grow without bound with the sign of their side', () => {
    const [cusp, ...others] = cards('cusp', { t: 0.25 }).filter(({ where }) => where.text === 't = 0');
    expect(cusp?.kind).toBe('vertical');
    expect(cusp && sides(cusp)).toEqual([[0, '-Infinity', 'Infinity']]);
    expect(others).toEqual([]);
  });

  it('has the derivatives beside it where it meets another kink', () => {
    // Nearest on x₁ = 0 is (0, 0), where x₀ = x₁, too. There, along x₁: 0 + 1 below, 1 − 0 above.
    const [flat] = cards('crossing', { x: [0, 1] }).filter(({ where }) => where.text === 'x₁ = 0');
    expect(flat && sides(flat)).toEqual([[1, -1, 1]]);
  });

  it('has the derivatives on both sides, and the nearest comes first', () => {
    // f = |x| y + max(x, 3y). On x = 0 (y = 1): ∂f/∂x = ∓y. On x = 3y: ∂f/∂x gains 1, ∂f/∂y loses 3.
    const found = cards('mixed', { x: 0.5, y: 1 });
    expect(found.map(({ where }) => where.text)).toEqual(['x = 0', 'x = 3y']);
    expect(found.map(({ part }) => part?.text)).toEqual(['|x|', 'max(x, 3y)']);
    expect(found[0]?.distance).toBe(0.5);
    expect(sides(found[0] as KinkCard)).toEqual([[0, -1, 1]]);
    // |x − 3y| / √10
    expect(found[1]?.distance).toBeCloseTo(2.5 / Math.sqrt(10), 12);
    const side = found[1]?.side.text;
    const signed = side === 'x − 3y' ? 1 : -1;
    const [byX, byY] = found[1]?.entries ?? [];
    // At the nearest point, x = 0.75 and y = 0.25: |x| y gives 0.25 and 0.75.
    const atX = [byX?.numbers?.below as number, byX?.numbers?.above as number];
    const atY = [byY?.numbers?.below as number, byY?.numbers?.above as number];
    expect(signed * ((atX[1] as number) - (atX[0] as number))).toBeCloseTo(1, 12);
    expect(signed * ((atY[1] as number) - (atY[0] as number))).toBeCloseTo(-3, 12);
    expect(Math.min(...atX)).toBeCloseTo(0.25, 12);
    expect(Math.min(...atY)).toBeCloseTo(0.75, 12);
  });

  it('has formulas where they are short', () => {
    const [only] = cards('product', { x: 0.5, y: 2 });
    const [entry] = only?.entries ?? [];
    expect([entry?.below?.text, entry?.above?.text]).toEqual(['−y', 'y']);
    expect(sides(only as KinkCard)).toEqual([[0, -2, 2]]);
  });

  it('says what automatic differentiation returns', () => {
    const [first] = cards('mixed', { x: 0.5, y: 1 });
    expect(first?.conventions?.systems).toContainEqual({ system: 'PyTorch', returns: '0' });
  });

  it('is none of a square that is smooth after all', () => {
    // max(x, 0)² has the slope 0 on both sides of 0; 5 max(x − 1, 0) goes from 0 to 5, beside 2x = 2.
    const [atOne, ...others] = cards('relu', { x: 0.9 });
    expect(atOne?.distance).toBeCloseTo(0.1, 12);
    expect(sides(atOne as KinkCard)).toEqual([[0, 2, 7]]);
    expect(others).toEqual([]);
  });

  it('of a function that branches', () => {
    const [only] = cards('pieces', { x: 1 });
    expect(only?.kind).toBe('kink');
    expect(only?.distance).toBe(1);
    expect(sides(only as KinkCard)).toEqual([[0, 4, 7]]);
    expect(only?.conventions?.note).toContain('the branch that the condition selects');
  });

  it('knows a negative multiple of the expression', () => {
    const [only] = cards('flipped', { x: 1, y: 1 });
    const sign = only?.side.text === '2y − 3x' ? 1 : -1;
    expect(sides(only as KinkCard)).toEqual([
      [0, 3 * sign, -3 * sign],
      [1, -2 * sign, 2 * sign],
    ]);
  });

  it('of a vertical tangent, and of jumps', () => {
    expect(cards('root', { x: 4 }).map(({ kind, where, distance }) => [kind, where.text, distance])).toEqual([
      ['vertical', 'x = 0', 4],
    ]);
    const [jump] = cards('steps', { x: 2.25 });
    expect(jump?.kind).toBe('jump');
  });

  it('of which one side is outside the domain says so', () => {
    const [border] = cards('half', { x: 1 });
    // 1 + 1/(2√x) goes to ∞ from above; below, √x is not defined.
    expect(sides(border as KinkCard)).toEqual([[0, 'NaN', 'Infinity']]);
  });

  it('is on the place where the point is', () => {
    expect(cards('mixed', { x: 0, y: 1 })[0]).toMatchObject({ distance: 0 });
  });

  it('of which there are many: the nearest', () => {
    const { cards: shown, more } = answerTo(TEXT, 'many', { kind: 'kinkCards', point: null });
    expect(shown.map(({ distance }) => distance)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(more).toBe(18);
  });

  it('is missing where the function is smooth', () => {
    expect(cards('smooth', { x: 1 })).toEqual([]);
    expect(cards('huber', { r: 0.5, d: 1 }).every(({ entries }) => entries !== null)).toBe(true);
  });
});
