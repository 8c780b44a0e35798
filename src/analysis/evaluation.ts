/** Numbers at a point. */
import type { Graph, NodeId } from '../calculus/graph';
import { evaluate } from '../calculus/evaluate';
import { toDense } from '../calculus/matrix';
import type { TracedInput } from '../tracing/traced';
import type { Differentiated } from './differentiated';
import { flatten, nest } from './given';
import type { NumericArray, Point, PointResult } from './card';

/** Each input symbol's value at the point, or the sentence that says which argument is missing or misshapen. */
export function bind(inputs: readonly TracedInput[], point: Point): Map<NodeId, number> | string {
  const values = new Map<NodeId, number>();
  for (const input of inputs) {
    if (!input.numeric) continue;
    const given = valueIn(point, input);
    if (given === undefined) return `no value is given for ${input.name}`;
    const flat = flatten(given);
    if (!flat) return `the value of ${input.name} is not an array of numbers`;
    if (flat.values.length !== input.symbols.length)
      return `${input.name} has the shape ${shapeText(input.sizes)}, its value ${shapeText(flat.sizes)}`;
    input.symbols.forEach((symbol, i) => values.set(symbol, flat.values[i] as number));
  }
  return values;
}

const shapeText = (sizes: readonly number[]): string => (sizes.length === 0 ? 'of a number' : `(${sizes.join(', ')})`);

function valueIn(point: Point, input: TracedInput): unknown {
  if (!input.isAttribute) return point[input.name];
  const self = point['self'];
  const attributes = typeof self === 'object' && self !== null && !Array.isArray(self) ? (self as Point) : {};
  return attributes[input.name.replace(/^self\./, '')] ?? point[input.name];
}

/** The derivative's matrix as nested lists in its shape. */
function nested(differentiated: Differentiated, entry: (node: NodeId) => number): NumericArray {
  const dense = toDense(differentiated.matrix, entry);
  return nest(dense, differentiated.shape);
}

/** f and its derivative at a point. A number that is missing has its reason. */
export function evaluateAt(differentiated: Differentiated, point: Point, origin: PointResult['origin']): PointResult {
  const { traced, matrix } = differentiated;
  const bound = bind(traced.inputs, point);
  if (typeof bound === 'string') return { point, origin, value: null, derivative: null, reason: bound };
  const roots = [...traced.outputs, ...matrix.entries.map((entry) => entry.node), ...traced.conditions];
  const values = valuesOf(traced.graph, roots, bound);
  const outside = traced.conditions.some((condition) => values(condition) !== 1);
  if (outside)
    return { point, origin, value: null, derivative: null, reason: 'the function stops with an error at this point' };
  const value = nest(traced.outputs.map(values), traced.output.sizes);
  const derivative = nested(differentiated, values);
  return { point, origin, value, derivative, reason: reasonFor(traced.outputs, differentiated, values) };
}

function reasonFor(
  outputs: readonly NodeId[],
  { matrix }: Differentiated,
  values: (node: NodeId) => number,
): string | null {
  if (outputs.some((node) => Number.isNaN(values(node)))) return 'the function is not defined at this point';
  if (matrix.entries.some((entry) => !Number.isFinite(values(entry.node))))
    return 'the function has no finite derivative at this point';
  return null;
}

export function valuesOf(
  graph: Graph,
  roots: readonly NodeId[],
  bound: ReadonlyMap<NodeId, number>,
): (node: NodeId) => number {
  const values = evaluate(graph, roots, bound);
  return (node) => values[node] as number;
}
