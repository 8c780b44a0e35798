/** Matrices of a known structure: Toeplitz, Hankel, circulant, block diagonal, companion. */
import * as make from '../../calculus/construct';
import type { NodeId } from '../../calculus/graph';
import { elementsOf, freshArray, reshaped, sizeOf } from '../arrays';
import { toArray, toRankedArray } from '../coercion';
import { asNumber, widerType } from '../merge';
import type { ScalarType, Value } from '../values';
import { primitive } from './binding';
import type { Call, Primitive } from './binding';

const vector = (call: Call, name: string): NodeId[] =>
  elementsOf(toRankedArray(call.context, call.value(name), 1)).map((node) => asNumber(call.context.graph, node));

const matrix = (m: number, n: number, at: (i: number, j: number) => NodeId): Value =>
  freshArray(
    Array.from({ length: m * n }, (_unused, k) => at(Math.floor(k / n), k % n)),
    [m, n],
    'float',
  );

function blockDiagonal(call: Call): Value {
  const { context } = call;
  const g = context.graph;
  const blocks = call.rest.map((value) => {
    const array = toArray(context, value);
    if (array.kind === 'scalar') return freshArray([array.node], [1, 1], array.type);
    return array.shape.length === 2 ? array : reshaped(array, [1, sizeOf(array.shape)]);
  });
  const [m, n] = [0, 1].map((axis) => blocks.reduce((sum, block) => sum + (block.shape[axis] as number), 0)) as [
    number,
    number,
  ];
  const nodes = new Array<NodeId>(m * n).fill(g.integer(0));
  let [top, left] = [0, 0];
  for (const block of blocks) {
    const [p, q] = block.shape as [number, number];
    elementsOf(block).forEach((node, k) => {
      nodes[(top + Math.floor(k / q)) * n + left + (k % q)] = asNumber(g, node);
    });
    top += p;
    left += q;
  }
  return freshArray(nodes, [m, n], blocks.map((block) => block.type).reduce<ScalarType>(widerType, 'int'));
}

export const structuredPrimitives: Readonly<Record<string, Primitive>> = {
  toeplitz: primitive('c, r?', (call) => {
    const c = vector(call, 'c');
    const r = call.optional('r') ? vector(call, 'r') : c;
    return matrix(c.length, r.length, (i, j) => (i >= j ? c[i - j] : r[j - i]) as NodeId);
  }),
  hankel: primitive('c, r?', (call) => {
    const g = call.context.graph;
    const c = vector(call, 'c');
    const r = call.optional('r') ? vector(call, 'r') : c.map(() => g.integer(0));
    return matrix(c.length, r.length, (i, j) => (i + j < c.length ? c[i + j] : r[i + j - c.length + 1]) as NodeId);
  }),
  circulant: primitive('c', (call) => {
    const c = vector(call, 'c');
    const n = c.length;
    return matrix(n, n, (i, j) => c[(i - j + n) % n] as NodeId);
  }),
  companion: primitive('a', (call) => {
    const g = call.context.graph;
    const a = vector(call, 'a');
    const n = a.length - 1;
    if (n < 1) return call.refuse('`companion` needs at least two coefficients.');
    return matrix(n, n, (i, j) =>
      i === 0 ? make.negate(g, make.divide(g, a[j + 1] as NodeId, a[0] as NodeId)) : g.integer(i === j + 1 ? 1 : 0),
    );
  }),
  hilbert: primitive('n', (call) => {
    const n = call.count('n');
    return matrix(n, n, (i, j) => make.fraction(call.context.graph, 1, i + j + 1));
  }),
  block_diag: primitive('*blocks', blockDiagonal),
};
