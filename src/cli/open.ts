/** Opens a file from disk for analysis. The grammars ship beside the program. */
import { readFile } from 'node:fs/promises';
import { readFileSync, statSync } from 'node:fs';
import { extname, join, resolve, sep } from 'node:path';
import { Document } from '../analysis/document';
import { defaultSettings } from '../analysis/settings';
import type { Language, LanguageParser } from '../languages/language';
import { languageOfFile } from '../languages/registry';
import { readSource } from './files';
import { UsageError } from './usage';

const parsers = new Map<string, Promise<LanguageParser>>();

function parserOf(language: Language): Promise<LanguageParser> {
  let parser = parsers.get(language.id);
  if (!parser) {
    parser = language.createParser((file) => readFile(join(__dirname, file)));
    parsers.set(language.id, parser);
  }
  return parser;
}

/** A module larger than this is a table of data rather than code. */
const LARGEST_MODULE = 2_000_000;

function readModule(path: string): string | undefined {
  const entry = statSync(path, { throwIfNoEntry: false });
  return entry?.isFile() && entry.size <= LARGEST_MODULE ? readFileSync(path, 'utf8') : undefined;
}

/** Throws a UsageError when the file cannot be read or its language is not known. */
export async function openDocument(file: string, text = readSource(file)): Promise<Document> {
  const language = languageOfFile(extname(file));
  if (!language) throw new UsageError(`cannot read ${file}: no language is known for ${extname(file) || 'this name'}`);
  return new Document({
    uri: resolve(file).split(sep).join('/'),
    version: 0,
    text,
    language,
    parser: await parserOf(language),
    settings: defaultSettings,
    readFile: readModule,
  });
}
