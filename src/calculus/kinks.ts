/** Where expressions are not smooth: kinks and jumps of their functions, and the borders of their selects. */
import type { Budget } from './border';
import { bordersMeet } from './border';
import { simplifiedCondition } from './comparison';
import { and, isFalse, isTrue, not, notEqual, or, trueNode } from './conditions';
import { negate, subtract } from './construct';
import { dependsOn } from './dependencies';
import { isClosed, isNonzero } from './facts';
import type { Kink } from './functions/row';
import { argumentsOfCall, rowOf } from './functions/table';
import type { Graph, NodeId } from './graph';
import { Guards } from './guards';
import { implies, withoutImplied } from './implication';
import { Op } from './operations';
import { reachable } from './reachable';
import { rebuild } from './transplant';

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
  const when = onPlace(g, at, withoutImplied(g, all, not(g, apart)));
  if (isFalse(g, when)) return;
  const key = `${at} ${kink.kind} ${when}`;
  const known = found.get(key);
  if (known) known.nodes.push(node);
  else {
    const own = isTrue(g, when) ? { at, kind: kink.kind } : { at, kind: kink.kind, when };
    found.set(key, { kink: own, nodes: [node] });
  }
}

/** Operations that have a value wherever what they work on has one. */
const TOTAL: ReadonlySet<number> = new Set([
  ...[Op.Number, Op.Constant, Op.Symbol, Op.Add, Op.Subtract, Op.Multiply, Op.Negate, Op.And, Op.Or, Op.Not],
  ...[Op.Less, Op.LessOrEqual, Op.Equal, Op.NotEqual, Op.True, Op.False],
]);
const TOTAL_FUNCTIONS: ReadonlySet<string> = new Set(['abs', 'max', 'min']);

/** Longer conditions are left as they are. */
const LONGEST = 60;

/** The condition as it is where `at` is 0: δ < |r| is δ < 0 at r = 0. */
function onPlace(g: Graph, at: NodeId, when: NodeId): NodeId {
  const solved = solvedFor(g, at);
  if (!solved) return when;
  const nodes = reachable(g, [when]);
  const isTotal = (id: NodeId): boolean => TOTAL.has(g.op(id)) || TOTAL_FUNCTIONS.has(rowOf(g, id)?.name ?? '');
  if (nodes.length > LONGEST || !nodes.includes(solved.symbol) || !nodes.every(isTotal)) return when;
  const made = new Map<NodeId, NodeId>();
  for (const id of nodes) {
    const isLeaf = g.operands(id).length === 0;
    const operand = (one: NodeId): NodeId => made.get(one) as NodeId;
    made.set(id, id === solved.symbol ? solved.value : isLeaf ? id : rebuild(g, g, id, operand));
  }
  const found = simplifiedCondition(g, made.get(when) as NodeId);
  const allowed = nodes.length - (g.isNumber(solved.value) ? 0 : 1);
  return reachable(g, [found]).length <= allowed ? found : when;
}

/** The variable that has a value of its own where `at` is 0. */
function solvedFor(g: Graph, at: NodeId): { readonly symbol: NodeId; readonly value: NodeId } | undefined {
  if (g.op(at) === Op.Symbol) return { symbol: at, value: g.integer(0) };
  if (g.op(at) === Op.Add && g.isNumber(g.b(at)) && g.op(g.a(at)) === Op.Symbol)
    return { symbol: g.a(at), value: negate(g, g.b(at)) };
  if (g.op(at) !== Op.Subtract) return undefined;
  const [a, b] = [g.a(at), g.b(at)];
  if (g.op(a) === Op.Symbol && !dependsOn(g, b, [a])) return { symbol: a, value: b };
  return g.op(b) === Op.Symbol && !dependsOn(g, a, [b]) ? { symbol: b, value: a } : undefined;
}

/** The same zeros, written without a factor, a sign or |…| in front. */
function normalised(g: Graph, at: NodeId): NodeId {
  if (g.op(at) === Op.Negate) return normalised(g, g.a(at));
  if (g.op(at) === Op.Multiply && g.isNumber(g.a(at))) return normalised(g, g.b(at));
  if (rowOf(g, at)?.name === 'abs') return normalised(g, g.a(at));
  if (g.op(at) !== Op.Subtract) return at;
  return g.a(at) > g.b(at) && !g.isNumber(g.b(at)) ? negate(g, at) : at;
}

/** The borders of a select: where a comparison of its condition turns, and with it the whole condition. */
function selectKinks(g: Graph, id: NodeId, budget: Budget): Kink[] {
  const kinks: Kink[] = [];
  for (const [comparison, when] of comparisonsThatDecide(g, g.a(id))) {
    const at = subtract(g, g.a(comparison), g.b(comparison));
    if (isClosed(g, at)) continue;
    const meeting = bordersMeet(g, at, id, when, budget);
    if (meeting !== 'smoothly') kinks.push({ at, kind: meeting === 'meeting' ? 'kink' : 'jump', when });
  }
  return kinks;
}

/** Parts of a condition that are looked at with all that they stand beside; of larger ones each part counts everywhere. */
const MOST_PARTS = 200;

/** The comparisons of a condition, each with what must hold for it to decide. */
function comparisonsThatDecide(g: Graph, root: NodeId): Map<NodeId, NodeId> {
  const found = new Map<NodeId, NodeId>();
  const stack: [NodeId, NodeId][] = [[root, trueNode(g)]];
  const seen = new Set<NodeId>();
  for (let entry = stack.pop(), count = 0; entry !== undefined; entry = stack.pop(), count += 1) {
    const [condition, own] = entry;
    if (count > MOST_PARTS && seen.has(condition)) continue;
    seen.add(condition);
    const when = count > MOST_PARTS ? trueNode(g) : own;
    const [a, b] = [g.a(condition), g.b(condition)];
    switch (g.op(condition)) {
      case Op.And:
        stack.push([a, and(g, when, b)], [b, and(g, when, a)]);
        break;
      case Op.Or:
        stack.push([a, and(g, when, not(g, b))], [b, and(g, when, not(g, a))]);
        break;
      case Op.Not:
        stack.push([a, when]);
        break;
      case Op.Less:
      case Op.LessOrEqual:
      case Op.Equal:
      case Op.NotEqual: {
        const known = found.get(condition);
        found.set(condition, known === undefined ? when : or(g, known, when));
        break;
      }
      default:
    }
  }
  return found;
}
