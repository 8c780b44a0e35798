// npm run package: makes gradlens.vsix, and refuses to let it grow large.
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { ensurePackages } from './packages.mjs';
import { ROOT } from './root.mjs';

const LARGEST_MB = 5;

ensurePackages();
const VSCE = 'node_modules/@vscode/vsce/vsce';
const vsce = spawnSync(process.execPath, [VSCE, 'package', '--no-dependencies', '--out', 'gradlens.vsix'], {
  cwd: ROOT,
  stdio: ['ignore', 'inherit', 'inherit'], // without an input, no questions
});
if (vsce.status !== 0) process.exit(1);

const megabytes = statSync(join(ROOT, 'gradlens.vsix')).size / 1e6;
console.log(`gradlens.vsix: ${megabytes.toFixed(2)} MB`);
if (megabytes > LARGEST_MB) {
  console.error(`That is more than ${LARGEST_MB} MB. What is in it: node ${VSCE} ls --no-dependencies --tree`);
  process.exit(1);
}
