/** Gradients of constrained problems, projected onto the directions in which the constraints hold. */
import { dot } from '../numerics/optimise/vectors';
import type { Comparer } from './compare';
import type { Hypothesis } from './layout';

/** As little as this beside the gradient is rounding. */
const ROUNDED = 1e-10;
/** Fewer points may meet it by chance. */
const ENOUGH = 16;

/**
 * Whether a hand-written gradient is the orthogonal projection P·∇f: with P² = P = Pᵀ it is orthogonal to what it leaves
 * out. One that only has zeros for some entries, or a mean for all of them, is a mistake.
 */
export function isProjected(comparer: Comparer, hypothesis: Hypothesis, points: readonly Float64Array[]): boolean {
  const { expected, variables } = hypothesis;
  if (expected.length < 2 || expected.length !== variables.symbols.length || points.length < ENOUGH) return false;
  return points.every((point) => {
    const { expected: gradient, found } = comparer.values(hypothesis, point);
    const [first] = found;
    const isOtherwise = found.every((value, k) => value !== 0 && differ(value, gradient[k] as number));
    if (!isOtherwise || found.every((value) => !differ(value, first as number))) return false;
    return Math.abs(dot(found, gradient) - dot(found, found)) <= ROUNDED * dot(gradient, gradient);
  });
}

const differ = (a: number, b: number): boolean => Math.abs(a - b) > ROUNDED * Math.max(Math.abs(a), Math.abs(b));
