/** `gradlens inspect`: the derivative of each function of the files. */
import { basename, extname } from 'node:path';
import type { Card, Selection } from '../analysis/card';
import type { Document } from '../analysis/document';
import { openDocument } from './open';
import { cardJson } from './json';
import { latexOf } from './latex';
import type { Request } from './request';
import { textOf } from './text';
import { UsageError } from './usage';

export interface InspectOptions {
  readonly files: readonly string[];
  readonly function: string | null;
  readonly wrt: readonly string[] | null;
  readonly order: 1 | 2;
  readonly request: Request;
  readonly format: 'text' | 'latex' | 'json';
}

function selectionFor(name: string, options: InspectOptions): Selection {
  const asked = options.request[name] ?? options.request['*'] ?? {};
  return { order: options.order, ...(options.wrt ? { wrt: options.wrt } : {}), ...asked };
}

/** `--at` that names functions asks for these, unless it says something of every function, or of none in this file. */
function askedFor(names: readonly string[], request: Request): readonly string[] {
  const asked = names.filter((name) => Object.hasOwn(request, name));
  return asked.length === 0 || Object.hasOwn(request, '*') ? names : asked;
}

function cardsOf(document: Document, file: string, options: InspectOptions): Card[] {
  const names = document.functions();
  if (options.function !== null && !names.includes(options.function))
    throw new UsageError(
      `${file} has no function ${options.function}${names.length ? ` (it has ${names.join(', ')})` : ''}`,
    );
  const chosen = options.function === null ? askedFor(names, options.request) : [options.function];
  return chosen.map((name) => document.card(name, selectionFor(name, options)));
}

export async function inspect(options: InspectOptions): Promise<number> {
  const files: unknown[] = [];
  for (const file of options.files) {
    if (extname(file) === '') throw new UsageError(`cannot tell the language of ${basename(file)}`);
    const document = await openDocument(file);
    const cards = cardsOf(document, file, options);
    if (options.format === 'json')
      files.push({
        file,
        language: document.language.id,
        functions: cards.map((card) => cardJson(card)),
        problems: document.problems(),
      });
    else
      process.stdout.write(options.format === 'text' ? textOf(file, cards, document.problems()) : latexOf(file, cards));
    document.dispose();
  }
  if (options.format === 'json') process.stdout.write(`${JSON.stringify({ files })}\n`);
  return 0;
}
