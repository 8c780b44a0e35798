/** What terms are made of: for walks that treat most kinds alike. */
import type { IndexExpression, Term } from './term';

/** The terms that a term is made of, in the order in which it is written. */
export function partsOfTerm(term: Term): readonly Term[] {
  switch (term.kind) {
    case 'sum':
      return term.terms;
    case 'product':
      return term.factors;
    case 'negative':
    case 'not':
      return [term.operand];
    case 'quotient':
      return [term.numerator, term.denominator];
    case 'power':
      return [term.base, term.exponent];
    case 'call':
    case 'hole':
    case 'partial':
      return term.arguments;
    case 'comparison':
      return [term.left, term.right];
    case 'logic':
      return term.operands;
    case 'cases':
      return [...term.cases.flatMap(({ condition, value }) => [condition, value]), term.otherwise];
    case 'series':
      return [term.term];
    default:
      return [];
  }
}

/** The term with other parts in the places of its own: as many as `partsOfTerm` gives. */
export function withParts(term: Term, parts: readonly Term[]): Term {
  const [first, second] = parts as readonly [Term, Term];
  switch (term.kind) {
    case 'sum':
      return { ...term, terms: parts };
    case 'product':
      return { ...term, factors: parts };
    case 'negative':
    case 'not':
      return { ...term, operand: first };
    case 'quotient':
      return { ...term, numerator: first, denominator: second };
    case 'power':
      return { ...term, base: first, exponent: second };
    case 'call':
    case 'hole':
    case 'partial':
      return { ...term, arguments: parts };
    case 'comparison':
      return { ...term, left: first, right: second };
    case 'logic':
      return { ...term, operands: parts };
    case 'cases':
      return {
        ...term,
        cases: term.cases.map((_, i) => ({ condition: parts[2 * i]!, value: parts[2 * i + 1]! })),
        otherwise: parts.at(-1)!,
      };
    case 'series':
      return { ...term, term: first };
    default:
      return term;
  }
}

/** The term with each part replaced; the same object where nothing changes. */
export function mapParts(term: Term, replace: (part: Term) => Term): Term {
  const parts = partsOfTerm(term);
  if (parts.length === 0) return term;
  const made = parts.map(replace);
  return made.every((part, i) => part === parts[i]) ? term : withParts(term, made);
}

/** The index expressions that a term itself has, those of its parts not included. */
export function indicesOfTerm(term: Term): readonly IndexExpression[] {
  if (term.kind === 'element') return term.index;
  if (term.kind === 'affine') return [term.value];
  if (term.kind !== 'series') return [];
  return term.except ? [term.from, term.to, term.except] : [term.from, term.to];
}

/** The term with other index expressions in the places of its own. */
export function withIndices(term: Term, indices: readonly IndexExpression[]): Term {
  const [from, to, except = null] = indices as readonly [IndexExpression, IndexExpression, IndexExpression?];
  if (term.kind === 'element') return { ...term, index: indices };
  if (term.kind === 'affine') return { ...term, value: from };
  return term.kind === 'series' ? { ...term, from, to, except } : term;
}

const freeOf = new WeakMap<Term, ReadonlySet<string>>();
const none: ReadonlySet<string> = new Set();

/** The indices that must be given before a term has a value. */
export function freeIndices(term: Term): ReadonlySet<string> {
  if (term.kind === 'number' || term.kind === 'symbol' || term.kind === 'reference') return none;
  let free = freeOf.get(term);
  if (!free) {
    free = foundIndices(term);
    freeOf.set(term, free);
  }
  return free;
}

/** Most terms have none: one set does for all of these. */
function foundIndices(term: Term): ReadonlySet<string> {
  let found: Set<string> | null = null;
  for (const part of partsOfTerm(term)) for (const index of freeIndices(part)) (found ??= new Set()).add(index);
  if (term.kind === 'series') found?.delete(term.index);
  for (const { steps } of indicesOfTerm(term)) for (const { index } of steps) (found ??= new Set()).add(index);
  return found ?? none;
}
