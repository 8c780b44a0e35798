// npm run bench -- incremental: bundles the worker and what talks to it, and runs them in Node.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { build } from 'esbuild';

const require = createRequire(import.meta.url);
const folder = mkdtempSync(join(tmpdir(), 'gradlens-incremental-'));
try {
  await build({
    entryPoints: { main: 'bench/incremental/main.ts', worker: 'bench/incremental/worker.ts' },
    bundle: true,
    platform: 'node',
    target: 'node20',
    outdir: folder,
    outExtension: { '.js': '.cjs' },
    alias: { 'web-tree-sitter': require.resolve('web-tree-sitter') },
    logLevel: 'error',
  });
  for (const file of grammars()) copyFileSync(file, join(folder, basename(file)));
  const run = spawnSync(process.execPath, [join(folder, 'main.cjs'), join(folder, 'worker.cjs')], { stdio: 'inherit' });
  process.exitCode = run.status ?? 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function grammars() {
  return [
    'node_modules/web-tree-sitter/web-tree-sitter.wasm',
    'node_modules/tree-sitter-python/tree-sitter-python.wasm',
    'node_modules/tree-sitter-javascript/tree-sitter-javascript.wasm',
    'node_modules/tree-sitter-typescript/tree-sitter-typescript.wasm',
    'node_modules/tree-sitter-typescript/tree-sitter-tsx.wasm',
  ].filter((file) => existsSync(file));
}
