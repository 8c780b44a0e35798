// node scripts/l10n.mjs: collects the texts that the extension shows, for translators, into l10n/bundle.l10n.json.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { ROOT } from './root.mjs';

export const BUNDLE = join(ROOT, 'l10n', 'bundle.l10n.json');

/** The texts given to `l10n.t` in src/editor/, in alphabetical order. Throws for one that is not written out. */
export function texts() {
  const folder = join(ROOT, 'src', 'editor');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  return [...new Set(files.flatMap((file) => textsOf(join(folder, file))))].sort();
}

/** @param {string} file @returns {string[]} */
function textsOf(file) {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  /** @type {string[]} */
  const found = [];
  /** @param {ts.Node} node */
  const visit = (node) => {
    if (ts.isCallExpression(node) && /(^|\.)l10n\.t$/.test(node.expression.getText())) {
      const [text] = node.arguments;
      if (!text || !ts.isStringLiteralLike(text)) throw new Error(`${file}: l10n.t needs a text that is written out`);
      found.push(text.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

export const bundle = () => `${JSON.stringify(Object.fromEntries(texts().map((text) => [text, text])), null, 2)}\n`;

if (process.argv[1] === import.meta.filename) {
  mkdirSync(join(ROOT, 'l10n'), { recursive: true });
  writeFileSync(BUNDLE, bundle());
}
