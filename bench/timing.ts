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

/** Milliseconds of `work` on something that is used up by it and is made before the clock starts. */
export function medianOfFresh<T>(make: () => T, work: (made: T) => void, { runs = 9, batch = 40 } = {}): number {
  const sample = (): number => {
    const made = Array.from({ length: batch }, make);
    const start = performance.now();
    for (const each of made) work(each);
    return (performance.now() - start) / batch;
  };
  for (let i = 0; i < 3; i += 1) sample();
  const samples = Array.from({ length: runs }, sample).sort((a, b) => a - b);
  return samples[runs >> 1] as number;
}
