/** Every construct that is refused says why, at its place: caret comments of `refused.py`. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { python } from '../../../src/languages/python/language';
import { trace } from '../../../src/tracing/trace';
import { budget, read, traceText } from './reading';

const text = readFileSync(new URL('../../fixtures/tracing/refused.py', import.meta.url), 'utf8');
const lines = text.split('\n');
const program = read(text);

/** Carets under a line: the place that they mark, and the words after them. */
const marks = lines.flatMap((line, i) => {
  const match = /^#( *)(\^+) (.+)$/.exec(line);
  if (!match) return [];
  const column = 1 + (match[1] as string).length;
  const start = lines.slice(0, i - 1).join('\n').length + (i > 1 ? 1 : 0) + column;
  return [{ start, end: start + (match[2] as string).length, words: match[3] as string }];
});

describe('refused.py', () => {
  it('marks a place in every function', () => {
    const unmarked = program.definitions.filter(
      ({ enclosing, function: f }) =>
        enclosing === null && !marks.some(({ start }) => start >= f.span.start && start <= f.span.end + 40),
    );
    expect(unmarked.map(({ name }) => name)).toEqual([]);
  });

  it.each(program.definitions.filter(({ enclosing }) => enclosing === null).map((d) => [d.name, d] as const))(
    '%s',
    (_name, definition) => {
      const { span } = definition.function;
      const mark = marks.find(({ start }) => start >= span.start && start <= span.end);
      const result = trace(program, definition, python, { wrt: null, given: {}, budget });
      if (result.ok) expect.fail('it was understood');
      expect(result.reason.message).toContain(mark?.words);
      expect(text.slice(result.reason.span.start, result.reason.span.end)).toBe(text.slice(mark?.start, mark?.end));
    },
  );
});

describe('limits', () => {
  const long = 'def f(x):\n    for i in range(100000000):\n        x = x + i * x\n    return x';

  it('stops at the limit of steps', () => {
    const result = traceText(long, 'f', { budget: { milliseconds: 60_000, steps: 20_000, nodes: 1e9 } });
    expect(result).toMatchObject({ ok: false, reason: { message: /more than 20000 steps/ } });
  });

  it('stops at the limit of nodes', () => {
    const text = 'def f(x):\n    for i in range(100000):\n        x = x * x + i\n    return x';
    const result = traceText(text, 'f', { budget: { milliseconds: 60_000, steps: 1e9, nodes: 5_000 } });
    expect(result).toMatchObject({ ok: false, reason: { message: /more than 5000 parts/ } });
  });

  it('stops at the limit of time', () => {
    const before = Date.now();
    const text = 'def f(x):\n    n = 0\n    while True:\n        n = n + 1\n    return x';
    const result = traceText(text, 'f', { budget: { milliseconds: 150, steps: 1e12, nodes: 1e9 } });
    expect(result).toMatchObject({ ok: false, reason: { message: /longer than 150 ms/ } });
    expect(Date.now() - before).toBeLessThan(5_000);
  });

  it('reads deep nesting or says that it cannot', () => {
    const depth = 3_000;
    const result = traceText(`def f(x):\n    return ${'('.repeat(depth)}x${' + 1)'.repeat(depth)}`);
    expect(typeof result.ok).toBe('boolean');
  });

  it('never throws, whatever the text is', () => {
    for (const body of [
      'return',
      'return x[',
      'x.',
      'return f',
      'return lambda: x',
      'pass',
      'return x @',
      'return {**x}',
      'return *x,',
    ])
      expect(() => traceText(`def f(x):\n    ${body}\n`)).not.toThrow();
  });
});
