/** What a function's derivative says at a point. */
import { frobeniusNorm, type NumericMatrix } from '../../numerics/matrix';
import { matrixFacts, type ComplexNumber } from '../../numerics/spectrum';
import type { Numeric } from '../card';
import { toNumeric } from '../given';
import type { Subject } from './subject';

export interface HereAnswer {
  /** f: all outputs, row-major. */
  readonly value: readonly Numeric[];
  /** ‖∇f‖₂ of a scalar function; the Frobenius norm of a Jacobian. */
  readonly norm: Numeric;
  readonly singularValues: readonly Numeric[];
  /** How many singular values are not zero to working precision. */
  readonly rank: Numeric;
  /** The largest over the smallest singular value. */
  readonly condition: Numeric;
  /** Square Jacobians only. */
  readonly determinant: Numeric | null;
  readonly eigenvalues: readonly { readonly re: Numeric; readonly im: Numeric }[] | null;
}

export function here(subject: Subject, values: Float64Array): HereAnswer {
  const matrix: NumericMatrix = subject.jacobian(values);
  const facts = matrixFacts(matrix);
  return {
    value: Array.from(subject.value(values), toNumeric),
    norm: toNumeric(frobeniusNorm(matrix)),
    singularValues: facts.singularValues.map(toNumeric),
    rank: toNumeric(facts.rank),
    condition: toNumeric(facts.condition),
    determinant: facts.determinant === null ? null : toNumeric(facts.determinant),
    eigenvalues: facts.eigenvalues && facts.eigenvalues.map(complex),
  };
}

const complex = ({ re, im }: ComplexNumber): { re: Numeric; im: Numeric } => ({ re: toNumeric(re), im: toNumeric(im) });
