// npm run bench: bundles the benchmark and runs it in Node. `readability`, `incremental` and `interface` have runs of their own.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';

/** Memory is measured after what is not needed any more is gone. */
const FLAGS = ['--expose-gc'];

/** @param {readonly string[]} sections */
async function engine(sections) {
  const folder = mkdtempSync(join(tmpdir(), 'gradlens-bench-'));
  try {
    const outfile = join(folder, 'bench.cjs');
    await build({
      entryPoints: ['bench/engine.ts'],
      bundle: true,
      platform: 'node',
      target: 'node20',
      outfile,
      logLevel: 'error',
    });
    return spawnSync(process.execPath, [...FLAGS, outfile, ...sections], { stdio: 'inherit' }).status ?? 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Sections that are programs of their own. */
const APART = ['incremental', 'interface', 'readability'];
/** @param {string} section */
const apart = (section) => spawnSync(process.execPath, [`bench/${section}/run.mjs`], { stdio: 'inherit' }).status ?? 1;

const sections = process.argv.slice(2);
const others = sections.filter((section) => !APART.includes(section));
if (others.length > 0 || sections.length === 0) process.exitCode = await engine(others);
for (const section of sections.length === 0
  ? ['incremental', 'interface']
  : APART.filter((one) => sections.includes(one)))
  process.exitCode = apart(section) || process.exitCode;
