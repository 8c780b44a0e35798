/** Sums over indices: δ eliminated, what does not run with the index taken out, the rest one atom in canonical form. */
import type { NodeId } from '../graph';
import { Op } from '../operations';
import * as make from '../construct';
import { addends, factorsOf, productOf } from './factors';
import type { Factor } from './factors';
import type { Size, Tensors } from './tensors';

/** Beyond this many summed indices a sum is kept as it is written: its orders are no longer tried. */
const MOST_PERMUTED = 5;
/** Sums of more terms than these are not multiplied out. */
const MOST_TERMS = 24;

const bit = (index: number): number => 1 << index;

/**
 * Σ over `summed` of an expression.
 *
 * @param sizes of all indices, by index.
 */
export function contract(tensors: Tensors, node: NodeId, summed: readonly number[], sizes: readonly Size[]): NodeId {
  const g = tensors.scalars;
  if (tensors.isZero(node)) return node;
  if (isSum(tensors, node) && (hasIdentity(tensors, node) || summed.length === 0))
    return overTerms(tensors, node, summed, sizes);
  const factors = factorsOf(tensors, node);
  const sum = factors.find(
    (f) => !f.inverse && isSum(tensors, f.node) && (hasIdentity(tensors, f.node) || isMixed(tensors, f.node, summed)),
  );
  if (sum) {
    const rest = factors.filter((factor) => factor !== sum);
    const terms = addends(tensors, sum.node).map((term) =>
      productOf(tensors, [...rest, { node: term, inverse: false }]),
    );
    return make.sum(
      g,
      terms.map((term) => contract(tensors, term, summed, sizes)),
    );
  }
  return withoutIdentity(tensors, factors, summed, sizes) ?? reduce(tensors, factors, summed, sizes);
}

const overTerms = (tensors: Tensors, node: NodeId, summed: readonly number[], sizes: readonly Size[]): NodeId =>
  make.sum(
    tensors.scalars,
    addends(tensors, node).map((term) => contract(tensors, term, summed, sizes)),
  );

function isSum(tensors: Tensors, node: NodeId): boolean {
  const terms = addends(tensors, node);
  return terms.length > 1 && terms.length <= MOST_TERMS;
}

/** Whether terms of a sum run with different indices, of which neither has all: uᵢ + vⱼ. */
function isMixed(tensors: Tensors, node: NodeId, summed: readonly number[]): boolean {
  if (summed.length === 0) return false;
  const masks = addends(tensors, node).map((term) => tensors.mask(term));
  return masks.some((a) => masks.some((b) => (a & ~b) !== 0 && (b & ~a) !== 0));
}

const isIdentity = (tensors: Tensors, node: NodeId): boolean => {
  const place = tensors.placeOf(node);
  return place !== undefined && tensors.atom(place.atom).kind === 'identity';
};

const hasIdentity = (tensors: Tensors, node: NodeId): boolean =>
  tensors.symbolsIn(node).some((symbol) => isIdentity(tensors, symbol));

/** Σⱼ δᵢⱼ tⱼ = tᵢ; `undefined` where no δ can go. */
function withoutIdentity(
  tensors: Tensors,
  factors: readonly Factor[],
  summed: readonly number[],
  sizes: readonly Size[],
): NodeId | undefined {
  for (const factor of factors) {
    if (factor.inverse || !isIdentity(tensors, factor.node)) continue;
    const [a = 0, b = 0] = tensors.placeOf(factor.node)?.at ?? [];
    const gone = summed.includes(b) ? b : summed.includes(a) ? a : -1;
    const rest = productOf(
      tensors,
      factors.filter((other) => other !== factor),
    );
    const replaced = (from: number, to: number): NodeId => tensors.reindex(rest, (i) => (i === from ? to : i));
    if (gone >= 0) {
      const kept = gone === a ? b : a;
      const others = summed.filter((index) => index !== gone);
      return contract(tensors, replaced(gone, kept), others, sizes);
    }
    // Between indices that both stay, the others are all written with the first.
    if ((tensors.mask(rest) & bit(b)) !== 0)
      return contract(tensors, tensors.multiply(factor.node, replaced(b, a)), summed, sizes);
  }
  return undefined;
}

/** What is left once no δ is summed: factors in front, and one atom for each connected part. */
function reduce(
  tensors: Tensors,
  given: readonly Factor[],
  summed: readonly number[],
  given_sizes: readonly Size[],
): NodeId {
  const bits = summed.reduce((all, index) => all | bit(index), 0);
  const front = given.filter((factor) => (tensors.mask(factor.node) & bits) === 0);
  const inside = given.filter((factor) => (tensors.mask(factor.node) & bits) !== 0);
  if (inside.some((factor) => isNestedSum(tensors, factor))) {
    const { factors, summed: all, sizes } = opened(tensors, inside, summed, given_sizes);
    const made = contract(tensors, productOf(tensors, factors), all, sizes);
    return productOf(tensors, [...front, ...factorsOf(tensors, made)]);
  }
  const parts: Factor[] = [...front];
  let open = [...summed];
  while (open.length > 0) {
    const part = connected(tensors, inside, open[0] as number, bits);
    open = open.filter((index) => !part.indices.includes(index));
    if (part.factors.length === 0) {
      parts.push({ node: tensors.size(given_sizes[part.indices[0] as number] as Size), inverse: false });
      continue;
    }
    parts.push(...factorsOf(tensors, atomOf(tensors, part.factors, part.indices, given_sizes)));
  }
  return productOf(tensors, cancelled(parts));
}

function cancelled(parts: readonly Factor[]): Factor[] {
  const kept: Factor[] = [];
  for (const part of parts) {
    const partner = kept.findIndex((other) => other.node === part.node && other.inverse !== part.inverse);
    if (partner >= 0) kept.splice(partner, 1);
    else kept.push(part);
  }
  return kept;
}

const isNestedSum = (tensors: Tensors, { node, inverse }: Factor): boolean => {
  const place = tensors.placeOf(node);
  return !inverse && place !== undefined && tensors.atom(place.atom).kind === 'sum';
};

/** Sums inside of the sum become part of it. */
function opened(
  tensors: Tensors,
  factors: readonly Factor[],
  summed: readonly number[],
  sizes: readonly Size[],
): { factors: Factor[]; summed: number[]; sizes: Size[] } {
  const all = [...summed];
  const allSizes = [...sizes];
  const flat = factors.flatMap((factor) => {
    if (!isNestedSum(tensors, factor)) return [factor];
    const { atom, at } = tensors.placeOf(factor.node) as { atom: number; at: readonly number[] };
    const inner = tensors.atom(atom);
    if (inner.kind !== 'sum') return [factor];
    const rank = inner.axes.length;
    const fresh = inner.sizes.slice(rank).map((size) => {
      const index = allSizes.length;
      allSizes.push(size);
      all.push(index);
      return index;
    });
    const body = tensors.reindex(inner.body, (index) =>
      index < rank ? (at[index] as number) : (fresh[index - rank] as number),
    );
    return factorsOf(tensors, body);
  });
  return { factors: flat, summed: all, sizes: allSizes };
}

/** The factors and summed indices that hang together with an index. */
function connected(
  tensors: Tensors,
  factors: readonly Factor[],
  start: number,
  bits: number,
): { factors: Factor[]; indices: number[] } {
  let reached = bit(start);
  for (let before = 0; before !== reached;) {
    before = reached;
    for (const { node } of factors) {
      const own = tensors.mask(node) & bits;
      if ((own & reached) !== 0) reached |= own;
    }
  }
  const indices: number[] = [];
  for (let index = 0; bit(index) <= reached && index < 31; index += 1)
    if ((reached & bit(index)) !== 0) indices.push(index);
  return { factors: factors.filter(({ node }) => (tensors.mask(node) & reached) !== 0), indices };
}

/** A sum as an atom, its summed indices numbered in the way that gives the smallest nodes. */
function atomOf(
  tensors: Tensors,
  factors: readonly Factor[],
  summed: readonly number[],
  sizes: readonly Size[],
): NodeId {
  const linear = linearly(tensors, factors, summed, sizes);
  if (linear !== undefined) return linear;
  const all = factors.reduce((mask, { node }) => mask | tensors.mask(node), 0);
  const kept: number[] = [];
  for (let index = 0; index < 31; index += 1) if ((all & bit(index)) !== 0 && !summed.includes(index)) kept.push(index);
  const orders = kept.length === 2 ? [kept, [...kept].reverse()] : [kept];
  let best: { body: NodeId; order: readonly number[]; sum: readonly number[] } | undefined;
  const bodies = new Set<NodeId>();
  for (const order of orders) {
    let own: { body: NodeId; order: readonly number[]; sum: readonly number[] } | undefined;
    for (const sum of permutations(summed)) {
      const numbers = new Map([...order, ...sum].map((index, i) => [index, i]));
      const moved = factors.map(({ node, inverse }) => ({
        node: tensors.reindex(node, (index) => numbers.get(index) as number),
        inverse,
      }));
      const body = productOf(tensors, moved);
      if (!own || body < own.body) own = { body, order, sum };
    }
    if (own) bodies.add(own.body);
    if (own && (!best || own.body < best.body)) best = own;
  }
  if (!best) return tensors.scalars.integer(0);
  const { body, order, sum } = best;
  const axes = order.map((index) => sizes[index] as Size);
  const allSizes = [...axes, ...sum.map((index) => sizes[index] as Size)];
  const atom = tensors.intern(`sum ${axes.length} ${allSizes.join()} ${body}`, {
    kind: 'sum',
    axes,
    sizes: allSizes,
    body,
  });
  if (orders.length === 2 && bodies.size === 1) tensors.declareSymmetric(atom);
  return tensors.elementAt(atom, order);
}

/** A sum of a sum, where its terms' sums cancel: Σ(xᵢ − x̄) = 0. */
function linearly(
  tensors: Tensors,
  factors: readonly Factor[],
  summed: readonly number[],
  sizes: readonly Size[],
): NodeId | undefined {
  const sums = factors.filter(({ node, inverse }) => !inverse && isSum(tensors, node));
  const [only] = sums;
  if (sums.length !== 1 || !only) return undefined;
  const rest = factors.filter((factor) => factor !== only);
  const made = make.sum(
    tensors.scalars,
    addends(tensors, only.node).map((term) =>
      contract(tensors, productOf(tensors, [...rest, { node: term, inverse: false }]), summed, sizes),
    ),
  );
  return tensors.scalars.isNumber(made) ? made : undefined;
}

function permutations(items: readonly number[]): (readonly number[])[] {
  if (items.length > MOST_PERMUTED || items.length <= 1) return [items];
  return items.flatMap((item) => permutations(items.filter((other) => other !== item)).map((rest) => [item, ...rest]));
}

/** An expression with products in their one order, and δs used up; nothing is summed. */
export const tidy = (tensors: Tensors, { node, axes }: { node: NodeId; axes: readonly Size[] }): NodeId =>
  tensors.scalars.op(node) === Op.Symbol ? node : contract(tensors, node, [], axes);
