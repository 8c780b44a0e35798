/** The range of a slider around the value that it stands at. */
export interface SliderRange {
  readonly low: number;
  readonly high: number;
  readonly step: number;
}

/** Steps from one end to the other. */
const STEPS = 400;
/** A value this near to an end, or this small beside the range, is given another range. */
const EDGE = 0.02;
const SMALL = 0.01;

/**
 * A range with the value well inside: from −m to m, where m is a round number of about twice its size; around the value
 * where it has outgrown the range before. That one stays while it fits.
 *
 * @param before the range that the slider has.
 */
export function sliderRange(value: number, before: SliderRange | null): SliderRange {
  if (before) {
    const width = before.high - before.low;
    const inside = value >= before.low + EDGE * width && value <= before.high - EDGE * width;
    if (inside && (value === 0 || Math.abs(value) > SMALL * width)) return before;
    if (inside && Math.abs(value) <= SMALL * width && before.low < 0 && before.high > 0 && width <= 4) return before;
  }
  const half = value === 0 ? 1 : roundUp(2 * Math.abs(value));
  return { low: -half, high: half, step: roundUp((2 * half) / STEPS) };
}

/** The next of 1, 2, 5, 10, … times a power of ten. */
function roundUp(size: number): number {
  const power = 10 ** Math.floor(Math.log10(size));
  const digit = [1, 2, 5, 10].find((one) => one * power >= size * (1 - 1e-12)) ?? 10;
  // Written and read again: 3 · 0.1 is no round number.
  return Number((digit * power).toPrecision(6));
}
