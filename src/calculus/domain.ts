/** Where expressions are defined: the conditions of their functions, divisions and powers, and those that rules noted. */
import { and, greater, greaterOrEqual, isFalse, isTrue, not, notEqual, or, trueNode } from './conditions';
import { simplified, simplifiedCondition } from './comparison';
import { isInteger, isNonnegative } from './facts';
import { argumentsOfCall, rowOf } from './functions/table';
import type { Graph, NodeId } from './graph';
import { Guards } from './guards';
import { implies } from './implication';
import { Op } from './operations';
import { isInteger as isIntegerRational } from './rational';
import { reachable } from './reachable';

/**
 * Conditions, all of which hold exactly where the roots are defined over the reals. What a branch of a select asks for
 * is asked only where the branch is taken. Conditions that always hold, or that others imply, are left out.
 */
export function conditionsOf(g: Graph, roots: readonly NodeId[]): NodeId[] {
  const found = new Set<NodeId>();
  for (const assumption of [...g.assumptions]) ask(g, found, trueNode(g), assumption);
  collect(g, roots, trueNode(g), found);
  for (const [dropped, guard] of [...g.dropped]) collect(g, [dropped], guard ?? trueNode(g), found);
  return withoutImplied(g, joined(g, resolved(g, found)));
}

/** The conditions of all nodes that the roots consist of, each under the guard of the place where it stands. */
function collect(g: Graph, roots: readonly NodeId[], outer: NodeId, found: Set<NodeId>): void {
  const guards = new Guards(g, roots);
  for (const id of reachable(g, roots)) {
    const conditions = conditionsOfNode(g, id);
    if (conditions.length === 0) continue;
    const guard = simplifiedCondition(g, and(g, outer, guards.guardOf(id)));
    for (const condition of conditions) ask(g, found, guard, condition);
  }
}

/** Notes the condition, where it is not always true and not part of its guard. */
function ask(g: Graph, found: Set<NodeId>, guard: NodeId, condition: NodeId): void {
  if (isFalse(g, guard)) return;
  for (const whole of simplified(g, condition)) {
    const part = g.op(whole) === Op.Or ? shorterOr(g, whole) : whole;
    if (isTrue(g, part) || implies(g, guard, part) || isTautology(g, part)) continue;
    found.add(isTrue(g, guard) ? part : eitherOf(g, not(g, guard), part));
  }
}

/** a or b with each in its shortest form. */
const shorterOr = (g: Graph, id: NodeId): NodeId =>
  eitherOf(g, simplifiedCondition(g, g.a(id)), simplifiedCondition(g, g.b(id)));

/** a or b, which is b where a implies b: x > 0 or x ≠ −2 is x ≠ −2. */
const eitherOf = (g: Graph, a: NodeId, b: NodeId): NodeId =>
  implies(g, a, b) ? b : implies(g, b, a) ? a : or(g, a, b);

/** What has to hold if a condition does, and also if it does not, simply has to hold. */
function resolved(g: Graph, conditions: ReadonlySet<NodeId>): NodeId[] {
  const all = new Set(conditions);
  for (const id of conditions) {
    if (g.op(id) !== Op.Or || !all.has(id)) continue;
    for (const [guard, part] of [
      [g.a(id), g.b(id)],
      [g.b(id), g.a(id)],
    ] as const) {
      const opposite = or(g, not(g, guard), part);
      if (!all.has(opposite)) continue;
      all.delete(opposite);
      all.delete(id);
      for (const each of simplified(g, part)) all.add(each);
      break;
    }
  }
  return [...all];
}

/** x ≤ 0 or x ≠ 0. */
const isTautology = (g: Graph, part: NodeId): boolean =>
  g.op(part) === Op.Or && (implies(g, not(g, g.a(part)), g.b(part)) || implies(g, not(g, g.b(part)), g.a(part)));

/** The conditions under which the operation itself is defined, its operands being so. */
function conditionsOfNode(g: Graph, id: NodeId): readonly NodeId[] {
  const zero = g.integer(0);
  switch (g.op(id)) {
    case Op.Divide:
      return [notEqual(g, g.b(id), zero)];
    case Op.Power:
      return powerConditions(g, g.a(id), g.b(id));
    default:
      return rowOf(g, id)?.domain?.(g, argumentsOfCall(g, id)) ?? [];
  }
}

/**
 * uᵛ is defined for u > 0; at u = 0 for v ≥ 0 (0⁰ = 1); and for u < 0 where v is an integer. With an exponent that may
 * be anything, u > 0 is asked for: elsewhere it depends on the exponent's value.
 */
function powerConditions(g: Graph, base: NodeId, exponent: NodeId): readonly NodeId[] {
  const zero = g.integer(0);
  const n = g.exactOf(exponent);
  if (isInteger(g, exponent) || (n && isIntegerRational(n)))
    return isNonnegative(g, exponent) ? [] : [notEqual(g, base, zero)];
  return [isNonnegative(g, exponent) ? greaterOrEqual(g, base, zero) : greater(g, base, zero)];
}

/** u ≥ 0 and u ≠ 0 together are u > 0. */
function joined(g: Graph, conditions: readonly NodeId[]): NodeId[] {
  const all = new Set(conditions);
  for (const id of conditions) {
    if (g.op(id) !== Op.LessOrEqual) continue;
    const apart = notEqual(g, g.a(id), g.b(id));
    if (!all.has(apart)) continue;
    all.delete(apart);
    all.delete(id);
    for (const part of simplified(g, g.intern(Op.Less, g.a(id), g.b(id)))) all.add(part);
  }
  return [...all];
}

/** More conditions than these are not compared with each other: nobody reads them. */
const COMPARED = 400;

function withoutImplied(g: Graph, conditions: readonly NodeId[]): NodeId[] {
  if (conditions.length > COMPARED) return [...conditions];
  const kept = new Set(conditions);
  for (const candidate of conditions) {
    kept.delete(candidate);
    if (![...kept].some((other) => implies(g, other, candidate))) kept.add(candidate);
  }
  return conditions.filter((condition) => kept.has(condition));
}
