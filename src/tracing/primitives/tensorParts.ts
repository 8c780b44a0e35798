/** Parts and orders of PyTorch's tensors: what NumPy has with its arguments in another order, or not at all. */
import { reshaped, sizeOf } from '../arrays';
import * as make from '../../calculus/construct';
import { sequenceOf, toArray, toCount, toFullArray } from '../coercion';
import { subscript } from '../subscripts';
import { list, none, text, tuple } from '../values';
import type { Value } from '../values';
import { apply, givenKeywords } from './apply';
import { positiveAxis } from './axes';
import { primitive } from './binding';
import type { Call, Primitive } from './binding';
import { alongAxis, sortedNodes } from './reductions';
import { integer, sizesOf, withPlaces } from './tensors';

const counts = (call: Call, value: Value): number[] =>
  value.kind === 'scalar'
    ? [toCount(call.context, value, 'A size')]
    : sequenceOf(call.context, value).map((one) => toCount(call.context, one, 'A size'));

const integers = (call: Call, values: readonly number[]): Value => tuple(values.map((value) => integer(call, value)));

/** `flip(0, 1)` and `flip([0, 1])`, which may be called `dims`. */
function flip(call: Call): Value {
  const named = call.keywords.get('dims');
  const dims = named ? counts(call, named) : sizesOf(call).map((size) => toCount(call.context, size, 'An axis'));
  return apply(call, 'flip', [call.value('a')], [['axis', integers(call, dims)]]);
}

/** One axis after another, or all elements in a row. */
function roll(call: Call): Value {
  const shifts = counts(call, call.value('shifts'));
  const dims = call.optional('dims');
  if (!dims) return apply(call, 'roll', [call.value('a'), integers(call, shifts)]);
  const axes = counts(call, dims);
  if (axes.length !== shifts.length) return call.refuse('`roll` needs an axis for each shift.');
  return axes.reduce<Value>(
    (array, axis, i) => apply(call, 'roll', [array, integer(call, shifts[i] as number), integer(call, axis)]),
    call.value('a'),
  );
}

/** The axes from one to another made one. */
function flatten(call: Call): Value {
  const array = toFullArray(call.context, call.value('a'));
  const rank = array.shape.length;
  const [start, end] = (['start_dim', 'end_dim'] as const).map((name, i) =>
    positiveAxis(call.context, call.count(name, -i), rank),
  ) as [number, number];
  const { shape } = array;
  return reshaped(array, [...shape.slice(0, start), sizeOf(shape.slice(start, end + 1)), ...shape.slice(end + 1)]);
}

/** The tensor with one axis first: a view. */
const axisFirst = (call: Call): Value =>
  apply(call, 'moveaxis', [call.value('a'), call.value('dim'), integer(call, 0)]);

const axisBack = (call: Call, array: Value): Value =>
  apply(call, 'moveaxis', [array, integer(call, 0), call.value('dim')]);

/** `length` elements of an axis from `start` on: a view. */
function narrow(call: Call): Value {
  const [start, length] = [call.count('start'), call.count('length')];
  const slice: Value = {
    kind: 'slice',
    start: integer(call, start),
    stop: integer(call, start + length),
    step: none,
  };
  return axisBack(call, subscript(call.context, axisFirst(call), [slice]));
}

/** The greatest (or smallest) few along an axis, in order. */
function topK(call: Call): Value {
  const count = call.count('k');
  const isLargest = call.flag('largest', true);
  const few = alongAxis(call.context, toFullArray(call.context, call.value('a')), call.count('dim', -1), (nodes) => {
    const sorted = sortedNodes(call, nodes);
    return (isLargest ? [...sorted].reverse() : sorted).slice(0, count);
  });
  return withPlaces(call, few);
}

/** The greatest (or smallest) so far, along an axis. */
const running = (name: 'max' | 'min'): Primitive =>
  primitive('a, dim', (call) => {
    const { graph } = call.context;
    const result = alongAxis(call.context, toFullArray(call.context, call.value('a')), call.count('dim'), (nodes) =>
      nodes.reduce<number[]>((found, node) => {
        const last = found.at(-1);
        return [...found, last === undefined ? node : make.call(graph, name, last, node)];
      }, []),
    );
    return withPlaces(call, result);
  });

/** `F.pad(x, (left, right, top, bottom))`: pairs from the last axis on. */
function pad(call: Call): Value {
  const array = toFullArray(call.context, call.value('input'));
  const sizes = counts(call, call.value('pad'));
  const pairs = array.shape.map((_size, axis) => {
    const at = 2 * (array.shape.length - 1 - axis);
    return integers(call, [sizes[at] ?? 0, sizes[at + 1] ?? 0]);
  });
  const modes: Readonly<Record<string, string>> = { reflect: 'reflect', replicate: 'edge', circular: 'wrap' };
  const mode = call.text('mode') ?? 'constant';
  if (sizes.some((size) => size < 0)) return call.refuse('`pad` that cuts elements off is not understood.');
  if (mode === 'constant')
    return apply(
      call,
      'pad',
      [array, list(pairs)],
      givenKeywords([
        ['mode', text('constant')],
        ['constant_values', call.optional('value')],
      ]),
    );
  const known = modes[mode] ?? call.refuse(`The mode '${mode}' of \`pad\` is not understood.`);
  return apply(call, 'pad', [array, list(pairs)], [['mode', text(known)]]);
}

/** Both halves along an axis: a·σ(b). */
function gatedLinearUnit(call: Call): Value {
  const dim = call.optional('dim') ?? call.optional('axis') ?? integer(call, -1);
  const halves = apply(call, 'split', [call.value('input'), integer(call, 2)], [['axis', dim]]);
  const [a, b] = sequenceOf(call.context, halves) as [Value, Value];
  return apply(call, 'multiply', [a, apply(call, 'logistic', [b])]);
}

const filled = (primitiveName: string): Primitive =>
  primitive('a, *sizes', (call) => apply(call, primitiveName, [tuple(sizesOf(call))]));

/** `torch.add(x, y, alpha=2)`: x + 2y */
const scaledSum = (name: 'add' | 'subtract'): Primitive =>
  primitive('input, other, *, alpha?', (call) => {
    const alpha = call.optional('alpha');
    const other = alpha ? apply(call, 'multiply', [alpha, call.value('other')]) : call.value('other');
    return apply(call, name, [call.value('input'), other]);
  });

function quotient(call: Call): Value {
  const mode = call.text('rounding_mode');
  const operands = [call.value('input'), call.value('other')];
  if (mode === 'floor') return apply(call, 'floor_divide', operands);
  const exact = apply(call, 'divide', operands);
  return mode === 'trunc' ? apply(call, 'trunc', [exact]) : exact;
}

/** Distances of every row of one matrix from every row of another. */
function distances(call: Call): Value {
  const [a, b] = [toFullArray(call.context, call.value('x1')), toFullArray(call.context, call.value('x2'))];
  if (a.shape.length !== 2 || b.shape.length !== 2) return call.refuse('`cdist` is understood for two matrices.');
  const rows = apply(call, 'expand_dims', [a, integer(call, 1)]);
  return apply(
    call,
    'linalg.norm',
    [apply(call, 'subtract', [rows, b])],
    givenKeywords([
      ['ord', call.optional('p')],
      ['axis', integer(call, -1)],
    ]),
  );
}

export const tensorPartPrimitives: Readonly<Record<string, Primitive>> = {
  'torch.flip': primitive('a, *dims', flip),
  'torch.roll': primitive('a, shifts, dims?', roll),
  'torch.flatten': primitive('a, start_dim?, end_dim?', flatten),
  'torch.narrow': primitive('a, dim, start, length', narrow),
  'torch.select': primitive('a, dim, index', (call) => subscript(call.context, axisFirst(call), [call.value('index')])),
  'torch.index_select': primitive('a, dim, index', (call) =>
    apply(call, 'take', [call.value('a'), call.value('index')], [['axis', call.value('dim')]]),
  ),
  'torch.gather': primitive('a, dim, index', (call) =>
    apply(call, 'take_along_axis', [call.value('a'), call.value('index')], [['axis', call.value('dim')]]),
  ),
  'torch.masked_select': primitive('a, mask', (call) => apply(call, 'extract', [call.value('mask'), call.value('a')])),
  'torch.topk': primitive('a, k, dim?, largest?, sorted?', topK),
  'torch.cummax': running('max'),
  'torch.cummin': running('min'),
  'torch.aminmax': primitive('a, *, dim?, keepdim?', (call) => {
    const along = givenKeywords([
      ['axis', call.optional('dim')],
      ['keepdims', call.optional('keepdim')],
    ]);
    const [low, high] = ['min', 'max'].map((name) => apply(call, name, [call.value('a')], along)) as [Value, Value];
    return { ...tuple([low, high]), names: ['min', 'max'] };
  }),
  'torch.expand_as': primitive('a, other', (call) => {
    const { shape } = toFullArray(call.context, call.value('other'));
    return apply(call, 'broadcast_to', [call.value('a'), integers(call, shape)]);
  }),
  'torch.where': primitive('a, condition, other', (call) =>
    apply(call, 'where', [call.value('condition'), call.value('a'), call.value('other')]),
  ),
  'torch.new_tensor': primitive('a, data, dtype?', (call) => apply(call, 'array', [call.value('data')])),
  'torch.new_zeros': filled('zeros'),
  'torch.new_ones': filled('ones'),
  'torch.new_full': primitive('a, size, fill_value, dtype?', (call) =>
    apply(call, 'full', [call.value('size'), call.value('fill_value')]),
  ),
  'torch.add': scaledSum('add'),
  'torch.sub': scaledSum('subtract'),
  'torch.div': primitive('input, other, *, rounding_mode?', quotient),
  'torch.cdist': primitive('x1, x2, p?, *, compute_mode?', distances),
  'torch.logcumsumexp': primitive('a, dim', (call) =>
    apply(call, 'log', [apply(call, 'cumsum', [apply(call, 'exp', [call.value('a')]), call.value('dim')])]),
  ),
  'linalg.matrix_norm': primitive('a, ord?', (call) => {
    const array = toArray(call.context, call.value('a'));
    if (array.kind !== 'array' || array.shape.length !== 2)
      return call.refuse('`matrix_norm` is understood for one matrix.');
    return apply(call, 'linalg.norm', [array], givenKeywords([['ord', call.optional('ord')]]));
  }),
  'nn.pad': primitive('input, pad, mode?, value?', pad),
  'nn.softmin': primitive('input, dim?, *, axis?', (call) => {
    const axis = call.optional('dim') ?? call.optional('axis');
    return apply(call, 'nn.softmax', [apply(call, 'negative', [call.value('input')])], givenKeywords([['axis', axis]]));
  }),
  glu: primitive('input, dim?, *, axis?', gatedLinearUnit),
  device: primitive('a', () => text(null)),
};
