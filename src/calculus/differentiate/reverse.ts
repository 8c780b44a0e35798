/** Reverse mode: adjoints of nodes along the way from one output (or a weighted sum of several) back to the inputs. */
import { add, divide, multiply, negate, select } from '../construct';
import { rowOf } from '../functions/table';
import type { Graph, NodeId } from '../graph';
import { NONE } from '../graph';
import type { Guards } from '../guards';
import { FIRST_FUNCTION, Op } from '../operations';
import { forEachOperand, reachedMarks } from '../reachable';
import { basePartial, exponentPartial, functionPartial, oppositeDivisorPartial } from './partials';

/** Adjoints by node; what is missing is structurally zero. */
export type Adjoints = Map<NodeId, NodeId>;

/**
 * A mark for each id up to the largest root: 1 for the nodes that the roots consist of and that depend on an input
 * (through values: a condition passes nothing on). Cells of lists are marked too.
 */
export function activeMarks(g: Graph, roots: readonly NodeId[], inputs: Iterable<NodeId>): Uint8Array {
  const marks = reachedMarks(g, roots);
  const active = new Uint8Array(marks.length);
  for (const input of inputs) if (input < active.length) active[input] = 1;
  for (let id = 0; id < marks.length; id += 1)
    if (marks[id] === 1 && active[id] === 0 && dependsOnActive(g, id, active)) active[id] = 1;
  return active;
}

function dependsOnActive(g: Graph, id: NodeId, active: Uint8Array): boolean {
  const op = g.op(id);
  const isActive = (operand: NodeId): boolean => operand !== NONE && active[operand] === 1;
  if (op <= Op.Symbol || g.isCondition(id)) return false;
  if (op === Op.Select) return isActive(g.b(id)) || isActive(g.c(id));
  if (op === Op.Hole || op === Op.HolePartial) return isActive(g.b(id));
  return isActive(g.a(id)) || isActive(g.b(id)) || (op !== Op.Cell && isActive(g.c(id)));
}

/** The active nodes below the roots, descending: the way of an adjoint sweep. Costs what that part of the graph does. */
function activeBelow(g: Graph, roots: Iterable<NodeId>, active: Uint8Array): Int32Array {
  const seen = new Set<NodeId>();
  const stack: NodeId[] = [];
  const visit = (id: NodeId): void => {
    if (active[id] !== 1 || seen.has(id)) return;
    seen.add(id);
    stack.push(id);
  };
  for (const root of roots) visit(root);
  for (let id = stack.pop(); id !== undefined; id = stack.pop()) if (!g.isCondition(id)) forEachOperand(g, id, visit);
  return Int32Array.from(seen).sort().reverse();
}

/**
 * Carries the adjoints of the seeds back through the nodes marked as `active`; all others are constants. A branch that
 * is not taken gets the adjoint 0 whatever its own derivative is there.
 */
export function sweepAdjoints(g: Graph, active: Uint8Array, seeds: Adjoints, guards: Guards): Adjoints {
  const adjoints: Adjoints = new Map(seeds);
  const give = (operand: NodeId, contribution: () => NodeId): void => {
    if (operand === NONE || active[operand] !== 1) return;
    const node = contribution();
    if (g.valueOf(node) === 0) return;
    const known = adjoints.get(operand);
    adjoints.set(operand, known === undefined ? node : add(g, known, node));
  };
  for (const id of activeBelow(g, seeds.keys(), active)) {
    const adjoint = adjoints.get(id);
    if (adjoint === undefined || g.valueOf(adjoint) === 0) continue;
    guards.within(id, () => pullBack(g, id, adjoint, give));
  }
  return adjoints;
}

type Give = (operand: NodeId, contribution: () => NodeId) => void;

function pullBack(g: Graph, id: NodeId, adjoint: NodeId, give: Give): void {
  const op = g.op(id);
  const [a, b, c] = [g.a(id), g.b(id), g.c(id)];
  if (op >= FIRST_FUNCTION) {
    [a, b, c].slice(0, rowOf(g, id)?.arity).forEach((operand, k) => {
      give(operand, () => weighted(g, functionPartial(g, id, k), adjoint));
    });
    return;
  }
  switch (op) {
    case Op.Add:
      give(a, () => adjoint);
      give(b, () => adjoint);
      return;
    case Op.Subtract:
      give(a, () => adjoint);
      give(b, () => negate(g, adjoint));
      return;
    case Op.Negate:
      give(a, () => negate(g, adjoint));
      return;
    case Op.Multiply:
      give(a, () => multiply(g, b, adjoint));
      give(b, () => multiply(g, a, adjoint));
      return;
    case Op.Divide:
      give(a, () => divide(g, adjoint, b));
      give(b, () => negate(g, multiply(g, oppositeDivisorPartial(g, id), adjoint)));
      return;
    case Op.Power:
      give(a, () => multiply(g, basePartial(g, a, b), adjoint));
      give(b, () => multiply(g, exponentPartial(g, id), adjoint));
      return;
    case Op.Select: {
      const zero = g.integer(0);
      give(b, () => select(g, a, adjoint, zero));
      give(c, () => select(g, a, zero, adjoint));
      return;
    }
    case Op.Hole:
    case Op.HolePartial:
      g.argumentsOf(id).forEach((arg, k) => give(arg, () => multiply(g, g.holePartial(id, k), adjoint)));
      return;
    default:
  }
}

/** A step function passes nothing on; dropping its adjoint drops no condition. */
const weighted = (g: Graph, partial: NodeId, adjoint: NodeId): NodeId =>
  g.valueOf(partial) === 0 ? partial : multiply(g, partial, adjoint);
