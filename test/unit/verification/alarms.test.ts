/** Right derivatives of random functions, by mathjs, in forms that our own differentiation would not give. */
import fc from 'fast-check';
import { create, derivativeDependencies } from 'mathjs/number';
import { describe, expect, it } from 'vitest';
import { check } from './handmade';

const { derivative } = create({ derivativeDependencies: derivativeDependencies ?? {} }) as unknown as {
  derivative: (
    text: string,
    variable: string,
    options: { simplify: boolean },
  ) => { toString(options: { parenthesis: string }): string };
};

/** A random function of x, y and a parameter a. */
const text = fc.letrec<{ t: string }>((tie) => ({
  t: fc.oneof(
    { maxDepth: 5 },
    { weight: 4, arbitrary: fc.constantFrom('x', 'y', 'x', 'y', 'a', '2', '3', '0.5') },
    {
      weight: 3,
      arbitrary: fc
        .tuple(fc.constantFrom('+', '-', '*', '*', '/'), tie('t'), tie('t'))
        .map(([op, a, b]) => `(${a} ${op} ${b})`),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.constantFrom('sin', 'cos', 'exp', 'log', 'sqrt', 'tanh', 'abs', 'atan', 'sinh'), tie('t'))
        .map(([f, a]) => `${f}(${a})`),
    },
    {
      weight: 1,
      arbitrary: fc.tuple(tie('t'), fc.constantFrom('2', '3', '-1', '1.5')).map(([a, n]) => `(${a})^(${n})`),
    },
  ),
})).t;

/** Rearrangements that change no value. */
const rearrange: readonly ((text: string) => string)[] = [
  (d) => d,
  (d) => `-(-(${d}))`,
  (d) => `((${d})*(x^2 + 1))/(1 + x*x)`,
  (d) => `(${d} + y) - y`,
  (d) => `2*(${d})/2`,
  (d) => `(${d})*(sin(a)^2 + cos(a)^2)`,
  (d) => `(${d})/exp(x)*exp(x)`,
];

const by = (function_: string, variable: string): string =>
  derivative(function_, variable, { simplify: false })
    .toString({ parenthesis: 'all' })
    .replaceAll('sech(', '1 / cosh(');

describe('a right derivative', () => {
  it('is never said to differ, in whatever form it is written, and nearly always confirmed', () => {
    let [confirmed, total] = [0, 0];
    const verdicts = new Map<string, number>();
    fc.assert(
      fc.property(text, fc.nat(rearrange.length - 1), fc.nat(rearrange.length - 1), (f, p, q) => {
        const entries = [rearrange[p]!(by(f, 'x')), rearrange[q]!(by(f, 'y'))];
        const inputs = { x: [], y: [], a: [] };
        const { verdict, message } = check({ inputs, outputs: [f] }, { inputs, outputs: entries }, { wrt: ['x', 'y'] });
        verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
        if (verdict === 'outside') return;
        total += 1;
        // mathjs writes x/|x| for the slope of |x|: at 0, where there is none, it is not a number.
        if (verdict !== 'unknown') confirmed += 1;
        expect(verdict, `${f}: ${message}`).not.toBe('differs');
      }),
      { seed: 1789, numRuns: 500 },
    );
    expect(total).toBeGreaterThan(300);
    expect(confirmed / total, JSON.stringify([...verdicts])).toBeGreaterThan(0.95);
  });
});
