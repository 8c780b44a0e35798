/** How a trace stops: what is thrown inside `tracing/`, and caught in `trace.ts`. */
import type { Reason, Span } from '../languages/source';

/** A construct that is not understood, or that has no derivative: the reason is for a person. */
export class Refusal extends Error {
  constructor(readonly reason: Reason) {
    super(reason.message);
  }
}

/** The program itself certainly raises here, for every value of its arguments. */
export class Raised extends Refusal {}

/** What is done with a value cannot be done with one of its kind: the program raises, if this is what it is given. */
export class Impossible extends Refusal {
  /** @param errors names of what may be raised: a number of Python's and one of NumPy's differ in that. */
  constructor(
    reason: Reason,
    readonly errors: readonly string[],
  ) {
    super(reason);
  }
}

/** Time, steps or nodes are used up: nothing may catch this but `trace`. */
export class Exhausted extends Error {
  constructor(readonly reason: Reason) {
    super(reason.message);
  }
}

/** What a flexible input must become for the trace to go on. */
export type Change =
  /**
   * At least this rank; sizes that are not known are named. `leading`: of a vector whose size is another argument's too,
   * that size stays the last one, as it broadcasts.
   */
  | { readonly kind: 'rank'; readonly rank: number; readonly leading?: true }
  /** All axes are of one size. */
  | { readonly kind: 'square' }
  /** The axis has at least this many elements. */
  | { readonly kind: 'atLeast'; readonly axis: number; readonly size: number }
  /** The axis has exactly this many elements. */
  | { readonly kind: 'exactly'; readonly axis: number; readonly size: number }
  /** The axis may have any number of elements: it gets a name. */
  | { readonly kind: 'any'; readonly axis: number }
  /** The named size (by what it is shown for) is another's, or a number; nothing but that if `isNumber`. */
  | { readonly kind: 'sameSize'; readonly shown: number; readonly as: number; readonly isNumber?: boolean }
  /** The axis, of any size, is shown for as few elements as may be. */
  | { readonly kind: 'smaller'; readonly axis: number }
  /** A number of things: a known whole number; as an index, another one than other arguments are. */
  | { readonly kind: 'count'; readonly isIndex?: true }
  /** An array of whole numbers that are known, such as the classes of samples: indices are read from it. */
  | { readonly kind: 'labels' }
  /** A text, shown for this one. */
  | { readonly kind: 'text'; readonly value: string }
  /** A list, of lists where it has several axes: an array could not be used like that. */
  | { readonly kind: 'list' }
  | { readonly kind: 'dictionary' }
  /** A tuple of arrays, each with a shape of its own: unpacked into names, it is no array. */
  | { readonly kind: 'parts' }
  | { readonly kind: 'record' }
  | { readonly kind: 'function' };

/** The trace must start again with another shape of some inputs. */
export class Demand extends Error {
  constructor(
    readonly inputs: readonly string[],
    readonly changes: readonly Change[],
    readonly span: Span,
  ) {
    super(`${inputs.join(', ')}: ${changes.map((change) => change.kind).join(', ')}`);
  }
}
