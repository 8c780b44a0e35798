import { describe, expect, it } from 'vitest';
import { arrayCode, csvLine, flatRows, table } from '../../../../src/analysis/investigations/exportText';
import type { QuestionOf } from '../../../../src/analysis/investigations/questions';
import { answerTo, ask } from './ask';

const TEXT = `import numpy as np

def f(x):
    return np.array([x[0] * x[1] / 3, x[1] ** 2])

def jacobian_f(x):
    return np.array([[x[1] / 3, x[0]], [0, 2 * x[1]]])

f(np.array([1.0, 2.0]))

def g(x, y):
    return abs(x) * y + np.log(y)

g(0.5, 2.0)

def pointless(x):
    return x**2

def words(name):
    return name.upper()
`;

type Report = QuestionOf<'report'>;
const text = (name: string, part: Report['part'], format: Report['format'] = 'markdown'): string =>
  answerTo(TEXT, name, { kind: 'report', point: null, part, format }).content;
const reason = (name: string, part: Report['part'], format: Report['format']): string => {
  const answered = ask(TEXT, name, { kind: 'report', point: null, part, format });
  return answered.kind === 'unanswered' ? answered.reason : 'answered';
};

describe('a part of the card as text', () => {
  it('the derivative in every format', () => {
    expect(text('f', 'derivative', 'latex')).toContain('\\frac{x_{1}}{3}');
    expect(text('f', 'derivative', 'text')).toContain('J_f(x) = ');
    expect(text('f', 'derivative', 'code')).toContain('return np.array([[x[1]/3, x[0]/3], [0, 2*x[1]]])');
    expect(JSON.parse(text('f', 'derivative', 'json'))).toMatchObject({
      kind: 'jacobian',
      columns: ['x[0]', 'x[1]'],
      entries: [
        ['x[1]/3', 'x[0]/3'],
        ['0', '2*x[1]'],
      ],
    });
    expect(text('f', 'derivative', 'csv')).toBe(',x[0],x[1]\nf₀,x[1]/3,x[0]/3\nf₁,0,2*x[1]\n');
    expect(text('f', 'derivative', 'markdown').split('\n').slice(0, 2)).toEqual([
      '|  | $x_{0}$ | $x_{1}$ |',
      '| --- | --- | --- |',
    ]);
    expect(text('f', 'derivative', 'mathml')).toMatch(
      /^<math xmlns="http:\/\/www.w3.org\/1998\/Math\/MathML" display="block">/,
    );
  });

  it('numbers with every digit, where a program reads them', () => {
    // At (1, 2): x₁/3 = 2/3, x₀/3 = 1/3, 0, 4.
    expect(text('f', 'numbers', 'code')).toBe('np.array([[0.6666666666666666, 0.3333333333333333], [0.0, 4.0]])');
    expect(JSON.parse(text('f', 'numbers', 'json'))).toEqual({
      function: 'f',
      point: { x: [1, 2] },
      value: [2 / 3, 4],
      derivative: [
        [2 / 3, 1 / 3],
        [0, 4],
      ],
    });
    expect(text('f', 'numbers', 'csv')).toBe(`,x[0],x[1]\nf₀,${2 / 3},${1 / 3}\nf₁,0,4\n`);
    expect(text('f', 'numbers', 'latex')).toContain('0.666667');
  });

  it('says why there is none', () => {
    expect(reason('pointless', 'numbers', 'json')).toBe('there is no point: enter a value for each argument');
    expect(reason('f', 'function', 'csv')).toMatch(/no table/);
    expect(reason('f', 'function', 'code')).toBe('the function is its own source code');
  });
});

describe('the report', () => {
  it('has everything that the card has', () => {
    const report = text('f', 'report');
    expect(report.split('\n').filter((line) => line.startsWith('#'))).toEqual([
      '# `f : ℝ² → ℝ²`',
      '## Function',
      '## Derivative',
      '## In numbers',
      '## Hand-written derivatives',
    ]);
    expect(report).toContain('```python\ndef jacobian_f(x):');
    expect(report).toContain('`jacobian_f`: **differs**');
    expect(report).toContain('expected `x[0]/3`, found `x[0]`');
    expect(report).toContain('At `x = [1,2]`:');
  });

  it('has the derivative on both sides of kinks, and conditions', () => {
    const report = text('g', 'report');
    expect(report).toContain('## Valid where\n\n- $y > 0$');
    expect(report).toContain('| $\\partial g/\\partial x$ | $-y$ | $y$ |');
  });
});

describe('tables and arrays as text', () => {
  it('quote what ends a cell', () => {
    expect(csvLine(['a', 'b,c', 'd"e', 'f\ng'])).toBe('a,"b,c","d""e","f\ng"');
    expect(table(['a'], [['1'], ['2']])).toBe('| a |\n| --- |\n| 1 |\n| 2 |\n');
  });

  it('are arrays of the language', () => {
    const numbers = [
      [1, 'NaN'],
      [-0.5, '-Infinity'],
    ] as const;
    expect(arrayCode(numbers, 'python')).toBe('np.array([[1.0, np.nan], [-0.5, -np.inf]])');
    expect(arrayCode(numbers, 'typescript')).toBe('[[1, NaN], [-0.5, -Infinity]]');
    expect(arrayCode(1e21, 'python')).toBe('1e+21');
    expect(flatRows([1, 2])).toEqual([[1, 2]]);
    expect(flatRows(3)).toEqual([[3]]);
  });
});
