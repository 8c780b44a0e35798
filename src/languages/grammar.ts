/** The parser's runtime and a language's grammar, from bytes: no address is ever asked for, so that it runs in any worker. */
import { Language as Grammar, Parser } from 'web-tree-sitter';
import type { Tree } from 'web-tree-sitter';

export const runtimeFile = 'web-tree-sitter.wasm';

/** How long one text may take to parse, in milliseconds, before it is given up. */
const patience = 1500;

let runtime: Promise<void> | undefined;

/**
 * Starts the runtime (once a process) and a parser for one grammar.
 *
 * @param load reads a file that ships with the extension.
 * @param grammarFile the grammar beside the bundles: `tree-sitter-python.wasm`.
 */
export async function startParser(
  load: (file: string) => Promise<Uint8Array>,
  grammarFile: string,
): Promise<SyntaxParser> {
  runtime ??= load(runtimeFile).then((wasmBinary) => Parser.init({ wasmBinary, locateFile: (file: string) => file }));
  try {
    await runtime;
  } catch (error) {
    runtime = undefined;
    throw error;
  }
  const grammar = await Grammar.load(await load(grammarFile));
  const parser = new Parser();
  parser.setLanguage(grammar);
  return new SyntaxParser(parser);
}

export class SyntaxParser {
  constructor(private readonly parser: Parser) {}

  /**
   * The tree of a text, which the caller frees; `null` if it takes too long.
   *
   * @param previous the tree of an older version, to which the edits since then have been applied.
   */
  parse(text: string, previous: Tree | null = null): Tree | null {
    const deadline = performance.now() + patience;
    const tree = this.parser.parse(text, previous, { progressCallback: () => performance.now() > deadline });
    if (!tree) this.parser.reset();
    return tree;
  }
}
