/** The answer to a walk, and where one looks at it. */
import type { View } from '../../view';
import type { AnswerOf, Numeric } from '../../../worker/protocol';

export type Walk = AnswerOf<'descent'>;

/** The option that keeps the step looked at; none for the last. */
export const STEP = 'use.step';

/** The step looked at: the one kept, where there is such a step, else the last. */
export function stepOf({ state }: View, { steps }: Walk): number {
  const kept = Number(state.options[STEP] ?? NaN);
  const last = steps.length - 1;
  return Number.isInteger(kept) && kept >= 0 ? Math.min(kept, last) : last;
}

/** What to keep for a step: nothing for the last, so that another walk is seen whole. */
export const keptStep = (step: number, { steps }: Walk): string | null =>
  step >= steps.length - 1 ? null : String(Math.max(0, step));

export const toDouble = (value: Numeric | null): number =>
  typeof value === 'number' ? value : value === 'Infinity' ? Infinity : value === '-Infinity' ? -Infinity : NaN;
