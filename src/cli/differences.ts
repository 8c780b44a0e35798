/** What is told of a derivative that differs: once for each place in the source, as an editor does. */
import type { Check, CheckEntry } from '../analysis/card';
import type { Range } from '../languages/source';

export interface Difference {
  readonly range: Range;
  readonly message: string;
}

/** None for any other verdict. Entries that are written by the same expression are told together. */
export function differencesOf({ verdict, entries, nameRange, message }: Check): Difference[] {
  if (verdict !== 'differs') return [];
  if (entries.length === 0) return [{ range: nameRange, message }];
  const byPlace = new Map<string, CheckEntry[]>();
  for (const entry of entries) {
    const key = JSON.stringify(entry.range);
    byPlace.set(key, [...(byPlace.get(key) ?? []), entry]);
  }
  return [...byPlace.values()].flatMap(([first, ...others]) =>
    first ? [{ range: first.range, message: `${first.diagnosis}${more(others.length)}` }] : [],
  );
}

const more = (count: number): string =>
  count === 0 ? '' : ` (and ${count} more ${count === 1 ? 'entry' : 'entries'})`;
