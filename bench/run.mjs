// npm run bench: bundles the benchmark and runs it in Node. `npm run bench -- readability` has a run of its own.
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

const readability = () => spawnSync(process.execPath, ['bench/readability/run.mjs'], { stdio: 'inherit' }).status ?? 1;

const sections = process.argv.slice(2);
const others = sections.filter((section) => section !== 'readability');
if (others.length > 0 || sections.length === 0) process.exitCode = await engine(others);
if (others.length < sections.length) process.exitCode = readability() || process.exitCode;
