/** Everything that one trace carries along. */
import type { Graph, NodeId } from '../calculus/graph';
import type { Language } from '../languages/language';
import type { Program } from '../languages/program';
import type { Reason, Span } from '../languages/source';
import type { Budget } from './budget';
import type { Exit } from './exits';
import type { Heap } from './heap';
import type { Inputs } from './inputs';
import { Refusal } from './refusal';
import type { Scope } from './scope';
import type { Unknown, Value } from './values';

/** A condition that holds where the trace now is. */
export interface PathEntry {
  readonly condition: NodeId;
  /** `valid`: elsewhere the program raises; such entries need no mention in later conditions. */
  readonly kind: 'branch' | 'valid';
}

/** A place that `return`, `break` or `continue` leads to. */
export interface Target {
  /** Journals open there. */
  readonly heapDepth: number;
  /** Branches open there. */
  readonly branchDepth: number;
  /** `containersMade()` there. */
  readonly containers: number;
  /** The ways that have led there so far. */
  exit: Exit | null;
}

export interface Context {
  readonly graph: Graph;
  readonly language: Language;
  readonly program: Program;
  readonly heap: Heap;
  readonly budget: Budget;
  readonly inputs: Inputs;
  readonly module: Scope;
  readonly conditions: NodeId[];
  readonly holes: Map<string, Reason>;
  readonly notes: Set<string>;
  /** Attributes that the file sets outside of constructors: their values are not what the constructor says. */
  readonly changingAttributes: ReadonlySet<string>;
  scope: Scope;
  /** Where the trace now is in the source. */
  span: Span;
  path: PathEntry[];
  branchDepth: number;
  callDepth: number;
  returns: Target | null;
  breaks: Target | null;
  continues: Target | null;
}

export function refuse(context: Context, message: string, span: Span = context.span): never {
  throw new Refusal({ message, span });
}

export function unknown(context: Context, message: string): Unknown {
  return { kind: 'unknown', reason: { message, span: context.span } };
}

/** A value as something to reckon with: an unknown name becomes a constant symbol, an unknown value is refused. */
export function resolved(context: Context, value: Value): Value {
  if (value.kind === 'unknown') throw new Refusal(value.reason);
  if (value.kind !== 'opaque') return value;
  const symbol = context.inputs.symbolic(context.inputs.nameOfGlobal(value.name), true);
  if (symbol.kind === 'opaque') throw new Refusal(value.reason);
  return symbol;
}

/** Runs with another place in the source as the current one. */
export function at<T>(context: Context, span: Span, run: () => T): T {
  const outer = context.span;
  context.span = span;
  const result = run();
  context.span = outer;
  return result;
}
