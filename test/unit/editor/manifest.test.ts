import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bundle, BUNDLE } from '../../../scripts/l10n.mjs';
import { ROOT } from '../../../scripts/root.mjs';
import { languages } from '../../../src/languages/registry';
import { SHIPPED_FILES } from '../../../src/worker/shippedFiles';

interface Manifest {
  readonly activationEvents: readonly string[];
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, unknown>> };
  };
}

const text = readFileSync(join(ROOT, 'package.json'), 'utf8');
const manifest = JSON.parse(text) as Manifest;
const source = readdirSync(join(ROOT, 'src', 'editor'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => readFileSync(join(ROOT, 'src', 'editor', file), 'utf8'))
  .join('\n');

describe('what the manifest promises', () => {
  it('has a text for every place of one, and no other texts', () => {
    const texts = JSON.parse(readFileSync(join(ROOT, 'package.nls.json'), 'utf8')) as Record<string, string>;
    const used = [...text.matchAll(/"%([^%"]+)%"/g)].map((match) => match[1]);
    expect(Object.keys(texts).sort()).toEqual([...new Set(used)].sort());
  });

  it('gives translators every text that the code shows (if not: node scripts/l10n.mjs)', () => {
    expect(readFileSync(BUNDLE, 'utf8')).toBe(bundle());
  });

  it('names settings that are read, and commands that are there', () => {
    for (const name of Object.keys(manifest.contributes.configuration.properties)) {
      expect(source).toContain(`'${name.replace('gradlens.', '')}'`);
    }
    for (const { command } of manifest.contributes.commands) {
      const name = command.replace('gradlens.', '');
      expect(source.includes(`about('${name}'`) || source.includes(`registerCommand('${command}'`), command).toBe(true);
    }
  });

  it('is activated by each language, which is shipped with its grammar', () => {
    expect(manifest.activationEvents).toEqual([
      ...languages.map(({ id }) => `onLanguage:${id}`),
      'onWebviewPanel:gradlens.panel',
    ]);
    expect([...SHIPPED_FILES].sort()).toEqual(
      ['web-tree-sitter.wasm', ...new Set(languages.map(({ grammar }) => grammar))].sort(),
    );
  });
});
