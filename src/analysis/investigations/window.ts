/** What part of the axes a picture shows. */
import { usualReach, type Range } from '../../numerics/nice';
import type { Window } from '../../numerics/grid';
import { Unanswerable } from './questions';

/** How much wider than high the pictures of two variables are drawn: one unit is then as long on both axes. */
const ASPECT = 1.25;
/** Variables whose sizes are further apart than this have scales of their own. */
const SIMILAR = 3;

const around = (at: number, reach: number): Range => ({ low: at - reach, high: at + reach });

/** The interval asked for, or the usual one around a number. */
export function intervalFor(asked: Range | null, at: number): Range {
  return asked ? checked(asked) : around(finite(at), usualReach(at));
}

/**
 * The window asked for, or the usual one around a point of the plane.
 *
 * @param share how much of what is usual: of a map, less is to be seen, for images grow with powers of it.
 * @param alike whether both axes are in the same units, so that one scale is right however large the numbers are.
 */
export function windowFor(
  asked: Window | null,
  [x = 0, y = 0]: readonly number[],
  { share = 1, alike = false }: { readonly share?: number; readonly alike?: boolean } = {},
): Window {
  if (asked) return { across: checked(asked.across), up: checked(asked.up) };
  const [wide, high] = [share * usualReach(x), share * usualReach(y)];
  const similar = alike || Math.max(wide, high) <= SIMILAR * Math.min(wide, high);
  const both = Math.max(wide, high);
  return similar
    ? { across: around(finite(x), both * ASPECT), up: around(finite(y), both) }
    : { across: around(finite(x), wide), up: around(finite(y), high) };
}

function finite(at: number): number {
  return Number.isFinite(at) ? at : 0;
}

function checked(range: Range): Range {
  const { low, high } = range;
  const size = Math.max(Math.abs(low), Math.abs(high));
  if (!(high > low) || !Number.isFinite(high - low) || high - low < 1e-13 * size)
    throw new Unanswerable('there is nothing smaller, or larger, to be seen');
  return range;
}
