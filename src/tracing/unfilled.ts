/**
 * Elements of `np.empty` that nothing has been written to. They are whatever memory happens to hold, not 0: a result
 * that needs one is refused, and one that needs it under a condition holds only where the condition does not.
 */
import * as make from '../calculus/construct';
import type { Graph, NodeId } from '../calculus/graph';
import { Op } from '../calculus/operations';
import { forEachOperand, reachedMarks } from '../calculus/reachable';
import { rebuild } from '../calculus/transplant';
import type { Span } from '../languages/source';
import { refuse } from './context';
import type { Context } from './context';

/** One element that is not written yet: a symbol of its own, which belongs to no argument. */
export function unfilled(context: Context, name: string): NodeId {
  const symbol = context.graph.symbol(name);
  context.unfilled.set(symbol, context.span);
  return symbol;
}

/**
 * The outputs without what is not filled.
 *
 * Throws a Refusal at the array's place where an output always reads such an element; notes the condition under which
 * none is read otherwise, as if the program raised elsewhere.
 */
export function filledOnly(context: Context, outputs: readonly NodeId[]): readonly NodeId[] {
  if (context.unfilled.size === 0) return outputs;
  const g = context.graph;
  const dependent = dependents(g, context.unfilled, [...outputs, ...context.conditions]);
  if (context.conditions.some((condition) => dependent.has(condition)))
    return refuseUnfilled(context, [...context.unfilled.values()][0] as Span);
  if (!outputs.some((output) => dependent.has(output))) return outputs;
  const reads = new Map<NodeId, NodeId>();
  const filled = new Map<NodeId, NodeId>();
  for (const [id, span] of dependent) {
    const read = readCondition(g, id, reads);
    reads.set(id, read);
    if (g.op(id) === Op.Cell) continue;
    if (g.isHole(id)) return refuseUnfilled(context, span);
    filled.set(id, filledNode(g, id, reads, filled));
  }
  for (const output of outputs) {
    const read = reads.get(output);
    if (read === undefined) continue;
    if (read === make.trueNode(g)) refuseUnfilled(context, dependent.get(output) as Span);
    context.conditions.push(make.not(g, read));
  }
  return outputs.map((output) => filled.get(output) ?? output);
}

const refuseUnfilled = (context: Context, span: Span): never =>
  refuse(
    context,
    'Elements of this array are used before anything is written to them: what they are is not known.',
    span,
  );

/** The nodes below the roots that depend on such an element, operands first, each with the place of one such array. */
function dependents(
  g: Graph,
  elements: ReadonlyMap<NodeId, Span>,
  roots: readonly NodeId[],
): ReadonlyMap<NodeId, Span> {
  const found = new Map<NodeId, Span>();
  const marks = reachedMarks(g, roots);
  for (let id = 0; id < marks.length; id += 1) {
    if (marks[id] !== 1) continue;
    let span = elements.get(id);
    forEachOperand(g, id, (operand) => (span ??= found.get(operand)));
    if (span) found.set(id, span);
  }
  return found;
}

/** When the node's value reads such an element: only the side of a choice that is taken is read. */
function readCondition(g: Graph, id: NodeId, reads: ReadonlyMap<NodeId, NodeId>): NodeId {
  const never = make.falseNode(g);
  const of = (node: NodeId): NodeId => reads.get(node) ?? never;
  if (g.op(id) === Op.Symbol) return make.trueNode(g);
  if (g.op(id) !== Op.Select) {
    let any = never;
    forEachOperand(g, id, (operand) => (any = make.or(g, any, of(operand))));
    return any;
  }
  const condition = g.a(id);
  if (reads.has(condition)) return make.trueNode(g);
  const then = make.and(g, condition, of(g.b(id)));
  return make.or(g, then, make.and(g, make.not(g, condition), of(g.c(id))));
}

/** The node as it is where no such element is read. */
function filledNode(
  g: Graph,
  id: NodeId,
  reads: ReadonlyMap<NodeId, NodeId>,
  filled: ReadonlyMap<NodeId, NodeId>,
): NodeId {
  const of = (node: NodeId): NodeId => filled.get(node) ?? node;
  if (g.op(id) === Op.Symbol) return g.integer(0);
  const always = make.trueNode(g);
  if (g.op(id) === Op.Select && reads.get(g.b(id)) === always) return of(g.c(id));
  if (g.op(id) === Op.Select && reads.get(g.c(id)) === always) return of(g.b(id));
  const made = rebuild(g, g, id, of);
  const name = g.names.get(id);
  if (name !== undefined && !g.names.has(made)) g.names.set(made, name);
  for (const { start, end } of g.spans.get(id) ?? []) g.addSpan(made, start, end);
  return made;
}
