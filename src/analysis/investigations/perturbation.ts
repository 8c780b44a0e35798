/** The worst that a change of the variables of a given size does: by the derivative, and in truth. */
import { singularDirections } from '../../numerics/directions';
import { isFinite as isFiniteMatrix, type NumericMatrix } from '../../numerics/matrix';
import { norm, plus, scaledBy, type Vector } from '../../numerics/optimise/vectors';
import type { Numeric } from '../card';
import { toNumeric } from '../given';
import { productsOf } from './matrixFree';
import { Unanswerable, type QuestionOf } from './questions';
import type { Subject } from './subject';
import { subjectAt, type Investigation } from './subjects';

/** How a change is measured: its length, or its largest component. */
export const PERTURBATION_NORMS = ['l2', 'linf'] as const;

export interface PerturbationQuestion {
  readonly norm: (typeof PERTURBATION_NORMS)[number];
  /** ε: how large the change is. */
  readonly size: number;
  /** Which output is to be changed most, and which way; `null`: all of them together, either way. */
  readonly output: number | null;
  readonly direction: 'increase' | 'decrease';
}

export interface PerturbationAnswer {
  /** The change of each variable. */
  readonly change: readonly Numeric[];
  /** f before. */
  readonly value: readonly Numeric[];
  /** J·δ: how much each output changes to first order. */
  readonly firstOrder: readonly Numeric[];
  /** f(x + δ) − f(x). */
  readonly effect: readonly Numeric[];
  /** Of all outputs together: the one that moves most by the largest component (`linf`); else `null`. */
  readonly output: number | null;
  /** Whether the derivative is zero, so that to first order no change is worse than another. */
  readonly flat: boolean;
}

/** Singular vectors of larger matrices are found by products, round by round. */
const LARGEST_DECOMPOSED = 200;
const LARGEST_MATRIX = 4_000_000;
const ROUNDS = 200;
/** The direction has settled when a round turns it less than this. */
const SETTLED = 1e-12;

export function* perturbation(
  question: QuestionOf<'perturbation'>,
  investigation: Investigation,
): Generator<void, PerturbationAnswer, void> {
  const { subject, values } = subjectAt(question, investigation);
  const { size } = question;
  const { outputs } = subject.traced;
  if (!(size > 0 && Number.isFinite(size))) throw new Unanswerable('the size of a change is above zero');
  if (question.output !== null && question.output >= outputs.length)
    throw new Unanswerable(`there are ${outputs.length} outputs`);
  yield;
  const output = question.output ?? (subject.isScalar ? 0 : null);
  const before = subject.value(values);
  const { direction, worst } = yield* worstDirection(subject, values, question, output);
  const unit = question.norm === 'l2' ? norm(direction) : 1;
  const forward = scaledBy(unit > 0 ? size / unit : 0, direction);
  const x = subject.variablesOf(values);
  const effectOf = (change: Vector): Vector =>
    plus(subject.value(subject.withVariables(values, plus(x, 1, change))), -1, before);
  // Of all outputs together there is no up and down: the way that does more in truth is the worse one.
  const backward = scaledBy(-1, forward);
  const turned = output === null && norm(effectOf(backward)) > norm(effectOf(forward));
  const change = (output !== null && question.direction === 'decrease') || turned ? backward : forward;
  return {
    change: numerics(change),
    value: numerics(before),
    firstOrder: numerics(productsOf(subject).directionalDerivative(values, change)),
    effect: numerics(effectOf(change)),
    output: worst,
    flat: norm(direction) === 0,
  };
}

interface Worst {
  /** Not yet of the size that is wanted. */
  readonly direction: Vector;
  readonly worst: number | null;
}

function* worstDirection(
  subject: Subject,
  values: Float64Array,
  { norm: measure }: PerturbationQuestion,
  output: number | null,
): Generator<void, Worst, void> {
  const products = productsOf(subject);
  if (output !== null) {
    const gradient = products.gradientOf(subject.traced.outputs[output] as number)(values);
    if (!gradient.every(Number.isFinite)) throw new Unanswerable('the derivative is not finite at this point');
    return { direction: measure === 'l2' ? gradient : gradient.map(Math.sign), worst: null };
  }
  const [rows, columns] = [subject.traced.outputs.length, subject.variables.length];
  if (measure === 'l2' && Math.max(rows, columns) > LARGEST_DECOMPOSED)
    return { direction: yield* strongestDirection(subject, values), worst: null };
  if (rows * columns > LARGEST_MATRIX)
    throw new Unanswerable('there are too many outputs to look at all of them: choose one');
  const jacobian = subject.jacobian(values);
  if (!isFiniteMatrix(jacobian)) throw new Unanswerable('the derivative is not finite at this point');
  if (measure === 'l2')
    return { direction: Float64Array.from(singularDirections(jacobian)[0]?.right ?? []), worst: null };
  const worst = largestRow(jacobian);
  return { direction: rowOf(jacobian, worst).map(Math.sign), worst };
}

/** The row with the largest sum of magnitudes: of all outputs, that one moves most when every variable moves by ε. */
function largestRow(jacobian: NumericMatrix): number {
  let [largest, worst] = [-1, 0];
  for (let i = 0; i < jacobian.rows; i += 1) {
    const sum = rowOf(jacobian, i).reduce((total, one) => total + Math.abs(one), 0);
    if (sum > largest) [largest, worst] = [sum, i];
  }
  return worst;
}

const rowOf = ({ columns, values }: NumericMatrix, row: number): Float64Array =>
  Float64Array.from({ length: columns }, (_, j) => values[row * columns + j] as number);

/** The variables' direction that moves the outputs most: the power method on JᵀJ, by products alone. */
function* strongestDirection(subject: Subject, values: Float64Array): Generator<void, Vector, void> {
  const products = productsOf(subject);
  // No direction that a function is likely to be blind to, and the same one every time.
  let direction: Vector = Float64Array.from({ length: subject.variables.length }, (_, i) => 1 + Math.cos(i));
  direction = scaledBy(1 / norm(direction), direction);
  for (let round = 0; round < ROUNDS; round += 1) {
    yield;
    const next = products.adjointProduct(values, products.directionalDerivative(values, direction));
    const size = norm(next);
    if (!Number.isFinite(size)) throw new Unanswerable('the derivative is not finite at this point');
    if (size === 0) return next;
    const turned = scaledBy(1 / size, next);
    const moved = norm(plus(turned, -1, direction));
    direction = turned;
    if (moved < SETTLED) break;
  }
  return direction;
}

const numerics = (values: ArrayLike<number>): Numeric[] => Array.from(values, toNumeric);
