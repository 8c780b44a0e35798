/** Numbers at a point. */
import { evaluate } from '../calculus/evaluate';
import type { NodeId } from '../calculus/graph';
import { toDense } from '../calculus/matrix';
import { areMet, nodesOfNeeds } from '../calculus/needs';
import { Op } from '../calculus/operations';
import { reachable } from '../calculus/reachable';
import { along } from '../tracing/parts';
import type { Traced, TracedInput } from '../tracing/traced';
import type { Point, PointResult } from './card';
import type { Differentiated } from './differentiated';
import { flatten, nest } from './given';

/** The input symbols' values at a point, and those for which it has none. */
export interface Bound {
  readonly values: ReadonlyMap<NodeId, number>;
  readonly missing: ReadonlyMap<NodeId, string>;
}

/** Reads the point; a sentence where a value of it does not fit its argument. */
export function bind(inputs: readonly TracedInput[], point: Point): Bound | string {
  const values = new Map<NodeId, number>();
  const missing = new Map<NodeId, string>();
  for (const input of inputs) {
    if (!input.numeric) continue;
    const given = valueIn(point, input);
    const flat = given === undefined ? input.default : flatten(given);
    if (given === undefined && !flat) {
      for (const symbol of input.symbols) missing.set(symbol, input.name);
      continue;
    }
    if (!flat) return `the value of ${input.name} is not an array of numbers`;
    if (flat.values.length !== input.symbols.length)
      return `${input.name} has the shape ${shapeText(input.sizes)}, its value ${shapeText(flat.sizes)}`;
    input.symbols.forEach((symbol, i) => values.set(symbol, flat.values[i] as number));
  }
  return { values, missing };
}

const shapeText = (sizes: readonly number[]): string => (sizes.length === 0 ? 'of a number' : `(${sizes.join(', ')})`);

function valueIn(point: Point, input: TracedInput): unknown {
  if (!input.isAttribute)
    return point[input.name] ?? (input.path ? along(input.path, point) : propertyIn(point, input.name));
  const self = point['self'] ?? point['this'];
  const attributes = typeof self === 'object' && self !== null && !Array.isArray(self) ? (self as Point) : {};
  return attributes[input.name.replace(/^(?:self|this)\./, '')] ?? point[input.name];
}

/** The property of an argument that is an object: `p.x`. */
function propertyIn(point: Point, name: string): unknown {
  let value: unknown = point;
  for (const part of name.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[part];
  }
  return value;
}

/** Why the nodes have no numbers at the point, `null` where they have. */
function obstacle(traced: Traced, nodes: readonly NodeId[], { missing }: Bound): string | null {
  const used = reachable(traced.graph, nodes);
  const without = used.find((node) => missing.has(node));
  if (without !== undefined) return `no value is given for ${missing.get(without)}`;
  return used.some((node) => traced.graph.isHole(node)) ? 'the result depends on an unknown function' : null;
}

/**
 * Whether the function has no value at the point although its outputs, simplified, have one: exp(ln x) at x = −1. With
 * cases among the outputs nothing is sure, since what has no value may stand in the other case.
 */
function isOutside({ graph, outputs, needs }: Traced, bound: Bound): boolean {
  if (!needs || reachable(graph, outputs).some((node) => graph.op(node) === Op.Select)) return false;
  const isKnown = (node: NodeId): boolean =>
    reachable(graph, [node]).every(
      (part) => !graph.isHole(part) && (graph.op(part) !== Op.Symbol || bound.values.has(part)),
    );
  const known = {
    conditions: needs.conditions.filter(isKnown),
    defined: needs.defined.filter(({ node, guard }) => isKnown(node) && (guard === null || isKnown(guard))),
  };
  const values = evaluate(graph, nodesOfNeeds(known), bound.values);
  return !areMet(known, (node) => values[node] as number);
}

/** f and its derivative at a point. A number that is missing has its reason. */
export function evaluateAt(differentiated: Differentiated, point: Point, origin: PointResult['origin']): PointResult {
  const { traced, matrix, shape } = differentiated;
  const without = (reason: string): PointResult => ({ point, origin, value: null, derivative: null, reason });
  const bound = bind(traced.inputs, point);
  if (typeof bound === 'string') return without(bound);
  const entries = matrix.entries.map((entry) => entry.node);
  const values = evaluate(traced.graph, [...traced.outputs, ...entries, ...traced.conditions], bound.values);
  const at = (node: NodeId): number => values[node] as number;
  if (traced.conditions.some((condition) => at(condition) !== 1 && !obstacle(traced, [condition], bound)))
    return without('the function stops with an error at this point');
  const noValue = obstacle(traced, traced.outputs, bound);
  const noDerivative = obstacle(traced, entries, bound);
  const outputs = traced.outputs.map(at);
  if (!noValue && isOutside(traced, bound)) {
    if (outputs.length > 1) return without(UNDEFINED);
    outputs.fill(NaN);
  }
  const dense = toDense(matrix, at);
  // Where there is no value there is no slope: 3/x of ln(x³) at x = −1.
  const perOutput = dense.length / outputs.length;
  if (!noValue) dense.forEach((_, i) => Number.isNaN(outputs[Math.floor(i / perOutput)]) && (dense[i] = NaN));
  return {
    point,
    origin,
    value: noValue ? null : nest(outputs, traced.output.sizes),
    derivative: noDerivative ? null : nest(dense, shape),
    reason: noDerivative ?? noValue ?? undefinedReason(outputs, entries.map(at)),
  };
}

const UNDEFINED = 'the function is not defined at this point';

function undefinedReason(outputs: readonly number[], entries: readonly number[]): string | null {
  if (outputs.some(Number.isNaN)) return UNDEFINED;
  return entries.every(Number.isFinite) ? null : 'the function has no finite derivative at this point';
}
