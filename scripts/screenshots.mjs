// The screenshots in README.md, and the walkthrough's pictures, are ones that the interface tests take. This checks that
// all of them are taken and there; with GRADLENS_UPDATE_SCREENSHOTS (npm test -- ui --update-screenshots) it puts the new
// ones into media/screenshots/ and media/walkthrough/.
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RESULTS, ROOT } from './root.mjs';

/**
 * What shows pictures, and where they are; in the tests' results their names begin with `prefix`.
 *
 * @type {readonly { readonly by: string; readonly folder: string; readonly prefix: string }[]}
 */
const SHOWN = [
  { by: 'README.md', folder: 'media/screenshots', prefix: '' },
  { by: 'package.json', folder: 'media/walkthrough', prefix: 'walkthrough-' },
];

for (const { by, folder, prefix } of SHOWN) {
  const file = join(ROOT, by);
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  for (const [, name = ''] of text.matchAll(new RegExp(`${folder}/([\\w-]+\\.png)`, 'g')))
    check(by, folder, name, prefix);
}

/**
 * @param {string} by
 * @param {string} folder
 * @param {string} name
 * @param {string} prefix
 */
function check(by, folder, name, prefix) {
  const taken = join(RESULTS, 'screenshots', prefix + name);
  const shown = join(ROOT, folder, name);
  if (!existsSync(taken)) fail(`${by} shows ${name}, but no test under test/ui/ takes it.`);
  else if (process.env.GRADLENS_UPDATE_SCREENSHOTS) {
    mkdirSync(join(ROOT, folder), { recursive: true });
    copyFileSync(taken, shown);
  } else if (!existsSync(shown)) fail(`${by} shows ${name}. Put it there: npm test -- ui --update-screenshots`);
}

/** @param {string} message */
function fail(message) {
  console.error(message);
  process.exitCode = 1;
}
