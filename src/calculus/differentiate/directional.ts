/** Products with derivatives that are never built: one sweep each, whatever the size of the matrix. */
import { add } from '../construct';
import type { Graph, NodeId } from '../graph';
import { Guards } from '../guards';
import { reachable } from '../reachable';
import { sweepTangents } from './forward';
import { activeMarks, sweepAdjoints } from './reverse';

/** Jv: the directional derivative of each output along `direction`, one component an input. */
export function directionalDerivative(
  g: Graph,
  outputs: readonly NodeId[],
  inputs: readonly NodeId[],
  direction: readonly NodeId[],
): NodeId[] {
  const seeds = seedsOf(g, inputs, direction);
  const tangents = sweepTangents(g, reachable(g, outputs), seeds, new Guards(g, outputs));
  return outputs.map((output) => tangents.get(output) ?? g.integer(0));
}

/** vᵀJ: the derivative of the sum of the outputs weighted with `weights`, one component an input. */
export function adjointProduct(
  g: Graph,
  outputs: readonly NodeId[],
  inputs: readonly NodeId[],
  weights: readonly NodeId[],
): NodeId[] {
  const seeds = seedsOf(g, outputs, weights);
  const adjoints = sweepAdjoints(g, activeMarks(g, outputs, inputs), seeds, new Guards(g, outputs));
  return inputs.map((input) => adjoints.get(input) ?? g.integer(0));
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
