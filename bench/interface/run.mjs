// npm run bench -- interface: needs Chromium, which the tests of the panel find or install.
import { spawnSync } from 'node:child_process';

const VITEST = 'node_modules/vitest/vitest.mjs';
const options = ['run', '--config=bench/interface/vitest.config.ts', '--reporter=dot'];
process.exitCode = spawnSync(process.execPath, [VITEST, ...options], { stdio: 'inherit' }).status ?? 1;
