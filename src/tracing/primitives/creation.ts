/** Arrays made of nothing but their shapes, and of lists. */
import * as make from '../../calculus/construct';
import type { Graph, NodeId } from '../../calculus/graph';
import { copyArray, copyOf, elementsOf, freshArray, reshaped, sizeOf, spansOf } from '../arrays';
import {
  checkSize,
  demandArray,
  demandCount,
  elementwise,
  sequenceOf,
  toArray,
  toCount,
  toFullArray,
  toRankedArray,
  toScalar,
} from '../coercion';
import { closedNumber } from '../constants';
import { impossible } from '../context';
import type { Context } from '../context';
import { demandMatrix } from '../customs';
import { decimal } from '../given';
import { asMatrix } from '../matrices';
import { asNumber, widerType } from '../merge';
import { knownInteger, numberNode } from '../numbers';
import { describe, list, scalar, tuple } from '../values';
import type { ArrayValue, Scalar, ScalarType, Value } from '../values';
import { rankAndSizes } from './axes';
import { primitive } from './binding';
import type { Call, Primitive } from './binding';
import { unfilled } from '../unfilled';

/** A shape argument: a number or a tuple of numbers. */
export function shapeFrom(context: Context, value: Value): number[] {
  const sizes = value.kind === 'scalar' ? [value] : sequenceOf(context, value);
  return sizes.map((size) => toCount(context, size, 'A size of this array'));
}

/** The shape of a new array, checked. */
function newShape(context: Context, value: Value): number[] {
  const shape = shapeFrom(context, value);
  checkSize(context, shape);
  return shape;
}

/** What `dtype=` asks for, `undefined` where it says nothing. */
export function dtypeOf(call: Call): ScalarType | undefined {
  const value = call.optional('dtype');
  if (!value) return undefined;
  const name = value.kind === 'builtin' ? value.primitive : value.kind === 'string' ? (value.value ?? '') : '';
  if (/^(float|f\d?|d|double)/.test(name)) return 'float';
  if (/^(u?int|i\d?|u\d)/.test(name)) return 'int';
  if (/^bool/.test(name)) return 'bool';
  if (value.kind === 'opaque' || name === 'dtype') return undefined;
  return call.refuse(`The dtype of \`${call.name}\` is not understood.`);
}

/** The array with another dtype; whole numbers are cut off towards 0. */
export function cast(call: Call, array: ArrayValue | Scalar, type: ScalarType | undefined): ArrayValue | Scalar {
  if (type === undefined || type === array.type) return array;
  const { context } = call;
  const g = context.graph;
  return elementwise(context, [array], (x) => {
    if (type === 'bool') return scalar(g.isCondition(x.node) ? x.node : make.notEqual(g, x.node, g.integer(0)), 'bool');
    const node = asNumber(g, x.node);
    if (type === 'float' || x.type !== 'float') return scalar(node, type);
    const value = closedNumber(g, node);
    if (value !== undefined && !Number.isFinite(value)) return call.refuse('This is no number that can be made whole.');
    return scalar(value === undefined ? make.call(g, 'trunc', node) : g.integer(Math.trunc(value)), 'int');
  }) as ArrayValue | Scalar;
}

/** What an array begins with: a number, or nothing that one could reckon with. */
type Beginning = number | 'unfilled';

function beginnings(call: Call, count: number, type: ScalarType, value: Beginning): NodeId[] {
  const g = call.context.graph;
  if (value !== 'unfilled') return new Array<NodeId>(count).fill(boolOr(g, type, value));
  return Array.from({ length: count }, () => {
    const element = unfilled(call.context, call.name);
    return type === 'bool' ? make.notEqual(g, element, g.integer(0)) : element;
  });
}

const filled = (shape: readonly number[], node: NodeId, type: ScalarType): ArrayValue =>
  freshArray(new Array<NodeId>(sizeOf(shape)).fill(node), shape, type);

const boolOr = (g: Graph, type: ScalarType, value: number): NodeId =>
  type === 'bool' ? (value ? make.trueNode(g) : make.falseNode(g)) : g.integer(value);

const constantArray = (value: Beginning): Primitive =>
  primitive('shape, dtype?, *more', (call) => {
    const { context } = call;
    const type = call.optional('dtype')?.kind === 'scalar' ? 'float' : (dtypeOf(call) ?? 'float');
    const shape = newShape(context, call.value('shape'));
    context.budget.spend(context.graph, context.span, sizeOf(shape));
    return freshArray(beginnings(call, sizeOf(shape), type, value), shape, type);
  });

/** `torch.zeros(2, 3)` takes sizes one by one. */
const constantTensor = (value: Beginning): Primitive =>
  primitive('*sizes', (call) => {
    const [first] = call.rest;
    const shape =
      call.rest.length === 1 && first
        ? shapeFrom(call.context, first)
        : call.rest.map((size) => toCount(call.context, size, 'A size of this array'));
    return freshArray(beginnings(call, sizeOf(shape), 'float', value), shape, 'float');
  });

/** The array that another is to be like: a scalar argument of unknown shape is taken for a vector. */
function template(call: Call): ArrayValue | Scalar {
  const value = call.value('a');
  if (value.kind === 'scalar') demandArray(call.context, value, rankAndSizes(1));
  return call.numbers('a');
}

const like = (value: Beginning): Primitive =>
  primitive('a, dtype?, order?, subok?, shape?', (call) => {
    const source = template(call);
    const type = dtypeOf(call) ?? source.type;
    if (source.kind === 'scalar') return scalar(beginnings(call, 1, type, value)[0] as NodeId, type);
    return freshArray(beginnings(call, sizeOf(source.shape), type, value), source.shape, type);
  });

function full(call: Call, shape: readonly number[], type: ScalarType | undefined): Value {
  const value = call.numbers('fill_value');
  const cells = elementwise(
    call.context,
    [filled(shape, call.context.graph.integer(0), 'int'), value],
    (_zero, x) => x,
  );
  return cast(call, cells as ArrayValue | Scalar, type);
}

/** `np.array(…)`: a new array; `np.asarray(…)`: the same one where it is one. */
function array(call: Call): Value {
  const { context } = call;
  const given = call.value('object');
  if (given.kind === 'masked') return given;
  const isCopy = /(^|\.)(array|tensor|copy)$/.test(call.name);
  const type = dtypeOf(call);
  if (given.kind === 'array' && (type ?? given.type) === given.type && !call.optional('ndmin'))
    return isCopy ? copyOf(given) : given;
  const value = toArray(context, given);
  const typed = cast(call, value, type);
  const rank = call.count('ndmin', 0);
  const result =
    typed.kind === 'array' && rank > typed.shape.length
      ? reshaped(typed, [...new Array<number>(rank - typed.shape.length).fill(1), ...typed.shape])
      : typed;
  return result.kind === 'array' && isCopy ? copyArray(result) : result;
}

/** `np.matrix('1 2; 3 4')`, `np.matrix(X)`; `np.asmatrix(X)` shares the elements of the array. */
function matrix(call: Call): Value {
  const { context } = call;
  const given = call.value('data');
  if (given.kind === 'string') return matrixFromText(call, given.value);
  if (given.kind === 'scalar') demandMatrix(context, given);
  const value = cast(call, toFullArray(context, given), dtypeOf(call));
  const rows = value.kind === 'array' ? value : toFullArray(context, value);
  return asMatrix(context, call.name.endsWith('.matrix') ? copyOf(rows) : rows);
}

function matrixFromText(call: Call, text: string | null): Value {
  const rows = (text ?? '')
    .replace(/[[\]]/g, '')
    .split(';')
    .map((row) => row.split(/[\s,]+/).filter((part) => part !== ''));
  const isNumber = (part: string): boolean => /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(part);
  if (!rows.flat().every(isNumber)) return call.refuse('What this text is as a matrix is not known.');
  const { graph } = call.context;
  const isWhole = rows.flat().every((part) => /^[+-]?\d+$/.test(part));
  const numbers = rows.map((row) =>
    list(row.map((part) => scalar(decimal(graph, Number(part)), isWhole ? 'int' : 'float'))),
  );
  return asMatrix(call.context, toFullArray(call.context, list(numbers)));
}

function arange(call: Call): Value {
  const { context } = call;
  const g = context.graph;
  const bounds = [call.optional('start'), call.optional('stop'), call.optional('step')];
  const [start, stop] = bounds[1] ? [bounds[0], bounds[1]] : [undefined, bounds[0]];
  const [first, last, step] = [start, stop, bounds[2]].map((value) => (value ? toScalar(context, value) : undefined));
  if (!last) return call.refuse('`arange` needs an end.');
  const from = first ?? scalar(g.integer(0), 'int');
  const by = step ?? scalar(g.integer(1), 'int');
  const numbers = [from, last, by].map((value) => closedNumber(g, numberNode(context, value)));
  if (numbers.includes(undefined)) demandCount(context, [from.node, last.node, by.node]);
  const [a, b, d] = numbers;
  if (a === undefined || b === undefined || d === undefined || d === 0)
    return call.refuse('How many elements `arange` gives depends on values that are not known.');
  const count = Math.max(0, Math.ceil((b - a) / d));
  if (!Number.isFinite(count)) return call.refuse('`arange` has no end.');
  checkSize(context, [count]);
  context.budget.spend(g, context.span, count);
  const nodes = Array.from({ length: count }, (_unused, i) =>
    make.add(g, numberNode(context, from), make.multiply(g, g.integer(i), numberNode(context, by))),
  );
  return freshArray(nodes, [count], dtypeOf(call) ?? [from, last, by].map((value) => value.type).reduce(widerType));
}

/** n numbers from start to stop, both ends included unless told otherwise. */
function spaced(call: Call, change: (g: Graph, node: NodeId) => NodeId): Value {
  const { context } = call;
  const g = context.graph;
  const [start, stop] = [toScalar(context, call.value('start')), toScalar(context, call.value('stop'))].map((value) =>
    numberNode(context, value),
  ) as [NodeId, NodeId];
  const count = call.count('num', 50);
  checkSize(context, [count]);
  const intervals = call.flag('endpoint', true) ? count - 1 : count;
  context.budget.spend(g, context.span, count);
  const step = intervals > 0 ? make.divide(g, make.subtract(g, stop, start), g.integer(intervals)) : g.integer(0);
  const nodes = Array.from({ length: count }, (_unused, i) =>
    change(
      g,
      i === count - 1 && intervals === count - 1 && count > 1
        ? stop
        : make.add(g, start, make.multiply(g, g.integer(i), step)),
    ),
  );
  const values = freshArray(nodes, [count], 'float');
  return call.flag('retstep', false) ? tuple([values, scalar(step)]) : values;
}

function eye(call: Call): Value {
  const g = call.context.graph;
  const rows = call.count('N');
  const columns = call.count('M', rows);
  checkSize(call.context, [rows, columns]);
  const offset = call.count('k', 0);
  const nodes = Array.from({ length: rows * columns }, (_unused, i) =>
    g.integer((i % columns) - Math.floor(i / columns) === offset ? 1 : 0),
  );
  return freshArray(nodes, [rows, columns], dtypeOf(call) ?? 'float');
}

/** A matrix with a vector on its diagonal, or the diagonal of a matrix. */
function diagonal(call: Call, given?: ArrayValue): Value {
  const { context } = call;
  const g = context.graph;
  const value = given ?? toRankedArray(context, call.value('v'), 1);
  const offset = call.count('k', 0);
  if (value.shape.length === 1) {
    const nodes = elementsOf(value).map((node) => asNumber(g, node));
    const spans = spansOf(value);
    const size = nodes.length + Math.abs(offset);
    const matrix = filled([size, size], g.integer(0), value.type === 'bool' ? 'int' : value.type);
    nodes.forEach((node, i) => {
      const place = (offset < 0 ? i - offset : i) * size + (offset > 0 ? i + offset : i);
      matrix.buffer.nodes[place] = node;
      matrix.buffer.spans[place] = spans[i];
    });
    return matrix;
  }
  if (value.shape.length !== 2) return call.refuse('`diag` is understood for vectors and matrices.');
  const [m, n] = value.shape as [number, number];
  const [p, q] = value.strides as [number, number];
  const count = Math.max(0, offset >= 0 ? Math.min(m, n - offset) : Math.min(m + offset, n));
  const start = value.offset + (offset >= 0 ? offset * q : -offset * p);
  return copyArray({ ...value, shape: [count], strides: [p + q], offset: start });
}

const triangle = (keeps: (i: number, j: number, k: number) => boolean): Primitive =>
  primitive('m, k?', (call) => {
    const g = call.context.graph;
    const matrix = toRankedArray(call.context, call.value('m'), 2);
    const k = call.count('k', 0);
    const [rows, columns] = matrix.shape.slice(-2) as [number, number];
    const nodes = elementsOf(matrix).map((node, flat) => {
      const [i, j] = [Math.floor(flat / columns) % rows, flat % columns];
      return keeps(i, j, k) ? asNumber(g, node) : g.integer(0);
    });
    return freshArray(nodes, matrix.shape, matrix.type === 'bool' ? 'int' : matrix.type);
  });

function vander(call: Call): Value {
  const { context } = call;
  const g = context.graph;
  const x = toRankedArray(context, call.value('x'), 1);
  const nodes = elementsOf(x).map((node) => asNumber(g, node));
  const columns = call.count('N', nodes.length);
  const rising = call.flag('increasing', false);
  const powers = Array.from({ length: columns }, (_unused, j) => (rising ? j : columns - 1 - j));
  return freshArray(
    nodes.flatMap((node) => powers.map((power) => make.power(g, node, g.integer(power)))),
    [nodes.length, columns],
    x.type,
  );
}

function meshgrid(call: Call): Value {
  const { context } = call;
  const axes = call.rest.map((value) => toRankedArray(context, value, 1));
  const indexing = call.keywords.get('indexing');
  const byRow = indexing?.kind === 'string' && indexing.value === 'ij';
  const order = axes.map((_axis, i) => (!byRow && axes.length >= 2 && i < 2 ? 1 - i : i));
  const shape = order.map((i) => sizeOf((axes[i] as ArrayValue).shape));
  return list(
    axes.map((axis, i) => {
      const nodes = elementsOf(axis);
      const position = order.indexOf(i);
      const inner = sizeOf(shape.slice(position + 1));
      const all = Array.from(
        { length: sizeOf(shape) },
        (_unused, flat) => nodes[Math.floor(flat / inner) % nodes.length] as NodeId,
      );
      return freshArray(all, shape, axis.type);
    }),
  );
}

/** Places of a triangle as two lists of indices. */
const triangleIndices = (upper: boolean): Primitive =>
  primitive('n, k?, m?', (call) => {
    const g = call.context.graph;
    const rows = call.count('n');
    const columns = call.count('m', rows);
    const k = call.count('k', 0);
    const places: [number, number][] = [];
    for (let i = 0; i < rows; i += 1)
      for (let j = 0; j < columns; j += 1) if (upper ? j - i >= k : j - i <= k) places.push([i, j]);
    const side = (which: 0 | 1): ArrayValue =>
      freshArray(
        places.map((place) => g.integer(place[which])),
        [places.length],
        'int',
      );
    return tuple([side(0), side(1)]);
  });

function ndindex(call: Call): Value {
  const { context } = call;
  const [first] = call.rest;
  const shape =
    call.rest.length === 1 && first
      ? shapeFrom(context, first)
      : call.rest.map((size) => toCount(context, size, 'A size'));
  let indices: Value[][] = [[]];
  for (const size of shape)
    indices = indices.flatMap((index) =>
      Array.from({ length: size }, (_unused, i) => [...index, scalar(context.graph.integer(i), 'int')]),
    );
  return list(indices.map((index) => tuple(index)));
}

/** A number as another type: `float(x)`, `int(x)`. */
const conversion = (type: ScalarType): Primitive =>
  primitive('x?, dtype?', (call) => {
    const value = call.optional('x');
    if (!value)
      return scalar(type === 'bool' ? make.falseNode(call.context.graph) : call.context.graph.integer(0), type);
    if (value.kind === 'string') return fromText(call, value.value, type);
    if (type === 'int') {
      const known = value.kind === 'scalar' ? knownInteger(call.context, value) : undefined;
      if (known !== undefined) return scalar(call.context.graph.integer(known), 'int');
    }
    const converted = cast(call, toArray(call.context, value), type);
    if (converted.kind === 'scalar' || call.name !== type) return converted;
    if (sizeOf(converted.shape) !== 1)
      return impossible(call.context, `${describe(converted)} cannot be made one number.`, 'TypeError', 'ValueError');
    return scalar(elementsOf(converted)[0] as NodeId, converted.type);
  });

function fromText(call: Call, text: string | null, type: ScalarType): Value {
  const g = call.context.graph;
  if (text !== null && /^[+-]?(inf|infinity)$/i.test(text))
    return scalar(g.double(text.startsWith('-') ? -Infinity : Infinity));
  if (text !== null && /^nan$/i.test(text)) return scalar(g.double(NaN));
  if (text !== null && /^\d+(\.\d*)?(e[+-]?\d+)?$/i.test(text)) return scalar(make.literal(g, text), type);
  return call.refuse('This text is no number that is known.');
}

export const creationPrimitives: Readonly<Record<string, Primitive>> = {
  zeros: constantArray(0),
  ones: constantArray(1),
  empty: constantArray('unfilled'),
  'torch.zeros': constantTensor(0),
  'torch.ones': constantTensor(1),
  'torch.empty': constantTensor('unfilled'),
  zeros_like: like(0),
  ones_like: like(1),
  empty_like: like('unfilled'),
  full: primitive('shape, fill_value, dtype?', (call) =>
    full(call, newShape(call.context, call.value('shape')), dtypeOf(call)),
  ),
  full_like: primitive('a, fill_value, dtype?', (call) => {
    const source = call.numbers('a');
    return full(call, source.kind === 'array' ? source.shape : [], dtypeOf(call) ?? source.type);
  }),
  array: primitive('object, dtype?, copy?, order?, subok?, ndmin?, like?', array),
  matrix: primitive('data, dtype?, copy?', matrix),
  copy: primitive('object, order?', (call) => {
    const value = call.value('object');
    if (value.kind === 'list') return list(value.object.items);
    if (value.kind !== 'array') return value;
    return copyOf(value);
  }),
  astype: primitive('a, dtype, order?, casting?, copy?', (call) => {
    const given = call.value('a');
    if (given.kind === 'array' && dtypeOf(call) === given.type) return copyOf(given);
    const typed = cast(call, call.numbers('a'), dtypeOf(call));
    return typed.kind === 'array' ? copyArray(typed) : typed;
  }),
  'torch.to': primitive('a, *others, dtype?, device?, non_blocking?, copy?', (call) => {
    const types = [...call.rest, call.optional('dtype')].map((value) =>
      value?.kind === 'builtin' ? value.primitive : '',
    );
    const given = call.value('a');
    return types.some((type) => type === 'int' || type === 'bool')
      ? cast(call, call.numbers('a'), types.includes('bool') ? 'bool' : 'int')
      : given;
  }),
  'torch.to_int': primitive('a', (call) => cast(call, call.numbers('a'), 'int')),
  eye: primitive('N, M?, k?, dtype?', eye),
  identity: primitive('N, dtype?', (call) => {
    const value = call.value('N');
    // Methods that give their object back are named so as well.
    return call.name.startsWith('.') ? value : eye(call);
  }),
  arange: primitive('start, stop?, step?, dtype?', arange),
  linspace: primitive('start, stop, num?, endpoint?, retstep?, dtype?, axis?', (call) =>
    spaced(call, (_g, node) => node),
  ),
  logspace: primitive('start, stop, num?, endpoint?, base?, dtype?', (call) => {
    const base = call.optional('base');
    const node = base ? numberNode(call.context, toScalar(call.context, base)) : call.context.graph.integer(10);
    return spaced(call, (g, exponent) => make.power(g, node, exponent));
  }),
  diag: primitive('v, k?', (call) => diagonal(call)),
  diagonal: primitive('v, k?, axis1?, axis2?', (call) => diagonal(call)),
  diagflat: primitive('v, k?', (call) => {
    const given = toFullArray(call.context, call.value('v'));
    return diagonal(call, reshaped(given, [sizeOf(given.shape)]));
  }),
  tril: triangle((i, j, k) => j - i <= k),
  triu: triangle((i, j, k) => j - i >= k),
  tri: primitive('N, M?, k?, dtype?', (call) => {
    const g = call.context.graph;
    const rows = call.count('N');
    const columns = call.count('M', rows);
    const k = call.count('k', 0);
    const nodes = Array.from({ length: rows * columns }, (_unused, i) =>
      g.integer((i % columns) - Math.floor(i / columns) <= k ? 1 : 0),
    );
    return freshArray(nodes, [rows, columns], 'float');
  }),
  vander: primitive('x, N?, increasing?', vander),
  meshgrid: primitive('*axes', meshgrid),
  tril_indices: triangleIndices(false),
  triu_indices: triangleIndices(true),
  diag_indices: primitive('n, ndim?', (call) => {
    const n = call.count('n');
    const side = (): ArrayValue =>
      freshArray(
        Array.from({ length: n }, (_unused, i) => call.context.graph.integer(i)),
        [n],
        'int',
      );
    return tuple(Array.from({ length: call.count('ndim', 2) }, side));
  }),
  ndindex: primitive('*shape', ndindex),
  float: conversion('float'),
  int: conversion('int'),
  bool: primitive('x?', (call) => {
    const value = call.optional('x');
    const g = call.context.graph;
    return value ? cast(call, toArray(call.context, value), 'bool') : scalar(make.falseNode(g), 'bool');
  }),
};
