import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as c from '../../../src/calculus/construct';
import { Graph } from '../../../src/calculus/graph';
import { boundedEvaluation } from '../../../src/numerics/errorBound';
import { isZero } from '../../../src/verification/zero';
import { Expressions } from './expression';

function difference(left: string, right: string): { g: Graph; node: number; symbols: Map<string, number> } {
  const g = new Graph();
  const expressions = new Expressions(g);
  const node = c.subtract(g, expressions.read(left), expressions.read(right));
  return { g, node, symbols: expressions.symbols };
}

const verdict = (left: string, right: string): string => {
  const { g, node, symbols } = difference(left, right);
  return isZero(g, node, { continuous: new Set(symbols.values()), milliseconds: 2000 });
};

describe('a difference is proved to be zero', () => {
  it.each([
    ['(x + y)^2', 'x^2 + 2*x*y + y^2'],
    ['(x^2 - 1) / (x - 1)', 'x + 1'],
    ['1/x + 1/y', '(x + y) / (x*y)'],
    ['-2*(1 - x) - 400*x*(y - x^2)', '400*x^3 - 400*x*y + 2*x - 2'],
    ['1/(1 + x)^2 - 2/(1 + x)^3', '(x - 1)/(1 + x)^3'],
    ['sin(x)^2 + cos(x)^2', '1'],
    ['1/cos(x)^2', '1 + tan(x)^2'],
    ['cos(x)^2 - sin(x)^2', '2*cos(x)^2 - 1'],
    ['sin(2*x)', '2*sin(x)*cos(x)'],
    ['sin(x + y)', 'sin(x)*cos(y) + cos(x)*sin(y)'],
    ['cos(x)*sin(x/2)', 'sin(x/2) - 2*sin(x/2)^3'],
    ['exp(x)*exp(y)', 'exp(x + y)'],
    ['exp(-x)/(1 + exp(-x))^2', 'logistic(x)*(1 - logistic(x))'],
    ['1/(1 + exp(-x))', 'exp(x)/(1 + exp(x))'],
    ['1 - tanh(x)^2', '1/cosh(x)^2'],
    ['1 - tanh(x)^2', '4/(exp(x) + exp(-x))^2'],
    ['exp(x/2)^2', 'exp(x)'],
    ['logistic(x)', '(1 + tanh(x/2))/2'],
    ['exp(log(x)*2)', 'x^2'],
    ['log(2*x)', 'log(2) + log(x)'],
    ['log(x^3)', '3*log(x)'],
    ['log10(x)*log(10)', 'log(x)'],
    ['x^a * a / x', 'a * x^(a - 1)'],
    ['x^2.5/x', 'x^1.5'],
    ['x/sqrt(x)', 'sqrt(x)'],
    ['sqrt(8*x)', '2*sqrt(2)*sqrt(x)'],
    ['1/sqrt(1 - x^2)', 'sqrt(1 - x^2)/(1 - x^2)'],
    ['x/sqrt(x^2 + y^2)', 'x*(x^2 + y^2)^(-0.5)'],
    ['(x^2 + y^2)^(-1.5)', '1/((x^2 + y^2)*sqrt(x^2 + y^2))'],
    ['sqrt(2)*sqrt(3)', 'sqrt(6)'],
    ['x > 0 ? x^2 : 0', 'x*(x > 0 ? x : 0)'],
    ['(x > 0 ? 2*x : 3*y) * (x > 0 ? 1 : 2)', 'x > 0 ? 2*x : 6*y'],
    ['1/(x > 0 ? 1 + x : 2)', 'x > 0 ? 1/(1 + x) : 0.5'],
    ['max(x, y) + min(x, y)', 'x + y'],
    ['abs(x)^2', 'x^2'],
    ['atan(-x - 1)', '-atan(x + 1)'],
    ['g(x)*2 - g(x)', 'g(x)'],
    ['cbrt(x)^3', 'x'],
    ['deg2rad(x)', 'pi*x/180'],
    ['e^x', 'exp(x)'],
    ['2*(x[0] + x[1])*x[0]', '2*x[0]^2 + 2*x[0]*x[1]'],
    ['0.1*x + 0.2*x', '0.3*x'],
  ] as [string, string][])('%s = %s', (left, right) => {
    expect(verdict(left, right)).toMatch(/^zero/);
  });

  it.each([
    ['abs(x)', 'x >= 0 ? x : -x'],
    ['sign(x)', 'x > 0 ? 1 : -1'],
    ['heaviside(x)', 'x > 0 ? 1 : 0'],
    ['x > y ? 1 : (x == y ? 0.5 : 0)', 'x >= y ? 1 : 0'],
  ])('but on a border: %s = %s', (left, right) => {
    expect(verdict(left, right)).toBe('zero almost everywhere');
  });
});

describe('nothing is proved', () => {
  it.each([
    ['x^2', 'x'],
    ['sqrt(x^2*y^2)', 'x*y'],
    ['sqrt(cbrt(x)^2)', 'cbrt(x)'],
    ['(x^2)^0.5', 'x'],
    ['log((x - 1)^2)/2', 'log(x - 2)'],
    ['x > 0 ? x : 0', 'x'],
    ['x > 0 ? 1 : 0', 'x > 1 ? 1 : 0'],
    ['abs(x)', 'x'],
    ['g(x)', 'g(y)'],
    ['g(x)', 'h(x)'],
    ['sin(x)', 'x'],
    ['2*sin(x)^2', '2 - cos(x)^2'],
    ['exp(x)', 'exp(y)'],
    ['0.1', '0.1000000001'],
    ['(1 - x)^0.5', '(x - 1)^0.5'],
    ['sin(x + y)', 'sin(x)*cos(y) - cos(x)*sin(y)'],
  ] as [string, string][])('%s and %s', (left, right) => {
    expect(verdict(left, right)).toBe('undecided');
  });

  it('within a budget, whatever is asked', () => {
    const g = new Graph();
    const expressions = new Expressions(g);
    const huge = expressions.read('(a + b + c + d + f + h + k + m)^38 - (a + b)^39');
    const start = performance.now();
    expect(isZero(g, huge, { milliseconds: 100 })).toBe('undecided');
    expect(performance.now() - start).toBeLessThan(2000);
  });

  it('where equality of a label is asked for, which no neighbourhood has', () => {
    const { g, node, symbols } = difference('y == 1 ? x : 0', '0');
    expect(isZero(g, node, { continuous: new Set([symbols.get('x')!]) })).toBe('undecided');
  });
});

/** Random expression texts of a few kinds, all of which the normal form knows something about. */
const text = fc.letrec<{ t: string }>((tie) => ({
  t: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom('x', 'y', '2', '3', '0.5'),
    fc.tuple(fc.constantFrom('+', '-', '*', '/'), tie('t'), tie('t')).map(([op, a, b]) => `(${a} ${op} ${b})`),
    fc
      .tuple(
        fc.constantFrom('sin', 'cos', 'exp', 'log', 'sqrt', 'abs', 'tanh', 'logistic', 'cbrt', 'log1p', 'sinh'),
        tie('t'),
      )
      .map(([f, a]) => `${f}(${a})`),
    fc.tuple(tie('t'), fc.constantFrom('2', '3', '-1', '0.5', '1.5', '-2')).map(([a, n]) => `((${a})^(${n}))`),
    fc.tuple(tie('t'), tie('t'), tie('t'), tie('t')).map(([a, b, p, q]) => `((${a}) > (${b}) ? (${p}) : (${q}))`),
  ),
})).t;

describe('a proof', () => {
  it('is never wrong: what is proved to be zero is zero at every point where rounding lets one tell', () => {
    const points = [
      [0.7, 1.3],
      [-0.6, 0.4],
      [2.1, -1.7],
      [-1.2, -0.3],
      [0.05, 3.1],
    ];
    let proofs = 0;
    fc.assert(
      fc.property(text, text, fc.constantFrom('same', 'mutated'), (a, b, kind) => {
        // Pairs that are likely to be equal: a rule of algebra applied, or applied wrongly.
        const forms: [string, string][] =
          kind === 'same'
            ? [
                [`(${a})*((${b}) + 1)`, `(${a})*(${b}) + (${a})`],
                [`((${a}) + (${b}))^2 - (${b})^2`, `(${a})^2 + 2*(${a})*(${b})`],
                [`sqrt((${a})^2)`, `abs(${a})`],
              ]
            : [
                [`sqrt((${a})*(${b}))`, `sqrt(${a})*sqrt(${b})`],
                [`sqrt((${a})^2)`, `(${a})`],
                [`log((${a})^2)`, `2*log(${a})`],
                [`(${a})`, `(${b})`],
                [`((${a})^2)^1.5`, `(${a})^3`],
              ];
        for (const [left, right] of forms) {
          const { g, node, symbols } = difference(left, right);
          if (
            isZero(g, node, { continuous: new Set(symbols.values()), operations: 4000, milliseconds: 50 }) ===
            'undecided'
          )
            continue;
          proofs += 1;
          const inputs = [...symbols.values()];
          const at = boundedEvaluation(g, [node], inputs);
          for (const point of points) {
            const { values, errors } = at(point);
            const [value, error] = [values[0] as number, errors[0] as number];
            if (Number.isFinite(value) && Number.isFinite(error))
              expect(Math.abs(value)).toBeLessThanOrEqual(1e3 * error);
          }
        }
      }),
      { seed: 5, numRuns: 700 },
    );
    expect(proofs).toBeGreaterThan(700);
  });
});
