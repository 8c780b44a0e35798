/** What `check` finds in one file. Plain data: it may come from another thread. */
import type { Check, Problem } from '../analysis/card';
import { readSource } from './files';
import { openDocument } from './open';
import { UsageError } from './usage';

/** The verdicts on the hand-written derivatives of one function. */
export interface Checked {
  readonly file: string;
  readonly function: string;
  readonly checks: readonly Check[];
}

export interface FileResult {
  readonly file: string;
  readonly found: readonly Checked[];
  /** What of the file could not be read, at its places. */
  readonly problems: readonly Problem[];
  /** Why nothing of it could be read. */
  readonly unread?: string;
}

/** Never throws: neither a file that is no text nor a fault of ours must take the others' results with it. */
export async function checkFile(file: string): Promise<FileResult> {
  try {
    return await checkText(file, readSource(file));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = error instanceof UsageError ? reason : `This file could not be checked (${reason}).`;
    return { file, found: [], problems: [{ message, range: nowhere }], unread: message };
  }
}

export const nowhere: Problem['range'] = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

async function checkText(file: string, text: string): Promise<FileResult> {
  const document = await openDocument(file, text);
  try {
    const found = document.functions().flatMap((name) => {
      const checks = document.toldChecks(name);
      return checks.length > 0 ? [{ file, function: name, checks }] : [];
    });
    return { file, found, problems: document.problems() };
  } finally {
    document.dispose();
  }
}
