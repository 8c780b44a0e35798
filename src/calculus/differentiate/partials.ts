/** Partial derivatives of one node with respect to its operands, shared by both sweeps. */
import { call, divide, multiply, power, subtract } from '../construct';
import { argumentsOfCall, rowOf } from '../functions/table';
import type { Graph, NodeId } from '../graph';
import { NONE } from '../graph';
import type { Column } from './column';

/** ∂/∂(argument k) of a function of the table. Where that has no closed form, it stays a symbol of its own. */
export function functionPartial(g: Graph, id: NodeId, k: number): NodeId {
  const row = rowOf(g, id);
  const args = argumentsOfCall(g, id);
  const partial = row?.partials[k];
  if (partial) return partial(g, args, id);
  return g.holePartial(g.hole(row?.name ?? '', args.slice(0, row?.arity)), k);
}

/** The same for the first argument, found in the column if a sweep before made it. */
export function firstPartial(g: Graph, id: NodeId, column: Column): NodeId {
  const known = column.partialOf(id);
  if (known !== NONE) return known;
  const partial = functionPartial(g, id, 0);
  // What is made under a condition is assumed only there: it is made anew wherever it is needed.
  if (g.guard === null) column.keepPartial(id, partial);
  return partial;
}

/** ∂uᵛ/∂u = v·uᵛ⁻¹, which needs no logarithm: right for every sign of u where v is an integer. */
export const basePartial = (g: Graph, u: NodeId, v: NodeId): NodeId =>
  multiply(g, v, power(g, u, subtract(g, v, g.integer(1))));

/** ∂uᵛ/∂v = uᵛ·ln u. */
export const exponentPartial = (g: Graph, id: NodeId): NodeId => multiply(g, id, call(g, 'log', g.a(id)));

/** ∂(a/b)/∂b = −(a/b)/b, as its opposite. */
export const oppositeDivisorPartial = (g: Graph, id: NodeId): NodeId => divide(g, id, g.b(id));
