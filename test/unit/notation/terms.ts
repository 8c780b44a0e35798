/** Terms for tests: short constructors, and random ones of every shape, also shapes that no view makes. */
import * as fc from 'fast-check';
import { fromRational } from '../../../src/calculus/view/numeral';
import type { Term } from '../../../src/calculus/view/term';

export const number = (value: number, spelling: string | null = null): Term => ({
  kind: 'number',
  exact: Number.isInteger(value) ? { numerator: BigInt(value), denominator: 1n } : null,
  value,
  spelling,
});
export const rational = (numerator: number, denominator: number): Term => ({
  kind: 'number',
  ...fromRational({ numerator: BigInt(numerator), denominator: BigInt(denominator) }),
});
export const symbol = (variable: string, ...index: number[]): Term => ({
  kind: 'symbol',
  name: index.length > 0 ? `${variable}[${index.join()}]` : variable,
  variable,
  index,
  node: -1,
});
export const sum = (...terms: Term[]): Term => ({ kind: 'sum', terms });
export const minus = (operand: Term): Term => ({ kind: 'negative', operand });
export const product = (...factors: Term[]): Term => ({ kind: 'product', factors });
export const quotient = (numerator: Term, denominator: Term): Term => ({ kind: 'quotient', numerator, denominator });
export const power = (base: Term, exponent: Term): Term => ({ kind: 'power', base, exponent });
export const call = (name: string, ...args: Term[]): Term => ({ kind: 'call', name, arguments: args });
export const less = (left: Term, right: Term): Term => ({ kind: 'comparison', relation: '<', left, right });
export const cases = (condition: Term, value: Term, otherwise: Term): Term => ({
  kind: 'cases',
  cases: [{ condition, value }],
  otherwise,
});

/** The variables of random terms, with their values. */
export const variables: Readonly<Record<string, { readonly term: Term; readonly value: number }>> = {
  x0: { term: symbol('x', 0), value: 1.37 },
  x1: { term: symbol('x', 1), value: 0.61 },
  a: { term: symbol('a'), value: 2.23 },
  rate: { term: symbol('rate'), value: 0.83 },
};

const leaf: fc.Arbitrary<Term> = fc.oneof(
  ...Object.values(variables).map(({ term }) => fc.constant(term)),
  fc.integer({ min: 0, max: 12 }).map((n) => number(n)),
  fc.constantFrom(number(0.5, '0.5'), number(2.5, '2.50'), number(0.001, '1e-3'), rational(1, 3), rational(7, 2)),
  fc.constant<Term>({ kind: 'constant', name: 'pi' }),
);

/** Terms that mean numbers. Powers have small exponents, so that values stay finite. */
export const anyTerm: fc.Arbitrary<Term> = fc.letrec<{ term: Term }>((tie) => {
  const term = tie('term');
  const several = fc.array(term, { minLength: 2, maxLength: 3 });
  return {
    term: fc.oneof(
      { maxDepth: 5, withCrossShrink: true },
      leaf,
      several.map((terms) => sum(...terms)),
      several.map((factors) => product(...factors)),
      term.map(minus),
      fc.tuple(term, term).map(([n, d]) => quotient(n, d)),
      fc
        .tuple(term, fc.constantFrom(number(2), number(3), minus(number(1)), rational(1, 2)))
        .map(([b, e]) => power(b, e)),
      fc
        .tuple(fc.constantFrom('sin', 'cos', 'exp', 'sqrt', 'abs', 'tanh', 'log', 'logistic'), term)
        .map(([f, u]) => call(f, u)),
      fc.tuple(term, term).map(([u, v]) => call('max', u, v)),
      fc.tuple(term, term, term, term).map(([l, r, v, o]) => cases(less(l, r), v, o)),
    ),
  };
}).term;
