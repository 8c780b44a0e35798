/** Python's grammar. */
import * as grammar from '../grammar';

export type { SyntaxParser } from '../grammar';

export const grammarFile = 'tree-sitter-python.wasm';

/** @param load reads a file that ships with the extension. */
export const startParser = (load: (file: string) => Promise<Uint8Array>): Promise<grammar.SyntaxParser> =>
  grammar.startParser(load, grammarFile);
