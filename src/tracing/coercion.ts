/** Values as what an operation needs: arrays, numbers, whole numbers, conditions, sequences. */
import * as make from '../calculus/construct';
import type { NodeId } from '../calculus/graph';
import { Op } from '../calculus/operations';
import type { Span } from '../languages/source';
import { broadcastShapes, broadcastTo, elementsOf, freshArray, rowOf, sameShape, sizeOf, spansOf } from './arrays';
import { closedNumber, isPlainArithmetic, leavesOf } from './constants';
import { impossible, refuse, resolved } from './context';
import type { Context } from './context';
import { asNumber, widerType } from './merge';
import { numberNode } from './numbers';
import { rankAndSizes } from './primitives/axes';
import { complexItems } from './primitives/complex';
import type { Change } from './refusal';
import { describe, scalar, text } from './values';
import type { ArrayValue, Scalar, ScalarType, Value } from './values';

const integerScalar = (context: Context, value: number): Scalar => scalar(context.graph.integer(value), 'int');

/** The array with all its sizes known: an argument whose indices alone have been seen gets a size of its own first. */
export function settled(context: Context, array: ArrayValue): ArrayValue {
  if (!array.source || !context.inputs.isOpen(array)) return array;
  const { input, axes } = array.source;
  const changes = axes.flatMap((axis): Change[] => (axis < 0 ? [] : [{ kind: 'any', axis }]));
  context.inputs.demandByName(input, changes, context.span);
  return array;
}

/** Asks that a scalar argument be an array instead; returns if nothing behind the value can be one. */
export function demandArray(context: Context, value: Value, changes: readonly Change[]): void {
  if (value.kind !== 'scalar') return;
  const owner = context.inputs.inputBehind(value);
  const rank = owner === undefined ? 0 : (context.inputs.book.stateOf(owner).rank ?? 0);
  if (owner === undefined || rank === 0) return context.inputs.demand([value.node], changes, context.span);
  // An element x[i] of an argument is to be an array: the argument has so many axes more.
  const deeper = changes.map((change): Change => {
    if (change.kind === 'rank') return { ...change, rank: rank + change.rank };
    return 'axis' in change ? { ...change, axis: change.axis + rank } : change;
  });
  context.inputs.demandOfElement(owner, deeper, context.span);
}

/** Whether the value is as an array would be: lists and tuples of numbers count. */
export const isArrayLike = (value: Value): boolean =>
  value.kind === 'array' || value.kind === 'list' || value.kind === 'tuple' || value.kind === 'range';

/** An array or a scalar, as `np.asarray` makes it: nested lists become arrays. */
export function toArray(context: Context, value: Value): ArrayValue | Scalar {
  switch (value.kind) {
    case 'scalar':
      return value;
    case 'array':
      return settled(context, value);
    case 'range':
    case 'list':
    case 'tuple':
      return stackItems(context, sequenceOf(context, value));
    case 'unknown':
    case 'optional':
    case 'opaque':
      return toArray(context, resolved(context, value));
    case 'masked':
      return refuse(context, 'How many elements the condition picks is not known.');
    default:
      return refuse(context, `A number or an array is needed here, and this is ${describe(value)}.`);
  }
}

function stackItems(context: Context, items: readonly Value[]): ArrayValue {
  const parts = items.map((item) => toArray(context, item));
  const first = parts[0];
  if (!first) return freshArray([], [0], 'float');
  const shape = first.kind === 'array' ? first.shape : [];
  const nodes: NodeId[] = [];
  const spans: (Span | undefined)[] = [];
  const type = parts.map((part) => part.type).reduce(widerType);
  for (const part of parts) {
    if (!sameShape(part.kind === 'array' ? part.shape : [], shape))
      refuse(context, 'The rows of this array have different lengths.');
    const values = part.kind === 'array' ? elementsOf(part) : [part.node];
    const places = part.kind === 'array' ? spansOf(part) : [part.span];
    // One by one: a call takes only so many arguments.
    values.forEach((node, i) => {
      nodes.push(type === 'bool' ? node : asNumber(context.graph, node));
      spans.push(places[i]);
    });
  }
  return freshArray(nodes, [parts.length, ...shape], type, spans);
}

/** An array, 0-dimensional for a scalar. */
export function toFullArray(context: Context, value: Value): ArrayValue {
  const array = toArray(context, value);
  return array.kind === 'array' ? array : freshArray([array.node], [], array.type, [array.span]);
}

/** An array of at least this rank; a scalar argument is made one. */
export function toRankedArray(context: Context, value: Value, rank: number): ArrayValue {
  const array = toArray(context, value);
  if (array.kind === 'array' && array.shape.length >= rank) return array;
  const changes: Change[] = [{ kind: 'rank', rank }];
  for (let axis = 0; axis < rank; axis += 1) changes.push({ kind: 'any', axis });
  context.inputs.demand(array.kind === 'array' ? elementsOf(array) : [array.node], changes, context.span);
  return refuse(context, `An array of rank ${rank} is needed here, and this is ${describe(array)}.`);
}

/** A 0-dimensional array as the scalar that it holds; others as they are. */
export const unwrap = (array: ArrayValue): ArrayValue | Scalar =>
  array.shape.length === 0 ? scalar(array.buffer.nodes[array.offset] as NodeId, array.type) : array;

/** The only number in the value. */
export function toScalar(context: Context, value: Value): Scalar {
  const array = toArray(context, value);
  if (array.kind === 'scalar') return array;
  if (array.shape.every((size) => size === 1)) return scalar(array.buffer.nodes[array.offset] as NodeId, array.type);
  return refuse(context, `A single number is needed here, and this is ${describe(value)}.`);
}

/** A whole number that is known; an argument that it comes from becomes a count. */
export function toCount(context: Context, value: Value, what: string): number {
  const number = toScalar(context, value);
  const node = numberNode(context, number);
  const known = closedNumber(context.graph, node);
  if (known !== undefined && Number.isSafeInteger(known)) return known;
  if (known !== undefined && Math.abs(known) < 1e9 && Math.abs(known - Math.round(known)) < 1e-9)
    return Math.round(known);
  if (known === undefined) demandCount(context, [node]);
  return refuse(
    context,
    known === undefined ? `${what} depends on values that are not known.` : `${what} is no whole number.`,
  );
}

/** Asks that the arguments that a number of things comes from be known; returns if it does not come from such. */
export function demandCount(context: Context, nodes: readonly NodeId[]): void {
  const plain = nodes.filter((node) => isPlainArithmetic(context.graph, node));
  if (plain.length === nodes.length) context.inputs.demand(nodes, [{ kind: 'count' }], context.span);
}

const LARGEST_ARRAY = 1_000_000;

/** A size of a new array: a count that is not negative, and small enough for all of them together. */
export function checkSize(context: Context, sizes: readonly number[]): void {
  const negative = sizes.find((size) => size < 0);
  if (sizes.some((size) => size < 1)) context.inputs.demandSmaller(negative !== undefined, context.span);
  if (negative !== undefined) refuse(context, `An array cannot have ${negative} elements along an axis.`);
  const total = sizes.reduce((product, size) => product * size, 1);
  if (total > LARGEST_ARRAY) refuse(context, `An array of ${total} elements is too large to be written out.`);
}

/**
 * Takes an argument for a list, since an array could not be used as it is used here: starts the trace again with one
 * where its size is known. False where the value is no argument as a whole.
 */
export function asList(context: Context, value: ArrayValue): boolean {
  const input = context.inputs.wholeInput(value);
  if (input !== undefined) context.inputs.demandByName(input, [{ kind: 'list' }], context.span);
  return input !== undefined;
}

/** Whether the argument's annotation says that it is a list; it is one from then on. */
export function saysList(context: Context, value: ArrayValue): boolean {
  const input = context.inputs.wholeInput(value);
  return input !== undefined && context.inputs.book.stateOf(input).saysList === true && asList(context, value);
}

/** The condition under which the value counts as true. */
export function toCondition(context: Context, value: Value): NodeId {
  const g = context.graph;
  const known = (holds: boolean): NodeId => (holds ? make.trueNode(g) : make.falseNode(g));
  const isObject = ['array', 'tuple', 'list', 'dictionary', 'range'].includes(value.kind);
  if (isObject && context.language.semantics.emptyIs === 'true') return known(true);
  switch (value.kind) {
    case 'scalar':
      return g.isCondition(value.node) ? value.node : make.notEqual(g, value.node, g.integer(0));
    case 'array':
      if (saysList(context, value)) return known(true);
      if (value.shape.every((size) => size === 1)) return toCondition(context, toScalar(context, value));
      // An array would raise here: what is asked whether it is true is a list, and true unless it is empty.
      if (asList(context, value)) return known(true);
      return refuse(context, `Whether ${describe(value)} is true is not one condition: it needs \`any\` or \`all\`.`);
    case 'none':
      return known(false);
    case 'optional':
      return make.and(g, value.present, toCondition(context, value.value));
    case 'string':
      if (value.value === null) return refuse(context, 'What this text is is not known.');
      return known(value.value !== '');
    case 'tuple':
      return known(value.items.length > 0);
    case 'list':
      return known(value.object.isIterator || value.object.items.length > 0);
    case 'dictionary':
      return known(value.object.entries.size > 0);
    case 'range':
      return known(rangeItems(value).length > 0);
    case 'unknown':
    case 'opaque':
      return toCondition(context, resolved(context, value));
    case 'masked':
      return refuse(context, 'How many elements the condition picks is not known.');
    default:
      return known(true);
  }
}

export function rangeItems(range: { readonly start: number; readonly stop: number; readonly step: number }): number[] {
  const items: number[] = [];
  for (let i = range.start; range.step > 0 ? i < range.stop : i > range.stop; i += range.step) items.push(i);
  return items;
}

/** The items that a loop over the value runs through. */
export function sequenceOf(context: Context, value: Value): readonly Value[] {
  switch (value.kind) {
    case 'tuple':
      return value.items;
    case 'list': {
      const { items, isIterator } = value.object;
      if (isIterator && items.length > 0) context.heap.write(value.object, 'items', []);
      return items;
    }
    case 'range': {
      const count = Math.max(0, Math.ceil((value.stop - value.start) / value.step));
      context.budget.spend(context.graph, context.span, count);
      return rangeItems(value).map((i) => integerScalar(context, i));
    }
    case 'dictionary':
      return [...value.object.entries.values()].map((entry) => entry.key);
    case 'string':
      if (value.value !== null) return [...value.value].map((character) => text(character));
      return refuse(context, 'What this text is is not known.');
    case 'array': {
      const array = settled(context, value);
      const size = array.shape[0];
      if (size === undefined) return refuse(context, 'A number cannot be run through.');
      return Array.from({ length: size }, (_unused, i) => {
        const row = rowOf(array, i);
        // That of a matrix has two axes as well.
        return unwrap(array.isMatrix ? broadcastTo(row, [1, ...row.shape]) : row);
      });
    }
    case 'complex':
      if (value.real.kind === 'scalar')
        return impossible(context, 'A number cannot be run through item by item.', 'TypeError');
      return complexItems(context, value);
    case 'scalar':
      demandArray(context, value, [
        { kind: 'rank', rank: 1 },
        { kind: 'any', axis: 0 },
      ]);
      return impossible(context, 'A number cannot be run through item by item.', 'TypeError');
    case 'record': {
      const items = value.object.attributes.get('__items__');
      if (items?.kind === 'tuple') return items.items;
      return refuse(context, `${describe(value)} cannot be run through item by item.`);
    }
    case 'unknown':
    case 'optional':
    case 'opaque':
      return sequenceOf(context, resolved(context, value));
    case 'masked':
      return refuse(context, 'How many elements the condition picks is not known.');
    default:
      return refuse(context, `This is ${describe(value)}, which cannot be run through item by item.`);
  }
}

type SizeChange = Extract<Change, { kind: 'atLeast' | 'exactly' }>;

/** Items for an unpacking into `count` names (or more, with a rest): a scalar argument is made an array of that size. */
export function itemsToUnpack(context: Context, given: Value, count: number, more: boolean): readonly Value[] {
  const value = resolved(context, given);
  const holed = holeItems(context, value, count);
  if (holed && !more) return holed;
  const size: SizeChange = more ? { kind: 'atLeast', axis: 0, size: count } : { kind: 'exactly', axis: 0, size: count };
  if (value.kind === 'scalar') demandArray(context, value, [{ kind: 'rank', rank: 1 }, size]);
  const axis = value.kind === 'array' ? (value.source?.axes[0] ?? -1) : -1;
  if (value.kind === 'array' && value.source && axis >= 0) {
    const shown = value.shape[0] ?? 0;
    const isExact = shown === count && !context.inputs.isOpen(value);
    // What `p[2:]` leaves out, its argument has besides.
    const leftOut = (context.inputs.book.sizesOf(value.source.input)[axis] ?? shown) - shown;
    if (!isExact && (!more || shown < count))
      context.inputs.demandByName(value.source.input, [{ ...size, axis, size: count + leftOut }], context.span);
    return sequenceOf(context, value);
  }
  const items = sequenceOf(context, value);
  if (value.kind === 'tuple' && value.shapeOf && items.length < count)
    context.inputs.demand(elementsOf(value.shapeOf), rankAndSizes(count + (value.sizesBefore ?? 0)), context.span);
  if (items.length < count || (!more && items.length > count)) demandAsManyElements(context, items, size);
  return items;
}

/** Asks the argument of whose elements there is one item each to have the size that the items must have. */
function demandAsManyElements(context: Context, items: readonly Value[], size: SizeChange): void {
  const { inputs, graph, span } = context;
  if (!items.every((item): item is Scalar => item.kind === 'scalar')) return;
  const leaves = items.map(({ node }) => leavesOf(graph, [node]));
  for (const name of new Set(leaves.flat().flatMap((leaf) => inputs.ownerOf(leaf) ?? []))) {
    const symbols = inputs.symbolsOf(name);
    const isOneEach = leaves.every((own, i) =>
      own.every((leaf) => inputs.ownerOf(leaf) !== name || leaf === symbols[i]),
    );
    if (!isOneEach || symbols.length !== items.length) continue;
    const shape = inputs.book.shapeOf(name);
    const open = shape.flatMap((length, axis) => (typeof length === 'string' ? [axis] : []));
    const [axis] = open;
    const length = size.size / sizeOf(shape.filter((one) => typeof one === 'number'));
    // Of two that are open, either may be it.
    if (axis !== undefined && open.length === 1 && Number.isInteger(length))
      inputs.demandByName(name, [{ ...size, axis, size: length }], span);
  }
}

/** Unpacking what an unknown function gives: each item is an output of its own. */
function holeItems(context: Context, value: Value, count: number): Value[] | undefined {
  const g = context.graph;
  if (value.kind !== 'scalar' || g.op(value.node) !== Op.Hole) return undefined;
  const { name, output } = g.holeOf(value.node);
  const args = g.argumentsOf(value.node);
  return Array.from({ length: count }, (_unused, i) => scalar(g.hole(name, args, `${output ?? ''}[${i}]`)));
}

/** Several arrays in one common shape. Sizes of arguments that nothing fixes are made to fit. */
export function broadcastTogether(context: Context, arrays: readonly ArrayValue[]): ArrayValue[] {
  const shapes = arrays.map((array) => array.shape);
  const shape = broadcastShapes(shapes);
  if (shape) return arrays.map((array) => broadcastTo(array, shape));
  const rank = Math.max(...shapes.map((s) => s.length));
  for (let k = 1; k <= rank; k += 1) {
    const sizes = [
      ...new Set(shapes.flatMap((s) => (s.length >= k && s[s.length - k] !== 1 ? [s[s.length - k]!] : []))),
    ];
    if (sizes.length > 1) demandSameSize(context, arrays, sizes[0] as number, sizes[1] as number);
  }
  return refuse(
    context,
    `Arrays of the shapes ${shapes.map((s) => `(${s.join(', ')})`).join(' and ')} do not go together.`,
  );
}

/**
 * Starts again with one size for both, where one of them is a size that nothing fixes, or follows from one: three
 * elements of `q[1:]` are four of q, four columns of `[ones, X]` are three of X.
 */
export function demandSameSize(context: Context, arrays: readonly ArrayValue[], a: number, b: number): void {
  const { inputs, span } = context;
  // Of what has no elements, nothing is learned.
  if (a === 0 || b === 0) return;
  const owners = arrays.map((array) => ({ array, names: ownersIn(context, array) }));
  // The size of what comes from no argument is a number, whatever sizes happen to be shown by it.
  const isNumber = owners.some(({ names }) => names.size === 0);
  const same = (name: string, shown: number, as: number): void =>
    inputs.demandByName(name, [{ kind: 'sameSize', shown, as, ...(isNumber && { isNumber }) }], span);
  const changes = owners.flatMap(({ array, names }) => {
    const [name, ...others] = names;
    if (name === undefined || others.length > 0) return [];
    const sizes = inputs.book.sizesOf(name);
    return [
      [a, b],
      [b, a],
    ].flatMap(([own = 0, other = 0]) => {
      const axis = array.shape.indexOf(own);
      if (axis < 0 || sizes.includes(own)) return [];
      // `np.tile(x[2:], (m, 1))` has the elements of a vector in rows.
      const isRepeated = sizes.length === 1 && new Set(elementsOf(array)).size === own;
      if (sizes.length !== array.shape.length && !isRepeated) return [];
      const size = sizes[isRepeated ? 0 : axis] as number;
      return [size, ...sizes.filter((longer) => longer > own)].map((shown) => ({
        name,
        shown,
        as: shown - own + other,
      }));
    });
  });
  // Beside `x[:3]`, `x[3:]` becomes longer: shorter, the first would be cut off.
  const growing = changes.filter(({ shown, as }) => as > shown);
  for (const { name, shown, as } of [...growing, ...changes]) if (as > 0) same(name, shown, as);
  for (const name of new Set(owners.flatMap(({ names }) => [...names]))) {
    same(name, Math.max(a, b), Math.min(a, b));
    same(name, Math.min(a, b), Math.max(a, b));
  }
  const factors = owners.flatMap(({ names }) => [...names].flatMap((name) => factorsOf(context, name, [a, b])));
  // The smaller array is the sooner worked out.
  for (const { name, shown, as } of factors.sort((p, q) => p.as - q.as)) same(name, shown, as);
}

/**
 * Sizes of an input by which a product of several would be another: the 28 = 7 · 2 · 2 elements of `w.reshape(F, -1)` are
 * 8 if the 7 are 2.
 */
function factorsOf(
  { inputs }: Context,
  name: string,
  [a, b]: readonly [number, number],
): { readonly name: string; readonly shown: number; readonly as: number }[] {
  return inputs.book.sizesOf(name).flatMap((shown) =>
    [
      [a, b],
      [b, a],
    ].flatMap(([own = 0, other = 0]) => {
      const as = (other * shown) / own;
      return shown > 1 && own > shown && own % shown === 0 && as > 0 && Number.isInteger(as)
        ? [{ name, shown, as }]
        : [];
    }),
  );
}

/** The same for arguments that are run through together: Python stops where the shorter one ends, which is seldom meant. */
export function demandSameLength(context: Context, values: readonly Value[]): void {
  const whole = values.flatMap((value) => {
    if (value.kind !== 'array' || value.shape.length === 0) return [];
    const [name, ...others] = ownersIn(context, value);
    const length = value.shape[0] as number;
    const isWhole = name !== undefined && others.length === 0 && context.inputs.book.sizesOf(name).includes(length);
    return isWhole ? [{ array: value, length, name }] : [];
  });
  const [first] = whole;
  for (const { array, length, name } of whole)
    if (first && length !== first.length && name !== first.name)
      demandSameSize(context, [first.array, array], first.length, length);
}

function ownersIn(context: Context, array: ArrayValue): Set<string> {
  const leaves = leavesOf(context.graph, elementsOf(array));
  return new Set(leaves.flatMap((leaf) => context.inputs.ownerOf(leaf) ?? []));
}

/** Applies an operation on scalars element by element. Masked values stay masked by their one mask. */
export function elementwise(
  context: Context,
  values: readonly Value[],
  operation: (x: Scalar, y: Scalar, z: Scalar) => Scalar,
): ArrayValue | Scalar | Extract<Value, { kind: 'masked' }> {
  const masked = values.find((value) => value.kind === 'masked');
  if (masked?.kind === 'masked') {
    const plain = values.map((value) => {
      if (value.kind === 'masked') {
        if (!sameMask(value.mask, masked.mask))
          refuse(context, 'These are the elements that two different conditions pick.');
        return value.elements;
      }
      const other = toArray(context, value);
      if (other.kind === 'array' && other.shape.length > 0)
        refuse(context, 'How many elements the condition picks is not known.');
      return other;
    });
    const elements = elementwise(context, plain, operation);
    return { kind: 'masked', elements: elements as ArrayValue, mask: masked.mask };
  }
  const operands = values.map((value) => toArray(context, value));
  if (operands.every((operand): operand is Scalar => operand.kind === 'scalar'))
    return operation(...(operands as [Scalar, Scalar, Scalar]));
  const arrays = broadcastTogether(
    context,
    operands.map((operand) => (operand.kind === 'array' ? operand : freshArray([operand.node], [], operand.type))),
  );
  const columns = arrays.map((array) => elementsOf(array));
  const count = columns[0]?.length ?? 0;
  context.budget.spend(context.graph, context.span, count);
  let type: ScalarType | undefined;
  const nodes: NodeId[] = [];
  for (let i = 0; i < count; i += 1) {
    const row = arrays.map((array, k) => scalar(columns[k]?.[i] as NodeId, array.type));
    const result = operation(...(row as [Scalar, Scalar, Scalar]));
    nodes.push(result.node);
    type = type === undefined ? result.type : widerType(type, result.type);
  }
  if (type === undefined) type = arrays.map((array) => array.type).reduce(widerType);
  const uniform = type === 'bool' ? nodes : nodes.map((node) => asNumber(context.graph, node));
  return unwrap(freshArray(uniform, arrays[0]!.shape, type));
}

const sameMask = (a: ArrayValue, b: ArrayValue): boolean => {
  const [x, y] = [elementsOf(a), elementsOf(b)];
  return x.length === y.length && x.every((node, i) => node === y[i]);
};
