/**
 * What automatic differentiation returns at kinks, as its systems do. Measured at the places themselves with JAX 0.10.2
 * and HIPS autograd 1.9.1 in doubles; PyTorch's as its table of derivatives (tools/autograd/derivatives.yaml) and its
 * documentation (torch.max, torch.amax) say.
 */

/** A system's answer. */
export interface Convention {
  readonly system: 'JAX' | 'PyTorch' | 'autograd';
  /** `0`, `½, ½`, `∞`, `NaN`: the derivative by each argument; a word where there is none. */
  readonly returns: string;
}

/** What of a function's conventions there is to say. */
export interface Conventions {
  readonly systems: readonly Convention[];
  /** A sentence about what else to know. */
  readonly note: string | null;
}

const of = (jax: string, pytorch: string | null, autograd: string | null, note: string | null = null): Conventions => ({
  systems: [
    { system: 'JAX', returns: jax },
    ...(pytorch === null ? [] : [{ system: 'PyTorch', returns: pytorch } as const]),
    ...(autograd === null ? [] : [{ system: 'autograd', returns: autograd } as const]),
  ],
  note,
});

const BRANCHES =
  'Automatic differentiation takes the branch that the condition selects; in where(…) the other branch is ' +
  'differentiated as well, times 0: where its slope is infinite, the result is NaN.';

/** By the engine's name of the function; `select` stands for conditions. */
export const CONVENTIONS: Readonly<Record<string, Conventions>> = {
  abs: of('1', '0', '0'),
  max: of('½, ½', '½, ½', '½, ½', 'PyTorch’s max over an axis gives all of it to one of equal elements'),
  min: of('½, ½', '½, ½', '½, ½', 'PyTorch’s min over an axis gives all of it to one of equal elements'),
  relu: of('0', '0', null, 'written as maximum(x, 0), JAX and autograd return ½'),
  selu: of('1.758…', null, null),
  sqrt: of('∞', '∞', 'an error', 'times a factor that is 0 there it becomes NaN'),
  cbrt: of('∞', null, null, 'times a factor that is 0 there it becomes NaN'),
  hypot: of('½, ½', null, 'NaN, NaN', 'the norm of a vector is NaN at 0 in JAX and autograd, and 0 in PyTorch'),
  sign: of('0', '0', '0'),
  heaviside: of('0', null, null),
  floor: of('0', '0', '0'),
  ceil: of('0', '0', '0'),
  round: of('0', '0', '0'),
  trunc: of('0', '0', '0'),
  mod: of('1, −⌊x/y⌋', null, '1, −⌊x/y⌋'),
  atan2: of('as beside it', null, 'as beside it', 'NaN at the origin'),
  select: { systems: [], note: BRANCHES },
};
