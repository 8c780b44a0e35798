/** Damaged files: nothing crashes, nothing hangs, and what was not touched is what it was. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { Document } from '../../src/analysis/document';
import { hoverFor } from '../../src/analysis/hover';
import { defaultSettings } from '../../src/analysis/settings';
import { python } from '../../src/languages/python/language';
import { parser } from '../unit/languages/python/reading';
import { damage, REWRITTEN } from './damage';
import { Choice, randomProgram } from './python';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FOLDERS = ['examples', 'test/fixtures/python', process.env.GRADLENS_FUZZ_FOLDER].filter(
  (one) => one !== undefined,
);
/** Damages a file, in all. */
const ROUNDS = Math.max(4, Math.round(Number(process.env.GRADLENS_RANDOM_CASES ?? 0) / 50));
/** What is not read because time ran out would differ from one time to the next: a busy machine gets enough of it. */
const BUDGET = 2000;
/**
 * Milliseconds that processors may work for everything about one function: several jobs within their budgets. Time that
 * passes while other programs run is not counted.
 */
const PATIENCE = 3 * BUDGET;

const files = FOLDERS.flatMap((folder) => {
  const path = join(ROOT, folder);
  const names = readdirSync(folder.startsWith('/') ? folder : path, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => name.endsWith('.py')).map((name) => join(folder.startsWith('/') ? folder : path, name));
});
const written = Array.from({ length: 12 }, (_, i) => `# ${i}\n${randomProgram(5000 + i).text}`);
const sources: [string, string][] = [
  ...files.map((file): [string, string] => [basename(file), readFileSync(file, 'utf8')]),
  ['written', written.map((text, i) => text.replace(/\bdef (f|smooth)\b/g, `def $1${i}`)).join('\n')],
];

const open = (text: string): Document =>
  new Document({
    uri: 'file:///damaged.py',
    version: 1,
    text,
    language: python,
    parser,
    settings: { ...defaultSettings, budget: BUDGET },
  });

/** What is worked out of each function, without where it stands. */
function resultsOf(document: Document): Map<string, string> {
  const results = new Map<string, string>();
  document.problems();
  for (const { function: name, nameRange } of document.outline()) {
    const start = process.cpuUsage();
    const { signature, status, reason, derivative, at } = document.card(name);
    // How it is written depends on the time that there is to search for a short form; what it is does not.
    const { kind, wrt, structure, operations, nonZeros } = derivative ?? {};
    document.lens(name);
    const reference = document.referenceAt(nameRange.start);
    if (reference) hoverFor(document, reference, defaultSettings, () => null);
    const { user, system } = process.cpuUsage(start);
    expect((user + system) / 1000, `${name} takes its time`).toBeLessThan(PATIENCE);
    results.set(
      name,
      JSON.stringify({ signature, status, reason: reason?.message, kind, wrt, structure, operations, nonZeros, at }),
    );
  }
  const checks = document.checksInSteps();
  while (checks.next().done !== true);
  return results;
}

/** Functions that have nothing to do with one, by the words that are written in them. */
function apartFrom(document: Document, touched: string): string[] {
  const texts = new Map(
    document.program.definitions.map(({ name, function: { span } }) => [
      name,
      document.content.slice(span.start, span.end),
    ]),
  );
  const words = (name: string): Set<string> => new Set((texts.get(name) ?? '').match(/[\p{L}\p{N}_]+/gu) ?? []);
  const own = (name: string): string => name.split('.').at(-1)?.replace(/#\d+$/, '') ?? name;
  const near = new Set([touched, touched.split('.')[0] ?? touched]);
  // What the file itself calls them with may go from one to the other.
  const called = new Set(
    document.program.body
      .filter(({ kind }) => kind !== 'function' && kind !== 'class')
      .flatMap(({ span }) => document.content.slice(span.start, span.end).match(/[\p{L}\p{N}_]+/gu) ?? []),
  );
  for (let before = 0; before !== near.size;) {
    before = near.size;
    for (const name of texts.keys()) {
      const group = name.split('.')[0] ?? name;
      const mentions = [...near].some(
        (one) =>
          words(name).has(own(one)) || words(one).has(own(name)) || (called.has(own(one)) && called.has(own(name))),
      );
      if (near.has(group) || mentions) near.add(name).add(group);
    }
  }
  return [...texts.keys()].filter((name) => !near.has(name) && !near.has(name.split('.')[0] ?? name));
}

describe.each(sources)('%s', (name, text) => {
  it('is the same written otherwise', () => {
    const original = resultsOf(open(text));
    for (const [how, rewrite] of Object.entries(REWRITTEN))
      if (!/"""|'''/.test(text) || !how.startsWith('blank'))
        expect(resultsOf(open(rewrite(text))), how).toEqual(original);
  });

  it('survives being damaged, and is whole again afterwards', { timeout: 600_000 }, () => {
    const choice = new Choice(name.length * 31 + text.length);
    const document = open(text);
    const original = resultsOf(document);
    let version = 1;
    for (let round = 0; round < ROUNDS; round += 1) {
      const definition = choice.of(document.program.definitions);
      const span = definition ? { ...definition.function.span } : { start: 0, end: text.length };
      const untouched = definition ? apartFrom(document, definition.name) : [];
      const names = document.functions();
      const edit = damage(text, span, choice);
      const taken = text.slice(edit.start, edit.oldEnd);
      document.change((version += 1), [edit]);
      const damaged = resultsOf(document);
      const isWithin = document.functions().join() === names.join();
      // Where the damage stays inside its function, the others do not notice.
      if (isWithin)
        for (const one of untouched)
          expect(damaged.get(one), `${one} after ${JSON.stringify(edit).slice(0, 200)} in ${definition?.name}`).toBe(
            original.get(one),
          );
      document.change((version += 1), [{ start: edit.start, oldEnd: edit.start + edit.text.length, text: taken }]);
      expect(document.content).toBe(text);
    }
    expect(resultsOf(document)).toEqual(original);
    document.dispose();
  });
});
