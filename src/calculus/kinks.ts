/** Where expressions are not smooth: kinks and jumps of their functions, and the borders of their selects. */
import type { Budget } from './border';
import { bordersMeet } from './border';
import { simplifiedCondition } from './comparison';
import { and, isFalse, isTrue, not, notEqual, trueNode } from './conditions';
import { negate, subtract } from './construct';
import { isClosed, isNonzero } from './facts';
import type { Kink } from './functions/row';
import { argumentsOfCall, rowOf } from './functions/table';
import type { Graph, NodeId } from './graph';
import { Guards } from './guards';
import { implies, withoutImplied } from './implication';
import { Op } from './operations';
import { reachable } from './reachable';

export type { Kink } from './functions/row';

/**
 * The places where the roots may fail to be differentiable, each once. A select whose two sides meet with the same slope
 * is no kink; one whose sides meet is a kink; any other is a jump.
 */
export function kinksOf(g: Graph, roots: readonly NodeId[]): Kink[] {
  return kinkSourcesOf(g, roots).map(({ kink }) => kink);
}

/** A place where roots are not smooth, with the functions and selects that are not: all of them have their kink there. */
export interface KinkSource {
  readonly kink: Kink;
  readonly nodes: readonly NodeId[];
}

export function kinkSourcesOf(g: Graph, roots: readonly NodeId[]): KinkSource[] {
  const guards = new Guards(g, roots, 'values');
  const found = new Map<string, { readonly kink: Kink; readonly nodes: NodeId[] }>();
  const budget: Budget = { left: 1e7 };
  for (const id of reachable(g, roots)) {
    if (!guards.reaches(id)) continue;
    const kinks =
      g.op(id) === Op.Select ? selectKinks(g, id, budget) : (rowOf(g, id)?.kinks?.(g, argumentsOfCall(g, id)) ?? []);
    for (const kink of kinks) note(g, found, kink, id, guards.guardOf(id));
  }
  return [...found.values()];
}

function note(
  g: Graph,
  found: Map<string, { readonly kink: Kink; readonly nodes: NodeId[] }>,
  kink: Kink,
  node: NodeId,
  guard: NodeId,
): void {
  const at = normalised(g, kink.at);
  if (isClosed(g, at) || isNonzero(g, at)) return;
  const all = and(g, kink.when ?? trueNode(g), guard);
  const apart = simplifiedCondition(g, notEqual(g, at, g.integer(0)));
  if (isFalse(g, all) || implies(g, simplifiedCondition(g, all), apart)) return;
  const when = withoutImplied(g, all, not(g, apart));
  const key = `${at} ${kink.kind} ${when}`;
  const known = found.get(key);
  if (known) known.nodes.push(node);
  else {
    const own = isTrue(g, when) ? { at, kind: kink.kind } : { at, kind: kink.kind, when };
    found.set(key, { kink: own, nodes: [node] });
  }
}

/** The same zeros, written without a factor, a sign or |…| in front. */
function normalised(g: Graph, at: NodeId): NodeId {
  if (g.op(at) === Op.Negate) return normalised(g, g.a(at));
  if (g.op(at) === Op.Multiply && g.isNumber(g.a(at))) return normalised(g, g.b(at));
  if (rowOf(g, at)?.name === 'abs') return normalised(g, g.a(at));
  if (g.op(at) !== Op.Subtract) return at;
  return g.a(at) > g.b(at) && !g.isNumber(g.b(at)) ? negate(g, at) : at;
}

/** The borders of a select: where a comparison of its condition turns. */
function selectKinks(g: Graph, id: NodeId, budget: Budget): Kink[] {
  const kinks: Kink[] = [];
  const stack = [g.a(id)];
  const seen = new Set<NodeId>();
  for (let condition = stack.pop(); condition !== undefined; condition = stack.pop()) {
    if (seen.has(condition)) continue;
    seen.add(condition);
    switch (g.op(condition)) {
      case Op.And:
      case Op.Or:
        stack.push(g.a(condition), g.b(condition));
        break;
      case Op.Not:
        stack.push(g.a(condition));
        break;
      case Op.Less:
      case Op.LessOrEqual:
      case Op.Equal:
      case Op.NotEqual: {
        const at = subtract(g, g.a(condition), g.b(condition));
        if (isClosed(g, at)) break;
        const meeting = bordersMeet(g, at, id, budget);
        if (meeting !== 'smoothly') kinks.push({ at, kind: meeting === 'meeting' ? 'kink' : 'jump' });
        break;
      }
      default:
    }
  }
  return kinks;
}
