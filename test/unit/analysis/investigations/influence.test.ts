import { describe, expect, it } from 'vitest';
import type { Position, Range } from '../../../../src/languages/source';
import { answerTo } from './ask';

const TEXT = `import numpy as np

# two lines above the functions

def f(x, y):
    a = x**2 + 3 * x
    return a * np.sin(y) + y

def chain(x):
    s = np.sum(x**2)
    return np.sqrt(s) + x[0]

chain(np.array([3.0, 4.0]))

def pair(x, y):
    return np.array([x * y, y**3, x])

def identity(x):
    return x
`;

const slice = ({ start, end }: Range): string =>
  TEXT.split('\n')[start.line]?.slice(start.character, end.character) ?? '';

function positionOf(text: string, inside = text): Position {
  const offset = TEXT.indexOf(text) + text.indexOf(inside);
  const before = TEXT.slice(0, offset).split('\n');
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}

const shares = (
  name: string,
  point: Record<string, number | number[]> | null,
  row: number,
  column: number,
  order: 1 | 2 = 1,
) =>
  answerTo(TEXT, name, { kind: 'influence', point, row, column, order }, { order }).expressions.map(
    ({ range, share }) => [slice(range), Number(share.toFixed(12))] as const,
  );

describe('where an entry comes from', () => {
  it('is told by what the innermost expressions contribute to it', () => {
    // ∂f/∂x = (2x + 3) sin y: at x = 1, 2/5 through x² and 3/5 through 3x.
    expect(shares('f', { x: 1, y: 0.5 }, 0, 0)).toEqual([
      ['3 * x', 0.6],
      ['x**2', 0.4],
    ]);
    // ∂f/∂y = a cos y + 1 with a = 4 at x = 1: at y = 0, 4/5 through sin y and 1/5 through y itself, whose innermost
    // expression is the sum.
    expect(shares('f', { x: 1, y: 0 }, 0, 1)).toEqual([
      ['np.sin(y)', 0.8],
      ['a * np.sin(y) + y', 0.2],
    ]);
  });

  it('opposite contributions count by their sizes', () => {
    // 2x + 3 at x = −3: −6 and 3.
    expect(shares('f', { x: -3, y: 1 }, 0, 0)).toEqual([
      ['x**2', Number((2 / 3).toFixed(12))],
      ['3 * x', Number((1 / 3).toFixed(12))],
    ]);
  });

  it('goes through loops of a library function to the expression that the source has', () => {
    // ∂/∂x₀ (‖x‖ + x₀) at (3, 4): 3/5 through x², 1 through x₀ in the sum.
    expect(shares('chain', null, 0, 0)).toEqual([
      ['np.sqrt(s) + x[0]', 0.625],
      ['x**2', 0.375],
    ]);
    expect(shares('chain', null, 0, 1)).toEqual([['x**2', 1]]);
  });

  it('of a second derivative: contributions to the first, differentiated again', () => {
    // ∂²f/∂x² = 2 sin y through x² alone; ∂²f/∂x∂y = (2x + 3) cos y as the first derivative.
    expect(shares('f', { x: 1, y: 0.5 }, 0, 0, 2)).toEqual([['x**2', 1]]);
    expect(shares('f', { x: 1, y: 0.5 }, 0, 1, 2)).toEqual([
      ['3 * x', 0.6],
      ['x**2', 0.4],
    ]);
  });

  it('of what is returned as it is', () => {
    expect(shares('pair', { x: 1, y: 2 }, 2, 0).map(([, share]) => share)).toEqual([1]);
    expect(shares('identity', { x: 1 }, 0, 0)).toEqual([['x', 1]]);
    expect(shares('pair', { x: 1, y: 2 }, 1, 0)).toEqual([]);
  });
});

describe('what an expression has a part in', () => {
  const at = (name: string, position: Position, point: Record<string, number> | null = null) => {
    const { range, rows, columns } = answerTo(TEXT, name, { kind: 'influenced', point, position, order: 1 });
    return [range && slice(range), rows, columns];
  };

  it('is the outputs that it reaches by the variables that reach it', () => {
    const point = { x: 1, y: 2 };
    expect(at('pair', positionOf('x * y'), point)).toEqual(['x * y', [0], [0, 1]]);
    expect(at('pair', positionOf('y**3', '3'), point)).toEqual(['y**3', [1], [1]]);
    expect(at('f', positionOf('3 * x', '*'), { x: 1, y: 1 })).toEqual(['3 * x', [0], [0]]);
  });

  it('is nothing outside of the function', () => {
    expect(at('f', { line: 2, character: 3 }, { x: 1, y: 1 })).toEqual([null, [], []]);
  });
});
