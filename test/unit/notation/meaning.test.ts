/** What is printed means what was to be printed: text read back, code run. */
import { createContext, Script } from 'node:vm';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Term } from '../../../src/calculus/view/term';
import { formatTerm } from '../../../src/notation/term';
import { hasPython, runPython } from '../../peers';
import { meaning } from './evaluate';
import { readText } from './readText';
import { anyTerm, variables } from './terms';

const notation = { digits: 17, indices: 'source' } as const;

const wanted = (term: Term): number =>
  meaning(term, (variable, index) => variables[`${variable}${index.join('')}`]!.value);

const inText: Readonly<Record<string, number>> = {
  'x₀': variables['x0']!.value,
  'x₁': variables['x1']!.value,
  a: variables['a']!.value,
  rate: variables['rate']!.value,
  π: Math.PI,
};

/** Rounding may differ by the order in which equal things are computed, never more. */
const close = (found: number, value: number): boolean =>
  !Number.isFinite(value) || Math.abs(value) > 1e12 || Math.abs(found - value) <= 1e-6 * (1 + Math.abs(value));

describe('plain text', () => {
  it('reads in one way only', () => {
    fc.assert(
      fc.property(anyTerm, (term) => {
        const { text } = formatTerm(term, notation);
        const [found, value] = [readText(text, inText), wanted(term)];
        if (!close(found, value)) expect.fail(`${text} reads as ${found}, and means ${value}`);
      }),
      { numRuns: 4000, seed: 3 },
    );
  });
});

describe('JavaScript', () => {
  it('computes what the term means', () => {
    const { x0, x1, a, rate } = variables;
    const scope = createContext({ x: [x0!.value, x1!.value], a: a!.value, rate: rate!.value });
    fc.assert(
      fc.property(anyTerm, (term) => {
        const { code } = formatTerm(term, { ...notation, language: 'javascript' });
        const [found, value] = [Number(new Script(`(${code})`).runInContext(scope)), wanted(term)];
        if (!close(found, value)) expect.fail(`${code} is ${found}, and means ${value}`);
      }),
      { numRuns: 4000, seed: 4 },
    );
  });
});

describe('Python', () => {
  it.skipIf(!hasPython)('computes what the term means (needs python3 with NumPy)', () => {
    const terms = fc.sample(anyTerm, { numRuns: 1500, seed: 5 });
    const codes = terms.map((term) => formatTerm(term, { ...notation, language: 'python' }).code);
    const script = [
      'import sys, json, warnings, numpy as np',
      'warnings.filterwarnings("ignore"); np.seterr(all="ignore")',
      'values = json.loads(sys.stdin.readline())',
      'scope = {"np": np, "x": np.array(values["x"]), "a": np.float64(values["a"]), "rate": np.float64(values["rate"])}',
      'for line in sys.stdin:',
      '    try: value = complex(eval(json.loads(line), scope))',
      '    except (ZeroDivisionError, OverflowError): value = complex("nan")',
      // NumPy refuses whole numbers to negative powers; Python itself does not.
      '    except ValueError as error: value = complex("nan") if "negative integer powers" in str(error) else None',
      '    print(repr(value.real) if value.imag == 0 else "nan")',
    ].join('\n');
    const { x0, x1, a, rate } = variables;
    const values = { x: [x0!.value, x1!.value], a: a!.value, rate: rate!.value };
    const input = [values, ...codes].map((line) => JSON.stringify(line)).join('\n');
    const found = runPython(script, input).trim().split('\n');
    expect(found.length).toBe(terms.length);
    terms.forEach((term, i) => {
      const [value, result] = [wanted(term), Number(found[i])];
      // Python raises where others have infinities.
      if (Number.isNaN(result) && (!isOrdinary(term) || codes[i]!.includes('**(-1)'))) return;
      if (!close(result, value)) expect.fail(`${codes[i]} is ${found[i]}, and means ${value}`);
    });
  });
});

/** Whether no part of a term divides by 0 or leaves the reals. */
function isOrdinary(term: Term): boolean {
  const parts: Term[] = [];
  const visit = (part: Term): void => {
    if (part.kind === 'comparison') return [part.left, part.right].forEach(visit);
    parts.push(part);
    if (part.kind === 'sum') part.terms.forEach(visit);
    else if (part.kind === 'negative') visit(part.operand);
    else if (part.kind === 'product') part.factors.forEach(visit);
    else if (part.kind === 'quotient') [part.numerator, part.denominator].forEach(visit);
    else if (part.kind === 'power') [part.base, part.exponent].forEach(visit);
    else if (part.kind === 'call') part.arguments.forEach(visit);
    else if (part.kind === 'cases')
      [...part.cases.flatMap((c) => [c.condition, c.value]), part.otherwise].forEach(visit);
  };
  visit(term);
  return parts.every((part) => Number.isFinite(wanted(part)));
}
