import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { installDebianPackages } from '../debian.mjs';

const COMMANDS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
const FILES = [
  chromium.executablePath(), // where `npx playwright-core install chromium` puts it
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/**
 * A browser of the Chromium family that is on this machine.
 *
 * @returns {string | undefined} its path
 */
export function findChromium() {
  const chosen = process.env.GRADLENS_CHROMIUM;
  if (chosen) return chosen;
  for (const command of process.platform === 'win32' ? [] : COMMANDS) {
    const found = spawnSync('sh', ['-c', `command -v ${command}`], { encoding: 'utf8' });
    if (found.status === 0) return found.stdout.trim();
  }
  return FILES.find((file) => existsSync(file));
}

/**
 * A browser of the Chromium family; on Debian it is installed if there is none and we may.
 *
 * @returns {string} its path
 */
export function provideChromium() {
  const found = findChromium();
  if (found) return found;
  // DejaVu has the letters that formulas need in plain text: ∇, ∂, ℝ.
  installDebianPackages(['chromium', 'fonts-dejavu-core']);
  const installed = findChromium();
  if (installed) return installed;
  throw new Error(
    'These tests drive VS Code in Chromium, and none was found. Install Chromium or Google Chrome (on Debian: ' +
      'apt-get install chromium; anywhere: npx playwright-core install chromium), or set GRADLENS_CHROMIUM to one.',
  );
}
