/** Times: the median over several runs, each long enough for the clock. */

/** Milliseconds of one call: the median of `runs` samples, each repeated until it takes at least `least` milliseconds. */
export function median(work: () => void, { runs = 7, least = 4 }: { runs?: number; least?: number } = {}): number {
  work();
  let repeats = 1;
  for (let elapsed = time(work, repeats); elapsed < least; elapsed = time(work, repeats))
    repeats = Math.ceil(repeats * Math.max(2, Math.min(100, (1.2 * least) / Math.max(elapsed, 1e-3))));
  const samples = Array.from({ length: runs }, () => time(work, repeats) / repeats).sort((a, b) => a - b);
  return samples[runs >> 1] as number;
}

function time(work: () => void, repeats: number): number {
  const start = performance.now();
  for (let i = 0; i < repeats; i += 1) work();
  return performance.now() - start;
}

/** Samples no longer than this are seldom interrupted by what else the machine does. */
const SHORT = 0.5;

const wallTime = (): number => performance.now();

/** Milliseconds of `work` on something that is used up by it and is made before the clock starts. */
export function medianOfFresh<T>(
  make: () => T,
  work: (made: T) => void,
  { runs = 9, batch = 40, clock = wallTime } = {},
): number {
  const sample = (size: number): number => {
    const made = Array.from({ length: size }, make);
    const start = clock();
    for (const each of made) work(each);
    return (clock() - start) / size;
  };
  const rough = Math.min(sample(batch), sample(batch), sample(batch));
  const size = Math.max(1, Math.min(batch, Math.ceil(SHORT / rough)));
  // As much in all as if none had been cut short.
  const count = Math.max(runs, Math.min(10 * runs, Math.ceil((runs * batch) / size)));
  const samples = Array.from({ length: count }, () => sample(size)).sort((a, b) => a - b);
  return samples[count >> 1] as number;
}

/**
 * Milliseconds of one call of each: medians of `runs` samples, taken in turns, so that what else the machine does meets
 * all alike.
 */
export function medianOfEach(works: readonly (() => void)[], { runs = 41, least = SHORT, warm = 250 } = {}): number[] {
  // Long functions are optimised in the background, which takes its time.
  for (const work of works) for (const until = performance.now() + warm; performance.now() < until;) time(work, 100);
  const repeats = works.map((work) => {
    let count = 500;
    for (let elapsed = time(work, count); elapsed < least; elapsed = time(work, count)) count *= 2;
    return count;
  });
  const samples = works.map((): number[] => []);
  for (let run = 0; run < runs; run += 1)
    works.forEach((work, k) => {
      const count = repeats[k] as number;
      samples[k]?.push(time(work, count) / count);
    });
  return samples.map((each) => each.sort((a, b) => a - b)[runs >> 1] as number);
}

/** Milliseconds of the processor's time so far: for what takes so long that other programs get their turns in between. */
export function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
