/** JavaScript and TypeScript for Gradlens: one reader, a grammar each. */
import type { Language, Semantics } from '../language';
import { javascriptLibrary } from './library';
import { modulePaths } from './modules';
import { createParser } from './parser';

const semantics: Semantics = {
  indexBase: 0,
  negativeIndices: false,
  integerDivision: 'exact',
  remainder: 'dividend',
  arrayProduct: 'none',
  arrays: 'reference',
  slices: 'copy',
  missing: 'undefined',
  objects: 'records',
  emptyIs: 'true',
  receiver: 'this',
};

const language = (id: string, grammar: string, fileExtensions: readonly string[]): Language => ({
  id,
  fileExtensions,
  grammar,
  semantics,
  library: javascriptLibrary,
  modulePaths,
  createParser: createParser(id, grammar),
});

/** JavaScript has a grammar of its own: those of TypeScript read `f(a < b, c > (d))` as a call with types. */
const javascriptGrammar = 'tree-sitter-javascript.wasm';

export const javascriptLanguages: readonly Language[] = [
  language('javascript', javascriptGrammar, ['.js', '.mjs', '.cjs']),
  language('javascriptreact', javascriptGrammar, ['.jsx']),
  language('typescript', 'tree-sitter-typescript.wasm', ['.ts', '.mts', '.cts']),
  language('typescriptreact', 'tree-sitter-tsx.wasm', ['.tsx']),
];
