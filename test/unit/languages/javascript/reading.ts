/** The parsers as tests use them: grammars from the packages. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Language, LanguageParser } from '../../../../src/languages/language';
import type { Program } from '../../../../src/languages/program';
import { languageById } from '../../../../src/languages/registry';
import { printBody } from '../print';

const packages = createRequire(import.meta.url);

const files: Readonly<Record<string, string>> = {
  'web-tree-sitter.wasm': 'web-tree-sitter/web-tree-sitter.wasm',
  'tree-sitter-javascript.wasm': 'tree-sitter-javascript/tree-sitter-javascript.wasm',
  'tree-sitter-typescript.wasm': 'tree-sitter-typescript/tree-sitter-typescript.wasm',
  'tree-sitter-tsx.wasm': 'tree-sitter-typescript/tree-sitter-tsx.wasm',
};

const load = async (file: string): Promise<Uint8Array> =>
  new Uint8Array(await readFile(packages.resolve(files[file] ?? file)));

export async function open(id: string): Promise<{ language: Language; parser: LanguageParser }> {
  const language = languageById(id);
  if (!language) throw new Error(`no language ${id}`);
  return { language, parser: await language.createParser(load) };
}

export const javascript = await open('javascript');
export const typescript = await open('typescript');

export const read = (text: string, { parser } = javascript): Program => parser.parse(text).program;

/** The program on one line; it must be without problems. */
export function printed(text: string, language = javascript): string {
  const { body, problems } = read(text, language);
  if (problems.length > 0) throw new Error(`${problems[0]!.message} in ${text}`);
  return printBody(body);
}

export const names = (text: string): string[] => read(text).definitions.map(({ name }) => name);
