// node esbuild.mjs [--production] [--tests] [--watch]
//
// Builds what ships into dist/: for each place where a part of Gradlens runs, one self-contained script; what the command
// line's carries out is a second one, loaded when it is needed. With --tests also the tests that run inside VS Code, into
// dist-test/.
import * as esbuild from 'esbuild';
import { chmodSync, copyFileSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { thirdPartyNotices } from './scripts/notices.mjs';

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');
const tests = process.argv.includes('--tests');

/** @type {esbuild.BuildOptions} */
const NODE = { platform: 'node', format: 'cjs', target: 'node20' };
/** VS Code's web extension host wraps a script as a CommonJS module; workers and pages take a classic script. @type {esbuild.BuildOptions} */
const WEB_HOST = { platform: 'browser', format: 'cjs', target: 'es2022' };
/** @type {esbuild.BuildOptions} */
const BROWSER = { platform: 'browser', format: 'iife', target: 'es2022' };

/** Imports in functions are calls of `require`. @type {esbuild.BuildOptions} */
const REQUIRES = { supported: { 'dynamic-import': false } };

/** @typedef {{ from: string, to: string, how: esbuild.BuildOptions }} Bundle */

/** @type {readonly Bundle[]} */
const BUNDLES = [
  { from: 'src/extension.ts', to: 'dist/extension.js', how: NODE },
  { from: 'src/extension.web.ts', to: 'dist/extension.web.js', how: WEB_HOST },
  { from: 'src/worker/node.ts', to: 'dist/worker.js', how: NODE },
  { from: 'src/worker/browser.ts', to: 'dist/worker.web.js', how: BROWSER },
  { from: 'src/panel/main.ts', to: 'dist/panel.js', how: BROWSER },
  { from: 'src/panel/panel.css', to: 'dist/panel.css', how: {} },
  { from: 'src/cli/main.ts', to: 'dist/cli.js', how: { ...NODE, banner: { js: '#!/usr/bin/env node' }, ...REQUIRES } },
  { from: 'src/cli/commands.ts', to: 'dist/cli.commands.js', how: NODE },
];

/** @type {readonly Bundle[]} */
const TESTS = [
  { from: 'test/vscode/index.node.ts', to: 'dist-test/index.node.js', how: { ...NODE, external: ['vscode', 'mocha'] } },
  { from: 'test/vscode/index.web.ts', to: 'dist-test/index.web.js', how: WEB_HOST },
];

const SUITES = 'test/vscode';

/** Shipped as they are: the parser and the grammars. */
const FILES = [
  'web-tree-sitter/web-tree-sitter.wasm',
  'tree-sitter-python/tree-sitter-python.wasm',
  'tree-sitter-javascript/tree-sitter-javascript.wasm',
  'tree-sitter-typescript/tree-sitter-typescript.wasm',
  'tree-sitter-typescript/tree-sitter-tsx.wasm',
];

/** @param {Bundle} bundle @returns {esbuild.BuildOptions} */
const options = ({ from, to, how }) => ({
  entryPoints: [from],
  outfile: to,
  bundle: true,
  external: ['vscode'],
  // Its ES module asks where it lies (import.meta.url), which no script of ours can tell it.
  alias: { 'web-tree-sitter': './node_modules/web-tree-sitter/web-tree-sitter.cjs' },
  loader: { '.svg': 'text' },
  minify: production && to.startsWith('dist/'),
  sourcemap: true,
  legalComments: 'none', // they are in the notices
  metafile: true,
  logLevel: 'warning',
  plugins: [suites(how.platform === 'node' ? '.web.test.ts' : '.node.test.ts'), commands],
  ...how,
});

/**
 * `import 'gradlens:suites'` means every file of tests for VS Code, so that none can be forgotten. Those whose names end
 * in `.node.test.ts` or `.web.test.ts` are only for that extension host.
 *
 * @param {string} elsewhere how the names end of those that are not for this host
 * @returns {esbuild.Plugin}
 */
const suites = (elsewhere) => ({
  name: 'suites',
  setup(build) {
    build.onResolve({ filter: /^gradlens:suites$/ }, () => ({ path: 'suites', namespace: 'suites' }));
    build.onLoad({ filter: /.*/, namespace: 'suites' }, () => {
      const files = readdirSync(SUITES, { recursive: true, encoding: 'utf8' });
      const wanted = files.filter((file) => file.endsWith('.test.ts') && !file.endsWith(elsewhere));
      const contents = wanted.map((file) => `import ${JSON.stringify(`./${file}`)};`).join('\n');
      return { contents, resolveDir: resolve(SUITES) };
    });
  },
});

/** What `src/cli/main.ts` imports in a function is a bundle of its own, beside its own. @type {esbuild.Plugin} */
const commands = {
  name: 'commands',
  setup(build) {
    build.onResolve({ filter: /^\.\/commands$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './cli.commands.js', external: true } : null,
    );
  },
};

const bundles = tests ? [...BUNDLES, ...TESTS] : BUNDLES;

if (production) rmSync('dist', { recursive: true, force: true });
mkdirSync('dist', { recursive: true });
for (const file of FILES) copyFileSync(join('node_modules', file), join('dist', basename(file)));

try {
  if (watch) await rebuildOnChange();
  else await buildOnce();
} catch {
  process.exitCode = 1; // esbuild has said why
}

async function buildOnce() {
  const results = await Promise.all(bundles.map((bundle) => esbuild.build(options(bundle))));
  for (const { to } of bundles) if (to.endsWith('cli.js')) chmodSync(to, 0o755);
  writeFileSync(
    'dist/THIRD-PARTY-NOTICES.txt',
    thirdPartyNotices(results.flatMap(({ metafile }) => Object.keys(metafile?.inputs ?? {}))),
  );
  if (!production) return;
  for (const file of readdirSync('dist')) {
    if (!file.endsWith('.map'))
      console.log(`${(statSync(join('dist', file)).size / 1000).toFixed(1).padStart(8)} kB  ${file}`);
  }
}

async function rebuildOnChange() {
  const contexts = await Promise.all(bundles.map((bundle) => esbuild.context(withProgress(options(bundle)))));
  for (const context of contexts) await context.watch();
}

/** The lines that .vscode/tasks.json waits for. @param {esbuild.BuildOptions} settings @returns {esbuild.BuildOptions} */
function withProgress(settings) {
  /** @type {esbuild.Plugin} */
  const progress = {
    name: 'progress',
    setup(build) {
      build.onStart(() => console.log('[watch] build started'));
      build.onEnd(() => console.log('[watch] build finished'));
    },
  };
  return { ...settings, plugins: [...(settings.plugins ?? []), progress] };
}
