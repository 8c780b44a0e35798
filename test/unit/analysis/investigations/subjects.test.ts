import type { Span } from '../../../../src/languages/source';
import { describe, expect, test } from 'vitest';
import { numbers } from '../../../../src/analysis/investigations/numbers';
import { subjectAt, differentiatedAt } from '../../../../src/analysis/investigations/subjects';
import type { Studies } from '../../../../src/analysis/studies';
import { openPython } from '../open';

const F = `def f(x, a):
    return a * x[0]**2 + x[1]

def g(x, n):
    s = 0
    for i in range(n):
        s = s + x**i
    return s
`;

/** What a question about a function is about, with a count of how often the function is traced. */
function investigate(name: string, wrt?: readonly string[]) {
  const document = openPython(F);
  const studies = (document as unknown as { readonly studies: Studies }).studies;
  const definition = document.definition(name);
  const notation = { digits: 6, indices: 'source', language: 'python' } as const;
  const about = { definition, studies, selection: wrt ? { wrt } : {}, point: null, notation, handWritten: [] };
  return {
    ...about,
    range: (span: Span) => document.range(span),
    offset: () => 0,
    card: () => document.card(name),
  };
}

describe('a function at a moving point', () => {
  test('is traced once', () => {
    const about = investigate('f');
    const { subject } = subjectAt({ point: { x: [1, 2], a: 3 } }, about);
    expect(subjectAt({ point: { x: [-4, 2.5], a: 7.25 } }, about).subject).toBe(subject);
    const formulas = differentiatedAt({ point: { x: [1, 2], a: 3 } }, about);
    expect(differentiatedAt({ point: { x: [0, 0.5], a: 1 } }, about)).toBe(formulas);
  });

  test('is another one where a count is another, or the shape', () => {
    const about = investigate('g');
    const three = numbers({ kind: 'numbers', point: { x: 2, n: 3 }, order: 1 }, about);
    const four = numbers({ kind: 'numbers', point: { x: 2, n: 4 }, order: 1 }, about);
    // 1 + x + x² and its slope at 2; then with x³.
    expect([three.value, four.value]).toEqual([7, 15]);
    const { subject } = subjectAt({ point: { x: [1, 2], a: 3 } }, investigate('f'));
    expect(subjectAt({ point: { x: [1, 2, 5], a: 3 } }, investigate('f')).subject).not.toBe(subject);
  });

  test('keeps what it is not differentiated by as it is given', () => {
    const about = investigate('f', ['x']);
    const first = differentiatedAt({ point: { x: [1, 2], a: 3 } }, about);
    expect(differentiatedAt({ point: { x: [9, 9], a: 3 } }, about)).toBe(first);
    expect(differentiatedAt({ point: { x: [1, 2], a: 4 } }, about)).not.toBe(first);
  });
});
