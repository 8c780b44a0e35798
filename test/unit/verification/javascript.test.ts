/**
 * Derivatives in JavaScript, broken by machine. Whether a change is a mistake is found by running both: the slope of the
 * function by central differences with Richardson extrapolation, the derivative as it stands.
 */
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import type { Check } from '../../../src/analysis/card';
import { Document } from '../../../src/analysis/document';
import { defaultSettings } from '../../../src/analysis/settings';
import { javascript } from '../languages/javascript/reading';

interface Case {
  readonly f: string;
  readonly df: string;
  /** Of all arguments; the first one is the variable. */
  readonly at: readonly (number | readonly number[])[];
}

const one = (parameters: string, f: string, df: string, ...at: Case['at']): Case => ({
  f: `function f(${parameters}) {\n  return ${f};\n}`,
  df: `function fPrime(${parameters}) {\n  return ${df};\n}`,
  at,
});
const gradient = (f: string, df: string, ...at: Case['at']): Case => ({
  f: `function cost(x, a) {\n  return ${f};\n}`,
  df: `function costGradient(x, a) {\n  return ${df};\n}`,
  at,
});

const cases: readonly Case[] = [
  one('x', 'x * x + 3 * x', '2 * x + 3', 0.7),
  one('x', '4 * x ** 3 - 2 * x ** 2', '12 * x ** 2 - 4 * x', 0.7),
  one('x', 'Math.sin(3 * x)', '3 * Math.cos(3 * x)', 0.7),
  one('t, k, w', 'Math.exp(-k * t) * Math.cos(w * t)', '-k * Math.exp(-k * t) * Math.cos(w * t) - w * Math.exp(-k * t) * Math.sin(w * t)', 0.7, 0.4, 1.3), // prettier-ignore
  one('x, m, s', 'Math.exp(-((x - m) ** 2) / (2 * s ** 2))', '-(x - m) / s ** 2 * Math.exp(-((x - m) ** 2) / (2 * s ** 2))', 0.7, 0.2, 1.4), // prettier-ignore
  one('x, a', 'Math.log(a * x * x + 1)', '2 * a * x / (a * x * x + 1)', 0.7, 1.3),
  one('x, a', 'Math.sqrt(x * x + a * a)', 'x / Math.sqrt(x * x + a * a)', 0.7, 1.3),
  one('x, k', 'k * x / (k + x)', 'k ** 2 / (k + x) ** 2', 0.7, 1.3),
  one('x', '1 / (1 + Math.exp(-x))', 'Math.exp(-x) / (1 + Math.exp(-x)) ** 2', 0.7),
  one('x, w, b', 'Math.tanh(w * x + b)', 'w * (1 - Math.tanh(w * x + b) ** 2)', 0.7, 1.2, 0.3),
  one('r, e, s', '4 * e * ((s / r) ** 12 - (s / r) ** 6)', '4 * e * (6 * s ** 6 / r ** 7 - 12 * s ** 12 / r ** 13)', 1.3, 0.8, 1.1), // prettier-ignore
  one('T, a, b, c', 'Math.exp(a - b / (T + c))', 'b / (T + c) ** 2 * Math.exp(a - b / (T + c))', 1.7, 1.1, 2.3, 0.6),
  one('E, e, M', 'E - e * Math.sin(E) - M', '1 - e * Math.cos(E)', 0.7, 0.3, 0.5),
  one('t, a, b', 'Math.sin(a * t + b * t * t)', '(a + 2 * b * t) * Math.cos(a * t + b * t * t)', 0.7, 1.3, 0.6),
  one('s, V, K', 'V * s ** 2 / (K + s ** 2)', '2 * V * K * s / (K + s ** 2) ** 2', 0.7, 1.1, 2.3),
  one('x, p', 'Math.pow(x, p) * Math.atan(x)', 'p * Math.pow(x, p - 1) * Math.atan(x) + Math.pow(x, p) / (1 + x * x)', 0.7, 2.3), // prettier-ignore
  gradient('(1 - x[0]) ** 2 + a * (x[1] - x[0] ** 2) ** 2', '[-2 * (1 - x[0]) - 4 * a * x[0] * (x[1] - x[0] ** 2), 2 * a * (x[1] - x[0] ** 2)]', [0.7, -0.4], 100), // prettier-ignore
  gradient('(x[0] + 2 * x[1] - 7) ** 2 + a * (2 * x[0] + x[1]) ** 2', '[2 * (x[0] + 2 * x[1] - 7) + 4 * a * (2 * x[0] + x[1]), 4 * (x[0] + 2 * x[1] - 7) + 2 * a * (2 * x[0] + x[1])]', [0.7, -0.4], 1.5), // prettier-ignore
  gradient('a * x[0] * x[1] ** 2 + Math.sin(x[1])', '[a * x[1] ** 2, 2 * a * x[0] * x[1] + Math.cos(x[1])]', [0.7, 0.4], 1.3), // prettier-ignore
  gradient('Math.hypot(x[0], x[1]) + a * x[0]', '[x[0] / Math.hypot(x[0], x[1]) + a, x[1] / Math.hypot(x[0], x[1])]', [0.7, 0.4], 1.3), // prettier-ignore
  gradient('Math.exp(x[0] * x[1]) + a * x[2] ** 3', '[x[1] * Math.exp(x[0] * x[1]), x[0] * Math.exp(x[0] * x[1]), 3 * a * x[2] ** 2]', [0.7, 0.4, 1.1], 1.3), // prettier-ignore
  gradient('-x[0] * Math.log(x[0]) - a * Math.log(x[1])', '[-Math.log(x[0]) - 1, -a / x[1]]', [0.7, 0.4], 1.3),
];

/** Each place at which a mistake of this kind can be made. */
const mutations: Readonly<Record<string, readonly [RegExp, (match: string) => string]>> = {
  'minus for plus': [/ \+ /g, () => ' - '],
  'plus for minus': [/ - /g, () => ' + '],
  'a dropped sign': [/(?<=return |\[|, )-/g, () => ''],
  'another number': [/(?<![\w.[])\d+(?! ?\]|\w)/g, (digits) => String(Number(digits) + 1)],
  'another power': [/\*\* \d+/g, (power) => `** ${Number(power.slice(3)) + 1}`],
  'sin for cos': [/Math\.cos/g, () => 'Math.sin'],
  'cos for sin': [/Math\.sin/g, () => 'Math.cos'],
  'a factor that divides': [/(?<!\*) \* (?!\*)/g, () => ' / '],
  'another index': [/\[[01]\]/g, (index) => (index === '[0]' ? '[1]' : '[0]')],
  'a doubled factor': [/(?<=return )(?!\[)/g, () => '2 * '],
};

const body = (text: string): number => text.indexOf('return');

function* broken(df: string): Generator<{ readonly kind: string; readonly text: string }> {
  for (const [kind, [pattern, change]] of Object.entries(mutations))
    for (const match of df.matchAll(pattern)) {
      if (match.index < body(df)) continue;
      const end = match.index + match[0].length;
      yield { kind, text: df.slice(0, match.index) + change(match[0]) + df.slice(end) };
    }
}

type Compiled = (...values: unknown[]) => number | number[];

/** The truth is what the source does when it runs. */
const compiled = (text: string): Compiled => runInNewContext(`(${text})`) as Compiled;

/** ∂f by the first argument. */
function slopes({ f, at: [first, ...rest] }: Case): number[] {
  const run = compiled(f);
  const variables = typeof first === 'number' ? [first] : [...(first ?? [])];
  const value = (k: number, step: number): number => {
    const moved = variables.map((v, i) => (i === k ? v + step : v));
    return run(typeof first === 'number' ? moved[0] : moved, ...rest) as number;
  };
  const central = (k: number, h: number): number => (value(k, h) - value(k, -h)) / (2 * h);
  return variables.map((_, k) => (4 * central(k, 1e-3) - central(k, 2e-3)) / 3);
}

const isRight = (known: Case, df: string): boolean => {
  const found = [compiled(df)(...known.at)].flat();
  return slopes(known).every((slope, k) => Math.abs(slope - (found[k] as number)) <= 1e-6 * (1 + Math.abs(slope)));
};

function checksOf(text: string): readonly Check[] {
  const settings = { ...defaultSettings, budget: 5000 };
  const document = new Document({ uri: 'test:///a.js', version: 1, text, ...javascript, settings });
  const checks = document.functions().flatMap((name) => document.checks(name));
  document.dispose();
  return checks;
}

describe('derivatives in JavaScript', () => {
  it('that are right are confirmed', () => {
    for (const known of cases) {
      expect(isRight(known, known.df), known.df).toBe(true);
      const said = checksOf(`${known.f}\n\n${known.df}\n`).map(({ verdict, message }) => `${verdict}: ${message}`);
      expect(said, known.df).toHaveLength(1);
      expect(said[0], known.df).toMatch(/^(proved|agrees)/);
    }
  });

  it('that are broken are all caught', () => {
    const silent: string[] = [];
    let count = 0;
    for (const known of cases)
      for (const { kind, text } of broken(known.df)) {
        if (isRight(known, text)) continue;
        count += 1;
        const checks = checksOf(`${known.f}\n\n${text}\n`);
        // The derivative by another argument is right, and said to be that.
        const isByAnother = checks.some(({ message }) => /^proved: with respect to [^x]/.test(message));
        if (!isByAnother && !checks.some(({ verdict }) => verdict === 'differs'))
          silent.push(`${kind}: ${text}: ${checks.map(({ message }) => message).join()}`);
      }
    expect(silent).toEqual([]);
    expect(count).toBeGreaterThan(150);
  }, 240_000);
});

describe('a gradient that is written into an array of the caller, if there is one', () => {
  const written = (first: string): readonly Check[] =>
    checksOf(
      `const trid = {\n  f: (X) => (X[0] - 1) ** 2 - X[0] * X[1],\n  fprime: (X, out) => {\n    out = out || [0, 0];\n    out[0] = ${first};\n    out[1] = -X[0];\n    return out;\n  },\n};`,
    );

  it('is right', () => {
    expect(written('2 * (X[0] - 1) - X[1]')).toMatchObject([{ verdict: 'proved' }]);
  });

  it('is wrong', () => {
    expect(written('2 * (X[0] - 1) + X[1]')).toMatchObject([{ verdict: 'differs' }]);
  });
});

describe('typed arrays', () => {
  const product = (array: string): string =>
    `function product(x) {\n  const y = ${array};\n  return x[0] * y[0];\n}\n\nfunction productGradient(x) {\n  return [2 * x[0]];\n}\n`;

  it.each(['new Float64Array([x[0]])', 'Float32Array.of(x[0])'])('%s keeps numbers', (array) => {
    expect(checksOf(product(array))).toMatchObject([{ verdict: 'proved' }]);
  });

  it.each(['new Int32Array([x[0]])', 'Uint8Array.of(x[0])', 'Int16Array.from([x[0]])'])('%s cuts them off', (array) => {
    expect(checksOf(product(array))).toMatchObject([{ verdict: 'differs' }]);
  });
});
