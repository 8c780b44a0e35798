/** A traced function with the derivative that a reader chose: which arguments, which order. */
import type { NodeId } from '../calculus/graph';
import { hessian } from '../calculus/differentiate/hessian';
import { jacobian } from '../calculus/differentiate/jacobian';
import { TooManyCases } from '../calculus/guards';
import type { SparseMatrix } from '../calculus/matrix';
import { parameterOf } from '../tracing/parts';
import type { Traced, TracedInput } from '../tracing/traced';
import type { DerivativeKind, Selection } from './card';

export interface Differentiated {
  readonly traced: Traced;
  /** The arguments differentiated by, in the function's order or as the reader named them. */
  readonly wrt: readonly TracedInput[];
  /** Their elements, one a column. */
  readonly columns: readonly NodeId[];
  readonly kind: DerivativeKind;
  /** [] for a derivative, [n] for a gradient, [m, n] for a Jacobian, [n, n] for a Hessian. */
  readonly shape: readonly number[];
  /** m × n; one row for a gradient. */
  readonly matrix: SparseMatrix;
}

/** Why there is nothing to differentiate: a sentence for a person. */
export class NotDifferentiable extends Error {
  constructor(
    message: string,
    /** True where the function simply does not depend on any number. */
    readonly isConstant: boolean = false,
  ) {
    super(message);
  }
}

/**
 * The arguments to differentiate by where the reader has not chosen: every numeric argument that the result depends on;
 * those with a default value (`rate=0.1`) only if there is no other. Attributes of `self` are parameters, not variables.
 */
export function defaultArguments(traced: Traced, dependsOn: (input: TracedInput) => boolean): readonly TracedInput[] {
  const numeric = traced.inputs.filter((input) => input.numeric && !input.isAttribute && dependsOn(input));
  const required = numeric.filter((input) => !input.hasDefault);
  return required.length > 0 ? required : numeric;
}

function chosenArguments(traced: Traced, names: readonly string[]): readonly TracedInput[] {
  // An object, a dictionary or a tuple means all its numbers: `p` is `p.x`, `p.y`, or `p['x']`, `p['y']`.
  const whole = (name: string): readonly string[] => {
    if (traced.inputs.some((candidate) => candidate.name === name)) return [name];
    const isInside = (candidate: string): boolean =>
      candidate.startsWith(`${name}.`) || candidate.startsWith(`${name}[`);
    const isPart = (candidate: TracedInput): boolean => parameterOf(candidate) === name || isInside(candidate.name);
    const inside = traced.inputs.filter((candidate) => candidate.numeric && isPart(candidate));
    return inside.length > 0 ? inside.map((candidate) => candidate.name) : [name];
  };
  return names.flatMap(whole).map((name) => {
    const input = traced.inputs.find((candidate) => candidate.name === name);
    if (!input) throw new NotDifferentiable(`there is no argument ${name}`);
    if (!input.numeric) throw new NotDifferentiable(`${name} is not a number or an array of numbers`);
    return input;
  });
}

/** The first or second derivative. Throws NotDifferentiable with the reason. */
export function differentiate(
  traced: Traced,
  selection: Selection,
  dependsOn: (input: TracedInput) => boolean,
): Differentiated {
  try {
    return differentiatedBy(traced, selection, dependsOn);
  } catch (error) {
    if (error instanceof TooManyCases) throw new NotDifferentiable(`the derivative is too large: ${error.message}`);
    throw error;
  }
}

function differentiatedBy(
  traced: Traced,
  selection: Selection,
  dependsOn: (input: TracedInput) => boolean,
): Differentiated {
  const wrt = selection.wrt ? chosenArguments(traced, selection.wrt) : defaultArguments(traced, dependsOn);
  if (wrt.length === 0) throw new NotDifferentiable('the result does not depend on a number that is passed in', true);
  const columns = wrt.flatMap((input) => [...input.symbols]);
  if (traced.outputs.length === 0) throw new NotDifferentiable('the result has no numbers');
  const isScalar = traced.outputs.length === 1 && traced.output.sizes.length === 0;
  if (selection.order === 2) {
    const output = traced.outputs[0] as NodeId;
    if (traced.outputs.length !== 1)
      throw new NotDifferentiable(
        `a Hessian belongs to a function with one output; this one has ${traced.outputs.length}`,
      );
    const n = columns.length;
    return { traced, wrt, columns, kind: 'hessian', shape: [n, n], matrix: hessian(traced.graph, output, columns) };
  }
  const matrix = jacobian(traced.graph, traced.outputs, columns);
  const [first] = wrt;
  if (isScalar && wrt.length === 1 && first?.sizes.length === 0)
    return { traced, wrt, columns, kind: 'derivative', shape: [], matrix };
  if (isScalar) return { traced, wrt, columns, kind: 'gradient', shape: [columns.length], matrix };
  return { traced, wrt, columns, kind: 'jacobian', shape: [traced.outputs.length, columns.length], matrix };
}
