/** Places in a sorted table: how many of its values are less than a number. They jump, and are constant in between. */
import * as make from '../../calculus/construct';
import type { NodeId } from '../../calculus/graph';
import { elementsOf } from '../arrays';
import { elementwise, toRankedArray } from '../coercion';
import { closedNumber } from '../constants';
import { requireHere } from '../context';
import { asNumber } from '../merge';
import { numberNode } from '../numbers';
import { scalar } from '../values';
import type { Value } from '../values';
import { primitive } from './binding';
import type { Call } from './binding';

const LARGEST_TABLE = 64;

/** How many values of the table, which rise, are to the left of the number (or at it). */
function search(call: Call, isRight: boolean, name: 'a' | 'bins' = 'a'): Value {
  const { context } = call;
  const g = context.graph;
  const table = elementsOf(toRankedArray(context, call.value(name), 1)).map((node) => asNumber(g, node));
  if (table.length > LARGEST_TABLE)
    return call.refuse(`\`${call.name}\` is read for tables of at most ${LARGEST_TABLE} values.`);
  table.slice(1).forEach((node, i) => {
    const [before, after] = [closedNumber(g, table[i] as NodeId), closedNumber(g, node)];
    if (before === undefined || after === undefined)
      requireHere(context, make.lessOrEqual(g, table[i] as NodeId, node));
    else if (after < before) call.refuse(`\`${call.name}\` needs a table whose values rise.`);
  });
  return elementwise(context, [call.value('x')], (x) => {
    const at = numberNode(context, x);
    const place = table.reduce<NodeId>((before, node, i) => {
      const isPassed = isRight ? make.lessOrEqual(g, node, at) : make.less(g, node, at);
      return make.select(g, isPassed, g.integer(i + 1), before);
    }, g.integer(0));
    return scalar(place, 'int');
  });
}

/** Which of the intervals between rising bins a number falls into: NumPy's `right` says on which side they are closed. */
const digitize = primitive('x, bins, right?', (call) => search(call, !call.flag('right', false), 'bins'));

export const searchPrimitives = {
  digitize,
  searchsorted: primitive('a, x, side?, sorter?', (call) => {
    if (call.optional('sorter')) return call.refuse('`sorter` of `searchsorted` is not understood.');
    return search(call, call.text('side') === 'right');
  }),
  'bisect.bisect': primitive('a, x', (call) => search(call, true)),
  'bisect.bisect_right': primitive('a, x', (call) => search(call, true)),
  'bisect.bisect_left': primitive('a, x', (call) => search(call, false)),
};
