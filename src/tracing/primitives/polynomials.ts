/** Polynomials, convolutions and tables; differences on a grid. */
import * as make from '../../calculus/construct';
import type { Graph, NodeId } from '../../calculus/graph';
import { elementsOf, freshArray } from '../arrays';
import { elementwise, toArray, toCount, toRankedArray } from '../coercion';
import { closedNumber } from '../constants';
import { asNumber } from '../merge';
import { numberNode } from '../numbers';
import { list, scalar } from '../values';
import type { Value } from '../values';
import { primitive } from './binding';
import type { Call, Primitive } from './binding';
import { alongAxis } from './reductions';

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

/** Factors a, b, c of the recurrence pₙ₊₁ = (a·x + b)·pₙ − c·pₙ₋₁, as fractions: NumPy's documentation, series by series. */
type Recurrence = (n: number) => readonly (readonly [numerator: number, denominator: number])[];

const recurrences: Readonly<Record<string, Recurrence>> = {
  chebval: (n) => [
    [n === 0 ? 1 : 2, 1],
    [0, 1],
    [1, 1],
  ],
  legval: (n) => [
    [2 * n + 1, n + 1],
    [0, 1],
    [n, n + 1],
  ],
  lagval: (n) => [
    [-1, n + 1],
    [2 * n + 1, n + 1],
    [n, n + 1],
  ],
  hermval: (n) => [
    [2, 1],
    [0, 1],
    [2 * n, 1],
  ],
  hermeval: (n) => [
    [1, 1],
    [0, 1],
    [n, 1],
  ],
};

/** The sum of cₙ·pₙ(x), the constant first. */
const series = (recurrence: Recurrence): Primitive =>
  primitive('x, c', (call) => {
    const g = call.context.graph;
    const coefficients = nodesOf(call, 'c');
    return elementwise(call.context, [call.value('x')], (one) => {
      const x = numberNode(call.context, one);
      let [before, value, sum] = [g.integer(0), g.integer(1), g.integer(0)];
      coefficients.forEach((coefficient, n) => {
        sum = make.add(g, sum, make.multiply(g, coefficient, value));
        const [a, b, c] = recurrence(n).map(([above, below]) => make.fraction(g, above, below)) as [
          NodeId,
          NodeId,
          NodeId,
        ];
        const next = make.multiply(g, make.add(g, make.multiply(g, a, x), b), value);
        [before, value] = [value, make.subtract(g, next, make.multiply(g, c, before))];
      });
      return scalar(sum);
    });
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

const vectorOf = (nodes: readonly NodeId[]): Value => freshArray([...nodes], [nodes.length], 'float');

/** Without the zeros that stand before the highest power. */
function trimmed(call: Call, nodes: readonly NodeId[]): readonly NodeId[] {
  const first = nodes.findIndex((node) => closedNumber(call.context.graph, node) !== 0);
  return first < 0 ? nodes.slice(-1) : nodes.slice(first);
}

/** Sums of polynomials: the shorter one has zeros in front. */
const combined = (combine: typeof make.add): Primitive =>
  primitive('a1, a2', (call) => {
    const g = call.context.graph;
    const [a, b] = [nodesOf(call, 'a1'), nodesOf(call, 'a2')];
    const size = Math.max(a.length, b.length);
    const padded = (nodes: readonly NodeId[]): NodeId[] => [
      ...new Array<NodeId>(size - nodes.length).fill(g.integer(0)),
      ...nodes,
    ];
    const [p, q] = [padded(a), padded(b)];
    return vectorOf(p.map((node, i) => combine(g, node, q[i] as NodeId)));
  });

function multiplied(call: Call): Value {
  const g = call.context.graph;
  const [a, b] = [trimmed(call, nodesOf(call, 'a1')), trimmed(call, nodesOf(call, 'a2'))];
  return vectorOf(
    Array.from({ length: a.length + b.length - 1 }, (_unused, k) =>
      make.sum(
        g,
        a.flatMap((node, i) => (k - i >= 0 && k - i < b.length ? [make.multiply(g, node, b[k - i] as NodeId)] : [])),
      ),
    ),
  );
}

function integral(call: Call): Value {
  const g = call.context.graph;
  let nodes = nodesOf(call, 'p');
  if (call.optional('k')) return call.refuse('Constants of `polyint` are not understood.');
  for (let m = call.count('m', 1); m > 0; m -= 1)
    nodes = [...nodes.map((node, i) => make.divide(g, node, g.integer(nodes.length - i))), g.integer(0)];
  return vectorOf(nodes);
}

/** cₖ = Σ a[n+k]·v[n], NumPy's order: a convolution with v turned round. */
function correlate(call: Call): Value {
  const g = call.context.graph;
  const [a, v] = [nodesOf(call, 'a'), nodesOf(call, 'v')];
  const mode = call.text('mode') ?? 'valid';
  const full = Array.from({ length: a.length + v.length - 1 }, (_unused, k) =>
    make.sum(
      g,
      v.flatMap((node, n) => {
        const other = a[n + k - v.length + 1];
        return other === undefined ? [] : [make.multiply(g, other, node)];
      }),
    ),
  );
  if (mode === 'full') return vectorOf(full);
  if (v.length > a.length) return call.refuse('`correlate` with the longer vector second is understood in full only.');
  if (mode === 'valid') return vectorOf(full.slice(v.length - 1, a.length));
  const start = Math.floor((full.length - a.length) / 2);
  return vectorOf(full.slice(start, start + a.length));
}

/** Central differences inside, one-sided at the ends (Fornberg's weights of second order for uneven places). */
function gradientOf(g: Graph, line: readonly NodeId[], places: readonly NodeId[]): NodeId[] {
  const step = (i: number): NodeId => make.subtract(g, places[i + 1] as NodeId, places[i] as NodeId);
  const slope = (i: number): NodeId =>
    make.divide(g, make.subtract(g, line[i + 1] as NodeId, line[i] as NodeId), step(i));
  return line.map((_node, i) => {
    if (i === 0) return slope(0);
    if (i === line.length - 1) return slope(i - 1);
    const [before, after] = [step(i - 1), step(i)];
    const weighted = make.add(g, make.multiply(g, after, slope(i - 1)), make.multiply(g, before, slope(i)));
    return make.divide(g, weighted, make.add(g, before, after));
  });
}

function gradient(call: Call): Value {
  const { context } = call;
  const g = context.graph;
  const array = toRankedArray(context, call.value('f'), 1);
  if (call.keywords.has('edge_order')) return call.refuse('`edge_order` of `gradient` is not understood.');
  const rank = array.shape.length;
  const given = call.keywords.get('axis');
  const axes = given ? [toCount(context, given, 'The axis')] : array.shape.map((_size, axis) => axis);
  const spacings = call.rest;
  if (spacings.length > 1 && spacings.length !== axes.length)
    return call.refuse('`gradient` needs one spacing for each axis.');
  const results = axes.map((axis, k) => {
    const size = array.shape[axis < 0 ? axis + rank : axis] ?? 0;
    const spacing = spacings.length === 1 ? spacings[0] : spacings[k];
    const value = spacing ? toArray(context, spacing) : scalar(g.integer(1), 'int');
    const places =
      value.kind === 'array' && value.shape.length > 0
        ? elementsOf(value).map((node) => asNumber(g, node))
        : Array.from({ length: size }, (_unused, i) =>
            make.multiply(
              g,
              g.integer(i),
              asNumber(g, value.kind === 'array' ? (elementsOf(value)[0] as NodeId) : value.node),
            ),
          );
    if (places.length !== size || size < 2)
      return call.refuse('`gradient` needs as many places as values, and two at least.');
    return alongAxis(context, array, axis, (line) => gradientOf(g, line, places), 'float');
  });
  return results.length === 1 ? (results[0] as Value) : list(results);
}

export const polynomialPrimitives: Readonly<Record<string, Primitive>> = {
  polyval: polynomial('p', true, 'p, x'),
  'polynomial.polyval': polynomial('c', false, 'x, c'),
  ...Object.fromEntries(
    Object.entries(recurrences).map(([name, recurrence]) => [`polynomial.${name}`, series(recurrence)]),
  ),
  polyder: primitive('p, m?', derivative),
  polyadd: combined(make.add),
  polysub: combined(make.subtract),
  polymul: primitive('a1, a2', multiplied),
  polyint: primitive('p, m?, k?', integral),
  correlate: primitive('a, v, mode?', correlate),
  gradient: primitive('f, *spacing', gradient),
  ediff1d: primitive('ary', (call) => {
    const g = call.context.graph;
    const array = toRankedArray(call.context, call.value('ary'), 1);
    const nodes = elementsOf(array).map((node) => asNumber(g, node));
    return vectorOf(nodes.slice(1).map((node, i) => make.subtract(g, node, nodes[i] as NodeId)));
  }),
  convolve: primitive('a, v, mode?', convolve),
  interp: primitive('x, xp, fp, left?, right?, period?', interpolate),
};
