/** Places in a sorted table: how many of its values are less than a number. They jump, and are constant in between. */
import * as make from '../../calculus/construct';
import type { NodeId } from '../../calculus/graph';
import { elementsOf } from '../arrays';
import { elementwise, toRankedArray } from '../coercion';
import { closedNumber } from '../constants';
import { asNumber } from '../merge';
import { numberNode } from '../numbers';
import { scalar } from '../values';
import type { Value } from '../values';
import { primitive } from './binding';
import type { Call } from './binding';

const LARGEST_TABLE = 64;

/** Σ over the table of 1 where the number is to the right of the value (or on it). */
function search(call: Call, isRight: boolean): Value {
  const { context } = call;
  const g = context.graph;
  const table = elementsOf(toRankedArray(context, call.value('a'), 1)).map((node) => asNumber(g, node));
  const numbers = table.map((node) => closedNumber(g, node));
  if (numbers.includes(undefined) || numbers.length > LARGEST_TABLE)
    return call.refuse(`\`${call.name}\` needs a short table whose values are known.`);
  if (numbers.some((number, i) => i > 0 && (number as number) < (numbers[i - 1] as number)))
    return call.refuse(`\`${call.name}\` needs a table whose values rise.`);
  return elementwise(context, [call.value('x')], (x) => {
    const at = numberNode(context, x);
    const steps = table.map((node): NodeId => {
      const isPassed = isRight ? make.lessOrEqual(g, node, at) : make.less(g, node, at);
      return asNumber(g, isPassed);
    });
    return scalar(make.sum(g, steps), 'int');
  });
}

export const searchPrimitives = {
  searchsorted: primitive('a, x, side?, sorter?', (call) => {
    if (call.optional('sorter')) return call.refuse('`sorter` of `searchsorted` is not understood.');
    return search(call, call.text('side') === 'right');
  }),
  'bisect.bisect': primitive('a, x', (call) => search(call, true)),
  'bisect.bisect_right': primitive('a, x', (call) => search(call, true)),
  'bisect.bisect_left': primitive('a, x', (call) => search(call, false)),
};
