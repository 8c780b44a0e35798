/** Reading a text in steps. */
import { describe, expect, it } from 'vitest';
import { generatedFile } from '../../../bench/incremental/file';
import { DocumentText } from '../../../src/analysis/reading';
import type { Program } from '../../../src/languages/program';
import { parser } from '../languages/python/reading';

const { text } = generatedFile(300);

function read(content: string): { readonly text: DocumentText; readonly programs: Program[] } {
  const programs: Program[] = [];
  return { text: new DocumentText(content, parser, (program) => programs.push(program)), programs };
}

/** Goes on for so many steps; tells whether that was all. */
function advance(steps: Generator<void, void, void>, count = Infinity): boolean {
  for (let i = 0; i < count; i += 1) if (steps.next().done === true) return true;
  return false;
}

describe('a text that is read in steps', () => {
  it('is the same as one that is read at once, and takes many steps', () => {
    const steps = read(text);
    let count = 0;
    for (const running = steps.text.readInSteps(); running.next().done !== true;) count += 1;
    expect(count).toBeGreaterThan(30);
    expect(steps.programs).toHaveLength(1);
    const once = read(text);
    expect(steps.text.reading.program).toEqual(once.text.reading.program);
    expect([...steps.text.reading.pairs]).toEqual([...once.text.reading.pairs]);
  });

  it('is read once when somebody cannot wait', () => {
    const { text: document, programs } = read(text);
    const steps = document.readInSteps();
    expect(advance(steps, 10)).toBe(false);
    const { program } = document.reading;
    expect(advance(steps, 1)).toBe(true);
    expect(programs).toHaveLength(1);
    expect(document.reading.program).toBe(program);
  });

  it('keeps what was read when the text changes before it is done', () => {
    const { text: document, programs } = read(text);
    advance(document.readInSteps(), 40);
    const before = document.readInSteps();
    advance(before, 20);
    document.change([{ start: 0, oldEnd: 0, text: '# more\n\n' }]);
    expect(advance(before, 1)).toBe(true);
    expect(programs).toHaveLength(0);
    advance(document.readInSteps());
    expect(document.reading.program).toEqual(read(`# more\n\n${text}`).text.reading.program);
    expect(programs).toHaveLength(1);
  });

  it('is right after an edit that was only half read, wherever the edit is', () => {
    const { text: document } = read(text);
    advance(document.readInSteps());
    for (const [place, stop] of [
      [text.indexOf('def cost_1'), 20],
      [0, 5],
      [text.length, 60],
    ] as const) {
      document.change([{ start: place, oldEnd: place, text: 'a = 1\n' }]);
      advance(document.readInSteps(), stop);
      document.change([{ start: 0, oldEnd: 0, text: '\n' }]);
      advance(document.readInSteps(), 7);
      expect(document.reading.program).toEqual(read(document.content).text.reading.program);
    }
  });

  it('finds in steps the same pairs', () => {
    const { text: document } = read(text);
    const steps = document.reading.pairsInSteps();
    let found = steps.next();
    while (found.done !== true) found = steps.next();
    expect(found.value).toEqual([...read(text).text.reading.pairs]);
    expect(found.value.length).toBeGreaterThan(5);
  });
});
