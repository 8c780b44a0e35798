/**
 * Where a function is constant, as a clipped one is beyond its limits: a slope that is right elsewhere may be wrong
 * there. Points of that kind tell nothing of anything else, so they are looked at by themselves.
 */
import type { Graph, NodeId } from '../calculus/graph';
import { kinksOf } from '../calculus/kinks';
import { reachable } from '../calculus/reachable';
import type { Hypothesis } from './layout';
import type { Pair } from './pairing';

/** So many points are drawn; those at which the function is constant are among them. */
export const DRAWN = 48;

/** Closer to 0 or 1 than this, a limit keeps a logarithm or a division from failing. */
const PROTECTING = 1e-2;

/** Whether limits are there to keep something from failing: nobody means the function beyond them. */
export const isProtected = (g: Graph, outputs: readonly NodeId[]): boolean =>
  reachable(g, outputs).some((id) => {
    if (!g.isNumber(id)) return false;
    const size = Math.abs(g.numberOf(id).value);
    return (size > 0 && size <= PROTECTING) || (size !== 1 && Math.abs(size - 1) <= PROTECTING);
  });

/**
 * Why a slope may be meant where the function has none: what jumps to a constant is not asked for there, and gradients
 * are passed straight through a limit on purpose. `null` where nothing speaks for it.
 */
export function meantAnyway(g: Graph, outputs: readonly NodeId[], pair: Pair): string | null {
  if (kinksOf(g, outputs).some(({ kind }) => kind === 'jump'))
    return 'it differs only where the function is constant, behind a jump';
  return pair.passedBack === undefined
    ? null
    : 'it differs only where the function is constant: passed straight through?';
}

/** Whether the derivative is zero there, in all entries. */
export const isConstantAt = (expected: Float64Array): boolean => expected.every((value) => value === 0);

/** Of several returned numbers those that are a derivative, and no number, are what can be constant somewhere. */
export const mayBeConstant = (g: Graph, { expected }: Hypothesis): boolean =>
  expected.every((id) => g.valueOf(id) === undefined || g.valueOf(id) === 0) &&
  expected.some((id) => g.valueOf(id) === undefined);
