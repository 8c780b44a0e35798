/** What is minimised, or solved, by numbers alone. */
import type { NumericMatrix } from '../matrix';
import type { Vector } from './vectors';

/** A function of n variables with its derivatives. Numbers that do not exist are NaN; nothing throws. */
export interface Problem {
  /** What is made small: f itself, or ½‖f‖² of residuals. */
  readonly objective: (x: Vector) => number;
  /** Of the objective: n numbers. */
  readonly gradient: (x: Vector) => Vector;
  /** Of the objective, n × n. */
  readonly hessian: (x: Vector) => NumericMatrix;
  /** The objective's Hessian times v, without the Hessian. */
  readonly hessianProduct: (x: Vector, v: Vector) => Vector;
  /** f of a system or of least squares: m numbers. */
  readonly residuals: (x: Vector) => Vector;
  /** Of the residuals, m × n. */
  readonly jacobian: (x: Vector) => NumericMatrix;
}

export const METHODS = [
  'gradientDescent',
  'momentum',
  'nesterov',
  'adam',
  'newton',
  'hessianFree',
  'gaussNewton',
  'levenbergMarquardt',
  'root',
] as const;

export type Method = (typeof METHODS)[number];

/** Those that follow the gradient alone: they need a step size, and take clipped gradients. */
export type FirstOrderMethod = 'gradientDescent' | 'momentum' | 'nesterov' | 'adam';

export const isFirstOrder = (method: Method): method is FirstOrderMethod =>
  method === 'gradientDescent' || method === 'momentum' || method === 'nesterov' || method === 'adam';

/** A gradient that is longer than the limit is shortened to it (`norm`), or each of its components is cut off (`value`). */
export interface Clip {
  readonly by: 'norm' | 'value';
  readonly limit: number;
}

export interface Settings {
  readonly method: Method;
  /** So many at most. */
  readonly steps: number;
  /** Of first-order methods: what the gradient is multiplied with. Of the others: the share of the whole step, 1. */
  readonly stepSize: number;
  /** β of momentum and of Nesterov's method, β₁ of Adam. */
  readonly momentum: number;
  /** β₂ of Adam. */
  readonly secondMoment: number;
  readonly clip: Clip | null;
  /** Whether a step is halved until the objective decreases; not of methods with a memory, nor of Levenberg–Marquardt. */
  readonly backtracking: boolean;
  /** Ends where ‖∇‖ (of `root`: ‖f‖) is not above it. */
  readonly tolerance: number;
}

/** Where one is, with what every method needs there. */
export interface Place {
  readonly x: Vector;
  readonly value: number;
  readonly gradient: Vector;
}

/** What is to be said of a step. */
export type StepNote =
  /** The gradient was longer, or had a larger component: this. */
  | { readonly kind: 'clipped'; readonly size: number }
  /** So much was added to the diagonal of the Hessian, or of JᵀJ. */
  | { readonly kind: 'damped'; readonly amount: number }
  /** So many longer steps were tried before, and led upward. */
  | { readonly kind: 'shortened'; readonly times: number }
  /** The matrix is singular: the shortest of the steps that solve the system best was taken. */
  | { readonly kind: 'singular' }
  /** So many products with the Hessian. */
  | { readonly kind: 'products'; readonly count: number }
  /** The conjugate gradients met a direction in which the function bends downward, and stopped there. */
  | { readonly kind: 'negativeCurvature' };

/** The next point; or why there is none. */
export type Step =
  | { readonly to: Vector; readonly notes: readonly StepNote[] }
  /** `derivative`: a derivative that is needed is not finite here. `descent`: no step, however short, leads downward. */
  | { readonly to: null; readonly because: 'derivative' | 'descent' };

/** Takes one step, in parts between which something more urgent may be done. What it remembers is its own. */
export type Stepper = (at: Place) => Generator<void, Step, void>;
