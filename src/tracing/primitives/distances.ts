/** SciPy's distances between vectors, and between the rows of matrices. */
import * as make from '../../calculus/construct';
import type { Graph, NodeId } from '../../calculus/graph';
import { elementsOf, freshArray } from '../arrays';
import { broadcastTogether, toRankedArray } from '../coercion';
import { asNumber } from '../merge';
import { scalar } from '../values';
import type { ArrayValue, Value } from '../values';
import { primitive } from './binding';
import type { Call, Primitive } from './binding';

type Nodes = readonly NodeId[];
/** The distance of two vectors; `p` is the exponent of Minkowski's. */
type Measure = (g: Graph, u: Nodes, v: Nodes, p: NodeId) => NodeId;

const differences = (g: Graph, u: Nodes, v: Nodes): NodeId[] =>
  u.map((node, i) => make.subtract(g, node, v[i] as NodeId));

const dot = (g: Graph, u: Nodes, v: Nodes): NodeId =>
  make.sum(
    g,
    u.map((node, i) => make.multiply(g, node, v[i] as NodeId)),
  );

const absolutes = (g: Graph, u: Nodes, v: Nodes): NodeId[] => differences(g, u, v).map((node) => make.abs(g, node));

const squared: Measure = (g, u, v) =>
  make.sum(
    g,
    differences(g, u, v).map((node) => make.square(g, node)),
  );

const cosine: Measure = (g, u, v) => {
  const lengths = make.call(g, 'sqrt', make.multiply(g, dot(g, u, u), dot(g, v, v)));
  return make.subtract(g, g.integer(1), make.divide(g, dot(g, u, v), lengths));
};

function centred(g: Graph, u: Nodes): NodeId[] {
  const mean = make.divide(g, make.sum(g, u), g.integer(u.length));
  return u.map((node) => make.subtract(g, node, mean));
}

const measures: Readonly<Record<string, Measure>> = {
  euclidean: (g, u, v, p) => make.call(g, 'sqrt', squared(g, u, v, p)),
  sqeuclidean: squared,
  cityblock: (g, u, v) => make.sum(g, absolutes(g, u, v)),
  chebyshev: (g, u, v) => absolutes(g, u, v).reduce((a, b) => make.call(g, 'max', a, b)),
  cosine,
  correlation: (g, u, v, p) => cosine(g, centred(g, u), centred(g, v), p),
  minkowski: (g, u, v, p) =>
    make.power(
      g,
      make.sum(
        g,
        absolutes(g, u, v).map((node) => make.power(g, node, p)),
      ),
      make.divide(g, g.integer(1), p),
    ),
};

const numbers = (g: Graph, array: ArrayValue): NodeId[] => elementsOf(array).map((node) => asNumber(g, node));

function exponent(call: Call): NodeId {
  const g = call.context.graph;
  const given = call.optional('p');
  if (!given) return g.integer(2);
  return given.kind === 'scalar' ? asNumber(g, given.node) : call.refuse('The exponent of this distance is no number.');
}

const ofVectors = (measure: Measure): Primitive =>
  primitive('u, v, p?, w?', (call) => {
    const { context } = call;
    if (call.optional('w')) return call.refuse(`Weights of \`${call.name}\` are not understood.`);
    const given = [call.value('u'), call.value('v')].map((value) => toRankedArray(context, value, 1));
    const [u, v] = broadcastTogether(context, given).map((array) => numbers(context.graph, array));
    return scalar(measure(context.graph, u ?? [], v ?? [], exponent(call)));
  });

function measureOf(call: Call): Measure {
  const name = call.optional('metric') ? call.text('metric') : 'euclidean';
  const known = name === null || name === undefined ? undefined : measures[name];
  return known ?? call.refuse(`This metric of \`${call.name}\` is not read.`);
}

/** Rows of a matrix. */
function rowsOf(call: Call, name: string): NodeId[][] {
  const array = toRankedArray(call.context, call.value(name), 2);
  const [m = 0, n = 0] = array.shape;
  if (array.shape.length !== 2) return call.refuse(`\`${call.name}\` is understood for matrices.`);
  const nodes = numbers(call.context.graph, array);
  return Array.from({ length: m }, (_, i) => nodes.slice(i * n, (i + 1) * n));
}

/** Distances of each row from each later one, one after another. */
function condensed(call: Call): Value {
  const g = call.context.graph;
  const [rows, measure, p] = [rowsOf(call, 'X'), measureOf(call), exponent(call)];
  const nodes = rows.flatMap((row, i) => rows.slice(i + 1).map((other) => measure(g, row, other, p)));
  return freshArray(nodes, [nodes.length], 'float');
}

/** Distances of each row of one matrix from each row of the other. */
function between(call: Call): Value {
  const g = call.context.graph;
  const [a, b, measure, p] = [rowsOf(call, 'XA'), rowsOf(call, 'XB'), measureOf(call), exponent(call)];
  if (a[0]?.length !== b[0]?.length) return call.refuse('The rows of these matrices have different lengths.');
  const nodes = a.flatMap((row) => b.map((other) => measure(g, row, other, p)));
  return freshArray(nodes, [a.length, b.length], 'float');
}

/** What `pdist` gives as a symmetric matrix, and such a matrix as what `pdist` gives. */
function square(call: Call): Value {
  const { context } = call;
  const g = context.graph;
  const array = toRankedArray(context, call.value('X'), 1);
  const nodes = numbers(g, array);
  if (array.shape.length === 2) {
    const [m = 0, n = 0] = array.shape;
    if (m !== n) return call.refuse('A matrix of distances is square.');
    const above = nodes.filter((_node, k) => k % n > Math.floor(k / n));
    return freshArray(above, [above.length], 'float');
  }
  const n = Math.round((1 + Math.sqrt(1 + 8 * nodes.length)) / 2);
  if ((n * (n - 1)) / 2 !== nodes.length) return call.refuse('So many numbers are no distances between pairs.');
  const place = (i: number, j: number): number => i * n - (i * (i + 1)) / 2 + j - i - 1;
  const full = Array.from({ length: n * n }, (_, k) => {
    const [i, j] = [Math.floor(k / n), k % n];
    return i === j ? g.integer(0) : (nodes[place(Math.min(i, j), Math.max(i, j))] as NodeId);
  });
  return freshArray(full, [n, n], 'float');
}

export const distancePrimitives: Readonly<Record<string, Primitive>> = {
  ...Object.fromEntries(Object.entries(measures).map(([name, measure]) => [`distance.${name}`, ofVectors(measure)])),
  'distance.pdist': primitive('X, metric?, *, p?', condensed),
  'distance.cdist': primitive('XA, XB, metric?, *, p?', between),
  'distance.squareform': primitive('X, force?, checks?', square),
};
