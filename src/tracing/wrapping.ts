/**
 * `while theta > pi: theta -= 2*pi`: how often such a loop runs depends on the number, but what it comes to has a formula:
 * the number less a whole multiple of the step.
 */
import * as make from '../calculus/construct';
import { dependsOn } from '../calculus/dependencies';
import type { Graph, NodeId } from '../calculus/graph';
import { Op } from '../calculus/operations';
import type { Expression, Statement, Target } from '../languages/program';
import { elementsOf, freshArray } from './arrays';
import { assign } from './assignment';
import { decide } from './branches';
import { toCondition } from './coercion';
import type { Context } from './context';
import { evaluate } from './expressions';
import { isOfOne } from './merge';
import { runBlock } from './statements';
import type { Scalar } from './values';

type While = Extract<Statement, { kind: 'while' }>;

/** Where the loop ends, and what each pass adds: both do not depend on the number itself. */
interface Wrapping {
  readonly limit: NodeId;
  /** Positive. */
  readonly step: NodeId;
  readonly goesDown: boolean;
  /** It goes on only beyond the limit, not at it. */
  readonly isStrict: boolean;
}

/**
 * Runs a loop that only moves one number towards a limit, step by step. `false`: it is another, and has to be refused, since
 * what it changes was tried.
 */
export function runWrapping(context: Context, loop: While): boolean {
  const { condition } = loop;
  const target = movedTarget(loop);
  if (!target || condition.kind !== 'comparison') return false;
  const before = condition.operands.map((operand) => evaluate(context, operand));
  const any = context.graph.symbol('any number');
  assign(context, target, { kind: 'scalar', node: any, type: 'float' });
  const place = condition.operands.findIndex((operand) => nodeOf(context, operand) === any);
  const moved = before[place];
  if (moved?.kind !== 'scalar' && !isOfOne(moved)) return false;
  const wrapping = wrappingOf(context, loop, any, condition.operands[place] as Expression);
  if (!wrapping) return false;
  // Python compares an array of one element as it does a number.
  const [node] = moved.kind === 'scalar' ? [moved.node] : elementsOf(moved);
  const after = wrapped(context, { kind: 'scalar', node: node as NodeId, type: moved.type }, wrapping);
  assign(context, target, moved.kind === 'scalar' ? after : freshArray([after.node], moved.shape, moved.type));
  return true;
}

/** What the only statement of the body changes. */
function movedTarget({ body, otherwise, update, runsFirst }: While): Target | null {
  const [only, ...more] = body;
  if (!only || more.length > 0 || otherwise.length > 0 || update || runsFirst) return null;
  if (only.kind === 'augment') return only.target;
  return only.kind === 'assign' && only.targets.length === 1 ? (only.targets[0] as Target) : null;
}

/** Read off a pass over any number. */
function wrappingOf(context: Context, loop: While, any: NodeId, operand: Expression): Wrapping | null {
  const g = context.graph;
  const condition = toCondition(context, evaluate(context, loop.condition));
  const op = g.op(condition);
  if (op !== Op.Less && op !== Op.LessOrEqual) return null;
  const goesDown = g.b(condition) === any;
  const limit = goesDown ? g.a(condition) : g.b(condition);
  if (dependsOn(g, limit, [any]) || !runBlock(context, loop.body)) return null;
  const after = nodeOf(context, operand);
  const step = after === null ? null : stepDown(context, any, after);
  if (step === null || dependsOn(g, step, [any])) return null;
  const length = goesDown ? step : make.negate(g, step);
  if (decide(context, make.less(g, g.integer(0), length)) !== true) return null; // it might never end
  return { limit, step: length, goesDown, isStrict: op === Op.Less };
}

function nodeOf(context: Context, expression: Expression): NodeId | null {
  const value = evaluate(context, expression);
  return value.kind === 'scalar' ? value.node : null;
}

/** What a pass takes from the number. */
function stepDown({ graph: g }: Context, before: NodeId, after: NodeId): NodeId | null {
  const [op, a, b] = [g.op(after), g.a(after), g.b(after)];
  if (op === Op.Subtract && a === before) return b;
  if (op !== Op.Add) return null;
  if (a === before) return make.negate(g, b);
  return b === before ? make.negate(g, a) : null;
}

interface Wrapped {
  readonly before: NodeId;
  readonly wrapping: Wrapping;
}

/** What such loops came to, of each graph: a second loop often moves a number that is too low after one that is too high. */
const known = new WeakMap<Graph, Map<NodeId, Wrapped>>();

function wrapped(context: Context, { node: x, type }: Scalar, wrapping: Wrapping): Scalar {
  const g = context.graph;
  const all = known.get(g) ?? new Map<NodeId, Wrapped>();
  known.set(g, all);
  const first = all.get(x);
  // What the first loop has moved does not need the second: both are cases of the number as it was.
  const node =
    first && isDoneBy(context, wrapping, first.wrapping)
      ? make.select(g, runs(g, first.before, first.wrapping), x, moved(g, first.before, wrapping))
      : moved(g, x, wrapping);
  all.set(node, { before: x, wrapping });
  return { kind: 'scalar', node, type };
}

/** Whether the second loop has nothing to do where the first had. */
function isDoneBy(context: Context, second: Wrapping, first: Wrapping): boolean {
  const g = context.graph;
  if (second.goesDown === first.goesDown || !(first.isStrict || second.isStrict)) return false;
  // The first leaves the number less than a step beyond its limit.
  const [low, high] = first.goesDown ? [second, first] : [first, second];
  const room = make.subtract(g, make.subtract(g, high.limit, low.limit), first.step);
  return decide(context, make.lessOrEqual(g, g.integer(0), room)) === true;
}

function moved(g: Graph, x: NodeId, wrapping: Wrapping): NodeId {
  const { limit, step, goesDown, isStrict } = wrapping;
  const beyond = goesDown ? make.subtract(g, x, limit) : make.subtract(g, limit, x);
  const steps = make.divide(g, beyond, step);
  const count = isStrict ? make.call(g, 'ceil', steps) : make.add(g, make.call(g, 'floor', steps), g.integer(1));
  const way = make.multiply(g, count, step);
  return make.select(g, runs(g, x, wrapping), goesDown ? make.subtract(g, x, way) : make.add(g, x, way), x);
}

function runs(g: Graph, x: NodeId, { limit, goesDown, isStrict }: Wrapping): NodeId {
  const [low, high] = goesDown ? [limit, x] : [x, limit];
  return isStrict ? make.less(g, low, high) : make.lessOrEqual(g, low, high);
}
