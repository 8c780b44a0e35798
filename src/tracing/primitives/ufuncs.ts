/** Methods of NumPy's elementwise functions: `np.add.reduce`, `np.maximum.accumulate`, `np.subtract.outer`. */
import { elementsOf, freshArray, reshaped, sizeOf } from '../arrays';
import { sequenceOf, toArray, toFullArray, toRankedArray } from '../coercion';
import { refuse } from '../context';
import type { Builtin, Value } from '../values';
import { scalar } from '../values';
import { axesFrom, positiveAxis } from './axes';
import { primitive } from './binding';
import type { Call, Primitive } from './binding';
import { callPrimitive } from './call';
import { alongAxis } from './reductions';

/** Methods that an elementwise function of two arguments has. */
export const ufuncMethods: ReadonlySet<string> = new Set(['reduce', 'accumulate', 'outer']);

const functionOf = (call: Call): Builtin => {
  const value = call.value('function');
  return value.kind === 'builtin' ? value : call.refuse('This is no elementwise function.');
};

function apply(call: Call, fn: Builtin, a: number, b: number): number {
  const value = toArray(call.context, callPrimitive(call.context, fn, [scalar(a), scalar(b)], []));
  return value.kind === 'scalar' ? value.node : refuse(call.context, 'This is no function of two numbers.');
}

function accumulated(call: Call, isReduced: boolean): Value {
  const { context } = call;
  const fn = functionOf(call);
  const array = toRankedArray(context, call.value('array'), 1);
  const given = call.optional('axis');
  const [axis] = given ? axesFrom(context, given, array) : [0];
  const position = positiveAxis(context, axis as number, array.shape.length);
  const result = alongAxis(
    context,
    array,
    position,
    (line) => {
      const values: number[] = [];
      for (const node of line) values.push(values.length === 0 ? node : apply(call, fn, values.at(-1) as number, node));
      return isReduced ? values.slice(-1) : values;
    },
    array.type === 'bool' ? 'int' : array.type,
  );
  if (!isReduced || result.kind !== 'array') return result;
  if (call.flag('keepdims', false)) return result;
  const kept = result.shape.filter((_size, a) => a !== position);
  const flat = reshaped(result, kept);
  return kept.length === 0 ? scalar(elementsOf(flat)[0] as number, flat.type) : flat;
}

function outer(call: Call): Value {
  const { context } = call;
  const [a, b] = [toFullArray(context, call.value('a')), toFullArray(context, call.value('b'))];
  const column = reshaped(a, [sizeOf(a.shape), 1]);
  const row = reshaped(b, [1, sizeOf(b.shape)]);
  const result = toFullArray(context, callPrimitive(context, functionOf(call), [column, row], []));
  return freshArray(elementsOf(result), [...a.shape, ...b.shape], result.type);
}

export const ufuncPrimitives: Readonly<Record<string, Primitive>> = {
  'ufunc.reduce': primitive('function, array, axis?, dtype?, keepdims?', (call) => {
    const array = call.value('array');
    // `np.add.reduce([a, b])` of arrays goes along the first axis as well.
    return accumulatedOf(call, array, true);
  }),
  'ufunc.accumulate': primitive('function, array, axis?, dtype?', (call) => accumulated(call, false)),
  'ufunc.outer': primitive('function, a, b', outer),
};

/** A list of values that are no numbers of one shape is joined one after another. */
function accumulatedOf(call: Call, array: Value, isReduced: boolean): Value {
  if (array.kind !== 'list' && array.kind !== 'tuple') return accumulated(call, isReduced);
  const [first, ...rest] = sequenceOf(call.context, array);
  if (!first || call.optional('axis')) return accumulated(call, isReduced);
  return rest.reduce<Value>((total, item) => callPrimitive(call.context, functionOf(call), [total, item], []), first);
}
