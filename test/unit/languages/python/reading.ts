/** The parser as tests use it: grammars from the packages. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { LanguageParser } from '../../../../src/languages/language';
import type { Program } from '../../../../src/languages/program';
import { python } from '../../../../src/languages/python/language';
import { printBody } from '../print';

const packages = createRequire(import.meta.url);

const files: Readonly<Record<string, string>> = {
  'web-tree-sitter.wasm': 'web-tree-sitter/web-tree-sitter.wasm',
  'tree-sitter-python.wasm': 'tree-sitter-python/tree-sitter-python.wasm',
};

export const loadGrammar = async (file: string): Promise<Uint8Array> =>
  new Uint8Array(await readFile(packages.resolve(files[file] ?? file)));

export const parser: LanguageParser = await python.createParser(loadGrammar);

export const read = (text: string): Program => parser.parse(text).program;

/** The program on one line; it must be without problems. */
export function printed(text: string): string {
  const { body, problems } = read(text);
  if (problems.length > 0) throw new Error(`${problems[0]!.message} in ${text}`);
  return printBody(body);
}

export const names = (text: string): string[] => read(text).definitions.map(({ name }) => name);
