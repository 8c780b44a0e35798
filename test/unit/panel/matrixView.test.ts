import { describe, expect, test } from 'vitest';
import { MatrixView, NO_CHOICE } from '../../../src/panel/matrixView';
import type { Derivative, Formula } from '../../../src/worker/protocol';

const named = (text: string): Formula => ({ latex: text, text, code: text });

/** Entries are named by their place in the card: `12` is row 1, column 2. */
function derivative(kind: Derivative['kind'], shape: readonly number[]): Derivative {
  const m = kind === 'gradient' ? 1 : (shape[0] ?? 1);
  const n = kind === 'gradient' ? (shape[0] ?? 1) : (shape[1] ?? 1);
  const rows = Array.from({ length: m }, (_, i) => i);
  const columns = Array.from({ length: n }, (_, j) => j);
  return {
    kind,
    shape,
    symbol: named('J'),
    wrt: ['x'],
    rows: rows.map((i) => named(`f${i}`)),
    columns: columns.map((j) => named(`x${j}`)),
    entries: rows.map((i) => columns.map((j) => named(`${i}${j}`))),
    matrix: null,
    equation: null,
    definitions: [],
    nonZeros: [[0, n - 1]],
    nonZeroCount: 1,
    structure: '',
    conditions: [],
    kinks: [],
    operations: 0,
    code: '',
  };
}

describe('a Jacobian', () => {
  const view = new MatrixView(derivative('jacobian', [2, 3]));

  test('stands as it is', () => {
    expect([view.rows, view.columns]).toEqual([2, 3]);
    expect(view.entry(1, 2)?.text).toBe('12');
    expect(view.entry(2, 0)).toBeNull();
    expect(view.rowNames?.map(({ text }) => text)).toEqual(['f0', 'f1']);
    expect(view.columnNames?.map(({ text }) => text)).toEqual(['x0', 'x1', 'x2']);
    const numbers = [
      [1, 2, 3],
      [4, 'NaN', 6],
    ] as const;
    expect(view.number(numbers, 1, 1)).toBe('NaN');
    expect(view.number(null, 1, 1)).toBeNull();
    expect(view.number([[1]], 1, 1)).toBeNull();
  });

  test('a header stands for its whole row or column', () => {
    const row = view.choiceAt({ row: 1, column: -1 });
    expect(row).toEqual({ row: 1, column: null });
    expect(view.isChosen({ row: 1, column: 2 }, row)).toBe(true);
    expect(view.isChosen({ row: 1, column: -1 }, row)).toBe(true);
    expect(view.isChosen({ row: 0, column: 2 }, row)).toBe(false);
    const column = view.choiceAt({ row: -1, column: 0 });
    expect(column).toEqual({ row: null, column: 0 });
    expect(view.isChosen({ row: -1, column: 0 }, column)).toBe(true);
    expect(view.isChosen({ row: -1, column: 1 }, column)).toBe(false);
    expect(view.isChosen({ row: 0, column: 0 }, NO_CHOICE)).toBe(false);
  });

  test('a choice that is not in it is none', () => {
    expect(view.valid({ row: 1, column: 2 })).toEqual({ row: 1, column: 2 });
    expect(view.valid({ row: 2, column: null })).toBe(NO_CHOICE);
    expect(view.valid({ row: 0, column: 3 })).toBe(NO_CHOICE);
  });
});

describe('a gradient', () => {
  const view = new MatrixView(derivative('gradient', [3]));

  test('stands as a column shaped like x', () => {
    expect([view.rows, view.columns]).toEqual([3, 1]);
    expect(view.entry(2, 0)?.text).toBe('02');
    expect(view.rowNames?.map(({ text }) => text)).toEqual(['x0', 'x1', 'x2']);
    expect(view.columnNames).toBeNull();
    expect(view.number([7, 8, 9], 2, 0)).toBe(9);
    expect(view.nonZeros).toEqual([[2, 0]]);
  });

  test('each of its cells and headers is one partial derivative', () => {
    expect(view.choiceAt({ row: 2, column: 0 })).toEqual({ row: 0, column: 2 });
    expect(view.choiceAt({ row: 2, column: -1 })).toEqual({ row: 0, column: 2 });
    expect(view.cellOf({ row: 0, column: 2 })).toEqual({ row: 2, column: 0 });
    expect(view.valid({ row: 0, column: 3 })).toBe(NO_CHOICE);
  });
});

test('a single derivative has nothing to tell apart', () => {
  const view = new MatrixView(derivative('derivative', []));
  expect([view.rows, view.columns, view.rowNames, view.columnNames]).toEqual([1, 1, null, null]);
  expect(view.entry(0, 0)?.text).toBe('00');
  expect(view.number(2.5, 0, 0)).toBe(2.5);
});
