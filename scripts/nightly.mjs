/**
 * The long random tests: `npm run nightly [-- --cases 100000] [-- --seed 7] [-- --stage calculus]`.
 *
 * Every stage runs test files whose properties take `GRADLENS_RANDOM_CASES` random cases from `GRADLENS_RANDOM_SEED`, in
 * batches, with other seeds each. What fails prints fast-check's seed and path, and the command that repeats the batch.
 * A further fuzzer joins as one more entry of `stages`.
 */
import { spawnSync } from 'node:child_process';

const FUZZ = 'test/fuzz/vitest.config.ts';

/**
 * Stages: a name, the test files, and how many cases a batch has; `most` where a case takes long, and the configuration
 * where it is not that of the unit tests.
 *
 * @type {readonly { name: string, files: readonly string[], batch: number, most?: number, config?: string }[]}
 */
const stages = [
  { name: 'calculus', files: ['test/unit/calculus/random.test.ts'], batch: 5000 },
  { name: 'differences', files: ['test/unit/calculus/differences.test.ts'], batch: 2000 },
  { name: 'complex steps', files: ['test/unit/calculus/differentiate/complexStep.test.ts'], batch: 20000 },
  { name: 'views', files: ['test/unit/calculus/view/property.test.ts'], batch: 2000, most: 20_000 },
  { name: 'compact', files: ['test/unit/calculus/compact/compact.test.ts'], batch: 5000 },
  { name: 'differential', files: ['test/fuzz/differential.test.ts'], batch: 1000, most: 10_000, config: FUZZ },
  { name: 'spellings', files: ['test/fuzz/spellings.test.ts'], batch: 1000, most: 10_000, config: FUZZ },
  { name: 'damage', files: ['test/fuzz/mutation.test.ts'], batch: 2000, most: 10_000, config: FUZZ },
  { name: 'round trip', files: ['test/unit/calculus/functions/roundTrip.test.ts'], batch: 5000 },
];

/** @param {string} name @returns {string | undefined} */
const option = (name) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? undefined : process.argv[at + 1];
};

const cases = Number(option('cases') ?? 100_000);
const firstSeed = Number(option('seed') ?? Math.floor(Date.now() / 86_400_000));
const chosen = stages.filter(({ name }) => option('stage') === undefined || name === option('stage'));
if (chosen.length === 0 || !(cases > 0) || Number.isNaN(firstSeed)) {
  console.error(`Usage: npm run nightly -- [--cases N] [--seed N] [--stage ${stages.map((s) => s.name).join('|')}]`);
  process.exit(2);
}

const started = Date.now();
const seconds = () => `${Math.round((Date.now() - started) / 1000)} s`;
let failures = 0;
for (const { name, files, batch, most = Infinity, config } of chosen) {
  const wanted = Math.min(cases, most);
  for (let done = 0, seed = firstSeed; done < wanted; done += batch, seed += 1) {
    const size = Math.min(batch, wanted - done);
    const environment = { GRADLENS_RANDOM_CASES: String(size), GRADLENS_RANDOM_SEED: String(seed) };
    const run = spawnSync(
      'npx',
      ['vitest', 'run', ...(config ? [`--config=${config}`] : []), '--testTimeout=0', '--reporter=dot', ...files],
      {
        env: { ...process.env, ...environment },
        encoding: 'utf8',
        maxBuffer: 64 * 1024 * 1024,
      },
    );
    const isFine = run.status === 0;
    console.log(
      `${name}: ${done + size} of ${wanted} cases of each law, seed ${seed}: ${isFine ? 'ok' : 'FAILED'} (${seconds()})`,
    );
    if (isFine) continue;
    failures += 1;
    console.log(run.stdout + run.stderr);
    console.log(`Again: npm run nightly -- --stage '${name}' --cases ${size} --seed ${seed}`);
  }
}
console.log(failures === 0 ? `All fine, in ${seconds()}.` : `${failures} batches failed.`);
process.exit(failures === 0 ? 0 : 1);
