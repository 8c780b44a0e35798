/** What is worked out before anybody asks: the hovers of the functions that are seen, and practice. */
import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Document } from '../../../src/analysis/document';
import { python } from '../../../src/languages/python/language';
import { languageById } from '../../../src/languages/registry';
import { Remembered } from '../../../src/notation/remembered';
import { exercises, PRACTICE } from '../../../src/worker/practice';
import { createService } from '../../../src/worker/service';
import type { Served } from '../../../src/worker/serve';
import type { Steps } from '../../../src/worker/protocol';
import { SETTINGS } from './fakeService';

const load = (file: string): Promise<Uint8Array> => {
  const name = file.replace(/\.wasm$/, '');
  return Promise.resolve(readFileSync(new URL(`../../../node_modules/${name}/${file}`, import.meta.url)));
};

function finished<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** What a hover says, without its pictures. */
const textsOf = (hover: unknown): string =>
  [...JSON.stringify(hover).matchAll(/"(?:alternative|text)":"([^"]*)"/g)].map(([, text]) => text).join('\n');

const TEXT = `import numpy as np

def first(x):
    return x**2 * np.sin(3 * x)

def second(x, y):
    return x**3 * y

def words(text):
    return text.upper()

def large(x):
    for i in range(400):
        x = np.sin(x) * x + i
    return x
`;

describe('the hover of a function that is seen', () => {
  const place = { uri: 'file:///a.py', version: 1 };
  let service: Served;
  /** How many derivatives have been made readable: each is remembered. */
  let presented: () => number;

  beforeEach(async () => {
    service = await createService(load, { log: () => {}, read: () => {}, news: () => {} });
    await service.prepare?.('python');
    service.configure(SETTINGS);
    const put = vi.spyOn(Remembered.prototype, 'put');
    const isDerivative = (made: unknown): boolean => typeof made === 'object' && made !== null && 'entries' in made;
    presented = () => put.mock.calls.filter(([, made]) => isDerivative(made)).length;
    return () => put.mockRestore();
  });
  const open = (text: string): void => {
    service.open({ ...place, language: 'python', text });
    finished(service.outline(place));
  };
  const see = (name: string): unknown => service.lens({ ...place, function: name });
  const hover = (line: number): unknown =>
    service.hover({ ...place, position: { line, character: 4 }, colour: '#000000' });
  const ahead = (): number => {
    let count = 0;
    for (let next = service.ahead?.(); next; next = service.ahead?.()) {
      expect(next.uri).toBe(place.uri);
      next.run();
      count += 1;
    }
    return count;
  };

  it('is worked out before it is asked for, and is the same', () => {
    open(TEXT.replace('3 * x', '7 * x'));
    const told = textsOf(hover(2));
    open(TEXT.replace('3 * x', '9 * x'));
    const before = presented();
    expect(ahead(), 'nothing is seen yet').toBe(0);
    see('first');
    see('second');
    expect(presented()).toBe(before);
    expect(ahead()).toBe(2);
    expect(presented()).toBe(before + 2);
    const prepared = hover(2);
    expect(presented()).toBe(before + 2);
    expect(textsOf(prepared)).toBe(told.replaceAll('7x', '9x'));
    expect(ahead(), 'once for each').toBe(0);
  });

  it('is not, where there is no derivative, where it would take long, or where the function is gone', () => {
    open(TEXT);
    for (const name of ['words', 'large', 'second']) see(name);
    service.change({
      ...place,
      version: 2,
      edits: [{ start: TEXT.indexOf('second'), oldEnd: TEXT.indexOf('second') + 6, text: 'other' }],
    });
    expect(ahead()).toBe(0);
  });

  it('shows no other derivative when a constant is added, and does not work it out again', () => {
    open(TEXT);
    hover(5);
    const before = presented();
    open(TEXT.replace('x**3 * y', 'x**3 * y + 4'));
    expect(JSON.stringify(hover(5)).includes('second(x, y) = 4 + x³·y')).toBe(true);
    expect(presented()).toBe(before);
    open(TEXT.replace('x**3 * y', 'x**3 * y * 4'));
    hover(5);
    expect(presented()).toBe(before + 1);
  });
});

describe('practice', () => {
  const asked: string[] = [];
  let service: Served;

  beforeEach(async () => {
    asked.length = 0;
    service = await createService(load, {
      log: (_, message) => asked.push(message),
      read: (uri) => asked.push(uri),
      news: () => asked.push('news'),
    });
    service.configure(SETTINGS);
  });
  /** How many pieces of work it takes. */
  const practised = (): number => {
    let count = 0;
    for (let next = service.practise?.(); next; next = service.practise?.()) {
      next.run();
      count += 1;
    }
    return count;
  };

  it.each(['python', 'typescript'])(
    'in %s begins when a document is open, ends, and is done once',
    async (language) => {
      await service.prepare?.(language);
      expect(practised()).toBe(0);
      const place = { uri: 'file:///a', version: 1 };
      const text = language === 'python' ? 'def f(x): return x**2' : 'const f = (x: number) => x ** 2;';
      service.open({ ...place, language, text });
      expect(practised()).toBeGreaterThan(50);
      expect(practised()).toBe(0);
      service.open({ ...place, uri: 'file:///b', language, text });
      expect(practised()).toBe(0);
      expect(finished(service.outline(place)).map(({ function: name }) => name)).toEqual(['f']);
      expect(service.heldNodes?.(), 'nothing of it is held').toBeLessThan(20);
      expect(asked, 'no file, no news, no complaint').toEqual([]);
    },
  );

  it.each([{ language: python }, { language: languageById('javascript')! }])(
    'in $language.id meets functions, a right derivative and wrong ones, each time others',
    async ({ language }) => {
      const texts = [...exercises(language)];
      expect(new Set(texts).size).toBe(texts.length);
      const parser = await language.createParser(load);
      const options = { uri: PRACTICE, version: 1, language, parser, settings: SETTINGS };
      for (const text of texts) {
        const document = new Document({ ...options, text });
        const checks = finished(document.checksInSteps());
        expect(document.unsupported(), text).toEqual([]);
        expect(document.functions().filter((name) => document.lens(name) === null)).toEqual([]);
        expect(checks.filter(({ verdict }) => verdict === 'differs').map(({ primal }) => primal)).toEqual([
          'lift',
          'wave',
        ]);
        expect(checks.filter(({ verdict }) => verdict === 'proved')).toHaveLength(1);
        document.dispose();
      }
    },
  );
});
