/** Round numbers and ranges for figures. */

/** The step out of 1, 2, 5 × 10ᵏ that divides a range into about `count` parts. */
export function niceStep(range: number, count: number): number {
  const rough = range / Math.max(count, 1);
  const power = 10 ** Math.floor(Math.log10(rough));
  const mantissa = rough / power;
  // Limits halfway between the steps, as in Heckbert, Nice Numbers for Graph Labels (Graphics Gems, 1990).
  return power * (mantissa < 1.5 ? 1 : mantissa < 3.5 ? 2 : mantissa < 7.5 ? 5 : 10);
}

/** The multiples of a nice step in a range, both ends included; none for an empty or infinite one. */
export function niceTicks(low: number, high: number, count: number): number[] {
  if (!(high > low) || !Number.isFinite(high - low)) return [];
  const step = niceStep(high - low, count);
  const [first, last] = [Math.ceil(low / step - 1e-9), Math.floor(high / step + 1e-9)];
  // A decimal step is no double: dividing by its inverse, which is one, keeps 0.3 from becoming 0.30000000000000004.
  const inverse = Math.round(1 / step);
  return Array.from({ length: Math.max(last - first + 1, 0) }, (_, i) =>
    step < 1 ? (first + i) / inverse : (first + i) * step,
  ).map((tick) => (Object.is(tick, -0) ? 0 : tick));
}

/** An interval with its ends. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

/** Values beyond the middle 80 percent by so many times their spread are a pole's, not the function's usual ones. */
const FAR = 1.5;

/**
 * What of the values is worth showing: all of them, unless few of them lie so far out that the others would be flat.
 * Infinite values and NaN do not count; `null` where there are no others.
 *
 * @param keep a value that is in the range in any case.
 */
export function robustRange(values: ArrayLike<number>, keep: number = NaN): Range | null {
  const sorted = Float64Array.from(values).filter(Number.isFinite).sort();
  const count = sorted.length;
  if (count === 0) return Number.isFinite(keep) ? padded({ low: keep, high: keep }) : null;
  const at = (share: number): number => sorted[Math.round(share * (count - 1))] as number;
  let [low, high] = [at(0), at(1)];
  const [below, above] = [at(0.1), at(0.9)];
  const spread = above - below;
  if (spread > 0 && high - low > (1 + 3 * FAR) * spread) {
    low = Math.max(low, below - FAR * spread);
    high = Math.min(high, above + FAR * spread);
  }
  if (Number.isFinite(keep)) [low, high] = [Math.min(low, keep), Math.max(high, keep)];
  return padded({ low, high });
}

/** All finite values; `null` where there are none. */
export function fullRange(values: ArrayLike<number>): Range | null {
  let [low, high] = [Infinity, -Infinity];
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] as number;
    if (!Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return low <= high ? padded({ low, high }) : null;
}

/** With some room; around a single value, as much as it is large. */
function padded({ low, high }: Range): Range {
  const size = high - low;
  if (size > Number.EPSILON * 8 * Math.max(Math.abs(low), Math.abs(high))) {
    const room = 0.06 * size;
    return { low: low - room, high: high + room };
  }
  const room = Math.max(Math.abs(low) / 2, low === 0 ? 1 : Number.MIN_VALUE);
  return { low: low - room, high: high + room };
}

/** Small numbers are looked at up close, large ones from 0 on, all others in a window of some units. */
const [SMALL, USUAL] = [0.1, 3];

/** Half the width of a window around a number in which there is something to be seen of a function. */
export function usualReach(at: number): number {
  const size = Math.abs(at);
  if (!Number.isFinite(size) || size === 0) return USUAL;
  if (size < SMALL) return niceStep(10 * size, 1);
  return Math.max(size, USUAL);
}
