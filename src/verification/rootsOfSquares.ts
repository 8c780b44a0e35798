/** Roots of squares: √(u²) is u for whoever knows that u is positive, and |u| for everybody else. */
import type { Graph, NodeId } from '../calculus/graph';
import { functionIndex } from '../calculus/functions/table';
import { FIRST_FUNCTION, Op } from '../calculus/operations';
import { reachable } from '../calculus/reachable';

const SQRT = FIRST_FUNCTION + functionIndex('sqrt');
/** More of them are not looked at. */
const MOST = 4;

/** Roots in some expressions. */
export interface Roots {
  readonly hasRoots: boolean;
  /** What is squared below one of them: sums only, whose sign nothing tells. */
  readonly squared: readonly NodeId[];
}

export function rootsIn(g: Graph, nodes: readonly NodeId[]): Roots {
  const isRoot = (id: NodeId): boolean =>
    g.op(id) === SQRT ||
    (g.op(id) === Op.Power && g.valueOf(g.b(id)) !== undefined && !Number.isInteger(g.valueOf(g.b(id))));
  const found = new Set<NodeId>();
  const roots = reachable(g, nodes).filter(isRoot);
  for (const root of roots)
    for (const id of factorsOf(g, g.a(root))) {
      const isSquare = g.op(id) === Op.Power && g.valueOf(g.b(id)) === 2;
      if (isSquare && (g.op(g.a(id)) === Op.Add || g.op(g.a(id)) === Op.Subtract)) found.add(g.a(id));
    }
  return { hasRoots: roots.length > 0, squared: found.size > MOST ? [] : [...found] };
}

function factorsOf(g: Graph, id: NodeId): NodeId[] {
  return g.op(id) === Op.Multiply || g.op(id) === Op.Divide ? g.operands(id).flatMap((one) => factorsOf(g, one)) : [id];
}
