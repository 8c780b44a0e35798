/** From the graph's nodes to terms. */
import type { Graph, NodeId } from '../graph';
import { NONE } from '../graph';
import { FIRST_FUNCTION, Op } from '../operations';
import { multiply, negate } from '../construct';
import { reachable } from '../reachable';
import { isNumber, Kind, termOf, Terms } from './terms';
import type { Form, Reference } from './terms';

/** Longer sums and products than this are left in pieces: all pairs of their parts would be too many. */
export const LONGEST = 40;

/** The terms of the roots, one reference a root. Sums and products still have two parts each: see `flatten`. */
export function readTerms(g: Graph, roots: readonly NodeId[]): Form {
  const terms = new Terms();
  const references = new Map<NodeId, Reference>();
  const of = (id: NodeId): Reference => references.get(id) as Reference;
  for (const id of reachable(g, roots)) references.set(id, read(g, terms, id, of));
  return { terms, results: roots.map(of) };
}

function read(g: Graph, terms: Terms, id: NodeId, of: (id: NodeId) => Reference): Reference {
  const op = g.op(id);
  const [a, b, c] = [g.a(id), g.b(id), g.c(id)];
  switch (op) {
    case Op.Number:
      return (g.valueOf(id) as number) < 0 ? terms.leaf(negate(g, id)) ^ 1 : terms.leaf(id);
    case Op.Negate:
      return of(a) ^ 1;
    case Op.Add:
      return terms.sum([of(a), of(b)]);
    case Op.Subtract:
      return terms.sum([of(a), of(b) ^ 1]);
    case Op.Multiply:
      return terms.product([positive(of(a)), positive(of(b))], (of(a) ^ of(b)) & 1);
    case Op.Divide: {
      const parts = g.valueOf(a) === 1 ? [divisor(of(b))] : [positive(of(a)), divisor(of(b))];
      return terms.product(parts, (of(a) ^ of(b)) & 1);
    }
    case Op.Power:
      return terms.other(id, op, [of(a), of(b)]);
    case Op.Select:
      // A condition is taken as it is: nothing that a branch needs is computed for it, and the reverse.
      return terms.other(id, op, [of(a), of(b), of(c)]);
    default: {
      if (op < FIRST_FUNCTION) return terms.leaf(id);
      const operands = [a, b, c].filter((operand) => operand !== NONE).map(of);
      return terms.other(id, op, operands);
    }
  }
}

const positive = (reference: Reference): Reference => reference & ~1;
const divisor = (reference: Reference): Reference => reference | 1;

/**
 * The same with parts of parts taken in: a sum that stands only in one sum, a product that stands only in one product.
 * What is used several times stays a term of its own, since it is computed anyway.
 */
export function flatten(g: Graph, old: Terms, results: readonly Reference[]): Form {
  const terms = new Terms();
  const uses = old.uses(results);
  const copies = new Int32Array(old.size).fill(-1);
  const of = (reference: Reference): Reference => (copies[termOf(reference)] as number) ^ (reference & 1);
  for (const term of old.order(results)) {
    const parts = old.parts[term] as readonly Reference[];
    const source = old.sources[term] as NodeId;
    const kind = old.kinds[term];
    const inner = (part: Reference): readonly Reference[] | undefined => {
      const copy = copies[termOf(part)] as number;
      const isAlone = uses[termOf(part)] === 1 && terms.kinds[termOf(copy)] === kind;
      const own = terms.parts[termOf(copy)] as readonly Reference[];
      return isAlone && own.length + parts.length <= LONGEST ? own : undefined;
    };
    copies[term] =
      kind === Kind.Leaf
        ? terms.leaf(source)
        : kind === Kind.Other
          ? terms.other(source, g.op(source), parts.map(of))
          : kind === Kind.Sum
            ? flatSum(terms, parts, of, inner)
            : flatProduct(g, terms, parts, of, inner);
  }
  return { terms, results: results.map(of) };
}

type Inner = (part: Reference) => readonly Reference[] | undefined;

function flatSum(
  terms: Terms,
  parts: readonly Reference[],
  of: (reference: Reference) => Reference,
  inner: Inner,
): Reference {
  const flat: Reference[] = [];
  for (const part of parts) {
    const copy = of(part);
    const own = inner(part);
    if (own) for (const each of own) flat.push(each ^ (copy & 1));
    else flat.push(copy);
  }
  return terms.sum(flat);
}

/** Of several numbers among the factors one is left. */
function flatProduct(
  g: Graph,
  terms: Terms,
  parts: readonly Reference[],
  of: (reference: Reference) => Reference,
  inner: Inner,
): Reference {
  const flat: Reference[] = [];
  let sign = 0;
  for (const part of parts) {
    const copy = of(part & ~1);
    sign ^= copy & 1;
    const own = inner(part);
    // What divides stays whole if it is a quotient itself: its own divisor must not be 0 either.
    if (own && ((part & 1) === 0 || own.every((each) => (each & 1) === 0)))
      for (const each of own) flat.push(each ^ (part & 1));
    else flat.push((copy & ~1) | (part & 1));
  }
  return terms.product(withOneNumber(g, terms, flat), sign);
}

function withOneNumber(g: Graph, terms: Terms, parts: Reference[]): Reference[] {
  const isFactor = (part: Reference): boolean => (part & 1) === 0 && isNumber(g, terms, termOf(part));
  const numbers = parts.filter(isFactor);
  if (numbers.length === 0) return parts;
  const value = numbers.map((part) => terms.sources[termOf(part)] as NodeId).reduce((p, q) => multiply(g, p, q));
  const others = parts.filter((part) => !isFactor(part));
  return g.valueOf(value) === 1 && others.length > 0 ? others : [terms.leaf(value), ...others];
}
