/** Types of numbers as values: `x.dtype`, `np.finfo(np.float32).eps`, `np.issubdtype`. */
import * as make from '../../calculus/construct';
import type { Context } from '../context';
import { widerType } from '../merge';
import { bitsOf, float64, floatNamed, typeName } from '../numberTypes';
import { RecordObject, scalar, text } from '../values';
import type { Builtin, ScalarType, Value } from '../values';
import { primitive } from './binding';
import type { Call, Primitive } from './binding';

/** What numbers of a type can be: `np.finfo(np.float32).eps`. */
function limits(call: Call): Value {
  const g = call.context.graph;
  const given = call.optional('dtype');
  // Of numbers and arrays, too: those are doubles here.
  const isValue = !given || given.kind === 'scalar' || given.kind === 'array';
  const type = isValue ? float64 : floatNamed(typeName(given));
  if (!type) return call.refuse(`What numbers of the type given to \`${call.name}\` can be is not known.`);
  const { bits, exponent, decimals } = type;
  const largest = (2 - 2 ** (1 - bits)) * 2 ** exponent;
  const smallest = 2 ** (1 - exponent);
  const object = new RecordObject('finfo', null);
  const known: readonly (readonly [string, number])[] = [
    ['eps', 2 ** (1 - bits)],
    ['epsneg', 2 ** -bits],
    ['max', largest],
    ['min', -largest],
    ['tiny', smallest],
    ['smallest_normal', smallest],
    ['smallest_subnormal', 2 ** (2 - exponent - bits)],
  ];
  for (const [key, value] of known) object.set(key, scalar(g.double(value)));
  object.set('resolution', scalar(make.literal(g, `1e-${decimals}`)));
  for (const [key, value] of [
    ['precision', decimals],
    ['nmant', bits - 1],
    ['maxexp', exponent + 1],
  ] as const)
    object.set(key, scalar(g.integer(value), 'int'));
  return { kind: 'record', object };
}

/** `np.iinfo(np.int32).max`. */
function integerLimits(call: Call): Value {
  const g = call.context.graph;
  const given = call.optional('dtype');
  const [, unsigned, width] = /(u?)int(8|16|32|64|_|p|$)/.exec(given ? typeName(given) : '') ?? [];
  if (unsigned === undefined)
    return call.refuse(`What numbers of the type given to \`${call.name}\` can be is not known.`);
  const bits = BigInt(Number(width) || 64);
  const [low, high] = unsigned ? [0n, 2n ** bits - 1n] : [-(2n ** (bits - 1n)), 2n ** (bits - 1n) - 1n];
  const object = new RecordObject('iinfo', null);
  for (const [key, value] of [
    ['min', low],
    ['max', high],
    ['bits', bits],
  ] as const)
    object.set(key, scalar(g.rational({ numerator: value, denominator: 1n }), 'int'));
  return { kind: 'record', object };
}

const types: Readonly<Record<ScalarType, string>> = { float: 'float64', int: 'int64', bool: 'bool' };

const asValue = (type: ScalarType): Builtin => ({ kind: 'builtin', primitive: type, name: types[type] });

const isScalarType = (name: string): name is ScalarType => Object.hasOwn(types, name);

/** The type that a value has, or that is named. */
function typeGiven(call: Call, value: Value): ScalarType {
  if (value.kind === 'scalar' || value.kind === 'array') return value.type;
  if (value.kind === 'builtin' && isScalarType(value.primitive)) return value.primitive;
  const name = typeName(value);
  if (floatNamed(name)) return 'float';
  if (/^u?int/.test(name)) return 'int';
  if (name === 'bool') return 'bool';
  return call.refuse('Which type of numbers this is is not known.');
}

/** `x.dtype`, `np.dtype('float64')`, `np.result_type(a, b)`: the widest of what is given. */
function typeOfNumbers(call: Call): Value {
  const given = [call.value('a'), ...call.rest];
  const [only, ...others] = given;
  if (only?.kind === 'builtin' && others.length === 0 && isScalarType(only.primitive)) return only;
  return asValue(given.map((value) => typeGiven(call, value)).reduce(widerType));
}

/** NumPy's names of kinds of types, with what belongs to them. */
const kinds: readonly (readonly [RegExp, readonly ScalarType[]])[] = [
  [/(^|\.)(floating|inexact|float\w*|double|single|half|longdouble)$/, ['float']],
  [/(^|\.)(integer|signedinteger|int\w*)$/, ['int']],
  [/(^|\.)number$/, ['float', 'int']],
  [/(^|\.)bool_?$/, ['bool']],
  [/(^|\.)(complexfloating|complex\w*|unsignedinteger|uint\w*|str_|object_)$/, []],
];

function isSubtype(call: Call): Value {
  const type = typeGiven(call, call.value('a'));
  const name = typeName(call.value('kind'));
  const [, members] = kinds.find(([names]) => names.test(name)) ?? [];
  if (!members) return call.refuse('Which types of numbers belong to this one is not known.');
  const { graph } = call.context;
  return scalar(members.includes(type) ? make.trueNode(graph) : make.falseNode(graph), 'bool');
}

/** Bytes of one element: `x.itemsize`. */
const bytes = (context: Context, type: ScalarType): Value =>
  scalar(context.graph.integer(type === 'bool' ? 1 : 8), 'int');

export const typePrimitives: Readonly<Record<string, Primitive>> = {
  finfo: primitive('dtype?', limits),
  iinfo: primitive('dtype?', integerLimits),
  dtype: primitive('a, *more', typeOfNumbers),
  issubdtype: primitive('a, kind', isSubtype),
  itemsize: primitive('a', (call) => bytes(call.context, typeGiven(call, call.value('a')))),
};

/** `dtype.kind`, `dtype.itemsize`, `dtype.type`; `undefined` where a type has no such attribute. */
export function attributeOfType(context: Context, type: Builtin, name: string): Value | undefined {
  if (!isScalarType(type.primitive)) return undefined;
  switch (name) {
    case 'kind':
      return text({ float: 'f', int: 'i', bool: 'b' }[type.primitive]);
    case 'char':
      return text({ float: 'd', int: 'l', bool: '?' }[type.primitive]);
    case 'itemsize':
      return type.primitive === 'bool'
        ? bytes(context, 'bool')
        : scalar(context.graph.integer(bitsOf(type.name) / 8), 'int');
    case 'name':
      return text(type.name.split('.').at(-1) ?? type.name);
    case 'type':
      return type;
    default:
      return undefined;
  }
}
