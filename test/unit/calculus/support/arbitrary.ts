/** Random expressions over every function of the table. */
import * as fc from 'fast-check';
import type { Expression } from './expression';
import { binary, unary } from './jet';
import { parametrised } from './specialSlopes';

export const VARIABLES = 3;

const number = fc
  .record({ numerator: fc.integer({ min: -9, max: 9 }), denominator: fc.constantFrom(1, 1, 2, 3, 5) })
  .map((value): Expression => ({ kind: 'number', ...value }));

const variable = fc.nat(VARIABLES - 1).map((index): Expression => ({ kind: 'variable', index }));

const relation = fc.constantFrom('less', 'lessOrEqual', 'greater', 'greaterOrEqual' as const);

/** A function with numbers for its parameters, in halves. */
const family = fc.constantFrom(
  ...Object.entries(parametrised).flatMap(([name, { parameters, variableFirst }]) =>
    parameters.map((numbers) => ({
      name,
      variableFirst,
      parameters: numbers.map((n): Expression => ({ kind: 'number', numerator: 2 * n, denominator: 2 })),
    })),
  ),
);

/** Expressions of at most this many levels. Subexpressions are taken from few, so that equal ones meet often. */
export const expression: fc.Arbitrary<Expression> = fc.letrec<{ node: Expression }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 5, depthSize: 'medium', withCrossShrink: true },
    { weight: 3, arbitrary: variable },
    { weight: 1, arbitrary: number },
    {
      weight: 6,
      arbitrary: fc.record({
        kind: fc.constant('binary' as const),
        operator: fc.constantFrom('+', '-', '*', '/' as const),
        left: tie('node'),
        right: tie('node'),
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('negative' as const), operand: tie('node') }) },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('power' as const),
        base: tie('node'),
        exponent: fc.constantFrom(-3, -2, -1, -0.5, 0, 0.5, 1, 1.5, 2, 3, 4),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant('exponential' as const), base: tie('node'), exponent: tie('node') }),
    },
    {
      weight: 6,
      arbitrary: fc.record({
        kind: fc.constant('call' as const),
        name: fc.constantFrom(...Object.keys(unary)),
        args: fc.tuple(tie('node')),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('call' as const),
        name: fc.constantFrom(...Object.keys(binary)),
        args: fc.tuple(tie('node'), tie('node')),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.tuple(family, tie('node')).map(([{ name, parameters, variableFirst }, variable]): Expression => ({
        kind: 'call',
        name,
        args: variableFirst ? [variable, ...parameters] : [...parameters, variable],
      })),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('select' as const),
        relation,
        left: tie('node'),
        right: tie('node'),
        then: tie('node'),
        otherwise: tie('node'),
      }),
    },
  ),
})).node;

/** Points of everyday size, on no border of any function. */
export const point: fc.Arbitrary<number[]> = fc.array(
  fc.integer({ min: -30_000, max: 30_000 }).map((n) => (n + 0.123456) / 10_007),
  { minLength: VARIABLES, maxLength: VARIABLES },
);
