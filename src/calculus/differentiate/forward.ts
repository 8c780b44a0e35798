/** Forward mode: tangents of nodes along the way from the inputs to the outputs. */
import { add, divide, multiply, negate, select, subtract } from '../construct';
import { rowOf } from '../functions/table';
import type { Graph, NodeId } from '../graph';
import { NONE } from '../graph';
import type { Guards } from '../guards';
import { zerosWinning } from '../guards';
import { FIRST_FUNCTION, Op } from '../operations';
import type { Column } from './column';
import { basePartial, exponentPartial, firstPartial, functionPartial } from './partials';

/**
 * Carries the tangents in `tangents` (those of the seeds) on through `order`: the nodes to sweep, ascending, of which only those that depend
 * on a seed matter. The branch of a `select` that is not taken has no part in the tangent.
 */
export function sweepTangents(g: Graph, order: ArrayLike<NodeId>, tangents: Column, guards: Guards): void {
  zerosWinning(g, () => sweep(g, order, tangents, guards));
}

function sweep(g: Graph, order: ArrayLike<NodeId>, tangents: Column, guards: Guards): void {
  for (let i = 0; i < order.length; i += 1) {
    const id = order[i] as NodeId;
    if (tangents.get(id) !== NONE) continue;
    const tangent = guards.isFree(id)
      ? tangentOf(g, id, tangents)
      : guards.within(id, () => tangentOf(g, id, tangents));
    if (tangent !== NONE && g.valueOf(tangent) !== 0) tangents.set(id, tangent);
  }
}

function tangentOf(g: Graph, id: NodeId, tangents: Column): NodeId {
  const op = g.op(id);
  if (op >= FIRST_FUNCTION) return functionTangent(g, id, tangents);
  if (op <= Op.Symbol) return NONE;
  const [a, b] = [g.a(id), g.b(id)];
  // Places in the tables of holes and cells are no nodes: of them nothing is asked.
  if (op === Op.Hole || op === Op.HolePartial) return holeTangent(g, id, tangents);
  const ta = tangents.get(a);
  const tb = tangents.get(b);
  switch (op) {
    case Op.Add:
      return plus(g, ta, tb);
    case Op.Subtract:
      return ta === NONE ? minus(g, tb) : tb === NONE ? ta : subtract(g, ta, tb);
    case Op.Negate:
      return minus(g, ta);
    case Op.Multiply:
      return plus(g, times(g, ta, b), times(g, tb, a));
    case Op.Divide: {
      if (tb === NONE) return ta === NONE ? NONE : divide(g, ta, b);
      const change = multiply(g, id, tb);
      return divide(g, ta === NONE ? negate(g, change) : subtract(g, ta, change), b);
    }
    case Op.Power:
      return plus(
        g,
        ta === NONE ? NONE : multiply(g, basePartial(g, a, b), ta),
        tb === NONE ? NONE : multiply(g, exponentPartial(g, id), tb),
      );
    case Op.Select: {
      const tc = tangents.get(g.c(id));
      if (tb === NONE && tc === NONE) return NONE;
      const zero = g.integer(0);
      return select(g, a, tb === NONE ? zero : tb, tc === NONE ? zero : tc);
    }
    default:
      // Conditions and cells have no derivative.
      return NONE;
  }
}

const holeTangent = (g: Graph, id: NodeId, tangents: Column): NodeId =>
  g
    .argumentsOf(id)
    .map((arg, k) => times(g, tangents.get(arg), g.holePartial(id, k)))
    .reduce((sum, term) => plus(g, sum, term), NONE);

function functionTangent(g: Graph, id: NodeId, tangents: Column): NodeId {
  const arity = rowOf(g, id)?.arity ?? 0;
  let sum = NONE;
  for (let k = 0; k < arity; k += 1) {
    const operand = k === 0 ? g.a(id) : k === 1 ? g.b(id) : g.c(id);
    const tangent = tangents.get(operand);
    if (tangent === NONE) continue;
    const partial = k === 0 ? firstPartial(g, id, tangents) : functionPartial(g, id, k);
    sum = plus(g, sum, times(g, tangent, partial));
  }
  return sum;
}

const plus = (g: Graph, p: NodeId, q: NodeId): NodeId => (p === NONE ? q : q === NONE ? p : add(g, p, q));

const minus = (g: Graph, p: NodeId): NodeId => (p === NONE ? NONE : negate(g, p));

/** The product, NONE where a factor is missing or the number 0: a step function has no tangent, not a dropped one. */
const times = (g: Graph, tangent: NodeId, factor: NodeId): NodeId =>
  tangent === NONE || g.valueOf(factor) === 0 ? NONE : multiply(g, factor, tangent);
