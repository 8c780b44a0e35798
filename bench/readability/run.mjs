// node bench/readability/run.mjs [--all]: bundles the report and runs it in Node, from the root of the project.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';

const folder = mkdtempSync(join(tmpdir(), 'gradlens-readability-'));
try {
  const outfile = join(folder, 'report.cjs');
  await build({
    entryPoints: ['bench/readability/report.ts'],
    bundle: true,
    platform: 'node',
    target: 'node20',
    // Its ES module asks where it lies, which no bundle can tell it.
    alias: { 'web-tree-sitter': './node_modules/web-tree-sitter/web-tree-sitter.cjs' },
    outfile,
    logLevel: 'error',
  });
  process.exitCode = spawnSync(process.execPath, [outfile, ...process.argv.slice(2)], { stdio: 'inherit' }).status ?? 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
