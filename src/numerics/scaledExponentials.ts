/**
 * Sums of exponentials without overflow: ln Σ e^xᵢ and e^xᵢ/Σ e^xⱼ are computed with e^(xᵢ − m) for e^xᵢ, where m is the
 * largest xᵢ (Blanchard, Higham and Higham, "Accurately computing the log-sum-exp and softmax functions", IMA J. Numer.
 * Anal. 41, 2021). That is the same wherever every result is homogeneous of degree 0 in the exponentials that are added
 * up, which a sweep over the expressions finds out: the quotients that derivatives consist of are, Σ e^xᵢ alone is not.
 */
import { call } from '../calculus/construct';
import { functionIndex } from '../calculus/functions/table';
import type { Graph, NodeId } from '../calculus/graph';
import { NONE } from '../calculus/graph';
import { FIRST_FUNCTION, Op } from '../calculus/operations';
import { forEachOperand, reachable } from '../calculus/reachable';

/** For a group of exponentials that are added up: which power of e^(−m) their scaling multiplies a value by. */
type Degree = ReadonlyMap<number, number>;

const none: Degree = new Map();

/** The outputs with large exponentials out of the way; the outputs as they are where there is nothing to do. */
export function scaledExponentials(g: Graph, outputs: readonly NodeId[]): readonly NodeId[] {
  const exp = FIRST_FUNCTION + functionIndex('exp');
  const nodes = reachable(g, outputs);
  const groups = groupsOf(g, nodes, exp);
  if (groups.size === 0) return outputs;
  const scaling = new Scaling(g, exp, groups);
  for (const id of nodes) scaling.learn(id);
  for (const id of outputs) scaling.give(id);
  return scaling.isOfUse() ? scaling.rewrite(nodes, outputs) : outputs;
}

/** The group of each exponential that is a term of a sum of several, told by the first of them. */
function groupsOf(g: Graph, nodes: Iterable<NodeId>, exp: number): Map<NodeId, number> {
  const parents = new Map<NodeId, NodeId>();
  const rootOf = (id: NodeId): NodeId => {
    let root = id;
    for (let next = parents.get(root); next !== undefined && next !== root; next = parents.get(root)) root = next;
    return root;
  };
  /** An exponential in the sum that the node is, or NONE for what is no sum of exponentials. */
  const member = new Map<NodeId, NodeId>();
  const of = (id: NodeId): NodeId => member.get(id) ?? NONE;
  for (const id of nodes) {
    const [op, a, b] = [g.op(id), g.a(id), g.b(id)];
    if (op === exp) {
      parents.set(id, id);
      member.set(id, id);
    } else if (op === Op.Negate && of(a) !== NONE) member.set(id, of(a));
    else if (op === Op.Multiply && g.isNumber(a) && of(b) !== NONE) member.set(id, of(b));
    else if ((op === Op.Add || op === Op.Subtract) && of(a) !== NONE && of(b) !== NONE) {
      const [p, q] = [rootOf(of(a)), rootOf(of(b))];
      parents.set(Math.max(p, q), Math.min(p, q));
      member.set(id, Math.min(p, q));
    }
  }
  const sizes = new Map<NodeId, number>();
  for (const id of parents.keys()) sizes.set(rootOf(id), (sizes.get(rootOf(id)) ?? 0) + 1);
  return new Map([...parents.keys()].flatMap((id) => ((sizes.get(rootOf(id)) ?? 0) > 1 ? [[id, rootOf(id)]] : [])));
}

class Scaling {
  private readonly degrees = new Map<NodeId, Degree>();
  /** What an exponential of a group is part of. */
  private readonly dependent = new Set<NodeId>();
  /** Groups some value of which is wanted as it is. */
  private readonly fixed = new Set<number>();
  private readonly members = new Map<number, NodeId[]>();

  constructor(
    private readonly g: Graph,
    private readonly exp: number,
    private readonly groups: ReadonlyMap<NodeId, number>,
  ) {
    for (const [id, group] of groups) {
      const known = this.members.get(group);
      if (known) known.push(id);
      else this.members.set(group, [id]);
    }
  }

  /** Whether a group is left that may be scaled. */
  isOfUse(): boolean {
    for (const [group, exponentials] of this.members) {
      const first = exponentials[0] as NodeId;
      // The largest exponent is made before the first exponential: nothing in it may depend on what comes later.
      const late = exponentials.map((id) => this.g.a(id)).some((u) => u > first && this.dependent.has(u));
      if (late) this.fixed.add(group);
    }
    return this.fixed.size < this.members.size;
  }

  /** The value itself is wanted: what it has a degree in stays as it is. */
  give(id: NodeId): void {
    for (const group of this.degreeOf(id).keys()) this.fixed.add(group);
  }

  private degreeOf(id: NodeId): Degree {
    return this.degrees.get(id) ?? none;
  }

  learn(id: NodeId): void {
    const { g } = this;
    const group = this.groups.get(id);
    forEachOperand(g, id, (operand) => {
      if (this.dependent.has(operand)) this.dependent.add(id);
    });
    if (group !== undefined) {
      this.give(g.a(id));
      this.dependent.add(id);
      this.degrees.set(id, new Map([[group, 1]]));
    } else if (this.dependent.has(id)) {
      const degree = this.degreeOfOperation(id);
      if (degree.size > 0) this.degrees.set(id, degree);
    }
  }

  private degreeOfOperation(id: NodeId): Degree {
    const { g } = this;
    const [a, b] = [g.a(id), g.b(id)];
    switch (g.op(id)) {
      case Op.Negate:
        return this.degreeOf(a);
      case Op.Add:
      case Op.Subtract:
        return this.shared(a, b);
      case Op.Multiply:
        return combined(this.degreeOf(a), this.degreeOf(b), 1);
      case Op.Divide:
        return combined(this.degreeOf(a), this.degreeOf(b), -1);
      case Op.Power: {
        const n = g.valueOf(b);
        if (n !== undefined && Number.isSafeInteger(n)) return combined(none, this.degreeOf(a), n);
        break;
      }
      case Op.Less:
      case Op.LessOrEqual:
      case Op.Equal:
      case Op.NotEqual:
        // Both sides alike: the comparison is the same.
        this.shared(a, b);
        return none;
      case Op.Select:
        return this.shared(b, g.c(id));
      default:
        if (this.isLogarithm(id)) return none;
    }
    forEachOperand(g, id, (operand) => this.give(operand));
    return none;
  }

  private isLogarithm(id: NodeId): boolean {
    return this.g.op(id) === FIRST_FUNCTION + functionIndex('log');
  }

  /** The degree that both values have; a group in which they differ stays as it is. */
  private shared(a: NodeId, b: NodeId): Degree {
    const [p, q] = [this.degreeOf(a), this.degreeOf(b)];
    if (this.g.valueOf(a) === 0) return q;
    if (this.g.valueOf(b) === 0) return p;
    for (const group of [...p.keys(), ...q.keys()]) if (p.get(group) !== q.get(group)) this.fixed.add(group);
    return p;
  }

  rewrite(nodes: Iterable<NodeId>, outputs: readonly NodeId[]): NodeId[] {
    const { g } = this;
    const copies = new Map<NodeId, NodeId>();
    const of = (id: NodeId): NodeId => copies.get(id) ?? id;
    const largest = new Map<number, NodeId>();
    const largestOf = (group: number): NodeId => {
      let node = largest.get(group);
      if (node === undefined) {
        const exponents = new Set((this.members.get(group) ?? []).map((id) => of(g.a(id))));
        node = [...exponents].reduce((p, q) => call(g, 'max', p, q));
        largest.set(group, node);
      }
      return node;
    };
    for (const id of nodes) {
      if (!this.dependent.has(id)) continue;
      const group = this.groups.get(id);
      if (group !== undefined && !this.fixed.has(group)) {
        copies.set(id, g.intern(this.exp, g.intern(Op.Subtract, of(g.a(id)), largestOf(group))));
        continue;
      }
      const op = g.op(id);
      // The arguments of unknown functions are lists: what stands in them has no value.
      if (op === Op.Hole || op === Op.HolePartial || op === Op.Cell) continue;
      const [a, b, c] = [g.a(id), g.b(id), g.c(id)];
      let copy = g.intern(op, of(a), b === NONE ? NONE : of(b), c === NONE ? NONE : of(c));
      if (this.isLogarithm(id))
        for (const [inside, n] of this.degreeOf(a))
          if (!this.fixed.has(inside)) {
            const shift = largestOf(inside);
            copy = g.intern(Op.Add, copy, n === 1 ? shift : g.intern(Op.Multiply, g.double(n), shift));
          }
      copies.set(id, copy);
    }
    return outputs.map(of);
  }
}

/** p + n·q. */
function combined(p: Degree, q: Degree, n: number): Degree {
  if (q.size === 0) return p;
  const sum = new Map(p);
  for (const [group, degree] of q) {
    const total = (sum.get(group) ?? 0) + n * degree;
    if (total === 0) sum.delete(group);
    else sum.set(group, total);
  }
  return sum;
}
