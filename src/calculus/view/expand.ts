/** Terms that stand for themselves: the names of a view's `where` list replaced by what they stand for. */
import { mapParts, partsOfTerm } from './parts';
import type { Term, View } from './term';

/**
 * Each entry without references; `undefined` for one that would become larger than `limit` terms.
 */
export function expandedEntries(view: View, limit: number): (Term | undefined)[] {
  if (view.definitions.length === 0) return [...view.entries];
  const values = new Map<string, Term | undefined>();
  // Each definition may refer to those before it.
  for (const { name, value } of view.definitions) values.set(name, expanded(value, values, limit));
  return view.entries.map((entry) => expanded(entry, values, limit));
}

class TooLarge extends Error {}

/** The term with what some names stand for in their places; `undefined` where it would be larger than `limit` terms. */
export function expanded(term: Term, values: ReadonlyMap<string, Term | undefined>, limit: number): Term | undefined {
  let left = limit;
  const take = (count: number): void => {
    left -= count;
    if (left < 0) throw new TooLarge();
  };
  const one = (each: Term): Term => {
    take(1);
    if (each.kind !== 'reference' || !values.has(each.name)) return mapParts(each, one);
    const value = values.get(each.name);
    if (!value) throw new TooLarge();
    take(sizeOf(value));
    return value;
  };
  try {
    return one(term);
  } catch (error) {
    if (error instanceof TooLarge) return undefined;
    throw error;
  }
}

const sizeOf = (term: Term): number => partsOfTerm(term).reduce((sum, part) => sum + sizeOf(part), 1);
