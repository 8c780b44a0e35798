/** What is worked out before anybody asks: the hovers of the functions that are seen. */
import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Remembered } from '../../../src/notation/remembered';
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
