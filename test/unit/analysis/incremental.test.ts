/** What an edit costs, and that what is kept is what a fresh look would give. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Document } from '../../../src/analysis/document';
import type { TextEdit } from '../../../src/languages/language';
import { generatedFile } from '../../../bench/incremental/file';
import { openPython } from './open';

const model = `import numpy as np
from math import exp

RATE = 0.5
table = [1.0, 2.0]
table.append(3.0)


def helper(x):
    return RATE * x**2


def middle(x):
    return helper(x) + 1


def top(x, y):
    return middle(x) * y


def other(x):
    return np.sin(x)


def other_prime(x):
    return np.cos(x)


def weighted(x):
    return x * table[1]


class Spring:
    stiffness = 2.0

    def __init__(self, rest=1.0):
        self.rest = rest

    def energy(self, x):
        return 0.5 * self.stiffness * (x - self.rest) ** 2

    def twice(self, x):
        return 2 * self.energy(x)

    def apart(self, x):
        return x**3


def stretch(x):
    return Spring(2.0).twice(x)


print(other(np.array([1.0, 2.0])))
`;

/** Everything that is shown of a document. */
function shown(document: Document): unknown {
  return document.functions().map((name) => [document.card(name), document.lens(name)]);
}

let version = 1;
function edit(document: Document, find: string, text: string): void {
  const start = document.content.indexOf(find);
  expect(start).toBeGreaterThanOrEqual(0);
  document.change((version += 1), [{ start, oldEnd: start + find.length, text }]);
}

/** How many functions are traced to show everything again after an edit. */
function tracedBy(find: string, text: string, source = model): number {
  const document = openPython(source);
  shown(document);
  const before = document.counts.traced;
  edit(document, find, text);
  const now = shown(document);
  const traced = document.counts.traced - before;
  expect(now).toEqual(shown(openPython(document.content)));
  return traced;
}

describe('an edit traces again', () => {
  it.each([
    ['the function that it is in', 'x**3', 'x**4', 1],
    ['nothing for a comment between functions', '\n\ndef top', '\n# on top\n\ndef top', 0],
    ['nothing when lines are put in above', 'import numpy as np\n', '\n\n\nimport numpy as np\n', 0],
    ['its callers, and theirs', 'RATE * x**2', 'RATE * x**3', 3],
    ['its callers alone', 'helper(x) + 1', 'helper(x) + 2', 2],
    ['all that read a constant', 'RATE = 0.5', 'RATE = 0.25', 3],
    ['what reads a list that a statement of the file changes', 'table.append(3.0)', 'table.insert(0, 3.0)', 1],
    ['a method and those who call it', '0.5 * self.stiffness', '0.6 * self.stiffness', 3],
    ['what a class’s attribute is read by, all methods of the class', 'stiffness = 2.0', 'stiffness = 3.0', 5],
    [
      'a function that is called with another shape, and its derivative in that shape',
      'array([1.0, 2.0])',
      'array([3.0])',
      2,
    ],
    ['nothing when it is called with the same values', 'print(other', 'print(2, other', 0],
  ])('%s', (_, find, text, count) => {
    expect(tracedBy(find, text)).toBe(count);
  });

  it('in a file of 2,000 lines no more than the function, for each of a hundred keys', () => {
    const document = openPython(generatedFile(2000).text);
    document.outline();
    const before = document.counts;
    for (let key = 0; key < 100; key += 1) {
      edit(document, 'force =', 'force = ');
      document.outline();
    }
    expect(document.counts.traced - before.traced).toBe(100);
    // Nothing is held of the versions in between.
    expect(document.counts.held).toBe(before.held);
    expect(document.counts.nodes).toBe(before.nodes);
  });
});

describe('what is kept', () => {
  it('is forgotten with its function', () => {
    const document = openPython(model);
    shown(document);
    document.change((version += 1), [{ start: 0, oldEnd: document.content.length, text: 'x = 1\n' }]);
    expect(document.functions()).toEqual([]);
    expect(document.counts).toMatchObject({ held: 0, nodes: 0 });
  });

  it('notices a name that is bound for the first time, and one that no longer is', () => {
    expect(tracedBy('RATE = 0.5\n', '')).toBe(3);
    expect(tracedBy('from math import exp\n', 'from math import exp\nx = 1\n')).toBe(0);
    expect(tracedBy('def other(x)', 'def helper(x)')).toBe(3);
  });

  it('finds equal functions again when one is put before them', () => {
    const twins = 'def f(x):\n    return x**2\n\n\ndef f(x):\n    return x**3\n';
    const document = openPython(twins);
    shown(document);
    document.change((version += 1), [{ start: 0, oldEnd: 0, text: 'def f(x):\n    return x**4\n\n\n' }]);
    expect(shown(document)).toEqual(shown(openPython(document.content)));
  });

  it('is what a fresh look gives, after any edits', () => {
    const sources = [
      model,
      readFileSync(new URL('../../../examples/wrong.py', import.meta.url), 'utf8'),
      generatedFile(90).text,
    ];
    const change = fc.record({
      place: fc.double({ min: 0, max: 1, noNaN: true }),
      length: fc.oneof(fc.constant(0), fc.nat(2), fc.nat(80)),
      text: fc.constantFrom(
        '',
        '(',
        '1',
        '\n',
        '\n\n\n',
        '    ',
        '"""',
        'x',
        ' * 2',
        '#',
        'def helper(x):\n    return x\n',
      ),
    });
    fc.assert(
      fc.property(fc.constantFrom(...sources), fc.array(change, { minLength: 1, maxLength: 4 }), (source, changes) => {
        const document = openPython(source);
        shown(document);
        for (const { place, length, text } of changes) {
          const start = Math.floor(place * document.content.length);
          const one: TextEdit = { start, oldEnd: Math.min(start + length, document.content.length), text };
          document.change((version += 1), [one]);
          expect(shown(document)).toEqual(shown(openPython(document.content)));
        }
      }),
      { seed: 4, numRuns: 25 },
    );
  }, 120_000);
});
