/** Eigenvalues, singular values, QR, least squares, the matrix exponential: of small matrices, in closed form. */
import * as make from '../../calculus/construct';
import type { Graph, NodeId } from '../../calculus/graph';
import { elementsOf, freshArray } from '../arrays';
import { isTrue } from '../../calculus/conditions';
import { toCondition, toRankedArray } from '../coercion';
import { closedNumber } from '../constants';
import { unknown } from '../context';
import { asNumber } from '../merge';
import { RecordObject, scalar, tuple } from '../values';
import type { Value } from '../values';
import { primitive } from './binding';
import type { Call, Primitive } from './binding';
import { callPrimitive } from './call';
import { determinantOf, eliminate, squareRows } from './linear';
import { inner, matrixTimes } from './products';

type Rows = readonly (readonly NodeId[])[];

const at = (rows: Rows, i: number, j: number): NodeId => (rows[i] as readonly NodeId[])[j] as NodeId;

const rowsFrom = (nodes: readonly NodeId[], width: number): NodeId[][] =>
  Array.from({ length: nodes.length / width }, (_unused, i) => nodes.slice(i * width, (i + 1) * width));

/** The matrix, of any two sizes. */
function matrixRows(call: Call, name: string): NodeId[][] {
  const array = toRankedArray(call.context, call.value(name), 2);
  if (array.shape.length !== 2) return call.refuse(`\`${call.name}\` is understood for one matrix.`);
  return rowsFrom(
    elementsOf(array).map((node) => asNumber(call.context.graph, node)),
    array.shape[1] as number,
  );
}

const transposed = (rows: Rows): NodeId[][] => (rows[0] ?? []).map((_node, j) => rows.map((_row, i) => at(rows, i, j)));

/**
 * The eigenvalues of a symmetric matrix, rising. Two by two from the trace and the determinant; three by three from
 * Cardano's formula with the angle (Smith 1961, Comm. ACM 4(4), 168).
 */
function symmetricEigenvalues(call: Call, rows: Rows): NodeId[] {
  const g = call.context.graph;
  const n = rows.length;
  const isDiagonal = rows.every((row, i) => row.every((node, j) => i === j || closedNumber(g, node) === 0));
  if (n === 1) return [at(rows, 0, 0)];
  if (isDiagonal && rows.every((row, i) => closedNumber(g, row[i] as NodeId) !== undefined))
    return rows.map((row, i) => row[i] as NodeId).sort((a, b) => (closedNumber(g, a) ?? 0) - (closedNumber(g, b) ?? 0));
  const half = make.fraction(g, 1, 2);
  if (n === 2) {
    const middle = make.multiply(g, half, make.add(g, at(rows, 0, 0), at(rows, 1, 1)));
    const difference = make.multiply(g, half, make.subtract(g, at(rows, 0, 0), at(rows, 1, 1)));
    const radius = make.call(g, 'sqrt', make.add(g, make.square(g, difference), make.square(g, at(rows, 1, 0))));
    return [make.subtract(g, middle, radius), make.add(g, middle, radius)];
  }
  if (n !== 3)
    return call.refuse(`The eigenvalues of a ${n} × ${n} matrix have no formula: up to 3 × 3 they are written out.`);
  const q = make.divide(
    g,
    make.sum(
      g,
      [0, 1, 2].map((i) => at(rows, i, i)),
    ),
    g.integer(3),
  );
  const deviation = rows.map((row, i) => row.map((node, j) => (i === j ? make.subtract(g, node, q) : node)));
  const squares = make.sum(
    g,
    deviation.flat().map((node) => make.square(g, node)),
  );
  const p = make.call(g, 'sqrt', make.divide(g, squares, g.integer(6)));
  const r = make.divide(g, determinantOf(g, deviation), make.multiply(g, g.integer(2), make.power(g, p, g.integer(3))));
  const angle = make.divide(g, make.call(g, 'acos', r), g.integer(3));
  const turn = make.divide(g, make.multiply(g, g.integer(2), make.constant(g, 'pi')), g.integer(3));
  const root = (shift: NodeId): NodeId =>
    make.add(g, q, make.multiply(g, make.multiply(g, g.integer(2), p), make.call(g, 'cos', shift)));
  const [largest, smallest] = [root(angle), root(make.add(g, angle, turn))];
  const middle = make.subtract(g, make.subtract(g, make.multiply(g, g.integer(3), q), largest), smallest);
  return [smallest, middle, largest];
}

/** LAPACK reads one triangle of a symmetric matrix: the lower one unless told otherwise. */
function symmetricRows(call: Call): NodeId[][] {
  const rows = squareRows(call, 'a');
  const given = call.optional('UPLO') ? call.text('UPLO') : call.flag('lower', true) ? 'L' : 'U';
  return rows.map((row, i) =>
    row.map((_node, j) =>
      given === 'L' ? at(rows, Math.max(i, j), Math.min(i, j)) : at(rows, Math.min(i, j), Math.max(i, j)),
    ),
  );
}

const vectorOf = (nodes: readonly NodeId[]): Value => freshArray([...nodes], [nodes.length], 'float');

/** √ of the eigenvalues of AᵀA, or of AAᵀ where that is smaller; falling. */
export function singularValues(call: Call, name = 'a'): NodeId[] {
  const g = call.context.graph;
  const rows = matrixRows(call, name);
  const side = rows.length <= (rows[0]?.length ?? 0) ? rows : transposed(rows);
  const gram = side.map((a) => side.map((b) => inner(g, a, b)));
  return symmetricEigenvalues(call, gram)
    .reverse()
    .map((value) => make.call(g, 'sqrt', value));
}

const undetermined = (call: Call, what: string): Value =>
  unknown(call.context, `${what} are determined up to their signs only: which the library takes is not known.`);

/**
 * Householder's reflections as LAPACK makes them (dgeqrf): each makes a column's head −sign(a)·‖column‖.
 *
 * @returns Q of as many columns as wanted, and R.
 */
function orthogonalised(call: Call): { q: NodeId[][]; r: NodeId[][] } {
  const g = call.context.graph;
  const a = matrixRows(call, 'a');
  const [m, n] = [a.length, a[0]?.length ?? 0];
  if (Math.max(m, n) > 4) return call.refuse('A QR factorisation is written out up to 4 × 4.');
  let r: NodeId[][] = a.map((row) => [...row]);
  let q: NodeId[][] = a.map((_row, i) => a.map((_other, j) => g.integer(i === j ? 1 : 0)));
  for (let k = 0; k < Math.min(m - 1, n); k += 1) {
    const column = r.map((row, i) => (i < k ? g.integer(0) : (row[k] as NodeId)));
    const below = column.slice(k + 1);
    // A column that is in order already is left as it is.
    if (below.every((node) => closedNumber(g, node) === 0)) continue;
    const head = column[k] as NodeId;
    const length = make.call(
      g,
      'sqrt',
      make.sum(
        g,
        column.slice(k).map((node) => make.square(g, node)),
      ),
    );
    const isNegative = make.less(g, head, g.integer(0));
    const target = make.select(g, isNegative, length, make.negate(g, length));
    const v = column.map((node, i) => (i === k ? make.subtract(g, node, target) : node));
    const half = make.divide(
      g,
      make.sum(
        g,
        v.map((node) => make.square(g, node)),
      ),
      g.integer(2),
    );
    const reflect = (x: readonly NodeId[]): NodeId[] => {
      const share = make.divide(g, inner(g, v, x), half);
      return x.map((node, i) => make.subtract(g, node, make.multiply(g, share, v[i] as NodeId)));
    };
    r = transposed(transposed(r).map((x, j) => (j < k ? x : reflect(x))));
    r = r.map((row, i) => row.map((node, j) => (j === k ? (i === k ? target : i > k ? g.integer(0) : node) : node)));
    q = q.map((row) => reflect(row));
    call.context.budget.spend(g, call.context.span, m * n);
  }
  return { q, r };
}

function qr(call: Call): Value {
  const mode = call.text('mode') ?? (call.name.includes('scipy') ? 'full' : 'reduced');
  const { q, r } = orthogonalised(call);
  const [m, n] = [r.length, r[0]?.length ?? 0];
  const k = mode === 'reduced' || mode === 'economic' || mode === 'r' ? Math.min(m, n) : m;
  const upper = freshArray(r.slice(0, k).flat(), [k, n], 'float');
  if (mode === 'r') return call.name.includes('scipy') ? tuple([upper]) : upper;
  return tuple([
    freshArray(
      q.flatMap((row) => row.slice(0, k)),
      [m, k],
      'float',
    ),
    upper,
  ]);
}

/** The solution of AᵀA·x = Aᵀb: for a matrix of full column rank. */
function leastSquares(call: Call): Value {
  const { context } = call;
  const g = context.graph;
  const a = matrixRows(call, 'a');
  const b = toRankedArray(context, call.value('b'), 1);
  const [m, n] = [a.length, a[0]?.length ?? 0];
  if (m < n) return call.refuse('`lstsq` is understood for as many equations as unknowns, or more.');
  if (b.shape[0] !== m) return call.refuse(`The right side has ${b.shape[0]} rows, the matrix ${m}.`);
  const right = elementsOf(b).map((node) => asNumber(g, node));
  const width = right.length / m;
  const turned = transposed(a).flat();
  const normal = rowsFrom(matrixTimes(g, turned, a.flat(), n, m, n), n);
  const side = rowsFrom(matrixTimes(g, turned, right, n, m, width), width);
  const solution = eliminate(call, normal, side).flat();
  context.notes.add('least squares are taken for a matrix of full rank');
  const x = freshArray(solution, b.shape.length === 1 ? [n] : [n, width], 'float');
  const fitted = matrixTimes(g, a.flat(), solution, m, n, width);
  const errors = right.map((node, i) => make.subtract(g, node, fitted[i] as NodeId));
  const sums = Array.from({ length: width }, (_unused, j) =>
    make.sum(
      g,
      errors.flatMap((node, i) => (i % width === j ? [make.square(g, node)] : [])),
    ),
  );
  const residuals = freshArray(m > n ? sums : [], [m > n ? width : 0], 'float');
  return tuple([x, residuals, scalar(g.integer(n), 'int'), undetermined(call, 'Singular values of a system')]);
}

const isZero = (g: Graph, node: NodeId): boolean => closedNumber(g, node) === 0;

/** Whether all below (or above) the diagonal, the diagonal included, is 0: then a power of the matrix is 0. */
const isNilpotent = (g: Graph, rows: Rows): boolean =>
  rows.every((row, i) => row.every((node, j) => j > i || isZero(g, node))) ||
  rows.every((row, i) => row.every((node, j) => j < i || isZero(g, node)));

const isSkew = (g: Graph, rows: Rows): boolean =>
  rows.every((row, i) => row.every((node, j) => (i === j ? isZero(g, node) : node === make.negate(g, at(rows, j, i)))));

function identityPlus(g: Graph, n: number, terms: readonly (readonly [NodeId, Rows])[]): NodeId[] {
  return Array.from({ length: n * n }, (_unused, k) => {
    const [i, j] = [Math.floor(k / n), k % n];
    const parts = terms.map(([factor, rows]) => make.multiply(g, factor, at(rows, i, j)));
    return make.sum(g, [g.integer(i === j ? 1 : 0), ...parts]);
  });
}

/** eᴬ in closed form: diagonal, nilpotent, a rotation of three (Rodrigues 1840), two by two (Cayley–Hamilton). */
function exponential(call: Call): Value {
  const g = call.context.graph;
  const rows = squareRows(call, 'a');
  const n = rows.length;
  const give = (nodes: readonly NodeId[]): Value => freshArray([...nodes], [n, n], 'float');
  if (rows.every((row, i) => row.every((node, j) => i === j || isZero(g, node))))
    return give(rows.flatMap((row, i) => row.map((node, j) => (i === j ? make.call(g, 'exp', node) : g.integer(0)))));
  const times = (a: Rows, b: Rows): NodeId[][] => rowsFrom(matrixTimes(g, a.flat(), b.flat(), n, n, n), n);
  if (isNilpotent(g, rows)) {
    const terms: (readonly [NodeId, Rows])[] = [];
    let power: Rows = rows;
    for (let k = 1, factorial = 1; k < n; k += 1, factorial *= k) {
      terms.push([make.fraction(g, 1, factorial), power]);
      power = times(power, rows);
    }
    return give(identityPlus(g, n, terms));
  }
  if (n === 3 && isSkew(g, rows)) {
    const square = make.sum(
      g,
      [at(rows, 2, 1), at(rows, 0, 2), at(rows, 1, 0)].map((node) => make.square(g, node)),
    );
    const angle = make.call(g, 'sqrt', square);
    const first = make.divide(g, make.call(g, 'sin', angle), angle);
    const second = make.divide(g, make.subtract(g, g.integer(1), make.call(g, 'cos', angle)), square);
    return give(
      identityPlus(g, n, [
        [first, rows],
        [second, times(rows, rows)],
      ]),
    );
  }
  if (n !== 2)
    return call.refuse('`expm` is written out for matrices of two rows, rotations, diagonal and triangular ones.');
  const half = make.fraction(g, 1, 2);
  const mean = make.multiply(g, half, make.add(g, at(rows, 0, 0), at(rows, 1, 1)));
  const difference = make.multiply(g, half, make.subtract(g, at(rows, 0, 0), at(rows, 1, 1)));
  const square = make.add(g, make.square(g, difference), make.multiply(g, at(rows, 0, 1), at(rows, 1, 0)));
  const isReal = make.greater(g, square, g.integer(0));
  const [grow, turn] = [
    make.call(g, 'sqrt', make.select(g, isReal, square, g.integer(1))),
    make.call(g, 'sqrt', make.select(g, isReal, g.integer(1), make.negate(g, square))),
  ];
  const even = make.select(g, isReal, make.call(g, 'cosh', grow), make.call(g, 'cos', turn));
  const odd = make.select(
    g,
    isReal,
    make.divide(g, make.call(g, 'sinh', grow), grow),
    make.divide(g, make.call(g, 'sin', turn), turn),
  );
  const scale = make.call(g, 'exp', mean);
  return give(
    rows.flatMap((row, i) =>
      row.map((node, j) => {
        const centred = i === j ? make.subtract(g, node, mean) : node;
        const part = make.multiply(g, odd, centred);
        return make.multiply(g, scale, i === j ? make.add(g, even, part) : part);
      }),
    ),
  );
}

/** Forward or backward substitution. */
function solveTriangular(call: Call): Value {
  const { context } = call;
  const g = context.graph;
  const rows = squareRows(call, 'a');
  const isLower = call.flag('lower', false);
  const isTurned = call.optional('trans') !== undefined;
  if (isTurned) return call.refuse('`trans` of `solve_triangular` is not understood.');
  const isUnit = call.flag('unit_diagonal', false);
  const kept = rows.map((row, i) =>
    row.map((node, j) => (i === j ? (isUnit ? g.integer(1) : node) : isLower === j < i ? node : g.integer(0))),
  );
  const b = toRankedArray(context, call.value('b'), 1);
  const nodes = elementsOf(b).map((node) => asNumber(g, node));
  const right = rowsFrom(nodes, nodes.length / rows.length);
  return freshArray(eliminate(call, kept, right).flat(), b.shape, 'float');
}

/**
 * `cho_factor` gives the factor within a matrix that is not to be looked into; `cho_solve` needs no more of it than the
 * matrix that was factored, which an object keeps for it.
 */
function factored(call: Call): Value {
  const isLower = call.flag('lower', false);
  const rows = squareRows(call, 'a');
  const whole = rows.map((row, i) =>
    row.map((_node, j) => {
      const [p, q] = [Math.max(i, j), Math.min(i, j)];
      return isLower ? at(rows, p, q) : at(rows, q, p);
    }),
  );
  const object = new RecordObject('cho_factor', null);
  object.set('matrix', freshArray(whole.flat(), [rows.length, rows.length], 'float'));
  return tuple([
    { kind: 'record', object },
    scalar(isLower ? make.trueNode(call.context.graph) : make.falseNode(call.context.graph), 'bool'),
  ]);
}

function solveFactored(call: Call): Value {
  const { context } = call;
  const pair = call.value('c_and_lower');
  const [factor] = pair.kind === 'tuple' ? pair.items : [];
  const matrix = factor?.kind === 'record' ? factor.object.attributes.get('matrix') : undefined;
  if (matrix)
    return callPrimitive(
      context,
      { kind: 'builtin', primitive: 'linalg.solve', name: call.name },
      [matrix, call.value('b')],
      [],
    );
  // (L, True) or (U, False) as `cholesky` gives them.
  const [triangle, lower] = pair.kind === 'tuple' ? pair.items : [];
  if (!triangle || !lower) return call.refuse('`cho_solve` needs what `cho_factor` gave.');
  const g = context.graph;
  const isLower = isTrue(g, toCondition(context, lower));
  const array = toRankedArray(context, triangle, 2);
  const rows = rowsFrom(
    elementsOf(array).map((node) => asNumber(g, node)),
    array.shape[1] as number,
  );
  const [first, second] = isLower ? [rows, transposed(rows)] : [transposed(rows), rows];
  const n = rows.length;
  const product = freshArray(matrixTimes(g, first.flat(), second.flat(), n, n, n), [n, n], 'float');
  return callPrimitive(
    context,
    { kind: 'builtin', primitive: 'linalg.solve', name: call.name },
    [product, call.value('b')],
    [],
  );
}

export const decompositionPrimitives: Readonly<Record<string, Primitive>> = {
  'linalg.eigvalsh': primitive('a, UPLO?, lower?', (call) => vectorOf(symmetricEigenvalues(call, symmetricRows(call)))),
  'linalg.eigh': primitive('a, UPLO?, lower?', (call) =>
    tuple([vectorOf(symmetricEigenvalues(call, symmetricRows(call))), undetermined(call, 'Eigenvectors')]),
  ),
  'linalg.svdvals': primitive('a', (call) => vectorOf(singularValues(call))),
  'linalg.svd': primitive(
    'a, full_matrices?, compute_uv?, hermitian?, overwrite_a?, check_finite?, lapack_driver?',
    (call) => {
      const values = vectorOf(singularValues(call));
      if (!call.flag('compute_uv', true)) return values;
      return tuple([undetermined(call, 'Singular vectors'), values, undetermined(call, 'Singular vectors')]);
    },
  ),
  'linalg.qr': primitive('a, mode?', qr),
  'scipy.qr': primitive('a, mode?', qr),
  'linalg.lstsq': primitive('a, b, rcond?', leastSquares),
  'linalg.expm': primitive('a', exponential),
  'linalg.solve_triangular': primitive('a, b, trans?, lower?, unit_diagonal?', solveTriangular),
  'linalg.cho_factor': primitive('a, lower?', factored),
  'linalg.cho_solve': primitive('c_and_lower, b', solveFactored),
};
