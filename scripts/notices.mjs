import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Packages whose files are copied, not bundled. */
const COPIED = [
  'node_modules/tree-sitter-python',
  'node_modules/tree-sitter-javascript',
  'node_modules/tree-sitter-typescript',
  'node_modules/web-tree-sitter',
];

/**
 * The names and licences of the packages that our bundles contain.
 *
 * @param {readonly string[]} inputs the paths of all bundled files
 */
export function thirdPartyNotices(inputs) {
  const folders = new Set(COPIED);
  for (const input of inputs) {
    const [folder] = /^(.*\/)?node_modules\/(@[^/]+\/)?[^/]+/.exec(input) ?? [];
    if (folder) folders.add(folder);
  }
  const notices = [...folders].sort().map((folder) => {
    const file = join(folder, 'package.json');
    const { name, version, license } = /** @type {Record<string, string>} */ (JSON.parse(readFileSync(file, 'utf8')));
    const texts = readdirSync(folder).filter((entry) => /^(licen[cs]e|copying|notice)(\.|$)/i.test(entry));
    return [
      `${name} ${version} (${license})`,
      ...texts.map((text) => readFileSync(join(folder, text), 'utf8').trim()),
    ].join('\n\n');
  });
  return `Gradlens contains these packages:\n\n${notices.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}
