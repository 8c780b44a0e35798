/** What is said of a hand-written derivative. */
import type { NodeId, Graph } from '../calculus/graph';
import type { Span } from '../languages/source';

export type Verdict =
  /** The difference is zero by algebra. */
  | 'proved'
  /** Equal at all points that were tried. */
  | 'agrees'
  /** Not equal at a point where both are well-conditioned: a witness is given. */
  | 'differs'
  /** Equal wherever the function has a derivative, and no one-sided derivative where it has none. */
  | 'kink'
  /** No point in the domain was found. */
  | 'outside'
  /** Not known, with the reason. */
  | 'unknown';

/** Numbers nested as the argument's shape; attributes stand under `self`. */
export type WitnessValue = number | readonly WitnessValue[] | { readonly [attribute: string]: WitnessValue };
export type Witness = Readonly<Record<string, WitnessValue>>;
/** A number as JSON can hold it. */
export type WitnessNumber = number | 'NaN' | 'Infinity' | '-Infinity';

export interface DifferingEntry {
  /** In the shape of what the derivative returns. */
  readonly index: readonly number[];
  readonly expected: string;
  readonly found: string;
  /** Where the entry is written. */
  readonly span: Span;
  /** A sentence: `entry (1, 0): the factor 2 is missing: expected `2*x[0]`, found `x[0]``. */
  readonly diagnosis: string;
  /** What is wrong, without the entry's name and what was expected: `the factor 2 is missing`; `''` where nothing short says it. */
  readonly finding: string;
  readonly at: Witness;
  readonly values: { readonly expected: WitnessNumber; readonly found: WitnessNumber };
}

/** What was compared, in numbers. */
export interface Measured {
  /** Numbers that the hand-written derivative returns, and how many of them differ. */
  readonly entries: number;
  readonly differing: number;
  /** Points at which both sides were evaluated. */
  readonly points: number;
  /** Over all points and entries that do not differ for certain; of a derivative that differs, over all. */
  readonly worstAbsolute: number;
  readonly worstRelative: number;
}

export interface PairVerdict {
  readonly verdict: Verdict;
  /** Why, for a person. */
  readonly message: string;
  /** How the hand-written result is laid out: `m × n`, `transposed`, `elementwise`, …; `''` where nothing fits. */
  readonly layout: string;
  readonly entries: readonly DifferingEntry[];
  /** `null` where nothing was compared by numbers. */
  readonly measured: Measured | null;
  /** Nothing could be compared because the sizes do not belong together: others may. */
  readonly unfit?: true;
  /** It is so many times the derivative, in all entries. */
  readonly factor?: number;
  /** What would be said against it can be said of nothing that it is likely to be: a diagonal, or one of several parts. */
  readonly disagrees?: true;
  /** A difference that is not told, because nothing says that it is by this argument: it explains none elsewhere. */
  readonly held?: true;
  /** It is told apart from a mistake by a size alone, which may be a number of the source by chance. */
  readonly bySize?: true;
  /** The arguments that it is differentiated by, in the order of the entries, where that was found out. */
  readonly by?: readonly string[];
  /** Whether only the sizes of what is returned say that it is by these. */
  readonly guessed?: boolean;
  /** Which of several returned values it is about, where that was found out. */
  readonly part?: number;
  /** The verdicts on the other values that are returned and are derivatives as well. */
  readonly others?: readonly PairVerdict[];
  /** Where numbers were compared. */
  readonly compared?: Compared;
}

/** The two sides that a verdict is about, to be evaluated anywhere. */
export interface Compared {
  /** Under the function's names; `null` for an argument that only the derivative has, under its own. */
  readonly inputs: readonly {
    readonly primalName: string | null;
    readonly name: string;
    readonly sizes: readonly number[];
  }[];
  /** The shape of what the derivative returns. */
  readonly sizes: readonly number[];
  /** One number for each that is returned. `values`: those of all inputs, one after another, row-major. */
  readonly at: (values: Float64Array) => { readonly expected: Float64Array; readonly found: Float64Array };
}

/** Writes an expression in the file's language. */
export type Print = (graph: Graph, node: NodeId) => string;
