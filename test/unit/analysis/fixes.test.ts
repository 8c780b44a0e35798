/** Edits that make a hand-written derivative right; each result is a text that is read here as a person would. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Document } from '../../../src/analysis/document';
import type { Fix } from '../../../src/analysis/handWritten';
import { defaultSettings } from '../../../src/analysis/settings';
import { Lines } from '../../../src/languages/lines';
import { javascript } from '../languages/javascript/reading';
import { openPython } from './open';

const wrong = readFileSync('examples/wrong.py', 'utf8');

function finish<T>(steps: Generator<void, T, void>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

function fixes(text: string, primal: string, derivative: string, index: readonly number[]): readonly Fix[] {
  const document = openPython(text);
  const found = finish(document.fixes({ primal, derivative, index }));
  document.dispose();
  return found;
}

function applied(text: string, { range, text: by }: Fix): string {
  const lines = new Lines(text);
  return text.slice(0, lines.offsetAt(range.start)) + by + text.slice(lines.offsetAt(range.end));
}

/** The lines of the result that the text does not have, by the fix's kind. */
function newLines(text: string, found: readonly Fix[]): Record<string, string[]> {
  const before = new Set(text.split('\n'));
  return Object.fromEntries(
    found.map((fix) => [
      fix.kind,
      applied(text, fix)
        .split('\n')
        .filter((line) => !before.has(line)),
    ]),
  );
}

describe('fixes of a derivative that differs', () => {
  it('change the sign, replace the entry or the body, or say that it is intended', () => {
    const found = fixes(wrong, 'acceleration', 'acceleration_jac', [0, 1]);
    expect(found.map(({ kind }) => kind)).toEqual(['change', 'entry', 'body', 'intended']);
    expect(newLines(wrong, found)).toEqual({
      change: ['        [-STIFFNESS, -G * np.sin(phi)],'],
      entry: ['        [-STIFFNESS, -9.81*np.sin(phi)],'],
      body: ['        [-40, -9.81*np.sin(q[1])],', '        [9.81*np.sin(q[1])/q[0]**2, -9.81*np.cos(q[1])/q[0]],'],
      intended: ['# gradlens: intended'],
    });
  });

  it('never take the inversion from a derivative that is handed out inverted', () => {
    const text = [
      'import numpy as np',
      'def f(x):',
      '    return np.array([x[0]**2 * x[1], x[1]])',
      'def f_jac_inv(x):',
      '    J = np.array([[x[0] * x[1], x[0]**2], [0, 1]])',
      '    return np.linalg.inv(J)',
      '',
    ].join('\n');
    expect(newLines(text, fixes(text, 'f', 'f_jac_inv', [0, 0]))).toEqual({
      change: ['    J = np.array([[2 * x[0] * x[1], x[0]**2], [0, 1]])'],
      entry: ['    J = np.array([[2*x[0]*x[1], x[0]**2], [0, 1]])'],
      intended: ['# gradlens: intended'],
    });
  });

  it('make it vanish, each of them', () => {
    for (const fix of fixes(wrong, 'acceleration', 'acceleration_jac', [0, 1])) {
      const document = openPython(applied(wrong, fix));
      const verdicts = document.checks('acceleration').map(({ verdict }) => verdict);
      expect(verdicts, fix.kind).toEqual([fix.kind === 'intended' ? 'unknown' : 'proved']);
      document.dispose();
    }
  });

  it('add a factor, with brackets where it needs them', () => {
    const text = 'def f(x):\n    return (x + 1)**2\n\ndef f_prime(x):\n    return x + 1\n';
    const { change } = newLines(text, fixes(text, 'f', 'f_prime', []));
    expect(change).toEqual(['    return 2*(x + 1)']);
  });

  it('correct one of several wrong entries, and leave the others', () => {
    const text = [
      'import numpy as np',
      'def f(x):\n    return np.array([x[0]**2 + x[1], x[0]*x[1]**2])',
      'def jacobian_f(x):\n    return np.array([[x[0], 1], [x[1]**2, x[0]*x[1]]])\n',
    ].join('\n');
    const found = fixes(text, 'f', 'jacobian_f', [1, 1]);
    expect(newLines(text, found)['change']).toEqual(['    return np.array([[x[0], 1], [x[1]**2, 2*x[0]*x[1]]])']);
    expect(found.map(({ kind }) => kind)).toContain('body');
  });

  it('never replace what is no expression of its own, nor write for one size what is meant for all', () => {
    const text = [
      'import numpy as np',
      'def h(x):\n    return x[0]*x[1] + np.sum(x**2)',
      'def grad_h(x):\n    g = 2*x\n    g[0] += x[0]\n    g[1] += x[0]\n    return g\n',
    ].join('\n');
    expect(fixes(text, 'h', 'grad_h', [0]).map(({ kind }) => kind)).toEqual(['intended']);
  });

  it('do not use names that the file does not have', () => {
    const text = (names: string): string =>
      `from math import ${names}\ndef f(x):\n    return sin(x)\ndef f_prime(x):\n    return sin(x)\n`;
    expect(fixes(text('sin'), 'f', 'f_prime', []).map(({ kind }) => kind)).toEqual(['intended']);
    const known = text('sin, cos');
    expect(newLines(known, fixes(known, 'f', 'f_prime', []))['change']).toEqual(['    return cos(x)']);
  });

  it('keep the documentation, and put the directive above decorators, as far in as they are', () => {
    const text = [
      'import numpy as np',
      'class Model:',
      '    @staticmethod\n    def cost(w):\n        return w**3',
      '    @staticmethod\n    def gradient(w):\n        """By hand."""\n        # of w\n        return 3*w\n',
    ].join('\n');
    const found = fixes(text, 'Model.cost', 'Model.gradient', []);
    const body = found.find(({ kind }) => kind === 'body');
    expect(body && applied(text, body)).toContain('"""By hand."""\n        # of w\n        return 3*w**2\n');
    const intended = found.find(({ kind }) => kind === 'intended');
    expect(intended && applied(text, intended)).toContain(
      '    # gradlens: intended\n    @staticmethod\n    def gradient',
    );
  });

  it('of an entry that several call sites share never make others wrong', () => {
    const text = [
      'import numpy as np',
      'def f(x):\n    return np.array([x[0]**2, x[1]**3])',
      'def jacobian_f(x):\n    J = np.zeros((2, 2))\n    for i in range(2):\n        J[i, i] = 2*x[i]\n    return J\n',
    ].join('\n');
    const found = fixes(text, 'f', 'jacobian_f', [1, 1]);
    expect(found.map(({ kind }) => kind)).toEqual(['body', 'intended']);
  });

  it('are tried once for a text, however often the cursor comes by', () => {
    const document = openPython(wrong);
    const reference = { primal: 'acceleration', derivative: 'acceleration_jac', index: [0, 1] };
    const found = finish(document.fixes(reference));
    expect(document.fixes(reference).next()).toEqual({ done: true, value: found });
    document.change(2, [{ start: 0, oldEnd: 0, text: '# moved\n' }]);
    const [first] = finish(document.fixes(reference));
    expect(first?.range.start.line).toBe((found[0]?.range.start.line ?? NaN) + 1);
    document.dispose();
  });

  it('are not there for what is right, or is not there', () => {
    expect(fixes(wrong, 'acceleration', 'acceleration_jac', [0, 0])).toEqual([]);
    expect(fixes(wrong, 'acceleration', 'nothing', [0, 1])).toEqual([]);
  });
});

it('in JavaScript a term is corrected where it stands, and what is intended is said in a comment of its own', () => {
  const text = 'const f = x => x*x*x + Math.sin(x);\nconst fPrime = x => 3*x*x - Math.cos(x);\n';
  const document = new Document({
    uri: 'test:///a.js',
    version: 1,
    text,
    ...javascript,
    settings: { ...defaultSettings, budget: 5000 },
  });
  const found = finish(document.fixes({ primal: 'f', derivative: 'fPrime', index: [] }));
  document.dispose();
  const { change, intended } = newLines(text, found);
  expect(change).toEqual(['const fPrime = x => 3*x*x + Math.cos(x);']);
  expect(intended).toEqual(['// gradlens: intended']);
});
