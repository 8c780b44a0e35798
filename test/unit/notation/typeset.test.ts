/** Formulas that are set part by part look as MathJax sets them whole: every letter at its place. */
import { describe, expect, it } from 'vitest';
import { boxOf } from '../../../src/notation/typeset/box';
import type { Box } from '../../../src/notation/typeset/box';
import { layoutOf } from '../../../src/notation/typeset/layout';
import type { Layout } from '../../../src/notation/typeset/layout';
import { setPiece } from '../../../src/notation/typeset/mathjax';
import { openPython } from '../analysis/open';

/** A letter, a line or a stretched bracket, and where it is, in 1/1000 em. */
interface Mark {
  readonly what: string;
  readonly numbers: readonly number[];
}

const attribute = (text: string, name: string): number =>
  Number(new RegExp(`(?:^| )${name}="([^"]*)"`).exec(text)?.[1] ?? 0);

/** Everything that is drawn, wherever in the groups it stands. */
function marksOf({ body }: Box): Mark[] {
  const marks: Mark[] = [];
  const groups: (readonly [x: number, y: number, scale: number])[] = [[0, 0, 1]];
  for (const [, closing, kind = '', attributes = ''] of body.matchAll(/<(\/?)(g|use|rect|svg|text)([^>]*)>/g)) {
    if (closing) {
      if (kind === 'g' || kind === 'svg') groups.pop();
      continue;
    }
    let [x, y, scale] = groups.at(-1) ?? [0, 0, 1];
    const transform = /transform="([^"]*)"/.exec(attributes)?.[1] ?? '';
    for (const [, step, numbers = ''] of transform.matchAll(/(translate|scale)\(([^)]*)\)/g)) {
      const [a = 0, b] = numbers.split(/[ ,]+/).map(Number);
      if (step === 'translate') [x, y] = [x + scale * a, y + scale * (b ?? 0)];
      else if (b === undefined) scale *= a;
    }
    if (kind === 'g' || kind === 'svg') groups.push([x, y, scale]);
    if (kind === 'use') marks.push({ what: /href="#([^"]*)"/.exec(attributes)?.[1] ?? '', numbers: [x, y, scale] });
    const [width, height] = [attribute(attributes, 'width'), attribute(attributes, 'height')];
    if (kind === 'rect') [x, y] = [x + scale * attribute(attributes, 'x'), y + scale * attribute(attributes, 'y')];
    if ((kind === 'rect' && width > 0) || kind === 'svg') marks.push({ what: kind, numbers: [x, y, width, height] });
  }
  return marks;
}

/** Rounded to a tenth of 1/1000 em, many times over. */
const near = (p: Mark, q: Mark): boolean =>
  p.what === q.what && p.numbers.every((number, i) => Math.abs(number - (q.numbers[i] ?? NaN)) <= 3);

function expectAlike(latex: string): void {
  const [whole, composed] = [
    setPiece({ kind: 'piece', latex, style: 'display' }),
    boxOf(layoutOf(latex, 'display'), setPiece),
  ];
  const [expected, found] = [marksOf(whole), marksOf(composed)];
  expect(found.length, latex).toBe(expected.length);
  expect(
    expected.filter((mark) => !found.some((other) => near(mark, other))),
    latex,
  ).toEqual([]);
  for (const side of ['width', 'height', 'depth'] as const)
    expect(Math.abs(whole[side] - composed[side]), `${side} of ${latex}`).toBeLessThan(3);
}

function piecesOf(layout: Layout): string[] {
  switch (layout.kind) {
    case 'piece':
      return [layout.latex];
    case 'fraction':
      return [layout.numerator, layout.denominator].flatMap(piecesOf);
    case 'table':
      return layout.rows.flat().flatMap(piecesOf);
    case 'line':
      return layout.parts.flatMap(piecesOf);
  }
}

const matrix = (...rows: string[]): string => `\\begin{bmatrix} ${rows.join(' \\\\[0.7em] ')} \\end{bmatrix}`;
const lines = (...text: string[]): string => `\\begin{array}{l} ${text.join(' \\\\[0.6em] ')} \\end{array}`;

describe('a formula that is set part by part', () => {
  it.each([
    ['a sum', 'x_{0}^{2} + 2 x_{1} - 14.25 \\sin x + \\frac{1}{2} - \\sqrt{x - 1}'],
    ['signs that are no operators', '-x = -2 y + \\left(-3\\right) - e^{-z}'],
    ['an equation', '\\mathrm{f\\_g}\\left(x, y\\right) = 4.75 \\left(x + \\frac{1}{y}\\right)^{2} + 3'],
    ['delimiters beside each other', '2 \\left(x + 1\\right) \\left(x - 1\\right) \\sin x + \\left|x\\right| y'],
    ['functions before delimiters', '\\ln \\left(1 + x\\right) + \\operatorname{sign}\\left(x - y\\right) z'],
    ['a matrix', `J_{f}\\left(x\\right) = ${matrix('2 x_{0} & 1', 'x_{1} & \\displaystyle \\frac{x_{0}}{3} + 1')}`],
    ['a boxed entry', `J = ${matrix('\\,\\boxed{\\displaystyle x + 1}\\, & y', '1 & \\frac{x}{2}')}`],
    ['a low matrix', `v = ${matrix('1 + 3 x_{0}^{2} x_{1} & x_{0}')}`],
    ['rows without room between them', '\\begin{bmatrix} x \\\\ y \\\\ x - y \\end{bmatrix}'],
    ['a factor before a matrix', `2 u ${matrix('x', 'y')} = \\frac{1}{\\sigma} ${matrix('x', 'y')}`],
    ['delimiters before a matrix', `\\left(x + y\\right) ${matrix('x', 'y')}`],
    ['matrices beside each other', `${matrix('x & 1', 'y & 2')} ${matrix('a')} \\qquad g = ${matrix('x', 'y')}`],
    ['a matrix with an exponent', `${matrix('x & 1', 'y & 2')}^{T} w`],
    ['a high matrix', `g = ${matrix(...Array.from({ length: 9 }, (_, i) => `x_{${i}} + ${i}`))}`],
    [
      'definitions',
      lines(
        `\\displaystyle \\nabla f\\left(x\\right) = ${matrix('u', 'v - u')}`,
        '\\text{where } \\displaystyle u = \\frac{x}{2} - 1',
        '\\phantom{\\text{where }} \\displaystyle v = \\begin{cases} \\frac{u}{3} & \\text{if } u < 1 \\\\ 9 & \\text{otherwise} \\end{cases}',
      ),
    ],
    ['two columns', '\\begin{array}{ll} x + y & \\text{for } i = 1 \\\\[0.5em] z & \\text{for } i = 2 \\end{array}'],
    [
      'numbers',
      '-14.25 x = 3.75 - 0.5 \\sin x + 2 \\frac{x}{3} - 12 \\left|x\\right| + 4 \\sqrt{x} + 33 \\, \\mathrm{area} + 7',
    ],
    ['numbers with exponents', '1.5 \\cdot 10^{-7} x + 10^{-3} - 2.5^{x} - 2^{n} y - 3'],
    ['numbers beside signs', 'x = -2 + 3.5 - -4 = 7'],
    [
      'cases',
      'f = \\begin{cases} \\frac{x}{3} & \\text{if } x < 1 \\\\ 16.5 + \\ln x & \\text{otherwise} \\end{cases}',
    ],
    [
      'many cases',
      '2.5 \\begin{cases} x & \\text{if } x < 1 \\\\ -0.25 x^{2} & \\text{if } x < 2 \\\\ 9 & \\text{else} \\end{cases} + 1',
    ],
    ['ellipses and commas', 'f\\left(x_{1}, \\ldots, x_{n}\\right) = \\sum_{i = 1}^{n} a_{i} x_{i} + b'],
  ])('has every letter where it is in the whole: %s', (_, latex) => {
    expectAlike(latex);
  });

  it('has them in the formulas of functions', () => {
    const document = openPython(
      [
        'import numpy as np',
        'def cost(x):',
        '    r = np.array([x[0]*np.exp(-1.5*x[1]) + x[2] - 2, (x[0] - x[1])/(1 + x[2]**2), np.sin(x[0])*np.cos(x[1])])',
        '    return 4.75*np.dot(r, r)',
        'def mixture(x, mu, sigma):',
        '    total = 0.0',
        '    for k, weight in enumerate([0.5, 1.0, 2.0]):',
        '        total += weight*np.exp(-0.5*((x - mu[k])/sigma)**2)',
        '    if total < 1:',
        '        return total/3',
        '    return 2.5*np.log1p(total)',
        'def polar(p):',
        '    return np.array([np.hypot(p[0], p[1]), np.arctan2(p[1], p[0])])',
        '',
      ].join('\n'),
    );
    for (const name of document.functions()) {
      const { value, derivative } = document.card(name);
      for (const formula of [value, derivative?.equation ?? null]) {
        expect(formula, name).not.toBeNull();
        if (formula) expectAlike(formula.latex);
      }
    }
  });

  it('is taken apart at its lines, cells, terms and delimiters', () => {
    const latex = lines(
      `\\displaystyle g = 2 ${matrix('x_{0} + \\frac{1}{y - 1} & 3 \\left(x - 1\\right)')}`,
      '\\text{where } z',
    );
    expect(piecesOf(layoutOf(latex, 'display'))).toEqual([
      'g = {}',
      '2',
      '{} \\mathinner{}',
      'x_{0}',
      '{} + \\frac{1}{y - 1}',
      '3',
      '\\left(x - 1\\right)',
      '\\text{where } z',
    ]);
    // Other numbers, fractions and cases have the same parts.
    const cases =
      '-24.5 \\frac{2 x}{y} = \\begin{cases} 16 + x & \\text{if } x < 1 \\\\ 2 x & \\text{otherwise} \\end{cases}';
    expect(piecesOf(layoutOf(cases, 'display'))).toEqual([
      ...['- {}', '2', '4.', '5', '2', '{} x', 'y', '{} = {}'],
      ...['1', '6', '{} + x', '\\text{if } x < 1', '2', '{} x', '\\text{otherwise}'],
    ]);
  });

  it.each(['x + \\left(y', '{x + y', '\\begin{bmatrix} x', 'x } + y'])(
    'is left whole where it is not whole: %s',
    (latex) => {
      expect(() => piecesOf(layoutOf(latex, 'display'))).not.toThrow();
      expect(() => boxOf(layoutOf(latex, 'display'), setPiece)).toThrow();
    },
  );
});
