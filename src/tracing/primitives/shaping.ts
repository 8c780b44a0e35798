/** The same elements in another shape, and arrays put together of others. */
import type { Graph, NodeId } from '../../calculus/graph';
import {
  broadcastTo,
  copyArray,
  copyOf,
  elementsOf,
  freshArray,
  permuted,
  reshaped,
  rowOf,
  sizeOf,
  sourceAxes,
  spansOf,
} from '../arrays';
import {
  broadcastTogether,
  demandArray,
  demandSameSize,
  sequenceOf,
  toArray,
  toCount,
  toFullArray,
  toRankedArray,
  unwrap,
} from '../coercion';
import { closedNumber, leavesOf } from '../constants';
import { refuse } from '../context';
import type { Context } from '../context';
import { isNamedAsMatrix, isNamedAsTarget, isOpenVector } from '../customs';
import { select, read } from '../indexing';
import { asNumber, widerType } from '../merge';
import { numberNode } from '../numbers';
import type { Change } from '../refusal';
import { list, none, scalar, tuple } from '../values';
import type { ArrayValue, Scalar, Tuple, Value } from '../values';
import { axesFrom, positiveAxis, rankAndSizes } from './axes';
import { primitive } from './binding';
import type { Call, Primitive } from './binding';
import { shapeFrom } from './creation';
import { alongAxis } from './reductions';
import { writeSelection } from '../assignment';

/** An array; a scalar argument becomes a vector, or a matrix where its name is written large. */
function asArray(call: Call, name = 'a'): ArrayValue {
  const { context } = call;
  const value = call.value(name);
  if (value.kind === 'scalar' && !isReduced(context, value)) {
    const input = context.inputs.inputBehind(value);
    const rank = input !== undefined && isNamedAsMatrix(input) ? 2 : 1;
    const changes: Change[] = [{ kind: 'rank', rank }];
    for (let axis = 0; axis < rank; axis += 1) changes.push({ kind: 'any', axis });
    demandArray(context, value, changes);
  }
  return toFullArray(context, value);
}

/** A number that several elements of one argument have gone into is a sum of them or the like: nothing makes it an array. */
function isReduced({ graph, inputs }: Context, { node }: Scalar): boolean {
  const owners = leavesOf(graph, [node]).flatMap((leaf) => inputs.ownerOf(leaf) ?? []);
  return new Set(owners).size < owners.length;
}

/** `x.reshape(x.shape[0], -1)` takes all axes but the first together: there are more of them. */
function demandRows({ context }: Call, array: ArrayValue, given: readonly Value[]): void {
  const [rows, rest, ...more] = given.length === 1 && given[0]?.kind === 'tuple' ? given[0].items : given;
  const name = rows?.kind === 'scalar' ? rows.rowsOf : undefined;
  if (name === undefined || name !== context.inputs.wholeInput(array) || rest?.kind !== 'scalar' || more.length > 0)
    return;
  const isRest = closedNumber(context.graph, numberNode(context, rest)) === -1;
  if (isRest && isOpenVector(context, name) && !isNamedAsTarget(name))
    context.inputs.demandByName(name, rankAndSizes(2), context.span);
}

/** The sizes of a new shape, one of which may be −1: whatever is left. */
function newShape(call: Call, array: ArrayValue, given: readonly Value[]): number[] {
  const { context } = call;
  const [first] = given;
  demandRows(call, array, given);
  const sizes =
    given.length === 1 && first && first.kind !== 'scalar'
      ? shapeFrom(context, first)
      : given.map((size) => toCount(context, size, 'A size'));
  const total = sizeOf(array.shape);
  const known = sizes.filter((size) => size >= 0).reduce((a, b) => a * b, 1);
  const open = sizes.indexOf(-1);
  const shape = open < 0 ? sizes : sizes.map((size, i) => (i === open ? total / known : size));
  if (sizeOf(shape) === total && shape.every((size) => Number.isInteger(size))) return shape;
  const input = context.inputs.inputBehind(array);
  const size = open < 0 ? known : known * Math.max(1, Math.ceil(total / known));
  if (input !== undefined && array.shape.length === 1) {
    // What `p[k:]` is short of, its argument is short of.
    const full = sizeOf(context.inputs.book.sizesOf(input));
    const isPart = array.source?.axes[0] === 0 && total < full;
    const change: Change = isPart
      ? { kind: 'atLeast', axis: 0, size: full - total + size }
      : { kind: open < 0 ? 'exactly' : 'atLeast', axis: 0, size };
    context.inputs.demandByName(input, [change], context.span);
  }
  return call.refuse(
    `An array of shape (${array.shape.join(', ')}) does not have the elements for (${sizes.join(', ')}).`,
  );
}

function reshape(call: Call): Value {
  const array = asArray(call);
  const shape = call.optional('shape') ?? call.keywords.get('newshape');
  const given = shape ? [shape, ...call.rest] : call.rest;
  const order = call.keywords.get('order');
  if (order?.kind === 'string' && order.value !== 'C') {
    if (order.value !== 'F') return call.refuse('This order of elements is not understood.');
    const target = newShape(call, array, given);
    const reversed = copyArray(
      permuted(
        array,
        array.shape.map((_size, axis) => array.shape.length - 1 - axis),
      ),
    );
    const columns = reshaped(reversed, [...target].reverse());
    return permuted(
      columns,
      target.map((_size, axis) => target.length - 1 - axis),
    );
  }
  return reshaped(array, newShape(call, array, given));
}

function flattened(call: Call, copies: boolean): Value {
  const array = asArray(call);
  const order = call.text('order');
  const source =
    order === 'F'
      ? permuted(
          array,
          array.shape.map((_size, axis) => array.shape.length - 1 - axis),
        )
      : array;
  const flat = reshaped(source, [sizeOf(array.shape)]);
  return copies ? copyOf(flat) : flat;
}

function transpose(call: Call): Value {
  const { context } = call;
  const array = asArray(call);
  const axes = call.optional('axes');
  const given = axes ? (axes.kind === 'scalar' ? [axes, ...call.rest] : sequenceOf(context, axes)) : call.rest;
  if (given.length === 0)
    return permuted(
      array,
      array.shape.map((_size, axis) => array.shape.length - 1 - axis),
    );
  return permuted(
    array,
    given.map((axis) => positiveAxis(context, toCount(context, axis, 'The axis'), array.shape.length)),
  );
}

function swapAxes(call: Call, a: string, b: string): Value {
  const array = asArray(call);
  const rank = array.shape.length;
  const [p, q] = [positiveAxis(call.context, call.count(a), rank), positiveAxis(call.context, call.count(b), rank)];
  return permuted(
    array,
    array.shape.map((_size, axis) => (axis === p ? q : axis === q ? p : axis)),
  );
}

function moveAxis(call: Call): Value {
  const array = asArray(call);
  const rank = array.shape.length;
  const [from, to] = [
    positiveAxis(call.context, call.count('source'), rank),
    positiveAxis(call.context, call.count('destination'), rank),
  ];
  const order = array.shape.map((_size, axis) => axis).filter((axis) => axis !== from);
  order.splice(to, 0, from);
  return permuted(array, order);
}

function squeeze(call: Call): Value {
  const array = call.numbers('a');
  if (array.kind === 'scalar') return array;
  const given = call.optional('axis');
  const axes = given
    ? axesFrom(call.context, given, array)
    : array.shape.flatMap((size, axis) => (size === 1 ? [axis] : []));
  const kept = array.shape.map((_size, axis) => axis).filter((axis) => !axes.includes(axis));
  return unwrap(permuted({ ...array }, kept));
}

function expandDims(call: Call): Value {
  const { context } = call;
  const array = call.array('a');
  const given = call.value('axis');
  const wanted = given.kind === 'scalar' ? [given] : sequenceOf(context, given);
  const rank = array.shape.length + wanted.length;
  const counts = wanted.map((axis) => toCount(context, axis, 'The axis'));
  // Axis 1 comes behind one that is there.
  const missing = Math.max(...counts) - rank + 1;
  if (missing > 0) context.inputs.demand(elementsOf(array), rankAndSizes(array.shape.length + missing), context.span);
  const axes = counts.map((axis) => positiveAxis(context, axis, rank));
  return [...axes].sort((a, b) => a - b).reduce(withAxis, array);
}

/** The array with new axes of size 1 until it has the rank: where they go is NumPy's custom. */
const atLeast = (rank: 1 | 2 | 3): Primitive =>
  primitive('*arrays', (call) => {
    const results = call.rest.map((value) => {
      if (value.kind === 'array' && value.shape.length >= rank) return value;
      const array = toFullArray(call.context, value);
      if (array.shape.length >= rank) return array;
      const [n] = array.shape;
      if (array.shape.length === 0) return reshaped(array, new Array<number>(rank).fill(1));
      if (rank === 2) return reshaped(array, [1, n as number]);
      return reshaped(array, array.shape.length === 1 ? [1, n as number, 1] : [...array.shape, 1]);
    });
    return results.length === 1 && results[0] ? results[0] : list(results);
  });

/** Arguments that are arrays of unknown rank get the rank that an axis asks for. */
function demandRank(context: Context, arrays: readonly ArrayValue[], axis: number): void {
  for (const array of arrays)
    if (axis >= array.shape.length + 1) context.inputs.demand(elementsOf(array), rankAndSizes(axis), context.span);
}

/** Arrays one after another along an axis. */
export function joined(context: Context, arrays: readonly ArrayValue[], axis: number): ArrayValue {
  const g = context.graph;
  const [first] = arrays;
  if (!first) return refuse(context, 'No arrays to put together.');
  demandRank(context, arrays, axis - 1);
  // `[np.ones((m, 1)), X]`: an argument of which nothing is known has as many axes as what it is put beside.
  const rank = Math.max(...arrays.map((array) => array.shape.length));
  for (const array of arrays)
    if (array.shape.length === 0 && rank > 0)
      context.inputs.demand(elementsOf(array), rankAndSizes(rank), context.span);
  const position = positiveAxis(context, axis, first.shape.length);
  for (const array of arrays) {
    const isOther = (size: number, a: number): boolean => a !== position && size !== first.shape[a];
    const axisOfOther = array.shape.findIndex(isOther);
    if (array.shape.length === first.shape.length && axisOfOther < 0) continue;
    if (array.shape.length === first.shape.length)
      demandSameSize(context, [first, array], first.shape[axisOfOther] as number, array.shape[axisOfOther] as number);
    refuse(
      context,
      `Arrays of the shapes ${arrays.map((one) => `(${one.shape.join(', ')})`).join(' and ')} cannot be put together.`,
    );
  }
  const type = arrays.map((array) => array.type).reduce(widerType);
  const order = [position, ...first.shape.map((_size, a) => a).filter((a) => a !== position)];
  const moved = arrays.map((array) => permuted(array, order));
  const value = (node: NodeId): NodeId => (type === 'bool' ? node : asNumber(g, node));
  const total = arrays.reduce((sum, array) => sum + (array.shape[position] as number), 0);
  const shape = [total, ...order.slice(1).map((a) => first.shape[a] as number)];
  const result = freshArray(
    moved.flatMap((array) => elementsOf(array).map(value)),
    shape,
    type,
    moved.flatMap(spansOf),
  );
  const back = first.shape.map((_size, a) => order.indexOf(a));
  return position === 0 ? result : copyArray(permuted(result, back));
}

const parts = (call: Call, name = 'arrays'): ArrayValue[] =>
  sequenceOf(call.context, call.value(name)).map((part) => toFullArray(call.context, part));

/** A view with one axis of size 1 more. */
function withAxis(array: ArrayValue, axis: number): ArrayValue {
  const inserted = (list: readonly number[], item: number): number[] => [
    ...list.slice(0, axis),
    item,
    ...list.slice(axis),
  ];
  return {
    ...array,
    shape: inserted(array.shape, 1),
    strides: inserted(array.strides, 0),
    ...sourceAxes(array, (axes) => inserted(axes, -1)),
  };
}

function stack(call: Call): Value {
  const arrays = broadcastCheck(call, parts(call));
  const axis = call.optional('axis') ? call.count('axis') : call.count('dim', 0);
  demandRank(call.context, arrays, axis);
  const position = positiveAxis(call.context, axis, (arrays[0]?.shape.length ?? 0) + 1);
  return joined(
    call.context,
    arrays.map((array) => withAxis(array, position)),
    position,
  );
}

/** Sizes that nothing fixes are made equal before arrays are stacked. */
function broadcastCheck(call: Call, arrays: readonly ArrayValue[]): readonly ArrayValue[] {
  const [first] = arrays;
  if (first && arrays.some((array) => array.shape.join() !== first.shape.join()))
    broadcastTogether(call.context, arrays);
  return arrays;
}

const column = (array: ArrayValue): ArrayValue =>
  array.shape.length >= 2 ? array : reshaped(array, [sizeOf(array.shape), 1]);

const atLeastVector = (array: ArrayValue): ArrayValue => (array.shape.length === 0 ? reshaped(array, [1]) : array);

const atLeastMatrix = (array: ArrayValue): ArrayValue =>
  array.shape.length >= 2 ? array : reshaped(array, [1, sizeOf(array.shape)]);

function append(call: Call): Value {
  const [a, b] = [call.array('a'), call.array('values')];
  if (call.optional('axis')) return joined(call.context, [a, b], call.count('axis'));
  return joined(call.context, [reshaped(a, [sizeOf(a.shape)]), reshaped(b, [sizeOf(b.shape)])], 0);
}

/** A matrix of blocks: rows of columns. */
function block(call: Call): Value {
  const { context } = call;
  const rows = sequenceOf(context, call.value('arrays'));
  const nested = rows.some((row) => row.kind === 'list');
  const row = (items: readonly Value[]): ArrayValue => {
    const arrays = items.map((item) => toFullArray(context, item));
    const matrices =
      nested || arrays.some((array) => array.shape.length > 1) ? arrays.map(atLeastMatrix) : arrays.map(atLeastVector);
    return joined(context, matrices, -1);
  };
  if (!nested) return row(rows);
  return joined(
    context,
    rows.map((items) => row(items.kind === 'list' ? items.object.items : [items])),
    0,
  );
}

function repeat(call: Call): Value {
  const { context } = call;
  const array = asArray(call);
  const axis = call.optional('axis');
  const source = axis ? array : reshaped(array, [sizeOf(array.shape)]);
  const times = call.value('repeats');
  const counts =
    times.kind === 'scalar' ? [toCount(context, times, 'How often it is repeated')] : shapeFrom(context, times);
  return alongAxis(context, source, axis ? call.count('axis') : 0, (line) =>
    line.flatMap((node, i) =>
      new Array<NodeId>(counts.length === 1 ? (counts[0] as number) : (counts[i] ?? 0)).fill(node),
    ),
  );
}

function tile(call: Call): Value {
  const { context } = call;
  const array = call.array('A');
  const times = shapeFrom(context, call.value('reps'));
  const rank = Math.max(times.length, array.shape.length);
  const full = [...new Array<number>(rank - times.length).fill(1), ...times];
  const source = reshaped(array, [...new Array<number>(rank - array.shape.length).fill(1), ...array.shape]);
  const spread = broadcastTo(
    {
      ...source,
      shape: source.shape.flatMap((size) => [1, size]),
      strides: source.strides.flatMap((stride) => [0, stride]),
    },
    source.shape.flatMap((size, axis) => [full[axis] as number, size]),
  );
  return reshaped(
    copyArray(spread),
    source.shape.map((size, axis) => size * (full[axis] as number)),
  );
}

const rotated = <T>(line: readonly T[], shift: number): T[] =>
  line.map((_item, i) => line[(((i - shift) % line.length) + line.length) % line.length] as T);

/** Shifts of several axes, one after the other; without an axis, of all elements in a row. */
function roll(call: Call): Value {
  const { context } = call;
  const array = asArray(call);
  const shifts = shapeFrom(context, call.value('shift'));
  const axis = call.optional('axis');
  if (!axis) {
    const shift = shifts.reduce((sum, one) => sum + one, 0);
    return freshArray(rotated(elementsOf(array), shift), array.shape, array.type);
  }
  const axes = axesFrom(context, axis, array);
  const count = Math.max(shifts.length, axes.length);
  const at = (list: readonly number[], i: number): number => list[list.length === 1 ? 0 : i] as number;
  if ([shifts, axes].some((list) => list.length !== 1 && list.length !== count))
    return call.refuse('`roll` needs a shift for each axis.');
  let rolled: Value = array;
  for (let i = 0; i < count; i += 1)
    rolled = alongAxis(context, toRankedArray(context, rolled, 1), at(axes, i), (line) => rotated(line, at(shifts, i)));
  return rolled;
}

function flip(call: Call, fixed?: number): Value {
  const array = asArray(call);
  const axes = fixed === undefined ? axesFrom(call.context, call.optional('axis'), array) : [fixed];
  let { offset } = array;
  const strides = [...array.strides];
  for (const axis of axes) {
    offset += ((array.shape[axis] as number) - 1) * (strides[axis] as number);
    strides[axis] = -(strides[axis] as number);
  }
  return { ...array, strides, offset };
}

/** Views of an array cut along an axis, in equal parts or at places. */
function split(call: Call, fixedAxis?: number): Value {
  const { context } = call;
  const array = asArray(call);
  const axis = positiveAxis(context, fixedAxis ?? call.count('axis', 0), array.shape.length);
  const size = array.shape[axis] as number;
  const where = call.value('indices');
  let bounds: number[];
  if (where.kind === 'scalar') {
    const count = toCount(context, where, 'How many parts there are');
    const isUneven = size % count !== 0;
    if (isUneven && !call.name.includes('array_split'))
      return call.refuse(`${size} elements cannot be split into ${count} equal parts.`);
    const [short, longer] = [Math.floor(size / count), size % count];
    bounds = Array.from({ length: count + 1 }, (_unused, i) => i * short + Math.min(i, longer));
  } else bounds = [0, ...shapeFrom(context, where), size];
  return list(
    bounds.slice(1).map((end, i) => {
      const start = bounds[i] as number;
      return {
        ...array,
        shape: array.shape.map((s, a) => (a === axis ? Math.max(0, end - start) : s)),
        offset: array.offset + start * (array.strides[axis] as number),
      };
    }),
  );
}

/** `np.pad` with constants or the edge's values. */
function pad(call: Call): Value {
  const { context } = call;
  const g = context.graph;
  let array = asArray(call);
  const mode = call.text('mode') ?? 'constant';
  if (!['constant', 'edge'].includes(mode)) return call.refuse(`The mode '${mode}' of \`pad\` is not understood.`);
  const given = toFullArray(context, call.value('pad_width'));
  const widths = elementsOf(
    broadcastTo(given.shape.length === 1 && given.shape[0] === 1 ? reshaped(given, [1, 1]) : given, [
      array.shape.length,
      2,
    ]),
  );
  const constant = call.optional('constant_values');
  const fill = constant ? (elementsOf(toFullArray(context, constant))[0] as NodeId) : g.integer(0);
  array.shape.forEach((_size, axis) => {
    const [before, after] = [0, 1].map((side) =>
      toCount(context, scalar(widths[axis * 2 + side] as NodeId, 'int'), 'The width'),
    );
    array = alongAxis(
      context,
      array,
      axis,
      (line) => [
        ...new Array<NodeId>(before as number).fill(mode === 'edge' ? (line[0] as NodeId) : fill),
        ...line,
        ...new Array<NodeId>(after as number).fill(mode === 'edge' ? (line.at(-1) as NodeId) : fill),
      ],
      array.type,
    ) as ArrayValue;
  });
  return array;
}

/** Elements without those at some places, or with others put in. */
function deleted(call: Call): Value {
  const { context } = call;
  const array = asArray(call);
  const axis = call.optional('axis');
  const source = axis ? array : reshaped(array, [sizeOf(array.shape)]);
  const position = axis ? call.count('axis') : 0;
  const size = source.shape[positiveAxis(context, position, source.shape.length)] as number;
  const obj = call.value('obj');
  const gone = (obj.kind === 'scalar' ? [toCount(context, obj, 'The place')] : shapeFrom(context, obj)).map((i) =>
    i < 0 ? i + size : i,
  );
  return alongAxis(context, source, position, (line) => line.filter((_node, i) => !gone.includes(i)), source.type);
}

function take(call: Call): Value {
  const array = asArray(call);
  const axis = call.optional('axis');
  const source = axis ? array : reshaped(array, [sizeOf(array.shape)]);
  const position = axis ? positiveAxis(call.context, call.count('axis'), source.shape.length) : 0;
  const every: Value = { kind: 'slice', start: none, stop: none, step: none };
  const indices = source.shape.map((_size, a) => (a === position ? call.value('indices') : every));
  return read(call.context, source, select(call.context, source, indices));
}

const sizes = (g: Graph, shape: readonly number[]): Tuple => tuple(shape.map((size) => scalar(g.integer(size), 'int')));

/** The shape of an array; reading it tells that a scalar argument is one. */
function shapeOf(call: Call): Value {
  const { context } = call;
  const value = call.value('a');
  const array = call.name.startsWith('.') ? asArray(call) : toArray(context, value);
  const shapeOf = array.kind === 'array' ? array : freshArray([array.node], [], array.type);
  const shape = sizes(context.graph, shapeOf.shape);
  const [rows, ...others] = shape.items;
  const rowsOf = shapeOf.source?.axes[0] === 0 ? shapeOf.source.input : undefined;
  const items = rows?.kind === 'scalar' && rowsOf !== undefined ? [{ ...rows, rowsOf }, ...others] : shape.items;
  return { ...shape, items, shapeOf };
}

function sizeOfArray(call: Call): Value {
  const { context } = call;
  const array = call.name.startsWith('.') ? asArray(call) : toFullArray(context, call.value('a'));
  const along = axesFrom(context, call.optional('axis'), array).map((axis) => array.shape[axis] as number);
  return scalar(context.graph.integer(sizeOf(along)), 'int');
}

function fill(call: Call): Value {
  const array = call.array('a');
  writeSelection(call.context, array, { kind: 'view', view: array }, call.value('value'));
  return none;
}

function fillDiagonal(call: Call): Value {
  const array = call.array('a');
  if (array.shape.length !== 2) return call.refuse('`fill_diagonal` is understood for matrices only.');
  const [m, n] = array.shape as [number, number];
  const view: ArrayValue = {
    ...array,
    shape: [Math.min(m, n)],
    strides: [(array.strides[0] as number) + (array.strides[1] as number)],
  };
  writeSelection(call.context, array, { kind: 'view', view }, call.value('val'));
  return none;
}

function broadcast(call: Call): Value {
  return broadcastTo(call.array('a'), shapeFrom(call.context, call.value('shape')));
}

function toList(value: ArrayValue | Scalar): Value {
  if (value.kind === 'scalar') return value;
  if (value.shape.length === 0) return unwrap(value);
  return list(Array.from({ length: value.shape[0] as number }, (_unused, i) => toList(unwrap(rowOf(value, i)))));
}

function matrixTranspose(call: Call): Value {
  const array = toRankedArray(call.context, call.value('a'), 2);
  const rank = array.shape.length;
  return permuted(
    array,
    array.shape.map((_size, axis) => (axis === rank - 1 ? rank - 2 : axis === rank - 2 ? rank - 1 : axis)),
  );
}

export const shapingPrimitives: Readonly<Record<string, Primitive>> = {
  reshape: primitive('a, shape?, *sizes', reshape),
  ravel: primitive('a, order?', (call) => flattened(call, false)),
  flatten: primitive('a, order?', (call) => flattened(call, true)),
  transpose: primitive('a, axes?, *more', transpose),
  matrix_transpose: primitive('a', matrixTranspose),
  // Of real numbers; of complex ones it is not read.
  conjugate_transpose: primitive('a', matrixTranspose),
  swapaxes: primitive('a, axis1, axis2', (call) => swapAxes(call, 'axis1', 'axis2')),
  moveaxis: primitive('a, source, destination', moveAxis),
  squeeze: primitive('a, axis?', squeeze),
  expand_dims: primitive('a, axis', expandDims),
  broadcast_to: primitive('a, shape', broadcast),
  broadcast_arrays: primitive('*arrays', (call) => {
    const arrays = call.rest.map((value) => toFullArray(call.context, value));
    return tuple(broadcastTogether(call.context, arrays).map((array) => unwrap(copyOf(array))));
  }),
  atleast_1d: atLeast(1),
  atleast_2d: atLeast(2),
  atleast_3d: atLeast(3),
  shape: primitive('a', shapeOf),
  size: primitive('a, axis?', sizeOfArray),
  ndim: primitive('a', (call) => {
    const value = call.value('a');
    const array = toArray(call.context, value);
    return scalar(call.context.graph.integer(array.kind === 'array' ? array.shape.length : 0), 'int');
  }),
  stack: primitive('arrays, axis?, dim?', stack),
  concatenate: primitive('arrays, axis?, dim?', (call) => {
    const axis =
      call.given('axis') && !call.optional('axis')
        ? undefined
        : call.optional('dim')
          ? call.count('dim')
          : call.count('axis', 0);
    const arrays = parts(call);
    return axis === undefined
      ? joined(
          call.context,
          arrays.map((array) => reshaped(array, [sizeOf(array.shape)])),
          0,
        )
      : joined(call.context, arrays, axis);
  }),
  vstack: primitive('arrays', (call) => joined(call.context, parts(call).map(atLeastMatrix), 0)),
  hstack: primitive('arrays', (call) => {
    const arrays = parts(call).map(atLeastVector);
    return joined(call.context, arrays, arrays[0]?.shape.length === 1 ? 0 : 1);
  }),
  dstack: primitive('arrays', (call) =>
    joined(
      call.context,
      parts(call).map((array) => withAxis(atLeastMatrix(array), array.shape.length <= 1 ? 2 : array.shape.length)),
      2,
    ),
  ),
  column_stack: primitive('arrays', (call) => joined(call.context, broadcastCheck(call, parts(call)).map(column), 1)),
  append: primitive('a, values, axis?', append),
  block: primitive('arrays', block),
  repeat: primitive('a, repeats, axis?', repeat),
  tile: primitive('A, reps', tile),
  roll: primitive('a, shift, axis?', roll),
  flip: primitive('a, axis?', (call) => flip(call)),
  fliplr: primitive('a', (call) => flip(call, 1)),
  flipud: primitive('a', (call) => flip(call, 0)),
  split: primitive('a, indices, axis?', (call) => split(call)),
  array_split: primitive('a, indices, axis?', (call) => split(call)),
  hsplit: primitive('a, indices', (call) => split(call, call.array('a').shape.length === 1 ? 0 : 1)),
  vsplit: primitive('a, indices', (call) => split(call, 0)),
  pad: primitive('a, pad_width, mode?, constant_values?', pad),
  delete: primitive('a, obj, axis?', deleted),
  take: primitive('a, indices, axis?, mode?', take),
  fill: primitive('a, value', fill),
  fill_diagonal: primitive('a, val, wrap?', fillDiagonal),
  item: primitive('a, *index', (call) => {
    const given = call.array('a');
    const [first] = call.rest;
    const indices = call.rest.length === 1 && first?.kind === 'tuple' ? first.items : call.rest;
    const array = indices.length === 1 ? reshaped(given, [sizeOf(given.shape)]) : given;
    if (indices.length > 0) {
      const picked = read(call.context, array, select(call.context, array, indices));
      return picked.kind === 'array' ? unwrap(picked) : picked;
    }
    return sizeOf(array.shape) === 1
      ? scalar(elementsOf(array)[0] as NodeId, array.type)
      : call.refuse('`item` needs an array of one element.');
  }),
  tolist: primitive('a', (call) => toList(call.numbers('a'))),
};
