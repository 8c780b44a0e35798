/** Methods that walk from a point to where a function is least, or zero: every step of the way. */
import { firstOrder } from './firstOrder';
import { isFirstOrder, type Place, type Problem, type Settings, type StepNote, type Stepper } from './problem';
import { levenbergMarquardt, linearised } from './residuals';
import { hessianFree, newton } from './secondOrder';
import { allFinite, norm, plus, scaledBy, type Vector } from './vectors';

/** A point on the way, and the step that led there. */
export interface Iterate {
  readonly x: Vector;
  /** The objective: f, or ½‖f‖². */
  readonly value: number;
  /** ‖∇‖ of the objective. */
  readonly gradientNorm: number;
  /** ‖xₖ − xₖ₋₁‖; 0 for the first. */
  readonly length: number;
  readonly notes: readonly StepNote[];
}

/** Why there are no more steps. */
export type Ending =
  /** As many as were asked for. */
  | 'steps'
  /** ‖∇‖, or ‖f‖ of a system, is not above the tolerance. */
  | 'converged'
  /** A step is too short to change the point. */
  | 'stalled'
  /** The function has no value at the last point. */
  | 'undefined'
  /** Numbers have become too large for doubles. */
  | 'overflow'
  /** A derivative that the next step needs is not finite. */
  | 'derivative'
  /** No step in the direction leads downward. */
  | 'descent'
  /** It took too long. */
  | 'time';

export interface Trace {
  /** At least one: the point where it began. */
  readonly iterates: readonly Iterate[];
  readonly ending: Ending;
  /** From here on, to the end, the objective has grown at every step; `null` where it has not, or hardly. */
  readonly growingSince: number | null;
}

/** Fewer steps upward in a row happen to every method with momentum. */
const GROWING = 3;

/**
 * Walks from a point, and yields between steps. The same numbers give the same steps.
 *
 * @param isLate asked before each step: whether to stop for the time it takes.
 */
export function* optimise(
  problem: Problem,
  start: Vector,
  settings: Settings,
  isLate: () => boolean = () => false,
): Generator<void, Trace, void> {
  const step = stepperOf(problem, settings);
  let at = placeAt(problem, start);
  const iterates: Iterate[] = [iterateAt(at, 0, [])];
  const ended = (ending: Ending): Trace => ({ iterates, ending, growingSince: growingSince(iterates) });
  for (let k = 0; ; k += 1) {
    yield;
    if (Number.isNaN(at.value)) return ended(allFinite(at.x) ? 'undefined' : 'overflow');
    if (!Number.isFinite(at.value)) return ended('overflow');
    if (measure(problem, settings, at) <= settings.tolerance) return ended('converged');
    if (k === settings.steps) return ended('steps');
    if (isLate()) return ended('time');
    const next = yield* step(at);
    if (next.to === null) return ended(next.because);
    const length = norm(plus(next.to, -1, at.x));
    // What has momentum may stand still for one step, where it turns.
    if (length === 0 && (!remembers(settings) || (k > 0 && iterates.at(-1)?.length === 0))) return ended('stalled');
    at = placeAt(problem, next.to);
    iterates.push(iterateAt(at, length, next.notes));
  }
}

function stepperOf(problem: Problem, settings: Settings): Stepper {
  const { method } = settings;
  if (isFirstOrder(method)) return firstOrder[method](problem, settings);
  switch (method) {
    case 'newton':
      return newton(problem, settings);
    case 'hessianFree':
      return hessianFree(problem, settings);
    case 'gaussNewton':
    case 'root':
      return linearised(problem, settings);
    case 'levenbergMarquardt':
      return levenbergMarquardt(problem);
  }
}

const remembers = ({ method }: Settings): boolean => isFirstOrder(method) && method !== 'gradientDescent';

const placeAt = (problem: Problem, x: Vector): Place => ({
  x,
  value: problem.objective(x),
  gradient: problem.gradient(x),
});

const iterateAt = ({ x, value, gradient }: Place, length: number, notes: readonly StepNote[]): Iterate => ({
  x,
  value,
  gradientNorm: norm(gradient),
  length,
  notes,
});

const measure = (problem: Problem, { method }: Settings, at: Place): number =>
  norm(method === 'root' ? problem.residuals(at.x) : at.gradient);

function growingSince(iterates: readonly Iterate[]): number | null {
  let first = iterates.length - 1;
  while (first > 0 && (iterates[first] as Iterate).value > (iterates[first - 1] as Iterate).value) first -= 1;
  return iterates.length - 1 - first >= GROWING ? first : null;
}

/** Rounds of the power method: the step need not be known to the last digit. */
const ROUNDS = 12;

/**
 * A step size that suits gradient descent: 1/L, where L is about the largest curvature at the point in magnitude, by the
 * power method from the gradient; rounded down to two digits. `null` where it bends nowhere, or not by a finite amount.
 */
export function curvatureStepSize(problem: Problem, x: Vector): number | null {
  let direction = problem.gradient(x);
  let curvature = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const size = norm(direction);
    if (!(size > 0) || !Number.isFinite(size)) break;
    direction = problem.hessianProduct(x, scaledBy(1 / size, direction));
    curvature = Math.max(curvature, norm(direction));
  }
  if (!(curvature > 0) || !Number.isFinite(curvature)) return null;
  const unit = 10 ** (Math.floor(Math.log10(1 / curvature)) - 1);
  const rounded = Number((Math.floor(1 / curvature / unit + 1e-9) * unit).toPrecision(2));
  return rounded > 0 && Number.isFinite(rounded) ? rounded : null;
}
