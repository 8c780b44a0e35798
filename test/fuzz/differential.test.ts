import { describe, expect, it } from 'vitest';
import { hasPython } from '../peers';
import { compareWithNumPy, told } from './differential';

/** Functions: some hundreds by default, 10,000 in the nightly run, which begins elsewhere every time. */
const COUNT = Number(process.env.GRADLENS_RANDOM_CASES ?? 300);
const FIRST = 1 + 10_000 * Number(process.env.GRADLENS_RANDOM_SEED ?? 0);
/** Functions of one test. The runner loses a test that does not let it speak for a minute, which more would on a busy machine. */
const BATCH = 50;

describe.skipIf(!hasPython)('random functions have the values and derivatives of NumPy', () => {
  const batches = Array.from({ length: Math.ceil(COUNT / BATCH) }, (_, i) => FIRST + i * BATCH);
  it.each(batches)('from number %i on', { timeout: 600_000 }, (first) => {
    const count = Math.min(BATCH, FIRST + COUNT - first);
    const outcome = compareWithNumPy(Array.from({ length: count }, (_, i) => first + i));
    if (process.env.GRADLENS_RANDOM_CASES) console.log(told(outcome));
    expect(outcome.wrong, told(outcome)).toEqual([]);
    expect(outcome.checked, told(outcome)).toBeGreaterThan(0.7 * count);
  });
});
