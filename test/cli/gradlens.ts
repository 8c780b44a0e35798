import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished } from 'vitest';

export interface Run {
  readonly status: number | null;
  readonly out: string;
  readonly error: string;
}

/** Runs `gradlens` with these arguments. */
export function gradlens(...args: readonly string[]): Run {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['dist/cli.js', ...args], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return { status, out: stdout, error: stderr };
}

/** A folder with these files, removed after the test. */
export function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'gradlens-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

export interface InspectedFunction {
  readonly name: string;
  readonly status: string;
  readonly reason: { readonly message: string } | null;
  readonly inputs: readonly { readonly name: string; readonly shape: readonly (number | string)[] }[];
  readonly derivative: {
    readonly kind: string;
    readonly wrt: readonly string[];
    readonly shape: readonly number[];
    readonly entries: unknown;
    readonly latex: string | null;
    readonly conditions: readonly string[];
  } | null;
  readonly at: readonly { readonly point: unknown; readonly value: unknown; readonly derivative: unknown }[];
  readonly checks: readonly { readonly function: string; readonly verdict: string }[];
}

/** What `gradlens inspect FILE --format json` says of a file's functions, by name. */
export function inspected(file: string, ...args: readonly string[]): Record<string, InspectedFunction> {
  const run = gradlens('inspect', file, '--format', 'json', ...args);
  if (run.status !== 0) throw new Error(run.error);
  const { files } = JSON.parse(run.out) as { files: { functions: InspectedFunction[] }[] };
  return Object.fromEntries((files[0]?.functions ?? []).map((each) => [each.name, each]));
}

/** Matches any text that contains this one. */
export const containing = (text: string): unknown => expect.stringContaining(text);
/** Matches any text, any number. */
export const anyText: unknown = expect.any(String);
export const anyNumber: unknown = expect.any(Number);
