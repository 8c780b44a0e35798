import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { referenceAt } from '../../../../src/languages/names';
import type { Definition, Program } from '../../../../src/languages/program';
import { printBody } from '../print';
import { names, read } from './reading';

const fixture = (name: string): string =>
  readFileSync(new URL(`../../../fixtures/python/${name}.py`, import.meta.url), 'utf8');

const text = fixture('numerical');
const whole = read(text);

/** Every span lies in the text, and in that of the node around it. */
function checkSpans(program: Program, length: number): void {
  const visit = (value: unknown, start: number, end: number): void => {
    if (typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) return value.forEach((item) => visit(item, start, end));
    const node = value as { span?: { start: number; end: number }; kind?: string };
    const span = node.span;
    if (span && !(span.start >= 0 && span.start <= span.end && span.end <= length)) {
      throw new Error(`${node.kind ?? 'node'} at ${span.start}–${span.end} of ${length}`);
    }
    for (const member of Object.values(value)) visit(member, start, end);
  };
  visit(program, 0, length);
}

/** Names and bodies of the functions that lie wholly before or after a stretch of the text. */
const outside = (definitions: readonly Definition[], start: number, end: number): Definition[] =>
  definitions.filter(({ function: { span } }) => span.end < start || span.start > end);

describe('any text is read without an exception', () => {
  it('with one token deleted, doubled or swapped: the functions elsewhere stay as they were', () => {
    const tokens = [...text.matchAll(/"""|[A-Za-z_]\w*|\d+|\n *|[^\sA-Za-z_\d]/g)].map(({ 0: token, index }) => ({
      token,
      index,
    }));
    const mutation = fc.record({
      at: fc.nat(tokens.length - 1),
      other: fc.nat(tokens.length - 1),
      kind: fc.constantFrom('delete', 'double', 'replace'),
    });
    fc.assert(
      fc.property(mutation, ({ at, other, kind }) => {
        const { token, index } = tokens[at]!;
        const insert = { delete: '', double: token + token, replace: tokens[other]!.token }[kind];
        // Blanks after a deleted word go with it: left behind they would indent its line.
        const rest = text.slice(index + token.length);
        const mutated = text.slice(0, index) + insert + (insert === '' ? rest.replace(/^ +/, '') : rest);
        const program = read(mutated);
        checkSpans(program, mutated.length);
        // A quote turns what follows inside out; a header, a line break or a comment without its sign moves it elsewhere.
        if (/"|\n|class|'|\\|#/.test(token + insert)) return;
        const line = text.lastIndexOf('\n', index);
        const expected = outside(whole.definitions, line, text.indexOf('\n', index));
        const found = program.definitions.map(({ function: { name, body } }) => `${name} ${printBody(body)}`);
        for (const one of expected) {
          // A directive's line, a decorator, or one function inside another: where the mutation is, is not outside.
          const isInside = whole.definitions.some(
            ({ function: { span } }) =>
              span.start <= index &&
              index <= span.end &&
              span.start <= one.function.span.start &&
              one.function.span.end <= span.end,
          );
          if (!isInside) expect(found).toContain(`${one.function.name} ${printBody(one.function.body)}`);
        }
      }),
      { seed: 3, numRuns: 400 },
    );
  });

  it('cut off anywhere: what stands above the cut is found', () => {
    for (let end = 0; end <= text.length; end += 37) {
      const cut = text.slice(0, end);
      const program = read(cut);
      checkSpans(program, end);
      const expected = whole.definitions.filter(({ function: { span }, enclosing }) => span.end < end && !enclosing);
      const lastLine = cut.lastIndexOf('\n');
      for (const { name, function: one } of expected) {
        if (one.span.end < lastLine) expect(program.definitions.map((definition) => definition.name)).toContain(name);
      }
    }
  });

  it('with any change of several places', () => {
    const change = fc.tuple(fc.nat(text.length), fc.nat(30), fc.string({ unit: 'binary', maxLength: 6 }));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), (changes) => {
        const mutated = changes.reduce(
          (now, [at, length, insert]) => now.slice(0, at) + insert + now.slice(at + length),
          text,
        );
        const program = read(mutated);
        checkSpans(program, mutated.length);
        referenceAt(program, Math.floor(mutated.length / 2));
      }),
      { seed: 4, numRuns: 150 },
    );
  });

  it('of any characters', () => {
    const characters = fc.string({
      unit: fc.constantFrom(...'()[]{}"\'\\\n\r\t #:=,.@*x1efdlambda%!?;`\0\uFEFF\u2028\uD800\f'),
      maxLength: 200,
    });
    fc.assert(
      fc.property(fc.oneof(characters, fc.string({ unit: 'binary', maxLength: 300 })), (garbage) => {
        checkSpans(read(garbage), garbage.length);
        expect(names(`${garbage.replace(/"""|'''/g, '')}\n${'"'.repeat(0)}\ndef last(x):\n    return x\n`)).toContain(
          'last',
        );
      }),
      { seed: 5, numRuns: 400 },
    );
  });
});

/** Milliseconds of the fastest of a few runs: other work on the machine only ever adds. */
function fastest(run: () => void, runs = 3): number {
  let best = Infinity;
  for (let index = 0; index < runs; index++) {
    const start = performance.now();
    run();
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

describe('large and deep texts', () => {
  const after = '\ndef last(x):\n    return x\n';
  const n = 20_000;

  it.each([
    ['brackets', `x = ${'('.repeat(n)}1${')'.repeat(n)}`],
    ['unclosed brackets', `x = ${'['.repeat(n)}`],
    ['closing brackets', `x = ${')'.repeat(n)}`],
    ['a sum', `x = ${'1 + '.repeat(n)}1`],
    ['powers', `x = ${'1 ** '.repeat(n)}1`],
    ['bits', `x = ${'1 & 1 ^ '.repeat(n)}1`],
    ['signs', `x = ${'-'.repeat(n)}1`],
    ['nots', `x = ${'not '.repeat(n)}1`],
    ['lambdas', `x = ${'lambda: '.repeat(n)}1`],
    ['attributes', `x = a${'.b'.repeat(n)}`],
    ['calls', `x = f${'()'.repeat(n)}`],
    ['indices', `x = a${'[0]'.repeat(n)} = 2`],
    ['conditionals', `x = ${'1 if a else '.repeat(n)}1`],
    ['assignments', `${'x = '.repeat(n)}1`],
    ['targets', `${'('.repeat(n)}x,${')'.repeat(n)} = 1`],
    ['comparisons', `x = ${'a < '.repeat(n)}1`],
    ['list items', `x = [${'1, '.repeat(n)}]`],
    ['strings', `x = ${'"a" '.repeat(n)}`],
    ['a long string', `x = "${'a\\n'.repeat(n)}"`],
    ['a triple-quoted string of lines', `x = """${'a\\\n'.repeat(n)}"""`],
    ['holes in text', `x = f"${'{a}'.repeat(n)}"`],
    ['nested text', `x = ${'f\'{f"{'.repeat(200)}`],
    ['elifs', `if a: b\n${'elif a: b\n'.repeat(n / 10)}`],
    ['deep blocks', Array.from({ length: 300 }, (_, depth) => `${' '.repeat(depth)}if a:\n`).join('')],
    ['deep classes', Array.from({ length: 300 }, (_, depth) => `${' '.repeat(depth)}class A:\n`).join('')],
    ['deep functions', Array.from({ length: 300 }, (_, depth) => `${' '.repeat(depth)}def f():\n`).join('')],
    ['deep broken functions', Array.from({ length: 300 }, (_, depth) => `${' '.repeat(depth)}def f(:\n`).join('')],
    ['decorators', '@a\n'.repeat(n / 10)],
    ['blank lines', '\n'.repeat(n * 10)],
    ['semicolons', 'a;'.repeat(n)],
    ['a huge number', `x = ${'1'.repeat(n)}`],
    ['comments', '# gradlens: ignore\n'.repeat(n / 10)],
    ['NUL', '\0'.repeat(n)],
    [
      'noise',
      Array.from({ length: n }, (_, index) => String.fromCharCode((index * 7919) % 256))
        .join('')
        .replace(/["'\n\r]/g, ''),
    ],
  ])('%s', (_name, source) => {
    const start = performance.now();
    const program = read(source + after);
    referenceAt(program, source.length >> 1);
    printBody(program.body);
    // What grows with the square of the length would take minutes.
    expect(performance.now() - start).toBeLessThan(15_000);
    expect(program.definitions.some(({ name }) => name === 'last')).toBe(true);
  });

  it('a sum of 500 terms is read, one of 5000 says what is wrong', () => {
    expect(printBody(read(`x = ${'a + '.repeat(500)}a\n`).body)).not.toContain('unsupported');
    expect(printBody(read(`x = ${'a + '.repeat(5000)}a\n`).body)).toMatch(/nested more than \d+ levels deep; split it/);
  });

  it('takes a time that grows as the text does', () => {
    const copies = (count: number): string =>
      Array.from({ length: count }, (_, index) => text.replace(/def (\w+)/g, `def $1_${index}`)).join('\n');
    const small = copies(20);
    const large = copies(160);
    const ratio = fastest(() => read(large)) / fastest(() => read(small));
    expect(ratio).toBeLessThan(8 * 2.5);
  });

  it('reads 50,000 lines', () => {
    const lines = Array.from(
      { length: 12_500 },
      (_, index) => `def f${index}(x):\n    y = x[0] ** 2\n    return y + ${index}\n\n`,
    );
    const start = performance.now();
    const program = read(lines.join(''));
    expect(performance.now() - start).toBeLessThan(15_000);
    expect(program.definitions).toHaveLength(12_500);
    expect(program.problems).toEqual([]);
  });
});
