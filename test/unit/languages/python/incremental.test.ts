import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Parsed, TextEdit } from '../../../../src/languages/language';
import type { Program } from '../../../../src/languages/program';
import { logicalLines } from '../../../../src/languages/python/lines';
import { parser } from './reading';

const file = readFileSync(new URL('../../../fixtures/python/numerical.py', import.meta.url), 'utf8');

const apply = (text: string, edit: TextEdit): string => text.slice(0, edit.start) + edit.text + text.slice(edit.oldEnd);

function step(text: string, parsed: Parsed, edit: TextEdit): { readonly text: string; readonly parsed: Parsed } {
  const next = apply(text, edit);
  const result = parser.parse(next, { parsed, edits: [edit] });
  parsed.free();
  return { text: next, parsed: result };
}

describe('reading again after an edit', () => {
  it('gives what reading afresh gives, after any edits', () => {
    const edit = fc.record({
      place: fc.double({ min: 0, max: 1, noNaN: true }),
      length: fc.oneof(fc.constant(0), fc.nat(3), fc.nat(200)),
      text: fc.oneof(
        fc.constantFrom(
          '',
          '(',
          ')',
          '"""',
          "'",
          '\n',
          '    ',
          '\ndef k(x):\n    return x\n',
          ':',
          'x',
          '#',
          '\\',
          '🙂',
        ),
        fc.string({ maxLength: 4 }),
      ),
    });
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 6 }), (edits) => {
        let state = { text: file, parsed: parser.parse(file) };
        for (const { place, length, text } of edits) {
          const start = Math.floor(place * state.text.length);
          state = step(state.text, state.parsed, { start, oldEnd: Math.min(start + length, state.text.length), text });
        }
        expect(state.parsed.program).toEqual(parser.parse(state.text).program);
      }),
      { seed: 20, numRuns: 60 },
    );
  });

  it('finds the same lines as afresh, where strings and brackets begin and end', () => {
    const pieces = [
      'x = 1',
      '(',
      ')',
      '[',
      '"',
      "'",
      '"""',
      "'''",
      '\\',
      '\n',
      '\r\n',
      '    ',
      '# gradlens: wrt x',
      'def f(x):',
    ];
    const part = fc.constantFrom(...pieces, 'return x', 'if x:', '%magic', '\n', '\n');
    const text = fc.array(part, { maxLength: 40 }).map((parts) => parts.join(''));
    const edit = fc.record({
      place: fc.nat(400),
      length: fc.oneof(fc.constant(0), fc.nat(9)),
      text: fc.oneof(part, text),
    });
    fc.assert(
      fc.property(text, fc.array(edit, { minLength: 1, maxLength: 5 }), (first, edits) => {
        let found = logicalLines(first);
        for (const { place, length, text: put } of edits) {
          const at = place % (found.text.length + 1);
          const next = found.text.slice(0, at) + put + found.text.slice(at + length);
          found = logicalLines(next, found);
          expect(found).toEqual(logicalLines(next));
        }
      }),
      { seed: 21, numRuns: 500 },
    );
  });

  it('reads only what has changed: all else is the very same, at its new place', () => {
    const before = parser.parse(file);
    const at = file.indexOf('result = 0.0');
    const functions = before.program.definitions.map((definition) => definition.function);
    const bodies = before.program.definitions.map((definition) => definition.function.body);
    const { text, parsed: after } = step(file, before, { start: at, oldEnd: at, text: 'extra = 1; ' });
    const edited = after.program.definitions.filter((one, index) => one.function.body !== bodies[index]);
    expect(edited.map(({ name }) => name)).toEqual([enclosing(before.program, at)]);
    const last = after.program.definitions.at(-1)!.function;
    expect(last).toBe(functions.at(-1));
    expect(text.slice(last.nameSpan.start, last.nameSpan.end)).toBe(last.name);
  });

  it('takes each of two equal statements over as itself', () => {
    const twice = 'def f(x):\n    return x\n\ndef f(x):\n    return x\n';
    const before = parser.parse(twice);
    const functions = before.program.definitions.map((one) => one.function);
    const { parsed } = step(twice, before, { start: 0, oldEnd: 0, text: '\n' });
    parsed.program.definitions.forEach((one, i) => expect(one.function).toBe(functions[i]));
  });

  it('tells two equal statements apart', () => {
    const twice = 'def f(x):\n    return x\n\ndef f(x):\n    return x\n';
    const first = parser.parse(twice);
    const { parsed } = step(twice, first, { start: 0, oldEnd: 0, text: '\n' });
    expect(parsed.program.definitions.map((one) => one.function.nameSpan.start)).toEqual([5, 29]);
    expect(parsed.program.definitions[0]!.function).not.toBe(parsed.program.definitions[1]!.function);
  });
});

const enclosing = (program: Program, offset: number): string | undefined =>
  program.definitions.filter(({ function: { span } }) => span.start <= offset && offset <= span.end).at(-1)?.name;
