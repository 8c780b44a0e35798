/** Polynomials, convolutions and tables. */
import * as make from '../../calculus/construct';
import type { NodeId } from '../../calculus/graph';
import { elementsOf, freshArray } from '../arrays';
import { elementwise, toRankedArray } from '../coercion';
import { closedNumber } from '../constants';
import { asNumber } from '../merge';
import { numberNode } from '../numbers';
import { scalar } from '../values';
import type { Value } from '../values';
import { primitive } from './binding';
import type { Call, Primitive } from './binding';

const nodesOf = (call: Call, name: string): NodeId[] =>
  elementsOf(toRankedArray(call.context, call.value(name), 1)).map((node) => asNumber(call.context.graph, node));

/** Horner's scheme; NumPy's `polyval` has the highest power first, its polynomial module the constant. */
const polynomial = (coefficients: string, highestFirst: boolean, order: string): Primitive =>
  primitive(order, (call) => {
    const g = call.context.graph;
    const nodes = nodesOf(call, coefficients);
    const falling = highestFirst ? nodes : [...nodes].reverse();
    return elementwise(call.context, [call.value('x')], (x) =>
      scalar(
        falling.reduce(
          (value, c) => make.add(g, make.multiply(g, value, numberNode(call.context, x)), c),
          g.integer(0),
        ),
      ),
    );
  });

function derivative(call: Call): Value {
  const g = call.context.graph;
  let nodes = nodesOf(call, 'p');
  for (let m = call.count('m', 1); m > 0; m -= 1)
    nodes = nodes.slice(0, -1).map((node, i) => make.multiply(g, g.integer(nodes.length - 1 - i), node));
  return freshArray(nodes, [nodes.length], 'float');
}

function convolve(call: Call): Value {
  const g = call.context.graph;
  const [a, b] = [nodesOf(call, 'a'), nodesOf(call, 'v')];
  const mode = call.text('mode') ?? 'full';
  const full = Array.from({ length: a.length + b.length - 1 }, (_unused, k) =>
    make.sum(
      g,
      a.flatMap((node, i) => (k - i >= 0 && k - i < b.length ? [make.multiply(g, node, b[k - i] as NodeId)] : [])),
    ),
  );
  const shorter = Math.min(a.length, b.length);
  if (mode === 'valid')
    return freshArray(full.slice(shorter - 1, full.length - shorter + 1), [Math.abs(a.length - b.length) + 1], 'float');
  if (mode === 'same') {
    const size = Math.max(a.length, b.length);
    const start = Math.floor((full.length - size) / 2);
    return freshArray(full.slice(start, start + size), [size], 'float');
  }
  return freshArray(full, [full.length], 'float');
}

/** Piecewise linear between the table's points, constant outside. */
function interpolate(call: Call): Value {
  const g = call.context.graph;
  const [xs, ys] = [nodesOf(call, 'xp'), nodesOf(call, 'fp')];
  if (call.optional('period')) return call.refuse('`interp` with a period is not understood.');
  const places = xs.map((node) => closedNumber(g, node));
  if (places.some((place, i) => place === undefined || (i > 0 && place <= (places[i - 1] as number))))
    return call.refuse('`interp` needs a table whose places are known and rise.');
  const ends = (name: string, fallback: NodeId): NodeId => {
    const value = call.optional(name);
    return value?.kind === 'scalar' ? numberNode(call.context, value) : fallback;
  };
  return elementwise(call.context, [call.value('x')], (x) => {
    const at = numberNode(call.context, x);
    let value = make.select(
      g,
      make.greater(g, at, xs.at(-1) as NodeId),
      ends('right', ys.at(-1) as NodeId),
      ys.at(-1) as NodeId,
    );
    for (let i = xs.length - 2; i >= 0; i -= 1) {
      const [x0, x1, y0, y1] = [xs[i], xs[i + 1], ys[i], ys[i + 1]] as [NodeId, NodeId, NodeId, NodeId];
      const slope = make.divide(g, make.subtract(g, y1, y0), make.subtract(g, x1, x0));
      const line = make.add(g, y0, make.multiply(g, slope, make.subtract(g, at, x0)));
      value = make.select(g, make.less(g, at, x1), line, value);
    }
    return scalar(make.select(g, make.less(g, at, xs[0] as NodeId), ends('left', ys[0] as NodeId), value));
  });
}

export const polynomialPrimitives: Readonly<Record<string, Primitive>> = {
  polyval: polynomial('p', true, 'p, x'),
  'polynomial.polyval': polynomial('c', false, 'x, c'),
  polyder: primitive('p, m?', derivative),
  convolve: primitive('a, v, mode?', convolve),
  interp: primitive('x, xp, fp, left?, right?, period?', interpolate),
};
