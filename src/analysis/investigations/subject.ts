/**
 * A function at a point, made ready to be evaluated many times: its value, its first and its second derivative as
 * compiled functions of all its inputs. Everything that investigates a function works on this.
 */
import { hessian } from '../../calculus/differentiate/hessian';
import { jacobian } from '../../calculus/differentiate/jacobian';
import type { NodeId } from '../../calculus/graph';
import type { SparseMatrix } from '../../calculus/matrix';
import { reachable } from '../../calculus/reachable';
import { compile } from '../../numerics/compile';
import type { NumericMatrix } from '../../numerics/matrix';
import type { Traced, TracedInput } from '../../tracing/traced';
import { bind } from '../evaluation';
import type { Point } from '../card';
import { Unanswerable } from './questions';

/** A matrix at a point, evaluated from the values of all inputs. */
export type MatrixFunction = (values: ArrayLike<number>) => NumericMatrix;

export class Subject {
  /** The symbols of all inputs, in the order of the values that everything here is a function of. */
  readonly symbols: readonly NodeId[];
  /** Where the variables, one a column, stand among the inputs' values. */
  readonly variables: readonly number[];
  /** The variables' symbols, in the same order. */
  readonly columns: readonly NodeId[];
  readonly #outputs: (values: ArrayLike<number>, out: Float64Array) => void;
  /** Whether the function returns, and does not stop with an error. */
  readonly isAllowed: (values: ArrayLike<number>) => boolean;
  /** What the outputs depend on. */
  readonly #used: ReadonlySet<NodeId>;
  #jacobian: MatrixFunction | null = null;
  #hessian: MatrixFunction | null = null;

  constructor(
    readonly traced: Traced,
    /** The arguments differentiated by. */
    readonly wrt: readonly TracedInput[],
  ) {
    const { graph, inputs, outputs, conditions } = traced;
    this.symbols = inputs.filter((input) => input.numeric).flatMap((input) => input.symbols);
    const places = new Map(this.symbols.map((symbol, i) => [symbol, i]));
    this.variables = wrt.flatMap((input) => input.symbols.map((symbol) => places.get(symbol) as number));
    this.columns = this.variables.map((place) => this.symbols[place] as NodeId);
    this.#used = new Set(reachable(graph, outputs));
    if ([...this.#used].some((node) => graph.isHole(node)))
      throw new Unanswerable('the result depends on an unknown function');
    this.#outputs = compile(graph, outputs, this.symbols);
    const holds = compile(graph, conditions, this.symbols);
    const held = new Float64Array(conditions.length);
    this.isAllowed = (values) => {
      holds(values, held);
      return held.every((one) => one === 1);
    };
  }

  /** How many nodes of the graph the outputs consist of. */
  get usedCount(): number {
    return this.#used.size;
  }

  /** Whether it has one output that is a number: a gradient and a Hessian, not a Jacobian. */
  get isScalar(): boolean {
    return this.traced.outputs.length === 1;
  }

  /**
   * The inputs' values at a point. Throws `Unanswerable` where one does not fit or is missing though the result depends
   * on it, or where the function stops with an error there.
   */
  valuesAt(point: Point): Float64Array {
    const bound = bind(this.traced.inputs, point);
    if (typeof bound === 'string') throw new Unanswerable(bound);
    const without = this.symbols.find((symbol) => bound.missing.has(symbol) && this.#used.has(symbol));
    if (without !== undefined) throw new Unanswerable(`no value is given for ${bound.missing.get(without)}`);
    const values = Float64Array.from(this.symbols, (symbol) => bound.values.get(symbol) ?? NaN);
    if (!this.isAllowed(values)) throw new Unanswerable('the function stops with an error at this point');
    return values;
  }

  /** Copies the values with other ones for the variables. */
  withVariables(values: Float64Array, variables: ArrayLike<number>): Float64Array {
    const moved = values.slice();
    this.variables.forEach((place, i) => (moved[place] = variables[i] as number));
    return moved;
  }

  /** The variables' values, one a column. */
  variablesOf = (values: ArrayLike<number>): number[] => this.variables.map((place) => values[place] as number);

  /** f: all outputs, row-major; NaN where the function is not defined or stops with an error. */
  value(values: ArrayLike<number>): Float64Array {
    const out = new Float64Array(this.traced.outputs.length);
    if (this.isAllowed(values)) this.#outputs(values, out);
    else out.fill(NaN);
    return out;
  }

  /** The first derivative, outputs × variables. */
  jacobian(values: ArrayLike<number>): NumericMatrix {
    this.#jacobian ??= this.#matrix(jacobian(this.traced.graph, this.traced.outputs, this.columns));
    return this.#jacobian(values);
  }

  /** The second derivative of a scalar function, variables × variables. Throws a RangeError for other functions. */
  hessian(values: ArrayLike<number>): NumericMatrix {
    if (!this.isScalar) throw new RangeError('only a function with one output has a Hessian');
    this.#hessian ??= this.#matrix(hessian(this.traced.graph, this.traced.outputs[0] as NodeId, this.columns));
    return this.#hessian(values);
  }

  #matrix({ rows, columns, entries }: SparseMatrix): MatrixFunction {
    const nodes = entries.map(({ node }) => node);
    const run = compile(this.traced.graph, nodes, this.symbols);
    const numbers = new Float64Array(nodes.length);
    return (at) => {
      run(at, numbers);
      const values = new Float64Array(rows * columns);
      entries.forEach(({ row, column }, k) => (values[row * columns + column] = numbers[k] as number));
      return { rows, columns, values };
    };
  }
}
