/** Scales of a chart: where a number stands on an axis, and which numbers are written beside it. */
import { formatNumber } from '../../numbers';

export interface Axis {
  /** From 0, at the beginning of the axis, to 1; NaN for what has no place on it. */
  readonly place: (value: number) => number;
  readonly ticks: readonly { readonly at: number; readonly label: string }[];
}

const STEPS = [1, 2, 5, 10];

/** Even steps of 1, 2 or 5 times a power of ten, about `count` of them. */
export function linearAxis(low: number, high: number, count: number, whole = false): Axis {
  const span = high > low ? high - low : Math.abs(low) || 1;
  const [from, to] = high > low ? [low, high] : [low - span / 2, low + span / 2];
  const unit = 10 ** Math.floor(Math.log10(span / count));
  let step = (STEPS.find((one) => one * unit * count >= span) ?? 10) * unit;
  if (whole) step = Math.max(1, Math.round(step));
  const ticks: { at: number; label: string }[] = [];
  for (let k = Math.ceil(from / step - 1e-9); k * step <= to + 1e-9 * span; k += 1) {
    const value = Number((k * step).toPrecision(12));
    ticks.push({ at: (value - from) / (to - from), label: formatNumber(value, 4) });
  }
  return { place: (value) => (value - from) / (to - from), ticks };
}

/** Powers of ten between which the numbers lie, about `count` of them written out. */
export function logarithmicAxis(low: number, high: number, count: number): Axis {
  const from = Math.floor(Math.log10(low) + 1e-9);
  const to = Math.max(Math.ceil(Math.log10(high) - 1e-9), from + 1);
  const step = Math.max(1, Math.ceil((to - from) / count));
  const ticks: { at: number; label: string }[] = [];
  for (let power = Math.ceil(from / step) * step; power <= to; power += step)
    ticks.push({ at: (power - from) / (to - from), label: powerOfTen(power) });
  return { place: (value) => (value > 0 ? (Math.log10(value) - from) / (to - from) : NaN), ticks };
}

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

function powerOfTen(power: number): string {
  if (power === 0) return '1';
  if (power === 1) return '10';
  const digits = [...String(Math.abs(power))].map((digit) => SUPERSCRIPTS[Number(digit)]).join('');
  return `10${power < 0 ? '⁻' : ''}${digits}`;
}
