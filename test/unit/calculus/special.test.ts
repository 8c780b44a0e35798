import { describe, expect, it } from 'vitest';
import { call } from '../../../src/calculus/construct';
import { derivative } from '../../../src/calculus/differentiate/jacobian';
import { evaluate } from '../../../src/calculus/evaluate';
import { functionRows } from '../../../src/calculus/functions/table';
import { Graph } from '../../../src/calculus/graph';
import fixture from '../../fixtures/special-functions.json';

/** [arguments…, value as text] */
type Sample = readonly (number | string)[];

/** Relative error in units of 10⁻¹⁶ that a function may have; the usual is a few roundings. */
const relative: Readonly<Record<string, number>> = {
  exp1: 60,
  expn: 60,
  lambertW: 60,
  gammaincc: 60,
  betainc: 150,
  besselK: 40,
  besselKScaled: 40,
  airyAiPrime: 40,
  zetaDerivative: 2000,
  // Integrals of what changes its sign.
  gammaincDerivative: 1000,
  betaincDerivative10: 5000,
  betaincDerivative01: 5000,
  betaincDerivative20: 20000,
  betaincDerivative11: 20000,
  betaincDerivative02: 20000,
  besselJByOrder: 100,
  besselYByOrder: 100,
  besselIByOrder: 30000,
  besselKByOrder: 100,
};

/**
 * What counts beside a value: the size of the wave where a function oscillates (its zeros have no relative precision),
 * and the terms that cancel near zeros that are no simple numbers.
 */
const envelopes: Readonly<Record<string, (...args: number[]) => number>> = {
  besselJ: (order, x = 1) => (x > order ? (1 + order / 40) * Math.sqrt(2 / (Math.PI * x)) : 0),
  besselY: (order, x = 1) => (x > order ? Math.sqrt(2 / (Math.PI * x)) : 0),
  sphericalBesselJ: (order, x = 1) => (x > order ? 1 / x : 0),
  sphericalBesselY: (order, x = 1) => (x > order ? 1 / x : 0),
  besselJByOrder: (order, x = 1) => 10 * (x > order / 2 ? (1 + Math.abs(order) / 4) / Math.sqrt(x) : 0),
  besselYByOrder: (order, x = 1) => 10 * (x > order / 2 ? (1 + Math.abs(order) / 4) / Math.sqrt(x) : 0),
  // The phase ⅔|x|^(3/2) is known to its own rounding.
  airyAi: (x) => wave(x, -1 / 4),
  airyBi: (x) => wave(x, -1 / 4),
  airyAiPrime: (x) => wave(x, 1 / 4),
  airyBiPrime: (x) => wave(x, 1 / 4),
  cosineIntegral: (x) => (x > 1 ? 1 / x : 0),
  gammaln: (x) => (x < 0 ? 1 : 0),
  digamma: (x) => (x < 0 ? 1 : 0),
  betaln: () => 0.5,
};

const wave = (x: number, exponent: number): number =>
  x < 0 ? (Math.abs(x) ** exponent * (5 + Math.abs(x) ** 1.5)) / 10 : 0;

describe('special functions, against mpmath', () => {
  const fixtures = Object.entries(fixture.functions as unknown as Record<string, readonly Sample[]>);
  for (const [name, samples] of fixtures) {
    it(`${name}, ${samples.length} values`, () => {
      const row = functionRows.find((candidate) => candidate.name === name);
      expect(row).toBeDefined();
      for (const sample of samples) {
        const args = sample.slice(0, -1) as number[];
        const expected = Number(sample.at(-1));
        const [x = NaN, y = NaN, z = NaN] = args;
        const found = row?.value(x, y, z) ?? NaN;
        // A value eᵛ cannot be known better than the rounding of v lets it.
        const size = Math.abs(expected);
        const units =
          (name === 'beta' && x < -100 ? 5000 : (relative[name] ?? 20)) +
          (size > 0 && size < Infinity ? 5 * Math.abs(Math.log(size)) : 0);
        // Values below the smallest normal double have fewer digits.
        const allowed = 1e-16 * (units * size + 25 * (envelopes[name]?.(...args) ?? 0)) + 1e-320;
        const isClose = found === expected || Math.abs(found - expected) <= allowed;
        expect(isClose, `${name}(${args.join(', ')}) is ${found}, not ${expected}`).toBe(true);
      }
    });
  }

  it('every function that is more than one line of Math has its values', () => {
    const known = new Set(fixtures.map(([name]) => name));
    expect([...plain].filter((name) => known.has(name))).toEqual([]);
    const missing = functionRows.map((row) => row.name).filter((name) => !known.has(name) && !plain.has(name));
    expect(missing).toEqual([]);
  });
});

/** Functions whose value is Math's, a choice between numbers, or such a formula without cancellation. */
const plain = new Set(
  `sqrt abs sign copysign heaviside max min exp exp2 exp10 log log2 log10 sin cos tan asin acos atan atan2 deg2rad
   rad2deg cosh floor ceil round trunc mod rem relu elu selu silu softsign xlogy xlog1py stopGradient`.split(/\s+/),
);

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
  hurwitzZeta: [0.31, 0.83, 1.37, 2.21],
  ellipticK: [-1.3, 0.3, 0.6],
  ellipticE: [-1.3, 0.3, 0.6],
  lambertW: [-0.2, 0.7, 3.1],
  gamma: [-1.4, 0.7, 3.3],
  gammaln: [-1.4, 0.7, 3.3],
  digamma: [-1.4, 0.7, 3.3],
  expi: [-1.2, 0.4, 2.2],
};

/** What the other arguments are, where the usual numbers are outside the domain. */
const companions: Readonly<Record<string, readonly number[]>> = {
  phiDerivative: [1, 2, 1],
  hurwitzZeta: [2.5, 1, 1],
  ellipticF: [1, 0.4, 1],
  ellipticEIncomplete: [1, 0.4, 1],
};

/** Arguments by which there is a first derivative only. */
const withoutSecond = new Set([
  ...['J', 'Y', 'I', 'K', 'IScaled', 'KScaled'].map((letter) => `bessel${letter} 0`),
  ...[0, 1].flatMap((k) => [`betaincDerivative10 ${k}`, `betaincDerivative01 ${k}`]),
]);

describe('derivatives of the table, against differences of its values', () => {
  for (const row of functionRows) {
    row.partials.forEach((partial, k) => {
      // Its derivative is 0 by intention, whatever its differences are.
      if (partial === null || row.name === 'stopGradient') return;
      it(`${row.name}, argument ${k}`, () => {
        let compared = 0;
        for (const place of places[row.name] ?? [-1.21, -0.43, 0.31, 0.83, 1.37, 2.21]) {
          const g = new Graph();
          const x = g.symbol('x');
          // The other arguments: numbers that every function takes (whole ones for orders).
          const others = companions[row.name] ?? [1, 2.25, 0.65];
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
          compared += 1;
          if (withoutSecond.has(`${row.name} ${k}`)) {
            expect(at(second, place)).toBeNaN();
            continue;
          }
          expect(at(second, place), `second derivative at ${place}`).toBeCloseTo(
            d2,
            7 - Math.ceil(Math.log10(1 + Math.abs(d2))),
          );
        }
        expect(compared).toBeGreaterThan(1);
      });
    });
  }
});

it('the slope of ln Φ is right far to the left, where φ and Φ are 0 in doubles', () => {
  const g = new Graph();
  const x = g.symbol('x');
  const slope = derivative(g, call(g, 'logNdtr', x), x);
  // mpmath: npdf(x)/ncdf(x) at 60 digits.
  for (const [at, expected] of [
    [-38.2, 38.2261422538239447],
    [-4835, 4835.00020682521498],
    [30, 1.47364613487854752e-196],
  ] as const) {
    const value = evaluate(g, [slope], new Map([[x, at]]))[slope] as number;
    expect(Math.abs(value / expected - 1)).toBeLessThan(2e-13);
  }
});

describe('every function', () => {
  const sizes = [0, 1e-320, 1e-300, 1e-10, 0.3, 1, 2.5, 7, 30, 100, 1e3, 1e5, 1e8, 1e16, 1e100, 1e308, Infinity, NaN];
  const numbers = sizes.flatMap((x) => [x, -x]);

  it('answers at once for whatever double it is given', () => {
    const slow: string[] = [];
    for (const row of functionRows)
      for (const x of row.arity === 1 ? [NaN] : [0, 0.5, 1, 40, 1e6, -3, Infinity, NaN])
        for (const y of numbers) {
          const args: readonly [number, number, number] =
            row.arity === 1 ? [y, NaN, NaN] : row.arity === 2 ? [x, y, NaN] : [x, 1.5, y];
          const start = performance.now();
          row.value(...args);
          if (performance.now() - start > 1000) slow.push(`${row.name}(${args.join(', ')})`);
        }
    expect(slow).toEqual([]);
  });
});
