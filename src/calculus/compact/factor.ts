/** Common factors: a·f + b·f is (a + b)·f, which saves a product for each term but one. */
import { flagOf, Kind, productOf, remake, termOf } from './terms';
import type { Form, Reference, Terms } from './terms';
import type { Graph } from '../graph';

/** After this many rounds what is still to be found is little. */
const ROUNDS = 12;

interface Candidate {
  readonly term: number;
  readonly factor: Reference;
  /** The parts of the sum that have the factor. */
  readonly parts: readonly Reference[];
  /** Stands for the sum of what is left of them without it: equal sums have equal marks. */
  readonly inner: number;
  score: number;
}

/** Takes common factors out of sums, first where the sum that is left stands in several places or most is saved. */
export function factorSums(g: Graph, old: Terms, roots: readonly Reference[]): Form {
  let { terms, results }: Form = { terms: old, results: roots };
  for (let round = 0; round < ROUNDS; round += 1) {
    const chosen = choose(terms, results);
    if (chosen.size === 0) break;
    const before = terms;
    ({ terms, results } = remake(g, before, results, (made, term, of) => {
      const candidate = chosen.get(term);
      return candidate && factored(g, before, made, candidate, of);
    }));
  }
  return { terms, results };
}

/** For each sum that has one, the factor to take out. */
function choose(terms: Terms, results: readonly Reference[]): Map<number, Candidate> {
  const uses = terms.uses(results);
  const candidates: Candidate[] = [];
  const inners = new Map<number, number>();
  for (const term of terms.order(results)) {
    if (terms.kinds[term] !== Kind.Sum) continue;
    for (const candidate of candidatesOf(terms, term, uses)) {
      candidates.push(candidate);
      inners.set(candidate.inner, (inners.get(candidate.inner) ?? 0) + 1);
    }
  }
  const chosen = new Map<number, Candidate>();
  for (const candidate of candidates) {
    const count = inners.get(candidate.inner) as number;
    candidate.score = candidate.parts.length - 1 + (1 - 1 / count) * candidate.parts.length;
    const rival = chosen.get(candidate.term);
    if (rival === undefined || candidate.score > rival.score) chosen.set(candidate.term, candidate);
  }
  return chosen;
}

function candidatesOf(terms: Terms, term: number, uses: Int32Array): Candidate[] {
  const byFactor = new Map<Reference, Reference[]>();
  for (const part of terms.parts[term] as readonly Reference[]) {
    const product = termOf(part);
    if (terms.kinds[product] !== Kind.Product || uses[product] !== 1) continue;
    for (const factor of new Set(terms.parts[product])) {
      const parts = byFactor.get(factor);
      if (parts) parts.push(part);
      else byFactor.set(factor, [part]);
    }
  }
  const found: Candidate[] = [];
  for (const [factor, parts] of byFactor) {
    if (parts.length < 2) continue;
    const sign = flagOf(parts[0] as Reference);
    let inner = 0;
    for (const part of parts)
      inner += markOf(terms.parts[termOf(part)] as readonly Reference[], factor, flagOf(part) ^ sign);
    found.push({ term, factor, parts, inner, score: 0 });
  }
  return found;
}

/**
 * A number for the signed product of the factors without one occurrence of `without`, below 2³²: their sum stands for a
 * sum of products in any order. Two sums with the same mark would only be preferred a little too much.
 */
function markOf(factors: readonly Reference[], without: Reference, sign: number): number {
  let mark = sign + 1;
  let left = 1;
  for (const factor of factors) {
    if (factor === without && left > 0) {
      left -= 1;
      continue;
    }
    mark = Math.imul(mark ^ factor, 0x9e3779b1);
    mark ^= mark >>> 15;
  }
  return mark >>> 0;
}

/** The factors with one occurrence of `factor` left out. */
function without(factors: readonly Reference[], factor: Reference): Reference[] {
  const place = factors.indexOf(factor);
  return factors.filter((_, i) => i !== place);
}

/** The sum, made in `made`, with the factor taken out of those parts that have it. */
function factored(
  g: Graph,
  old: Terms,
  made: Terms,
  { term, factor, parts }: Candidate,
  of: (reference: Reference) => Reference,
): Reference {
  const rest = (old.parts[term] as readonly Reference[]).filter((part) => !parts.includes(part)).map(of);
  const one = made.leaf(g.integer(1));
  const quotients = parts.map((part) => {
    const left = without(old.parts[termOf(part)] as readonly Reference[], factor);
    return (left.length === 0 ? one : productOf(made, left, of)) ^ flagOf(part);
  });
  const inner = made.sum(quotients);
  const outer = of(factor & ~1);
  const sign = flagOf(inner) ^ flagOf(outer);
  return made.sum([...rest, made.product([inner & ~1, (outer & ~1) | flagOf(factor)], sign)]);
}
