/** All that is known of one function: it holds until the function changes, or something that it depends on. */
import type { Site } from '../tracing/sites';
import type { Card } from './card';
import type { Checks } from './checks';
import type { Lens } from './lens';
import type { Kept, KeptTrace } from './relocation';

/** Choices of a reader that are remembered for one function: points are typed one after the other. */
const MOST_SELECTIONS = 12;

export class Study {
  /** By what was given for the arguments; `''` for nothing. */
  readonly traces = new Map<string, KeptTrace>();
  /** By the reader's choice. */
  readonly cards = new Map<string, Kept<Card>>();
  readonly lenses = new Map<string, Lens | null>();
  /** Verdicts on it as a hand-written derivative, and what is known of the function that it is the derivative of. */
  readonly checks = new Map<string, { readonly kept: Kept<Checks>; readonly primal: Study }>();
  isDifferentiable: boolean | null = null;
  /** What it is called with in the file; `null` until it is traced. */
  sites: readonly Site[] | null = null;
  /** Whether it may be called otherwise since. */
  isCalledAnew = false;
  /** Other files that were looked for. */
  readonly paths = new Set<string>();
}

/** Remembers, and forgets what was remembered first when there is too much. */
export function remember<T>(known: Map<string, T>, key: string, value: T): T {
  const [oldest] = known.keys();
  if (known.size >= MOST_SELECTIONS && oldest !== undefined) known.delete(oldest);
  known.set(key, value);
  return value;
}

/** Whether a function is called with the same values at both times. */
export function areSameSites(a: readonly Site[], b: readonly Site[]): boolean {
  const told = (sites: readonly Site[]): string =>
    JSON.stringify(sites.map(({ values, matrices }) => [[...values], [...matrices]]));
  return told(a) === told(b);
}
