/** What is asked of a hand-written derivative, and how it is compared. */
import type { SourcePoint, Traced } from '../tracing/traced';
import type { Retrace } from './broadcast';
import type { Pair } from './pairing';
import type { Print } from './verdict';

export interface PairCheckRequest {
  readonly pair: Pair;
  readonly primal: Traced;
  /** The same trace as `primal` where one function returns both. */
  readonly derivative: Traced;
  readonly print: Print;
  /** Points to be tried first, besides those in the traces, under the function's names of its arguments. */
  readonly pointsOfFile?: readonly SourcePoint[];
  readonly budgetMilliseconds: number;
  /** The names of the values that the derivative's code returns, if there are several (which may all be numbers). */
  readonly returned?: readonly (string | null)[] | null;
  /** Traces one of the two again, with arrays given for some arguments; `null` where that fails. */
  readonly retrace?: Retrace;
  /** The sizes were made to fit the two together: a function that is constant at them may be so by that alone. */
  readonly areSizesGuessed?: boolean;
  /** The derivative is nowhere written as 0: where both come out as 0, that is chance, or not all of them was read. */
  readonly saysNothingOfZero?: boolean;
  /** Arguments and attributes whose defaults are as small as what keeps a logarithm from failing: `delta=1e-20`. */
  readonly tiny?: ReadonlySet<string>;
  /** Whether the value itself is taken for the first of them, if it is that. */
  readonly isValueFirst?: boolean;
  /** Only the verdict is asked for, and nothing of what is wrong. */
  readonly isBrief?: boolean;
  /** The function's source has no absolute values, signs, bounds or branches: what of it has a sign comes of roots. */
  readonly saysNothingOfSigns?: boolean;
  /** Matrices that the function itself takes in any shape, whatever they are traced with here. */
  readonly notSquare?: ReadonlySet<string>;
}
