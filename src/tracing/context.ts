/** Everything that one trace carries along. */
import { and, isFalse, not } from '../calculus/conditions';
import { Graph } from '../calculus/graph';
import type { NodeId } from '../calculus/graph';
import type { Language } from '../languages/language';
import type { Parameter, Program } from '../languages/program';
import type { Reason, Span } from '../languages/source';
import type { Budget } from './budget';
import type { Exit } from './exits';
import { Heap } from './heap';
import { Inputs } from './inputs';
import { openModule } from './module';
import { Impossible, Refusal } from './refusal';
import { Scope } from './scope';
import type { ShapeBook } from './shapes';
import type { TraceRequest } from './traced';
import type { ListObject, Unknown, Value } from './values';
import { Wholes } from './wholes';

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
  /** What is known of arrays as wholes. */
  readonly wholes: Wholes;
  readonly budget: Budget;
  readonly inputs: Inputs;
  readonly module: Scope;
  /** Other files of the workspace. */
  readonly modules: Exclude<TraceRequest['modules'], undefined>;
  /** The scopes of the files read so far, the traced one's among them. */
  readonly files: Map<Program, Scope>;
  /** A function that the file binds to a property of something that it does not have: `jStat.erf = …`. */
  ofFile: ((path: string) => Value | undefined) | null;
  readonly conditions: NodeId[];
  readonly holes: Map<string, Reason>;
  /** How the unknown functions were called so far, by name. */
  readonly calls: Map<string, string[]>;
  readonly notes: Set<string>;
  /** Elements of arrays that nothing has been written to yet, and where their array is made. */
  readonly unfilled: Map<NodeId, Span>;
  /** Numbers that tell where something stands, and why they have no derivative themselves. */
  readonly places: Map<NodeId, Reason>;
  scope: Scope;
  /** The scopes of the functions that are running, outermost first. */
  frames: readonly Scope[];
  /** Methods of the traced object that were called and are not known: they may have set attributes. */
  readonly unknownMethods: Set<string>;
  /** In another file: `span` stays at the place in the traced file that led there. */
  isForeign: boolean;
  /** Where the trace now is in the source. */
  span: Span;
  path: PathEntry[];
  branchDepth: number;
  callDepth: number;
  returns: Target | null;
  breaks: Target | null;
  continues: Target | null;
  /** What the running generator has given so far. */
  yields: ListObject | null;
}

/** A context in which nothing has been traced yet, at the top level of the program. */
export function newContext(
  program: Program,
  language: Language,
  book: ShapeBook,
  budget: Budget,
  parameters: readonly Parameter[],
  modules: Context['modules'] = () => undefined,
): Context {
  const graph = new Graph();
  const module = new Scope(null);
  const names = new Set(parameters.map((parameter) => parameter.name));
  const withDefault = new Set(parameters.flatMap((parameter) => (parameter.default ? [parameter.name] : [])));
  const context: Context = {
    graph,
    language,
    program,
    heap: new Heap(),
    wholes: new Wholes(graph),
    budget,
    inputs: new Inputs(graph, book, names, withDefault),
    module,
    modules,
    files: new Map([[program, module]]),
    ofFile: null,
    unknownMethods: new Set(),
    isForeign: false,
    conditions: [],
    holes: new Map(),
    calls: new Map(),
    notes: new Set(),
    unfilled: new Map(),
    places: new Map(),
    scope: module,
    frames: [],
    span: { start: 0, end: 0 },
    path: [],
    branchDepth: 0,
    callDepth: 0,
    returns: null,
    breaks: null,
    continues: null,
    yields: null,
  };
  openModule(context, module, program);
  return context;
}

export function refuse(context: Context, message: string, span: Span = context.span): never {
  throw new Refusal({ message, span });
}

/** Refuses what the program itself would raise an error at: a handler of the program may know better. */
export function impossible(context: Context, message: string, ...errors: readonly string[]): never {
  throw new Impossible({ message, span: context.span }, errors);
}

export function unknown(context: Context, message: string): Unknown {
  return { kind: 'unknown', reason: { message, span: context.span } };
}

/** The conditions of the branches that the trace now is in. */
const branchesHere = (context: Context): NodeId[] =>
  context.path.filter((entry) => entry.kind === 'branch').map((entry) => entry.condition);

/** Runs with the graph's guard for where the trace now is: what is dropped in a branch has to be defined only there. */
export function guardedHere<T>(context: Context, run: () => T): T {
  const g = context.graph;
  const outer = g.guard;
  const path = branchesHere(context);
  g.guard = path.length === 0 ? null : path.reduce((all, one) => and(g, all, one));
  try {
    return run();
  } finally {
    g.guard = outer;
  }
}

/** Notes that the program raises where it is now unless the condition holds. */
export function requireHere(context: Context, condition: NodeId): void {
  const g = context.graph;
  const fails = branchesHere(context).reduce((all, one) => and(g, all, one), not(g, condition));
  if (!isFalse(g, fails)) context.conditions.push(not(g, fails));
}

/** A value as something to reckon with: an unknown name becomes a constant symbol, an unknown value is refused. */
export function resolved(context: Context, value: Value): Value {
  if (value.kind === 'unknown') throw new Refusal(value.reason);
  if (value.kind === 'optional') {
    requireHere(context, value.present);
    return resolved(context, value.value);
  }
  if (value.kind !== 'opaque') return value;
  const symbol = context.inputs.symbolic(context.inputs.nameOfGlobal(value.name), true);
  if (symbol.kind === 'opaque') throw new Refusal(value.reason);
  return symbol;
}

/** Runs with another place in the source as the current one. */
export function at<T>(context: Context, span: Span, run: () => T): T {
  if (context.isForeign) return run();
  const outer = context.span;
  context.span = span;
  const result = run();
  context.span = outer;
  return result;
}
