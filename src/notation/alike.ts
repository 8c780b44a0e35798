/** Lists of formulas in which many are alike: p₀ > 0, p₁ > 0, …, p₅ > 0 is pᵢ > 0 (i = 0…5). */
import { renamed } from '../calculus/view/generalise';
import { alike } from '../calculus/view/series';
import type { Term } from '../calculus/view/term';
import type { Formula } from './formula';
import { codeLanguage } from './code/language';
import { freeLetters, shownExpression, writtenIndex } from './indices';
import type { Notation } from './notation';
import { formatReadable, formatTerm } from './term';

/** So many that are alike are told as one. */
const FEWEST = 3;

/** One formula for each group that is alike, at the place of its first; the code has all of them. */
export function formatAlike(terms: readonly Term[], notation: Notation): Formula[] {
  const base = codeLanguage(notation.language).indexBase;
  const groups = new Map<number, { readonly formula: Formula }>();
  const gone = new Set<number>();
  for (const { term, index, from, to, places } of alike(terms, FEWEST)) {
    const [letter = 'i'] = freeLetters([term]);
    const own = renamed(term, (name) => (name === index ? letter : name));
    const shown = (value: number): string =>
      writtenIndex(shownExpression({ offset: value, steps: [] }, base, notation, true)).line;
    const { latex, text } = formatReadable(own, notation);
    places.forEach((place) => gone.add(place));
    groups.set(Math.min(...places), {
      formula: {
        latex: `${latex} \\;\\, (${letter} = ${shown(from)}, \\ldots, ${shown(to)})`,
        text: `${text} (${letter} = ${shown(from)}…${shown(to)})`,
        code: [...places]
          .sort((a, b) => a - b)
          .map((place) => formatTerm(terms[place]!, notation).code)
          .join(', '),
      },
    });
  }
  return terms.flatMap((term, i) => {
    const group = groups.get(i);
    if (group) return [group.formula];
    return gone.has(i) ? [] : [formatTerm(term, notation)];
  });
}
