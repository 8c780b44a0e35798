/** What a piece of matrix notation may stand in without parentheses, loosest first. */
export const Level = { Sum: 0, Each: 1, Product: 2, Power: 3, Atom: 4 } as const;
export type Level = (typeof Level)[keyof typeof Level];

export interface Piece {
  readonly text: string;
  readonly level: Level;
}

/** Whether another factor may stand right before it, or right after it, without a dot. */
export interface Joint {
  readonly starts: boolean;
  readonly ends: boolean;
}
