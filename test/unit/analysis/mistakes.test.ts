/**
 * Right derivatives as people write them, broken by machine in every way that applies, and rewritten without a change of
 * meaning. What is right and wrong was found with NumPy (`test/fixtures/verification/sources.py`). Every third one: all
 * of them take a minute.
 */
import { describe, expect, it } from 'vitest';
import type { Check } from '../../../src/analysis/card';
import fixture from '../../fixtures/verification/sources.json';
import { openPython } from './open';

interface Broken {
  readonly name: string;
  readonly kind: string;
  readonly source: string;
}

const { right, same } = fixture as {
  right: { source: string; name: string }[];
  same: { source: string; name: string }[];
};
const broken = (fixture as { broken: Broken[] }).broken;
const third = <T>(all: readonly T[]): T[] => all.filter((_, i) => i % 3 === 0);

/**
 * What a diagnosis has to say of each kind of mistake. `A` should be `B`, where A and B are the smallest parts that differ,
 * names any mistake within a part; that a term is there twice is the same as a factor 2 of it.
 */
const names: Readonly<Record<string, RegExp>> = {
  sign: /sign|should be 0/,
  'constant factor': /factor|number|should be|missing|too much|twice/,
  'missing factor': /factor|missing|too much|power|should be `/,
  'dropped term': /term.*missing|is missing|the term|should be `/,
  'doubled term': /twice|term|factor|should be `/,
  power: /power|factor|number|should be `/,
  index: /index|in place|should be `/,
  swapped: /swapped|exchanged|is what|derivative of|transposed/,
  'sin for cos': /should be `/,
  degrees: /degrees|radians|should be `/,
  'wrong argument': /with respect to|is what|index|in place|derivative|should be `/,
  'older version': /version of the function|sign|factor|power|term|number|should be `/,
  'dropped function': /should be `|missing/,
  'stale variable': /in place|index|should be `/,
  transposed: /transposed/,
};

function checksOf(source: string): readonly Check[] {
  const document = openPython(source);
  const checks = document.functions().flatMap((name) => document.checks(name));
  document.dispose();
  return checks;
}

const isConfirmed = ({ verdict }: Check): boolean => verdict === 'proved' || verdict === 'agrees';

describe('what is right', () => {
  it('is confirmed', () => {
    for (const { name, source } of right) {
      const checks = checksOf(source);
      expect(checks.length, name).toBeGreaterThan(0);
      expect(checks.every(isConfirmed), `${name}: ${checks.map(({ message }) => message).join()}`).toBe(true);
    }
  }, 60_000);

  it('is never called wrong, however it is written', () => {
    for (const { name, source } of third(same)) {
      const checks = checksOf(source);
      expect(checks.every(isConfirmed), `${name}: ${checks.map(({ message }) => message).join()}\n${source}`).toBe(
        true,
      );
    }
  }, 120_000);
});

describe('what is wrong', () => {
  it('is caught, and nine of ten diagnoses name that kind of mistake', () => {
    const silent: string[] = [];
    let named = 0;
    const chosen = third(broken);
    for (const { name, kind, source } of chosen) {
      const checks = checksOf(source);
      const wrong = checks.filter(({ verdict }) => verdict === 'differs');
      // The derivative by another argument is right, and said to be that.
      const isByAnother = checks.some(({ message }) => message.includes('with respect to'));
      if (wrong.length === 0 && !isByAnother) silent.push(`${kind}, ${name}:\n${source}`);
      const findings = wrong.flatMap(({ entries }) => entries.map(({ finding }) => finding));
      expect(Object.keys(names)).toContain(kind);
      if (findings.some((finding) => names[kind]?.test(finding))) named += 1;
    }
    expect(silent, silent.join('\n')).toEqual([]);
    expect(chosen.length).toBeGreaterThan(250);
    expect(named / chosen.length).toBeGreaterThanOrEqual(0.9);
  }, 240_000);
});
