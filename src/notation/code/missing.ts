/** Functions that a language has no name for: the code says so, as it cannot run without them. */
import { functionRows } from '../../calculus/functions/table';
import { partsOfTerm } from '../../calculus/view/parts';
import type { Term } from '../../calculus/view/term';

const rows = new Map(functionRows.map((row) => [row.name, row]));

/** The names of the functions in the terms that the language's standard library lacks, in order of appearance. */
export function missingFunctions(terms: readonly Term[], language: string): string[] {
  const found = new Set<string>();
  const stack = [...terms].reverse();
  for (let term = stack.pop(); term !== undefined; term = stack.pop()) {
    const row = term.kind === 'call' ? rows.get(term.name) : undefined;
    if (row && row.code[language] === undefined) found.add(row.name);
    stack.push(...[...partsOfTerm(term)].reverse());
  }
  return [...found];
}

/** A line of comment that tells what the code needs; `undefined` where it needs nothing. */
export function missingNote(terms: readonly Term[], language: string): string | undefined {
  const names = missingFunctions(terms, language);
  if (names.length === 0) return undefined;
  const list = names.length === 1 ? names[0] : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
  const [verb, them] = names.length === 1 ? ['is', 'it'] : ['are', 'them'];
  return `${list} ${verb} not in this language's standard library: define ${them}, or import ${them} from a library.`;
}
