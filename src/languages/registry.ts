/** All languages that Gradlens reads. A new one is a folder and a line here. */
import { javascriptLanguages } from './javascript/language';
import type { Language } from './language';
import { python } from './python/language';

export const languages: readonly Language[] = [python, ...javascriptLanguages];

/** @param id the editor's language id: `python`. */
export const languageById = (id: string): Language | undefined => languages.find((language) => language.id === id);

/** @param extension with its dot, in any case: `.py`. */
export const languageOfFile = (extension: string): Language | undefined =>
  languages.find(({ fileExtensions }) => fileExtensions.includes(extension.toLowerCase()));
