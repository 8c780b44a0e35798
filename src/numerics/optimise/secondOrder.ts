/** Methods that use how the objective bends. */
import { isFinite as isFiniteMatrix, frobeniusNorm, type NumericMatrix } from '../matrix';
import { backtrack } from './lineSearch';
import { cholesky, solveCholesky } from './linearSystems';
import type { Place, Problem, Settings, Step, StepNote, Stepper } from './problem';
import { allFinite, dot, norm, plus, scaledBy, type Vector } from './vectors';

/** The least damping, beside the Hessian. */
const LEAST_DAMPING = 1e-3;
/** More products with the Hessian than these no single step is worth. */
const MOST_PRODUCTS = 500;

/**
 * Newton's method: H·s = −∇, x ← x + α·s. Where H is not positive definite, just so much is added to its diagonal that
 * it becomes so: Nocedal and Wright, Numerical Optimization, algorithm 3.3.
 */
export const newton = (problem: Problem, settings: Settings): Stepper =>
  function* (at) {
    yield;
    const hessian = problem.hessian(at.x);
    if (!isFiniteMatrix(hessian) || !allFinite(at.gradient)) return { to: null, because: 'derivative' };
    const definite = definiteFactor(hessian);
    if (!definite) return { to: null, because: 'derivative' };
    const { factor, amount } = definite;
    const step = solveCholesky(factor, scaledBy(-1, at.gradient));
    return taken(problem, settings, at, step, amount > 0 ? [{ kind: 'damped', amount }] : []);
  };

/** `null` where numbers are too large for it. */
function definiteFactor(hessian: NumericMatrix): { readonly factor: Vector; readonly amount: number } | null {
  const plain = cholesky(hessian);
  if (plain) return { factor: plain, amount: 0 };
  const { rows: n, values } = hessian;
  const size = frobeniusNorm(hessian);
  const least = size === 0 ? 1 : LEAST_DAMPING * size;
  let lowest = Infinity;
  for (let i = 0; i < n; i += 1) lowest = Math.min(lowest, values[i * n + i] as number);
  for (let amount = lowest > 0 ? least : least - lowest; amount < Infinity; amount = Math.max(2 * amount, least)) {
    const factor = cholesky(hessian, amount);
    if (factor) return { factor, amount };
  }
  return null;
}

/**
 * Newton's method without the Hessian: conjugate gradients on products with it, stopped early (Nocedal and Wright,
 * algorithm 7.1: ‖r‖ ≤ min(½, √‖∇‖)·‖∇‖), and at once where a direction of negative curvature is met.
 */
export const hessianFree = (problem: Problem, settings: Settings): Stepper =>
  function* (at) {
    const { gradient } = at;
    if (!allFinite(gradient)) return { to: null, because: 'derivative' };
    const size = norm(gradient);
    const close = Math.min(0.5, Math.sqrt(size)) * size;
    let step: Vector = new Float64Array(gradient.length);
    let residual = gradient;
    let direction = scaledBy(-1, gradient);
    let [left, count] = [dot(residual, residual), 0];
    const most = Math.min(2 * gradient.length, MOST_PRODUCTS);
    while (Math.sqrt(left) > close && count < most) {
      yield;
      const product = problem.hessianProduct(at.x, direction);
      count += 1;
      if (!allFinite(product)) return { to: null, because: 'derivative' };
      const curvature = dot(direction, product);
      if (!(curvature > 0)) {
        const notes: StepNote[] = [{ kind: 'products', count }, { kind: 'negativeCurvature' }];
        return taken(problem, settings, at, count === 1 ? direction : step, notes);
      }
      const length = left / curvature;
      step = plus(step, length, direction);
      residual = plus(residual, length, product);
      const next = dot(residual, residual);
      direction = plus(scaledBy(-1, residual), next / left, direction);
      left = next;
    }
    return taken(problem, settings, at, step, [{ kind: 'products', count }]);
  };

/** The step, or as much of it as is wanted. */
export const taken = (
  problem: Problem,
  { backtracking, stepSize }: Settings,
  at: Place,
  step: Vector,
  notes: readonly StepNote[],
): Step => (backtracking ? backtrack(problem, at, step, stepSize, notes) : { to: plus(at.x, stepSize, step), notes });
