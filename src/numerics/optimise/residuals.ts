/** Methods for several outputs: those that make them small together, and those that make them zero. */
import { isFinite as isFiniteMatrix } from '../matrix';
import { dampedLeastSquares, leastSquares } from './linearSystems';
import type { Problem, Settings, Stepper } from './problem';
import { taken } from './secondOrder';
import { allFinite, dot, plus, scaledBy } from './vectors';

/** The first damping beside the largest entry of the diagonal of JᵀJ. */
const FIRST_DAMPING = 1e-3;
/** Each step that is not taken multiplies the damping more than the one before: 30 of them are beyond any number. */
const MOST_TRIES = 30;

/**
 * Gauss–Newton, and Newton's method for systems: J·s = −f in the sense of least squares, x ← x + α·s. Where J has not
 * full rank, the shortest such s.
 */
export const linearised = (problem: Problem, settings: Settings): Stepper =>
  function* (at) {
    yield;
    const [f, jacobian] = [problem.residuals(at.x), problem.jacobian(at.x)];
    const solved = isFiniteMatrix(jacobian) && allFinite(f) ? leastSquares(jacobian, scaledBy(-1, f)) : null;
    if (!solved) return { to: null, because: 'derivative' };
    const full = Math.min(jacobian.rows, jacobian.columns);
    return taken(problem, settings, at, solved.x, solved.rank < full ? [{ kind: 'singular' }] : []);
  };

/**
 * Levenberg–Marquardt: (JᵀJ + μI)·s = −Jᵀf, with μ after H. B. Nielsen (Madsen, Nielsen and Tingleff, Methods for
 * Non-Linear Least Squares Problems, 2004, algorithm 3.16). Steps that lead upward are not taken: μ grows until one leads
 * downward.
 */
export function levenbergMarquardt(problem: Problem): Stepper {
  let [damping, growth] = [0, 2];
  return function* (at) {
    const [f, jacobian] = [problem.residuals(at.x), problem.jacobian(at.x)];
    if (!isFiniteMatrix(jacobian) || !allFinite(f)) return { to: null, because: 'derivative' };
    if (damping === 0) damping = FIRST_DAMPING * largestSquare(jacobian) || FIRST_DAMPING;
    for (let times = 0; times < MOST_TRIES; times += 1) {
      yield;
      const step = dampedLeastSquares(jacobian, damping, scaledBy(-1, f));
      const to = plus(at.x, 1, step);
      const promised = 0.5 * (damping * dot(step, step) - dot(step, at.gradient));
      const gain = (at.value - problem.objective(to)) / promised;
      if (gain > 0) {
        const notes = [
          { kind: 'damped', amount: damping } as const,
          ...(times > 0 ? [{ kind: 'shortened', times } as const] : []),
        ];
        damping *= Math.max(1 / 3, 1 - (2 * gain - 1) ** 3);
        growth = 2;
        return { to, notes };
      }
      damping *= growth;
      growth *= 2;
    }
    return { to: null, because: 'descent' };
  };
}

/** The largest entry of the diagonal of JᵀJ. */
function largestSquare({ rows, columns, values }: ReturnType<Problem['jacobian']>): number {
  let largest = 0;
  for (let j = 0; j < columns; j += 1) {
    let sum = 0;
    for (let i = 0; i < rows; i += 1) sum += (values[i * columns + j] as number) ** 2;
    largest = Math.max(largest, sum);
  }
  return largest;
}
