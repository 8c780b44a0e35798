/** What each variable contributes: slopes, elasticities, and the uncertainty of the outputs from that of the variables. */
import { norm } from '../../numerics/optimise/vectors';
import type { Numeric } from '../card';
import { toNumeric } from '../given';
import { productsOf } from './matrixFree';
import { Unanswerable, type QuestionOf } from './questions';
import type { Subject } from './subject';
import { subjectAt, type Investigation } from './subjects';

export interface SensitivityQuestion {
  /** Whose slopes are told variable by variable. */
  readonly output: number;
  /** σ of each variable, independent of one another; one number for all; `null` where none are known. */
  readonly deviations: readonly number[] | null;
  /** Whether they are shares of the variables' magnitudes. */
  readonly relative: boolean;
}

export interface VariableShare {
  readonly value: Numeric;
  /** ∂f/∂x. */
  readonly slope: Numeric;
  /** x/f · ∂f/∂x: by how many percent f changes when x changes by one. */
  readonly elasticity: Numeric;
  readonly deviation: Numeric | null;
  /** The part of the output's variance that comes from this variable, from 0 to 1. */
  readonly share: Numeric | null;
}

export interface SensitivityAnswer {
  /** The output's own value. */
  readonly value: Numeric;
  readonly variables: readonly VariableShare[];
  readonly spread: Spread | null;
}

/** To first order: the covariance of the outputs is JΣJᵀ. */
export interface Spread {
  readonly values: readonly Numeric[];
  /** √diag(JΣJᵀ), one an output; the chosen output alone where there are too many. */
  readonly deviations: readonly Numeric[];
  /** Of the outputs with one another; `null` for a single one, or too many. An output that does not vary has none (NaN). */
  readonly correlations: readonly (readonly Numeric[])[] | null;
}

/** Correlations of more outputs are not looked at. */
const MOST_CORRELATED = 30;
const LARGEST_MATRIX = 4_000_000;

export function sensitivity(question: QuestionOf<'sensitivity'>, investigation: Investigation): SensitivityAnswer {
  const { subject, values } = subjectAt(question, investigation);
  const { output } = question;
  const { outputs } = subject.traced;
  const node = outputs[output];
  if (node === undefined) throw new Unanswerable(`there are ${outputs.length} outputs`);
  const x = subject.variablesOf(values);
  const value = subject.value(values);
  const gradient = productsOf(subject).gradientOf(node)(values);
  const deviations = deviationsOf(question, x);
  const spreads = deviations && gradient.map((slope, j) => contribution(slope, deviations[j] as number));
  const total = spreads && norm(spreads);
  return {
    value: toNumeric(value[output] as number),
    variables: x.map((at, j) => ({
      value: toNumeric(at),
      slope: toNumeric(gradient[j] as number),
      elasticity: toNumeric((at * (gradient[j] as number)) / (value[output] as number)),
      deviation: deviations && toNumeric(deviations[j] as number),
      share: spreads && toNumeric(((spreads[j] as number) / (total as number)) ** 2),
    })),
    spread: deviations && spreadOf(subject, values, value, deviations),
  };
}

/** A variable that is known exactly contributes nothing, however steep the function is. */
const contribution = (slope: number, deviation: number): number => (deviation === 0 ? 0 : slope * deviation);

function deviationsOf({ deviations, relative }: SensitivityQuestion, x: readonly number[]): number[] | null {
  if (!deviations) return null;
  if (deviations.length !== 1 && deviations.length !== x.length)
    throw new Unanswerable(`there are ${x.length} standard deviations, or one for all variables`);
  if (!deviations.every((one) => one >= 0 && Number.isFinite(one)))
    throw new Unanswerable('a standard deviation is not negative');
  return x.map((at, j) => {
    const given = (deviations.length === 1 ? deviations[0] : deviations[j]) as number;
    return relative ? given * Math.abs(at) : given;
  });
}

function spreadOf(
  subject: Subject,
  values: Float64Array,
  value: Float64Array,
  deviations: readonly number[],
): Spread | null {
  const [rows, columns] = [subject.traced.outputs.length, subject.variables.length];
  if (rows * columns > LARGEST_MATRIX) return null;
  const jacobian = subject.jacobian(values);
  const scaledRows = Array.from({ length: rows }, (_, i) =>
    deviations.map((deviation, j) => contribution(jacobian.values[i * columns + j] as number, deviation)),
  );
  const sizes = scaledRows.map((row) => norm(row));
  const correlations =
    rows < 2 || rows > MOST_CORRELATED
      ? null
      : scaledRows.map((row, i) =>
          scaledRows.map((other, k) => toNumeric(correlation(row, other, sizes[i] as number, sizes[k] as number))),
        );
  return { values: numerics(value), deviations: numerics(sizes), correlations };
}

/** Of two outputs whose scaled slopes are these; the sizes are divided by first, so that nothing overflows. */
function correlation(a: readonly number[], b: readonly number[], sizeA: number, sizeB: number): number {
  if (a === b && sizeA > 0) return 1;
  const sum = a.reduce((total, one, j) => total + (one / sizeA) * ((b[j] as number) / sizeB), 0);
  return Math.min(Math.max(sum, -1), 1);
}

const numerics = (values: ArrayLike<number>): Numeric[] => Array.from(values, toNumeric);
