/** A term written three ways. */
import type { Formula } from './formula';
import type { Term } from '../calculus/view/term';
import { codeLanguage } from './code/language';
import { codeOf } from './code/print';
import { withSeries } from './indices';
import { latexOf } from './latex';
import type { Notation } from './notation';
import { spoken } from './spoken';
import { textOf } from './text';

export type { Notation } from './notation';

/** LaTeX without delimiters, Unicode text, and code of the notation's language. */
export function formatTerm(term: Term, notation: Notation): Formula {
  const language = codeLanguage(notation.language);
  return { ...formatReadable(term, notation), code: codeOf(term, language) };
}

/** The term for people: sums over structure are written as sums, and there may be bound indices in it. */
export function formatReadable(term: Term, notation: Notation): Omit<Formula, 'code'> {
  const own = { ...notation, indexBase: codeLanguage(notation.language).indexBase };
  const said = withSeries(spoken(term));
  return { latex: latexOf(said, own), text: textOf(said, own) };
}
