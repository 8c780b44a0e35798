/**
 * What of a function is drawn: some of its outputs along one or two axes through a point, everything else held fixed
 * there. All pictures are made from this.
 */
import { conditionsOf } from '../../calculus/domain';
import { jacobian } from '../../calculus/differentiate/jacobian';
import { call, constant, divide, multiply, subtract } from '../../calculus/construct';
import { argumentsOfCall, rowOf } from '../../calculus/functions/table';
import type { Graph, NodeId } from '../../calculus/graph';
import { kinksOf } from '../../calculus/kinks';
import { Op } from '../../calculus/operations';
import { reachable } from '../../calculus/reachable';
import { compile, type CompiledFunction } from '../../numerics/compile';
import { objectiveNode } from './objective';
import { Unanswerable } from './questions';
import type { Subject } from './subject';

/** One or two variables, by their columns; or a direction in the variables' space, from the point on. */
export type Axes =
  | { readonly kind: 'variables'; readonly columns: readonly number[] }
  /** One number a column, of any length but 0; `null`: the gradient of the first output. */
  | { readonly kind: 'direction'; readonly direction: readonly number[] | null };

/** A function whose zeros are where something happens. */
export interface Critical {
  readonly kind: 'kink' | 'jump' | 'vertical' | 'domain';
  /** Its place in what `criticals` writes; the value after it tells (1, 0) whether it counts there. */
  readonly place: number;
}

/** What is the same for all points and windows. */
interface Prepared {
  readonly values: CompiledFunction;
  /** How many values stand after the outputs that must be 1 where the function is defined. */
  readonly conditions: number;
  readonly critical: readonly Critical[];
  readonly criticals: CompiledFunction;
}

/** A picture is of that many outputs at once. */
const MOST_OUTPUTS = 6;
const MOST_CRITICAL = 100;

export class Slice {
  /** Axes: 1 or 2. */
  readonly dimension: number;
  /** Where the point lies on the axes: the variables' values, or 0. */
  readonly origin: readonly number[];
  /** Of length one, one number a column; `null` for variables as axes. */
  readonly direction: readonly number[] | null;
  readonly #prepared: Prepared;
  readonly #at: Float64Array;
  readonly #both: Float64Array;
  #slopes: CompiledFunction | null = null;

  constructor(
    readonly subject: Subject,
    private readonly values: Float64Array,
    private readonly axes: Axes,
    readonly outputs: readonly number[],
  ) {
    if (
      outputs.length === 0 ||
      outputs.length > MOST_OUTPUTS ||
      outputs.some((k) => !(k <= subject.traced.outputs.length))
    )
      throw new Unanswerable('there is no such output');
    this.#prepared = prepared(subject, outputs);
    this.#at = values.slice();
    this.#both = new Float64Array(outputs.length + this.#prepared.conditions);
    if (axes.kind === 'variables') {
      if (axes.columns.length === 0 || axes.columns.some((column) => !(column < subject.variables.length)))
        throw new Unanswerable('there is no such variable');
      this.dimension = axes.columns.length;
      this.origin = axes.columns.map((column) => values[subject.variables[column] as number] as number);
      this.direction = null;
    } else {
      this.dimension = 1;
      this.origin = [0];
      this.direction = unit(axes.direction ?? this.#gradient(), subject.variables.length);
    }
  }

  get critical(): readonly Critical[] {
    return this.#prepared.critical;
  }

  /** All inputs' values at a place on the axes; good until the next call. */
  place(position: readonly number[]): Float64Array {
    const { variables } = this.subject;
    if (this.axes.kind === 'variables')
      this.axes.columns.forEach((column, i) => (this.#at[variables[column] as number] = position[i] as number));
    else {
      const step = position[0] as number;
      this.direction?.forEach((part, column) => {
        const place = variables[column] as number;
        this.#at[place] = (this.values[place] as number) + step * part;
      });
    }
    return this.#at;
  }

  /** The outputs at a place on the axes; NaN where the function is not defined or stops with an error. */
  evaluate(position: readonly number[], out: Float64Array): void {
    const count = this.outputs.length;
    this.#prepared.values(this.place(position), this.#both);
    let allowed = true;
    for (let k = count; k < this.#both.length; k += 1) allowed &&= this.#both[k] === 1;
    for (let k = 0; k < count; k += 1) out[k] = allowed ? (this.#both[k] as number) : NaN;
  }

  /** The outputs' derivatives along the axes, row by row; NaN where the function is not defined. */
  slopes(position: readonly number[], out: Float64Array): void {
    this.#slopes ??= this.direction ? this.#alongDirection(this.direction) : this.#alongVariables();
    const values = new Float64Array(this.outputs.length);
    this.evaluate(position, values);
    this.#slopes(this.place(position), out);
    for (let i = 0; i < out.length; i += 1) if (Number.isNaN(values[Math.floor(i / this.dimension)])) out[i] = NaN;
  }

  /** All critical functions at a place on the axes, each followed by whether it counts there. */
  criticals(position: readonly number[], out: Float64Array): void {
    this.#prepared.criticals(this.place(position), out);
  }

  get #nodes(): NodeId[] {
    return this.outputs.map((k) => drawnOutput(this.subject, k));
  }

  #alongVariables(): CompiledFunction {
    const { graph } = this.subject.traced;
    const columns = this.axes.kind === 'variables' ? this.axes.columns : [];
    const symbols = columns.map((column) => this.subject.symbols[this.subject.variables[column] as number] as NodeId);
    const nodes = new Array<NodeId>(this.outputs.length * symbols.length).fill(graph.integer(0));
    for (const { row, column, node } of jacobian(graph, this.#nodes, symbols).entries)
      nodes[row * symbols.length + column] = node;
    return compile(graph, nodes, this.subject.symbols);
  }

  #alongDirection(direction: readonly number[]): CompiledFunction {
    const { graph } = this.subject.traced;
    const symbols = this.subject.variables.map((place) => this.subject.symbols[place] as NodeId);
    const entries = jacobian(graph, this.#nodes, symbols).entries.filter(({ column }) => direction[column] !== 0);
    const run = compile(graph, entries.map(({ node }) => node), this.subject.symbols); // prettier-ignore
    const numbers = new Float64Array(entries.length);
    return (values, out) => {
      run(values, numbers);
      out.fill(0);
      entries.forEach(({ row, column }, k) => {
        out[row] = (out[row] as number) + (numbers[k] as number) * (direction[column] as number);
      });
    };
  }

  #gradient(): number[] {
    const rows = this.subject.jacobian(this.values);
    const start = (this.outputs[0] as number) * rows.columns;
    return Array.from({ length: rows.columns }, (_, j) => rows.values[start + j] as number);
  }
}

function unit(direction: readonly number[], columns: number): number[] {
  if (direction.length !== columns) throw new Unanswerable(`a direction here has ${columns} numbers`);
  const largest = Math.max(...direction.map(Math.abs));
  if (!(largest > 0) || !Number.isFinite(largest))
    throw new Unanswerable('there is no direction to go: it is zero or not finite at this point');
  const length = Math.hypot(...direction.map((part) => part / largest));
  return direction.map((part) => part / largest / length);
}

/** An output by its number; the one after the last is ½‖f‖² of them all. */
const drawnOutput = (subject: Subject, k: number): NodeId => subject.traced.outputs[k] ?? objectiveNode(subject, true);

const known = new WeakMap<Subject, Map<string, Prepared>>();
const KEPT = 8;

function prepared(subject: Subject, outputs: readonly number[]): Prepared {
  let kept = known.get(subject);
  if (!kept) known.set(subject, (kept = new Map<string, Prepared>()));
  const key = outputs.join();
  const found = kept.get(key);
  if (found) return found;
  const [oldest] = kept.keys();
  if (kept.size >= KEPT && oldest !== undefined) kept.delete(oldest);
  const made = prepare(subject, outputs);
  kept.set(key, made);
  return made;
}

function prepare(subject: Subject, outputs: readonly number[]): Prepared {
  const { traced, symbols, variables } = subject;
  const { graph } = traced;
  const nodes = outputs.map((k) => drawnOutput(subject, k));
  const domain = [...traced.conditions, ...conditionsOf(graph, nodes)];
  // A place without any width, x ≠ 0, is told by its zeros; as a condition it would hide what is on both sides of it.
  const wide = domain.filter((condition) => !comparisons(graph, [condition]).some((one) => isPoint(graph, one)));
  const movable = new Set(variables.map((place) => symbols[place] as NodeId));
  const moves = (node: NodeId): boolean => reachable(graph, [node]).some((one) => movable.has(one));
  const found = [
    ...kinksOf(graph, nodes).map(({ at, kind, when }) => ({ at: unwrapped(graph, at), kind, when })),
    ...comparisons(graph, domain).map((one) => ({
      at: difference(graph, one),
      kind: 'domain' as const,
      when: undefined,
    })),
  ]
    .filter(({ at }) => moves(at))
    .slice(0, MOST_CRITICAL);
  const holds = graph.integer(1);
  const criticals = found.flatMap(({ at, when }) => [at, when ?? holds]);
  return {
    values: compile(graph, [...nodes, ...wide], symbols),
    conditions: wide.length,
    critical: found.map(({ kind }, k) => ({ kind, place: 2 * k })),
    criticals: compile(graph, criticals, symbols),
  };
}

const isPoint = (g: Graph, id: NodeId): boolean => g.op(id) === Op.NotEqual || g.op(id) === Op.Equal;

/** The comparisons that conditions consist of. */
function comparisons(g: Graph, conditions: readonly NodeId[]): NodeId[] {
  const found = new Set<NodeId>();
  const stack = [...conditions];
  const seen = new Set<NodeId>();
  for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    const op = g.op(id);
    if (op === Op.And || op === Op.Or) stack.push(g.a(id), g.b(id));
    else if (op === Op.Not) stack.push(g.a(id));
    else if (op === Op.Less || op === Op.LessOrEqual || isPoint(g, id)) found.add(id);
  }
  return [...found];
}

const difference = (g: Graph, comparison: NodeId): NodeId =>
  g.isNumber(g.b(comparison)) && g.valueOf(g.b(comparison)) === 0
    ? unwrapped(g, g.a(comparison))
    : unwrapped(g, subtract(g, g.a(comparison), g.b(comparison)));

/** u mod y is zero where sin(πu/y) is: that changes its sign there, u mod y does not. */
function unwrapped(g: Graph, at: NodeId): NodeId {
  const name = rowOf(g, at)?.name;
  if (name !== 'mod' && name !== 'rem') return at;
  const [u, y] = argumentsOfCall(g, at);
  return call(g, 'sin', multiply(g, constant(g, 'pi'), divide(g, u, y)));
}
