/** `gradlens check`: hand-written derivatives against the functions that they belong to. */
import type { Check, Problem } from '../analysis/card';
import { findFiles, readSource } from './files';
import { openDocument } from './open';
import { place } from './place';
import { sarif } from './sarif';

export interface CheckOptions {
  readonly paths: readonly string[];
  readonly format: 'text' | 'json' | 'sarif';
}

/** What one function's hand-written derivatives turned out to be. */
export interface Checked {
  readonly file: string;
  readonly function: string;
  readonly checks: readonly Check[];
}

function textOf({ file, function: name, checks }: Checked): string {
  const lines: string[] = [];
  for (const check of checks) {
    if (check.verdict !== 'differs') {
      lines.push(`${place(file, check.nameRange)}: ${check.function}: derivative of ${name}: ${check.message}`);
      continue;
    }
    if (check.entries.length === 0)
      lines.push(`${place(file, check.nameRange)}: error: ${check.function}: ${check.message}`);
    for (const entry of check.entries)
      lines.push(`${place(file, entry.range)}: error: ${check.function}: ${entry.diagnosis}`);
  }
  return lines.map((line) => `${line}\n`).join('');
}

function summary(found: readonly Checked[], files: number): string {
  const checks = found.flatMap((one) => one.checks);
  const count = (...verdicts: readonly string[]): number =>
    checks.filter((check) => verdicts.includes(check.verdict)).length;
  const parts = [
    `${count('proved')} proved`,
    `${count('agrees')} agree`,
    `${count('differs')} differ`,
    `${count('kink', 'outside', 'unknown')} undecided`,
  ];
  return `${checks.length} hand-written derivatives in ${files} files: ${parts.join(', ')}\n`;
}

export async function check(options: CheckOptions): Promise<number> {
  const files = findFiles(options.paths);
  const found: Checked[] = [];
  const problems: { readonly file: string; readonly problem: Problem }[] = [];
  for (const file of files) {
    const document = await openDocument(file, readSource(file));
    for (const name of document.functions()) {
      const checks = document.checks(name);
      if (checks.length === 0) continue;
      const checked = { file, function: name, checks };
      found.push(checked);
      if (options.format === 'text') process.stdout.write(textOf(checked));
    }
    for (const problem of document.problems()) problems.push({ file, problem });
    document.dispose();
  }
  if (options.format === 'text') process.stdout.write(summary(found, files.length));
  if (options.format === 'json') process.stdout.write(`${JSON.stringify({ checks: found, problems })}\n`);
  if (options.format === 'sarif') process.stdout.write(`${JSON.stringify(sarif(found), null, 2)}\n`);
  return found.some((one) => one.checks.some((each) => each.verdict === 'differs')) ? 1 : 0;
}
