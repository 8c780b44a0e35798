import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Tests of the matrix panel's page in a browser, without VS Code. */
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  resolve: { alias: { vscode: fileURLToPath(new URL('vscode.ts', import.meta.url)) } },
  test: {
    include: ['test/panel/**/*.test.ts'],
    globalSetup: ['test/chromium.ts'],
    maxWorkers: 2,
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
