/** Products with a subject's derivatives as compiled functions of the inputs' values and a vector: no matrix is formed. */
import { adjointProduct, directionalDerivative, hessianProduct } from '../../calculus/differentiate/directional';
import type { NodeId } from '../../calculus/graph';
import { compile } from '../../numerics/compile';
import type { Subject } from './subject';

/** A vector from the inputs' values and another vector. */
export type VectorFunction = (values: ArrayLike<number>, vector: ArrayLike<number>) => Float64Array;

class MatrixFree {
  #forward: VectorFunction | null = null;
  #backward: VectorFunction | null = null;
  readonly #second = new Map<NodeId, VectorFunction>();
  readonly #gradients = new Map<NodeId, (values: ArrayLike<number>) => Float64Array>();

  constructor(private readonly subject: Subject) {}

  /** Jv: one number an output. */
  directionalDerivative(values: ArrayLike<number>, vector: ArrayLike<number>): Float64Array {
    const { graph, outputs } = this.subject.traced;
    this.#forward ??= this.#compiled(this.subject.columns.length, (seeds) =>
      directionalDerivative(graph, outputs, this.subject.columns, seeds),
    );
    return this.#forward(values, vector);
  }

  /** vᵀJ: one number a variable. */
  adjointProduct(values: ArrayLike<number>, weights: ArrayLike<number>): Float64Array {
    const { graph, outputs } = this.subject.traced;
    this.#backward ??= this.#compiled(outputs.length, (seeds) =>
      adjointProduct(graph, outputs, this.subject.columns, seeds),
    );
    return this.#backward(values, weights);
  }

  /** The gradient of any expression of the subject's graph: what is infinite elsewhere does not come into it. */
  gradientOf(node: NodeId): (values: ArrayLike<number>) => Float64Array {
    let known = this.#gradients.get(node);
    if (!known) {
      const { graph } = this.subject.traced;
      const one = graph.integer(1);
      const compiled = this.#compiled(0, () => adjointProduct(graph, [node], this.subject.columns, [one]));
      known = (values) => compiled(values, []);
      this.#gradients.set(node, known);
    }
    return known;
  }

  /** Hv of one output: one number a variable. */
  hessianProduct(output: number, values: ArrayLike<number>, vector: ArrayLike<number>): Float64Array {
    return this.secondOf(this.subject.traced.outputs[output] as NodeId)(values, vector);
  }

  /** The product with the Hessian of any expression of the subject's graph. */
  secondOf(node: NodeId): VectorFunction {
    let known = this.#second.get(node);
    if (!known) {
      const { columns, traced } = this.subject;
      known = this.#compiled(columns.length, (seeds) => hessianProduct(traced.graph, node, columns, seeds));
      this.#second.set(node, known);
    }
    return known;
  }

  #compiled(size: number, build: (seeds: readonly NodeId[]) => readonly NodeId[]): VectorFunction {
    const { traced, symbols } = this.subject;
    const seeds = Array.from({ length: size }, (_, i) => traced.graph.symbol('v', { index: [i] }));
    const nodes = build(seeds);
    const run = compile(traced.graph, nodes, [...symbols, ...seeds]);
    const both = new Float64Array(symbols.length + size);
    return (values, vector) => {
      both.set(values);
      both.set(vector, symbols.length);
      const out = new Float64Array(nodes.length);
      run(both, out);
      return out;
    };
  }
}

export type { MatrixFree };

const made = new WeakMap<Subject, MatrixFree>();

export function productsOf(subject: Subject): MatrixFree {
  let known = made.get(subject);
  if (!known) made.set(subject, (known = new MatrixFree(subject)));
  return known;
}
