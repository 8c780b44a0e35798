import { defineConfig } from 'vitest/config';

/** Unit and property tests: everything that runs without an editor. Those that need one: test/vscode/, test/ui/. */
export default defineConfig({
  test: {
    include: ['test/unit/**/*.test.ts'],
    setupFiles: ['test/breathe.ts'],
    testTimeout: 20_000, // property tests on a slow machine
  },
});
