import { spawnSync } from 'node:child_process';
import { installDebianPackages } from './debian.mjs';

const PEERS = 'import numpy, scipy, sympy';

/**
 * A Python that has NumPy, SciPy and SymPy: the independent peers that some tests compare our results with.
 * They are optional, so this is `undefined` where there is none.
 *
 * @returns {string | undefined} the command that starts it
 */
export function findPython() {
  const candidates = [process.env.GRADLENS_PYTHON, 'python3', '/usr/bin/python3', 'python'];
  return candidates.find((command) => command && spawnSync(command, ['-c', PEERS], { stdio: 'ignore' }).status === 0);
}

/**
 * Where tests are to be complete (`CI=true`), the peers are installed if that is possible, and must be there.
 *
 * @returns {string | undefined}
 */
export function providePython() {
  const found = findPython();
  if (found || !process.env.CI) return found;
  installDebianPackages(['python3', 'python3-numpy', 'python3-scipy', 'python3-sympy']);
  const installed = findPython();
  if (installed) return installed;
  throw new Error(
    'With CI set, all tests must run, and some compare with NumPy, SciPy and SymPy, which no python3 here has. Install python3-numpy, python3-scipy and python3-sympy.',
  );
}
