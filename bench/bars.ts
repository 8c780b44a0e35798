/** What this engine is held to, said in words with the number that decides. */

export interface Bar {
  readonly says: string;
  readonly passed: boolean;
  /** The number that decides, and of what. */
  readonly because: string;
}

export const bar = (says: string, passed: boolean, because: string): Bar => ({ says, passed, because });

/** A bar on the worst of several numbers. With none there is nothing to say. */
export function worst(
  says: string,
  numbers: readonly (readonly [name: string, value: number])[],
  limit: { readonly least: number } | { readonly most: number },
  unit: string,
): Bar[] {
  if (numbers.length === 0) return [];
  const isLeast = 'least' in limit;
  const [name, value] = numbers.reduce((p, q) => ((isLeast ? q[1] < p[1] : q[1] > p[1]) ? q : p));
  const passed = isLeast ? value >= limit.least : value <= limit.most;
  return [bar(says, passed, `worst ${value.toPrecision(3)}${unit}, ${name}, of ${numbers.length}`)];
}

const missed: string[] = [];

/** Prints the bars of a section. */
export function report(bars: readonly Bar[]): void {
  for (const { says, passed, because } of bars) {
    console.log(`  ${passed ? 'PASS' : 'MISS'}  ${says} (${because})`);
    if (!passed) missed.push(says);
  }
}

/** Prints what was missed in the sections so far. */
export function summary(): void {
  if (missed.length === 0) console.log('Every bar is met.');
  else console.log(`Missed:\n${missed.map((says) => `  ${says}`).join('\n')}`);
}
