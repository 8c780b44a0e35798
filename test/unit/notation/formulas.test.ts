import { describe, expect, it } from 'vitest';
import { formatBeside, formatEquation, formatWhere } from '../../../src/notation/equation';
import { formatFunction } from '../../../src/notation/code/function';
import { formatMatrix, formatNumbers } from '../../../src/notation/matrix';
import { bracketedNames } from '../../../src/notation/notation';
import { formatNumber, withoutNoise } from '../../../src/notation/numbers';
import { formatTerm } from '../../../src/notation/term';
import { minus, number, power, product, quotient, rational, sum, symbol } from './terms';

const notation = { digits: 6, indices: 'source' } as const;
const [x0, x1] = [symbol('x', 0), symbol('x', 1)];
const formula = (text: string): { latex: string; text: string; code: string } => ({ latex: text, text, code: text });

describe('an element beside a variable that looks like it', () => {
  const variables = [
    { name: 'x', isArray: true },
    { name: 'x1', isArray: false },
    { name: 'y', isArray: true },
  ];
  it('is written with brackets, and only there', () => {
    const bracketed = bracketedNames(variables);
    expect([...bracketed]).toEqual(['x']);
    expect(formatTerm(x1, { ...notation, bracketed })).toEqual({
      latex: 'x\\left[1\\right]',
      text: 'x[1]',
      code: 'x[1]',
    });
    expect(formatTerm(symbol('y', 1), { ...notation, bracketed }).text).toBe('y₁');
    expect(formatTerm(x1, { ...notation, bracketed: bracketedNames(variables.slice(0, 1)) }).text).toBe('x₁');
  });
});

describe('numbers', () => {
  it.each([
    [0, '0', '0'],
    [-0, '0', '0'],
    [3, '3', '3'],
    [-2.5, '-2.5', '−2.5'],
    [1 / 3, '0.333333', '0.333333'],
    [1e-7, '10^{-7}', '10⁻⁷'],
    [-2.5e-7, '-2.5 \\cdot 10^{-7}', '−2.5·10⁻⁷'],
    [6.02214076e23, '6.02214 \\cdot 10^{23}', '6.02214·10²³'],
    [0.00012, '0.00012', '0.00012'],
    [123456789.123, '1.23457 \\cdot 10^{8}', '1.23457·10⁸'],
    [1000000, '1000000', '1000000'],
    [NaN, '\\text{undefined}', 'undefined'],
    [Infinity, '\\infty', '∞'],
    [-Infinity, '-\\infty', '−∞'],
  ])('%d', (value, latex, text) => {
    expect(formatNumber(value, 6)).toMatchObject({ latex, text });
  });

  it('keeps the spelling of the source', () => {
    expect(formatTerm(number(0.5, '0.50'), notation).text).toBe('0.50');
    expect(formatTerm(number(1e-3, '1e-3'), notation)).toEqual({ latex: '10^{-3}', text: '10⁻³', code: '1e-3' });
    expect(formatTerm(product(number(1e-3, '1e-3'), x0), notation)).toEqual({
      latex: '10^{-3} x_{0}',
      text: '10⁻³·x₀',
      code: '1e-3*x[0]',
    });
    expect(formatTerm(number(0.5, '.5'), notation).text).toBe('0.5');
  });

  it('writes fractions exactly', () => {
    expect(formatTerm(rational(1, 3), notation)).toEqual({ latex: '\\frac{1}{3}', text: '1/3', code: '1/3' });
    expect(formatTerm(product(rational(1, 3), x0), notation).code).toBe('1/3*x[0]');
    expect(formatTerm(power(x0, rational(3, 2)), notation).code).toBe('x[0]**(3/2)');
  });

  it('takes what is noise beside the others for 0', () => {
    expect(withoutNoise([1, 6.1e-17, -1e-16])).toEqual([1, 0, 0]);
    expect(withoutNoise([1e-20, 2e-20])).toEqual([1e-20, 2e-20]);
    expect(withoutNoise([NaN, Infinity, 1])).toEqual([NaN, Infinity, 1]);
  });
});

describe('code', () => {
  it.each([
    ['python', '-x[0]**2 + x[1]/3', '(x[0] + x[1])/(2*x[0])'],
    ['javascript', '-(x[0] ** 2) + x[1] / 3', '(x[0] + x[1]) / (2 * x[0])'],
  ])('in %s', (language, first, second) => {
    const code = (term: Parameters<typeof formatTerm>[0]): string => formatTerm(term, { ...notation, language }).code;
    expect(code(sum(minus(power(x0, number(2))), quotient(x1, number(3))))).toBe(first);
    expect(code(quotient(sum(x0, x1), product(number(2), x0)))).toBe(second);
  });

  it('keeps self in code only', () => {
    const attribute = { kind: 'symbol', name: 'self.a', variable: 'self.a', index: [], node: 0 } as const;
    expect(formatTerm(attribute, notation)).toEqual({ latex: 'a', text: 'a', code: 'self.a' });
  });
});

describe('matrices', () => {
  const seed = [
    [product(number(2), x0), number(1)],
    [x1, x0],
  ].map((row) => row.map((term) => formatTerm(term, notation)));

  it('are set in brackets, with aligned columns in text', () => {
    expect(formatMatrix(seed)).toEqual({
      latex: '\\begin{bmatrix} 2 x_{0} & 1 \\\\ x_{1} & x_{0} \\end{bmatrix}',
      text: '⎡2x₀  1 ⎤\n⎣x₁   x₀⎦',
      code: '[[2*x[0], 1], [x[1], x[0]]]',
    });
  });

  it('have room for fractions', () => {
    const half = formatTerm(rational(1, 2), notation);
    expect(formatMatrix([[half], [half]]).latex).toBe(
      '\\begin{bmatrix} \\displaystyle \\frac{1}{2} \\\\[0.7em] \\displaystyle \\frac{1}{2} \\end{bmatrix}',
    );
  });

  it('stand beside what they equal', () => {
    expect(formatEquation(formula('J'), formatMatrix(seed)).text).toBe('J = ⎡2x₀  1 ⎤\n    ⎣x₁   x₀⎦');
    const beside = formatBeside([formula('a'), formatMatrix(seed)]).text.split('\n');
    expect(beside).toEqual(['a   ⎡2x₀  1 ⎤', '    ⎣x₁   x₀⎦']);
  });

  it('hold numbers', () => {
    expect(
      formatNumbers(
        [
          [2, 1],
          [2, 6e-17],
        ],
        6,
      ).text,
    ).toBe('⎡2  1⎤\n⎣2  0⎦');
    expect(formatNumbers(1 / 3, 3).text).toBe('0.333');
    expect(formatNumbers([1, 'NaN', '-Infinity'], 3).text).toBe('⎡1        ⎤\n⎢undefined⎥\n⎣−∞       ⎦');
    expect(formatNumbers([], 3).text).toBe('[]');
  });

  it('have a list of names below', () => {
    const made = formatWhere(formula('2u'), [
      { name: formula('u'), value: formula('x + y') },
      { name: formula('v'), value: formula('1') },
    ]);
    expect(made.text).toBe('2u\nwhere u = x + y\n      v = 1');
    expect(made.latex).toContain('\\text{where }');
    expect(formatWhere(formula('2u'), [])).toEqual(formula('2u'));
  });
});

describe('a function that computes a derivative', () => {
  const entries = [
    { row: 0, column: 0, term: product(number(2), x0) },
    { row: 0, column: 1, term: number(1) },
    { row: 1, column: 0, term: x1 },
    { row: 1, column: 1, term: x0 },
  ];
  const request = {
    language: 'python',
    name: 'jacobian_f',
    parameters: ['x'],
    hasSelf: false,
    shape: [2, 2],
    entries,
    definitions: [],
  };

  it('returns an array in Python', () => {
    expect(formatFunction(request)).toBe('def jacobian_f(x):\n    return np.array([[2*x[0], 1], [x[1], x[0]]])');
  });

  it('returns nested arrays in JavaScript, with 0 where nothing is', () => {
    const made = formatFunction({ ...request, language: 'javascript', entries: entries.slice(0, 2) });
    expect(made).toBe('function jacobian_f(x) {\n  return [[2 * x[0], 1], [0, 0]];\n}');
  });

  it('assigns names first, and takes self', () => {
    const made = formatFunction({
      ...request,
      hasSelf: true,
      name: 'f_derivative',
      shape: [],
      entries: [{ row: 0, column: 0, term: power({ kind: 'reference', name: '‖x‖' }, number(2)) }],
      definitions: [{ name: '‖x‖', value: x0 }],
    });
    expect(made).toBe('def f_derivative(self, x):\n    norm_x = x[0]\n    return norm_x**2');
  });

  it('breaks long matrices into rows', () => {
    const long = symbol('a_rather_long_variable_name');
    const made = formatFunction({
      ...request,
      entries: entries.map((entry) => ({ ...entry, term: product(long, x0) })),
    });
    expect(made.split('\n')).toEqual([
      'def jacobian_f(x):',
      '    return np.array([',
      '        [a_rather_long_variable_name*x[0], a_rather_long_variable_name*x[0]],',
      '        [a_rather_long_variable_name*x[0], a_rather_long_variable_name*x[0]],',
      '    ])',
    ]);
  });
});
