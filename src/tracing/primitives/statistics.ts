/** Quantiles, covariances and correlations of samples. */
import * as make from '../../calculus/construct';
import type { Graph, NodeId } from '../../calculus/graph';
import { elementsOf, freshArray, reshaped } from '../arrays';
import { demandSameSize, toArray, toRankedArray } from '../coercion';
import { closedNumber } from '../constants';
import { asNumber } from '../merge';
import { scalar } from '../values';
import type { ArrayValue, Value } from '../values';
import { primitive } from './binding';
import type { Call, Primitive } from './binding';
import { alongAxis, reduced, sortedNodes } from './reductions';

/** Between the two sorted values that the fraction falls in, linearly (NumPy's default, Hyndman & Fan's type 7). */
function between(g: Graph, sorted: readonly NodeId[], fraction: number): NodeId {
  const place = fraction * (sorted.length - 1);
  const below = Math.min(Math.floor(place + 1e-12), sorted.length - 1);
  const above = Math.min(below + 1, sorted.length - 1);
  const rest = place - below;
  const low = sorted[below] as NodeId;
  if (Math.abs(rest) < 1e-12) return low;
  return make.add(g, low, make.multiply(g, g.double(rest), make.subtract(g, sorted[above] as NodeId, low)));
}

const quantile = (whole: number): Primitive =>
  primitive('a, q, axis?, method?, interpolation?, keepdims?', (call) => {
    const { context } = call;
    const g = context.graph;
    const method = call.text('method') ?? call.text('interpolation') ?? 'linear';
    if (method !== 'linear') return call.refuse(`The method “${method}” of \`${call.name}\` is not understood.`);
    const q = toArray(context, call.value('q'));
    const fractions = (q.kind === 'array' ? elementsOf(q) : [q.node]).map(
      (node) => (closedNumber(g, node) ?? call.refuse('Which quantile is taken is not known.')) / whole,
    );
    if (fractions.some((fraction) => fraction < 0 || fraction > 1))
      return call.refuse('A quantile is taken between 0 and 1, a percentile between 0 and 100.');
    const given = reduced(call);
    if (call.flag('keepdims', false)) return call.refuse('`keepdims` of a quantile is not understood.');
    if (!call.optional('axis') || given.shape.length === 1) {
      const sorted = sortedNodes(
        call,
        elementsOf(given).map((node) => asNumber(g, node)),
      );
      const nodes = fractions.map((fraction) => between(g, sorted, fraction));
      return q.kind === 'array' && q.shape.length > 0
        ? freshArray(nodes, q.shape, 'float')
        : scalar(nodes[0] as NodeId);
    }
    if (q.kind === 'array' && q.shape.length > 0)
      return call.refuse('Several quantiles along an axis are not understood.');
    const axis = call.count('axis');
    const lines = alongAxis(context, given, axis, (line) => [
      between(g, sortedNodes(call, line), fractions[0] as number),
    ]) as ArrayValue;
    const position = axis < 0 ? axis + given.shape.length : axis;
    return reshaped(
      lines,
      given.shape.filter((_size, a) => a !== position),
    );
  });

/** Rows of variables, each less its mean. */
function centred(call: Call, rowvar: boolean): NodeId[][] {
  const { context } = call;
  const g = context.graph;
  const rowsOf = (array: ArrayValue): NodeId[][] => {
    if (array.shape.length > 2) return call.refuse('Samples stand in a vector or a matrix.');
    const nodes = elementsOf(array).map((node) => asNumber(g, node));
    if (array.shape.length === 1) return [nodes];
    const [m, n] = array.shape as [number, number];
    return rowvar || m === 1
      ? Array.from({ length: m }, (_unused, i) => nodes.slice(i * n, (i + 1) * n))
      : Array.from({ length: n }, (_unused, j) => Array.from({ length: m }, (_other, i) => nodes[i * n + j] as NodeId));
  };
  const other = call.optional('y');
  const samples = [call.value('m'), ...(other ? [other] : [])].map((value) => toRankedArray(context, value, 1));
  const [m, n = m] = samples.map(({ shape }) => shape.at(-1) as number);
  if (rowvar && m !== undefined && n !== undefined && m !== n) demandSameSize(context, samples, m, n);
  const rows = samples.flatMap(rowsOf);
  const size = rows[0]?.length ?? 0;
  if (rows.some((row) => row.length !== size)) return call.refuse('These samples have different lengths.');
  return rows.map((row) => {
    const mean = make.divide(g, make.sum(g, row), g.integer(size));
    return row.map((node) => make.subtract(g, node, mean));
  });
}

function covariances(call: Call): NodeId[][] {
  const g = call.context.graph;
  const rows = centred(call, call.flag('rowvar', true));
  const size = rows[0]?.length ?? 0;
  if (call.optional('fweights') || call.optional('aweights'))
    return call.refuse('Weights of samples are not understood.');
  const ddof = call.optional('ddof') ? call.count('ddof') : call.flag('bias', false) ? 0 : 1;
  if (size <= ddof) return call.refuse('There are too few samples for a covariance.');
  return rows.map((a) =>
    rows.map((b) =>
      make.divide(
        g,
        make.sum(
          g,
          a.map((node, i) => make.multiply(g, node, b[i] as NodeId)),
        ),
        g.integer(size - ddof),
      ),
    ),
  );
}

const asMatrix = (rows: readonly (readonly NodeId[])[]): Value =>
  rows.length === 1 && rows[0]?.length === 1
    ? scalar(rows[0][0] as NodeId)
    : freshArray(rows.flat(), [rows.length, rows.length], 'float');

export const statisticsPrimitives: Readonly<Record<string, Primitive>> = {
  quantile: quantile(1),
  percentile: quantile(100),
  cov: primitive('m, y?, rowvar?, bias?, ddof?, fweights?, aweights?', (call) => asMatrix(covariances(call))),
  corrcoef: primitive('m, y?, rowvar?', (call) => {
    const g = call.context.graph;
    const c = covariances(call);
    const spread = c.map((row, i) => make.call(g, 'sqrt', row[i] as NodeId));
    return asMatrix(
      c.map((row, i) =>
        row.map((node, j) =>
          i === j ? g.integer(1) : make.divide(g, node, make.multiply(g, spread[i] as NodeId, spread[j] as NodeId)),
        ),
      ),
    );
  }),
};
