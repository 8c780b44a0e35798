/** Operations on whole arrays as tensor expressions. A table: to add an operation is to add a row. */
import * as make from '../../calculus/construct';
import { functionIndex, functionRows } from '../../calculus/functions/table';
import type { NodeId } from '../../calculus/graph';
import { contract, tidy } from '../../calculus/tensor/contract';
import { factorsOf, isExponential, productOf } from '../../calculus/tensor/factors';
import type { Factor } from '../../calculus/tensor/factors';
import type { Size, Tensors } from '../../calculus/tensor/tensors';
import { Unsupported } from '../../calculus/tensor/tensors';
import { rearranged, together } from './form';
import type { Form } from './form';

/** An operation's operands, read. */
export interface Applied {
  readonly tensors: Tensors;
  readonly operation: string;
  /** An operand as an array. */
  form(place: number, name?: string): Form;
  /** Whether an operand is given (and not None). */
  has(place: number, name: string): boolean;
  /** A whole number, or several. */
  integers(place: number, name: string): number[];
  text(place: number, name: string): string | undefined;
  /** The indices of `a[…]`. */
  readonly indices: readonly ('all' | 'new' | 'ellipsis' | 'other')[];
  /** The result's axes. */
  readonly axes: readonly (Size | null)[];
  readonly count: number;
}

type Operation = (applied: Applied) => Form;

/** Elementwise, on operands broadcast together. */
export function each(applied: Applied, places: readonly number[], combine: (...nodes: NodeId[]) => NodeId): Form {
  const { tensors } = applied;
  const { axes, nodes } = together(
    tensors,
    places.map((place) => applied.form(place)),
  );
  return tidied(tensors, { axes, node: combine(...nodes) });
}

export function tidied(tensors: Tensors, { axes, node }: Form): Form {
  return { axes, node: tidy(tensors, { axes: axes.map((size) => size ?? 1), node }) };
}

const pair =
  (combine: (g: Tensors['scalars'], a: NodeId, b: NodeId) => NodeId): Operation =>
  (applied) =>
    each(applied, [0, 1], (a, b) => combine(applied.tensors.scalars, a, b));

const single =
  (change: (g: Tensors['scalars'], a: NodeId) => NodeId): Operation =>
  (applied) =>
    each(applied, [0], (a) => change(applied.tensors.scalars, a));

/** Σ over axes, which go or (`keepdims`) become of length 1. */
function summed(applied: Applied, form: Form, axes: readonly number[]): Form {
  const { tensors } = applied;
  const rank = form.axes.length;
  const gone = axes.filter((axis) => form.axes[axis] !== null);
  const node = contract(
    tensors,
    form.node,
    gone,
    form.axes.map((size) => size ?? 1),
  );
  const left: Form = { axes: form.axes.map((size, axis) => (axes.includes(axis) ? null : size)), node };
  if (applied.axes.length === rank) return left;
  const kept = form.axes.flatMap((_size, axis) => (axes.includes(axis) ? [] : [axis]));
  return rearranged(tensors, left, kept);
}

function axesOf(applied: Applied, { axes }: Form, place = 1, name = 'axis'): number[] {
  const rank = axes.length;
  const dimension = applied.has(-1, 'dim') ? 'dim' : name;
  if (!applied.has(place, dimension)) return axes.map((_size, axis) => axis);
  return applied.integers(place, dimension).map((axis) => (axis < 0 ? axis + rank : axis));
}

/** How many elements go together. */
const lengthOf = ({ tensors }: Applied, { axes }: Form, over: readonly number[]): NodeId =>
  make.product(
    tensors.scalars,
    over.map((axis) => tensors.size(axes[axis] ?? 1)),
  );

const reduction =
  (reduce: (applied: Applied, form: Form, axes: readonly number[]) => Form): Operation =>
  (applied) => {
    const form = applied.form(0);
    return reduce(applied, form, axesOf(applied, form));
  };

const mean = (applied: Applied, form: Form, axes: readonly number[]): Form => {
  const g = applied.tensors.scalars;
  const sum = summed(applied, form, axes);
  return tidied(applied.tensors, { ...sum, node: make.divide(g, sum.node, lengthOf(applied, form, axes)) });
};

/** A reduction whose axes stay, with length 1. */
const keeping = (applied: Applied, form: Form): Applied => ({ ...applied, axes: form.axes });

const variance = (applied: Applied, form: Form, axes: readonly number[]): Form => {
  const { tensors } = applied;
  const g = tensors.scalars;
  const centre = mean(keeping(applied, form), form, axes);
  const squares = { axes: form.axes, node: make.square(g, make.subtract(g, form.node, centre.node)) };
  const name = applied.has(-1, 'correction') ? 'correction' : 'ddof';
  const [ddof = 0] = applied.has(-1, name) ? applied.integers(-1, name) : [];
  const freedom = make.subtract(g, lengthOf(applied, form, axes), g.integer(ddof));
  const sum = summed(applied, squares, axes);
  return tidied(tensors, { ...sum, node: make.divide(g, sum.node, freedom) });
};

function maximum(applied: Applied, form: Form, axes: readonly number[]): Form {
  const { tensors } = applied;
  const kept = form.axes.flatMap((size, axis) => (axes.includes(axis) || size === null ? [] : [axis]));
  const gone = axes.filter((axis) => form.axes[axis] !== null);
  const order = [...kept, ...gone];
  const sizes = order.map((axis) => form.axes[axis] as Size);
  const body = tensors.reindex(form.node, (index) => order.indexOf(index));
  const own = sizes.slice(0, kept.length);
  const atom = tensors.intern(`maximum ${own.length} ${sizes.join()} ${body}`, {
    kind: 'maximum',
    axes: own,
    sizes,
    body,
  });
  return summed(
    applied,
    { axes: form.axes.map((size, axis) => (gone.includes(axis) ? null : size)), node: tensors.element(atom, kept) },
    axes,
  );
}

const logSumExp = (applied: Applied, form: Form, axes: readonly number[]): Form => {
  const g = applied.tensors.scalars;
  const sum = summed(applied, { axes: form.axes, node: make.call(g, 'exp', form.node) }, axes);
  return { ...sum, node: make.call(g, 'log', sum.node) };
};

const softmax =
  (isLogarithm: boolean, isLast: boolean): Operation =>
  (applied) => {
    const { tensors } = applied;
    const g = tensors.scalars;
    const form = applied.form(0);
    const axes =
      isLast && !applied.has(1, 'axis') && !applied.has(-1, 'dim') ? [form.axes.length - 1] : axesOf(applied, form);
    const sum = logSumExp(keeping(applied, form), form, axes);
    const logarithm = make.subtract(g, form.node, sum.node);
    if (isLogarithm) return { axes: form.axes, node: logarithm };
    const total = summed(keeping(applied, form), { axes: form.axes, node: make.call(g, 'exp', form.node) }, axes);
    return tidied(tensors, { axes: form.axes, node: make.divide(g, make.call(g, 'exp', form.node), total.node) });
  };

/** Σ over letters that the result does not have. */
export function einsum(tensors: Tensors, operands: readonly Form[], letters: readonly string[], result: string): Form {
  const all = [...new Set([...result, ...letters.join('')])];
  const sizes = all.map((letter): Size | null => {
    for (const [i, own] of letters.entries()) {
      const size = operands[i]?.axes[own.indexOf(letter)] ?? null;
      if (own.includes(letter) && size !== null) return size;
    }
    return null;
  });
  const g = tensors.scalars;
  const product = make.product(
    g,
    operands.map(({ node }, i) => tensors.reindex(node, (index) => all.indexOf(letters[i]?.[index] as string))),
  );
  const summedOver = all.map((_letter, i) => i).slice(result.length);
  const node = contract(
    tensors,
    product,
    summedOver.filter((index) => sizes[index] !== null),
    sizes.map((size) => size ?? 1),
  );
  return { axes: sizes.slice(0, result.length), node };
}

/** By the ranks of both sides. */
const MATRIX_PRODUCTS: ReadonlyMap<string, readonly string[]> = new Map([
  ['1,1', ['i', 'i', '']],
  ['1,2', ['i', 'ij', 'j']],
  ['2,1', ['ij', 'j', 'i']],
  ['2,2', ['ij', 'jk', 'ik']],
]);

const matmul: Operation = (applied) => {
  const [a, b] = [applied.form(0), applied.form(1)];
  const letters = MATRIX_PRODUCTS.get(`${a.axes.length},${b.axes.length}`);
  if (!letters) {
    if (a.axes.length === 0 || b.axes.length === 0)
      return each(applied, [0, 1], (x, y) => make.multiply(applied.tensors.scalars, x, y));
    throw new Unsupported('stacks of matrices');
  }
  return einsum(applied.tensors, [a, b], letters.slice(0, 2), letters[2] as string);
};

const flat = (applied: Applied, place: number): Form => {
  const form = applied.form(place);
  const kept = form.axes.flatMap((size, axis) => (size === null ? [] : [axis]));
  if (kept.length !== 1) throw new Unsupported('a matrix as a vector');
  return rearranged(applied.tensors, form, kept);
};

function matrix(applied: Applied, place: number): Form {
  const form = applied.form(place);
  if (form.axes.length !== 2 || form.axes.includes(null)) throw new Unsupported('no matrix');
  return form;
}

const squareAxes = ({ axes }: Form): Size[] => axes.map((size) => size as Size);

const inverse = (applied: Applied, place: number): Form => {
  const form = matrix(applied, place);
  return { axes: form.axes, node: applied.tensors.inverse({ axes: squareAxes(form), node: form.node }, 0, 1) };
};

const determinant = (applied: Applied): NodeId => {
  const form = matrix(applied, 0);
  return applied.tensors.determinant({ axes: squareAxes(form), node: form.node });
};

const norm: Operation = (applied) => {
  const { tensors } = applied;
  const g = tensors.scalars;
  const form = applied.form(0);
  const order = applied.has(1, 'ord') ? (applied.text(1, 'ord') ?? applied.integers(1, 'ord')[0]) : 2;
  const axes = axesOf(applied, form, 2);
  if (axes.length === 2 && applied.has(1, 'ord') && order !== 'fro') throw new Unsupported('a norm of a matrix');
  const of = (change: (node: NodeId) => NodeId): Form =>
    summed(applied, { axes: form.axes, node: change(form.node) }, axes);
  if (order === 1) return of((node) => make.abs(g, node));
  if (order !== 2 && order !== 'fro') throw new Unsupported('a norm');
  const squares = of((node) => make.square(g, node));
  return { ...squares, node: make.call(g, 'sqrt', squares.node) };
};

/** What a new shape leaves of the axes that are longer than 1 must be the same. */
const reshape: Operation = (applied) => {
  const form = applied.form(0);
  const old = form.axes.flatMap((size, axis) => (size === null ? [] : [{ size, axis }]));
  let next = 0;
  const order = applied.axes.map((size) => {
    if (size === null) return null;
    const found = old[next];
    next += 1;
    if (!found || found.size !== size) throw new Unsupported('another shape');
    return found.axis;
  });
  return rearranged(applied.tensors, form, order);
};

const transpose: Operation = (applied) => {
  const form = applied.form(0);
  const rank = form.axes.length;
  const order =
    applied.count > 1
      ? applied
          .integers(1, 'axes')
          .concat(Array.from({ length: applied.count - 2 }, (_unused, i) => applied.integers(i + 2, '')[0] as number))
      : form.axes.map((_size, axis) => rank - 1 - axis);
  return rearranged(
    applied.tensors,
    form,
    order.map((axis) => (axis < 0 ? axis + rank : axis)),
  );
};

/** `x[:, None]`: axes of length 1 come, the others stay whole. */
const index: Operation = (applied) => {
  const form = applied.form(0);
  const given = applied.indices.filter((one) => one === 'all').length;
  const order: (number | null)[] = [];
  let axis = 0;
  for (const one of applied.indices) {
    if (one === 'new') order.push(null);
    else if (one === 'all') order.push(axis++);
    else if (one === 'ellipsis') for (let k = form.axes.length - given; k > 0; k -= 1) order.push(axis++);
    else throw new Unsupported('an index');
  }
  while (axis < form.axes.length) order.push(axis++);
  return rearranged(applied.tensors, form, order);
};

const diagonal: Operation = (applied) => {
  const { tensors } = applied;
  if (applied.has(1, 'k') && applied.integers(1, 'k')[0] !== 0) throw new Unsupported('another diagonal');
  const form = applied.form(0);
  const [size] = form.axes;
  if (form.axes.length === 1 && size !== null && size !== undefined)
    return { axes: [size, size], node: make.multiply(tensors.scalars, tensors.identity(size, 0, 1), form.node) };
  if (form.axes.length === 2) return einsum(tensors, [form], ['ii'], 'i');
  throw new Unsupported('a diagonal');
};

const einsumOf: Operation = (applied) => {
  const text = applied.text(0, 'subscripts')?.replaceAll(' ', '');
  if (text === undefined || text.includes('.')) throw new Unsupported('einsum');
  const [left = '', right] = text.split('->');
  const letters = left.split(',');
  const once = [...new Set(left.replaceAll(',', ''))].filter((letter) => left.split(letter).length === 2).sort();
  const operands = letters.map((_own, i) => applied.form(i + 1));
  return einsum(applied.tensors, operands, letters, right ?? once.join(''));
};

const matrixPower: Operation = (applied) => {
  const form = matrix(applied, 0);
  const [power = 0] = applied.integers(1, 'n');
  if (power < 1 || power > 6) throw new Unsupported('a power of a matrix');
  let made = form;
  for (let i = 1; i < power; i += 1) made = einsum(applied.tensors, [made, form], ['ij', 'jk'], 'ik');
  return made;
};

const add = pair(make.add);
const subtract = pair(make.subtract);
const multiply = pair(make.multiply);
const divide = pair(make.divide);
const power = pair(make.power);
const plus = single((_g, a) => a);
const sum = reduction(summed);

const inner: Operation = (applied) => {
  const [a, b] = [flat(applied, 0), flat(applied, 1)];
  return einsum(applied.tensors, [a, b], ['i', 'i'], '');
};

const operations: Readonly<Record<string, Operation>> = {
  '+': add,
  '-': subtract,
  '*': multiply,
  '/': divide,
  '**': power,
  '@': matmul,
  '-#': single(make.negate),
  '+#': plus,
  '[]': index,
  add,
  subtract,
  multiply,
  divide,
  pow: power,
  power,
  negative: single(make.negate),
  positive: plus,
  square: single(make.square),
  reciprocal: single((g, a) => make.divide(g, g.integer(1), a)),
  matmul,
  dot: matmul,
  matvec: matmul,
  inner,
  vdot: inner,
  'math.sumprod': inner,
  outer: (applied) => einsum(applied.tensors, [flat(applied, 0), flat(applied, 1)], ['i', 'j'], 'ij'),
  trace: (applied) => einsum(applied.tensors, [matrix(applied, 0)], ['ii'], ''),
  einsum: einsumOf,
  sum,
  'builtin.sum': sum,
  mean: reduction(mean),
  average: (applied) => {
    if (applied.count > 1 || applied.has(-1, 'weights')) throw new Unsupported('weights');
    return reduction(mean)(applied);
  },
  var: reduction(variance),
  std: reduction((applied, form, axes) => {
    const made = variance(applied, form, axes);
    return { ...made, node: make.call(applied.tensors.scalars, 'sqrt', made.node) };
  }),
  max: reduction(maximum),
  logsumexp: reduction(logSumExp),
  softmax: softmax(false, false),
  'nn.softmax': softmax(false, true),
  log_softmax: softmax(true, false),
  'nn.log_softmax': softmax(true, true),
  transpose,
  matrix_transpose: transpose,
  swapaxes: (applied) => {
    const form = applied.form(0);
    const rank = form.axes.length;
    const [a = 0, b = 1] = [1, 2].map((place) => {
      const [axis = 0] = applied.integers(place, `axis${place}`);
      return axis < 0 ? axis + rank : axis;
    });
    return rearranged(
      applied.tensors,
      form,
      form.axes.map((_size, axis) => (axis === a ? b : axis === b ? a : axis)),
    );
  },
  reshape,
  ravel: reshape,
  squeeze: reshape,
  expand_dims: reshape,
  atleast_2d: reshape,
  diag: diagonal,
  diagflat: diagonal,
  diagonal,
  'linalg.inv': (applied) => inverse(applied, 0),
  'linalg.solve': (applied) => {
    const right = applied.form(1);
    return einsum(
      applied.tensors,
      [inverse(applied, 0), right],
      ['ij', right.axes.length === 1 ? 'j' : 'jk'],
      right.axes.length === 1 ? 'i' : 'ik',
    );
  },
  'linalg.det': (applied) => ({ axes: [], node: determinant(applied) }),
  'linalg.slogdet#0': (applied) => ({
    axes: [],
    node: make.call(applied.tensors.scalars, 'sign', determinant(applied)),
  }),
  'linalg.slogdet#1': (applied) => {
    const g = applied.tensors.scalars;
    return { axes: [], node: make.call(g, 'log', make.abs(g, determinant(applied))) };
  },
  'linalg.norm': norm,
  'linalg.vector_norm': norm,
  'torch.norm': norm,
  'linalg.matrix_power': matrixPower,
};

/** ln(eᵘv) = u + ln v: the shift of a stable log-sum-exp comes out again. */
function logarithm(tensors: Tensors, node: NodeId): NodeId {
  const g = tensors.scalars;
  const factors = factorsOf(tensors, node);
  const isShift = (factor: Factor): boolean => isExponential(tensors, factor.node);
  const shifts = factors.filter(isShift);
  if (shifts.length === 0 || shifts.length === factors.length) return make.call(g, 'log', node);
  const rest = productOf(
    tensors,
    factors.filter((factor) => !isShift(factor)),
  );
  return shifts.reduce(
    (sum, { node: exponential, inverse: divides }) =>
      divides ? make.subtract(g, sum, g.a(exponential)) : make.add(g, sum, g.a(exponential)),
    make.call(g, 'log', rest),
  );
}

/** The form of an operation's result; `undefined` where there is no row for it. */
export function formOf(applied: Applied): Form | undefined {
  const known = Object.hasOwn(operations, applied.operation) ? operations[applied.operation] : undefined;
  if (known) return known(applied);
  const row = functionRows[functionIndex(applied.operation)];
  if (!row || applied.count !== row.arity) return undefined;
  const places = Array.from({ length: row.arity }, (_unused, place) => place);
  if (row.name === 'log') return each(applied, places, (node) => logarithm(applied.tensors, node));
  return each(applied, places, (...nodes) => make.call(applied.tensors.scalars, row.name, ...nodes));
}
