/** A term written three ways. */
import type { Formula } from './formula';
import type { Term } from '../calculus/view/term';
import { codeLanguage } from './code/language';
import { codeOf } from './code/print';
import { latexOf } from './latex';
import type { Notation } from './notation';
import { spoken } from './spoken';
import { textOf } from './text';

export type { Notation } from './notation';

/** LaTeX without delimiters, Unicode text, and code of the notation's language. */
export function formatTerm(term: Term, notation: Notation): Formula {
  const language = codeLanguage(notation.language);
  const own = { ...notation, indexBase: language.indexBase };
  return { latex: latexOf(spoken(term), own), text: textOf(spoken(term), own), code: codeOf(term, language) };
}
