import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Tests of the program as it ships (`dist/cli.js`), run as a person runs it. */
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: { include: ['test/cli/**/*.test.ts'], testTimeout: 60_000 },
});
