import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Parsed, TextEdit } from '../../../../src/languages/language';
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

  it('reads only what has changed', () => {
    const before = parser.parse(file);
    const at = file.indexOf('result = 0.0');
    const { parsed: after } = step(file, before, { start: at, oldEnd: at, text: 'extra = 1; ' });
    const pairs = after.program.definitions.map((definition, index) => [
      definition,
      before.program.definitions[index]!,
    ]);
    const reused = pairs.filter(([one, other]) => one!.function === other!.function).map(([one]) => one!.name);
    // What stands above the edit is the very same; what stands below is moved.
    expect(reused).toEqual([
      'rosenbrock',
      'rosenbrock_gradient',
      'Pendulum.rhs',
      'Pendulum.jacobian',
      'Pendulum.energy',
      'Pendulum.period',
      'Pendulum.wrap',
      'logistic_loss',
    ]);
  });

  it('a program that was given out never changes', () => {
    const before = parser.parse(file);
    const copy = structuredClone(before.program);
    step(file, before, { start: 0, oldEnd: 0, text: '# moved\n\n' });
    expect(before.program).toEqual(copy);
  });
});
