/** Independent peers that tests compare our results with, where this machine has them. */
import { spawnSync } from 'node:child_process';
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
export function runPython(program: string, input = ''): string {
  if (python === undefined) throw new Error('There is no Python with NumPy, SciPy and SymPy here.');
  const run = spawnSync(python, ['-c', program], { input, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (run.status !== 0) throw new Error(`Python failed: ${run.stderr}`);
  return run.stdout;
}
