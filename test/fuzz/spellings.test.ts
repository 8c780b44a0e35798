/** Hand-written derivatives in the usual spellings, crossed at random, right and wrong: NumPy tells which is which. */
import { describe, expect, it } from 'vitest';
import { hasPython, runPythonFile } from '../peers';
import { openPython } from '../unit/analysis/open';

/** Modules: some hundreds by default, thousands in the nightly run, which begins elsewhere every time. */
const COUNT = Number(process.env.GRADLENS_RANDOM_CASES ?? 200);
const FIRST = 10_000 * Number(process.env.GRADLENS_RANDOM_SEED ?? 0);
const BATCH = 50;

interface Spelled {
  readonly seed: number;
  readonly topic: string;
  readonly text: string;
  /** The dotted name of what is told right or wrong. */
  readonly derivative: string;
  readonly verdict: string;
}

const spelled = (first: number, count: number): readonly Spelled[] =>
  JSON.parse(
    runPythonFile(new URL('./spellings/run.py', import.meta.url), [String(first), String(count)]),
  ) as Spelled[];

function verdictsOn({ text, derivative }: Spelled): string[] {
  const document = openPython(text);
  const checks = document.functions().flatMap((name) => document.checks(name));
  return checks.filter(({ function: name }) => name === derivative).map(({ verdict }) => verdict);
}

const isConfirmed = (verdict: string): boolean => verdict === 'proved' || verdict === 'agrees';

describe.skipIf(!hasPython)('usual spellings of derivatives', () => {
  const batches = Array.from({ length: Math.ceil(COUNT / BATCH) }, (_, i) => FIRST + i * BATCH);
  it.each(batches)('from number %i on', { timeout: 600_000 }, (first) => {
    const all = spelled(first, Math.min(BATCH, FIRST + COUNT - first));
    const told = all.map((one) => ({ ...one, verdicts: verdictsOn(one) }));
    const [right, wrong] = ['right', 'wrong'].map((verdict) => told.filter((one) => one.verdict === verdict));
    const shown = (some: typeof told): string =>
      some.map(({ seed, topic, text, verdicts }) => `# ${seed}, ${topic}: ${verdicts.join()}\n${text}`).join('\n');

    const failed = told.filter(({ verdict }) => verdict !== 'right' && verdict !== 'wrong');
    expect(failed, shown(failed)).toEqual([]);
    const doubted = right!.filter(({ verdicts }) => verdicts.length === 0 || !verdicts.every(isConfirmed));
    expect(doubted, shown(doubted)).toEqual([]);
    const passed = wrong!.filter(({ verdicts }) => verdicts.length > 0 && verdicts.every(isConfirmed));
    expect(passed, shown(passed)).toEqual([]);
    // The rest are left alone on purpose: a sum for a mean, a gradient that passes a factor by.
    const caught = wrong!.filter(({ verdicts }) => verdicts.includes('differs'));
    expect(caught.length, shown(wrong!)).toBeGreaterThan(0.6 * wrong!.length);
  });
});
