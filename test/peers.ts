/** Independent peers that tests compare our results with, where this machine has them. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { findPython } from '../scripts/python.mjs';

const python = findPython();

/**
 * Whether there is a Python with NumPy, SciPy and SymPy. Without, `describe.skipIf(!hasPython)('… against SymPy', …)` says what
 * is left out. With `CI=true`, `npm test` provides one or fails.
 */
export const hasPython = python !== undefined;

/**
 * Runs a program of our own in Python and gives what it prints.
 *
 * @param input what it reads from its standard input
 * @throws if it fails, with what it says
 */
export const runPython = (program: string, input = ''): string => run(['-c', program], input);

/** The same of a program in a file. */
export const runPythonFile = (file: URL, options: readonly string[], input = ''): string =>
  run([fileURLToPath(file), ...options], input);

function run(options: readonly string[], input: string): string {
  if (python === undefined) throw new Error('There is no Python with NumPy, SciPy and SymPy here.');
  const ended = spawnSync(python, options, { input, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (ended.status !== 0) throw new Error(`Python failed: ${ended.stderr}${ended.stdout}`);
  return ended.stdout;
}
