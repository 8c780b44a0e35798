import { defineConfig } from 'vitest/config';

/** Unit and property tests: everything that runs without an editor. Those that need one: test/vscode/, test/ui/. */
export default defineConfig({
  test: {
    include: ['test/unit/**/*.test.ts'],
    setupFiles: ['test/breathe.ts'],
    maxWorkers: 2, // at least one for each core that the slowest machine has
    isolate: false, // a file of tests changes nothing for others: half of the time went into loading the same modules anew
    testTimeout: 60_000, // property tests on a slow machine that does other things as well
  },
});
