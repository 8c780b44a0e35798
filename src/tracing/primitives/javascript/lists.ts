/** Methods of JavaScript's arrays (ECMA-262, 23.1.3). */
import * as make from '../../../calculus/construct';
import { elementsOf } from '../../arrays';
import { writeItems, writeSubscript } from '../../assignment';
import { decide } from '../../branches';
import { callValue } from '../../calls';
import { sequenceOf, toArray, toCondition, toCount } from '../../coercion';
import { closedNumber } from '../../constants';
import type { Context } from '../../context';
import { asNumber } from '../../merge';
import { compare } from '../../operators';
import { list, none, scalar, text } from '../../values';
import type { Value } from '../../values';
import { primitive } from '../binding';
import type { Call, Primitive } from '../binding';
import { callPrimitive } from '../call';

export const integer = (context: Context, value: number): Value => scalar(context.graph.integer(value), 'int');

const truth = (context: Context, holds: boolean): Value =>
  scalar(holds ? make.trueNode(context.graph) : make.falseNode(context.graph), 'bool');

/** A callback is given as many arguments as it may look at; functions of a library are given what they take. */
export function callBack(context: Context, callback: Value, args: readonly Value[]): Value {
  const takesAll = callback.kind === 'function' || callback.kind === 'bound';
  return callValue(context, callback, takesAll ? args : args.slice(0, 1), []);
}

const itemsOf = (call: Call): readonly Value[] => sequenceOf(call.context, call.value('self'));

/** What a callback gives for each item. */
function each(call: Call): Value[] {
  const { context } = call;
  const [self, callback] = [call.value('self'), call.value('callback')];
  return itemsOf(call).map((item, i) => callBack(context, callback, [item, integer(context, i), self]));
}

function holds(call: Call, value: Value, what: string): boolean {
  const known = decide(call.context, toCondition(call.context, value));
  return known ?? call.refuse(`${what} depends on values that are not known.`);
}

function reduced(call: Call, fromRight: boolean): Value {
  const { context } = call;
  const self = call.value('self');
  const items = itemsOf(call).map((item, i) => ({ item, i }));
  if (fromRight) items.reverse();
  const start = call.given('initial') ? call.value('initial') : items.shift()?.item;
  if (!start) return call.refuse('`reduce` of an empty array without a first value raises an error.');
  return items.reduce<Value>(
    (total, { item, i }) => callValue(context, call.value('callback'), [total, item, integer(context, i), self], []),
    start,
  );
}

/** A place counted from the end where it is negative, inside of the array. */
function place(call: Call, name: string, size: number, otherwise: number): number {
  const value = call.optional(name);
  if (!value) return otherwise;
  const at = Math.trunc(toCount(call.context, value, `\`${name}\` of \`${call.name}\``));
  return at < 0 ? Math.max(0, at + size) : Math.min(at, size);
}

function slice(call: Call): Value {
  const items = itemsOf(call);
  return list(items.slice(place(call, 'start', items.length, 0), place(call, 'end', items.length, items.length)));
}

/** Puts new items in the place of an array's own. An array of numbers keeps its length. */
function replace(call: Call, items: readonly Value[]): Value {
  const self = call.value('self');
  const { context } = call;
  if (self.kind === 'list') writeItems(context, self.object, items);
  else if (self.kind === 'array' && items.length === self.shape[0])
    items.forEach((item, i) => writeSubscript(context, self, [integer(context, i)], item));
  else call.refuse(`\`${call.name}\` changes how long an array is that is given as an argument.`);
  return self;
}

function fill(call: Call): Value {
  const items = [...itemsOf(call)];
  const [start, end] = [place(call, 'start', items.length, 0), place(call, 'end', items.length, items.length)];
  for (let i = start; i < end; i += 1) items[i] = call.value('value');
  return replace(call, items);
}

function splice(call: Call): Value {
  const items = [...itemsOf(call)];
  const start = place(call, 'start', items.length, items.length);
  const count = call.optional('count') ? call.count('count') : items.length - start;
  const removed = items.splice(start, count, ...call.rest);
  replace(call, items);
  return list(removed);
}

function concat(call: Call): Value {
  const { context } = call;
  const parts = call.rest.flatMap((value) =>
    value.kind === 'list' || value.kind === 'array' || value.kind === 'tuple'
      ? [...sequenceOf(context, value)]
      : [value],
  );
  return list([...itemsOf(call), ...parts]);
}

/** The place of the first item for which something holds, −1 where there is none. */
function search(call: Call, test: (item: Value, i: number) => Value): number {
  const items = itemsOf(call);
  return items.findIndex((item, i) => holds(call, test(item, i), 'Which item is found'));
}

const same = (call: Call) => (item: Value) => compare(call.context, '==', item, call.value('value'));
const asked = (call: Call) => (item: Value, i: number) =>
  callBack(call.context, call.value('callback'), [item, integer(call.context, i), call.value('self')]);

/** One condition of all items: they need not be known. */
function every(call: Call, isAll: boolean): Value {
  const { context } = call;
  const g = context.graph;
  const conditions = each(call).map((value) => toCondition(context, value));
  const start = isAll ? make.trueNode(g) : make.falseNode(g);
  return scalar(
    conditions.reduce((a, b) => (isAll ? make.and(g, a, b) : make.or(g, a, b)), start),
    'bool',
  );
}

/** Items in order: numbers that are known are sorted, others by the rule for sorted values with its kinks. */
function sorted(call: Call): Value[] {
  const { context } = call;
  const g = context.graph;
  const items = itemsOf(call);
  if (items.length < 2) return [...items];
  const comparator = call.optional('comparator');
  const array = toArray(context, list(items));
  if (array.kind !== 'array' || array.shape.length !== 1) return call.refuse('Only numbers are sorted here.');
  const nodes = elementsOf(array);
  const numbers = nodes.map((node) => closedNumber(g, node));
  const [a, b] = nodes.map((node) => asNumber(g, node));
  const order = comparator && callValue(context, comparator, [scalar(a as number), scalar(b as number)], []);
  const isKnown = numbers.every((number) => number !== undefined);
  const direction =
    order?.kind === 'scalar' && order.node === make.subtract(g, a as number, b as number)
      ? 1
      : order?.kind === 'scalar' && order.node === make.subtract(g, b as number, a as number)
        ? -1
        : call.refuse('By what these are sorted is not understood: write `(a, b) => a - b`.');
  if (isKnown)
    return items
      .map((item, i) => ({ item, number: numbers[i] as number }))
      .sort((x, y) => direction * (x.number - y.number))
      .map(({ item }) => item);
  const rising = sequenceOf(
    context,
    callPrimitive(context, { kind: 'builtin', primitive: 'sort', name: 'sort' }, [array], []),
  );
  return direction > 0 ? [...rising] : [...rising].reverse();
}

function flat(call: Call, items: readonly Value[], depth: number): Value[] {
  return items.flatMap((item) =>
    depth > 0 && (item.kind === 'list' || item.kind === 'array')
      ? flat(call, sequenceOf(call.context, item), depth - 1)
      : [item],
  );
}

const pairs = (context: Context, items: readonly Value[]): Value =>
  list(items.map((item, i) => list([integer(context, i), item])));

const item = (items: readonly Value[], at: number): Value => items[at < 0 ? at + items.length : at] ?? none;

const own: Readonly<Record<string, Primitive>> = {
  length: primitive('self', (call) => {
    const self = call.value('self');
    return integer(call.context, self.kind === 'list' ? self.object.items.length : itemsOf(call).length);
  }),
  map: primitive('self, callback, receiver?', (call) => list(each(call))),
  forEach: primitive('self, callback, receiver?', (call) => {
    each(call);
    return none;
  }),
  reduce: primitive('self, callback, initial?', (call) => reduced(call, false)),
  reduceRight: primitive('self, callback, initial?', (call) => reduced(call, true)),
  filter: primitive('self, callback', (call) => {
    const taken = each(call).map((value) => holds(call, value, 'Which items are taken'));
    return list(itemsOf(call).filter((_item, i) => taken[i]));
  }),
  flatMap: primitive('self, callback', (call) => list(flat(call, each(call), 1))),
  flat: primitive('self, depth?', (call) => list(flat(call, itemsOf(call), call.count('depth', 1)))),
  every: primitive('self, callback', (call) => every(call, true)),
  some: primitive('self, callback', (call) => every(call, false)),
  find: primitive('self, callback', (call) => itemsOf(call)[search(call, asked(call))] ?? none),
  findIndex: primitive('self, callback', (call) => integer(call.context, search(call, asked(call)))),
  indexOf: primitive('self, value', (call) => integer(call.context, search(call, same(call)))),
  includes: primitive('self, value', (call) => truth(call.context, search(call, same(call)) >= 0)),
  at: primitive('self, index', (call) => item(itemsOf(call), call.count('index'))),
  slice: primitive('self, start?, end?', slice),
  subarray: primitive('self, start, end?', (call) => {
    const self = call.value('self');
    if (self.kind !== 'array') return slice(call);
    // A view: what is written to it is written to the array.
    const size = itemsOf(call).length;
    const [start, end] = [place(call, 'start', size, 0), place(call, 'end', size, size)];
    const [stride = 1, ...strides] = self.strides;
    const shape = [Math.max(0, end - start), ...self.shape.slice(1)];
    const { buffer, type } = self;
    return { kind: 'array', buffer, type, shape, strides: [stride, ...strides], offset: self.offset + start * stride };
  }),
  concat: primitive('self, *more', concat),
  entries: primitive('self', (call) => pairs(call.context, itemsOf(call))),
  keys: primitive('self', (call) => list(itemsOf(call).map((_item, i) => integer(call.context, i)))),
  values: primitive('self', (call) => list(itemsOf(call))),
  join: primitive('self, separator?', () => text(null)),
  push: primitive('self, *items', (call) => {
    const items = [...itemsOf(call), ...call.rest];
    replace(call, items);
    return integer(call.context, items.length);
  }),
  unshift: primitive('self, *items', (call) => {
    const items = [...call.rest, ...itemsOf(call)];
    replace(call, items);
    return integer(call.context, items.length);
  }),
  pop: primitive('self', (call) => {
    const items = itemsOf(call);
    replace(call, items.slice(0, -1));
    return items.at(-1) ?? none;
  }),
  shift: primitive('self', (call) => {
    const items = itemsOf(call);
    replace(call, items.slice(1));
    return items[0] ?? none;
  }),
  splice: primitive('self, start, count?, *items', splice),
  fill: primitive('self, value, start?, end?', fill),
  reverse: primitive('self', (call) => replace(call, [...itemsOf(call)].reverse())),
  toReversed: primitive('self', (call) => list([...itemsOf(call)].reverse())),
  sort: primitive('self, comparator?', (call) => replace(call, sorted(call))),
  toSorted: primitive('self, comparator?', (call) => list(sorted(call))),
  with: primitive('self, index, value', (call) => {
    const items = [...itemsOf(call)];
    items[call.count('index')] = call.value('value');
    return list(items);
  }),
  set: primitive('self, source, offset?', (call) => {
    const [items, from] = [[...itemsOf(call)], call.count('offset', 0)];
    sequenceOf(call.context, call.value('source')).forEach((value, i) => (items[from + i] = value));
    return replace(call, items);
  }),
};

export const javascriptListPrimitives: Readonly<Record<string, Primitive>> = Object.fromEntries(
  Object.entries(own).map(([name, made]) => [`javascript.list.${name}`, made]),
);
