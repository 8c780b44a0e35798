/**
 * Right derivatives, each broken by machine in every way that applies: all are caught, and nearly all are named. The
 * derivatives were worked out with SymPy (`test/fixtures/verification/derivatives.py`).
 */
import { create, evaluateDependencies } from 'mathjs/number';
import { describe, expect, it } from 'vitest';
import fixture from '../../fixtures/verification/derivatives.json';
import type { PairVerdict } from '../../../src/verification/check';
import { check } from './handmade';

interface Case {
  name: string;
  inputs: Record<string, number[]>;
  wrt: string[];
  outputs: string[];
  jacobian: string[][];
}

const { evaluate } = create({ evaluateDependencies: evaluateDependencies ?? {} }) as unknown as {
  evaluate: (text: string, scope: Record<string, number>) => number;
};

const cases = fixture.cases as unknown as Case[];

function verdict(known: Case, entries: readonly string[][]): PairVerdict {
  const m = entries.length;
  const n = entries[0]?.length ?? 0;
  const sizes = m === 1 ? (n === 1 ? [] : [n]) : [m, n];
  return check(
    { inputs: known.inputs, outputs: known.outputs, ...(m === 1 ? {} : { sizes: [m] }) },
    { inputs: known.inputs, outputs: entries.flat(), sizes },
    { wrt: known.wrt },
  );
}

describe('right derivatives', () => {
  it.each(cases)('$name is confirmed', (known) => {
    expect(verdict(known, known.jacobian).verdict).toMatch(/^(proved|agrees)$/);
  });
});

interface Mutation {
  readonly kind: string;
  /** What the diagnosis has to say. */
  readonly named: RegExp;
  /** The broken text, or `null` where the mistake cannot be made. */
  readonly apply: (text: string, known: Case, i: number, j: number) => string | null;
}

const isZero = (text: string): boolean => text === '0';
const changed = (before: string, after: string): string | null => (before === after ? null : after);

const mutations: readonly Mutation[] = [
  { kind: 'sign', named: /sign is wrong/, apply: (text) => (isZero(text) ? null : `-(${text})`) },
  { kind: 'factor 2 missing', named: /factor 2 is missing/, apply: (text) => (isZero(text) ? null : `(${text})/2`) },
  { kind: 'factor 2 too much', named: /factor 2 is too much/, apply: (text) => (isZero(text) ? null : `2*(${text})`) },
  {
    kind: 'factor 2/3',
    named: /factor .*3.* (is missing|is too much)/,
    apply: (text) => (isZero(text) ? null : `2*(${text})/3`),
  },
  { kind: 'missing entry', named: /entry is missing|is swapped|is what/, apply: (text) => (isZero(text) ? null : '0') },
  {
    kind: 'superfluous entry',
    named: /should be 0|is what|with respect to/,
    apply: (text, known) => (isZero(text) ? `3*${element(known, 0)}^2 + 1` : null),
  },
  {
    kind: 'sin for cos',
    named: /`sin\(.*should be `cos\(|sign|factor|term|is what/,
    apply: (text) => changed(text, text.replace(/\bcos\(/, 'sin(')),
  },
  {
    kind: 'cos for sin',
    named: /`cos\(.*should be `sin\(|sign|factor|term|is what/,
    apply: (text) => changed(text, text.replace(/\bsin\(/, 'cos(')),
  },
  { kind: 'plus for minus', named: /sign|the term/, apply: (text) => changed(text, text.replace(' - ', ' + ')) },
  { kind: 'minus for plus', named: /sign|the term/, apply: (text) => changed(text, text.replace(' + ', ' - ')) },
  { kind: 'dropped term', named: /missing|should be|too much/, apply: dropTerm },
  { kind: 'doubled term', named: /twice|too much|factor|should be|sign|in the term/, apply: doubleTerm },
  { kind: 'index', named: /index|should be|derivative|is what|sign|factor|swapped|term/, apply: changeIndex },
  { kind: 'chain factor', named: /missing|too much|should be|power|factor/, apply: dropFactor },
  {
    kind: 'degrees',
    named: /degrees|should be|factor/,
    apply: (text) => changed(text, text.replace(/\b(sin|cos)\(([\w[\]]+)\)/, '$1($2*pi/180)')),
  },
  {
    kind: 'lower power',
    named: /power|factor|number|should be|term|is what/,
    apply: (text) => changed(text, text.replace(/\^3\b/, '^2')),
  },
];

const element = (known: Case, k: number): string => {
  const [name, shape] = Object.entries(known.inputs)[0] as [string, number[]];
  return shape.length === 0 ? name : `${name}[${k}]`;
};

/** The terms of a sum at its outermost level, with their signs. */
function topTerms(text: string): string[] {
  const terms: string[] = [];
  let [depth, start] = [0, 0];
  for (let i = 0; i < text.length; i += 1) {
    if ('(['.includes(text[i] as string)) depth += 1;
    if (')]'.includes(text[i] as string)) depth -= 1;
    if (depth === 0 && (text.startsWith(' + ', i) || text.startsWith(' - ', i))) {
      terms.push(text.slice(start, i));
      start = i + (text[i + 1] === '-' ? 1 : 3);
    }
  }
  return [...terms, text.slice(start)];
}

function dropTerm(text: string): string | null {
  const terms = topTerms(text);
  return terms.length < 2
    ? null
    : terms
        .slice(0, -1)
        .map((term) => `(${term.replace(/^- /, '-')})`)
        .join(' + ');
}

function doubleTerm(text: string): string | null {
  const terms = topTerms(text);
  return terms.length < 2 ? null : `${text} + (${(terms[0] as string).replace(/^- /, '-')})`;
}

function changeIndex(text: string, known: Case): string | null {
  const match = /\b(\w+)\[(\d)\]/.exec(text);
  if (!match) return null;
  const size = known.inputs[match[1] as string]?.[0] ?? 0;
  const other = (Number(match[2]) + 1) % size;
  return text.slice(0, match.index) + `${match[1]}[${other}]` + text.slice(match.index + match[0].length);
}

/** Without its first factor, where that is more than a number. */
function dropFactor(text: string): string | null {
  if (topTerms(text).length > 1) return null;
  const match = /^-?(\d+\*)?(\w+(\[\d\])?(\^\d)?)\*(.+)$/.exec(text);
  return match ? `${match[1] ?? ''}${match[5]}` : null;
}

describe('broken derivatives', () => {
  const seen = new Map<string, { caught: number; named: number; total: number }>();
  const missed: string[] = [];

  it.each(mutations)('$kind: every one is caught', (mutation) => {
    const tally = { caught: 0, named: 0, total: 0 };
    for (const known of cases) {
      // One single entry that is a factor off in units is left alone on purpose: not among these factors.
      known.jacobian.forEach((row, i) =>
        row.forEach((text, j) => {
          const broken = mutation.apply(text, known, i, j);
          if (broken === null) return;
          const entries = known.jacobian.map((other, p) =>
            other.map((entry, q) => (p === i && q === j ? broken : entry)),
          );
          const { verdict: said, message, entries: told } = verdict(known, entries);
          // Some changes change nothing (sin(0·x), x − 0): those are right.
          if (said === 'proved' || said === 'agrees') {
            if (isHarmless(known, text, broken)) return;
          }
          tally.total += 1;
          if (said === 'differs') tally.caught += 1;
          else missed.push(`${mutation.kind}, ${known.name} (${i}, ${j}) ${broken}: ${said} ${message}`);
          const diagnosis = `${message} ${told[0]?.diagnosis ?? ''}`;
          if (mutation.named.test(diagnosis.replace(/expected `.*$/, ''))) tally.named += 1;
          else if (said === 'differs')
            missed.push(`not named: ${mutation.kind}, ${known.name} (${i}, ${j}) ${text} → ${broken}: ${message}`);
        }),
      );
    }
    seen.set(mutation.kind, tally);
    expect(tally.total, 'the mistake can be made somewhere').toBeGreaterThan(0);
    expect(missed.filter((line) => line.startsWith(mutation.kind))).toEqual([]);
    expect(tally.caught).toBe(tally.total);
  });

  it('the diagnosis names nine of ten', () => {
    const all = [...seen.values()];
    const [named, total] = [all.reduce((sum, one) => sum + one.named, 0), all.reduce((sum, one) => sum + one.total, 0)];
    expect(total).toBeGreaterThan(300);
    expect(named / total, missed.join('\n')).toBeGreaterThanOrEqual(0.9);
  });

  it('transposed, exchanged and wrong-argument derivatives are named as a whole', () => {
    let count = 0;
    for (const known of cases) {
      const { jacobian } = known;
      const m = jacobian.length;
      const n = jacobian[0]?.length ?? 0;
      const rows = (entries: string[][]): string => JSON.stringify(entries);
      if (m === n && m > 1) {
        const transposed = jacobian.map((row, i) => row.map((_, j) => (jacobian[j] as string[])[i] as string));
        if (rows(transposed) !== rows(jacobian)) {
          const { verdict: said, message } = verdict(known, transposed);
          expect(said, known.name).toBe('differs');
          expect(message).toMatch(/transposed/);
          count += 1;
        }
      }
      if (m > 1 && n > 1) {
        const exchanged = [jacobian[1] as string[], jacobian[0] as string[], ...jacobian.slice(2)];
        if (rows(exchanged) !== rows(jacobian)) {
          const { verdict: said, message } = verdict(known, exchanged);
          expect(said, known.name).toBe('differs');
          expect(message).toMatch(/rows 0 and 1 are exchanged|transposed|columns/);
          count += 1;
        }
      }
    }
    expect(count).toBeGreaterThan(8);
  });
});

/** Whether the two texts are the same function, by their numbers at some points. */
function isHarmless(known: Case, text: string, broken: string): boolean {
  const values = [text, broken].map((expression) => evaluateText(expression, known));
  return values[0]!.every((value, i) => Math.abs(value - (values[1]![i] as number)) <= 1e-9 * (1 + Math.abs(value)));
}

/** mathjs' own arithmetic, at a few points. */
function evaluateText(text: string, known: Case): number[] {
  const plain = text.replace(/\[(\d)\]/g, '_$1');
  return [0.3, 0.7, 1.1, 1.9].map((shift) => {
    const scope = Object.entries(known.inputs).flatMap(([name, shape], p): [string, number][] =>
      shape.length === 0
        ? [[name, shift + 0.13 * p]]
        : Array.from({ length: shape[0] as number }, (_, k) => [`${name}_${k}`, shift + 0.37 * k + 0.13 * p]),
    );
    return evaluate(plain, Object.fromEntries(scope));
  });
}
