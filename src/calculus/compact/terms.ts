/**
 * Sums and products of many parts: the form in which operations are saved. Made for one result and thrown away.
 *
 * A reference is `2·term + flag`. In a sum, among the operands of any other operation, and for a result, the flag says
 * that the term is subtracted or negated; in a product, that it divides. Terms carry no sign of their own: a product of
 * negative factors is a negative reference to a product of positive ones, and of a − b and b − a one is the other's
 * negative. Equal terms are one term.
 */
import type { Graph, NodeId } from '../graph';

export const Kind = {
  /** A node of the graph that is taken as it is. Numbers are ≥ 0. */
  Leaf: 0,
  /** Any other operation: that of the node `source`, on other operands. */
  Other: 1,
  Sum: 2,
  Product: 3,
} as const;

export type Reference = number;

export const termOf = (reference: Reference): number => reference >> 1;
export const flagOf = (reference: Reference): number => reference & 1;

const byTerm = (p: Reference, q: Reference): number => p - q;

export class Terms {
  readonly kinds: number[] = [];
  readonly sources: NodeId[] = [];
  readonly parts: (readonly Reference[])[] = [];
  private readonly known = new Map<string, number>();

  get size(): number {
    return this.kinds.length;
  }

  leaf(source: NodeId): Reference {
    return 2 * this.intern(Kind.Leaf, source, []);
  }

  other(source: NodeId, operation: number, operands: readonly Reference[]): Reference {
    return 2 * this.intern(Kind.Other + 4 * operation, source, operands);
  }

  /** The sum of the parts, of which there is at least one. */
  sum(parts: readonly Reference[]): Reference {
    if (parts.length === 1) return parts[0] as Reference;
    const sorted = [...parts].sort(byTerm);
    const opposite = sorted.map((part) => part ^ 1);
    // The sign that comes first stays, unless there is nothing but minus signs.
    const turned = this.has(Kind.Sum, opposite) || sorted.every((part) => flagOf(part) === 1);
    return 2 * this.intern(Kind.Sum, -1, turned ? opposite : sorted) + (turned ? 1 : 0);
  }

  /** The product of the parts, of which there is at least one; `sign` 1 for its negative. */
  product(parts: readonly Reference[], sign = 0): Reference {
    const [only] = parts;
    if (parts.length === 1 && only !== undefined && flagOf(only) === 0) return only ^ sign;
    return 2 * this.intern(Kind.Product, -1, [...parts].sort(byTerm)) + sign;
  }

  /** How often each term is used, by results and by terms that results are made of. */
  uses(results: readonly Reference[]): Int32Array {
    const uses = new Int32Array(this.size);
    for (const result of results) (uses[termOf(result)] as number) += 1;
    for (const term of this.order(results).reverse())
      for (const part of this.parts[term] as readonly Reference[]) (uses[termOf(part)] as number) += 1;
    return uses;
  }

  /** The terms that the results are made of, parts before what they are part of. */
  order(results: readonly Reference[]): number[] {
    const order: number[] = [];
    // 0: not seen, 1: its parts are being looked at, 2: done.
    const state = new Uint8Array(this.size);
    const stack = results.map(termOf).reverse();
    for (let term = stack.pop(); term !== undefined; term = stack.pop()) {
      if (state[term] === 2) continue;
      if (state[term] === 1) {
        state[term] = 2;
        order.push(term);
        continue;
      }
      state[term] = 1;
      stack.push(term);
      const parts = this.parts[term] as readonly Reference[];
      for (let i = parts.length - 1; i >= 0; i -= 1) {
        const part = termOf(parts[i] as Reference);
        if (state[part] === 0) stack.push(part);
      }
    }
    return order;
  }

  /** Operations to evaluate all results, each term once; signs are free (nearly: see `write`). */
  cost(results: readonly Reference[]): number {
    let cost = 0;
    for (const term of this.order(results)) {
      const parts = this.parts[term] as readonly Reference[];
      const kind = this.kinds[term];
      if (kind === Kind.Other) cost += 1;
      else if (kind === Kind.Sum) cost += parts.length - 1;
      else if (kind === Kind.Product) cost += parts.length - (parts.some((part) => flagOf(part) === 0) ? 1 : 0);
    }
    return cost;
  }

  private has(kind: number, parts: readonly Reference[]): boolean {
    return this.known.has(`${kind} ${parts.join()}`);
  }

  private intern(kindAndOperation: number, source: NodeId, parts: readonly Reference[]): number {
    const kind = kindAndOperation & 3;
    // Two nodes of one operation with the same operands are the same; a leaf is its node.
    const key = `${kindAndOperation} ${kind === Kind.Leaf ? source : parts.join()}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const term = this.kinds.push(kind) - 1;
    this.sources.push(source);
    this.parts.push(parts);
    this.known.set(key, term);
    return term;
  }
}

/** Terms, and those of them that are wanted. */
export interface Form {
  readonly terms: Terms;
  readonly results: readonly Reference[];
}

/** Whether the term is a number. */
export const isNumber = (g: Graph, terms: Terms, term: number): boolean =>
  terms.kinds[term] === Kind.Leaf && g.isNumber(terms.sources[term] as NodeId);

/**
 * The same terms made anew, those that results do not need left out. `make` may make a sum otherwise: `of` tells what
 * has become of an old reference (of a term: its flag is a sign).
 */
export function remake(
  g: Graph,
  old: Terms,
  results: readonly Reference[],
  make: (terms: Terms, term: number, of: (reference: Reference) => Reference) => Reference | undefined,
): Form {
  const terms = new Terms();
  const copies = new Int32Array(old.size).fill(-1);
  const of = (reference: Reference): Reference => (copies[termOf(reference)] as number) ^ flagOf(reference);
  for (const term of old.order(results)) {
    const source = old.sources[term] as NodeId;
    const parts = old.parts[term] as readonly Reference[];
    const kind = old.kinds[term];
    if (kind === Kind.Leaf) copies[term] = terms.leaf(source);
    else if (kind === Kind.Other) copies[term] = terms.other(source, g.op(source), parts.map(of));
    else if (kind === Kind.Sum) copies[term] = make(terms, term, of) ?? terms.sum(parts.map(of));
    else copies[term] = productOf(terms, parts, of);
  }
  return { terms, results: results.map(of) };
}

/** The product of what has become of the parts: in a product the flag says that one divides, its sign goes to the whole. */
export function productOf(
  terms: Terms,
  parts: readonly Reference[],
  of: (reference: Reference) => Reference,
): Reference {
  let sign = 0;
  const factors = parts.map((part) => {
    const factor = of(part & ~1);
    sign ^= flagOf(factor);
    return (factor & ~1) | flagOf(part);
  });
  return terms.product(factors, sign);
}
