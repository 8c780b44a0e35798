/** Control flow and updates as functions: `lax.cond`, `lax.while_loop`, `x.at[i].set(y)`. */
import { branch, decide } from '../branches';
import { callValue } from '../calls';
import { sequenceOf, toCondition, toFullArray } from '../coercion';
import { writeSubscript } from '../assignment';
import { copyArray } from '../arrays';
import { containersMade } from '../heap';
import { MergeMemo, mergeValues } from '../merge';
import { binary } from '../operators';
import { subscript } from '../subscripts';
import { tuple } from '../values';
import type { Bound, Value } from '../values';
import { apply } from './apply';
import { primitive } from './binding';
import type { Call, Primitive } from './binding';
import type { BinaryOperator } from '../../languages/program';

/** One of two functions of the same arguments. */
function conditional(call: Call): Value {
  const { context } = call;
  const [predicate, then, otherwise, ...operands] = call.rest;
  const operand = call.keywords.get('operand');
  const given = operand ? [operand] : operands;
  if (!predicate || !then || !otherwise) return call.refuse(`\`${call.name}\` needs a condition and two functions.`);
  const condition = toCondition(context, predicate);
  const since = containersMade();
  const values: Value[] = [];
  const side = (fn: Value) => (): boolean => {
    values.push(callValue(context, fn, given, []));
    return true;
  };
  branch(context, condition, side(then), side(otherwise));
  const [first, second] = values;
  if (!first) return call.refuse(`\`${call.name}\` gives nothing.`);
  return second ? mergeValues(context, condition, first, second, 'the result', new MergeMemo(since)) : first;
}

function choice(call: Call): Value {
  const functions = sequenceOf(call.context, call.value('branches'));
  const place = Math.min(Math.max(call.count('index'), 0), functions.length - 1);
  return callValue(call.context, functions[place] as Value, call.rest, []);
}

const MOST_PASSES = 10_000;

function whileLoop(call: Call): Value {
  const { context } = call;
  let value = call.value('init_val');
  for (let pass = 0; pass < MOST_PASSES; pass += 1) {
    context.budget.spend(context.graph, context.span);
    const goesOn = decide(context, toCondition(context, callValue(context, call.value('cond_fun'), [value], [])));
    if (goesOn === undefined) return call.refuse('How often this loop runs depends on values that are not known.');
    if (!goesOn) return value;
    value = callValue(context, call.value('body_fun'), [value], []);
  }
  return call.refuse(`This loop runs more than ${MOST_PASSES} times.`);
}

const boundTo = (primitiveName: string, name: string, positional: readonly Value[]): Bound => ({
  kind: 'bound',
  callee: { kind: 'builtin', primitive: primitiveName, name },
  positional,
  keywords: [],
});

/** `x.at[…]`: the array and the places; `undefined` for any other value. */
export function placeOfUpdate(value: Value, indices: readonly Value[]): Value | undefined {
  if (value.kind !== 'bound' || value.callee.kind !== 'builtin' || value.callee.primitive !== 'at.index')
    return undefined;
  return boundTo('at.place', '.at[…]', [...value.positional, tuple(indices)]);
}

/** `.set`, `.add`, … of `x.at[…]`; `undefined` for any other value. */
export function updateNamed(value: Value, name: string): Value | undefined {
  if (value.kind !== 'bound' || value.callee.kind !== 'builtin' || value.callee.primitive !== 'at.place')
    return undefined;
  return Object.hasOwn(functionalControlPrimitives, `at.${name}`)
    ? boundTo(`at.${name}`, `.at[…].${name}`, value.positional)
    : undefined;
}

const indicesOf = (call: Call): readonly Value[] => sequenceOf(call.context, call.value('indices'));

/** A copy of the array in which the places hold what is made of them. */
function updated(call: Call, change: (old: Value) => Value): Value {
  const { context } = call;
  const copy = copyArray(toFullArray(context, call.value('a')));
  const indices = indicesOf(call);
  writeSubscript(context, copy, indices, change(subscript(context, copy, indices)));
  return copy;
}

const isWhole = (index: Value): boolean =>
  index.kind === 'scalar' || index.kind === 'slice' || index.kind === 'ellipsis' || index.kind === 'none';

/** Places that an index array names twice are updated twice: only `add` is read there. */
const updateBy = (change: (call: Call, old: Value, given: Value) => Value): Primitive =>
  primitive('a, indices, values, *more', (call) => {
    const flat = indicesOf(call).flatMap((index) => (index.kind === 'tuple' ? index.items : [index]));
    const isMask = flat.every((index) => isWhole(index) || (index.kind === 'array' && index.type === 'bool'));
    if (!isMask) return call.refuse(`\`${call.name}\` at places from an array is not understood.`);
    return updated(call, (old) => change(call, old, call.value('values')));
  });

const byOperator = (operator: BinaryOperator): Primitive =>
  updateBy((call, old, given) => binary(call.context, operator, old, given));

export const functionalControlPrimitives: Readonly<Record<string, Primitive>> = {
  'lax.cond': primitive('*arguments', conditional),
  'lax.switch': primitive('index, branches, *operands', choice),
  'lax.while_loop': primitive('cond_fun, body_fun, init_val', whileLoop),
  at: primitive('a', (call) => boundTo('at.index', '.at', [call.value('a')])),
  'at.set': primitive('a, indices, values, *more', (call) => updated(call, () => call.value('values'))),
  'at.get': primitive('a, indices, *more', (call) => subscript(call.context, call.value('a'), indicesOf(call))),
  'at.add': primitive('a, indices, values, *more', (call) => {
    const flat = indicesOf(call).flatMap((index) => (index.kind === 'tuple' ? index.items : [index]));
    if (flat.every(isWhole)) return updated(call, (old) => binary(call.context, '+', old, call.value('values')));
    const copy = copyArray(toFullArray(call.context, call.value('a')));
    const indices = indicesOf(call);
    const [only] = indices;
    apply(call, 'add.at', [copy, indices.length === 1 && only ? only : tuple(indices), call.value('values')]);
    return copy;
  }),
  'at.subtract': byOperator('-'),
  'at.multiply': byOperator('*'),
  'at.mul': byOperator('*'),
  'at.divide': byOperator('/'),
  'at.power': byOperator('**'),
  'at.min': updateBy((call, old, given) => apply(call, 'min2', [old, given])),
  'at.max': updateBy((call, old, given) => apply(call, 'max2', [old, given])),
};
