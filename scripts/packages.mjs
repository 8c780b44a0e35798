// Runs before anything from node_modules can be imported: only Node's own modules here.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './root.mjs';

/** Installs the packages that package-lock.json names, if that has not happened since it last changed. */
export function ensurePackages() {
  const [major] = process.versions.node.split('.').map(Number);
  if ((major ?? 0) < 20)
    throw new Error(`Gradlens is built with Node 20 or newer; this is Node ${process.versions.node}.`);
  // npm writes this copy of the lock file at the end of every complete installation.
  const installed = join(ROOT, 'node_modules/.package-lock.json');
  const wanted = join(ROOT, 'package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(wanted).mtimeMs) return;
  console.log('Installing the packages (npm ci) …');
  const npm = spawnSync('npm', ['ci', '--include=dev', '--loglevel=error'], {
    cwd: ROOT,
    stdio: 'inherit',
    shell: process.platform === 'win32', // npm is npm.cmd there
  });
  if (npm.status !== 0) throw new Error('npm ci failed; its message is above. Is the npm registry reachable?');
}
