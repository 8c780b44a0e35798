/** What a function's derivative says at a point. */
import { singularDirections, symmetricDirections } from '../../numerics/directions';
import { frobeniusNorm, isFinite, largestEntry, transposed, type NumericMatrix } from '../../numerics/matrix';
import { matrixFacts, type ComplexNumber } from '../../numerics/spectrum';
import type { Formula, Numeric } from '../card';
import { toNumeric } from '../given';
import { determinantFormula } from './determinant';
import { kinkWatchOf } from './kinkWatch';
import { Unanswerable, type QuestionOf } from './questions';
import type { Subject } from './subject';
import { differentiatedAt, subjectAt, type Investigation } from './subjects';

export interface HereQuestion {
  /** A direction in the variables' space, one number a column, of any length but 0; `null` for none. */
  readonly direction: readonly number[] | null;
}

/** A direction in the variables' space, of length one. */
export interface NamedDirection {
  /** How strongly the outputs answer to a step in this direction (singular value), or bend (eigenvalue). */
  readonly value: Numeric;
  readonly variables: readonly Numeric[];
  /** Which way the outputs then go, of length one; empty where it is about curvature, or nothing moves. */
  readonly outputs: readonly Numeric[];
}

export type Definiteness =
  'positive definite' | 'positive semidefinite' | 'negative definite' | 'negative semidefinite' | 'indefinite' | 'zero';

export type CriticalPoint = 'minimum' | 'maximum' | 'saddle' | 'degenerate';

export interface HereAnswer {
  /** f: all outputs, row-major. */
  readonly value: readonly Numeric[];
  /** ‖∇f‖₂ of a scalar function; the Frobenius norm of a Jacobian. */
  readonly norm: Numeric;
  /** ∇f of a scalar function, one a variable. */
  readonly gradient: readonly Numeric[] | null;
  /** Of functions with several outputs. */
  readonly matrix: MatrixHere | null;
  /** Of scalar functions; `null` where it is too large to be worked out while one looks, and on a kink. */
  readonly curvature: CurvatureHere | null;
  /** Whether the point is on a kink or jump, where all numbers here are of a convention; its place where it is short. */
  readonly kink: { readonly where: Formula | null } | null;
  /** J·d/‖d‖: how fast each output changes along the direction asked for. */
  readonly directional: readonly Numeric[] | null;
}

export interface MatrixHere {
  readonly singularValues: readonly Numeric[];
  /** How many singular values are not zero to working precision. */
  readonly rank: Numeric;
  /** The largest over the smallest singular value. */
  readonly condition: Numeric;
  /** Square Jacobians only. */
  readonly determinant: Numeric | null;
  /** The determinant as a formula, where it is short. */
  readonly determinantFormula: Formula | null;
  readonly eigenvalues: readonly { readonly re: Numeric; readonly im: Numeric }[] | null;
  readonly strongest: NamedDirection | null;
  /** The variables' direction that moves the outputs least, where there is more than one direction. */
  readonly weakest: NamedDirection | null;
  /** The outputs' direction along which no step moves them, where as many variables could. */
  readonly unreached: readonly Numeric[] | null;
}

export interface CurvatureHere {
  /** Of the Hessian, largest first. */
  readonly eigenvalues: readonly Numeric[];
  readonly definiteness: Definiteness | null;
  /** What the point is, if the gradient is zero there. */
  readonly critical: CriticalPoint | null;
  readonly strongest: NamedDirection | null;
  readonly weakest: NamedDirection | null;
}

/** Decompositions take the cube of the size: larger ones would keep a reader waiting. */
const LARGEST_DECOMPOSED = 200;
/** A gradient this small beside the function's own size is zero (Dennis and Schnabel, Numerical Methods, §7.2). */
const ZERO_GRADIENT = 1e-8;

export function here(question: QuestionOf<'here'>, investigation: Investigation): HereAnswer {
  const { subject, values } = subjectAt(question, investigation);
  const { direction } = question;
  const matrix = subject.jacobian(values);
  const value = subject.value(values);
  const watch = kinkWatchOf(subject);
  const [met] = watch.metAt(values);
  return {
    value: numerics(value),
    norm: toNumeric(frobeniusNorm(matrix)),
    gradient: subject.isScalar ? numerics(matrix.values) : null,
    matrix: subject.isScalar ? null : matrixHere(matrix, question, investigation),
    curvature:
      subject.isScalar && met === undefined ? curvatureHere(subject, values, matrix, value[0] as number) : null,
    kink: met === undefined ? null : { where: watch.formula(met, investigation.notation) },
    directional: direction && directional(matrix, direction),
  };
}

function matrixHere(
  matrix: NumericMatrix,
  question: QuestionOf<'here'>,
  investigation: Investigation,
): MatrixHere | null {
  if (Math.max(matrix.rows, matrix.columns) > LARGEST_DECOMPOSED) return null;
  const facts = matrixFacts(matrix);
  // What is nothing to working precision is 0, as the rank says.
  const directions = singularDirections(matrix).map(({ value, right, left }, k): NamedDirection => ({
    value: k < facts.rank ? toNumeric(value) : 0,
    variables: numerics(right),
    outputs: k < facts.rank ? numerics(left) : [],
  }));
  const isDependent = facts.rank < matrix.rows && matrix.rows <= matrix.columns;
  const unreached = isDependent ? singularDirections(transposed(matrix)).at(-1) : undefined;
  const nothing = largestEntry(matrix) * matrix.rows * Number.EPSILON;
  return {
    singularValues: facts.singularValues.map((value, k) => (k < facts.rank ? toNumeric(value) : 0)),
    rank: toNumeric(facts.rank),
    condition: toNumeric(facts.condition),
    determinant: facts.determinant === null ? null : toNumeric(facts.determinant),
    determinantFormula:
      facts.determinant === null
        ? null
        : determinantFormula(differentiatedAt(question, investigation), investigation.notation),
    eigenvalues: facts.eigenvalues && facts.eigenvalues.map((one) => complex(one, nothing)),
    strongest: directions[0] ?? null,
    weakest: directions.length > 1 ? (directions.at(-1) ?? null) : null,
    unreached: unreached ? numerics(unreached.right) : null,
  };
}

function curvatureHere(
  subject: Subject,
  values: Float64Array,
  gradient: NumericMatrix,
  value: number,
): CurvatureHere | null {
  if (subject.variables.length > LARGEST_DECOMPOSED) return null;
  const hessian = subject.hessian(values);
  const directions = symmetricDirections(hessian);
  const nothing = roundingOf(directions.map((one) => one.value));
  const named = directions.map((one): NamedDirection => ({
    value: Math.abs(one.value) <= nothing ? 0 : toNumeric(one.value),
    variables: numerics(one.vector),
    outputs: [],
  }));
  const definiteness = isFinite(hessian) ? definitenessOf(directions.map((one) => one.value)) : null;
  const flat = isFlat(subject.variablesOf(values), gradient, value);
  return {
    eigenvalues: named.map((one) => one.value),
    definiteness,
    critical: definiteness && flat ? CRITICAL[definiteness] : null,
    strongest: named[0] ?? null,
    weakest: named.length > 1 ? (named.at(-1) ?? null) : null,
  };
}

const CRITICAL: Readonly<Record<Definiteness, CriticalPoint>> = {
  'positive definite': 'minimum',
  'negative definite': 'maximum',
  indefinite: 'saddle',
  'positive semidefinite': 'degenerate',
  'negative semidefinite': 'degenerate',
  zero: 'degenerate',
};

/** Eigenvalues up to this are nothing beside the largest. */
const roundingOf = (eigenvalues: readonly number[]): number =>
  Math.max(...eigenvalues.map(Math.abs)) * eigenvalues.length * 4 * Number.EPSILON;

/** By the signs of the eigenvalues. */
function definitenessOf(eigenvalues: readonly number[]): Definiteness {
  const zero = roundingOf(eigenvalues);
  const [up, down] = [eigenvalues.filter((one) => one > zero).length, eigenvalues.filter((one) => one < -zero).length];
  if (up > 0 && down > 0) return 'indefinite';
  if (up === 0 && down === 0) return 'zero';
  const all = up + down === eigenvalues.length;
  if (up > 0) return all ? 'positive definite' : 'positive semidefinite';
  return all ? 'negative definite' : 'negative semidefinite';
}

/** Whether no variable changes the value noticeably, in proportion to both. */
function isFlat(variables: readonly number[], { values }: NumericMatrix, value: number): boolean {
  const scale = Math.max(1, Math.abs(value));
  return variables.every((x, i) => Math.abs(values[i] as number) * Math.max(1, Math.abs(x)) <= ZERO_GRADIENT * scale);
}

function directional({ rows, columns, values }: NumericMatrix, direction: readonly number[]): Numeric[] {
  if (direction.length !== columns) throw new Unanswerable(`a direction here has ${columns} numbers`);
  const length = Math.hypot(...direction);
  if (!(length > 0) || !Number.isFinite(length)) throw new Unanswerable('a direction is not zero, and finite');
  return Array.from({ length: rows }, (_, i) => {
    let sum = 0;
    for (let j = 0; j < columns; j += 1)
      sum += (values[i * columns + j] as number) * ((direction[j] as number) / length);
    return toNumeric(sum);
  });
}

const numerics = (values: ArrayLike<number>): Numeric[] => Array.from(values, toNumeric);

/** @param nothing what is as small as this is rounding. */
const complex = ({ re, im }: ComplexNumber, nothing: number): { re: Numeric; im: Numeric } =>
  Math.hypot(re, im) <= nothing ? { re: 0, im: 0 } : { re: toNumeric(re), im: toNumeric(im) };
