/** Like terms: 800x² − 400(y − x²) is 1200x² − 400y, which takes an operation less. */
import { add, multiply, negate } from '../construct';
import type { Graph, NodeId } from '../graph';
import { flagOf, isNumber, Kind, remake, termOf } from './terms';
import type { Form, Reference, Terms } from './terms';

/**
 * Sums whose like terms are collected, also across a numeric factor of an inner sum, wherever that is shorter; with
 * `eager`, also where it is as short: products of the sum may then be equal to others. `ties` counts such sums.
 */
export function collect(
  g: Graph,
  old: Terms,
  results: readonly Reference[],
  eager: boolean,
): Form & { readonly ties: number } {
  const uses = old.uses(results);
  let ties = 0;
  const form = remake(g, old, results, (terms, term, of) => {
    const own = old.parts[term] as readonly Reference[];
    const parts = own.map(of);
    const plain = new LinearCombination(g, terms);
    const expanded = new LinearCombination(g, terms);
    parts.forEach((part, i) => {
      plain.add(part, g.integer(1), false);
      expanded.add(part, g.integer(1), standsAlone(old, own[i] as Reference, uses));
    });
    const before = plain.kept + parts.length - 1 + parts.filter((part) => hasNumericFactor(g, terms, part)).length;
    const [plainCost, expandedCost] = [plain.cost() + plain.kept, expanded.cost() + expanded.kept];
    if (expandedCost < Math.min(plainCost, before)) return expanded.sum();
    if (eager && expandedCost === Math.min(plainCost, before)) {
      ties += 1;
      return expanded.sum();
    }
    return plainCost < before ? plain.sum() : undefined;
  });
  return { ...form, ties };
}

const hasNumericFactor = (g: Graph, terms: Terms, reference: Reference): boolean =>
  numericFactor(g, terms, reference) !== undefined;

/** Whether the term and what it is made of are used here only. */
const standsAlone = (terms: Terms, reference: Reference, uses: Int32Array): boolean =>
  uses[termOf(reference)] === 1 &&
  (terms.parts[termOf(reference)] as readonly Reference[]).every(
    (part) => uses[termOf(part)] === 1 || terms.kinds[termOf(part)] === Kind.Leaf,
  );

/** The number in front of a product, as a node; `undefined` where there is none. */
function numericFactor(g: Graph, terms: Terms, reference: Reference): NodeId | undefined {
  const term = termOf(reference);
  if (terms.kinds[term] !== Kind.Product) return undefined;
  const number = (terms.parts[term] as readonly Reference[]).find(
    (part) => flagOf(part) === 0 && isNumber(g, terms, termOf(part)),
  );
  return number === undefined ? undefined : terms.sources[termOf(number)];
}

class LinearCombination {
  private readonly coefficients = new Map<number, NodeId>();
  private constant: NodeId;
  /** Operations of inner sums that are still there. */
  kept = 0;

  constructor(
    private readonly g: Graph,
    private readonly terms: Terms,
  ) {
    this.constant = g.integer(0);
  }

  /** Adds factor·reference; with `expand`, a sum with a numeric factor part by part. */
  add(reference: Reference, factor: NodeId, expand: boolean): void {
    const { g, terms } = this;
    const signed = flagOf(reference) === 1 ? negate(g, factor) : factor;
    const term = termOf(reference);
    if (isNumber(g, terms, term)) {
      this.constant = add(g, this.constant, multiply(g, signed, terms.sources[term] as NodeId));
      return;
    }
    const number = numericFactor(g, terms, reference);
    if (number === undefined) {
      this.gather(term, signed);
      return;
    }
    const parts = (terms.parts[term] as readonly Reference[]).filter(
      (part) => flagOf(part) === 1 || !isNumber(g, terms, termOf(part)),
    );
    const base = terms.product(parts);
    const coefficient = multiply(g, signed, number);
    const isSum = terms.kinds[termOf(base)] === Kind.Sum;
    const inner = terms.parts[termOf(base)] as readonly Reference[];
    if (isSum && expand) for (const part of inner) this.add(part ^ flagOf(base), coefficient, false);
    else {
      if (isSum) this.kept += inner.length - 1 + inner.filter((part) => hasNumericFactor(g, terms, part)).length;
      this.gather(termOf(base), flagOf(base) === 1 ? negate(g, coefficient) : coefficient);
    }
  }

  cost(): number {
    let cost = this.g.valueOf(this.constant) === 0 ? -1 : 0;
    for (const coefficient of this.coefficients.values()) {
      const size = Math.abs(this.g.valueOf(coefficient) as number);
      if (size !== 0) cost += size === 1 ? 1 : 2;
    }
    return cost;
  }

  /** As a term; `undefined` where nothing is left of it. */
  sum(): Reference | undefined {
    const { g, terms } = this;
    const parts: Reference[] = [];
    for (const [term, coefficient] of this.coefficients) {
      const value = g.valueOf(coefficient) as number;
      if (value === 0) return undefined;
      const sign = value < 0 ? 1 : 0;
      if (Math.abs(value) === 1) {
        parts.push(2 * term + sign);
        continue;
      }
      const number = terms.leaf(sign === 1 ? negate(g, coefficient) : coefficient);
      const factors = terms.kinds[term] === Kind.Product ? (terms.parts[term] as readonly Reference[]) : [2 * term];
      parts.push(terms.product([number, ...factors]) ^ sign);
    }
    const constant = g.valueOf(this.constant) as number;
    if (constant !== 0) parts.push(constant < 0 ? terms.leaf(negate(g, this.constant)) ^ 1 : terms.leaf(this.constant));
    return parts.length === 0 ? undefined : terms.sum(parts);
  }

  private gather(term: number, coefficient: NodeId): void {
    const known = this.coefficients.get(term);
    this.coefficients.set(term, known === undefined ? coefficient : add(this.g, known, coefficient));
  }
}
