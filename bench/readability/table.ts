/** The table of textbook functions: Python files whose comments have the derivatives as the books print them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Term } from '../../src/calculus/view/term';
import { listOf, parseFormula, termOf } from './formula';

export interface TextbookFunction {
  readonly name: string;
  readonly source: string;
  /** Its whole text, comments not included. */
  readonly text: string;
  /** What is differentiated by, each with the book's entries: outputs × elements, row by row. */
  readonly slopes: readonly { readonly by: string; readonly entries: readonly Term[] }[];
  /** Names that the book's formulas may use: the source's own, and those of the book's text. */
  readonly locals: ReadonlyMap<string, Term>;
  readonly where: ReadonlyMap<string, Term>;
}

const folder = join(process.cwd(), 'bench/readability/textbook');

export const textbookFiles = (): string[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.py'))
    .sort()
    .map((file) => join(folder, file));

export function textbook(file: string): TextbookFunction[] {
  const text = readFileSync(file, 'utf8');
  const blocks = text.matchAll(/((?:^#.*\n)+)(def (\w+)\(.*\):\n(?:(?: {4}.*)?\n)*)/gm);
  return [...blocks].map(([, comment = '', body = '', name = '']) => functionOf(name, comment, body.trimEnd()));
}

function functionOf(name: string, comment: string, text: string): TextbookFunction {
  const [source = ''] = comment.split('\n');
  const slopes = [...comment.matchAll(/^# d\/d(\w+) = (.*)$/gm)].map(([, by = '', formula = '']) => ({
    by,
    entries: listOf(parseFormula(formula)).map(termOf),
  }));
  const named = (pattern: RegExp, where: string): Map<string, Term> =>
    new Map([...where.matchAll(pattern)].flatMap(([, left = '', right = '']) => assignment(left, right)));
  const result = /^ {4}return (.*)$/m.exec(text)?.[1] ?? '';
  const locals = named(/^ {4}([\w, ]+) = (.*)$/gm, text);
  const isArgument = new RegExp(`\\bf\\b`).test(/\((.*)\):/.exec(text)?.[1] ?? '');
  if (!isArgument && !result.includes('array')) locals.set('f', termOf(parseFormula(result)));
  return { name, source: source.slice(2), text, slopes, locals, where: named(/^# where (\S+) = (.*)$/gm, comment) };
}

/** `a, b = u, v` is two assignments; what is no scalar formula is left out. */
function assignment(left: string, right: string): [string, Term][] {
  const names = left.split(',').map((part) => part.trim());
  try {
    const values = listOf(parseFormula(names.length > 1 ? `[${right}]` : right));
    return names.length === values.length ? names.map((name, i) => [name, termOf(values[i]!)]) : [];
  } catch {
    return [];
  }
}
