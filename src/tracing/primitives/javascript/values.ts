/** What JavaScript's operators and global functions mean on values of any kind. */
import * as make from '../../../calculus/construct';
import type { NodeId } from '../../../calculus/graph';
import { elementsOf, freshArray } from '../../arrays';
import { callValue } from '../../calls';
import { lineage } from '../../classes';
import { checkSize, elementwise, sequenceOf, toArray, toCondition, toCount, toScalar } from '../../coercion';
import { closedNumber } from '../../constants';
import type { Context } from '../../context';
import { asNumber } from '../../merge';
import { numberLiteral } from '../../expressions';
import { numberNode } from '../../numbers';
import { propertiesOf, propertyOf } from '../../objects';
import { compare } from '../../operators';
import { subscript } from '../../subscripts';
import { list, none, RecordObject, scalar, text } from '../../values';
import type { ArrayValue, Value } from '../../values';
import { cast } from '../creation';
import { primitive } from '../binding';
import type { Call, Primitive } from '../binding';
import { callBack, integer } from './lists';

const truth = (context: Context, holds: boolean): Value =>
  scalar(holds ? make.trueNode(context.graph) : make.falseNode(context.graph), 'bool');

/** `Number(x)`, `+x`. */
function toNumber(call: Call): Value {
  const { context } = call;
  const value = call.optional('value');
  if (value?.kind === 'string') {
    const number = value.value === null ? NaN : Number(value.value);
    if (!Number.isFinite(number) || number < 0) return call.refuse('Which number this text is is not known.');
    return numberLiteral(context, String(number));
  }
  if (!value) return scalar(context.graph.double(NaN));
  const number = toScalar(context, value);
  return number.type === 'bool' ? scalar(asNumber(context.graph, number.node), 'int') : number;
}

/** `x | 0`, `~~x`, `parseInt(x)`: the fraction is cut off. */
function cut(call: Call): Value {
  const { context } = call;
  const number = toScalar(context, call.value('value'));
  const node = numberNode(context, number);
  const known = closedNumber(context.graph, node);
  if (known !== undefined && Math.abs(known) < 2 ** 31) return integer(context, Math.trunc(known));
  return scalar(make.call(context.graph, 'trunc', node), 'int');
}

function typeOf(call: Call): Value {
  const value = call.value('value');
  switch (value.kind) {
    case 'scalar':
      return text(value.type === 'bool' ? 'boolean' : 'number');
    case 'string':
    case 'function':
      return text(value.kind);
    case 'bound':
    case 'builtin':
    case 'class':
      return text('function');
    case 'none':
      return text('undefined');
    case 'opaque':
    case 'unknown':
    case 'optional':
      return call.refuse('Of what type this is is not known.');
    default:
      return text('object');
  }
}

function isInstance(call: Call): Value {
  const { context } = call;
  const [value, type] = [call.value('value'), call.value('type')];
  if (type.kind === 'class') {
    const owner = context.inputs.inputBehind(value);
    // An argument that is asked whether it is an object of a class is taken for one.
    if (value.kind === 'scalar' && owner !== undefined)
      context.inputs.demandByName(owner, [{ kind: 'record' }], context.span);
    if (value.kind !== 'record') return truth(context, false);
    if (!value.object.definition)
      return truth(context, value.object.missing !== null || value.object.attributes.size > 0);
    return truth(
      context,
      lineage(context, value.object.definition).some((one) => one.definition === type.definition),
    );
  }
  const isArray = value.kind === 'list' || value.kind === 'array';
  if (type.kind === 'builtin' && type.name === 'Array') return truth(context, isArray);
  if (type.kind === 'builtin' && /Array$/.test(type.name)) return truth(context, value.kind === 'array');
  return value.kind === 'scalar' || isArray || value.kind === 'none'
    ? truth(context, false)
    : call.refuse('What this is an instance of is not known.');
}

/** `'x' in object`. */
function hasProperty(call: Call): Value {
  const { context } = call;
  const object = call.value('object');
  const name = propertyOf(context, call.value('name'));
  if (object.kind === 'record' && name !== undefined)
    return truth(context, object.object.attributes.has(name) || object.object.missing !== null);
  if (object.kind === 'list' || object.kind === 'array')
    return truth(context, name !== undefined && Number(name) < sequenceOf(context, object).length);
  return call.refuse('Which properties this has is not known.');
}

/** `f.call(object, …)`: a function that has an object as `this` is given it. */
function bindReceiver(fn: Value, object: Value): Value {
  if (fn.kind === 'function' && fn.definition.parameters[0]?.name === 'this')
    return { kind: 'bound', callee: fn, positional: [object], keywords: [] };
  return fn;
}

/** Items for names on the left of `=`: what is missing is undefined; an argument is as long as is asked for. */
function firstItems(call: Call): Value {
  const { context } = call;
  const value = call.value('value');
  const count = call.count('count');
  if (value.kind === 'scalar' || (value.kind === 'array' && value.source))
    return list(Array.from({ length: count }, (_unused, i) => subscript(context, value, [integer(context, i)])));
  const items = sequenceOf(context, value);
  return list(Array.from({ length: count }, (_unused, i) => items[i] ?? none));
}

function otherProperties(call: Call): Value {
  const [value, ...keys] = call.rest;
  const taken = new Set(keys.map((key) => propertyOf(call.context, key)));
  const object = new RecordObject('', null);
  for (const [name, own] of value ? propertiesOf(call.context, value) : [])
    if (!taken.has(name)) object.attributes.set(name, own);
  return { kind: 'record', object };
}

function keysOf(call: Call): Value {
  const { context } = call;
  const value = call.value('value');
  if (value.kind === 'record') return list(propertiesOf(context, value).map(([name]) => text(name)));
  return list(sequenceOf(context, value).map((_item, i) => integer(context, i)));
}

/** `new Array(3)`, `Array(1, 2)`. */
function newArray(call: Call): Value {
  const [only] = call.rest;
  if (call.rest.length === 1 && only?.kind === 'scalar') {
    const size = toCount(call.context, only, 'The length of this array');
    checkSize(call.context, [size]);
    return list(Array.from({ length: size }, () => none));
  }
  return list(call.rest);
}

/** `new Float64Array(3)`, `new Float64Array(list)`: a copy. */
function typedArray(call: Call): Value {
  const { context } = call;
  const [only] = call.rest;
  if (!only) return freshArray([], [0], 'float');
  // A number is a length; an argument that is an array has been found to be one elsewhere.
  const isCount = only.kind === 'scalar';
  if (isCount) {
    const size = toCount(context, only, 'The length of this array');
    checkSize(context, [size]);
    return freshArray(new Array<NodeId>(size).fill(context.graph.integer(0)), [size], 'float');
  }
  const nodes = sequenceOf(context, only).map((value) => numberNode(context, toScalar(context, value)));
  return freshArray(nodes, [nodes.length], 'float');
}

/** Whole numbers are cut off when they are stored. */
function integerArray(call: Call): Value {
  const array = typedArray(call);
  return array.kind === 'array' ? cast(call, array, 'int') : array;
}

/** `Array.from(items, f)`, `Array.from({ length: 3 }, (_, i) => …)`. */
function arrayFrom(call: Call): Value {
  const { context } = call;
  const source = call.value('items');
  const size = source.kind === 'record' ? source.object.attributes.get('length') : undefined;
  const items: readonly Value[] = size
    ? Array.from({ length: toCount(context, size, 'The length of this array') }, () => none)
    : sequenceOf(context, source);
  const callback = call.optional('callback');
  return list(callback ? items.map((item, i) => callBack(context, callback, [item, integer(context, i)])) : items);
}

function isArray(call: Call): Value {
  const value = call.value('value');
  return truth(call.context, value.kind === 'list' || value.kind === 'array');
}

function assignInto(call: Call): Value {
  const [target, ...sources] = call.rest;
  if (target?.kind !== 'record') return call.refuse('Only objects are assigned to each other.');
  for (const source of sources)
    for (const [name, value] of propertiesOf(call.context, source)) call.context.heap.write(target.object, name, value);
  return target;
}

function clone(context: Context, value: Value): Value {
  if (value.kind === 'list') return list(value.object.items.map((item) => clone(context, item)));
  if (value.kind === 'array') {
    const whole = toArray(context, value);
    return whole.kind === 'array' ? freshArray(elementsOf(whole), whole.shape, whole.type) : whole;
  }
  if (value.kind !== 'record') return value;
  const object = new RecordObject('', null);
  for (const [name, own] of propertiesOf(context, value)) object.attributes.set(name, clone(context, own));
  return { kind: 'record', object };
}

/** Whether a number is one: true of every number that formulas speak of. */
const finite = (call: Call, isNaNAsked: boolean): Value => {
  const { context } = call;
  const value = call.value('value');
  if (value.kind === 'none' || value.kind === 'string' || value.kind === 'record') return truth(context, isNaNAsked);
  const known = closedNumber(context.graph, numberNode(context, toScalar(context, value)));
  if (known === undefined) return truth(context, !isNaNAsked);
  return truth(context, isNaNAsked ? Number.isNaN(known) : Number.isFinite(known));
};

function shiftRight(call: Call): Value {
  const { context } = call;
  const [x, y] = [toCount(context, call.value('a'), 'This number'), toCount(context, call.value('b'), 'This number')];
  return integer(context, x >>> y);
}

const outside = primitive('*items', (call) => call.refuse(`\`${call.name}\` is only known when the program runs.`));
const anyText = primitive('*items', () => text(null));

export const javascriptValuePrimitives: Readonly<Record<string, Primitive>> = Object.fromEntries(
  Object.entries({
    'to number': primitive('value?', toNumber),
    'cut to whole': primitive('value, radix?', cut),
    'type of': primitive('value', typeOf),
    'instance of': primitive('value, type', isInstance),
    'has property': primitive('object, name', hasProperty),
    'function.call': primitive('self, receiver, *items', (call) =>
      callValue(call.context, bindReceiver(call.value('self'), call.value('receiver')), call.rest, []),
    ),
    'function.apply': primitive('self, receiver, items?', (call) => {
      const items = call.optional('items');
      const given = items ? sequenceOf(call.context, items) : [];
      return callValue(call.context, bindReceiver(call.value('self'), call.value('receiver')), given, []);
    }),
    'function.bind': primitive('self, receiver, *items', (call) => ({
      kind: 'bound',
      callee: bindReceiver(call.value('self'), call.value('receiver')),
      positional: call.rest,
      keywords: [],
    })),
    'first items': primitive('value, count', firstItems),
    'items from': primitive('value, start', (call) =>
      list(sequenceOf(call.context, call.value('value')).slice(call.count('start'))),
    ),
    'other properties': primitive('*items', otherProperties),
    'keys of': primitive('value', keysOf),
    'shift right': primitive('a, b', shiftRight),
    Array: primitive('*items', newArray),
    'typed array': primitive('*items', typedArray),
    'integer array': primitive('*items', integerArray),
    'typed of': primitive('*items', (call) => typedArrayOf(call, call.rest)),
    'typed from': primitive('items, callback?', (call) =>
      typedArrayOf(call, sequenceOf(call.context, arrayFrom(call))),
    ),
    'integer of': primitive('*items', (call) => cast(call, typedArrayOf(call, call.rest), 'int')),
    'integer from': primitive('items, callback?', (call) =>
      cast(call, typedArrayOf(call, sequenceOf(call.context, arrayFrom(call))), 'int'),
    ),
    'Array.from': primitive('items, callback?', arrayFrom),
    'Array.of': primitive('*items', (call) => list(call.rest)),
    'Array.isArray': primitive('value', isArray),
    'Object.keys': primitive('value', keysOf),
    'Object.values': primitive('value', (call) =>
      list(
        call.value('value').kind === 'record'
          ? propertiesOf(call.context, call.value('value')).map(([, value]) => value)
          : sequenceOf(call.context, call.value('value')),
      ),
    ),
    'Object.entries': primitive('value', (call) =>
      list(propertiesOf(call.context, call.value('value')).map(([name, value]) => list([text(name), value]))),
    ),
    'Object.fromEntries': primitive('items', (call) => {
      const object = new RecordObject('', null);
      for (const entry of sequenceOf(call.context, call.value('items'))) {
        const [key, value] = sequenceOf(call.context, entry);
        const name = key && propertyOf(call.context, key);
        if (name === undefined || !value) return call.refuse('The name of a property of this object is not known.');
        object.attributes.set(name, value);
      }
      return { kind: 'record', object };
    }),
    'Object.assign': primitive('*items', assignInto),
    'Object.freeze': primitive('value', (call) => call.value('value')),
    'Object.create': primitive('value, properties?', () => ({ kind: 'record', object: new RecordObject('', null) })),
    'is same': primitive('a, b', (call) => compare(call.context, '==', call.value('a'), call.value('b'))),
    clone: primitive('value', (call) => clone(call.context, call.value('value'))),
    truth: primitive('value', (call) => scalar(toCondition(call.context, call.value('value')), 'bool')),
    'is NaN': primitive('value', (call) => finite(call, true)),
    'is finite': primitive('value', (call) => finite(call, false)),
    'is integer': primitive('value', (call) => {
      const value = call.value('value');
      if (value.kind !== 'scalar') return truth(call.context, false);
      const known = closedNumber(call.context.graph, numberNode(call.context, value));
      if (known !== undefined) return truth(call.context, Number.isInteger(known));
      toCount(call.context, value, 'Whether this number is whole');
      return truth(call.context, true);
    }),
    text: anyText,
    outside,
    'Math.max': primitive('*items', (call) => extreme(call, 'max', -Infinity)),
    'Math.min': primitive('*items', (call) => extreme(call, 'min', Infinity)),
    'Math.hypot': primitive('*items', hypot),
    'Math.round': primitive('x', (call) =>
      // Halves are rounded up (ECMA-262, 21.3.2.28).
      elementwise(call.context, [call.value('x')], (x) => {
        const g = call.context.graph;
        const up = make.add(g, numberNode(call.context, x), make.literal(g, '0.5'));
        return scalar(make.call(g, 'floor', up), 'int');
      }),
    ),
    'Math.imul': outside,
    'Math.clz32': outside,
  }).map(([name, made]) => [`javascript.${name}`, made]),
);

function typedArrayOf(call: Call, items: readonly Value[]): ArrayValue {
  const nodes = items.map((value) => numberNode(call.context, toScalar(call.context, value)));
  return freshArray(nodes, [nodes.length], 'float');
}

/** The numbers of the arguments; mathjs takes an array as well. */
function numbersOf(call: Call): NodeId[] {
  const { context } = call;
  const [only] = call.rest;
  const isList = call.rest.length === 1 && (only?.kind === 'list' || only?.kind === 'array');
  return (isList ? sequenceOf(context, only) : call.rest).map((value) => numberNode(context, toScalar(context, value)));
}

function extreme(call: Call, name: 'max' | 'min', empty: number): Value {
  const g = call.context.graph;
  const [first, ...rest] = numbersOf(call);
  if (first === undefined) return scalar(g.double(empty));
  return scalar(rest.reduce((a, b) => make.call(g, name, a, b), first));
}

function hypot(call: Call): Value {
  const g = call.context.graph;
  const numbers = numbersOf(call);
  const squares = numbers.map((node) => make.multiply(g, node, node));
  return scalar(make.call(g, 'sqrt', make.sum(g, squares)));
}
