/** Whole numbers that depend on bound indices: i + 1, 2i, i − j. */
import type { IndexExpression } from './term';

/** Values of bound indices. */
export type Bound = ReadonlyMap<string, number>;

export const constantIndex = (offset: number): IndexExpression => ({ offset, steps: [] });

export const freeIndex = (index: string, factor = 1, offset = 0): IndexExpression => ({
  offset,
  steps: factor === 0 ? [] : [{ index, factor }],
});

/** Σ of both. */
export function addIndices(a: IndexExpression, b: IndexExpression): IndexExpression {
  const factors = new Map<string, number>();
  for (const { index, factor } of [...a.steps, ...b.steps]) factors.set(index, (factors.get(index) ?? 0) + factor);
  const steps = [...factors].filter(([, factor]) => factor !== 0).map(([index, factor]) => ({ index, factor }));
  return { offset: a.offset + b.offset, steps };
}

/** NaN where an index has no value. */
export const indexValue = ({ offset, steps }: IndexExpression, bound: Bound): number =>
  steps.reduce((sum, { index, factor }) => sum + factor * (bound.get(index) ?? NaN), offset);

/** The same expression with other names for its indices. */
export const renamedIndex = ({ offset, steps }: IndexExpression, name: (index: string) => string): IndexExpression => ({
  offset,
  steps: steps.map(({ index, factor }) => ({ index: name(index), factor })),
});

/** Tells index expressions apart. */
export const indexKey = ({ offset, steps }: IndexExpression): string =>
  `${offset}${[...steps]
    .sort((a, b) => (a.index < b.index ? -1 : 1))
    .map(({ index, factor }) => `+${factor}${index}`)
    .join('')}`;
