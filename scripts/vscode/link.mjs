import { mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../root.mjs';

/**
 * Makes a folder of extensions in which this one is installed, as a link to this project: after a build, reloading the
 * window is enough. (Its address can name an extension to develop only where VS Code runs tests.)
 *
 * @param {string} extensionsDir is emptied first, so that VS Code looks again at what is in it
 */
export function linkExtension(extensionsDir) {
  const manifest = readFileSync(join(ROOT, 'package.json'), 'utf8');
  const { publisher, name, version } = /** @type {Record<string, string>} */ (JSON.parse(manifest));
  rmSync(extensionsDir, { recursive: true, force: true });
  mkdirSync(extensionsDir, { recursive: true });
  symlinkSync(ROOT, join(extensionsDir, `${publisher}.${name}-${version}`), 'junction');
}
