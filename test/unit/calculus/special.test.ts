import { describe, expect, it } from 'vitest';
import { call } from '../../../src/calculus/construct';
import { derivative } from '../../../src/calculus/differentiate/jacobian';
import { evaluate } from '../../../src/calculus/evaluate';
import { functionRows } from '../../../src/calculus/functions/table';
import { Graph } from '../../../src/calculus/graph';
import fixture from '../../fixtures/special-functions.json';

interface Sample {
  readonly arguments: readonly number[];
  readonly value: string;
}

interface Tolerance {
  /** Relative error, in units of 10⁻¹⁶. */
  readonly relative: number;
  /** Absolute error, in units of 10⁻¹⁶, for functions that cross 0 or oscillate. */
  readonly absolute?: number;
}

const usual: Tolerance = { relative: 60 };

/** What is allowed beyond the usual: exponentials of large arguments multiply the rounding of their exponents. */
const tolerances: Readonly<Record<string, Tolerance>> = {
  logNdtr: { relative: 80 },
  digamma: { relative: 60, absolute: 5 },
  beta: { relative: 150 },
  betainc: { relative: 150 },
  gammainc: { relative: 1500 },
  besselJ: { relative: 60, absolute: 5 },
  besselY: { relative: 60, absolute: 5 },
  airyAi: { relative: 200, absolute: 25 },
  airyAiPrime: { relative: 200, absolute: 60 },
  airyBi: { relative: 200, absolute: 25 },
  airyBiPrime: { relative: 200, absolute: 120 },
  expi: { relative: 60, absolute: 3 },
};

describe('special functions, against mpmath', () => {
  for (const [name, samples] of Object.entries(fixture.functions as unknown as Record<string, readonly Sample[]>)) {
    it(name, () => {
      const row = functionRows.find((candidate) => candidate.name === name);
      expect(row).toBeDefined();
      const { relative, absolute = 0 } = tolerances[name] ?? usual;
      for (const { arguments: args, value } of samples) {
        const [x, y, z] = args as [number, number?, number?];
        const expected = Number(value);
        const found = row?.value(x, y ?? NaN, z ?? NaN) ?? NaN;
        // Values below the smallest normal double have fewer digits.
        const allowed = 1e-16 * Math.max(relative * Math.abs(expected), absolute) + 1e-320;
        const isClose = found === expected || Math.abs(found - expected) <= allowed;
        expect(isClose, `${name}(${args.join(', ')}) is ${found}, not ${expected}`).toBe(true);
      }
    });
  }
});

/** f′(x) by central differences, extrapolated (Richardson) from six step widths. */
function difference(f: (x: number) => number, x: number, h0: number): number {
  let row: number[] = [];
  for (let i = 0, h = h0; i < 6; i += 1, h /= 2) {
    const next = [(f(x + h) - f(x - h)) / (2 * h)];
    row.forEach((previous, k) =>
      next.push((next[k] as number) + ((next[k] as number) - previous) / (4 ** (k + 1) - 1)),
    );
    row = next;
  }
  return row.at(-1) as number;
}

/** Places inside the domain of each function of one argument, off kinks; the usual ones for the rest. */
const places: Readonly<Record<string, readonly number[]>> = {
  acosh: [1.3, 2.6],
  ellipticK: [-1.3, 0.3, 0.6],
  ellipticE: [-1.3, 0.3, 0.6],
  lambertW: [-0.2, 0.7, 3.1],
  gamma: [-1.4, 0.7, 3.3],
  gammaln: [-1.4, 0.7, 3.3],
  digamma: [-1.4, 0.7, 3.3],
  expi: [-1.2, 0.4, 2.2],
};

describe('derivatives of the table, against differences of its values', () => {
  for (const row of functionRows) {
    row.partials.forEach((partial, k) => {
      if (partial === null) return;
      it(`${row.name}, argument ${k}`, () => {
        let compared = 0;
        for (const place of places[row.name] ?? [-1.21, -0.43, 0.31, 0.83, 1.37, 2.21]) {
          const g = new Graph();
          const x = g.symbol('x');
          // The other arguments: numbers that every function takes (whole ones for orders).
          const others = [1, 2.25, 0.65];
          const args = others.slice(0, row.arity).map((other, i) => (i === k ? x : g.double(other)));
          const f = call(g, row.name, ...args);
          const [first, second] = [derivative(g, f, x), derivative(g, f, x, 2)];
          const at = (id: number, value: number): number => evaluate(g, [id], new Map([[x, value]]))[id] as number;
          const value = at(f, place);
          if (
            !Number.isFinite(value) ||
            !Number.isFinite(at(f, place + 0.021)) ||
            !Number.isFinite(at(f, place - 0.021))
          )
            continue;
          const [d1, d2] = [difference((t) => at(f, t), place, 0.02), difference((t) => at(first, t), place, 0.02)];
          expect(at(first, place), `first derivative at ${place}`).toBeCloseTo(
            d1,
            7 - Math.ceil(Math.log10(1 + Math.abs(d1))),
          );
          expect(at(second, place), `second derivative at ${place}`).toBeCloseTo(
            d2,
            7 - Math.ceil(Math.log10(1 + Math.abs(d2))),
          );
          compared += 1;
        }
        expect(compared).toBeGreaterThan(1);
      });
    });
  }
});
