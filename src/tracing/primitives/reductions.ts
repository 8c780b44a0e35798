/** Sums, means, extremes and running sums along axes. */
import * as make from '../../calculus/construct';
import { logSoftmax, logSumExp, softmax as normalisedExponentials } from '../../calculus/functions/definitions';
import type { Graph, NodeId } from '../../calculus/graph';
import { elementsOf, freshArray, permuted, reshaped, sizeOf } from '../arrays';
import { elementwise, isArrayLike, sequenceOf, toArray, toCondition, toFullArray, toScalar, unwrap } from '../coercion';
import { writeSelection } from '../assignment';
import { ascending, closedNumber } from '../constants';
import type { Context } from '../context';
import { demandSummed } from '../customs';
import { asNumber, widerType } from '../merge';
import { binary } from '../operators';
import { arithmetic, numberNode } from '../numbers';
import { list, none, scalar } from '../values';
import type { ArrayValue, ScalarType, Value } from '../values';
import { axesFrom, groupsOf, linesOf } from './axes';
import { primitive } from './binding';
import type { Call, Primitive } from './binding';

/** The argument of a reduction: a scalar argument of the function is taken for a vector. */
export function reduced(call: Call, name = 'a'): ArrayValue {
  const { context } = call;
  const value = call.value(name);
  if (value.kind === 'scalar') demandSummed(context, value);
  return toFullArray(context, value);
}

type Reduce = (g: Graph, nodes: readonly NodeId[], call: Call) => NodeId;

const reduction = (reduce: Reduce, typeOf: (type: ScalarType) => ScalarType, extra = ''): Primitive =>
  primitive(`a, axis?, dtype?, keepdims?, initial?, where?${extra}`, (call) => reduceArray(call, reduce, typeOf));

function reduceArray(call: Call, reduce: Reduce, typeOf: (type: ScalarType) => ScalarType): Value {
  const { context } = call;
  const g = context.graph;
  if (call.optional('where')) return call.refuse(`\`where=\` of \`${call.name}\` is not understood.`);
  const value = call.value('a');
  if (value.kind === 'masked') return reduceMasked(call, value);
  const array = reduced(call);
  const axes = axesFrom(context, call.optional('axis'), array);
  if (/(^|\.)nan/.test(call.name) && elementsOf(array).some((node) => Number.isNaN(closedNumber(g, node))))
    return call.refuse(`\`${call.name}\` leaves out elements that are not numbers.`);
  // `torch.sum(x, 1, True)`: PyTorch's third argument is `keepdim`.
  const third = call.optional('dtype');
  const isKept = third?.kind === 'scalar' && third.type === 'bool' && third.node === make.trueNode(g);
  const { groups, shape } = groupsOf(array, axes, isKept || call.flag('keepdims', false));
  context.budget.spend(g, context.span, sizeOf(array.shape));
  const nodes = groups.map((places) =>
    reduce(
      g,
      places.map((place) => asNumber(g, array.buffer.nodes[place] as NodeId)),
      call,
    ),
  );
  const result = unwrap(freshArray(nodes, shape, typeOf(array.type)));
  return withInitial(call, result);
}

/** `initial=`: one element more, before the others. */
function withInitial(call: Call, result: Value): Value {
  const initial = call.optional('initial');
  if (!initial) return result;
  const g = call.context.graph;
  const name = call.name.split('.').at(-1) ?? '';
  if (name === 'sum') return binary(call.context, '+', result, initial);
  if (name === 'prod') return binary(call.context, '*', result, initial);
  const extremeName = /max$/.test(name) ? 'max' : /min$/.test(name) ? 'min' : undefined;
  if (extremeName === undefined) return call.refuse(`\`initial=\` of \`${call.name}\` is not understood.`);
  return elementwise(call.context, [result, initial], (x, y) =>
    scalar(
      make.call(g, extremeName, numberNode(call.context, x), numberNode(call.context, y)),
      widerType(x.type, y.type),
    ),
  );
}

/** The elements that a condition picks: those it does not pick count as nothing. */
function reduceMasked(call: Call, value: Extract<Value, { kind: 'masked' }>): Value {
  const g = call.context.graph;
  const [nodes, mask] = [elementsOf(value.elements), elementsOf(value.mask)];
  const chosen = (otherwise: number): NodeId[] =>
    nodes.map((node, i) => make.select(g, mask[i] as NodeId, asNumber(g, node), g.integer(otherwise)));
  const name = call.name.split('.').at(-1) ?? call.name;
  if (call.optional('axis')) return call.refuse('How many elements the condition picks is not known.');
  switch (name) {
    case 'sum':
      return scalar(make.sum(g, chosen(0)), value.elements.type);
    case 'prod':
      return scalar(make.product(g, chosen(1)), value.elements.type);
    case 'mean': {
      const count = make.sum(
        g,
        mask.map((condition) => asNumber(g, condition)),
      );
      return scalar(make.divide(g, make.sum(g, chosen(0)), count));
    }
    default:
      return call.refuse('How many elements the condition picks is not known.');
  }
}

const asNumberType = (type: ScalarType): ScalarType => (type === 'bool' ? 'int' : type);

const extreme =
  (name: 'max' | 'min'): Reduce =>
  (g, nodes, call) => {
    const [first, ...rest] = nodes;
    if (first === undefined) return call.refuse(`\`${call.name}\` of no elements.`);
    return rest.reduce((a, b) => make.call(g, name, a, b), first);
  };

const mean: Reduce = (g, nodes, call) => {
  if (nodes.length === 0) return call.refuse(`\`${call.name}\` of no elements.`);
  return make.divide(g, make.sum(g, nodes), g.integer(nodes.length));
};

/** Σ(xᵢ − x̄)²/(n − ddof) */
export const variance: Reduce = (g, nodes, call) => {
  const ddof = call.optional('ddof') ?? call.optional('correction');
  const freedom = make.subtract(
    g,
    g.integer(nodes.length),
    ddof ? numberNode(call.context, toScalar(call.context, ddof)) : g.integer(0),
  );
  const centre = mean(g, nodes, call);
  const squares = nodes.map((node) => make.square(g, make.subtract(g, node, centre)));
  if (closedNumber(g, freedom) === 0) return call.refuse(`\`${call.name}\` of so few elements divides by 0.`);
  return make.divide(g, make.sum(g, squares), freedom);
};

const spread: Reduce = (g, nodes, call) =>
  make.subtract(g, extreme('max')(g, nodes, call), extreme('min')(g, nodes, call));

const float = (): ScalarType => 'float';

/** Running sums and products. */
function cumulative(call: Call, combine: (g: Graph, a: NodeId, b: NodeId) => NodeId): Value {
  const { context } = call;
  const g = context.graph;
  const given = reduced(call);
  const axis = call.optional('axis');
  const array = axis ? given : reshaped(given, [sizeOf(given.shape)]);
  return alongAxis(context, array, axis ? call.count('axis') : 0, (nodes) => {
    const result: NodeId[] = [];
    for (const node of nodes) result.push(result.length === 0 ? node : combine(g, result.at(-1) as NodeId, node));
    return result;
  });
}

/** Replaces every line along an axis by another one; all of the same new length. */
export function alongAxis(
  context: Context,
  array: ArrayValue,
  axis: number,
  change: (line: readonly NodeId[]) => NodeId[],
  type: ScalarType = asNumberType(array.type),
): Value {
  const g = context.graph;
  const [position] = axesFrom(context, scalar(g.integer(axis), 'int'), array) as [number];
  const { lines, kept } = linesOf(array, position);
  const changed = lines.map((places) =>
    change(places.map((place) => asNumber(g, array.buffer.nodes[place] as NodeId))),
  );
  const size = changed[0]?.length ?? 0;
  context.budget.spend(g, context.span, size * changed.length);
  const shape = [...kept.map((a) => array.shape[a] as number), size];
  const result = freshArray(changed.flat(), shape, type);
  const order = array.shape.map((_size, a) => (a === position ? kept.length : a < position ? a : a - 1));
  const moved = permuted(result, order);
  return freshArray(elementsOf(moved), moved.shape, type);
}

/** Differences of neighbours, n times. */
/** What `diff` puts before or behind each line: a number, or the numbers of an only line. */
function borderOf(call: Call, name: 'prepend' | 'append', array: ArrayValue): NodeId[] {
  const value = call.optional(name);
  if (!value) return [];
  const border = toArray(call.context, value);
  if (border.kind === 'array' && (border.shape.length !== 1 || array.shape.length !== 1))
    return call.refuse(`\`${name}\` of \`diff\` is understood for numbers, or for arrays with one axis.`);
  const nodes = border.kind === 'array' ? elementsOf(border) : [border.node];
  return nodes.map((node) => asNumber(call.context.graph, node));
}

function diff(call: Call): Value {
  const { context } = call;
  const g = context.graph;
  let array = reduced(call);
  const [before, after] = [borderOf(call, 'prepend', array), borderOf(call, 'append', array)];
  if (before.length > 0 || after.length > 0)
    array = alongAxis(context, array, call.count('axis', -1), (line) => [...before, ...line, ...after]) as ArrayValue;
  for (let n = call.count('n', 1); n > 0; n -= 1)
    array = alongAxis(context, array, call.count('axis', -1), (line) =>
      line.slice(1).map((node, i) => make.subtract(g, node, line[i] as NodeId)),
    ) as ArrayValue;
  return array;
}

/** The trapezoidal rule. */
function trapezoid(call: Call): Value {
  const { context } = call;
  const g = context.graph;
  const y = reduced(call, 'y');
  const x = call.optional('x');
  const dx = call.optional('dx');
  const xs = x ? elementsOf(toFullArray(context, x)).map((node) => asNumber(g, node)) : undefined;
  const step = dx ? numberNode(context, toScalar(context, dx)) : g.integer(1);
  if (y.shape.length !== 1) return call.refuse(`\`${call.name}\` is understood for one axis only.`);
  const ys = elementsOf(y).map((node) => asNumber(g, node));
  if (xs && xs.length !== ys.length) return call.refuse(`\`${call.name}\` needs as many places as values.`);
  const strips = ys.slice(1).map((node, i) => {
    const width = xs ? make.subtract(g, xs[i + 1] as NodeId, xs[i] as NodeId) : step;
    return make.divide(g, make.multiply(g, width, make.add(g, ys[i] as NodeId, node)), g.integer(2));
  });
  return scalar(make.sum(g, strips));
}

function average(call: Call): Value {
  const { context } = call;
  const weights = call.optional('weights');
  if (!weights) return reduceArray(call, mean, float);
  if (call.optional('axis')) return call.refuse('`average` with weights along an axis is not understood.');
  const products = elementwise(context, [call.value('a'), weights], (x, y) => arithmetic(context, '*', x, y));
  const g = context.graph;
  const total = (value: Value): NodeId =>
    make.sum(
      g,
      elementsOf(toFullArray(context, value)).map((node) => asNumber(g, node)),
    );
  return scalar(make.divide(g, total(products), total(weights)));
}

/** Whether any (all) elements are true. */
const quantifier = (combine: (g: Graph, a: NodeId, b: NodeId) => NodeId, start: boolean): Primitive =>
  primitive('a, axis?, keepdims?', (call) => {
    const { context } = call;
    const g = context.graph;
    const value = call.value('a');
    const array = toFullArray(context, value);
    const axes = axesFrom(context, call.optional('axis'), array);
    const { groups, shape } = groupsOf(array, axes, call.flag('keepdims', false));
    const nodes = groups.map((places) =>
      places
        .map((place) => toCondition(context, scalar(array.buffer.nodes[place] as NodeId, array.type)))
        .reduce((a, b) => combine(g, a, b), start ? make.trueNode(g) : make.falseNode(g)),
    );
    return unwrap(freshArray(nodes, shape, 'bool'));
  });

/** log Σ exp xᵢ, shifted by nothing: the shift that programs use cancels. */
const reduceLogSumExp: Reduce = (g, nodes, call) =>
  call.optional('b') ? call.refuse('Weights of `logsumexp` are not understood.') : logSumExp(g, nodes);

function softmax(call: Call, logarithm: boolean, lastAxis: boolean): Value {
  const { context } = call;
  const g = context.graph;
  const given = reduced(call, 'x');
  const axis = call.optional('axis') ?? call.optional('dim');
  const whole = !axis && !lastAxis;
  const array = whole ? reshaped(given, [sizeOf(given.shape)]) : given;
  const result = alongAxis(
    context,
    array,
    axis ? toAxis(call) : -1,
    (line) => (logarithm ? logSoftmax(g, line) : normalisedExponentials(g, line)),
    'float',
  ) as ArrayValue;
  return whole ? unwrap(reshaped(result, given.shape)) : result;
}

const toAxis = (call: Call): number => (call.optional('axis') ? call.count('axis') : call.count('dim'));

/** Python's `sum`, over anything that can be run through. */
function builtinSum(call: Call): Value {
  const { context } = call;
  const value = call.value('iterable');
  const start = call.optional('start') ?? scalar(context.graph.integer(0), 'int');
  if (value.kind === 'masked') return reduceMasked(call, value);
  return sequenceOf(context, value).reduce<Value>((total, item) => binary(context, '+', total, item), start);
}

/** Python's `max` and `min`, of several arguments or of one that can be run through. */
function builtinExtreme(call: Call, name: 'max' | 'min'): Value {
  const { context } = call;
  const g = context.graph;
  if (call.keywords.has('key')) return call.refuse(`\`${name}\` with a key picks by something else than the value.`);
  const [only] = call.rest;
  const items = call.rest.length === 1 && only ? sequenceOf(context, only) : call.rest;
  const otherwise = call.keywords.get('default');
  const [first, ...rest] = items;
  if (!first) return otherwise ?? call.refuse(`\`${name}\` of nothing.`);
  return rest
    .map((item) => toScalar(context, item))
    .reduce(
      (a, b) => scalar(make.call(g, name, numberNode(context, a), numberNode(context, b)), widerType(a.type, b.type)),
      toScalar(context, first),
    );
}

/** Sorted values of a few, by comparing neighbours: max and min of pairs. */
export function sortedNodes(call: Call, nodes: readonly NodeId[]): NodeId[] {
  const g = call.context.graph;
  const known = nodes.map((node) => closedNumber(g, node));
  if (!known.includes(undefined))
    return nodes
      .map((_node, i) => i)
      .sort((i, j) => ascending(known[i], known[j]))
      .map((i) => nodes[i] as NodeId);
  const missing = nodes.filter((_node, i) => Number.isNaN(known[i]));
  if (missing.length > 0)
    return [
      ...sortedNodes(
        call,
        nodes.filter((node) => !missing.includes(node)),
      ),
      ...missing,
    ];
  if (nodes.length > 8)
    return call.refuse(`\`${call.name}\` of more than 8 values that are not known has too many cases to show.`);
  const result = [...nodes];
  for (let end = result.length - 1; end > 0; end -= 1)
    for (let i = 0; i < end; i += 1) {
      const [a, b] = [result[i] as NodeId, result[i + 1] as NodeId];
      result[i] = make.call(g, 'min', a, b);
      result[i + 1] = make.call(g, 'max', a, b);
    }
  return result;
}

const median: Reduce = (g, nodes, call) => {
  const missing = nodes.find((node) => Number.isNaN(closedNumber(g, node)));
  if (missing !== undefined) return missing;
  const sorted = sortedNodes(call, nodes);
  const middle = Math.floor(sorted.length / 2);
  if (sorted.length % 2 === 1) return sorted[middle] as NodeId;
  return make.divide(g, make.add(g, sorted[middle - 1] as NodeId, sorted[middle] as NodeId), g.integer(2));
};

function sort(call: Call): Value {
  const given = reduced(call);
  const isFlat = call.given('axis') && !call.optional('axis'); // axis=None
  const array = isFlat ? reshaped(given, [sizeOf(given.shape)]) : given;
  // The method sorts in place.
  if (call.name === '.sort') {
    const sorted = alongAxis(
      call.context,
      array,
      call.count('axis', -1),
      (line) => sortedNodes(call, line),
      array.type,
    );
    writeSelection(call.context, array, { kind: 'view', view: array }, sorted);
    return none;
  }
  return alongAxis(call.context, array, call.count('axis', -1), (line) => sortedNodes(call, line), array.type);
}

const sum: Reduce = (g, nodes) => make.sum(g, nodes);
const product: Reduce = (g, nodes) => make.product(g, nodes);

export const reductionPrimitives: Readonly<Record<string, Primitive>> = {
  sum: reduction(sum, asNumberType),
  nansum: reduction(sum, asNumberType),
  prod: reduction(product, asNumberType),
  nanprod: reduction(product, asNumberType),
  mean: reduction(mean, float),
  nanmean: reduction(mean, float),
  var: reduction(variance, float, ', ddof?, correction?'),
  std: reduction((g, nodes, call) => make.call(g, 'sqrt', variance(g, nodes, call)), float, ', ddof?, correction?'),
  max: reduction(extreme('max'), asNumberType),
  min: reduction(extreme('min'), asNumberType),
  nanmax: reduction(extreme('max'), asNumberType),
  nanmin: reduction(extreme('min'), asNumberType),
  ptp: reduction(spread, asNumberType),
  median: reduction(median, float),
  logsumexp: reduction(reduceLogSumExp, float, ', b?'),
  average: primitive('a, axis?, weights?, returned?, keepdims?, dtype?, where?, initial?', average),
  count_nonzero: reduction(
    (g, nodes) =>
      make.sum(
        g,
        nodes.map((node) => asNumber(g, make.notEqual(g, node, g.integer(0)))),
      ),
    () => 'int',
  ),
  cumsum: primitive('a, axis?, dtype?', (call) => cumulative(call, make.add)),
  cumprod: primitive('a, axis?, dtype?', (call) => cumulative(call, make.multiply)),
  diff: primitive('a, n?, axis?, prepend?, append?', diff),
  trapezoid: primitive('y, x?, dx?, axis?', trapezoid),
  any: quantifier(make.or, false),
  all: quantifier(make.and, true),
  'builtin.any': quantifier(make.or, false),
  'builtin.all': quantifier(make.and, true),
  softmax: primitive('x, axis?, dim?', (call) => softmax(call, false, false)),
  log_softmax: primitive('x, axis?, dim?', (call) => softmax(call, true, false)),
  'nn.softmax': primitive('x, axis?, dim?', (call) => softmax(call, false, true)),
  'nn.log_softmax': primitive('x, axis?, dim?', (call) => softmax(call, true, true)),
  'builtin.sum': primitive('iterable, start?', builtinSum),
  'builtin.max': primitive('*items', (call) => builtinExtreme(call, 'max')),
  'builtin.min': primitive('*items', (call) => builtinExtreme(call, 'min')),
  'math.prod': primitive('iterable, start?', (call) =>
    sequenceOf(call.context, call.value('iterable')).reduce<Value>(
      (total, item) => binary(call.context, '*', total, item),
      call.optional('start') ?? scalar(call.context.graph.integer(1), 'int'),
    ),
  ),
  sort: primitive('a, axis?, kind?', sort),
  sorted: primitive('iterable, key?, reverse?', (call) => {
    if (call.optional('key')) return call.refuse('`sorted` with a key orders by something else than the value.');
    const items = call.value('iterable');
    const array = toArray(call.context, isArrayLike(items) ? items : call.value('iterable'));
    if (array.kind === 'scalar' || array.shape.length !== 1)
      return call.refuse('`sorted` is understood for plain numbers.');
    const nodes = sortedNodes(call, elementsOf(array));
    if (call.flag('reverse', false)) nodes.reverse();
    return list(nodes.map((node) => scalar(node, array.type)));
  }),
};
