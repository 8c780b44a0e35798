/** Typing: what is read after an edit is what a new reading gives; no text is too broken to be read. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { javascript, typescript } from './reading';

const seed = 20_261_123;

const cases = [
  { file: 'test/fixtures/javascript/numerical.js', ...javascript },
  { file: 'test/fixtures/javascript/shapes.ts', ...typescript },
];

describe.each(cases)('$file', ({ file, parser }) => {
  const text = readFileSync(file, 'utf8');

  it('is read after edits as it is read anew', () => {
    const piece = fc.constantFrom('', '(', '}', 'x', ';', '\n', '/*', '`', ' => ', '// gradlens: wrt x\n', 'é', '\r\n');
    const edit = fc.tuple(fc.nat(text.length), fc.nat(12), piece);
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
        let now = text;
        let parsed = parser.parse(now);
        for (const [at, length, inserted] of edits) {
          const start = Math.min(at, now.length);
          const oldEnd = Math.min(start + length, now.length);
          now = now.slice(0, start) + inserted + now.slice(oldEnd);
          parsed = parser.parse(now, { parsed, edits: [{ start, oldEnd, text: inserted }] });
        }
        const anew = parser.parse(now);
        // Broken texts may be mended in different ways, which both say so.
        if (anew.program.problems.length === 0 && parsed.program.problems.length === 0)
          expect(parsed.program).toEqual(anew.program);
        expect(parsed.program.problems.length > 0).toBe(anew.program.problems.length > 0);
        parsed.free();
        anew.free();
      }),
      { seed, numRuns: 60 },
    );
  });

  it('is read however it is cut off', () => {
    fc.assert(
      fc.property(fc.nat(text.length), fc.nat(text.length), (a, b) => {
        const parsed = parser.parse(text.slice(Math.min(a, b), Math.max(a, b)));
        for (const { function: one } of parsed.program.definitions)
          expect(one.span.start).toBeLessThanOrEqual(one.span.end);
        parsed.free();
      }),
      { seed, numRuns: 60 },
    );
  });
});

it('reads what is nested without end', () => {
  for (const text of [
    `x = ${'('.repeat(5000)}`,
    `x = ${'a+'.repeat(20_000)}a`,
    `f(${'['.repeat(3000)}${']'.repeat(3000)})`,
  ]) {
    const parsed = javascript.parser.parse(text);
    expect(parsed.program.language).toBe('javascript');
    parsed.free();
  }
});
