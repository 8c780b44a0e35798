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
  it('is caught, and nine of ten diagnoses name the mistake', () => {
    const silent: string[] = [];
    let named = 0;
    const chosen = third(broken);
    for (const { name, kind, source } of chosen) {
      const checks = checksOf(source);
      const wrong = checks.filter(({ verdict }) => verdict === 'differs');
      // The derivative by another argument is right, and said to be that.
      const isByAnother = checks.some(({ message }) => message.includes('with respect to'));
      if (wrong.length === 0 && !isByAnother) silent.push(`${kind}, ${name}:\n${source}`);
      if (wrong.some(({ entries }) => entries[0] !== undefined && entries[0].finding !== '')) named += 1;
    }
    expect(silent, silent.join('\n')).toEqual([]);
    expect(chosen.length).toBeGreaterThan(250);
    expect(named / chosen.length).toBeGreaterThanOrEqual(0.9);
  }, 240_000);
});
