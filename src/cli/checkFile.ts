/** What `check` finds in one file. Plain data: it may come from another thread. */
import type { Check, Problem } from '../analysis/card';
import { readSource } from './files';
import { openDocument } from './open';

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
}

/** Throws a UsageError for a file that cannot be read. */
export async function checkFile(file: string): Promise<FileResult> {
  const document = await openDocument(file, readSource(file));
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
