/** From terms back to nodes of the graph, as they stand: no rule of construction rearranges them. */
import { negate } from '../construct';
import type { Graph, NodeId } from '../graph';
import { NONE } from '../graph';
import { Op } from '../operations';
import { flagOf, isNumber, Kind, termOf } from './terms';
import type { Reference, Terms } from './terms';

/** The nodes of the results. */
export function writeTerms(g: Graph, terms: Terms, results: readonly Reference[]): NodeId[] {
  return new Writer(g, terms, results).run(results);
}

class Writer {
  private readonly order: readonly number[];
  /** The node of each term, or of its negative where `turned` is 1. */
  private readonly nodes: Int32Array;
  private readonly turned: Uint8Array;
  /** How often the term is wanted with its sign, less how often with the other one. */
  private readonly wanted: Int32Array;

  constructor(
    private readonly g: Graph,
    private readonly terms: Terms,
    results: readonly Reference[],
  ) {
    this.order = terms.order(results);
    this.nodes = new Int32Array(terms.size).fill(NONE);
    this.turned = new Uint8Array(terms.size);
    this.wanted = new Int32Array(terms.size);
    for (const result of results) this.want(result, 1);
    for (let i = this.order.length - 1; i >= 0; i -= 1) {
      const term = this.order[i] as number;
      const parts = this.partsOf(term);
      if (terms.kinds[term] === Kind.Other) for (const part of parts) this.want(part, 1);
      // A product has its factors' signs, if it has no number to take them.
      else if (terms.kinds[term] === Kind.Product && this.numberOf(parts) === NONE)
        this.wantOfOne(parts, Math.sign(this.wanted[term] as number));
    }
  }

  /** One factor is enough to give a product its sign: one that can have either sign without an operation more. */
  private wantOfOne(factors: readonly Reference[], sign: number): void {
    const { terms } = this;
    const free = factors.find((factor) => {
      const parts = this.partsOf(termOf(factor));
      const kind = terms.kinds[termOf(factor)];
      return kind === Kind.Sum || (kind === Kind.Product && this.numberOf(parts) !== NONE);
    });
    const any = free ?? factors.find((factor) => terms.kinds[termOf(factor)] === Kind.Product);
    if (any !== undefined) this.want(any & ~1, sign);
  }

  run(results: readonly Reference[]): NodeId[] {
    const { g, terms } = this;
    for (const term of this.order) {
      const source = terms.sources[term] as NodeId;
      switch (terms.kinds[term]) {
        case Kind.Leaf:
          this.nodes[term] = source;
          break;
        case Kind.Other: {
          const [a = NONE, b = NONE, c = NONE] = this.partsOf(term).map((part) => this.signed(part));
          this.nodes[term] = g.intern(g.op(source), a, b, c);
          break;
        }
        case Kind.Sum:
          this.writeSum(term);
          break;
        default:
          this.writeProduct(term);
      }
    }
    return results.map((result) => this.signed(result));
  }

  private partsOf(term: number): readonly Reference[] {
    return this.terms.parts[term] as readonly Reference[];
  }

  private want(reference: Reference, times: number): void {
    (this.wanted[termOf(reference)] as number) += flagOf(reference) === 1 ? -times : times;
  }

  /** The place of the number among the factors, or NONE. */
  private numberOf(parts: readonly Reference[]): number {
    return parts.findIndex((part) => flagOf(part) === 0 && isNumber(this.g, this.terms, termOf(part)));
  }

  /** The node with the sign of the reference. */
  private signed(reference: Reference): NodeId {
    const term = termOf(reference);
    const node = this.nodes[term] as NodeId;
    if (flagOf(reference) === this.turned[term]) return node;
    return this.g.isNumber(node) ? negate(this.g, node) : this.g.intern(Op.Negate, node);
  }

  private commutative(op: number, a: NodeId, b: NodeId): NodeId {
    // A number stands in front of a product, as rules expect it.
    const swap = op === Op.Multiply && (this.g.isNumber(a) || this.g.isNumber(b)) ? this.g.isNumber(b) : a > b;
    return swap ? this.g.intern(op, b, a) : this.g.intern(op, a, b);
  }

  private writeSum(term: number): void {
    const { g, nodes } = this;
    const added: NodeId[] = [];
    const taken: NodeId[] = [];
    for (const part of this.partsOf(term)) {
      const node = nodes[termOf(part)] as NodeId;
      (flagOf(part) === this.turned[termOf(part)] ? added : taken).push(node);
    }
    const turn = added.length === 0 || (taken.length > 0 && (this.wanted[term] as number) < 0);
    const [plus, minus] = turn ? [taken, added] : [added, taken];
    let node = plus.reduce((sum, each) => this.commutative(Op.Add, sum, each));
    for (const each of minus) node = g.intern(Op.Subtract, node, each);
    nodes[term] = node;
    this.turned[term] = turn ? 1 : 0;
  }

  private writeProduct(term: number): void {
    const { g, nodes } = this;
    const parts = this.partsOf(term);
    let sign = 0;
    const [factors, divisors]: [NodeId[], NodeId[]] = [[], []];
    const number = this.numberOf(parts);
    parts.forEach((part, i) => {
      sign ^= this.turned[termOf(part)] as number;
      if (i !== number) (flagOf(part) === 1 ? divisors : factors).push(nodes[termOf(part)] as NodeId);
    });
    let front: NodeId = NONE;
    if (number >= 0) {
      front = nodes[termOf(parts[number] as Reference)] as NodeId;
      const turn = (this.wanted[term] as number) < 0 ? 1 : 0;
      if (sign !== turn) front = negate(g, front);
      sign = turn;
    }
    if (front !== NONE && factors.length === 0) factors.push(front);
    let node =
      factors.length === 0 ? g.integer(1) : factors.reduce((all, each) => this.commutative(Op.Multiply, all, each));
    for (const each of divisors) node = g.intern(Op.Divide, node, each);
    if (front !== NONE && node !== front && factors[0] !== front) node = this.commutative(Op.Multiply, front, node);
    nodes[term] = node;
    this.turned[term] = sign;
  }
}
