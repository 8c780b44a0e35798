/** Derivatives of analytic expressions are those of a complex step, to nearly all digits. */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { gradient } from '../../../../src/calculus/differentiate/jacobian';
import type { Mode } from '../../../../src/calculus/differentiate/jacobian';
import { evaluate } from '../../../../src/calculus/evaluate';
import { Graph } from '../../../../src/calculus/graph';
import { point, VARIABLES } from '../support/arbitrary';
import { analytic, evaluateComplex, STEP } from '../support/complexStep';
import type { Complex } from '../support/complexStep';
import { casesOr, random } from '../support/cases';
import { build } from '../support/expression';
import type { Expression } from '../support/expression';

const CASES = casesOr(1500);

const expression = fc.letrec<{ node: Expression }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 5, depthSize: 'medium' },
    { weight: 3, arbitrary: fc.nat(VARIABLES - 1).map((index): Expression => ({ kind: 'variable', index })) },
    {
      weight: 1,
      arbitrary: fc
        .integer({ min: -5, max: 5 })
        .map((n): Expression => ({ kind: 'number', numerator: n, denominator: 2 })),
    },
    {
      weight: 6,
      arbitrary: fc.record({
        kind: fc.constant('binary' as const),
        operator: fc.constantFrom('+', '-', '*', '/' as const),
        left: tie('node'),
        right: tie('node'),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('power' as const),
        base: tie('node'),
        exponent: fc.constantFrom(-2, -1, 2, 3, 4, 5),
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('call' as const),
        name: fc.constantFrom(...Object.keys(analytic)),
        args: fc.tuple(tie('node')),
      }),
    },
  ),
})).node;

/** ∂/∂(variable j) at the point. */
const stepped = (e: Expression, at: readonly number[], j: number, rounded?: (z: Complex) => Complex): number =>
  evaluateComplex(
    e,
    at.map((x, i) => [x, i === j ? STEP : 0] as const),
    rounded,
  )[1] / STEP;

/** Errors of 10⁻¹⁴, some fifty times those of rounding, of changing signs. */
function rough(): (z: Complex) => Complex {
  let k = 0;
  const error = (): number => 1 + 1e-14 * Math.sin((k += 1.7));
  return ([re, im]) => [re * error(), im * error()];
}

it('agree with complex steps, forward and backward', () => {
  let compared = 0;
  fc.assert(
    fc.property(expression, point, (e, at) => {
      const expected = at.map((_, j) => stepped(e, at, j));
      // x − sin x, close to 0, has lost its digits before it is differentiated.
      const nearby = at.map((_, j) => stepped(e, at, j, rough()));
      const isSteady = expected.every(
        (x, j) => Math.abs(x) < 1e6 && Math.abs(x - (nearby[j] as number)) <= 1e-9 * (1 + Math.abs(x)),
      );
      if (!isSteady) return;
      const g = new Graph();
      const variables = at.map((_, i) => g.symbol(`x[${i}]`));
      const node = build(g, e, variables);
      const values = new Map(variables.map((v, i) => [v, at[i] as number]));
      compared += 1;
      for (const mode of ['forward', 'reverse'] satisfies Mode[]) {
        const slopes = gradient(g, node, variables, mode);
        const numbers = evaluate(g, slopes, values);
        slopes.forEach((slope, j) => {
          const [found, wanted] = [numbers[slope] as number, expected[j] as number];
          expect(Math.abs(found - wanted), `${mode} ${found} is not ${wanted}`).toBeLessThanOrEqual(
            1e-9 * (1 + Math.abs(wanted)),
          );
        });
      }
    }),
    random(31, CASES),
  );
  expect(compared).toBeGreaterThan(CASES / 4);
});
