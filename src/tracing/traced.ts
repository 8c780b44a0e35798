/** What tracing a function gives: a graph, its inputs as symbols and its outputs as nodes. */
import type { Needs } from '../calculus/needs';
import type { Graph, NodeId } from '../calculus/graph';
import type { Program } from '../languages/program';
import type { Reason, Span } from '../languages/source';
import type { Path } from './parts';
import type { Site } from './sites';
import type { Wholes } from './wholes';

/** An argument (or an attribute of `self`: `self.a`) whose elements are symbols of the graph. */
export interface TracedInput {
  readonly name: string;
  /** Where it is found in what is passed, if it is a part of an argument: `['params', 0]`. */
  readonly path?: Path;
  /** Sizes used in this trace. */
  readonly sizes: readonly number[];
  /** As the source has it: a number, or a name for a size that nothing in the source fixes. */
  readonly shape: readonly (number | string)[];
  /** One symbol an element, row-major. */
  readonly symbols: readonly NodeId[];
  /** False for flags, counts, text: not to be differentiated by. */
  readonly numeric: boolean;
  readonly isAttribute: boolean;
  /** Whether the parameter has a default value (`rate=0.1`). */
  readonly hasDefault: boolean;
  /** That value, where it is numbers in the shape of this trace. */
  readonly default?: NumbersGiven;
  /** Of what counts things: the number that the trace shows. */
  readonly count?: number;
  /** Of labels (indices of classes): how they are laid out. */
  readonly labels?: Pick<TracedInput, 'sizes' | 'shape'>;
  /** The results are written into it: it is no argument to differentiate by. */
  readonly isTarget?: true;
}

/** Numbers of an argument, row-major; a scalar's sizes are []. */
export interface NumbersGiven {
  readonly sizes: readonly number[];
  readonly values: readonly number[];
}

/** A point that the file itself uses: values of arguments by name, row-major numbers. */
export interface SourcePoint {
  readonly values: Readonly<Record<string, NumbersGiven>>;
  readonly span: Span;
}

export interface Traced {
  readonly graph: Graph;
  /** What counts things, with the number that the trace shows: attributes too. */
  readonly counts?: ReadonlyMap<string, number>;
  /** What is a list of indices or labels, with its sizes: attributes too. */
  readonly labelled?: ReadonlyMap<string, readonly number[]>;
  /** What is known of arrays as wholes: operations that gave them. */
  readonly wholes?: Wholes;
  readonly inputs: readonly TracedInput[];
  /** The result's shape; a scalar's is []. Tuples of results are concatenated (`parts` tells them apart). */
  readonly output: { readonly shape: readonly (number | string)[]; readonly sizes: readonly number[] };
  readonly outputs: readonly NodeId[];
  /** One name an output, for people: `f₀`, or the keys of a dictionary, or the names in `return value, grad`. */
  readonly parts: readonly { readonly name: string; readonly sizes: readonly number[]; readonly offset: number }[];
  /** Where each output was made: the expression's span. */
  readonly outputSpans: readonly Span[];
  /** Conditions that hold when the function returns normally (from asserts and raises), as condition nodes. */
  readonly conditions: readonly NodeId[];
  /** What the function itself needs and its outputs do not tell: what rules dropped or took for granted. */
  readonly needs?: Needs;
  /** Unknown functions met, with the reason why they are not known. */
  readonly holes: readonly Reason[];
  readonly notes: readonly string[];
  readonly points: readonly SourcePoint[];
}

export type TraceResult =
  | { readonly ok: true; readonly traced: Traced }
  /** `raises`: the program raises an error, whatever the arguments are. */
  | { readonly ok: false; readonly reason: Reason; readonly raises?: true };

/** Values given from outside (`--at`, the panel): they fix shapes, and what is not differentiated by is constant. */
export type GivenValue =
  | { readonly kind: 'number'; readonly value: number }
  | {
      readonly kind: 'array';
      readonly sizes: readonly number[];
      readonly values: readonly number[];
      readonly integer: boolean;
    }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'list'; readonly items: readonly GivenValue[] }
  | { readonly kind: 'record'; readonly fields: Readonly<Record<string, GivenValue>> };

export type Shown = Readonly<Record<string, number | readonly number[]>>;

export interface TraceRequest {
  /** Arguments to differentiate by: always symbols, whatever is given for them. `null`: all numeric ones. */
  readonly wrt: readonly string[] | null;
  /** Given values: arguments in `wrt` take only the shape from them; the others are these constants. */
  readonly given: Readonly<Record<string, GivenValue>>;
  /**
   * The program of another file of the workspace, by the module's name as an import in `from` writes it (`.models`,
   * `package.angles`), `undefined` for a module that is none. Left out: every other file's names are unknown.
   */
  readonly modules?: (name: string, from: Program) => Program | undefined;
  /** What sizes that nothing fixes are shown for, by name (`n`); the others are chosen. */
  readonly sizes?: Readonly<Record<string, number>>;
  /** What counts, and lists of indices, that nothing fixes are shown for, by name: attributes too. */
  readonly shown?: Shown;
  readonly budget: { readonly milliseconds: number; readonly steps: number; readonly nodes: number };
  /** What the function is called with in its file (`callSites`), where that is known already. */
  readonly sites?: readonly Site[];
}
