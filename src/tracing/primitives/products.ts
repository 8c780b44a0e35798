/** Products of arrays: matrix products, dot, outer, cross, Kronecker, Einstein sums. */
import * as make from '../../calculus/construct';
import type { Graph, NodeId } from '../../calculus/graph';
import {
  broadcastShapes,
  broadcastTo,
  elementsOf,
  freshArray,
  permuted,
  positionsOf,
  reshaped,
  sizeOf,
} from '../arrays';
import {
  demandArray,
  demandSameSize,
  elementwise,
  sequenceOf,
  toArray,
  toCount,
  toFullArray,
  toRankedArray,
  unwrap,
} from '../coercion';
import { refuse } from '../context';
import type { Context } from '../context';
import { demandFactor, demandSamplesBeside } from '../customs';
import { arithmetic } from '../numbers';
import { asNumber, widerType } from '../merge';
import type { ArrayValue, Scalar, ScalarType, Value } from '../values';
import { rankAndSizes } from './axes';
import { primitive } from './binding';
import type { Call, Primitive } from './binding';

export const numberNodes = (g: Graph, array: ArrayValue): NodeId[] =>
  elementsOf(array).map((node) => asNumber(g, node));

const numericType = (a: ScalarType, b: ScalarType): ScalarType => {
  const type = widerType(a, b);
  return type === 'bool' ? 'int' : type;
};

/** A factor of a product: a scalar argument in it becomes an array. */
function asFactor(context: Context, value: Value, right: Value | null = null): ArrayValue | Scalar {
  demandFactor(context, value, right);
  if (value.kind === 'scalar')
    demandArray(context, value, [
      { kind: 'rank', rank: 1 },
      { kind: 'any', axis: 0 },
    ]);
  return toArray(context, value);
}

export function checkSameSize(context: Context, a: ArrayValue, b: ArrayValue, p: number, q: number): void {
  if (p === q) return;
  demandSameSize(context, [a, b], p, q);
  refuse(context, `Arrays of the shapes (${a.shape.join(', ')}) and (${b.shape.join(', ')}) cannot be multiplied.`);
}

/** Σₖ a[k]·b[k] over two lists of nodes. */
export const inner = (g: Graph, a: readonly NodeId[], b: readonly NodeId[]): NodeId =>
  make.sum(
    g,
    a.map((x, k) => make.multiply(g, x, b[k] as NodeId)),
  );

/** m×n nodes, row-major, times n×p. */
export function matrixTimes(
  g: Graph,
  a: readonly NodeId[],
  b: readonly NodeId[],
  m: number,
  n: number,
  p: number,
): NodeId[] {
  const result: NodeId[] = [];
  for (let i = 0; i < m; i += 1)
    for (let j = 0; j < p; j += 1)
      result.push(
        inner(
          g,
          a.slice(i * n, (i + 1) * n),
          Array.from({ length: n }, (_unused, k) => b[k * p + j] as NodeId),
        ),
      );
  return result;
}

/** `a @ b`: the last two axes are matrices, those before are broadcast; vectors lose the axis they are summed over. */
export function matrixProduct(context: Context, left: Value, right: Value): ArrayValue | Scalar {
  const [x, y] = [asFactor(context, left, right), asFactor(context, right)];
  if (x.kind === 'scalar' || y.kind === 'scalar')
    return refuse(context, 'A matrix product needs arrays on both sides.');
  if (x.shape.length === 0 || y.shape.length === 0)
    return refuse(context, 'A matrix product needs arrays on both sides.');
  const g = context.graph;
  const a = x.shape.length === 1 ? { ...x, shape: [1, ...x.shape], strides: [0, ...x.strides] } : x;
  const b = y.shape.length === 1 ? { ...y, shape: [...y.shape, 1], strides: [...y.strides, 0] } : y;
  const [m, n] = a.shape.slice(-2) as [number, number];
  const [k, p] = b.shape.slice(-2) as [number, number];
  checkSameSize(context, x, y, n, k);
  if (x.shape.length === 1) context.inputs.noteFactor(x, 'left');
  if (y.shape.length === 1) context.inputs.noteFactor(y, 'right');
  const batch = broadcastShapes([a.shape.slice(0, -2), b.shape.slice(0, -2)]);
  if (!batch) return refuse(context, 'These stacks of matrices do not go together.');
  const count = sizeOf(batch);
  context.budget.spend(g, context.span, count * m * n * p);
  const [all, others] = [
    numberNodes(g, broadcastTo(a, [...batch, m, n])),
    numberNodes(g, broadcastTo(b, [...batch, k, p])),
  ];
  const nodes = Array.from({ length: count }, (_unused, i) =>
    matrixTimes(g, all.slice(i * m * n, (i + 1) * m * n), others.slice(i * k * p, (i + 1) * k * p), m, n, p),
  ).flat();
  const shape = [...batch, ...(x.shape.length === 1 ? [] : [m]), ...(y.shape.length === 1 ? [] : [p])];
  return unwrap(freshArray(nodes, shape, numericType(x.type, y.type)));
}

const isSingle = (value: ArrayValue | Scalar): boolean => value.kind === 'scalar' || value.shape.length === 0;

/** `np.dot`: a number times anything; else the last axis of a against the last but one of b. */
function dot(context: Context, left: Value, right: Value): ArrayValue | Scalar {
  const isNumber = (value: Value): boolean => {
    if (value.kind !== 'scalar') return false;
    const input = context.inputs.inputBehind(value);
    return input === undefined || context.inputs.book.stateOf(input).sure;
  };
  // Of two numbers that were computed at least one is meant for an array: `np.dot(r, r)` with `r = p - y`.
  if (left.kind === 'scalar' && right.kind === 'scalar')
    for (const one of [left, right])
      if (context.inputs.inputBehind(one) === undefined) demandFactor(context, one, null);
  if (isNumber(left) || isNumber(right)) {
    const [a, b] = [toArray(context, left), toArray(context, right)];
    const other = a.kind === 'scalar' ? b : a;
    if (other.kind === 'array') demandSamplesBeside(context, other, other === a ? right : left);
    if (other.kind === 'array' || (isNumber(left) && isNumber(right)))
      return elementwise(context, [a, b], (x, y) => arithmetic(context, '*', x, y)) as ArrayValue | Scalar;
  }
  const [x, y] = [asFactor(context, left, right), asFactor(context, right)];
  if (x.kind === 'array' && y.kind === 'array' && y.shape.length > 2)
    return contract(context, x, y, [x.shape.length - 1], [y.shape.length - 2]);
  if (isSingle(x) || isSingle(y))
    return elementwise(context, [x, y], (p, q) => arithmetic(context, '*', p, q)) as ArrayValue | Scalar;
  return matrixProduct(context, x, y);
}

/** Sums over pairs of axes; the other axes of a, then those of b, stay. */
function contract(
  context: Context,
  a: ArrayValue,
  b: ArrayValue,
  ofA: readonly number[],
  ofB: readonly number[],
): ArrayValue | Scalar {
  const g = context.graph;
  ofA.forEach((axis, i) => checkSameSize(context, a, b, a.shape[axis] as number, b.shape[ofB[i] as number] as number));
  const keptA = a.shape.map((_size, axis) => axis).filter((axis) => !ofA.includes(axis));
  const keptB = b.shape.map((_size, axis) => axis).filter((axis) => !ofB.includes(axis));
  const sizes = (array: ArrayValue, axes: readonly number[]): number[] =>
    axes.map((axis) => array.shape[axis] as number);
  const [m, n, p] = [sizeOf(sizes(a, keptA)), sizeOf(sizes(a, ofA)), sizeOf(sizes(b, keptB))];
  context.budget.spend(g, context.span, m * n * p);
  const nodes = matrixTimes(
    g,
    numberNodes(g, permuted(a, [...keptA, ...ofA])),
    numberNodes(g, permuted(b, [...ofB, ...keptB])),
    m,
    n,
    p,
  );
  return unwrap(freshArray(nodes, [...sizes(a, keptA), ...sizes(b, keptB)], numericType(a.type, b.type)));
}

function tensordot(call: Call): Value {
  const { context } = call;
  const [a, b] = [toRankedArray(context, call.value('a'), 1), toRankedArray(context, call.value('b'), 1)];
  const axes = call.optional('axes');
  if (!axes || axes.kind === 'scalar') {
    const count = axes ? toCount(context, axes, '`axes`') : 2;
    return contract(
      context,
      a,
      b,
      Array.from({ length: count }, (_unused, i) => a.shape.length - count + i),
      Array.from({ length: count }, (_unused, i) => i),
    );
  }
  const [first, second] = sequenceOf(context, axes).map((side) =>
    side.kind === 'scalar'
      ? [toCount(context, side, '`axes`')]
      : sequenceOf(context, side).map((axis) => toCount(context, axis, '`axes`')),
  );
  const positive = (list: readonly number[], array: ArrayValue): number[] =>
    list.map((axis) => (axis < 0 ? axis + array.shape.length : axis));
  return contract(context, a, b, positive(first ?? [], a), positive(second ?? [], b));
}

function outer(call: Call): Value {
  const { context } = call;
  const [a, b] = [toRankedArray(context, call.value('a'), 1), toRankedArray(context, call.value('b'), 1)];
  const [x, y] = [reshaped(a, [sizeOf(a.shape), 1]), reshaped(b, [1, sizeOf(b.shape)])];
  return elementwise(context, [x, y], (p, q) => arithmetic(context, '*', p, q));
}

/** The last axes are vectors of 3 (or of 2, whose cross product is a number). */
function cross(call: Call): Value {
  const { context } = call;
  const g = context.graph;
  for (const name of ['a', 'b']) {
    const value = call.value(name);
    if (value.kind === 'scalar')
      demandArray(context, value, [
        { kind: 'rank', rank: 1 },
        { kind: 'exactly', axis: 0, size: 3 },
      ]);
  }
  if (call.optional('axis') || call.optional('axisa'))
    return call.refuse('`cross` along another axis is not understood.');
  const [a, b] = [call.array('a'), call.array('b')];
  const [p, q] = [a.shape.at(-1), b.shape.at(-1)];
  for (const [array, name] of [
    [a, 'a'],
    [b, 'b'],
  ] as const) {
    const input = context.inputs.inputBehind(array);
    if (input !== undefined && array.shape.length === 1 && array.shape[0] !== 3)
      context.inputs.demandByName(input, [{ kind: 'exactly', axis: 0, size: 3 }], context.span);
    if (array.shape.length === 0) call.refuse(`\`${name}\` of \`cross\` is no vector.`);
  }
  if ((p !== 3 && p !== 2) || (q !== 3 && q !== 2)) return call.refuse('`cross` needs vectors of 2 or 3 elements.');
  const batch = broadcastShapes([a.shape.slice(0, -1), b.shape.slice(0, -1)]);
  if (!batch) return call.refuse('These vectors do not go together.');
  const [u, v] = [numberNodes(g, broadcastTo(a, [...batch, p])), numberNodes(g, broadcastTo(b, [...batch, q]))];
  const difference = (w: NodeId, x: NodeId, y: NodeId, z: NodeId): NodeId =>
    make.subtract(g, make.multiply(g, w, x), make.multiply(g, y, z));
  const zero = g.integer(0);
  const nodes: NodeId[] = [];
  for (let i = 0; i < sizeOf(batch); i += 1) {
    const [x1, y1, z1] = [u[i * p] as NodeId, u[i * p + 1] as NodeId, p === 3 ? (u[i * p + 2] as NodeId) : zero];
    const [x2, y2, z2] = [v[i * q] as NodeId, v[i * q + 1] as NodeId, q === 3 ? (v[i * q + 2] as NodeId) : zero];
    if (p === 2 && q === 2) nodes.push(difference(x1, y2, y1, x2));
    else nodes.push(difference(y1, z2, z1, y2), difference(z1, x2, x1, z2), difference(x1, y2, y1, x2));
  }
  return unwrap(freshArray(nodes, p === 2 && q === 2 ? batch : [...batch, 3], numericType(a.type, b.type)));
}

function kron(call: Call): Value {
  const { context } = call;
  const g = context.graph;
  const [a, b] = [call.array('a'), call.array('b')];
  const rank = Math.max(a.shape.length, b.shape.length);
  const pad = (array: ArrayValue): ArrayValue =>
    reshaped(array, [...new Array<number>(rank - array.shape.length).fill(1), ...array.shape]);
  const [x, y] = [pad(a), pad(b)];
  const shape = x.shape.map((size, axis) => size * (y.shape[axis] as number));
  const spread = (array: ArrayValue, first: boolean): ArrayValue => ({
    ...array,
    shape: array.shape.flatMap((size) => (first ? [size, 1] : [1, size])),
    strides: array.strides.flatMap((stride) => (first ? [stride, 0] : [0, stride])),
  });
  const full = x.shape.flatMap((size, axis) => [size, y.shape[axis] as number]);
  const [p, q] = [
    numberNodes(g, broadcastTo(spread(x, true), full)),
    numberNodes(g, broadcastTo(spread(y, false), full)),
  ];
  return unwrap(
    freshArray(
      p.map((node, i) => make.multiply(g, node, q[i] as NodeId)),
      shape,
      numericType(a.type, b.type),
    ),
  );
}

/** `einsum('ij,jk->ik', A, B)`: Σ over the letters that do not stand after the arrow. */
/** Letters of their own for the axes that `...` stands for: the last ones it stands for in every term. */
function withoutEllipsis(call: Call, subscripts: string): string {
  if (!subscripts.includes('...')) return subscripts;
  const [inputs, output] = subscripts.split('->') as [string, string?];
  const counts = inputs.split(',').map((term, i) => {
    const given = call.rest[i];
    if (!term.includes('...') || !given) return 0;
    return toRankedArray(call.context, given, term.length - 3).shape.length - (term.length - 3);
  });
  const most = Math.max(0, ...counts);
  const letters = [...'αβγδεζηθ'].slice(0, most).join('');
  if (letters.length < most) return call.refuse('`...` of `einsum` stands for too many axes.');
  const last = (count: number): string => letters.slice(letters.length - count);
  const terms = inputs.split(',').map((term, i) => term.replace('...', last(counts[i] as number)));
  return `${terms.join(',')}->${(output ?? impliedOutput(inputs)).replace('...', letters)}`;
}

/** Without `->`: the axes of `...`, then the letters that stand once, in order. */
function impliedOutput(inputs: string): string {
  const letters = [...inputs.replaceAll('...', '').replaceAll(',', '')].sort();
  return `...${letters.filter((letter, i) => letters[i - 1] !== letter && letters[i + 1] !== letter).join('')}`;
}

function einsum(call: Call): Value {
  const { context } = call;
  const g = context.graph;
  const subscripts = (call.text('subscripts') ?? call.refuse('`einsum` needs its subscripts as a text.')).replaceAll(
    ' ',
    '',
  );
  const [inputs, output] = withoutEllipsis(call, subscripts).split('->') as [string, string?];
  const terms = inputs.split(',');
  if (terms.length !== call.rest.length)
    return call.refuse(`\`einsum\` has ${terms.length} terms and ${call.rest.length} arrays.`);
  const arrays = call.rest.map((value, i) => toRankedArray(context, value, terms[i]?.length ?? 0));
  const sizes = new Map<string, { size: number; array: ArrayValue }>();
  arrays.forEach((array, i) => {
    const letters = [...(terms[i] as string)];
    if (letters.length !== array.shape.length)
      call.refuse(`\`${terms[i]}\` has not as many letters as the array has axes.`);
    letters.forEach((letter, axis) => {
      const known = sizes.get(letter);
      const size = array.shape[axis] as number;
      if (known) checkSameSize(context, known.array, array, known.size, size);
      else sizes.set(letter, { size, array });
    });
  });
  const all = [...sizes.keys()].sort();
  const once = all.filter((letter) => [...inputs].filter((other) => other === letter).length === 1);
  const kept = output === undefined ? once : [...output];
  const summed = [...sizes.keys()].filter((letter) => !kept.includes(letter));
  const size = (letters: readonly string[]): number[] =>
    letters.map((letter) => sizes.get(letter)?.size ?? call.refuse(`\`${letter}\` of \`einsum\` stands in no term.`));
  const full = [...kept, ...summed];
  context.budget.spend(g, context.span, sizeOf(size(full)));
  const columns = arrays.map((array, i) => {
    const letters = [...(terms[i] as string)];
    const strides = full.map((letter) =>
      letters.reduce(
        (stride, other, axis) => (other === letter ? stride + (array.strides[axis] as number) : stride),
        0,
      ),
    );
    return positionsOf({ shape: size(full), strides, offset: array.offset }).map((place) =>
      asNumber(g, array.buffer.nodes[place] as NodeId),
    );
  });
  const inside = sizeOf(size(summed));
  const nodes = Array.from({ length: sizeOf(size(kept)) }, (_unused, i) =>
    make.sum(
      g,
      Array.from({ length: inside }, (_other, k) =>
        make.product(
          g,
          columns.map((column) => column[i * inside + k] as NodeId),
        ),
      ),
    ),
  );
  return unwrap(freshArray(nodes, size(kept), arrays.map((array) => array.type).reduce(numericType, 'int')));
}

function trace(call: Call): Value {
  const array = toRankedArray(call.context, call.value('a'), 2);
  if (array.shape.length !== 2) return call.refuse('`trace` is understood for matrices only.');
  const offset = call.count('offset', 0);
  const g = call.context.graph;
  const [m, n] = array.shape as [number, number];
  // A trace is one of a square matrix, wherever sizes are free to be.
  if (m !== n) demandSameSize(call.context, [array], m, n);
  const nodes = numberNodes(g, array);
  const diagonal = nodes.filter((_node, i) => i % n === Math.floor(i / n) + offset && i < m * n);
  return unwrap(freshArray([make.sum(g, diagonal)], [], array.type));
}

function innerProduct(call: Call): Value {
  const { context } = call;
  const [a, b] = [asFactor(context, call.value('a')), asFactor(context, call.value('b'))];
  if (a.kind === 'scalar' || b.kind === 'scalar')
    return elementwise(context, [a, b], (x, y) => arithmetic(context, '*', x, y));
  return contract(context, a, b, [a.shape.length - 1], [b.shape.length - 1]);
}

function vdot(call: Call): Value {
  const { context } = call;
  const flat = (value: Value): ArrayValue => {
    const array = asFactor(context, value);
    return array.kind === 'array' ? reshaped(array, [sizeOf(array.shape)]) : toFullArray(context, array);
  };
  return matrixProduct(context, flat(call.value('a')), flat(call.value('b')));
}

function multiDot(call: Call): Value {
  const factors = sequenceOf(call.context, call.value('arrays'));
  const [first, ...rest] = factors;
  if (!first) return call.refuse('`multi_dot` needs arrays.');
  return rest.reduce<Value>((product, factor) => matrixProduct(call.context, product, factor), first);
}

/** A factor of a product of matrices alone: an argument that nothing says the shape of is one. */
function matrix(call: Call, name: string): Value {
  const { context } = call;
  const value = call.value(name);
  if (value.kind === 'scalar') demandArray(context, value, rankAndSizes(2));
  if (value.kind === 'array' && value.shape.length < 2)
    context.inputs.demand(elementsOf(value), rankAndSizes(2), context.span);
  return value;
}

export const productPrimitives: Readonly<Record<string, Primitive>> = {
  dot: primitive('a, b', (call) => dot(call.context, call.value('a'), call.value('b'))),
  matmul: primitive('a, b', (call) => matrixProduct(call.context, call.value('a'), call.value('b'))),
  mm: primitive('a, b', (call) => matrixProduct(call.context, matrix(call, 'a'), matrix(call, 'b'))),
  matvec: primitive('a, b', (call) => matrixProduct(call.context, call.value('a'), call.value('b'))),
  inner: primitive('a, b', innerProduct),
  vdot: primitive('a, b', vdot),
  vecdot: primitive('a, b', innerProductOfRows),
  outer: primitive('a, b', outer),
  cross: primitive('a, b, axisa?, axisb?, axisc?, axis?', cross),
  kron: primitive('a, b', kron),
  trace: primitive('a, offset?, axis1?, axis2?, dtype?', trace),
  einsum: primitive('subscripts, *operands', einsum),
  tensordot: primitive('a, b, axes?', tensordot),
  'linalg.multi_dot': primitive('arrays', multiDot),
  'math.sumprod': primitive('a, b', innerProduct),
};

function innerProductOfRows(call: Call): Value {
  const { context } = call;
  const product = elementwise(context, [call.value('a'), call.value('b')], (x, y) => arithmetic(context, '*', x, y));
  if (product.kind !== 'array') return product;
  const n = product.shape.at(-1) as number;
  const nodes = elementsOf(product);
  const rows = Array.from({ length: nodes.length / n }, (_unused, i) =>
    make.sum(context.graph, nodes.slice(i * n, (i + 1) * n)),
  );
  return unwrap(freshArray(rows, product.shape.slice(0, -1), product.type));
}
