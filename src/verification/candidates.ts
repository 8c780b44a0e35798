/**
 * Which functions of a scope a name could be the derivative of. Every name of a derivative contains the name of its
 * function, so it is enough to look up the parts of each name: linear in the number of functions, where comparing all
 * names with each other would be quadratic.
 */
import type { Definition } from '../languages/program';
import { derivativeWords, emptyWords } from './conventions';
import { coreWords, wordsOf } from './names';
import { remembering } from './remembering';

const compact = (words: readonly string[]): string => words.join('');

/** Longer names than this are looked through at their ends only. */
const LONGEST = 60;

export class Candidates {
  private readonly byName = new Map<string, Definition[]>();
  /** How long the names are that there are. */
  private readonly lengths: readonly number[];

  constructor(definitions: readonly Definition[]) {
    for (const definition of definitions)
      for (const key of namesOf(definition.function.name)) {
        const known = this.byName.get(key);
        if (known) known.push(definition);
        else this.byName.set(key, [definition]);
      }
    this.lengths = [...new Set([...this.byName.keys()].map(({ length }) => length))].sort((a, b) => a - b);
  }

  /** The functions whose names are part of this one's, itself left out. */
  of(derivative: Definition): Definition[] {
    const found = new Set<Definition>();
    for (const name of restsOf(derivative.function.name))
      for (let start = 0; start < name.length; start += 1)
        for (const length of this.lengths) {
          if (start + length > name.length) break;
          for (const each of this.byName.get(name.slice(start, start + length)) ?? []) found.add(each);
        }
    found.delete(derivative);
    return [...found];
  }
}

/** What a function is looked for by. */
const namesOf = remembering((name: string): readonly string[] => {
  const words = wordsOf(name);
  return [...new Set([compact(words), compact(coreWords(words))])];
});

/** What a derivative's name may contain the name of its function in. */
const restsOf = remembering((name: string): readonly string[] => {
  const words = wordsOf(name);
  const rest = words.filter((word) => derivativeWords[word] === undefined && !emptyWords.has(word));
  return [...new Set([compact(words), compact(rest)])].map((one) => one.slice(0, LONGEST));
});
