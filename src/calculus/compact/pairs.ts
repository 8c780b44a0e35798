/**
 * Pairs of parts that stand in several sums (or products) together are computed once: of a·b·c and a·b·d, a·b. The
 * pair that occurs most often goes first, and each occurrence but one saves an operation (Hartley, "Subexpression
 * sharing in filters using canonic signed digit multipliers", IEEE Trans. CAS II 43, 1996).
 */
import { flagOf, Kind, termOf } from './terms';
import type { Reference, Terms } from './terms';

/** More parts than this and their pairs are too many: such a term is left as it is. */
const LONGEST = 48;

/** Changes the terms' parts in place. What is shared is added at the end, after what it is part of. */
export function sharePairs(
  terms: Terms,
  results: readonly Reference[],
  kind: typeof Kind.Sum | typeof Kind.Product,
): void {
  new Pairs(terms, kind).run(terms.order(results));
}

class Pairs {
  /** For each pair the terms in which it was found; some may have it no longer. */
  private readonly places = new Map<number, number[]>();
  /** Pairs by how often they were found: looked at again when their turn comes. */
  private readonly byCount: number[][] = [];

  constructor(
    private readonly terms: Terms,
    private readonly kind: typeof Kind.Sum | typeof Kind.Product,
  ) {}

  run(order: readonly number[]): void {
    for (const term of order) {
      const parts = this.partsOf(term);
      if (this.terms.kinds[term] !== this.kind || parts.length > LONGEST) continue;
      for (let j = 1; j < parts.length; j += 1) for (let i = 0; i < j; i += 1) this.note(parts[i], parts[j], term);
    }
    for (let count = this.byCount.length - 1; count >= 2; count -= 1) {
      const waiting = this.byCount[count];
      for (let next = 0; waiting && next < waiting.length; next += 1) this.consider(waiting[next] as number, count);
    }
  }

  private partsOf(term: number): readonly Reference[] {
    return this.terms.parts[term] as readonly Reference[];
  }

  /** a − b is found where b − a is, and in a product 1/(a·b) where a·b is: the first flag of a pair is never set alone. */
  private keyOf(p: Reference, q: Reference): number {
    const [first, second] = p < q ? [p, q] : [q, p];
    const turn = this.kind === Kind.Sum ? flagOf(first) : flagOf(first) & flagOf(second);
    return (first ^ turn) * 2 ** 26 + (second ^ turn);
  }

  private note(p: Reference | undefined, q: Reference | undefined, term: number): void {
    if (p === undefined || q === undefined || termOf(p) === termOf(q)) return;
    const key = this.keyOf(p, q);
    const places = this.places.get(key);
    if (places === undefined) {
      this.places.set(key, [term]);
      return;
    }
    places.push(term);
    this.wait(key, places.length);
  }

  private wait(key: number, count: number): void {
    while (this.byCount.length <= count) this.byCount.push([]);
    (this.byCount[count] as number[]).push(key);
  }

  /** Shares the pair if it really occurs `count` times; puts it back if it occurs less often. */
  private consider(key: number, count: number): void {
    const [first, second] = [Math.floor(key / 2 ** 26), key % 2 ** 26];
    const places = [...new Set(this.places.get(key))].filter((term) => this.turnOf(term, first, second) >= 0);
    this.places.set(key, places);
    if (places.length !== count) {
      if (places.length >= 2 && places.length < count) this.wait(key, places.length);
      return;
    }
    const shared = this.kind === Kind.Sum ? this.terms.sum([first, second]) : this.terms.product([first, second]);
    for (const term of places) this.replace(term, first, second, shared);
  }

  /** 0 where the pair stands in the term, 1 where it does with both flags turned, −1 where it does not. */
  private turnOf(term: number, first: Reference, second: Reference): number {
    const parts = this.partsOf(term);
    if (parts.includes(first) && parts.includes(second)) return 0;
    const canTurn = this.kind === Kind.Sum || flagOf(first) === flagOf(second);
    return canTurn && parts.includes(first ^ 1) && parts.includes(second ^ 1) ? 1 : -1;
  }

  private replace(term: number, first: Reference, second: Reference, shared: Reference): void {
    const turn = this.turnOf(term, first, second);
    if (turn < 0 || term === termOf(shared)) return;
    const parts = [...this.partsOf(term)];
    parts.splice(parts.indexOf(first ^ turn), 1);
    parts.splice(parts.indexOf(second ^ turn), 1);
    const part = shared ^ turn;
    this.terms.replaceParts(term, [...parts, part]);
    for (const other of parts) this.note(other, part, term);
  }
}
