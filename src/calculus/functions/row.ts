import type { Graph, NodeId } from '../graph';

/** Where a function is not smooth, or jumps: at the points where `at` is 0. */
export interface Kink {
  /** The expression whose zero is the place. */
  readonly at: NodeId;
  /** A kink (the derivative jumps), a jump (the value does), or a pole of the derivative (√ at 0). */
  readonly kind: 'kink' | 'jump' | 'vertical';
  /** Only where this condition holds as well (the branch cut of atan2: y = 0 where x < 0). */
  readonly when?: NodeId;
}

/** The arguments of a function, as many as it has; the others are −1. */
export type Arguments = readonly [NodeId, NodeId, NodeId];

/** ∂f/∂(one argument): `args` are the arguments' nodes, `y` is the node of the value itself. */
export type Partial = (g: Graph, args: Arguments, y: NodeId) => NodeId;

/** A function known to the engine, each thing about it once. To add a function is to add a row. */
export interface FunctionRow {
  /** The engine's name, the field's standard term: `sin`, `logistic`, `erf`. */
  readonly name: string;
  readonly arity: 1 | 2 | 3;
  /** The value in doubles; NaN outside the domain. */
  readonly value: (x: number, y: number, z: number) => number;
  /** ∂/∂(argument k); `null` where the derivative with respect to that argument is not known in closed form. */
  readonly partials: readonly (Partial | null)[];
  /** f(−x) = −f(x) or f(−x) = f(x): signs are pulled out. Functions of one argument only. */
  readonly parity?: 'odd' | 'even';
  /** Exact values at integers: [argument, value]. Functions of one argument only. */
  readonly exact?: readonly (readonly [number, number])[];
  /** f(x, y) = f(y, x): the arguments are put in order. */
  readonly symmetric?: boolean;
  /** Rewrites that hold on the whole domain, tried when a node is made. */
  readonly fold?: (g: Graph, args: Arguments) => NodeId | undefined;
  /** Conditions under which the function is defined (over the reals). */
  readonly domain?: (g: Graph, args: Arguments) => readonly NodeId[];
  readonly kinks?: (g: Graph, args: Arguments) => readonly Kink[];
  /** What is known of the value's sign for every argument in the domain. */
  readonly range?: 'positive' | 'nonnegative';
  /** The value lies in this interval: closed, or open if `open` is set (σ never reaches 0 or 1). */
  readonly bounds?: readonly [number, number];
  readonly open?: boolean;
  /** Rises (or falls) with its only argument, on the whole domain, which is one interval. */
  readonly monotone?: 'increasing' | 'decreasing';
  /** The value is an integer. */
  readonly integer?: boolean;
  /**
   * LaTeX: `\sin` is set as an operator before its argument(s); with `#1`, `#2` it is a template (`\lfloor #1\rfloor`,
   * whose arguments need no parentheses), and `power` tells whether sin² x is written for (sin x)².
   */
  readonly latex: string;
  readonly power?: boolean;
  /** For plain text: a name, or a template with `#1` (`|#1|`). */
  readonly text: string;
  /**
   * Source code: language id to a call's name (`math.erf`, `np.sin`) or to a template with `#1`
   * (`1 / (1 + np.exp(-#1))`). The first part before a dot tells what is to be imported. In a template, whoever fills it
   * in puts parentheses around an argument that is not an atom, and around the whole where it stands as an operand.
   * A language that has no such function is missing.
   */
  readonly code: Readonly<Record<string, string>>;
}
