/**
 * Copies expressions from one graph into another. Nodes are made anew by the constructors, so that expressions that are
 * equal in the new graph are one node there, whichever graph they come from.
 */
import * as construct from './construct';
import { functionRows } from './functions/table';
import type { Graph, NodeId } from './graph';
import { FIRST_FUNCTION, namedConstants, Op } from './operations';
import { forEachOperand } from './reachable';

/** Copies on demand; what has been copied once is not copied again. */
export class Transplant {
  private readonly copies = new Map<NodeId, NodeId>();

  /**
   * @param symbols what stands in `to` for a symbol of `from`: any expression. A symbol that is missing becomes a new
   *   symbol of the same name (the same one each time).
   */
  constructor(
    private readonly from: Graph,
    private readonly to: Graph,
    symbols: ReadonlyMap<NodeId, NodeId>,
  ) {
    for (const [symbol, replacement] of symbols) this.copies.set(symbol, replacement);
  }

  /** The expression in the new graph, with what was assumed when it was made. */
  copy(root: NodeId): NodeId {
    for (const id of this.missing([root])) this.copies.set(id, this.make(id));
    return this.known(root);
  }

  copyAll(roots: readonly NodeId[]): NodeId[] {
    return roots.map((root) => this.copy(root));
  }

  /** Carries over what must hold (`x ≠ 0`) and what was dropped: of the whole old graph, as nothing says whose it is. */
  copyAssumptions(): void {
    for (const condition of this.from.assumptions) this.to.assumptions.add(this.copy(condition));
    for (const [dropped, guard] of this.from.dropped)
      this.to.dropped.set(this.copy(dropped), guard === null ? null : this.copy(guard));
  }

  /** What has no copy yet, in the order in which it can be made. */
  private missing(roots: readonly NodeId[]): NodeId[] {
    const found = new Set<NodeId>();
    const open = roots.filter((root) => !this.copies.has(root));
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      if (found.has(id)) continue;
      found.add(id);
      forEachOperand(this.from, id, (operand) => {
        if (!this.copies.has(operand) && !found.has(operand)) open.push(operand);
      });
    }
    return [...found].filter((id) => this.from.op(id) !== Op.Cell).sort((a, b) => a - b);
  }

  private known(id: NodeId): NodeId {
    return this.copies.get(id) as NodeId;
  }

  private make(id: NodeId): NodeId {
    const { from, to } = this;
    const op = from.op(id);
    if (op === Op.Hole) return this.makeHole(id);
    if (op === Op.HolePartial) {
      const hole = this.makeHole(id);
      return to.holePartial(hole, from.c(id));
    }
    return rebuild(to, from, id, (operand) => this.known(operand));
  }

  private makeHole(id: NodeId): NodeId {
    const { name, output } = this.from.holeOf(id);
    const args = this.from.argumentsOf(id).map((argument) => this.known(argument));
    return this.to.hole(name, args, output);
  }
}

/**
 * The node `id` of `from`, made by the constructors of `to` with other operands. Not for holes. A symbol becomes a new
 * one of the same name.
 */
export function rebuild(to: Graph, from: Graph, id: NodeId, operand: (id: NodeId) => NodeId): NodeId {
  const op = from.op(id);
  const a = (): NodeId => operand(from.a(id));
  const b = (): NodeId => operand(from.b(id));
  const c = (): NodeId => operand(from.c(id));
  if (op >= FIRST_FUNCTION) {
    const row = functionRows[op - FIRST_FUNCTION];
    if (row === undefined) throw new RangeError(`no function with the code ${op}`);
    const args = [a, b, c].slice(0, row.arity).map((argument) => argument());
    return construct.call(to, row.name, ...args);
  }
  switch (op) {
    case Op.Number: {
      const { exact, value, spelling } = from.numberOf(id);
      return exact ? to.rational(exact, spelling) : to.double(value);
    }
    case Op.Constant: {
      const known = namedConstants[from.a(id)];
      if (!known) throw new RangeError(`no constant number ${from.a(id)}`);
      return construct.constant(to, known.name);
    }
    case Op.Symbol: {
      const { name, ...rest } = from.symbolOf(id);
      return to.symbol(name, rest);
    }
    case Op.Add:
      return construct.add(to, a(), b());
    case Op.Subtract:
      return construct.subtract(to, a(), b());
    case Op.Multiply:
      return construct.multiply(to, a(), b());
    case Op.Divide:
      return construct.divide(to, a(), b());
    case Op.Negate:
      return construct.negate(to, a());
    case Op.Power:
      return construct.power(to, a(), b());
    case Op.Less:
      return construct.less(to, a(), b());
    case Op.LessOrEqual:
      return construct.lessOrEqual(to, a(), b());
    case Op.Equal:
      return construct.equal(to, a(), b());
    case Op.NotEqual:
      return construct.notEqual(to, a(), b());
    case Op.And:
      return construct.and(to, a(), b());
    case Op.Or:
      return construct.or(to, a(), b());
    case Op.Not:
      return construct.not(to, a());
    case Op.True:
      return construct.trueNode(to);
    case Op.False:
      return construct.falseNode(to);
    case Op.Select:
      return construct.select(to, a(), b(), c());
    default:
      throw new RangeError(`a node with the code ${op} cannot be rebuilt`);
  }
}

/**
 * Copies the roots into another graph, as `Transplant` does.
 *
 * @param symbols what stands in `to` for a symbol of `from`.
 */
export function transplant(
  from: Graph,
  to: Graph,
  roots: readonly NodeId[],
  symbols: ReadonlyMap<NodeId, NodeId>,
): NodeId[] {
  return new Transplant(from, to, symbols).copyAll(roots);
}
