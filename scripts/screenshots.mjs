// The screenshots in README.md are ones that the interface tests take. This checks that all of them are taken and there;
// with GRADLENS_UPDATE_SCREENSHOTS (npm test -- ui --update-screenshots) it puts the new ones into media/screenshots/.
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RESULTS, ROOT } from './root.mjs';

const shown = join(ROOT, 'media/screenshots');
const readme = join(ROOT, 'README.md');
const names = existsSync(readme)
  ? [...readFileSync(readme, 'utf8').matchAll(/media\/screenshots\/([\w-]+\.png)/g)]
  : [];

for (const [, name = ''] of names) {
  const taken = join(RESULTS, 'screenshots', name);
  if (!existsSync(taken)) fail(`README.md shows ${name}, but no test under test/ui/ takes it.`);
  else if (process.env.GRADLENS_UPDATE_SCREENSHOTS) {
    mkdirSync(shown, { recursive: true });
    copyFileSync(taken, join(shown, name));
  } else if (!existsSync(join(shown, name)))
    fail(`README.md shows ${name}. Put it there: npm test -- ui --update-screenshots`);
}

/** @param {string} message */
function fail(message) {
  console.error(message);
  process.exitCode = 1;
}
