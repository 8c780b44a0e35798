/** What the table writes for a function in a language runs there, and gives the table's numbers: value and derivatives. */
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { call } from '../../../../src/calculus/construct';
import { gradient } from '../../../../src/calculus/differentiate/jacobian';
import { evaluate } from '../../../../src/calculus/evaluate';
import { functionRows } from '../../../../src/calculus/functions/table';
import type { FunctionRow } from '../../../../src/calculus/functions/table';
import { Graph } from '../../../../src/calculus/graph';
import { view } from '../../../../src/calculus/view/view';
import { formatFunction } from '../../../../src/notation/code/function';
import { hasPython, runPython } from '../../../peers';

const NAMES = ['x', 'y', 'z'];
const singles = [-2.5, -2.3, -0.7, -0.2, 0, 0.15, 0.6, 1.4, 2.5, 3.2];
const orders = [0, 1, 2, 3, 0.7, 2.5, -1.3];

interface Emitted {
  readonly row: string;
  /** `value`, or which derivative. */
  readonly what: string;
  readonly code: string;
  readonly points: readonly { readonly at: readonly number[]; readonly value: number }[];
}

/** Places for the arguments: whole and other orders first, arguments of both signs last. */
function placesFor(arity: number): number[][] {
  if (arity === 1) return singles.map((x) => [x]);
  if (arity === 2) return orders.flatMap((x) => singles.map((y) => [x, y]));
  return [0.5, 2, 3.7].flatMap((x) => [0.75, 4].flatMap((y) => [0.15, 0.6, 0.93].map((z) => [x, y, z])));
}

/** The row's function and its derivatives as code, with the values that they must give. */
function emit(row: FunctionRow, language: string): Emitted[] {
  const g = new Graph();
  const symbols = NAMES.slice(0, row.arity).map((name) => g.symbol(name));
  const f = call(g, row.name, ...symbols);
  const known = row.partials.map((partial, k) => ({ partial, k })).filter(({ partial }) => partial !== null);
  const slopes = known.map(({ k }) => gradient(g, f, [symbols[k]!])[0]!);
  return [f, ...slopes].map((node, i) => {
    const { entries, definitions } = view(g, [node]);
    const code = formatFunction({
      language,
      name: `f_${row.name}_${i}`,
      parameters: NAMES.slice(0, row.arity),
      hasSelf: false,
      shape: [],
      entries: [{ row: 0, column: 0, term: entries[0]! }],
      definitions,
    });
    const points = placesFor(row.arity).flatMap((at) => {
      const values = evaluate(g, [node], new Map(symbols.map((symbol, j) => [symbol, at[j]!])));
      const value = values[node]!;
      return Number.isFinite(value) && Number.isFinite(row.value(at[0]!, at[1]!, at[2]!)) ? [{ at, value }] : [];
    });
    return { row: row.name, what: i === 0 ? 'value' : `derivative ${known[i - 1]?.k}`, code, points };
  });
}

function compare(emitted: readonly Emitted[], found: readonly (readonly (number | string)[])[]): void {
  const wrong = emitted.flatMap(({ row, what, code, points }, i) =>
    points.flatMap(({ at, value }, j) => {
      const given = found[i]?.[j];
      const isClose = typeof given === 'number' && Math.abs(given - value) <= 2e-9 * Math.abs(value) + 1e-11;
      return isClose ? [] : [`${row} ${what} at ${at.join(', ')}: ${given} instead of ${value}\n${code}`];
    }),
  );
  expect(wrong.slice(0, 10)).toEqual([]);
}

const PROGRAM = `
import json, sys, warnings
import mpmath
import numpy as np
import scipy.special
warnings.simplefilter('ignore')
def values(emitted):
    names = {'np': np, 'scipy': scipy, 'mpmath': mpmath}
    exec(emitted['code'], names)
    f = names[emitted['code'].split('def ')[1].split('(')[0]]
    found = []
    for point in emitted['points']:
        try:
            found.append(float(f(*point['at'])))
        except Exception as error:
            found.append(repr(error))
    return found
print(json.dumps([values(one) for one in json.load(sys.stdin)]).replace('NaN', '"NaN"').replace('-Infinity', '"-Infinity"').replace('Infinity', '"Infinity"').replace('""', '"'))
`;

describe('code that is written for each function of the table', () => {
  it('names every one of them in Python', () => {
    expect(functionRows.filter((row) => row.code['python'] === undefined).map((row) => row.name)).toEqual([]);
  });

  describe.skipIf(!hasPython)('in NumPy and SciPy (python3 with numpy, scipy and sympy)', () => {
    it('gives the same values and derivatives', () => {
      const emitted = functionRows.flatMap((row) => emit(row, 'python'));
      for (const { row, what, points } of emitted) expect(points.length, `${row} ${what}`).toBeGreaterThan(1);
      compare(emitted, JSON.parse(runPython(PROGRAM, JSON.stringify(emitted))) as (number | string)[][]);
    });
  });

  it('gives the same values and derivatives in JavaScript, or says what is missing', () => {
    const emitted = functionRows.flatMap((row) => emit(row, 'javascript'));
    const lacking = emitted.filter(({ code }) => code.startsWith('// '));
    for (const { row, code } of lacking) expect(code, row).toMatch(/standard library: define (it|them), or import/);
    const runnable = emitted.filter(({ code }) => !code.startsWith('// '));
    expect(runnable.length).toBeGreaterThan(100);
    compare(
      runnable,
      runnable.map(({ code, points }) => {
        const name = /function (\w+)/.exec(code)?.[1] ?? '';
        const f = runInNewContext(`${code}\n${name};`) as (...args: number[]) => number;
        return points.map(({ at }) => f(...at));
      }),
    );
  });
});
