/** What PyTorch's tensors do otherwise than NumPy's arrays, under the same names or their own. */
import { elementsOf, freshArray, sizeOf, reshaped } from '../arrays';
import { isTrue } from '../../calculus/conditions';
import * as make from '../../calculus/construct';
import { sequenceOf, toArray, toCount, toFullArray, toScalar, unwrap } from '../coercion';
import { closedNumber } from '../constants';
import { unknown } from '../context';
import { asNumber } from '../merge';
import { numberNode } from '../numbers';
import { list, scalar, tuple } from '../values';
import type { Tuple, Value } from '../values';
import { apply, givenKeywords } from './apply';
import { primitive } from './binding';
import type { Call, Primitive } from './binding';
import { alongAxis, sortedNodes } from './reductions';

export const integer = (call: Call, value: number): Value => scalar(call.context.graph.integer(value), 'int');

/** Values and the places where they stand: which place it is has no derivative. */
export function withPlaces(call: Call, values: Value): Tuple {
  const places = unknown(call.context, `\`${call.name}\` gives places, which jump and have no derivative.`);
  return { ...tuple([values, places]), names: ['values', 'indices'] };
}

/** `max(x)` of all, `max(x, dim)` with places, `max(x, y)` element by element. */
const extreme = (name: 'max' | 'min'): Primitive =>
  primitive('a, dim?, keepdim?', (call) => {
    const dim = call.optional('dim');
    if (!dim) return apply(call, name, [call.value('a')]);
    const isOther = dim.kind === 'array' || (dim.kind === 'scalar' && dim.type === 'float');
    if (isOther) return apply(call, `${name}2`, [call.value('a'), dim]);
    const keep = givenKeywords([['keepdims', call.optional('keepdim')]]);
    return withPlaces(call, apply(call, name, [call.value('a'), dim], keep));
  });

/** Divided by n − 1 unless told otherwise. */
const spread = (name: 'var' | 'std'): Primitive =>
  primitive('a, dim?, unbiased?, keepdim?, correction?', (call) => {
    const dim = call.optional('dim');
    // `var(x, False)`: the second argument may be the third.
    const isFlag = dim?.kind === 'scalar' && dim.type === 'bool';
    const unbiased = isFlag ? isTrue(call.context.graph, dim.node) : call.flag('unbiased', true);
    const correction = call.optional('correction') ?? integer(call, unbiased ? 1 : 0);
    return apply(
      call,
      name,
      [call.value('a')],
      givenKeywords([
        ['axis', isFlag ? undefined : dim],
        ['ddof', correction],
        ['keepdims', call.optional('keepdim')],
      ]),
    );
  });

/** The p-norm of all elements, or along an axis. */
function norm(call: Call): Value {
  const given = call.optional('p');
  const p =
    given?.kind === 'string' ? (given.value === 'fro' ? undefined : call.refuse(`This norm is not read yet.`)) : given;
  const dim = call.optional('dim');
  const x = dim ? call.value('a') : apply(call, 'ravel', [call.value('a')]);
  return apply(
    call,
    'linalg.norm',
    [x],
    givenKeywords([
      ['ord', p],
      ['axis', dim],
      ['keepdims', call.optional('keepdim')],
    ]),
  );
}

function axisOf(call: Call, rank: number, otherwise: number): number {
  const axis = call.count('dim', otherwise);
  return axis < 0 ? axis + rank : axis;
}

/** Parts of the given sizes along an axis. */
function parts(call: Call, sizes: readonly number[], axis: number): Value {
  const places: Value[] = [];
  let end = 0;
  for (const size of sizes.slice(0, -1)) places.push(integer(call, (end += size)));
  const found = apply(call, 'split', [call.value('a'), list(places)], [['axis', integer(call, axis)]]);
  return tuple(sequenceOf(call.context, found));
}

/** Sizes of parts of one size, the last as large as what is left. */
function equalSizes(call: Call, total: number, size: number): number[] {
  if (size < 1) return call.refuse(`\`${call.name}\` needs parts of at least one element.`);
  const count = Math.max(1, Math.ceil(total / size));
  return Array.from({ length: count }, (_unused, i) => Math.min(size, total - i * size));
}

function split(call: Call): Value {
  const array = call.array('a');
  const axis = axisOf(call, array.shape.length, 0);
  const total = array.shape[axis] ?? 0;
  const size = call.value('size');
  if (size.kind !== 'scalar')
    return parts(
      call,
      sequenceOf(call.context, size).map((one) => toCount(call.context, one, 'A size')),
      axis,
    );
  return parts(call, equalSizes(call, total, call.count('size')), axis);
}

function chunk(call: Call): Value {
  const array = call.array('a');
  const axis = axisOf(call, array.shape.length, 0);
  const total = array.shape[axis] ?? 0;
  return parts(call, equalSizes(call, total, Math.ceil(total / call.count('chunks'))), axis);
}

/** The slices along an axis. */
function unbind(call: Call): Value {
  const array = call.array('a');
  const axis = axisOf(call, array.shape.length, 0);
  const moved = apply(call, 'moveaxis', [array, integer(call, axis), integer(call, 0)]);
  return tuple(sequenceOf(call.context, moved));
}

/** The middle one of the sorted values; of an even number the smaller of the two. */
function median(call: Call): Value {
  const array = call.array('a');
  const whole = !call.optional('dim');
  const flat = whole ? reshaped(array, [sizeOf(array.shape)]) : array;
  const axis = whole ? 0 : axisOf(call, array.shape.length, -1);
  const line = alongAxis(call.context, flat, axis, (nodes) => {
    const sorted = sortedNodes(call, nodes);
    return sorted.slice(Math.floor((sorted.length - 1) / 2), Math.floor((sorted.length - 1) / 2) + 1);
  });
  const middle = apply(call, 'squeeze', [line, integer(call, axis)]);
  if (whole) return middle;
  return withPlaces(call, call.flag('keepdim', false) ? line : middle);
}

function sort(call: Call): Value {
  const isDescending = call.flag('descending', false);
  const ordered = alongAxis(call.context, call.array('a'), call.count('dim', -1), (nodes) => {
    const sorted = sortedNodes(call, nodes);
    return isDescending ? sorted.reverse() : sorted;
  });
  return withPlaces(call, ordered);
}

/** `α·A·B + β·C` */
const multiplyAdd = (product: string): Primitive =>
  primitive('input, mat1, mat2, beta?, alpha?', (call) => {
    const scaled = (value: Value, factor: Value | undefined): Value =>
      factor ? apply(call, 'multiply', [factor, value]) : value;
    const inner = apply(call, product, [call.value('mat1'), call.value('mat2')]);
    return apply(call, 'add', [
      scaled(call.value('input'), call.optional('beta')),
      scaled(inner, call.optional('alpha')),
    ]);
  });

/** `transpose(dim0, dim1)` of a tensor exchanges two axes. */
function transpose(call: Call): Value {
  const [first, second] = call.rest;
  if (!first || !second) return call.refuse('`transpose` of a tensor exchanges two axes, which must be given.');
  return apply(call, 'swapaxes', [call.value('a'), first, second]);
}

/** Sizes given one by one, or together. */
export const sizesOf = (call: Call): readonly Value[] => {
  const [first] = call.rest;
  return call.rest.length === 1 && first && first.kind !== 'scalar' ? sequenceOf(call.context, first) : call.rest;
};

/** `expand(3, -1)`: −1 keeps a size. */
function expand(call: Call): Value {
  const array = call.array('a');
  const sizes = sizesOf(call).map((size) => toCount(call.context, size, 'A size'));
  const offset = sizes.length - array.shape.length;
  const full = sizes.map((size, i) => integer(call, size < 0 ? (array.shape[i - offset] ?? size) : size));
  return apply(call, 'broadcast_to', [array, tuple(full)]);
}

/** 1 at the place that a known whole number tells, 0 elsewhere. */
function oneHot(call: Call): Value {
  const { context } = call;
  const g = context.graph;
  const places = toFullArray(context, call.value('a'));
  const numbers = elementsOf(places).map((node) => closedNumber(g, asNumber(g, node)));
  const count = call.count('num_classes', -1);
  const size = count < 0 ? Math.max(...numbers.map((number) => (number ?? 0) + 1)) : count;
  const rows = numbers.flatMap((number) => {
    if (number === undefined)
      return call.refuse(`Which classes \`${call.name}\` marks depends on values that are not known.`);
    return Array.from({ length: size }, (_unused, i) => g.integer(i === number ? 1 : 0));
  });
  return freshArray(rows, [...places.shape, size], 'int');
}

function logDeterminant(call: Call): Value {
  const g = call.context.graph;
  const determinant = toScalar(call.context, apply(call, 'linalg.det', [call.value('a')]));
  return scalar(make.call(g, 'log', numberNode(call.context, determinant)));
}

function diagonalMatrix(call: Call): Value {
  const array = call.array('a');
  if (array.shape.length !== 1) return call.refuse('`diag_embed` is understood for vectors.');
  return apply(call, 'diag', [array]);
}

/** A method that NumPy's arrays and PyTorch's tensors both have, in a file that uses both. */
function ambiguous(call: Call): Value {
  const name = call.name.replace(/^\./, '');
  const isSame =
    call.rest.length === 0 && call.keywords.size === 0 && ['max', 'min', 'transpose', 'flatten'].includes(name);
  if (isSame) return apply(call, name, [call.value('a')]);
  return call.refuse(`\`.${name}\` means one thing for NumPy and another for PyTorch, and this file uses both.`);
}

const isTensor = (call: Call): Value => {
  const g = call.context.graph;
  return scalar(call.value('a').kind === 'array' ? make.trueNode(g) : make.falseNode(g), 'bool');
};

export const tensorPrimitives: Readonly<Record<string, Primitive>> = {
  'torch.max': extreme('max'),
  'torch.min': extreme('min'),
  'torch.var': spread('var'),
  'torch.std': spread('std'),
  'torch.var_mean': primitive('a, dim?, unbiased?, keepdim?, correction?', (call) => moments(call, 'var')),
  'torch.std_mean': primitive('a, dim?, unbiased?, keepdim?, correction?', (call) => moments(call, 'std')),
  'torch.norm': primitive('a, p?, dim?, keepdim?', norm),
  'torch.split': primitive('a, size, dim?', split),
  'torch.chunk': primitive('a, chunks, dim?', chunk),
  'torch.median': primitive('a, dim?, keepdim?', median),
  'torch.sort': primitive('a, dim?, descending?, stable?', sort),
  'torch.meshgrid': primitive('*tensors', (call) =>
    apply(call, 'meshgrid', call.rest, [
      ['indexing', call.keywords.get('indexing') ?? { kind: 'string', value: 'ij' }],
    ]),
  ),
  'torch.transpose': primitive('a, *axes', transpose),
  'torch.repeat': primitive('a, *sizes', (call) => apply(call, 'tile', [call.value('a'), tuple(sizesOf(call))])),
  'torch.expand': primitive('a, *sizes', expand),
  ambiguous: primitive('a, *more', ambiguous),
  unbind: primitive('a, dim?', unbind),
  masked_fill: primitive('a, mask, value', (call) =>
    apply(call, 'where', [call.value('mask'), call.value('value'), call.value('a')]),
  ),
  logdet: primitive('a', logDeterminant),
  diag_embed: primitive('a', diagonalMatrix),
  addmm: multiplyAdd('matmul'),
  addmv: multiplyAdd('matmul'),
  baddbmm: multiplyAdd('matmul'),
  dist: primitive('a, other, p?', (call) => {
    const difference = apply(call, 'subtract', [call.value('a'), call.value('other')]);
    return apply(call, 'torch.norm', [difference], givenKeywords([['p', call.optional('p')]]));
  }),
  reshape_as: primitive('a, other', (call) => {
    const { shape } = toFullArray(call.context, call.value('other'));
    return apply(call, 'reshape', [call.value('a'), tuple(shape.map((size) => integer(call, size)))]);
  }),
  'nn.one_hot': primitive('a, num_classes?', oneHot),
  is_tensor: primitive('a', isTensor),
  stop_gradient: primitive('a', (call) => {
    call.context.notes.add(
      `\`${call.name.replace(/^\./, '')}\` holds its argument constant: its derivative is taken as 0`,
    );
    const array = toArray(call.context, call.value('a'));
    const stopped = apply(call, 'stopGradient', [array]);
    return stopped.kind === 'array' ? unwrap(stopped) : stopped;
  }),
};

function moments(call: Call, name: 'var' | 'std'): Value {
  const dim = call.optional('dim');
  const keep = call.optional('keepdim');
  const spreads = spread(name).run(call);
  return tuple([
    spreads,
    apply(
      call,
      'mean',
      [call.value('a')],
      givenKeywords([
        ['axis', dim],
        ['keepdims', keep],
      ]),
    ),
  ]);
}
