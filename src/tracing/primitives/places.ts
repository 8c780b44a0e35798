/** Places instead of values: where the greatest stands, the order. They jump, and are constant in between. */
import * as make from '../../calculus/construct';
import type { Graph, NodeId } from '../../calculus/graph';
import { reshaped, sizeOf } from '../arrays';
import { unwrap } from '../coercion';
import { ascending, closedNumber } from '../constants';
import { asNumber } from '../merge';
import type { ArrayValue, Value } from '../values';
import { primitive } from './binding';
import type { Call, Primitive } from './binding';
import { alongAxis, reduced } from './reductions';

/** Beyond these there are too many cases to show. */
const MOST_COMPARED = 64;
const MOST_ORDERED = 8;

type Places = (call: Call, nodes: readonly NodeId[]) => NodeId[];

function placesAlong(call: Call, isReduced: boolean, places: Places): Value {
  const { context } = call;
  const given = reduced(call);
  const isFlat = !call.optional('axis') && isReduced;
  const array = isFlat ? reshaped(given, [sizeOf(given.shape)]) : given;
  const axis = isFlat ? 0 : call.count('axis', -1);
  const message = `\`${call.name}\` gives places, not values: which place it is jumps, and has no derivative.`;
  const ofLine = (line: readonly NodeId[]): NodeId[] => {
    const found = places(
      call,
      line.map((node) => asNumber(context.graph, node)),
    );
    for (const node of found)
      if (closedNumber(context.graph, node) === undefined) context.places.set(node, { message, span: context.span });
    return found;
  };
  const result = alongAxis(context, array, axis, ofLine, 'int') as ArrayValue;
  if (!isReduced) return result;
  const position = axis < 0 ? axis + array.shape.length : axis;
  const kept = call.flag('keepdims', false) ? result.shape : result.shape.filter((_size, a) => a !== position);
  return unwrap(reshaped(result, kept));
}

const closed = (g: Graph, nodes: readonly NodeId[]): number[] | undefined => {
  const values = nodes.map((node) => closedNumber(g, node));
  return values.includes(undefined) ? undefined : (values as number[]);
};

/** Of equal ones the first, as NumPy has it. */
const extremePlace =
  (which: 'max' | 'min'): Places =>
  (call, nodes) => {
    const g = call.context.graph;
    const values = closed(g, nodes);
    if (values) {
      const extreme = which === 'max' ? Math.max(...values) : Math.min(...values);
      // What is not a number is the greatest, and the least.
      return [g.integer(values.findIndex((value) => ascending(value, extreme) === 0))];
    }
    if (nodes.length > MOST_COMPARED)
      return call.refuse(
        `\`${call.name}\` of more than ${MOST_COMPARED} values that are not known has too many cases.`,
      );
    let best = nodes[0] ?? call.refuse(`\`${call.name}\` of nothing.`);
    let place = g.integer(0);
    nodes.slice(1).forEach((node, i) => {
      const isBetter = which === 'max' ? make.less(g, best, node) : make.less(g, node, best);
      place = make.select(g, isBetter, g.integer(i + 1), place);
      best = make.call(g, which, best, node);
    });
    return [place];
  };

/** Each place in the order is the one of the element that so many others come before. */
const order: Places = (call, nodes) => {
  const g = call.context.graph;
  const values = closed(g, nodes);
  const places = nodes.map((_node, i) => i);
  if (values) return places.sort((i, j) => ascending(values[i], values[j])).map((place) => g.integer(place));
  if (nodes.some((node) => Number.isNaN(closedNumber(g, node))))
    return call.refuse(`\`${call.name}\` orders elements that are not numbers beside some that are not known.`);
  if (nodes.length > MOST_ORDERED)
    return call.refuse(`\`${call.name}\` of more than ${MOST_ORDERED} values that are not known has too many cases.`);
  const ranks = nodes.map((node, i) =>
    make.sum(
      g,
      nodes.flatMap((other, j) => {
        if (i === j) return [];
        const isBefore = j < i ? make.lessOrEqual(g, other, node) : make.less(g, other, node);
        return [asNumber(g, isBefore)];
      }),
    ),
  );
  return places.map((rank) =>
    ranks
      .slice(0, -1)
      .reduceRight(
        (rest, node, i) => make.select(g, make.equal(g, node, g.integer(rank)), g.integer(i), rest),
        g.integer(nodes.length - 1),
      ),
  );
};

export const placePrimitives: Readonly<Record<string, Primitive>> = {
  argmax: primitive('a, axis?, keepdims?', (call) => placesAlong(call, true, extremePlace('max'))),
  argmin: primitive('a, axis?, keepdims?', (call) => placesAlong(call, true, extremePlace('min'))),
  argsort: primitive('a, axis?, kind?', (call) => placesAlong(call, false, order)),
};
