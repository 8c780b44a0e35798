import { existsSync, readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { ROOT } from '../root.mjs';

/** @type {Map<string, SourceMap | undefined>} */
const maps = new Map();

/**
 * Replaces positions in bundles (`…/dist-test/index.node.js:4114:15`) by those in their sources, in a stack that comes
 * from either extension host. VS Code forms its own stacks, so Node's --enable-source-maps has no say in them.
 *
 * @param {string} text
 */
export function toSourcePositions(text) {
  return text.replace(
    /[^\s("]*\b(dist(?:-test)?\/[\w.-]+\.js)[^\s:)]*:(\d+):(\d+)/g,
    (position, bundle, line, column) => {
      const file = join(ROOT, bundle);
      if (!maps.has(file)) maps.set(file, read(`${file}.map`));
      const entry = maps.get(file)?.findEntry(Number(line) - 1, Number(column) - 1);
      if (!entry || !('originalSource' in entry)) return position;
      return `${relative(ROOT, join(dirname(file), entry.originalSource))}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
    },
  );
}

/** @param {string} file */
function read(file) {
  return existsSync(file) ? new SourceMap(JSON.parse(readFileSync(file, 'utf8'))) : undefined;
}
