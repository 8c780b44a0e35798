/** Source files under paths: a file as it is, a folder searched without what git ignores. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import ignore from 'ignore';
import { languageOfFile } from '../languages/registry';
import { UsageError } from './usage';

const skippedFolders = new Set(['node_modules', '__pycache__', 'venv', 'site-packages']);

/**
 * Every file that Gradlens can read under the paths, in alphabetical order. Throws a UsageError for a path that is not
 * there, and for a file among them that is no text.
 */
export function findFiles(paths: readonly string[]): string[] {
  const found: string[] = [];
  for (const path of paths) {
    const entry = existsSync(path) ? statSync(path) : undefined;
    if (!entry) throw new UsageError(`there is no file or folder ${path}`);
    if (entry.isDirectory()) search(path, [], found);
    else {
      // A file that somebody asks for by its name has to be one that can be read.
      readSource(path);
      found.push(path);
    }
  }
  return found;
}

interface Ignoring {
  readonly folder: string;
  readonly rules: ReturnType<typeof ignore>;
}

function search(folder: string, above: readonly Ignoring[], found: string[]): void {
  const file = join(folder, '.gitignore');
  const here = existsSync(file) ? [...above, { folder, rules: ignore().add(readFileSync(file, 'utf8')) }] : above;
  const isIgnored = (path: string, isFolder: boolean): boolean =>
    here.some(({ folder: base, rules }) =>
      rules.ignores(relative(base, path).split(sep).join('/') + (isFolder ? '/' : '')),
    );
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!entry.name.startsWith('.') && !skippedFolders.has(entry.name) && !isIgnored(path, true))
        search(path, here, found);
    } else if (entry.isFile() && languageOfFile(extname(entry.name)) && !isIgnored(path, false) && !isMinified(path))
      found.push(path);
  }
}

/** Written by a program for browsers, with names that mean nothing: `d3.min.js`, or so named by its long lines. */
function isMinified(path: string): boolean {
  if (!/\.[cm]?js$/.test(path)) return false;
  if (/[.-]min\.[cm]?js$/.test(path)) return true;
  let text = '';
  try {
    text = readSource(path);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
  }
  return text.length > MINIFIED_LENGTH && text.length > MINIFIED_LINE * text.split('\n').length;
}

/** Characters of a file, and of its lines on average, above which nobody has written it by hand. */
const MINIFIED_LENGTH = 2000;
const MINIFIED_LINE = 300;

/** The file's text. Throws a UsageError when it cannot be read or is no text. */
export function readSource(path: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw new UsageError(`cannot read ${path}: ${(error as NodeJS.ErrnoException).code ?? 'unknown error'}`);
  }
  if (bytes.subarray(0, 8000).includes(0)) throw new UsageError(`cannot read ${path}: it is not a text file`);
  return bytes.toString('utf8');
}
