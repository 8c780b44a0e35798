/** Linear algebra in closed form: determinants and inverses by cofactors, systems by elimination. */
import * as make from '../../calculus/construct';
import type { Graph, NodeId } from '../../calculus/graph';
import { freshArray } from '../arrays';
import { demandArray, demandSameSize, toRankedArray, toCount, toFullArray, unwrap } from '../coercion';
import { closedNumber } from '../constants';
import { asNumber } from '../merge';
import { scalar, tuple } from '../values';
import type { ArrayValue, Value } from '../values';
import { axesFrom, groupsOf } from './axes';
import { singularValues } from './decompositions';
import { primitive } from './binding';
import type { Call, Primitive } from './binding';
import { inner, matrixTimes, numberNodes } from './products';

/** Up to this size determinants are written out by cofactors, beyond it systems are eliminated. */
const LARGEST_COFACTORS = 4;
const LARGEST_SYSTEM = 8;

type Rows = readonly (readonly NodeId[])[];

export function squareRows(call: Call, name: string): NodeId[][] {
  const { context } = call;
  const value = call.value(name);
  if (value.kind === 'scalar') demandArray(context, value, [{ kind: 'rank', rank: 2 }, { kind: 'square' }]);
  const array = toRankedArray(context, value, 2);
  const [m, n] = array.shape as [number, number];
  const input = context.inputs.inputBehind(array);
  if (input !== undefined && m !== n) context.inputs.demandByName(input, [{ kind: 'square' }], context.span);
  if (array.shape.length !== 2 || m !== n)
    return call.refuse(`\`${call.name}\` needs a square matrix, and this one is ${array.shape.join(' × ')}.`);
  const nodes = numberNodes(context.graph, array);
  return Array.from({ length: n }, (_unused, i) => nodes.slice(i * n, (i + 1) * n));
}

const without = (rows: Rows, i: number, j: number): Rows =>
  rows.filter((_row, p) => p !== i).map((row) => row.filter((_node, q) => q !== j));

/** Expansion along the first row. */
export function determinantOf(g: Graph, rows: Rows): NodeId {
  if (rows.length === 0) return g.integer(1);
  const [first] = rows;
  if (rows.length === 1) return first?.[0] as NodeId;
  const terms = (first as readonly NodeId[]).map((node, j) => {
    const minor = make.multiply(g, node, determinantOf(g, without(rows, 0, j)));
    return j % 2 === 0 ? minor : make.negate(g, minor);
  });
  return make.sum(g, terms);
}

/** Gaussian elimination without a search for pivots among symbols: a pivot that is 0 is swapped, others must not be 0. */
export function eliminate(call: Call, matrix: Rows, right: Rows): NodeId[][] {
  const g = call.context.graph;
  const n = matrix.length;
  if (n > LARGEST_SYSTEM && matrix.some((row) => row.some((node) => closedNumber(g, node) === undefined)))
    return call.refuse(`A system of ${n} equations is too large to be solved in symbols.`);
  const a = matrix.map((row, i) => [...row, ...(right[i] as readonly NodeId[])]);
  for (let k = 0; k < n; k += 1) {
    const pivot = a.findIndex((row, i) => i >= k && closedNumber(g, row[k] as NodeId) !== 0);
    if (pivot < 0) return call.refuse('This matrix is singular.');
    [a[k], a[pivot]] = [a[pivot] as NodeId[], a[k] as NodeId[]];
    const top = a[k] as NodeId[];
    for (let i = 0; i < n; i += 1) {
      if (i === k) continue;
      const row = a[i] as NodeId[];
      if (closedNumber(g, row[k] as NodeId) === 0) continue;
      const factor = make.divide(g, row[k] as NodeId, top[k] as NodeId);
      a[i] = row.map((node, j) =>
        j < k ? node : j === k ? g.integer(0) : make.subtract(g, node, make.multiply(g, factor, top[j] as NodeId)),
      );
    }
    call.context.budget.spend(g, call.context.span, n * n);
  }
  return a.map((row, k) => row.slice(n).map((node) => make.divide(g, node, row[k] as NodeId)));
}

/** A⁻¹ = adj(A)/det(A) where that is short. */
function inverseRows(call: Call, rows: Rows): NodeId[][] {
  const g = call.context.graph;
  const n = rows.length;
  if (n > LARGEST_COFACTORS) {
    const unit = rows.map((_row, i) => rows.map((_other, j) => g.integer(i === j ? 1 : 0)));
    return eliminate(call, rows, unit);
  }
  const determinant = determinantOf(g, rows);
  if (closedNumber(g, determinant) === 0) return call.refuse('This matrix is singular.');
  return rows.map((_row, i) =>
    rows.map((_other, j) => {
      const minor = n === 1 ? g.integer(1) : determinantOf(g, without(rows, j, i));
      return make.divide(g, (i + j) % 2 === 0 ? minor : make.negate(g, minor), determinant);
    }),
  );
}

function determinant(call: Call): NodeId {
  const rows = squareRows(call, 'a');
  if (rows.length > 6)
    return call.refuse(`A determinant of a ${rows.length} × ${rows.length} matrix is too long to be written out.`);
  return determinantOf(call.context.graph, rows);
}

function solve(call: Call): Value {
  const { context } = call;
  const g = context.graph;
  const rows = squareRows(call, 'a');
  const b = toRankedArray(context, call.value('b'), 1);
  const n = rows.length;
  if (b.shape[0] !== n) demandSameSize(context, [b, call.array('a')], b.shape[0] as number, n);
  if (b.shape[0] !== n) return call.refuse(`The right side has ${b.shape[0]} rows, the matrix ${n}.`);
  const nodes = numberNodes(g, b);
  const width = nodes.length / n;
  const right = Array.from({ length: n }, (_unused, i) => nodes.slice(i * width, (i + 1) * width));
  const solution =
    n <= 3 ? matrixTimes(g, inverseRows(call, rows).flat(), nodes, n, n, width) : eliminate(call, rows, right).flat();
  return freshArray(solution, b.shape, 'float');
}

function norm(call: Call): Value {
  const { context } = call;
  const g = context.graph;
  const value = call.value('x');
  if (value.kind === 'scalar')
    demandArray(context, value, [
      { kind: 'rank', rank: 1 },
      { kind: 'any', axis: 0 },
    ]);
  const array = toFullArray(context, value);
  const axis = call.optional('axis');
  const axes = axesFrom(context, axis, array);
  const order = call.optional('ord');
  const { groups, shape } = groupsOf(array, axes, call.flag('keepdims', false));
  const isMatrix = axes.length === 2 && order !== undefined;
  const kind =
    order?.kind === 'string' ? order.value : order ? closedNumber(g, asNumber(g, (order as { node: NodeId }).node)) : 2;
  if (isMatrix && kind !== 'fro') return matrixNorm(call, array, kind);
  if (axes.length > 2 && order) return call.refuse('This norm is not understood.');
  const nodes = groups.map((places) =>
    vectorNorm(
      call,
      places.map((place) => asNumber(g, array.buffer.nodes[place] as NodeId)),
      kind === 'fro' ? 2 : kind,
    ),
  );
  return unwrap(freshArray(nodes, shape, 'float'));
}

function vectorNorm(call: Call, nodes: readonly NodeId[], order: number | string | null | undefined): NodeId {
  const g = call.context.graph;
  const sizes = nodes.map((node) => make.abs(g, node));
  const extreme = (name: 'max' | 'min'): NodeId =>
    sizes.slice(1).reduce((a, b) => make.call(g, name, a, b), sizes[0] as NodeId);
  switch (order) {
    case 2:
      return make.call(
        g,
        'sqrt',
        make.sum(
          g,
          nodes.map((node) => make.square(g, node)),
        ),
      );
    case 1:
      return make.sum(g, sizes);
    case Infinity:
      return extreme('max');
    case -Infinity:
      return extreme('min');
    case 0:
      return call.refuse('The number of elements that are not 0 jumps, and has no derivative.');
    default: {
      if (typeof order !== 'number') return call.refuse('This norm is not understood.');
      const p = g.double(order);
      return make.power(
        g,
        make.sum(
          g,
          sizes.map((size) => make.power(g, size, p)),
        ),
        make.divide(g, g.integer(1), p),
      );
    }
  }
}

/** The greatest sum of a column (1) or of a row (∞). */
function matrixNorm(call: Call, array: ArrayValue, order: number | string | null | undefined): Value {
  const g = call.context.graph;
  if ((order === 2 || order === -2 || order === 'nuc') && array.shape.length === 2) {
    const values = singularValues(call, 'x');
    const one = order === 'nuc' ? make.sum(g, values) : values.at(order === 2 ? 0 : -1);
    return scalar(one ?? call.refuse('This norm of an empty matrix is not understood.'));
  }
  if (order !== 1 && order !== Infinity) return call.refuse('This norm of a matrix is not understood.');
  const { groups } = groupsOf(array, [order === 1 ? 0 : 1], false);
  const sums = groups.map((places) =>
    make.sum(
      g,
      places.map((place) => make.abs(g, asNumber(g, array.buffer.nodes[place] as NodeId))),
    ),
  );
  return scalar(sums.slice(1).reduce((a, b) => make.call(g, 'max', a, b), sums[0] as NodeId));
}

/** A = L·Lᵀ; the diagonal's square roots ask for a positive definite A. */
function cholesky(call: Call): Value {
  const g = call.context.graph;
  const rows = squareRows(call, 'a');
  const n = rows.length;
  const lower: NodeId[][] = rows.map(() => new Array<NodeId>(n).fill(g.integer(0)));
  for (let j = 0; j < n; j += 1)
    for (let i = j; i < n; i += 1) {
      const [p, q] = [lower[i] as NodeId[], lower[j] as NodeId[]];
      const rest = make.subtract(g, (rows[i] as NodeId[])[j] as NodeId, inner(g, p.slice(0, j), q.slice(0, j)));
      p[j] = i === j ? make.call(g, 'sqrt', rest) : make.divide(g, rest, q[j] as NodeId);
    }
  const isUpper = call.name.includes('scipy') && !call.flag('lower', false);
  const nodes = isUpper ? lower.flatMap((_row, i) => lower.map((row) => row[i] as NodeId)) : lower.flat();
  return freshArray(nodes, [n, n], 'float');
}

function matrixPower(call: Call): Value {
  const { context } = call;
  const g = context.graph;
  const rows = squareRows(call, 'a');
  const n = rows.length;
  const exponent = toCount(context, call.value('n'), 'The power');
  let result = rows.flatMap((_row, i) => rows.map((_other, j) => g.integer(i === j ? 1 : 0)));
  const base = (exponent < 0 ? inverseRows(call, rows) : rows).flat();
  for (let i = 0; i < Math.abs(exponent); i += 1) result = matrixTimes(g, result, base, n, n, n);
  return freshArray(result, [n, n], 'float');
}

/** (AᵀA)⁻¹Aᵀ for a tall matrix of full rank, Aᵀ(AAᵀ)⁻¹ for a wide one. */
function pseudoInverse(call: Call): Value {
  const { context } = call;
  const g = context.graph;
  const array = toRankedArray(context, call.value('a'), 2);
  const [m, n] = array.shape as [number, number];
  const nodes = numberNodes(g, array);
  const turned = Array.from({ length: n * m }, (_unused, i) => nodes[(i % m) * n + Math.floor(i / m)] as NodeId);
  const rows = (flat: readonly NodeId[], size: number): NodeId[][] =>
    Array.from({ length: size }, (_unused, i) => flat.slice(i * size, (i + 1) * size));
  const result =
    m === n
      ? inverseRows(call, rows(nodes, n)).flat()
      : m > n
        ? matrixTimes(g, inverseRows(call, rows(matrixTimes(g, turned, nodes, n, m, n), n)).flat(), turned, n, n, m)
        : matrixTimes(g, turned, inverseRows(call, rows(matrixTimes(g, nodes, turned, m, n, m), m)).flat(), n, m, m);
  context.notes.add('the pseudo-inverse is taken for a matrix of full rank');
  return freshArray(result, [n, m], 'float');
}

export const linearPrimitives: Readonly<Record<string, Primitive>> = {
  'linalg.det': primitive('a', (call) => scalar(determinant(call))),
  'linalg.slogdet': primitive('a', (call) => {
    const g = call.context.graph;
    const value = determinant(call);
    return tuple([scalar(make.call(g, 'sign', value)), scalar(make.call(g, 'log', make.abs(g, value)))]);
  }),
  'linalg.inv': primitive('a', (call) => {
    const rows = squareRows(call, 'a');
    return freshArray(inverseRows(call, rows).flat(), [rows.length, rows.length], 'float');
  }),
  'linalg.solve': primitive('a, b, assume_a?', solve),
  'linalg.norm': primitive('x, ord?, axis?, keepdims?', norm),
  'linalg.vector_norm': primitive('x, ord?, axis?, keepdims?', norm),
  'linalg.cholesky': primitive('a, lower?', cholesky),
  'scipy.cholesky': primitive('a, lower?', cholesky),
  'linalg.matrix_power': primitive('a, n', matrixPower),
  'linalg.pinv': primitive('a, rcond?', pseudoInverse),
};
