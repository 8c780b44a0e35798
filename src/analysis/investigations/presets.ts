/** A random point of a function's domain: inside it, away from kinks; the same one every time for the same seed. */
import type { Graph, NodeId } from '../../calculus/graph';
import { reachable } from '../../calculus/reachable';
import { bordersOf, samplePoints } from '../../numerics/sampling';
import type { Point, PointValue } from '../card';
import { givenOf } from '../cards';
import { nest } from '../given';
import { Unanswerable, type QuestionOf } from './questions';
import type { Investigation } from './subjects';

export interface PresetQuestion {
  /** Another number is another point. */
  readonly seed: number;
}

export interface PresetAnswer {
  /** Values for all arguments that are numbers, in the shapes of the question's point; its other values as they are. */
  readonly point: Point;
}

export type ShapesQuestion = Readonly<Record<never, never>>;

export interface ShapesAnswer {
  /** As the source has them, by argument: a size that nothing in it fixes is a name, whatever the point's is. */
  readonly shapes: Readonly<Record<string, readonly (number | string)[]>>;
}

/** The arguments' shapes without any point, which would fix them. */
export function shapes(_question: QuestionOf<'shapes'>, { definition, studies }: Investigation): ShapesAnswer {
  const result = studies.trace(definition);
  if (!result.ok) throw new Unanswerable(result.reason.message);
  const numeric = result.traced.inputs.filter((input) => input.numeric);
  return { shapes: Object.fromEntries(numeric.map(({ name, shape }) => [name, shape])) };
}

export function preset({ seed, point: asked }: QuestionOf<'preset'>, investigation: Investigation): PresetAnswer {
  const { definition, studies, point: usual } = investigation;
  const from = asked ?? usual;
  const result = studies.trace(definition, from ? givenOf(studies, definition, {}, from) : undefined);
  if (!result.ok) throw new Unanswerable(result.reason.message);
  const { graph, inputs, outputs, conditions } = result.traced;
  const numeric = inputs.filter((input) => input.numeric);
  const symbols = numeric.flatMap((input) => input.symbols);
  // An unknown function has no value anywhere: its own conditions are all there is.
  const finite = outputs.filter((output) => !dependsOnHole(graph, output));
  const borders = bordersOf(graph, finite);
  const { points } = samplePoints({ graph, symbols, conditions, finite, borders, telling: [], count: 1, seed });
  const [found] = points;
  if (!found) throw new Unanswerable('no point was found at which the function is defined');
  let at = 0;
  const values = numeric.map(({ name, sizes, symbols: { length } }) => {
    const own = nest(found.subarray(at, (at += length)), sizes);
    return [name, own] as const;
  });
  return { point: values.reduce((point, [name, value]) => withArgument(point, name, value), from ?? {}) };
}

/** Attributes are values of their object: `self.rate`, `p.x`. */
function withArgument(point: Point, name: string, value: PointValue): Point {
  const dot = name.indexOf('.');
  if (dot < 0 || Object.hasOwn(point, name)) return { ...point, [name]: value };
  const first = name.slice(0, dot);
  const inner = point[first];
  const record = typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? (inner as Point) : {};
  return { ...point, [first]: withArgument(record, name.slice(dot + 1), value) };
}

const dependsOnHole = (g: Graph, output: NodeId): boolean => reachable(g, [output]).some((node) => g.isHole(node));
