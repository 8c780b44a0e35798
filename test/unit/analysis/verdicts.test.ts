/** How verdicts on hand-written derivatives are shown: at their places, in a line, and in a hover. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Formula } from '../../../src/analysis/card';
import { hoverFor } from '../../../src/analysis/hover';
import { defaultSettings } from '../../../src/analysis/settings';
import type { DocumentCheck } from '../../../src/analysis/verdicts';
import { Lines } from '../../../src/languages/lines';
import type { Range } from '../../../src/languages/source';
import { renderSvg } from '../../../src/notation/svg';
import { openPython } from './open';

const wrong = readFileSync('examples/wrong.py', 'utf8');

function checks(text: string): DocumentCheck[] {
  const steps = openPython(text).checksInSteps();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

function textAt(text: string, { start, end }: Range): string {
  const lines = new Lines(text);
  return text.slice(lines.offsetAt(start), lines.offsetAt(end));
}

/** A hover as text: pictures by their formulas' text. */
function hover(text: string, name: string): string[] {
  const document = openPython(text);
  const position = new Lines(text).positionAt(text.indexOf(`def ${name}(`) + 4);
  const reference = document.referenceAt(position);
  const found = reference && hoverFor(document, reference, defaultSettings, () => null);
  return (found?.sections ?? []).map((section) => ('text' in section ? section.text : section.kind));
}

describe('the verdicts of a document', () => {
  it('point at the wrong expression and at the output that it is a derivative of', () => {
    const [check, ...more] = checks(wrong);
    expect(more).toEqual([]);
    expect(check).toMatchObject({ function: 'acceleration_jac', primal: 'acceleration', verdict: 'differs' });
    expect(check && textAt(wrong, check.nameRange)).toBe('acceleration_jac');
    expect(check && textAt(wrong, check.primalRange)).toBe('acceleration');
    const [entry, ...others] = check?.entries ?? [];
    expect(others).toEqual([]);
    expect(entry && textAt(wrong, entry.range)).toBe('G * np.sin(phi)');
    expect(entry && textAt(wrong, entry.origin)).toBe('G * np.cos(phi) - STIFFNESS * (r - LENGTH)');
  });

  it('stay inside the derivative where the expression stands in a function that it calls', () => {
    const text =
      'def f(x):\n    return x**2\n\ndef twice(x):\n    return x + x + x\n\ndef f_prime(x):\n    return twice(x)\n';
    const [check] = checks(text);
    expect(check?.verdict).toBe('differs');
    expect(['f_prime', 'twice(x)']).toContain(check?.entries[0] && textAt(text, check.entries[0].range));
    expect(check?.entries[0]?.range.start.line).toBeGreaterThanOrEqual(6);
  });

  it('are short above the functions', () => {
    const marks = (f: string, derivative: string) =>
      checks(`import numpy as np\ndef f(x):\n    return ${f}\ndef f_prime(x):\n    return ${derivative}\n`)[0]?.marks;
    expect(marks('x**2', '2*x')).toEqual({ derivative: '✓ proved', primal: '✓ f_prime proved' });
    expect(marks('x**2', 'x')).toEqual({
      derivative: '✗ the derivative differs',
      primal: '✗ f_prime: the derivative differs',
    });
    expect(checks(wrong)[0]?.marks).toEqual({
      derivative: '✗ 1 of 4 entries differs',
      primal: '✗ acceleration_jac: 1 of 4 entries differs',
    });
  });

  it('are left out where nothing is known', () => {
    expect(checks('def f(x):\n    return x**2\ndef f_prime(x):\n    return unknown(x)\n')).toEqual([]);
    expect(checks(wrong.replace('def acceleration_jac', '# gradlens: intended\ndef acceleration_jac'))).toEqual([]);
  });
});

describe('the hover over a derivative that differs', () => {
  it('shows both matrices with the entry in a box, and says what is wrong once', () => {
    const [signature, verdict, matrices, finding, ...more] = hover(wrong, 'acceleration_jac');
    expect(signature).toBe('acceleration_jac : ℝ² → ℝ²ˣ²');
    expect(verdict).toBe('Derivative of acceleration: 1 of 4 entries differs');
    const [right = '', found = '', ...others] = matrices?.match(/⟦[^⟧]*⟧/g) ?? [];
    expect(right).toMatch(/^⟦[−-]9\.81.*sin.*q₁.*⟧$/);
    expect(found).toMatch(/^⟦9\.81.*sin.*q₁.*⟧$/);
    expect(others).toEqual([]);
    expect(finding).toBe('entry (0, 1): the sign is wrong');
    expect(more).toEqual([]);
  });

  it('is a picture that can be set', () => {
    const document = openPython(wrong);
    const reference = document.referenceAt(new Lines(wrong).positionAt(wrong.indexOf('acceleration_jac')));
    const formulas: Formula[] = [];
    if (reference) hoverFor(document, reference, defaultSettings, (formula) => (formulas.push(formula), null));
    expect(formulas.map(({ latex }) => renderSvg(latex, { display: true }).isSet)).toEqual([true]);
  });

  it('says of each argument of a layer whether its way back is right', () => {
    const layer = (dw: string): string =>
      [
        'def affine_forward(x, w, b):',
        '    return x.dot(w) + b, (x, w, b)',
        'def affine_backward(dout, cache):',
        '    x, w, b = cache',
        '    dx = dout.dot(w.T)',
        `    dw = ${dw}`,
        '    db = dout.sum(axis=0)',
        '    return dx, dw, db',
        '',
      ].join('\n');
    const said = (dw: string): string[] =>
      hover(layer(dw), 'affine_backward').filter((text) => text.includes('erivative of'));
    expect(said('x.T.dot(dout)')).toEqual([
      '[x]: derivative of affine_forward: proved',
      '[w]: derivative of affine_forward: proved',
      '[b]: derivative of affine_forward: proved',
    ]);
    expect(said('2 * x.T.dot(dout)')).toEqual([
      '[x]: derivative of affine_forward: proved',
      expect.stringMatching(/^\[w\]: derivative of affine_forward: .* entries differ/),
      '[b]: derivative of affine_forward: proved',
    ]);
  });

  it('is short over the function too', () => {
    expect(hover(wrong, 'acceleration').at(-1)).toBe(
      'Hand-written acceleration_jac: 1 of 4 entries differs: entry (0, 1): the sign is wrong',
    );
  });

  it('writes the expressions out where the layouts cannot be laid over each other', () => {
    const text = [
      'import numpy as np',
      'def f(x):\n    return x[0]**2 + 3*x[1] + x[2]**3',
      'def grad_f(x):\n    return np.array([[2*x[0], 3, x[2]**2]])\n',
    ].join('\n');
    const sections = hover(text, 'grad_f');
    expect(sections.join('\n')).toMatch(/the factor 3 is missing/);
  });

  it('tells each of several that are returned', () => {
    const text = (second: string): string =>
      `def f(x, y):\n    return x**2*y\ndef f_grad(x, y):\n    dx = 2*x*y\n    dy = ${second}\n    return dx, dy\n`;
    const told = (sections: readonly string[]): string[] => sections.filter((section) => /erivative of/.test(section));
    expect(told(hover(text('x'), 'f_grad'))).toHaveLength(1);
    const network = (second: string): string =>
      `import numpy as np\ndef f(w, b, X):\n    return np.sum((X @ w + b)**2)\ndef f_grad(w, b, X):\n    r = X @ w + b\n    return 2*X.T @ r, ${second}\n`;
    expect(told(hover(network('2*np.sum(r)'), 'f_grad'))).toEqual([
      '[0]: derivative of f: proved: with respect to w',
      '[1]: derivative of f: proved: with respect to b',
    ]);
    expect(told(hover(network('np.sum(r)'), 'f_grad'))).toEqual([
      '[0]: derivative of f: proved: with respect to w',
      '[1]: derivative of f: the derivative differs',
    ]);
  });

  it('says of a right one that it is proved, once', () => {
    const text = 'def f(x):\n    return x**2\ndef f_prime(x):\n    return 2*x\n';
    expect(hover(text, 'f_prime').filter((section) => section.includes('proved'))).toEqual(['Derivative of f: proved']);
    expect(hover(text, 'f').filter((section) => section.includes('proved'))).toEqual(['Hand-written f_prime: proved']);
  });
});
