/**
 * @typedef {object} Stage
 * @property {string} name
 * @property {string} what it shows
 * @property {readonly (readonly string[])[]} commands arguments for Node, run one after the other
 * @property {readonly string[]} [needs] stages whose products it uses
 * @property {string} [beside] the stage before it, at whose side it runs
 * @property {'vitest' | 'mocha'} [counts] how it counts its tests: in `test-results/NAME.json`, or in its last line
 * @property {number} minutes after which it is taken to hang
 */

const TSC = 'node_modules/typescript-7/bin/tsc'; // the native compiler: a tenth of the time
const ESLINT = 'node_modules/eslint/bin/eslint.js';
const PRETTIER = 'node_modules/prettier/bin/prettier.cjs';
const VITEST = 'node_modules/vitest/vitest.mjs';
const SUITE = 'scripts/vscode/run-suite.mjs';

const PARTS = ['core', 'editor', 'node', 'webworker', 'panel', 'tools'];

/** @param {string} name */
const report = (name) => ['--reporter=default', '--reporter=json', `--outputFile.json=test-results/${name}.json`];

/** What `npm test` does, in order. @type {readonly Stage[]} */
export const STAGES = [
  {
    name: 'types',
    what: 'each part with the types that it may see',
    commands: PARTS.map((part) => [TSC, '--noEmit', '-p', `tsconfig.${part}.json`]),
    minutes: 8,
  },
  {
    name: 'format',
    what: "Prettier's",
    beside: 'types',
    commands: [[PRETTIER, '--check', '--log-level=warn', '.']],
    minutes: 4,
  },
  {
    name: 'lint',
    what: 'rules, layers',
    beside: 'types',
    commands: [[ESLINT, '--max-warnings=0', '.']],
    minutes: 8,
  },
  {
    name: 'unit',
    what: 'unit and property tests',
    commands: [[VITEST, 'run', ...report('unit')]],
    counts: 'vitest',
    minutes: 15,
  },
  {
    name: 'fuzz',
    what: 'random functions against NumPy, damaged files',
    commands: [[VITEST, 'run', '--config=test/fuzz/vitest.config.ts', ...report('fuzz')]],
    counts: 'vitest',
    minutes: 10,
  },
  {
    name: 'panel',
    what: "the matrix panel's page, in a browser",
    commands: [[VITEST, 'run', '--config=test/panel/vitest.config.ts', ...report('panel')]],
    counts: 'vitest',
    minutes: 10,
  },
  { name: 'build', what: 'what ships', commands: [['esbuild.mjs', '--production', '--tests']], minutes: 2 },
  {
    name: 'cli',
    what: 'the program for the terminal',
    commands: [[VITEST, 'run', '--config=test/cli/vitest.config.ts', ...report('cli')]],
    needs: ['build'],
    counts: 'vitest',
    minutes: 5,
  },
  {
    name: 'vscode',
    what: "in VS Code's Node extension host",
    commands: [[SUITE]],
    needs: ['build'],
    counts: 'mocha',
    minutes: 8,
  },
  {
    name: 'web',
    what: "in VS Code's web extension host",
    commands: [[SUITE, '--web']],
    needs: ['build'],
    counts: 'mocha',
    minutes: 8,
  },
  {
    name: 'ui',
    what: 'what a person sees, in a browser',
    commands: [[VITEST, 'run', '--config=test/ui/vitest.config.ts', ...report('ui')], ['scripts/screenshots.mjs']],
    needs: ['build'],
    counts: 'vitest',
    minutes: 10,
  },
  { name: 'package', what: 'gradlens.vsix', commands: [['scripts/package.mjs']], minutes: 3 },
  {
    name: 'installed',
    what: 'in VS Code, installed from gradlens.vsix',
    commands: [[SUITE, '--installed', 'gradlens.vsix']],
    needs: ['build', 'package'],
    counts: 'mocha',
    minutes: 8,
  },
];
