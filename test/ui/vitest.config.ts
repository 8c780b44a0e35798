import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Tests of what a person sees and does, in a real VS Code in a real browser. */
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    include: ['test/ui/**/*.test.ts'],
    globalSetup: ['test/chromium.ts'],
    fileParallelism: false, // each file has a VS Code of its own
    testTimeout: 90_000,
    expect: { poll: { timeout: 20_000, interval: 100 } },
    hookTimeout: 120_000,
  },
});
