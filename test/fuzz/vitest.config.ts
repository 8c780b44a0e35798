import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Random programs and damaged files. `npm run nightly` is the long run. */
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: { include: ['test/fuzz/**/*.test.ts'], setupFiles: ['test/breathe.ts'], maxWorkers: 2, testTimeout: 120_000 },
});
