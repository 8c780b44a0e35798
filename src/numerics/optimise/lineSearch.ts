/** How far to go in a direction. */
import type { Place, Problem, Step, StepNote } from './problem';
import { dot, plus, type Vector } from './vectors';

/** The share of the decrease that the slope promises which is enough (Armijo). */
const ENOUGH = 1e-4;
/** 2⁻⁵⁰ of a step is nothing beside the point. */
const MOST_HALVINGS = 50;

/**
 * Halves the step until the objective decreases enough: backtracking (Nocedal and Wright, Numerical Optimization,
 * algorithm 3.1, with ρ = ½).
 *
 * @param notes what is to be said of the step already.
 */
export function backtrack(
  problem: Problem,
  { x, value, gradient }: Place,
  direction: Vector,
  stepSize: number,
  notes: readonly StepNote[],
): Step {
  const slope = dot(gradient, direction);
  let length = stepSize;
  for (let times = 0; times <= MOST_HALVINGS; times += 1, length /= 2) {
    const to = plus(x, length, direction);
    if (problem.objective(to) <= value + ENOUGH * length * slope)
      return { to, notes: times === 0 ? notes : [...notes, { kind: 'shortened', times }] };
  }
  return { to: null, because: 'descent' };
}
