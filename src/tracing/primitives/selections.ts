/** Choosing between arrays by conditions, and the places that conditions and values that are known pick. */
import * as make from '../../calculus/construct';
import { isFalse, isTrue } from '../../calculus/conditions';
import type { Graph, NodeId } from '../../calculus/graph';
import { broadcastShapes, broadcastTo, elementsOf, freshArray, permuted, reshaped, sameShape, sizeOf } from '../arrays';
import { callValue } from '../calls';
import { sliceOf } from '../indexing';
import {
  broadcastTogether,
  demandSameSize,
  elementwise,
  sequenceOf,
  toArray,
  toFullArray,
  toRankedArray,
} from '../coercion';
import { closedNumber } from '../constants';
import { asNumber, widerType } from '../merge';
import { scalar, tuple } from '../values';
import type { ArrayValue, Scalar, Value } from '../values';
import { positiveAxis } from './axes';
import { primitive } from './binding';
import type { Call, Primitive } from './binding';
import { joined } from './shaping';

const conditionOf = (g: Graph, value: Scalar): NodeId =>
  g.isCondition(value.node) ? value.node : make.notEqual(g, value.node, g.integer(0));

/** `then` where the condition holds, element by element. */
function chosen(call: Call, condition: Value, then: Value, otherwise: Value): Value {
  const g = call.context.graph;
  return elementwise(call.context, [condition, then, otherwise], (c, x, y) => {
    const holds = conditionOf(g, c);
    if (isTrue(g, holds)) return x;
    if (isFalse(g, holds)) return y;
    return scalar(make.select(g, holds, asNumber(g, x.node), asNumber(g, y.node)), widerType(x.type, y.type));
  });
}

/** `np.select`: the first choice whose condition holds. */
function select(call: Call): Value {
  const { context } = call;
  const conditions = sequenceOf(context, call.value('condlist'));
  const choices = sequenceOf(context, call.value('choicelist'));
  if (conditions.length !== choices.length) return call.refuse('`select` needs one choice for each condition.');
  return conditions.reduceRight<Value>(
    (rest, condition, i) => chosen(call, condition, choices[i] as Value, rest),
    call.optional('default') ?? scalar(context.graph.integer(0), 'int'),
  );
}

/** `np.piecewise`: the last condition that holds; functions are given all values, since where they count is not known. */
function piecewise(call: Call): Value {
  const { context } = call;
  const x = call.value('x');
  const given = call.value('condlist');
  const isList = given.kind === 'list' || given.kind === 'tuple';
  const conditions = isList ? sequenceOf(context, given) : [given];
  const functions = sequenceOf(context, call.value('funclist'));
  if (toArray(context, x).type === 'int')
    return call.refuse('`piecewise` of whole numbers gives whole numbers: what is cut off has no derivative.');
  if (functions.length !== conditions.length && functions.length !== conditions.length + 1)
    return call.refuse('`piecewise` needs one function for each condition, and perhaps one more.');
  const valueOf = (fn: Value): Value =>
    fn.kind === 'scalar' || fn.kind === 'array' ? fn : callValue(context, fn, [x, ...call.rest], [...call.keywords]);
  const otherwise = functions[conditions.length];
  return conditions.reduce<Value>(
    (rest, condition, i) => chosen(call, condition, valueOf(functions[i] as Value), rest),
    otherwise ? valueOf(otherwise) : scalar(context.graph.integer(0), 'int'),
  );
}

/** `np.choose(indices, choices)`. */
function choose(call: Call): Value {
  const { context } = call;
  const g = context.graph;
  const choices = sequenceOf(context, call.value('choices'));
  const last = choices.at(-1) ?? call.refuse('`choose` needs choices.');
  return choices.slice(0, -1).reduceRight<Value>(
    (rest, choice, i) =>
      chosen(
        call,
        elementwise(context, [call.value('a')], (index) =>
          scalar(make.equal(g, asNumber(g, index.node), g.integer(i)), 'bool'),
        ),
        choice,
        rest,
      ),
    last,
  );
}

/** Whether each element is true, where that is known. */
function knownTruth(call: Call, array: ArrayValue): boolean[] {
  const g = call.context.graph;
  return elementsOf(array).map((node) => {
    const holds = conditionOf(g, scalar(node));
    if (isTrue(g, holds)) return true;
    if (isFalse(g, holds)) return false;
    return call.refuse(`Which places \`${call.name}\` gives depends on values that are not known.`);
  });
}

/** Places of the true elements, one list of indices for each axis. */
export function placesOfTrue(call: Call, value: Value): ArrayValue[] {
  const g = call.context.graph;
  const array = toRankedArray(call.context, value, 1);
  const places = knownTruth(call, array).flatMap((holds, i) => (holds ? [i] : []));
  return array.shape.map((size, axis) => {
    const inner = sizeOf(array.shape.slice(axis + 1));
    const indices = places.map((place) => g.integer(Math.floor(place / inner) % size));
    return freshArray(indices, [indices.length], 'int');
  });
}

function known(call: Call, name: string): number[] {
  const g = call.context.graph;
  return elementsOf(toFullArray(call.context, call.value(name))).map(
    (node) =>
      closedNumber(g, asNumber(g, node)) ?? call.refuse(`\`${call.name}\` depends on values that are not known.`),
  );
}

const integers = (call: Call, values: readonly number[]): ArrayValue =>
  freshArray(
    values.map((value) => call.context.graph.integer(value)),
    [values.length],
    'int',
  );

/** The different values, in order: of values that are known. */
function unique(call: Call): Value {
  const { context } = call;
  const given = toFullArray(context, call.value('ar'));
  if (call.optional('axis')) return call.refuse('`unique` along an axis is not understood.');
  const values = known(call, 'ar');
  const nodes = elementsOf(given);
  const sorted = [...new Set(values)].sort((a, b) => a - b);
  const first = sorted.map((value) => values.indexOf(value));
  const result = freshArray(
    first.map((place) => nodes[place] as NodeId),
    [first.length],
    given.type,
  );
  const more = [
    ...(call.flag('return_index', false) ? [integers(call, first)] : []),
    ...(call.flag('return_inverse', false)
      ? [
          integers(
            call,
            values.map((value) => sorted.indexOf(value)),
          ),
        ]
      : []),
    ...(call.flag('return_counts', false)
      ? [
          integers(
            call,
            sorted.map((value) => values.filter((other) => other === value).length),
          ),
        ]
      : []),
  ];
  return more.length > 0 ? tuple([result, ...more]) : result;
}

/** Sums of weights by a whole number that is known. */
function bincount(call: Call): Value {
  const { context } = call;
  const g = context.graph;
  const places = known(call, 'x');
  if (places.some((place) => !Number.isInteger(place) || place < 0 || place > 10_000))
    return call.refuse('`bincount` counts small whole numbers.');
  const given = call.optional('weights');
  const weights = given ? elementsOf(toFullArray(context, given)).map((node) => asNumber(g, node)) : undefined;
  const size = Math.max(call.count('minlength', 0), ...places.map((place) => place + 1));
  const nodes = Array.from({ length: size }, (_unused, bin) =>
    make.sum(
      g,
      places.flatMap((place, i) => (place === bin ? [weights ? (weights[i] as NodeId) : g.integer(1)] : [])),
    ),
  );
  return freshArray(nodes, [size], weights ? 'float' : 'int');
}

/** Elements at places that differ from line to line. */
function takeAlongAxis(call: Call): Value {
  const { context } = call;
  const array = toRankedArray(context, call.value('arr'), 1);
  const places = toFullArray(context, call.value('indices'));
  const axis = call.optional('axis') ? call.count('axis') : call.count('dim', -1);
  const position = axis < 0 ? axis + array.shape.length : axis;
  const indices = known(call, 'indices');
  if (places.shape.length !== array.shape.length)
    return call.refuse('The places have another number of axes than the array.');
  const nodes = elementsOf(array);
  const picked = indices.map((index, flat) => {
    let rest = flat;
    let place = 0;
    for (let a = 0; a < array.shape.length; a += 1) {
      const inner = sizeOf(places.shape.slice(a + 1));
      const own = Math.floor(rest / inner);
      rest %= inner;
      const size = array.shape[a] as number;
      const at = a === position ? (index < 0 ? index + size : index) : size === 1 ? 0 : own;
      if (at < 0 || at >= size) return call.refuse(`The place ${index} is outside of an axis of ${size}.`);
      place = place * size + at;
    }
    return nodes[place] as NodeId;
  });
  return freshArray(picked, places.shape, array.type);
}

/** `np.insert` at places that are known. Without an axis, the array is taken flat. */
function insert(call: Call): Value {
  const { context } = call;
  const array = toRankedArray(context, call.value('arr'), 1);
  const isAlongAxis = call.optional('axis') !== undefined;
  const target = isAlongAxis ? array : reshaped(array, [sizeOf(array.shape)]);
  const rank = target.shape.length;
  const axis = isAlongAxis ? positiveAxis(context, call.count('axis'), rank) : 0;
  const size = target.shape[axis] as number;
  const places = placesToInsertAt(call, size);
  const values = toFullArray(context, call.value('values'));
  if (array.type === 'int' && values.type === 'float')
    return call.refuse('This array holds whole numbers: what is put into it is cut off, which has no derivative.');
  const added = slicesToInsert(call, target, values, axis, places.length);
  const count = added.shape[axis] as number;
  const at = Array.from({ length: count }, (_unused, i) => (places.length === 1 ? places[0] : places[i]) as number);
  const order = at.map((place, i) => ({ place, i })).sort((a, b) => a.place - b.place || a.i - b.i);
  const pieces = order.flatMap(({ place, i }, k) => [
    partOf(target, axis, order[k - 1]?.place ?? 0, place),
    partOf(added, axis, i, i + 1),
  ]);
  return joined(context, [...pieces, partOf(target, axis, order.at(-1)?.place ?? 0, size)], axis);
}

function placesToInsertAt(call: Call, size: number): number[] {
  const where = call.value('obj');
  if (where.kind === 'slice') {
    const { start, count, step } = sliceOf(call.context, where, size);
    return Array.from({ length: count }, (_unused, i) => start + i * step);
  }
  const array = toFullArray(call.context, where);
  // Whether these are places or a mask depends on the version of the library.
  if (array.type === 'bool') return call.refuse('`insert` needs places, and these are conditions.');
  return known(call, 'obj').map((place) => (place < 0 ? place + size : place));
}

/** What is inserted, in the shape of the array but for the axis. Beside a single place, a vector is one slice. */
function slicesToInsert(call: Call, target: ArrayValue, values: ArrayValue, axis: number, places: number): ArrayValue {
  const rank = target.shape.length;
  const leading = new Array<number>(Math.max(0, rank - values.shape.length)).fill(1);
  const full = broadcastTo(values, [...leading, ...values.shape]);
  const isSingle = call.value('obj').kind === 'scalar';
  const order = full.shape.map((_size, i) => i).slice(1);
  const turned = isSingle && rank > 1 ? permuted(full, [...order.slice(0, axis), 0, ...order.slice(axis)]) : full;
  const count = places === 1 ? (turned.shape[axis] as number) : places;
  const shape = target.shape.map((size, i) => (i === axis ? count : size));
  const together = broadcastShapes([turned.shape, shape]);
  if (together && sameShape(together, shape)) return broadcastTo(turned, shape);
  turned.shape.forEach((size, i) => {
    if (i !== axis && size !== 1 && size !== shape[i])
      demandSameSize(call.context, [turned, target], size, shape[i] as number);
  });
  return call.refuse(`Values of the shape (${values.shape.join(', ')}) cannot be inserted along this axis.`);
}

/** The elements between two places along an axis. */
const partOf = (array: ArrayValue, axis: number, start: number, end: number): ArrayValue => ({
  ...array,
  shape: array.shape.map((size, i) => (i === axis ? end - start : size)),
  offset: array.offset + start * (array.strides[axis] as number),
});

/** Whether elements of one array are among those of another. */
function isIn(call: Call): Value {
  const { context } = call;
  const g = context.graph;
  const among = elementsOf(toFullArray(context, call.value('test_elements'))).map((node) => asNumber(g, node));
  return elementwise(context, [call.value('element')], (x) =>
    scalar(
      among.reduce((any, node) => make.or(g, any, make.equal(g, asNumber(g, x.node), node)), make.falseNode(g)),
      'bool',
    ),
  );
}

function arrayEqual(call: Call): Value {
  const { context } = call;
  const g = context.graph;
  const [a, b] = [toFullArray(context, call.value('a1')), toFullArray(context, call.value('a2'))];
  if (a.shape.join() !== b.shape.join()) return scalar(make.falseNode(g), 'bool');
  const [p, q] = broadcastTogether(context, [a, b]).map(elementsOf) as [NodeId[], NodeId[]];
  return scalar(
    p.reduce(
      (all, node, i) => make.and(g, all, make.equal(g, asNumber(g, node), asNumber(g, q[i] as NodeId))),
      make.trueNode(g),
    ),
    'bool',
  );
}

export const selectionPrimitives: Readonly<Record<string, Primitive>> = {
  select: primitive('condlist, choicelist, default?', select),
  piecewise: primitive('x, condlist, funclist, *more', piecewise),
  choose: primitive('a, choices, mode?', choose),
  nonzero: primitive('a', (call) => tuple(placesOfTrue(call, call.value('a')))),
  flatnonzero: primitive('a', (call) => {
    const array = toFullArray(call.context, call.value('a'));
    return placesOfTrue(call, reshaped(array, [sizeOf(array.shape)]))[0] as Value;
  }),
  argwhere: primitive('a', (call) => {
    const columns = placesOfTrue(call, call.value('a')).map(elementsOf);
    const count = columns[0]?.length ?? 0;
    const rows = Array.from({ length: count }, (_unused, i) => columns.map((column) => column[i] as NodeId));
    return freshArray(rows.flat(), [count, columns.length], 'int');
  }),
  unique: primitive('ar, return_index?, return_inverse?, return_counts?, axis?', unique),
  bincount: primitive('x, weights?, minlength?', bincount),
  take_along_axis: primitive('arr, indices, axis?, dim?', takeAlongAxis),
  insert: primitive('arr, obj, values, axis?', insert),
  isin: primitive('element, test_elements', isIn),
  array_equal: primitive('a1, a2, equal_nan?', arrayEqual),
  extract: primitive('condition, arr', (call) => {
    const nodes = elementsOf(toFullArray(call.context, call.value('arr')));
    const condition = toArray(call.context, call.value('condition'));
    if (condition.kind === 'scalar') return call.refuse('`extract` needs an array of conditions.');
    const picked = knownTruth(call, condition).flatMap((holds, i) => (holds ? [nodes[i] as NodeId] : []));
    return freshArray(picked, [picked.length], call.array('arr').type);
  }),
};
