/** Python's own functions, as far as they are not arithmetic. */
import * as make from '../../calculus/construct';
import { callValue } from '../calls';
import { findMember, lineage } from '../classes';
import {
  broadcastTogether,
  elementwise,
  rangeItems,
  sequenceOf,
  toArray,
  toCondition,
  toCount,
  toFullArray,
  unwrap,
  saysList,
  demandSameLength,
} from '../coercion';
import { decide } from '../branches';
import { broadcastShapes, broadcastTo, elementsOf, freshArray, positionsOf } from '../arrays';
import { readAttribute, bindAttribute } from '../attributes';
import { checkWritable } from '../aliases';
import { attempt } from '../attempt';
import { writeElement } from '../assignment';
import type { Context } from '../context';
import { select } from '../indexing';
import { asNumber, widerType } from '../merge';
import { arithmetic } from '../numbers';
import { DictionaryObject, RecordObject, describe, iterator, list, none, scalar, text, tuple } from '../values';
import type { ArrayValue, DictionaryEntry, Scalar, ScalarType, Value } from '../values';
import { keyOf } from '../subscripts';
import { setOf } from './iteration';
import { primitive } from './binding';
import type { Call, Primitive } from './binding';
import type { NodeId } from '../../calculus/graph';

const integer = (context: Context, value: number): Value => scalar(context.graph.integer(value), 'int');

const truth = (context: Context, holds: boolean): Value =>
  scalar(holds ? make.trueNode(context.graph) : make.falseNode(context.graph), 'bool');

function length(call: Call): Value {
  const { context } = call;
  const value = call.value('value');
  if (value.kind === 'range') return integer(context, rangeItems(value).length);
  if (value.kind === 'record') {
    const member = value.object.definition ? findMember(context, value.object.definition, '__len__') : undefined;
    if (member) return callValue(context, member.value, [value], []);
  }
  if (value.kind === 'array' && !context.inputs.isOpen(value) && value.shape.length > 0)
    return countOfRows(context, value);
  return integer(context, sequenceOf(context, value).length);
}

/** How many rows an array has, which may be used to shape it anew. */
function countOfRows(context: Context, array: ArrayValue): Scalar {
  const count = scalar(context.graph.integer(array.shape[0] as number), 'int');
  return array.source?.axes[0] === 0 ? { ...count, rowsOf: array.source.input } : count;
}

function range(call: Call): Value {
  const { context } = call;
  const counts = call.rest.map((value) => toCount(context, value, 'How often this loop runs'));
  const [start, stop, step] =
    counts.length === 1 ? [0, counts[0] as number, 1] : [counts[0] ?? 0, counts[1] ?? 0, counts[2] ?? 1];
  if (step === 0) return call.refuse('The step of a range cannot be 0.');
  return { kind: 'range', start, stop, step };
}

function zip(call: Call): Value {
  const { context } = call;
  const columns = call.rest.map((value) => sequenceOf(context, value));
  demandSameLength(context, call.rest);
  const count = Math.min(...columns.map((column) => column.length));
  return iterator(
    Array.from({ length: columns.length === 0 ? 0 : count }, (_unused, i) =>
      tuple(columns.map((column) => column[i] as Value)),
    ),
  );
}

function enumerate(call: Call): Value {
  const { context } = call;
  const start = call.count('start', 0);
  return iterator(
    sequenceOf(context, call.value('iterable')).map((item, i) => tuple([integer(context, start + i), item])),
  );
}

function map(call: Call): Value {
  const [fn, ...iterables] = call.rest;
  if (!fn) return call.refuse('`map` needs a function.');
  const columns = iterables.map((value) => sequenceOf(call.context, value));
  const count = Math.min(...columns.map((column) => column.length));
  return iterator(
    Array.from({ length: count }, (_unused, i) =>
      callValue(
        call.context,
        fn,
        columns.map((column) => column[i] as Value),
        [],
      ),
    ),
  );
}

function filter(call: Call): Value {
  const { context } = call;
  const fn = call.value('function');
  return iterator(
    sequenceOf(context, call.value('iterable')).filter((item) => {
      const condition = toCondition(context, fn.kind === 'none' ? item : callValue(context, fn, [item], []));
      const holds = decide(context, condition);
      return holds ?? call.refuse('Which items are taken depends on values that are not known.');
    }),
  );
}

/** The next item, which is then gone. */
function next(call: Call): Value {
  const value = call.value('iterator');
  if (value.kind !== 'list' || !value.object.isIterator)
    return call.refuse('What `next` would give of this is not known.');
  const [first, ...rest] = value.object.items;
  if (!first) return call.given('default') ? call.value('default') : call.refuse('There is no next item.');
  call.context.heap.write(value.object, 'items', rest);
  return first;
}

function reduce(call: Call): Value {
  const { context } = call;
  const items = [...sequenceOf(context, call.value('iterable'))];
  const start = call.optional('initial') ?? items.shift();
  if (!start) return call.refuse('`reduce` of nothing.');
  return items.reduce<Value>((total, item) => callValue(context, call.value('function'), [total, item], []), start);
}

/** Whether a value is of a type, as far as the trace can tell. */
function isInstance(context: Context, value: Value, type: Value): boolean | undefined {
  if (type.kind === 'tuple') {
    const answers = type.items.map((one) => isInstance(context, value, one));
    return answers.includes(true) ? true : answers.includes(undefined) ? undefined : false;
  }
  if (type.kind === 'class')
    return (
      value.kind === 'record' &&
      value.object.definition !== null &&
      lineage(context, value.object.definition).some((one) => one.definition === type.definition)
    );
  if (type.kind !== 'builtin') return value.kind === 'record' || value.kind === 'opaque' ? undefined : false;
  switch (type.primitive) {
    case 'float':
    case 'complex':
      return value.kind === 'scalar' && value.type === 'float' && type.primitive === 'float';
    case 'int':
      return value.kind === 'scalar' && value.type !== 'float';
    case 'bool':
      return value.kind === 'scalar' && value.type === 'bool';
    case 'ndarray':
    case 'array':
      return value.kind === 'array';
    case 'str':
      return value.kind === 'string';
    case 'list':
      return value.kind === 'list' || (value.kind === 'array' && saysList(context, value));
    case 'tuple':
      return value.kind === 'tuple';
    case 'dict':
      return value.kind === 'dictionary';
    default:
      return undefined;
  }
}

/** What an object is made of may be anything: a list of objects is shown as numbers. */
function isOfObject({ inputs }: Context, value: Value): boolean {
  const node =
    value.kind === 'scalar' ? value.node : value.kind === 'array' ? value.buffer.nodes[value.offset] : undefined;
  const owner = node === undefined ? undefined : inputs.ownerOf(node);
  return owner !== undefined && /[.(]/.test(owner);
}

function instance(call: Call): Value {
  if (call.value('type').kind === 'class' && isOfObject(call.context, call.value('object')))
    return call.refuse('What this value is an instance of is not known.');
  const known = isInstance(call.context, call.value('object'), call.value('type'));
  return truth(call.context, known ?? call.refuse('What this value is an instance of is not known.'));
}

const BUILTIN_TYPES: Readonly<Record<string, string>> = {
  array: 'ndarray',
  list: 'list',
  tuple: 'tuple',
  dictionary: 'dict',
  string: 'str',
  range: 'range',
};

/** `type(x)`: a class of the file, or one of Python's and NumPy's. */
function typeOf(call: Call): Value {
  const value = call.value('object');
  if (call.rest.length > 0) return call.refuse('A class that is made by `type` is not read.');
  if (value.kind === 'record' && value.object.definition) return value.object.definition;
  const name = value.kind === 'scalar' ? value.type : BUILTIN_TYPES[value.kind];
  if (name === undefined) return call.refuse(`The type of ${describe(value)} is not known.`);
  return { kind: 'builtin', primitive: name, name };
}

function hasAttribute(call: Call): Value {
  const value = call.value('object');
  const name = call.text('name') ?? '';
  const { context } = call;
  if (value.kind === 'record') {
    const known =
      value.object.attributes.has(name) ||
      (value.object.definition !== null && findMember(context, value.object.definition, name) !== undefined);
    if (!known && value.object.missing) return call.refuse(`Whether \`${name}\` is set is not known.`);
    return truth(context, known);
  }
  if (value.kind === 'array' || value.kind === 'scalar') {
    const isArrays =
      Object.hasOwn(context.language.library.arrayMembers, name) || name === '__len__' || name === '__iter__';
    return truth(context, value.kind === 'array' && isArrays);
  }
  return call.refuse(`Whether ${describe(value)} has \`${name}\` is not known.`);
}

function getAttribute(call: Call): Value {
  const name = call.text('name') ?? call.refuse('Which attribute is read is not known.');
  const outcome = attempt(call.context, () => readAttribute(call.context, call.value('object'), name));
  if ('value' in outcome) return outcome.value;
  if (call.given('default')) return call.optional('default') ?? none;
  throw outcome.refusal;
}

function dictionary(call: Call): Value {
  const { context } = call;
  const entries = new Map<string, DictionaryEntry>();
  const source = call.optional('source');
  if (source?.kind === 'dictionary') for (const [name, entry] of source.object.entries) entries.set(name, entry);
  else if (source)
    for (const item of sequenceOf(context, source)) {
      const [key, value] = sequenceOf(context, item);
      const name = key && keyOf(context, key);
      if (!key || !value || name === undefined) return call.refuse('A key of this dictionary is not known.');
      entries.set(name, { key, value });
    }
  for (const [name, value] of call.keywords) entries.set(`'${name}'`, { key: text(name), value });
  return { kind: 'dictionary', object: new DictionaryObject(entries) };
}

/** A function of numbers applied to every element of arrays. */
function vectorized(call: Call): Value {
  const { context } = call;
  const [fn, ...args] = call.rest;
  if (!fn) return call.refuse('`vectorize` needs a function.');
  const operands = args.map((value) => toArray(context, value));
  if (operands.every((operand) => operand.kind === 'scalar')) return callValue(context, fn, operands, []);
  const arrays = broadcastTogether(
    context,
    operands.map((operand) => toFullArray(context, operand)),
  );
  const columns = arrays.map(elementsOf);
  const nodes: NodeId[] = [];
  let type: ScalarType | undefined;
  for (let i = 0; i < (columns[0]?.length ?? 0); i += 1) {
    const result = toArray(
      context,
      callValue(
        context,
        fn,
        arrays.map((array, k) => scalar(columns[k]?.[i] as NodeId, array.type)),
        [],
      ),
    );
    if (result.kind !== 'scalar') return call.refuse('A vectorized function must give a number.');
    nodes.push(result.node);
    type = type ? widerType(type, result.type) : result.type;
  }
  // Of a predicate it is a mask.
  const elements = type === 'bool' ? nodes : nodes.map((node) => asNumber(context.graph, node));
  return unwrap(freshArray(elements, arrays[0]?.shape ?? [], type ?? 'float'));
}

/** `np.fromfunction`, `np.apply_along_axis` for rows. */
function partial(call: Call): Value {
  const [fn, ...positional] = call.rest;
  if (!fn) return call.refuse('`partial` needs a function.');
  return { kind: 'bound', callee: fn, positional, keywords: [...call.keywords] };
}

function itertoolsProduct(call: Call): Value {
  const { context } = call;
  const repeat = call.keywords.get('repeat');
  const pools = call.rest.map((value) => sequenceOf(context, value));
  const all = Array.from({ length: repeat ? toCount(context, repeat, '`repeat`') : 1 }, () => pools).flat();
  let rows: Value[][] = [[]];
  for (const pool of all) {
    context.budget.spend(context.graph, context.span, rows.length * pool.length);
    rows = rows.flatMap((row) => pool.map((item) => [...row, item]));
  }
  return iterator(rows.map((row) => tuple(row)));
}

function chosen(call: Call, ordered: boolean): Value {
  const { context } = call;
  const items = sequenceOf(context, call.value('iterable'));
  const size = call.count('r', items.length);
  const rows: Value[][] = [];
  const extend = (row: readonly number[]): void => {
    context.budget.spend(context.graph, context.span);
    if (row.length === size) return void rows.push(row.map((i) => items[i] as Value));
    items.forEach((_item, i) => {
      if (row.includes(i) || (!ordered && row.length > 0 && i < (row.at(-1) as number))) return;
      extend([...row, i]);
    });
  };
  extend([]);
  return iterator(rows.map((row) => tuple(row)));
}

/** `np.add.at(a, indices, values)`, `np.subtract.at`: once for each place, where places repeat as well. */
const changedAt =
  (operator: '+' | '-') =>
  (call: Call): Value => {
    const { context } = call;
    const [array, indices, values] = [call.array('a'), call.value('indices'), call.array('b')];
    checkWritable(context, array.buffer);
    const selection = select(context, array, indices.kind === 'tuple' ? sequenceOf(context, indices) : [indices]);
    if (selection.kind === 'mask')
      return call.refuse(`\`${call.name}\` at places that are not known is not understood.`);
    const places = selection.kind === 'view' ? positionsOf(selection.view) : selection.places;
    const { shape } = selection.kind === 'view' ? selection.view : selection;
    const together = broadcastShapes([values.shape, shape]);
    if (together?.join() !== shape.join())
      return call.refuse(`Values of the shape (${values.shape.join(', ')}) do not fit into (${shape.join(', ')}).`);
    const nodes = elementsOf(broadcastTo(values, shape));
    places.forEach((place, i) => {
      const old = scalar(array.buffer.nodes[place] as NodeId, array.type);
      writeElement(context, array.buffer, place, arithmetic(context, operator, old, scalar(nodes[i] as NodeId)).node);
    });
    return none;
  };

function namespace(call: Call): Value {
  const object = new RecordObject('', null);
  for (const [name, value] of call.keywords) object.set(name, value);
  return { kind: 'record', object };
}

function divmod(call: Call): Value {
  const values = [call.value('a'), call.value('b')];
  const part = (operator: '//' | '%'): Value =>
    elementwise(call.context, values, (x, y) => arithmetic(call.context, operator, x, y));
  return tuple([part('//'), part('%')]);
}

/** |a − b| ≤ atol + rtol·|b|, NumPy's defaults; `math.isclose` compares with the larger of both. */
function isClose(call: Call): Value {
  const { context } = call;
  const g = context.graph;
  const isOfMath = call.name.startsWith('math');
  const tolerance = (names: readonly string[], otherwise: string): NodeId => {
    const given = names.map((name) => call.keywords.get(name)).find((value) => value !== undefined);
    return given?.kind === 'scalar' ? asNumber(g, given.node) : make.literal(g, otherwise);
  };
  const relative = tolerance(['rtol', 'rel_tol'], isOfMath ? '1e-9' : '1e-5');
  const absolute = tolerance(['atol', 'abs_tol'], isOfMath ? '0' : '1e-8');
  return elementwise(context, [call.value('a'), call.value('b')], (x, y) => {
    const [p, q] = [asNumber(g, x.node), asNumber(g, y.node)];
    const distance = make.abs(g, make.subtract(g, p, q));
    const scaled = make.multiply(
      g,
      relative,
      isOfMath ? make.call(g, 'max', make.abs(g, p), make.abs(g, q)) : make.abs(g, q),
    );
    const allowed = isOfMath ? make.call(g, 'max', scaled, absolute) : make.add(g, absolute, scaled);
    return scalar(make.lessOrEqual(g, distance, allowed), 'bool');
  });
}

/** One condition for all elements of another. */
const everywhere = (context: Context, value: Value): Value =>
  scalar(
    elementsOf(toFullArray(context, value)).reduce(
      (a, b) => make.and(context.graph, a, b),
      make.trueNode(context.graph),
    ),
    'bool',
  );

const emptyText: Primitive = primitive('*items', () => text(null));

export const builtinPrimitives: Readonly<Record<string, Primitive>> = {
  len: primitive('value', length),
  range: primitive('*bounds', range),
  zip: primitive('*iterables', zip),
  enumerate: primitive('iterable, start?', enumerate),
  'builtin.map': primitive('*arguments', map),
  'builtin.filter': primitive('function, iterable', filter),
  'builtin.iter': primitive('iterable', (call) => {
    const value = call.value('iterable');
    const isIterator = value.kind === 'list' && value.object.isIterator;
    return isIterator ? value : iterator(sequenceOf(call.context, value));
  }),
  'builtin.next': primitive('iterator, default?', next),
  reduce: primitive('function, iterable, initial?', reduce),
  partial: primitive('*arguments', partial),
  list: primitive('iterable?', (call) => {
    const value = call.optional('iterable');
    return list(value ? sequenceOf(call.context, value) : []);
  }),
  tuple: primitive('iterable?', (call) => {
    const value = call.optional('iterable');
    return tuple(value ? sequenceOf(call.context, value) : []);
  }),
  reversed: primitive('iterable', (call) => iterator([...sequenceOf(call.context, call.value('iterable'))].reverse())),
  dict: primitive('source?, *more', dictionary),
  'collections.defaultdict': primitive('*more', (call) => {
    const object = new DictionaryObject(new Map());
    const [factory] = call.rest;
    if (factory && factory.kind !== 'none')
      object.missing = (key) => {
        const value = callValue(call.context, factory, [], []);
        const spelling = /^'(.*)'$/s.exec(key)?.[1];
        const number = Number(key);
        const given =
          spelling !== undefined
            ? text(spelling)
            : Number.isNaN(number)
              ? none
              : scalar(call.context.graph.double(number));
        call.context.heap.write(object, 'entries', new Map(object.entries).set(key, { key: given, value }));
        return value;
      };
    return { kind: 'dictionary', object };
  }),
  slice: primitive('*bounds', (call) => {
    const [first, second, third] = call.rest;
    return second
      ? { kind: 'slice', start: first ?? none, stop: second, step: third ?? none }
      : { kind: 'slice', start: none, stop: first ?? none, step: none };
  }),
  isinstance: primitive('object, type', instance),
  type: primitive('object, *more', typeOf),
  isscalar: primitive('x', (call) => truth(call.context, call.value('x').kind === 'scalar')),
  callable: primitive('object', (call) => {
    const { kind } = call.value('object');
    return truth(call.context, kind === 'function' || kind === 'bound' || kind === 'builtin' || kind === 'class');
  }),
  hasattr: primitive('object, name', hasAttribute),
  getattr: primitive('object, name, default?', getAttribute),
  setattr: primitive('object, name, value', (call) => {
    bindAttribute(
      call.context,
      call.value('object'),
      call.text('name') ?? call.refuse('Which attribute is set is not known.'),
      call.value('value'),
    );
    return none;
  }),
  str: emptyText,
  repr: emptyText,
  format: emptyText,
  print: primitive('*items', () => none),
  divmod: primitive('a, b', divmod),
  deepcopy: primitive('value', (call) => {
    const value = call.value('value');
    if (value.kind === 'array') return freshArray(elementsOf(value), value.shape, value.type);
    if (value.kind === 'list' && value.object.items.every((item) => item.kind === 'scalar'))
      return list(value.object.items);
    if (value.kind === 'scalar' || value.kind === 'none' || value.kind === 'string') return value;
    return call.refuse(`A deep copy of ${describe(value)} is not understood.`);
  }),
  isclose: primitive('a, b, *more', isClose),
  allclose: primitive('a, b, *more', (call) => everywhere(call.context, isClose(call))),
  set: primitive('iterable?', (call) => {
    const value = call.optional('iterable');
    return setOf(call.context, value ? sequenceOf(call.context, value) : []);
  }),
  cast: primitive('type, value', (call) => call.value('value')),
  namespace: primitive('*more', namespace),
  'vectorize.call': primitive('*arguments', vectorized),
  vectorize: primitive('function, otypes?, excluded?, signature?', (call) => ({
    kind: 'bound',
    callee: { kind: 'builtin', primitive: 'vectorize.call', name: 'vectorize' },
    positional: [call.value('function')],
    keywords: [],
  })),
  'decorator.same': primitive('function?, *more', (call) => {
    const fn = call.optional('function');
    const isFunction = fn?.kind === 'function' || fn?.kind === 'bound';
    return isFunction ? fn : { kind: 'builtin', primitive: 'decorator.same', name: call.name };
  }),
  'context.ignored': primitive('*more', () => none),
  'itertools.product': primitive('*pools', itertoolsProduct),
  'itertools.combinations': primitive('iterable, r', (call) => chosen(call, false)),
  'itertools.permutations': primitive('iterable, r?', (call) => chosen(call, true)),
  'itertools.chain.from_iterable': primitive('iterable', (call) => {
    const { context } = call;
    return iterator(sequenceOf(context, call.value('iterable')).flatMap((value) => sequenceOf(context, value)));
  }),
  'itertools.chain': primitive('*iterables', (call) =>
    iterator(call.rest.flatMap((value) => sequenceOf(call.context, value))),
  ),
  'itertools.pairwise': primitive('iterable', (call) => {
    const items = sequenceOf(call.context, call.value('iterable'));
    return iterator(items.slice(1).map((item, i) => tuple([items[i] as Value, item])));
  }),
  'add.at': primitive('a, indices, b', changedAt('+')),
  'subtract.at': primitive('a, indices, b', changedAt('-')),
};
