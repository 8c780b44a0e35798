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

/** The parts by term, in a new array. Most are few: sorted as they are put in. */
function inOrder(parts: readonly Reference[]): Reference[] {
  const sorted = parts.slice();
  for (let i = 1; i < sorted.length; i += 1) {
    const part = sorted[i] as Reference;
    let place = i;
    for (; place > 0 && (sorted[place - 1] as Reference) > part; place -= 1)
      sorted[place] = sorted[place - 1] as Reference;
    sorted[place] = part;
  }
  return sorted;
}

export class Terms {
  readonly kinds: number[] = [];
  readonly sources: NodeId[] = [];
  readonly parts: (readonly Reference[])[] = [];
  /** What each term was made of: parts may be put in another order later, and are still found as they were. */
  private readonly keys: { readonly code: number; readonly source: NodeId; readonly parts: readonly Reference[] }[] =
    [];
  private readonly hashes: number[] = [];
  /** The order that was asked for last, as long as it holds. */
  private found: {
    readonly results: readonly Reference[];
    readonly size: number;
    readonly changes: number;
    readonly order: readonly number[];
  } | null = null;
  private changes = 0;
  private table = new Int32Array(INITIAL_SLOTS).fill(-1);

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
    const sorted = inOrder(parts);
    // The sign that comes first stays, unless there is nothing but minus signs.
    const turned = sorted.every((part) => flagOf(part) === 1) || this.hasOpposite(sorted);
    if (turned) for (let i = 0; i < sorted.length; i += 1) (sorted[i] as number) ^= 1;
    return 2 * this.intern(Kind.Sum, -1, sorted) + (turned ? 1 : 0);
  }

  /** The product of the parts, of which there is at least one; `sign` 1 for its negative. */
  product(parts: readonly Reference[], sign = 0): Reference {
    const [only] = parts;
    if (parts.length === 1 && only !== undefined && flagOf(only) === 0) return only ^ sign;
    return 2 * this.intern(Kind.Product, -1, inOrder(parts)) + sign;
  }

  /** How often each term is used, by results and by terms that results are made of. */
  uses(results: readonly Reference[]): Int32Array {
    const uses = new Int32Array(this.size);
    for (const result of results) (uses[termOf(result)] as number) += 1;
    const order = this.order(results);
    for (const term of order)
      for (const part of this.parts[term] as readonly Reference[]) (uses[termOf(part)] as number) += 1;
    return uses;
  }

  /** The terms that the results are made of, parts before what they are part of. */
  order(results: readonly Reference[]): readonly number[] {
    const { found } = this;
    if (found && found.results === results && found.size === this.size && found.changes === this.changes)
      return found.order;
    const order = this.findOrder(results);
    this.found = { results, size: this.size, changes: this.changes, order };
    return order;
  }

  /** Puts others in the place of a term's parts: of the same value, in any order. */
  replaceParts(term: number, parts: readonly Reference[]): void {
    this.parts[term] = parts;
    this.changes += 1;
  }

  private findOrder(results: readonly Reference[]): number[] {
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

  private hasOpposite(sum: Reference[]): boolean {
    const flip = (): void => {
      for (let i = 0; i < sum.length; i += 1) (sum[i] as number) ^= 1;
    };
    flip();
    const known = (this.table[this.slotOf(Kind.Sum, -1, sum, hashOf(Kind.Sum, -1, sum))] as number) >= 0;
    flip();
    return known;
  }

  private intern(kindAndOperation: number, source: NodeId, parts: readonly Reference[]): number {
    const kind = kindAndOperation & 3;
    // Two nodes of one operation with the same operands are the same; a leaf is its node.
    const key = kind === Kind.Leaf ? source : -1;
    const hash = hashOf(kindAndOperation, key, parts);
    const slot = this.slotOf(kindAndOperation, key, parts, hash);
    const known = this.table[slot] as number;
    if (known >= 0) return known;
    const term = this.kinds.push(kind) - 1;
    this.sources.push(source);
    this.parts.push(parts);
    this.keys.push({ code: kindAndOperation, source: key, parts });
    this.hashes.push(hash);
    this.table[slot] = term;
    if (2 * this.size > this.table.length) this.grow();
    return term;
  }

  /** The place in the table of the term with this key, or the empty one where it belongs. */
  private slotOf(code: number, source: NodeId, parts: readonly Reference[], hash: number): number {
    const { table, keys, hashes } = this;
    const mask = table.length - 1;
    let slot = hash & mask;
    for (let term = table[slot] as number; term >= 0; term = table[slot] as number) {
      const key = keys[term];
      if (key && hashes[term] === hash && key.code === code && key.source === source && areEqual(key.parts, parts))
        return slot;
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private grow(): void {
    this.table = new Int32Array(2 * this.table.length).fill(-1);
    const mask = this.table.length - 1;
    for (let term = 0; term < this.size; term += 1) {
      let slot = (this.hashes[term] as number) & mask;
      while ((this.table[slot] as number) >= 0) slot = (slot + 1) & mask;
      this.table[slot] = term;
    }
  }
}

const INITIAL_SLOTS = 256;

function hashOf(code: number, source: NodeId, parts: readonly Reference[]): number {
  let hash = Math.imul(code + 1, 0x9e3779b1) ^ Math.imul(source + 2, 0x85ebca6b);
  for (const part of parts) {
    hash = Math.imul(hash ^ part, 0xc2b2ae35);
    hash ^= hash >>> 15;
  }
  return hash;
}

function areEqual(p: readonly Reference[], q: readonly Reference[]): boolean {
  if (p.length !== q.length) return false;
  for (let i = 0; i < p.length; i += 1) if (p[i] !== q[i]) return false;
  return true;
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
