/** Grids of indices, and functions of them. */
import type { NodeId } from '../../calculus/graph';
import { elementsOf, freshArray, rowMajor, sizeOf } from '../arrays';
import { callValue } from '../calls';
import { checkSize, sequenceOf, toArray, toCount, toFullArray, toRankedArray, unwrap } from '../coercion';
import { closedNumber } from '../constants';
import { asNumber } from '../merge';
import { iterator, scalar, tuple } from '../values';
import type { ArrayValue, Value } from '../values';
import { linesOf, positiveAxis } from './axes';
import { primitive } from './binding';
import type { Call, Primitive } from './binding';
import { shapeFrom } from './creation';

/** For each axis of a shape, the index along it at every element. */
export function indexGrids(call: Call, shape: readonly number[]): ArrayValue[] {
  const g = call.context.graph;
  checkSize(call.context, shape);
  call.context.budget.spend(g, call.context.span, sizeOf(shape) * shape.length);
  const strides = rowMajor(shape);
  return shape.map((size, axis) =>
    freshArray(
      Array.from({ length: sizeOf(shape) }, (_unused, flat) =>
        g.integer(Math.floor(flat / (strides[axis] as number)) % size),
      ),
      shape,
      'int',
    ),
  );
}

function stacked(grids: readonly ArrayValue[], shape: readonly number[]): ArrayValue {
  return freshArray(grids.flatMap(elementsOf), [grids.length, ...shape], 'int');
}

/** Arrays that pick rows × columns: `a[np.ix_(rows, columns)]`. */
function openMesh(call: Call): Value {
  const g = call.context.graph;
  const axes = call.rest.map((value) => toRankedArray(call.context, value, 1));
  return tuple(
    axes.map((axis, i) => {
      if (axis.type === 'bool' && elementsOf(axis).some((node) => closedNumber(g, asNumber(g, node)) === undefined))
        return call.refuse('Which places `ix_` gives depends on values that are not known.');
      const nodes =
        axis.type === 'bool'
          ? elementsOf(axis).flatMap((node, k) => (closedNumber(g, asNumber(g, node)) === 1 ? [g.integer(k)] : []))
          : elementsOf(axis);
      const shape = axes.map((_other, k) => (k === i ? nodes.length : 1));
      return freshArray(nodes, shape, axis.type === 'bool' ? 'int' : axis.type);
    }),
  );
}

function unravel(call: Call): Value {
  const { context } = call;
  const shape = shapeFrom(context, call.value('shape'));
  const strides = rowMajor(shape);
  const indices = toArray(context, call.value('indices'));
  const nodes = indices.kind === 'array' ? elementsOf(indices) : [indices.node];
  const places = nodes.map((node) => toCount(context, scalar(node, 'int'), 'This index'));
  return tuple(
    shape.map((size, axis) => {
      const along = places.map((place) => context.graph.integer(Math.floor(place / (strides[axis] as number)) % size));
      return unwrap(freshArray(along, indices.kind === 'array' ? indices.shape : [], 'int'));
    }),
  );
}

function ravelIndex(call: Call): Value {
  const { context } = call;
  const strides = rowMajor(shapeFrom(context, call.value('dims')));
  const columns = sequenceOf(context, call.value('multi_index')).map((value) => toFullArray(context, value));
  const [first] = columns;
  if (!first || columns.length !== strides.length) return call.refuse('There is one index for each axis.');
  const nodes = elementsOf(first).map((_node, i) =>
    context.graph.integer(
      columns.reduce(
        (place, column, axis) =>
          place +
          (strides[axis] as number) * toCount(context, scalar(elementsOf(column)[i] as NodeId, 'int'), 'This index'),
        0,
      ),
    ),
  );
  return unwrap(freshArray(nodes, first.shape, 'int'));
}

/** A function of all indices at once, as NumPy calls it. */
function fromFunction(call: Call): Value {
  const shape = shapeFrom(call.context, call.value('shape'));
  const result = callValue(call.context, call.value('function'), indexGrids(call, shape), []);
  return result;
}

/** (indices, value) of every element. */
function enumerated(call: Call): Value {
  const { context } = call;
  const array = toFullArray(context, call.value('arr'));
  const grids = indexGrids(call, array.shape).map(elementsOf);
  return iterator(
    elementsOf(array).map((node, i) =>
      tuple([tuple(grids.map((grid) => scalar(grid[i] as NodeId, 'int'))), scalar(node, array.type)]),
    ),
  );
}

/** A function of every line along an axis; what it gives stands where the line stood. */
function applyAlongAxis(call: Call): Value {
  const { context } = call;
  const array = toRankedArray(context, call.value('arr'), 1);
  const axis = positiveAxis(context, call.count('axis'), array.shape.length);
  const { lines, kept } = linesOf(array, axis);
  const results = lines.map((places) => {
    const line = freshArray(
      places.map((place) => array.buffer.nodes[place] as NodeId),
      [places.length],
      array.type,
    );
    return toArray(context, callValue(context, call.value('func1d'), [line, ...call.rest], [...call.keywords]));
  });
  const [first] = results;
  if (!first) return call.refuse('`apply_along_axis` of nothing.');
  const outer = kept.map((a) => array.shape[a] as number);
  if (first.kind === 'scalar')
    return unwrap(
      freshArray(
        results.map((result) => asNumber(context.graph, (result as typeof first).node)),
        outer,
        first.type,
      ),
    );
  if (first.shape.length !== 1 || axis !== array.shape.length - 1)
    return call.refuse('`apply_along_axis` is understood for functions that give numbers, or along the last axis.');
  const nodes = results.flatMap((result) => elementsOf(result as ArrayValue));
  return freshArray(nodes, [...outer, first.shape[0] as number], first.type);
}

/** A quarter turn of a matrix, k times. */
function rotate(call: Call): Value {
  const array = toRankedArray(call.context, call.value('m'), 2);
  if (array.shape.length !== 2 || call.optional('axes')) return call.refuse('`rot90` is understood for matrices.');
  const turns = ((call.count('k', 1) % 4) + 4) % 4;
  let rows: NodeId[][] = Array.from({ length: array.shape[0] as number }, (_unused, i) =>
    elementsOf(array).slice(i * (array.shape[1] as number), (i + 1) * (array.shape[1] as number)),
  );
  for (let turn = 0; turn < turns; turn += 1) {
    const width = rows[0]?.length ?? 0;
    rows = Array.from({ length: width }, (_unused, j) => rows.map((row) => row[width - 1 - j] as NodeId));
  }
  return freshArray(rows.flat(), [rows.length, rows[0]?.length ?? 0], array.type);
}

export const gridPrimitives: Readonly<Record<string, Primitive>> = {
  ix_: primitive('*axes', openMesh),
  indices: primitive('dimensions, dtype?, sparse?', (call) => {
    const shape = shapeFrom(call.context, call.value('dimensions'));
    return stacked(indexGrids(call, shape), shape);
  }),
  unravel_index: primitive('indices, shape, order?', unravel),
  ravel_multi_index: primitive('multi_index, dims, mode?, order?', ravelIndex),
  fromfunction: primitive('function, shape, dtype?', fromFunction),
  ndenumerate: primitive('arr', enumerated),
  apply_along_axis: primitive('func1d, axis, arr, *more', applyAlongAxis),
  rot90: primitive('m, k?, axes?', rotate),
  diag_indices_from: primitive('arr', (call) => {
    const array = toRankedArray(call.context, call.value('arr'), 2);
    const side = freshArray(
      Array.from({ length: Math.min(...array.shape) }, (_unused, i) => call.context.graph.integer(i)),
      [Math.min(...array.shape)],
      'int',
    );
    return tuple(array.shape.map(() => side));
  }),
  rollaxis: primitive('a, axis, start?', (call) => {
    const array = toRankedArray(call.context, call.value('a'), 2);
    const axis = positiveAxis(call.context, call.count('axis'), array.shape.length);
    const given = call.count('start', 0);
    const start = given < 0 ? given + array.shape.length : given;
    const order = array.shape.map((_size, a) => a).filter((a) => a !== axis);
    order.splice(start > axis ? start - 1 : start, 0, axis);
    return {
      ...array,
      shape: order.map((a) => array.shape[a] as number),
      strides: order.map((a) => array.strides[a] as number),
    };
  }),
};
