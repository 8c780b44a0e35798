import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Document } from '../../../src/analysis/document';
import { defaultSettings, type Settings } from '../../../src/analysis/settings';
import type { LanguageParser } from '../../../src/languages/language';
import { languageById } from '../../../src/languages/registry';

const require = createRequire(import.meta.url);

/** The files that ship beside the bundles, from where they are installed. */
export function load(file: string): Promise<Uint8Array> {
  const folder = file.startsWith('tree-sitter-') ? file.replace('.wasm', '') : 'web-tree-sitter';
  const entry = file.startsWith('tree-sitter-') ? `${folder}/package.json` : folder;
  return readFile(join(dirname(require.resolve(entry)), file));
}

const python = languageById('python')!;
let parser: Promise<LanguageParser> | undefined;

/** A Python text opened as in the editor. */
export async function openPython(text: string, settings: Partial<Settings> = {}): Promise<Document> {
  parser ??= python.createParser(load);
  const options = { uri: 'test:///a.py', version: 1, text, language: python };
  return new Document({
    ...options,
    parser: await parser,
    settings: { ...defaultSettings, budget: 5000, ...settings },
  });
}
