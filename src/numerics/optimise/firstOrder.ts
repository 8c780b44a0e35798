/** Methods that follow the gradient. */
import type { Clip, FirstOrderMethod, Settings, StepNote, Stepper } from './problem';
import type { Problem } from './problem';
import { backtrack } from './lineSearch';
import { allFinite, norm, plus, scaledBy, type Vector } from './vectors';

/** Keeps Adam's division from zero, as in the paper. */
const ADAM_EPSILON = 1e-8;

/**
 * - gradient descent: x ← x − α∇.
 * - momentum (Polyak's heavy ball, 1964): v ← βv − α∇(x), x ← x + v.
 * - Nesterov, as in Sutskever et al. (ICML 2013), eq. 3 and 4: v ← βv − α∇(x + βv), x ← x + v.
 * - Adam, as in Kingma and Ba (ICLR 2015), algorithm 1.
 *
 * Each takes the clipped gradient in place of the gradient.
 */
export const firstOrder: Readonly<Record<FirstOrderMethod, (problem: Problem, settings: Settings) => Stepper>> = {
  gradientDescent: (problem, { stepSize, clip, backtracking }) =>
    function* (at) {
      yield;
      const { gradient, notes } = clipped(at.gradient, clip);
      if (!allFinite(gradient)) return { to: null, because: 'derivative' };
      const direction = scaledBy(-1, gradient);
      if (backtracking) return backtrack(problem, at, direction, stepSize, notes);
      return { to: plus(at.x, stepSize, direction), notes };
    },

  momentum: (_problem, { stepSize, momentum, clip }) => {
    let velocity: Vector | null = null;
    return function* (at) {
      yield;
      const { gradient, notes } = clipped(at.gradient, clip);
      if (!allFinite(gradient)) return { to: null, because: 'derivative' };
      velocity = plus(scaledBy(momentum, velocity ?? new Float64Array(at.x.length)), -stepSize, gradient);
      return { to: plus(at.x, 1, velocity), notes };
    };
  },

  nesterov: (problem, { stepSize, momentum, clip }) => {
    let velocity: Vector | null = null;
    return function* (at) {
      yield;
      const carried = scaledBy(momentum, velocity ?? new Float64Array(at.x.length));
      const ahead = velocity ? problem.gradient(plus(at.x, 1, carried)) : at.gradient;
      const { gradient, notes } = clipped(ahead, clip);
      if (!allFinite(gradient)) return { to: null, because: 'derivative' };
      velocity = plus(carried, -stepSize, gradient);
      return { to: plus(at.x, 1, velocity), notes };
    };
  },

  adam: (_problem, { stepSize, momentum, secondMoment, clip }) => {
    let [first, second, k] = [new Float64Array(), new Float64Array(), 0];
    return function* (at) {
      yield;
      const { gradient, notes } = clipped(at.gradient, clip);
      if (!allFinite(gradient)) return { to: null, because: 'derivative' };
      if (k === 0) [first, second] = [new Float64Array(at.x.length), new Float64Array(at.x.length)];
      k += 1;
      first = first.map((one, i) => momentum * one + (1 - momentum) * (gradient[i] as number));
      second = second.map((one, i) => secondMoment * one + (1 - secondMoment) * (gradient[i] as number) ** 2);
      const [toMean, toVariance] = [1 - momentum ** k, 1 - secondMoment ** k];
      const to = at.x.map((one, i) => {
        const spread = Math.sqrt((second[i] as number) / toVariance);
        return one - (stepSize * ((first[i] as number) / toMean)) / (spread + ADAM_EPSILON);
      });
      return { to, notes };
    };
  },
};

/** The gradient within the limit; noted where it was beyond. */
export function clipped(
  gradient: Vector,
  clip: Clip | null,
): { readonly gradient: Vector; readonly notes: readonly StepNote[] } {
  if (!clip) return { gradient, notes: [] };
  const size = clip.by === 'norm' ? norm(gradient) : gradient.reduce((most, one) => Math.max(most, Math.abs(one)), 0);
  if (!(size > clip.limit)) return { gradient, notes: [] };
  const shorter =
    clip.by === 'norm'
      ? scaledBy(clip.limit / size, gradient)
      : gradient.map((one) => Math.min(Math.max(one, -clip.limit), clip.limit));
  return { gradient: shorter, notes: [{ kind: 'clipped', size }] };
}
