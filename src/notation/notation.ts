/** How formulas are written. */
export interface Notation {
  /** Significant digits of numbers that have no short exact form. */
  readonly digits: number;
  /** Indices as the source counts, or from 1 as mathematics does. */
  readonly indices: 'source' | 'one';
  /** The id of the language that `code` is in. Default: `python`. */
  readonly language?: string;
}

/** The number that a reader sees for the 0-based `index`, where the source counts from `base`. */
export const shownIndex = (index: number, base: 0 | 1, { indices }: Notation): number =>
  index + (indices === 'one' ? 1 : base);
