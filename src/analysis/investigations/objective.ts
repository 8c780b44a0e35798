/** What the optimisers make small: a scalar function itself, half the sum of the squares of several outputs. */
import { divide, multiply, sum } from '../../calculus/construct';
import { hessian } from '../../calculus/differentiate/hessian';
import type { NodeId } from '../../calculus/graph';
import { compile } from '../../numerics/compile';
import { numericMatrix, type NumericMatrix } from '../../numerics/matrix';
import type { Problem } from '../../numerics/optimise/problem';
import { productsOf } from './matrixFree';
import type { Subject } from './subject';

/** The objective of a subject as functions of all inputs' values. */
interface Objective {
  readonly node: NodeId;
  readonly value: (values: ArrayLike<number>) => number;
  hessian: ((values: ArrayLike<number>) => NumericMatrix) | null;
}

/** By whether squares are taken. */
const made = new WeakMap<Subject, Map<boolean, Objective>>();

function objectiveOf(subject: Subject, ofSquares: boolean): Objective {
  let known = made.get(subject);
  if (!known) made.set(subject, (known = new Map<boolean, Objective>()));
  let objective = known.get(ofSquares);
  if (!objective) known.set(ofSquares, (objective = makeObjective(subject, ofSquares)));
  return objective;
}

/** The expression that is made small: the first output, or half the sum of the squares of all. */
export const objectiveNode = (subject: Subject, ofSquares: boolean): NodeId => objectiveOf(subject, ofSquares).node;

function makeObjective(subject: Subject, ofSquares: boolean): Objective {
  const { graph, outputs } = subject.traced;
  const squares = (): NodeId =>
    divide(
      graph,
      sum(
        graph,
        outputs.map((output) => multiply(graph, output, output)),
      ),
      graph.integer(2),
    );
  const node = ofSquares ? squares() : (outputs[0] as NodeId);
  const run = compile(graph, [node], subject.symbols);
  const out = new Float64Array(1);
  const value = (values: ArrayLike<number>): number => {
    if (!subject.isAllowed(values)) return NaN;
    run(values, out);
    return out[0] as number;
  };
  return { node, value, hessian: null };
}

/**
 * What is made small as a function of the subject's variables; the other inputs stay as they are in `values`.
 *
 * @param ofSquares ½‖f‖², not f: for functions with several outputs, and for equations.
 */
export function problemOf(subject: Subject, values: Float64Array, ofSquares: boolean): Problem {
  const objective = objectiveOf(subject, ofSquares);
  const products = productsOf(subject);
  const at = (x: ArrayLike<number>): Float64Array => subject.withVariables(values, x);
  const gradient = products.gradientOf(objective.node);
  return {
    objective: (x) => objective.value(at(x)),
    gradient: (x) => gradient(at(x)),
    hessian: (x) => (objective.hessian ??= hessianOf(subject, objective.node))(at(x)),
    hessianProduct: (x, v) => products.secondOf(objective.node)(at(x), v),
    residuals: (x) => subject.value(at(x)),
    jacobian: (x) => subject.jacobian(at(x)),
  };
}

function hessianOf(subject: Subject, node: NodeId): (values: ArrayLike<number>) => NumericMatrix {
  if (subject.traced.outputs[0] === node) return (values) => subject.hessian(values);
  const { graph } = subject.traced;
  const { rows, columns, entries } = hessian(graph, node, subject.columns);
  const run = compile(
    graph,
    entries.map((entry) => entry.node),
    subject.symbols,
  );
  const numbers = new Float64Array(entries.length);
  return (values) => {
    run(values, numbers);
    const dense = new Float64Array(rows * columns);
    entries.forEach(({ row, column }, k) => (dense[row * columns + column] = numbers[k] as number));
    return numericMatrix(rows, columns, dense);
  };
}
