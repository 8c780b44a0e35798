/** `itertools` of what is known, sets, and methods of named tuples. */
import { callValue } from '../calls';
import { sequenceOf, toCount } from '../coercion';
import { refuse } from '../context';
import type { Context } from '../context';
import { binary } from '../operators';
import { keyOf } from '../subscripts';
import { iterator, list, none } from '../values';
import type { Value } from '../values';
import { primitive } from './binding';
import type { Call, Primitive } from './binding';

/** Each value once. Values that are not known might be the same. */
export function setOf(context: Context, items: readonly Value[]): Value {
  const kept = new Map<string, Value>();
  for (const item of items) {
    const key = keyOf(context, item);
    if (key === undefined && items.length > 1)
      return refuse(context, 'Which of the values of this set are the same is not known.');
    kept.set(key ?? '', kept.get(key ?? '') ?? item);
  }
  return list([...kept.values()]);
}

function accumulated(call: Call): Value {
  const { context } = call;
  const fn = call.optional('func');
  const start = call.optional('initial');
  const results: Value[] = start ? [start] : [];
  for (const item of sequenceOf(context, call.value('iterable'))) {
    const last = results.at(-1);
    if (!last) results.push(item);
    else results.push(fn ? callValue(context, fn, [last, item], []) : binary(context, '+', last, item));
  }
  return iterator(results);
}

function sliced(call: Call): Value {
  const { context } = call;
  const [iterable, ...bounds] = call.rest;
  if (!iterable) return call.refuse('`islice` needs something to run through.');
  const items = sequenceOf(context, iterable);
  const numbers = bounds.map((bound) =>
    bound.kind === 'none' ? undefined : toCount(context, bound, 'A bound of `islice`'),
  );
  const [start, stop, step] =
    numbers.length === 1 ? [0, numbers[0], 1] : [numbers[0] ?? 0, numbers[1], numbers[2] ?? 1];
  return iterator(items.slice(start, stop).filter((_item, i) => i % step === 0));
}

export const iterationPrimitives: Readonly<Record<string, Primitive>> = {
  'itertools.accumulate': primitive('iterable, func?, initial?', accumulated),
  'itertools.islice': primitive('*arguments', sliced),
  'itertools.repeat': primitive('object, times?', (call) => {
    if (!call.optional('times')) return call.refuse('`repeat` without a number of times has no end.');
    return iterator(Array.from({ length: call.count('times') }, () => call.value('object')));
  }),
  'itertools.starmap': primitive('function, iterable', (call) =>
    iterator(
      sequenceOf(call.context, call.value('iterable')).map((item) =>
        callValue(call.context, call.value('function'), sequenceOf(call.context, item), []),
      ),
    ),
  ),
  'itertools.zip_longest': primitive('*iterables', (call) => {
    const columns = call.rest.map((value) => sequenceOf(call.context, value));
    const size = Math.max(0, ...columns.map((column) => column.length));
    const filling = call.keywords.get('fillvalue') ?? none;
    return iterator(
      Array.from({ length: size }, (_unused, i): Value => ({
        kind: 'tuple',
        items: columns.map((column) => column[i] ?? filling),
      })),
    );
  }),
};
