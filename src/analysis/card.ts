/**
 * What is known of one function: plain data that crosses the worker's border and that the hover, the lens, the panel
 * and the terminal present.
 */
import type { Range } from '../languages/source';
import type { Lens } from './lens';
import type { Formula, Numeric, NumericArray } from '../notation/formula';

export type { Formula, Numeric, NumericArray } from '../notation/formula';

/** Values of arguments by name; `self` holds attributes. */
export type Point = Readonly<Record<string, PointValue>>;
export type PointValue =
  NumericArray | boolean | string | null | readonly PointValue[] | { readonly [attribute: string]: PointValue };

export interface Problem {
  readonly message: string;
  readonly range: Range;
}

export interface Input {
  readonly name: string;
  /** The argument that it is a part of, by its name: `params` of `W` in `W, b = params`. */
  readonly partOf?: string;
  /** A scalar's is []; a symbolic size is its name. */
  readonly shape: readonly (number | string)[];
  /** The sizes used for what is shown: `shape` with numbers for the names ("shown for n = 3"). */
  readonly sizes: readonly number[];
  /** Whether it is differentiated by. */
  readonly wrt: boolean;
  /** Whether it is a real number or array of real numbers (else it cannot be differentiated by). */
  readonly numeric: boolean;
  /** What it is where a point leaves it out. */
  readonly default?: NumericArray;
}

export type DerivativeKind = 'derivative' | 'gradient' | 'jacobian' | 'hessian';

export interface Kink {
  /** `x[0] = 0`. */
  readonly where: Formula;
  readonly kind: 'kink' | 'jump' | 'vertical';
}

/** A derivative by one argument in matrix notation, for any sizes: `∇_w f = 2Xᵀ(Xw − y)`. */
export interface MatrixForm {
  readonly wrt: string;
  readonly symbol: Formula;
  /** Its code is NumPy; empty where there is none, or in another language. */
  readonly value: Formula;
  readonly equation: Formula;
  /** The equation without its `where` list, and the list. */
  readonly short: Formula;
  readonly definitions: readonly { readonly name: Formula; readonly value: Formula }[];
  /** The names in it, as the source has them, with their code, and the code with them; empty where there is none. */
  readonly locals: readonly { readonly name: string; readonly code: string }[];
  readonly last: string;
  /** What the argument is: `w ∈ ℝᵐ`. */
  readonly argument: string;
  /** How the derivative is laid out: `of the same shape`. */
  readonly layout: string;
}

export interface Derivative {
  readonly kind: DerivativeKind;
  /** `∇f`, `J_f`, `H_f`, `f'` as a formula. */
  readonly symbol: Formula;
  readonly wrt: readonly string[];
  /** [n] for a gradient, [m, n] for a Jacobian, [n, n] for a Hessian, [] for a derivative. */
  readonly shape: readonly number[];
  /** Names of the columns: the variables' elements (`x₀`, `x₁`). */
  readonly columns: readonly Formula[];
  /** Names of the rows: the outputs (`f₀`); one for a gradient. */
  readonly rows: readonly Formula[];
  /** Row by row (one row for a gradient or derivative); `null` where it is too large to be written. */
  readonly entries: readonly (readonly Formula[])[] | null;
  /** The matrix by itself (a gradient is a column shaped like x); `null` where too large. */
  readonly matrix: Formula | null;
  /** `∇f(x) = …` with its `where` list; `null` where too large. */
  readonly equation: Formula | null;
  /**
   * Its repeated structure as a few formulas in indices (`∂f/∂xᵢ = 2xᵢ for i = 0…9`), where that is shorter than the
   * matrix: then it is the equation as well. It has no code.
   */
  readonly families?: Formula | null;
  /** In matrix notation, one an argument that has such a form. */
  readonly forms?: readonly MatrixForm[];
  readonly definitions: readonly { readonly name: Formula; readonly value: Formula }[];
  /** Structurally non-zero entries as [row, column], sorted; the count for very large ones only. */
  readonly nonZeros: readonly (readonly [number, number])[] | null;
  readonly nonZeroCount: number;
  /** `2 × 12, dense`, `100 × 100, tridiagonal (298 of 10,000 entries)`. */
  readonly structure: string;
  /** Conditions under which it is valid: `x > 0`. */
  readonly conditions: readonly Formula[];
  readonly kinks: readonly Kink[];
  /** Operations to evaluate the whole derivative, after sharing. */
  readonly operations: number;
  /** A function of the file's language that computes it; empty where too large. */
  readonly code: string;
}

export interface PointResult {
  readonly point: Point;
  /** Where it comes from: the file's own text, the user, the request. */
  readonly origin: 'file' | 'entered' | 'sample';
  readonly value: NumericArray | null;
  /** In `Derivative.shape`. */
  readonly derivative: NumericArray | null;
  /** Why a number is missing. */
  readonly reason: string | null;
}

export type Verdict = 'proved' | 'agrees' | 'differs' | 'kink' | 'outside' | 'unknown';

export interface CheckEntry {
  readonly index: readonly number[];
  readonly expected: string;
  readonly found: string;
  readonly range: Range;
  readonly diagnosis: string;
  /** What is wrong, in short: `the sign is wrong`; `''` where nothing short says it. */
  readonly finding: string;
  readonly at: Point;
  readonly values: { readonly expected: Numeric; readonly found: Numeric };
}

export interface Check {
  /** The hand-written derivative's dotted name. */
  readonly function: string;
  /** Which of the things that it gives this is about: `['y', 'x']`, `(deriv=True)`, `[0]`; `''` for all of it. */
  readonly part: string;
  readonly nameRange: Range;
  readonly verdict: Verdict;
  /** Why, for a person: `agrees at 64 points, worst relative error 2e-15`. */
  readonly message: string;
  /** How the hand-written result is laid out: `m × n`, `transposed`, `flattened`, … */
  readonly layout: string;
  readonly entries: readonly CheckEntry[];
  /** What was compared, in numbers; `null` where nothing was. */
  readonly measured: Measured | null;
}

/** Of a comparison at points: entries, those of them that differ, and the worst errors over all of them. */
export interface Measured {
  readonly entries: number;
  readonly differing: number;
  readonly points: number;
  readonly worstAbsolute: number;
  readonly worstRelative: number;
}

export interface Card {
  /** Dotted name, as in the outline. */
  readonly function: string;
  readonly language: string;
  readonly range: Range;
  readonly nameRange: Range;
  /** The name in formulas: `f` where the function's own is long. */
  readonly name: Formula;
  /** `f : ℝ² → ℝ²`. */
  readonly signature: string;
  readonly status: 'differentiated' | 'partial' | 'constant' | 'unsupported';
  readonly reason: Problem | null;
  /** Names of unknown functions in it. */
  readonly holes: readonly string[];
  readonly inputs: readonly Input[];
  readonly output: { readonly shape: readonly (number | string)[] } | null;
  /** The function as mathematics: `f(x) = …`; `null` where unsupported or too large to read. */
  readonly value: Formula | null;
  readonly derivative: Derivative | null;
  /** "shown for n = 3", "the loop was unrolled 10 times", …: sentences. */
  readonly notes: readonly string[];
  readonly at: readonly PointResult[];
  readonly checks: readonly Check[];
}

/** One function of a document, cheaply. */
export interface OutlineEntry {
  readonly function: string;
  readonly range: Range;
  readonly nameRange: Range;
  /** Their names. */
  readonly parameters: readonly string[];
  /** Whether a derivative can be shown: only these get a lens. */
  readonly differentiable: boolean;
  /** The line above it, where that is known already. */
  readonly lens: Lens | null;
}

/** What the reader chose; everything has a default. */
export interface Selection {
  /** Arguments to differentiate by; default: every numeric argument that the output depends on (a leading `self` never). */
  readonly wrt?: readonly string[];
  readonly order?: 1 | 2;
  /** Default: the file's own points. */
  readonly points?: readonly Point[];
}
