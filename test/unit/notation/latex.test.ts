import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Term } from '../../../src/calculus/view/term';
import { formatName } from '../../../src/notation/names';
import { renderSvg } from '../../../src/notation/svg';
import { formatTerm } from '../../../src/notation/term';
import { anyTerm, call, cases, less, minus, number, power, product, quotient, rational, sum, symbol } from './terms';

const notation = { digits: 6, indices: 'source' } as const;
const latex = (term: Term): string => formatTerm(term, notation).latex;
const [x, y, t, rate] = [symbol('x'), symbol('y'), symbol('t'), symbol('rate')];
const x0 = symbol('x', 0);

describe('LaTeX of terms', () => {
  it.each<[string, Term, string]>([
    ['a coefficient', product(number(2), x0), '2 x_{0}'],
    ['a negative power', minus(power(x, number(2))), '-x^{2}'],
    ['the power of a negative', power(minus(x), number(2)), '\\left(-x\\right)^{2}'],
    ['a difference', sum(x, minus(sum(y, t))), 'x - \\left(y + t\\right)'],
    ['a product with a sum', product(x, sum(y, number(1))), 'x \\left(y + 1\\right)'],
    ['a fraction', quotient(x, product(y, t)), '\\frac{x}{y t}'],
    ['a fraction of numbers', rational(3, 2), '\\frac{3}{2}'],
    ['two numbers', product(number(2), power(number(3), x)), '2 \\cdot 3^{x}'],
    ['a function of a letter', call('sin', x0), '\\sin x_{0}'],
    ['a function of a product', call('sin', product(number(2), x)), '\\sin\\left(2 x\\right)'],
    ['a function before a letter', product(call('sin', x), y), '\\sin\\left(x\\right) y'],
    ['functions side by side', product(call('sin', x), call('cos', y)), '\\sin x \\cos y'],
    ['the square of a function', power(call('sin', x), number(2)), '\\sin^{2} x'],
    ['no inverse function', power(call('sin', x), minus(number(1))), '\\left(\\sin x\\right)^{-1}'],
    ['a root', call('sqrt', sum(x, y)), '\\sqrt{x + y}'],
    ['the power of a root', power(call('sqrt', x), number(3)), '\\left(\\sqrt{x}\\right)^{3}'],
    ['an absolute value', power(call('abs', x), number(2)), '\\left|x\\right|^{2}'],
    ['an exponential', call('exp', minus(quotient(power(x, number(2)), number(2)))), 'e^{-x^{2}/2}'],
    ['the power of an exponential', power(call('exp', x), number(2)), '\\left(e^{x}\\right)^{2}'],
    ['a nested power', power(power(x, y), t), '\\left(x^{y}\\right)^{t}'],
    ['a fraction in an exponent', power(x, rational(3, 2)), 'x^{3/2}'],
    ['words', product(rate, t), '\\mathrm{rate} \\, t'],
    ['σ with parentheses', call('logistic', x), '\\sigma\\left(x\\right)'],
    [
      'pieces',
      cases(less(x, number(0)), minus(x), x),
      '\\begin{cases} -x & \\text{if } x < 0 \\\\ x & \\text{otherwise} \\end{cases}',
    ],
    [
      'an unknown function',
      { kind: 'hole', name: 'model.predict', output: null, arguments: [x] },
      '\\mathrm{model.predict}\\left(x\\right)',
    ],
    [
      'its partial derivative',
      { kind: 'partial', name: 'g', output: null, argument: 0, arguments: [x, y] },
      '\\frac{\\partial g}{\\partial x}',
    ],
    [
      'its partial derivative at an expression',
      { kind: 'partial', name: 'g', output: null, argument: 1, arguments: [x, sum(x, y)] },
      '\\partial_{2} g\\left(x, x + y\\right)',
    ],
  ])('%s', (_, term, expected) => {
    expect(latex(term)).toBe(expected);
  });

  it('counts from 1 where that is asked for', () => {
    expect(formatTerm(symbol('A', 0, 1), { ...notation, indices: 'one' })).toEqual({
      latex: 'A_{12}',
      text: 'A₁₂',
      code: 'A[0, 1]',
    });
  });

  it('is always set by MathJax', () => {
    fc.assert(
      fc.property(anyTerm, (term) => {
        expect(renderSvg(latex(term)).isSet).toBe(true);
      }),
      { numRuns: 150, seed: 8 },
    );
  });
});

describe('names', () => {
  it.each([
    ['x', 'x', 'x'],
    ['theta', '\\theta', 'θ'],
    ['θ', '\\theta', 'θ'],
    ['sigma_2', '\\sigma_{2}', 'σ₂'],
    ['x1', 'x_{1}', 'x₁'],
    ['theta12', '\\theta_{12}', 'θ₁₂'],
    ['x_dot', '\\dot{x}', 'x\u0307'],
    ['theta_ddot', '\\ddot{\\theta}', 'θ\u0308'],
    ['y_hat', '\\hat{y}', 'y\u0302'],
    ["f'", "f'", 'f′'],
    ['v_max', 'v_{\\mathrm{max}}', 'v_max'],
    ['rate', '\\mathrm{rate}', 'rate'],
    ['vx', 'v_{x}', 'v_x'],
    ['dt', '\\mathrm{dt}', 'dt'],
    ['Δt', '\\Delta t', 'Δt'],
    ['self.a', 'a', 'a'],
    ['self.theta_1', '\\theta_{1}', 'θ₁'],
    ['_x', '\\mathrm{\\_x}', '_x'],
    ['learning_rate', '\\mathrm{learning\\_rate}', 'learning_rate'],
    ['rate_1', '\\mathrm{rate}_{1}', 'rate₁'],
    ['‖x‖', '\\left\\lVert x\\right\\rVert ', '‖x‖'],
  ])('%s', (name, inLatex, inText) => {
    expect(formatName(name)).toEqual({ latex: inLatex, text: inText });
  });

  it('keeps the index of an element apart from the name', () => {
    expect(formatName('x_dot', [0]).latex).toBe('\\dot{x}_{0}');
    expect(formatName('p1', [0])).toEqual({ latex: 'p_{1,0}', text: 'p₁,₀' });
    expect(formatName('x', [10, 2])).toEqual({ latex: 'x_{10,2}', text: 'x₁₀,₂' });
  });

  const hostile = [
    '\\href{javascript:alert(1)}{x}',
    '\\unicode{x41}',
    '$x$',
    'a}b{c',
    '\\end{cases}',
    'x_{\\mathrm{y}}',
    '^^5c',
    '%comment',
    'a&b',
    '#1',
    '~',
    '<script>alert(1)</script>',
    '\u202eabc',
    'a\nb',
    '_',
    "'",
    '',
  ];
  it.each(hostile)('cannot become a command: %j', (name) => {
    const { latex: made, text } = formatName(name);
    const { svg, isSet } = renderSvg(`a + ${made}_{1} + b`);
    expect(isSet).toBe(true);
    expect(svg).not.toMatch(/<(?!\/?(?:svg|g|path|use|defs|rect|text|line)\b)|href="(?!#)|on\w+=|style=/);
    expect(text).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    // Nothing but known commands.
    const known = /\\(?:mathrm|backslash|square|wedge|sim|text|left|right|[ ${}%#&_])/g;
    expect(made.replace(known, '')).not.toContain('\\');
  });

  it('never ends a group that it did not open', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 12 }), (name) => {
        const made = formatName(name).latex;
        let depth = 0;
        for (const [token] of made.matchAll(/\\.|[{}]/gsu)) {
          if (token === '{') depth += 1;
          if (token === '}') depth -= 1;
          if (depth < 0) expect.fail(made);
        }
        expect(depth).toBe(0);
        expect(made).not.toMatch(/(?<!\\)\$/);
      }),
      { numRuns: 1000, seed: 9 },
    );
  });
});
