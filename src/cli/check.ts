/** `gradlens check`: hand-written derivatives against the functions that they belong to. */
import type { Problem } from '../analysis/card';
import type { Checked } from './checkFile';
import { differencesOf } from './differences';
import { findFiles } from './files';
import { place } from './place';
import { checkFiles } from './pool';
import { progressOn } from './progress';
import { sarif } from './sarif';

export interface CheckOptions {
  readonly paths: readonly string[];
  readonly format: 'text' | 'json' | 'sarif';
}

function textOf({ file, function: name, checks }: Checked): string {
  const lines: string[] = [];
  for (const check of checks) {
    const own = `${check.function}${check.part}`;
    if (check.verdict !== 'differs')
      lines.push(`${place(file, check.nameRange)}: ${own}: derivative of ${name}: ${check.message}`);
    for (const { range, message } of differencesOf(check))
      lines.push(`${place(file, range)}: error: ${own}: ${message}`);
  }
  return lines.map((line) => `${line}\n`).join('');
}

const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

/** `3 hand-written derivatives in 2 files: 1 proved, 1 agrees, 1 differs, 0 undecided`. */
function summary(found: readonly Checked[], files: number): string {
  const checks = found.flatMap((one) => one.checks);
  const count = (...verdicts: readonly string[]): number =>
    checks.filter((check) => verdicts.includes(check.verdict)).length;
  const parts = [
    `${count('proved')} proved`,
    counted(count('agrees'), 'agrees', 'agree'),
    counted(count('differs'), 'differs', 'differ'),
    `${count('kink', 'outside', 'unknown')} undecided`,
  ];
  return `${counted(checks.length, 'hand-written derivative')} in ${counted(files, 'file')}: ${parts.join(', ')}\n`;
}

export async function check({ paths, format }: CheckOptions): Promise<number> {
  const files = findFiles(paths);
  const found: Checked[] = [];
  const problems: { readonly file: string; readonly problem: Problem }[] = [];
  let isAllRead = true;
  const progress = progressOn(process.stderr, files.length);
  try {
    await checkFiles(files, {
      onProgress: progress.show,
      onResult: (result) => {
        found.push(...result.found);
        problems.push(...result.problems.map((problem) => ({ file: result.file, problem })));
        if (result.unread !== undefined) {
          isAllRead = false;
          progress.clear();
          process.stderr.write(`gradlens: ${result.unread}\n`);
        }
        if (format !== 'text' || result.found.length === 0) return;
        progress.clear();
        process.stdout.write(result.found.map(textOf).join(''));
      },
    });
  } finally {
    progress.clear();
  }
  if (format === 'text') process.stdout.write(summary(found, files.length));
  if (format === 'json') process.stdout.write(`${JSON.stringify({ checks: found, problems })}\n`);
  if (format === 'sarif') process.stdout.write(`${JSON.stringify(sarif(found), null, 2)}\n`);
  if (found.some((one) => one.checks.some((each) => each.verdict === 'differs'))) return 1;
  return isAllRead ? 0 : 2;
}
