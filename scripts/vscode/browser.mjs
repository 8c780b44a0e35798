import { chromium } from 'playwright-core';
import { provideChromium } from './chromium.mjs';

/**
 * Opens Chromium without a window. It reaches nothing but this machine.
 *
 * @returns {Promise<import('playwright-core').Browser>}
 */
export function openBrowser() {
  return chromium.launch({
    executablePath: provideChromium(),
    chromiumSandbox: process.getuid?.() !== 0, // Chromium refuses its sandbox to root
    args: [
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-dev-shm-usage', // containers have a small /dev/shm
      '--disable-gpu',
      '--disable-sync',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
      '--no-first-run',
    ],
  });
}
