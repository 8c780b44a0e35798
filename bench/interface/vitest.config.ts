import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** The panel's page with the worker behind it, built and served as its tests have it. */
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  resolve: { alias: { vscode: fileURLToPath(new URL('../../test/panel/vscode.ts', import.meta.url)) } },
  test: {
    include: ['bench/interface/interface.ts'],
    disableConsoleIntercept: true,
    testTimeout: 300_000,
    hookTimeout: 60_000,
  },
});
