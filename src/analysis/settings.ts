/** What a reader can choose about how results are made and shown. */
export interface Settings {
  /** The largest matrix shown in a hover, in entries. */
  readonly hoverEntries: number;
  /** Significant digits of numbers. */
  readonly digits: number;
  /** Indices as the source counts, or from 1 as mathematics does. */
  readonly indices: 'source' | 'one';
  /** Milliseconds for one function's analysis. */
  readonly budget: number;
}

export const defaultSettings: Settings = { hoverEntries: 36, digits: 6, indices: 'source', budget: 1000 };
