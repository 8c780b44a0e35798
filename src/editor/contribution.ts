/** How strongly an expression is marked by its share of an entry of the derivative. */
import type { AnswerOf, Range } from '../worker/protocol';

/** From the strongest: shares from a half, a fifth, a twentieth, and smaller ones. */
export const STRENGTHS = [0.5, 0.2, 0.05, 0] as const;

export interface Marked {
  readonly range: Range;
  readonly share: number;
}

/** The expressions by strength, one list each. */
export function byStrength({ expressions }: AnswerOf<'influence'>): readonly (readonly Marked[])[] {
  const lists: Marked[][] = STRENGTHS.map(() => []);
  for (const { range, share } of expressions)
    lists[STRENGTHS.findIndex((least) => share >= least)]?.push({ range, share });
  return lists;
}
