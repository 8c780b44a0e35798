/** What several terms have in common (anti-unification): xᵢ² + 1 of x₀² + 1, x₁² + 1, x₂² + 1. */
import type { Places } from './fit';
import { fitIndex, fitNumber } from './fit';
import { addIndices, constantIndex, indexKey } from './indices';
import { indicesOfTerm, mapParts, partsOfTerm, withIndices, withParts } from './parts';
import type { IndexExpression, Term } from './term';

/**
 * A term in the indices of `places` that is each of the terms at its place; `undefined` where there is none. The same
 * object where nothing depends on an index.
 */
export function generalised(terms: readonly Term[], places: Places): Term | undefined {
  const [first] = terms;
  if (!first) return undefined;
  if (terms.every((term) => term === first)) return first;
  if (terms.every((term) => term.kind === 'number')) return fitNumber(terms, places);
  if (terms.every((term) => term.kind === 'symbol' || term.kind === 'element')) return elementOf(terms, places);
  if (terms.some((term) => labelOf(term) !== labelOf(first))) return undefined;
  const indices = indicesOfTerm(first);
  const own = indices.length > 0 ? fitAll(terms.map(indicesOfTerm), places) : indices;
  if (!own) return undefined;
  const labelled = sameIndices(own, indices) ? first : withIndices(first, own);
  const parts = partsOfTerm(first);
  const lists = terms.map(partsOfTerm);
  const made: Term[] = [];
  for (let i = 0; i < parts.length; i += 1) {
    const part = generalised(
      lists.map((list) => list[i]!),
      places,
    );
    if (!part) return undefined;
    made.push(part);
  }
  if (made.every((part, i) => part === parts[i])) return labelled;
  return flat(withParts(labelled, made));
}

function elementOf(terms: readonly Term[], places: Places): Term | undefined {
  const [first] = terms as [Extract<Term, { kind: 'symbol' | 'element' }>];
  const all = terms as readonly (typeof first)[];
  if (all.some(({ variable, index }) => variable !== first.variable || index.length !== first.index.length))
    return undefined;
  const index = fitAll(
    all.map((term) => (term.kind === 'symbol' ? term.index.map(constantIndex) : term.index)),
    places,
  );
  if (!index) return undefined;
  if (first.kind === 'symbol' && index.every(({ steps }) => steps.length === 0)) return first;
  return { kind: 'element', variable: first.variable, index };
}

const sameIndices = (a: readonly IndexExpression[], b: readonly IndexExpression[]): boolean =>
  a.length === b.length && a.every((each, i) => indexKey(each) === indexKey(b[i]!));

/** Place by place; bound indices of sums inside must be the same in all. */
function fitAll(
  lists: readonly (readonly IndexExpression[])[],
  places: Places,
): readonly IndexExpression[] | undefined {
  const [first = []] = lists;
  const fitted: IndexExpression[] = [];
  for (let i = 0; i < first.length; i += 1) {
    const steps = (each: IndexExpression | undefined): string => (each ? indexKey({ ...each, offset: 0 }) : '');
    if (lists.some((list) => list.length !== first.length || steps(list[i]) !== steps(first[i]))) return undefined;
    const moved = fitIndex(
      lists.map((list) => list[i]!.offset),
      places,
    );
    if (!moved) return undefined;
    fitted.push(addIndices({ offset: 0, steps: first[i]!.steps }, moved));
  }
  return fitted;
}

/** A number that has become a product belongs to the product around it. */
const flat = (term: Term): Term =>
  term.kind === 'product' && term.factors.some(({ kind }) => kind === 'product')
    ? { ...term, factors: term.factors.flatMap((factor) => (factor.kind === 'product' ? factor.factors : [factor])) }
    : term;

/** What must be the same for two terms to be instances of one, beside their parts. */
export function labelOf(term: Term): string {
  const { length } = partsOfTerm(term);
  switch (term.kind) {
    case 'constant':
    case 'reference':
      return `${term.kind} ${term.name}`;
    case 'call':
    case 'hole':
      return `${term.kind} ${term.name}/${length}`;
    case 'partial':
      return `partial ${term.name} ${term.argument}/${length}`;
    case 'symbol':
    case 'element':
      return `element ${term.variable}/${term.index.length}`;
    case 'comparison':
      return `comparison ${term.relation}`;
    case 'logic':
    case 'series':
      return `${term.kind} ${term.operator}/${length}${term.kind === 'series' ? term.index : ''}`;
    case 'truth':
      return `truth ${term.value}`;
    default:
      return `${term.kind}/${length}`;
  }
}

/** Equal for terms that may be instances of one; with `leaves`, for equal terms only. */
export function keyOf(term: Term, leaves: boolean): string {
  const known = (leaves ? wholeKeys : shapeKeys).get(term);
  if (known !== undefined) return known;
  let key = labelOf(term);
  if (leaves && term.kind === 'number') key += `=${term.value}`;
  if (leaves && term.kind === 'symbol') key += `=${term.index.map((i) => `${i}`).join()}`;
  if (leaves) key += indicesOfTerm(term).map(indexKey).join();
  const parts = partsOfTerm(term);
  if (parts.length > 0) key += `(${parts.map((part) => keyOf(part, leaves)).join(' ')})`;
  (leaves ? wholeKeys : shapeKeys).set(term, key);
  return key;
}

const shapeKeys = new WeakMap<Term, string>();
const wholeKeys = new WeakMap<Term, string>();

/** A bound index under another name. */
export function renamed(term: Term, name: (index: string) => string): Term {
  const inner = mapParts(term, (part) => renamed(part, name));
  const indices = indicesOfTerm(inner);
  if (indices.length === 0) return inner;
  const moved = withIndices(
    inner,
    indices.map(({ offset, steps }) => ({
      offset,
      steps: steps.map(({ index, factor }) => ({ index: name(index), factor })),
    })),
  );
  return moved.kind === 'series' ? { ...moved, index: name(moved.index) } : moved;
}
