/** Reverse mode: adjoints of nodes along the way from one output (or a weighted sum of several) back to the inputs. */
import { add, divide, multiply, negate, select } from '../construct';
import { rowOf } from '../functions/table';
import type { Graph, NodeId } from '../graph';
import { NONE } from '../graph';
import type { Guards } from '../guards';
import { zerosWinning } from '../guards';
import { FIRST_FUNCTION, Op } from '../operations';
import { forEachOperand, reachedMarks } from '../reachable';
import { Walk } from '../walk';
import { Column } from './column';
import { basePartial, exponentPartial, firstPartial, functionPartial, oppositeDivisorPartial } from './partials';

/**
 * A mark for each id up to the largest root: 1 for the nodes that the roots consist of and that depend on an input
 * (through values: a condition passes nothing on). Cells of lists are marked too.
 *
 * @param marks of what the roots consist of (`reachedMarks`).
 */
export function activeMarks(
  g: Graph,
  roots: readonly NodeId[],
  inputs: readonly NodeId[],
  marks: Uint8Array = reachedMarks(g, roots),
): Uint8Array {
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

/**
 * Sweeps back from roots, one after another: what they need stands ready, so that each costs what its own part of the
 * graph does.
 */
export class AdjointSweeps {
  /** The adjoints of the last sweep; what is missing is structurally zero. */
  readonly adjoints: Column;
  private readonly walk: Walk;

  /** @param active the nodes that count (`activeMarks`); all others are constants. */
  constructor(
    private readonly g: Graph,
    private readonly active: Uint8Array,
    private readonly guards: Guards,
  ) {
    this.adjoints = new Column(g);
    this.walk = new Walk(active.length);
  }

  /**
   * Carries the adjoints of the seeds back to all that they depend on, and returns the nodes that were passed,
   * ascending. A branch that is not taken gets the adjoint 0 whatever its own derivative is there.
   */
  run(seeds: ReadonlyMap<NodeId, NodeId>): Int32Array {
    const { g, adjoints } = this;
    adjoints.clear();
    for (const [node, adjoint] of seeds) adjoints.set(node, adjoint);
    const order = this.below(seeds.keys());
    zerosWinning(g, () => this.pullBackAll(order));
    return order;
  }

  private pullBackAll(order: Int32Array): void {
    const { g, adjoints, guards } = this;
    for (let i = order.length - 1; i >= 0; i -= 1) {
      const id = order[i] as NodeId;
      const adjoint = adjoints.get(id);
      if (adjoint === NONE || g.valueOf(adjoint) === 0) continue;
      if (guards.isFree(id)) this.pullBack(id, adjoint);
      else guards.within(id, () => this.pullBack(id, adjoint));
    }
  }

  /** The active nodes below the roots, ascending. */
  private below(roots: Iterable<NodeId>): Int32Array {
    const { g, active, walk } = this;
    const meet = (id: NodeId): void => {
      if (active[id] === 1) walk.meet(id);
    };
    for (const root of roots) meet(root);
    for (let id = walk.next(); id !== undefined; id = walk.next()) if (!g.isCondition(id)) forEachOperand(g, id, meet);
    return walk.finish();
  }

  private isActive(operand: NodeId): boolean {
    return operand !== NONE && this.active[operand] === 1;
  }

  private give(operand: NodeId, contribution: NodeId): void {
    const { g, adjoints } = this;
    if (g.valueOf(contribution) === 0) return;
    const known = adjoints.get(operand);
    adjoints.set(operand, known === NONE ? contribution : add(g, known, contribution));
  }

  private pullBack(id: NodeId, adjoint: NodeId): void {
    const { g } = this;
    const op = g.op(id);
    if (op >= FIRST_FUNCTION) return this.pullBackFunction(id, adjoint);
    if (op === Op.Hole || op === Op.HolePartial) {
      g.argumentsOf(id).forEach((argument, k) => {
        if (this.isActive(argument)) this.give(argument, multiply(g, g.holePartial(id, k), adjoint));
      });
      return;
    }
    const [a, b] = [g.a(id), g.b(id)];
    switch (op) {
      case Op.Add:
        if (this.isActive(a)) this.give(a, adjoint);
        if (this.isActive(b)) this.give(b, adjoint);
        return;
      case Op.Subtract:
        if (this.isActive(a)) this.give(a, adjoint);
        if (this.isActive(b)) this.give(b, negate(g, adjoint));
        return;
      case Op.Negate:
        if (this.isActive(a)) this.give(a, negate(g, adjoint));
        return;
      case Op.Multiply:
        if (this.isActive(a)) this.give(a, multiply(g, b, adjoint));
        if (this.isActive(b)) this.give(b, multiply(g, a, adjoint));
        return;
      case Op.Divide:
        if (this.isActive(a)) this.give(a, divide(g, adjoint, b));
        if (this.isActive(b)) this.give(b, negate(g, multiply(g, oppositeDivisorPartial(g, id), adjoint)));
        return;
      case Op.Power:
        if (this.isActive(a)) this.give(a, multiply(g, basePartial(g, a, b), adjoint));
        if (this.isActive(b)) this.give(b, multiply(g, exponentPartial(g, id), adjoint));
        return;
      case Op.Select: {
        const zero = g.integer(0);
        if (this.isActive(b)) this.give(b, select(g, a, adjoint, zero));
        const c = g.c(id);
        if (this.isActive(c)) this.give(c, select(g, a, zero, adjoint));
        return;
      }
      default:
    }
  }

  private pullBackFunction(id: NodeId, adjoint: NodeId): void {
    const { g } = this;
    const arity = rowOf(g, id)?.arity ?? 0;
    for (let k = 0; k < arity; k += 1) {
      const operand = k === 0 ? g.a(id) : k === 1 ? g.b(id) : g.c(id);
      if (!this.isActive(operand)) continue;
      const partial = k === 0 ? firstPartial(g, id, this.adjoints) : functionPartial(g, id, k);
      this.give(operand, weighted(g, partial, adjoint));
    }
  }
}

/** A step function passes nothing on; dropping its adjoint drops no condition. */
const weighted = (g: Graph, partial: NodeId, adjoint: NodeId): NodeId =>
  g.valueOf(partial) === 0 ? partial : multiply(g, partial, adjoint);
