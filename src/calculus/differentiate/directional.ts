/** Products with derivatives that are never built: one sweep each, whatever the size of the matrix. */
import { add } from '../construct';
import type { Graph, NodeId } from '../graph';
import { NONE } from '../graph';
import { Guards } from '../guards';
import { reachable } from '../reachable';
import { Column } from './column';
import { sweepTangents } from './forward';
import { activeMarks, AdjointSweeps } from './reverse';

/** Jv: the directional derivative of each output along `direction`, one component an input. */
export function directionalDerivative(
  g: Graph,
  outputs: readonly NodeId[],
  inputs: readonly NodeId[],
  direction: readonly NodeId[],
): NodeId[] {
  const order = reachable(g, outputs);
  const seeds = seedsOf(g, inputs, direction);
  const guards = new Guards(g, outputs);
  const tangents = new Column(g);
  for (const [input, tangent] of seeds) tangents.set(input, tangent);
  sweepTangents(g, order, tangents, guards);
  return outputs.map((output) => orZero(g, tangents.get(output)));
}

/** vᵀJ: the derivative of the sum of the outputs weighted with `weights`, one component an input. */
export function adjointProduct(
  g: Graph,
  outputs: readonly NodeId[],
  inputs: readonly NodeId[],
  weights: readonly NodeId[],
): NodeId[] {
  const seeds = seedsOf(g, outputs, weights);
  const sweeps = new AdjointSweeps(g, activeMarks(g, outputs, inputs), new Guards(g, outputs));
  sweeps.run(seeds);
  return inputs.map((input) => orZero(g, sweeps.adjoints.get(input)));
}

/** Hv: the Hessian of one output times `direction`, by a tangent sweep over the gradient. */
export function hessianProduct(
  g: Graph,
  output: NodeId,
  inputs: readonly NodeId[],
  direction: readonly NodeId[],
): NodeId[] {
  const slopes = adjointProduct(g, [output], inputs, [g.integer(1)]);
  return directionalDerivative(g, slopes, inputs, direction);
}

const orZero = (g: Graph, derivative: NodeId): NodeId => (derivative === NONE ? g.integer(0) : derivative);

/** Weights by node; those of a node that stands several times are added up. */
function seedsOf(g: Graph, nodes: readonly NodeId[], weights: readonly NodeId[]): Map<NodeId, NodeId> {
  if (nodes.length !== weights.length)
    throw new RangeError(`${nodes.length} components were expected, ${weights.length} given`);
  const seeds = new Map<NodeId, NodeId>();
  nodes.forEach((node, i) => {
    const weight = weights[i] as NodeId;
    const known = seeds.get(node);
    seeds.set(node, known === undefined ? weight : add(g, known, weight));
  });
  return seeds;
}
