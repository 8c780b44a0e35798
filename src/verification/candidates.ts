/**
 * Which functions of a scope a name could be the derivative of. Every name of a derivative contains the name of its
 * function, so it is enough to look up the parts of each name: linear in the number of functions, where comparing all
 * names with each other would be quadratic.
 */
import type { Definition } from '../languages/program';
import { derivativeWords, emptyWords } from './conventions';
import { coreWords, wordsOf } from './names';

const compact = (words: readonly string[]): string => words.join('');

/** Longer names than this are looked through at their ends only. */
const LONGEST = 60;

export class Candidates {
  private readonly byName = new Map<string, Definition[]>();

  constructor(definitions: readonly Definition[]) {
    for (const definition of definitions) {
      const words = wordsOf(definition.function.name);
      for (const key of new Set([compact(words), compact(coreWords(words))])) {
        const known = this.byName.get(key);
        if (known) known.push(definition);
        else this.byName.set(key, [definition]);
      }
    }
  }

  /** The functions whose names are part of this one's, itself left out. */
  of(derivative: Definition): Definition[] {
    const words = wordsOf(derivative.function.name);
    const rest = words.filter((word) => derivativeWords[word] === undefined && !emptyWords.has(word));
    const found = new Set<Definition>();
    for (const name of new Set([compact(words), compact(rest)]))
      for (const part of parts(name.slice(0, LONGEST))) for (const each of this.byName.get(part) ?? []) found.add(each);
    found.delete(derivative);
    return [...found];
  }
}

function* parts(name: string): Iterable<string> {
  for (let start = 0; start < name.length; start += 1)
    for (let end = start + 1; end <= name.length; end += 1) yield name.slice(start, end);
}
