/** Values of matrix notation at concrete sizes: what is shown is checked with this before anyone sees it. */
import { functionRows } from '../functions/table';
import { namedConstants } from '../operations';
import type { MatrixTerm } from './matrixTerm';
import type { Size } from './tensors';

/** Row-major; a vector has one column, a number is 1 × 1. */
export interface Dense {
  readonly rows: number;
  readonly columns: number;
  readonly values: readonly number[];
}

export interface Surroundings {
  readonly variables: ReadonlyMap<string, Dense>;
  readonly sizes: ReadonlyMap<string, number>;
}

const rowsByName = new Map(functionRows.map((row) => [row.name, row]));

export function evaluateMatrix(term: MatrixTerm, around: Surroundings): Dense {
  const of = (part: MatrixTerm): Dense => evaluateMatrix(part, around);
  const size = (one: Size): number => (typeof one === 'number' ? one : (around.sizes.get(one) ?? NaN));
  switch (term.kind) {
    case 'name':
      return around.variables.get(term.name) ?? number(NaN);
    case 'number':
      return number(
        term.term.kind === 'number'
          ? term.term.value
          : (namedConstants.find(({ name }) => name === (term.term as { name: string }).name)?.value ?? NaN),
      );
    case 'size':
      return number(size(term.size));
    case 'ones':
      return filled(size(term.size), 1, () => 1);
    case 'unit':
      return filled(size(term.size), size(term.size), (i, j) => Number(i === j));
    case 'sum':
      return each(term.terms.map(of), (...values) => values.reduce((a, b) => a + b, 0));
    case 'negative':
      return each([of(term.operand)], (x) => -x);
    case 'scaled':
      return each([of(term.factor), of(term.operand)], (a, b) => a * b);
    case 'elementwise':
      return each(term.factors.map(of), (...values) => values.reduce((a, b) => a * b, 1));
    case 'quotient':
      return each([of(term.numerator), of(term.denominator)], (a, b) => a / b);
    case 'power':
      return each([of(term.base), of(term.exponent)], (a, b) => a ** b);
    case 'product':
      return term.factors.map(of).reduce(times);
    case 'transpose': {
      const inner = of(term.operand);
      return filled(inner.columns, inner.rows, (i, j) => inner.values[j * inner.columns + i] as number);
    }
    case 'call': {
      const row = rowsByName.get(term.name);
      return each(term.arguments.map(of), (x = NaN, y = NaN, z = NaN) => row?.value(x, y, z) ?? NaN);
    }
    case 'softmax': {
      const inner = of(term.operand);
      const isVector = term.rank === 1;
      const sums = isVector
        ? [inner.values.reduce((sum, x) => sum + Math.exp(x), 0)]
        : Array.from({ length: inner.rows }, (_unused, i) =>
            inner.values.slice(i * inner.columns, (i + 1) * inner.columns).reduce((sum, x) => sum + Math.exp(x), 0),
          );
      return filled(
        inner.rows,
        inner.columns,
        (i, j) => Math.exp(inner.values[i * inner.columns + j] as number) / (sums[isVector ? 0 : i] as number),
      );
    }
    case 'indicator':
      return each([of(term.left), of(term.right)], (a, b) => Number(holds(term.relation, a, b)));
    case 'inverse':
      return inverse(of(term.operand));
    case 'determinant':
      return number(eliminated(of(term.operand)).determinant);
    case 'trace': {
      const { values, columns, rows } = of(term.operand);
      return number(
        Array.from({ length: rows }, (_unused, i) => values[i * columns + i] as number).reduce((a, b) => a + b, 0),
      );
    }
    case 'diagonalMatrix': {
      const { values } = of(term.operand);
      return filled(values.length, values.length, (i, j) => (i === j ? (values[i] as number) : 0));
    }
    case 'diagonal': {
      const { values, columns, rows } = of(term.operand);
      return filled(rows, 1, (i) => values[i * columns + i] as number);
    }
    case 'mean': {
      const { values } = of(term.operand);
      return number(values.reduce((sum, x) => sum + x, 0) / values.length);
    }
    case 'norm':
      return number(Math.sqrt(of(term.operand).values.reduce((sum, x) => sum + x * x, 0)));
  }
}

const number = (value: number): Dense => ({ rows: 1, columns: 1, values: [value] });

const filled = (rows: number, columns: number, value: (i: number, j: number) => number): Dense => ({
  rows,
  columns,
  values: Array.from({ length: rows * columns }, (_unused, k) => value(Math.floor(k / columns), k % columns)),
});

/** Elementwise on arrays of one shape and numbers; NaN everywhere where the shapes differ. */
function each(operands: readonly Dense[], operation: (...values: number[]) => number): Dense {
  const shape = operands.find(({ values }) => values.length !== 1) ?? operands[0] ?? number(NaN);
  const fits = operands.every(
    ({ rows, columns, values }) => values.length === 1 || (rows === shape.rows && columns === shape.columns),
  );
  return filled(shape.rows, shape.columns, (i, j) =>
    fits
      ? operation(...operands.map(({ values }) => values[values.length === 1 ? 0 : i * shape.columns + j] as number))
      : NaN,
  );
}

function times(a: Dense, b: Dense): Dense {
  return filled(a.rows, b.columns, (i, j) => {
    if (a.columns !== b.rows) return NaN;
    let sum = 0;
    for (let k = 0; k < a.columns; k += 1)
      sum += (a.values[i * a.columns + k] as number) * (b.values[k * b.columns + j] as number);
    return sum;
  });
}

function holds(relation: '<' | '≤' | '=' | '≠' | '>' | '≥', a: number, b: number): boolean {
  switch (relation) {
    case '<':
      return a < b;
    case '≤':
      return a <= b;
    case '=':
      return a === b;
    case '≠':
      return a !== b;
    case '>':
      return a > b;
    case '≥':
      return a >= b;
  }
}

/** Gauss and Jordan with row pivots. */
function eliminated({ rows: n, values }: Dense): { determinant: number; inverse: number[][] } {
  const a = Array.from({ length: n }, (_unused, i) => [
    ...values.slice(i * n, (i + 1) * n),
    ...Array.from({ length: n }, (_none, j) => Number(i === j)),
  ]);
  let determinant = 1;
  for (let k = 0; k < n; k += 1) {
    let pivot = k;
    for (let i = k + 1; i < n; i += 1)
      if (Math.abs((a[i] as number[])[k] as number) > Math.abs((a[pivot] as number[])[k] as number)) pivot = i;
    if (pivot !== k) determinant = -determinant;
    [a[k], a[pivot]] = [a[pivot] as number[], a[k] as number[]];
    const top = a[k] as number[];
    const first = top[k] as number;
    determinant *= first;
    for (let j = 0; j < 2 * n; j += 1) top[j] = (top[j] as number) / first;
    for (let i = 0; i < n; i += 1) {
      if (i === k) continue;
      const row = a[i] as number[];
      const factor = row[k] as number;
      for (let j = 0; j < 2 * n; j += 1) row[j] = (row[j] as number) - factor * (top[j] as number);
    }
  }
  return { determinant, inverse: a.map((row) => row.slice(n)) };
}

function inverse(matrix: Dense): Dense {
  return { ...matrix, values: eliminated(matrix).inverse.flat() };
}
