import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { LAYERS, layersRule } from './scripts/layers.mjs';

/** @typedef {{ regex: string, message: string }} Restriction */

/** @type {Restriction} */
const NO_VSCODE = { regex: '^vscode$', message: 'Only src/editor/ and src/extension*.ts know VS Code.' };

const NODE =
  'assert|buffer|child_process|crypto|events|fs|http|https|module|net|os|path|process|stream|url|util|worker_threads|zlib';
/** @type {Restriction} */
const NO_NODE = {
  regex: `^(node:.*|(${NODE})(/.*)?)$`,
  message: "Only src/cli/ and the worker's starts know Node: this runs in browsers too.",
};

/** @param {readonly Restriction[]} patterns @returns {import('@eslint/core').RulesConfig} */
const restrict = (...patterns) => ({ 'no-restricted-imports': ['error', { patterns }] });

export default defineConfig(
  globalIgnores([
    'dist/',
    'dist-test/',
    'test-results/',
    '.vscode-test/',
    'coverage/',
    'test/fixtures/',
    'examples/',
    'src/universal.d.ts',
  ]),
  tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { project: 'tsconfig.json' } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: ['error', 'smart'],
      'no-control-regex': 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      // No text is ever run as code, whoever wrote it.
      'no-eval': 'error',
      'no-new-func': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-redundant-type-constituents': 'off', // `string | 'NaN'` says more than `string`
      '@typescript-eslint/no-this-alias': 'off', // a walk through a list begins somewhere
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }], // as the compiler
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    // But this makes functions from expression graphs: numbers, our own names, and no word of a document.
    files: ['src/numerics/compile.ts'],
    rules: { 'no-new-func': 'off', '@typescript-eslint/no-implied-eval': 'off' },
  },
  {
    // The page's types and the worker's exclude each other.
    files: ['src/extension.web.ts', 'src/worker/browser*.ts'],
    languageOptions: { parserOptions: { project: 'tsconfig.webworker.json' } },
  },
  {
    // Casts are comments there, which the rules about `any` do not see; the compiler does.
    files: ['**/*.mjs'],
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
    },
  },
  {
    files: Object.keys(LAYERS).map((layer) => `src/${layer}/**`),
    plugins: { gradlens: { rules: { layers: layersRule } } },
    rules: { 'gradlens/layers': 'error', ...restrict(NO_VSCODE, NO_NODE) },
  },
  // The only files that know where they run:
  { files: ['src/editor/**', 'src/extension.web.ts'], rules: restrict(NO_NODE) },
  { files: ['src/cli/**', 'src/worker/node*.ts'], rules: restrict(NO_VSCODE) },
);
