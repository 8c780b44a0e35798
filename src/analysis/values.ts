/** What a function's own values may be called in its derivatives: f, or f₀, f₁, … */
import type { NamedValue } from '../calculus/view/arrange';
import { shownIndex } from '../notation/notation';
import type { Notation } from '../notation/notation';
import type { Traced } from '../tracing/traced';

/** More values than these nobody tells apart by their numbers. */
const MOST_NAMED = 6;

export function namedValues({ outputs, output }: Traced, notation: Notation): NamedValue[] {
  if (outputs.length > MOST_NAMED) return [];
  return outputs.map((node, i) => {
    const index = unravel(i, output.sizes).map((k) => shownIndex(k, 0, notation));
    return { node, name: ['f', ...index].join('_') };
  });
}

/** The index of element number `flat` in an array of this shape, row-major; axes of length 1 are left out. */
export function unravel(flat: number, sizes: readonly number[]): number[] {
  const index: number[] = [];
  let rest = flat;
  for (const size of [...sizes].reverse()) {
    if (size > 1) index.unshift(rest % size);
    rest = Math.floor(rest / size);
  }
  return index;
}

/** As `unravel`, with every axis. */
export function unravelAll(flat: number, sizes: readonly number[]): number[] {
  const index: number[] = [];
  let rest = flat;
  for (const size of [...sizes].reverse()) {
    index.unshift(rest % size);
    rest = Math.floor(rest / size);
  }
  return index;
}
