/** Directions written with the source's names: `+0.71·a − 0.70·b`. */
import type { Numeric } from '../worker/protocol';
import { formatNumber } from './numbers';

/** A part of a direction: its signed share, and which variable or output it is of. */
export interface NamedPart {
  /** `−0.70·`; the name follows. */
  readonly factor: string;
  readonly index: number;
}

/** So many parts are read; the rest is `…`. */
const MOST_PARTS = 4;
/** Parts this small beside the largest say nothing. */
const NOTHING = 5e-3;
const DIGITS = 2;

/** The largest parts, largest first unless they are about equal; `more` tells that some were left out. */
export function namedParts(direction: readonly Numeric[]): {
  readonly parts: readonly NamedPart[];
  readonly more: boolean;
} {
  const sizes = direction.map((one) => (typeof one === 'number' ? Math.abs(one) : NaN));
  const largest = sizes.reduce((most, size) => (size > most ? size : most), 0);
  const seen = sizes.map((size, index) => ({ size, index })).filter(({ size }) => size > NOTHING * largest);
  const kept = [...seen].sort((a, b) => b.size - a.size).slice(0, MOST_PARTS);
  // In the order of the source, which is how a reader looks for them.
  kept.sort((a, b) => a.index - b.index);
  const parts = kept.map(({ size, index }, k) => {
    const negative = (direction[index] as number) < 0;
    const sign = negative ? '−' : k === 0 ? '' : '+';
    const number = formatNumber(size, DIGITS);
    return { factor: `${k === 0 ? sign : ` ${sign} `}${number === '1' ? '' : `${number}·`}`, index };
  });
  return { parts, more: kept.length < seen.length };
}
