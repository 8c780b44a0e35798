import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/**
 * The layers of src/, and which of the others each may import. It goes one way: from text to a program, a graph, its
 * derivative, and what is known of a document; then to a worker, and to the editor, its panel and the terminal.
 *
 * @type {Readonly<Record<string, readonly string[]>>}
 */
const LAYERS = {
  calculus: [],
  numerics: ['calculus'],
  notation: ['calculus'],
  languages: [],
  tracing: ['languages', 'calculus'],
  verification: ['tracing', 'languages', 'numerics', 'calculus'],
  analysis: ['verification', 'tracing', 'languages', 'notation', 'numerics', 'calculus'],
  worker: ['analysis', 'languages', 'notation'],
  cli: ['analysis', 'languages'],
  editor: ['worker', 'panel'], // the messages between the two
  panel: ['worker'],
};

/** @typedef {{ regex: string, message: string }} Restriction */

/** @param {string} layer @returns {Restriction} */
const otherLayers = (layer) => {
  const allowed = LAYERS[layer] ?? [];
  const forbidden = Object.keys(LAYERS).filter((other) => other !== layer && !allowed.includes(other));
  return {
    regex: `\\.\\./(${forbidden.join('|')})(/|$)`,
    message: `src/${layer}/ imports only from ${allowed.length > 0 ? allowed.join(', ') : 'itself'} (LAYERS in eslint.config.mjs).`,
  };
};

/** @type {Restriction} */
const NO_VSCODE = { regex: '^vscode$', message: 'Only src/editor/ and src/extension*.ts know VS Code.' };
/** @type {Restriction} */
const NO_NODE = {
  regex:
    '^(node:.*|(assert|buffer|child_process|crypto|events|fs|http|https|module|net|os|path|process|stream|url|util|vm|worker_threads|zlib)(/.*)?)$',
  message: "Only src/cli/ and the worker's starts know Node: this runs in browsers too.",
};

/** @type {Restriction} */
const PROTOCOL_ONLY = {
  regex: '/worker/(?!protocol$)',
  message: 'The panel knows nothing of the worker but its protocol.',
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
    languageOptions: {
      parserOptions: {
        projectService: true, // tsconfig.json
      },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      // No text is ever run as code, whoever wrote it.
      'no-eval': 'error',
      'no-new-func': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }], // as the compiler
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
    },
  },
  {
    // The page's types and the worker's exclude each other.
    files: ['src/extension.web.ts', 'src/worker/browser*.ts'],
    languageOptions: { parserOptions: { projectService: false, project: 'tsconfig.webworker.json' } },
  },
  {
    // Casts are comments there, which the rules about `any` do not see; the compiler does.
    files: ['**/*.mjs'],
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
    },
  },
  Object.keys(LAYERS).map((layer) => ({
    files: [`src/${layer}/**`],
    rules: restrict(otherLayers(layer), NO_VSCODE, NO_NODE),
  })),
  // The only files that know where they run:
  { files: ['src/editor/**'], rules: restrict(otherLayers('editor'), NO_NODE) },
  { files: ['src/extension.web.ts'], rules: restrict(NO_NODE) },
  { files: ['src/worker/node*.ts'], rules: restrict(otherLayers('worker'), NO_VSCODE) },
  { files: ['src/cli/**'], rules: restrict(otherLayers('cli'), NO_VSCODE) },
  { files: ['src/panel/**'], rules: restrict(otherLayers('panel'), PROTOCOL_ONLY, NO_VSCODE, NO_NODE) },
);
