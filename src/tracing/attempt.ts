/** Runs something that may be refused, and puts the context back where it was if so. */
import type { Context } from './context';
import type { Raised } from './refusal';
import { Refusal } from './refusal';

/** What the program's place in the trace consists of. */
function placeOf(context: Context): Partial<Context> {
  const { scope, frames, span, isForeign, path, branchDepth, callDepth, returns, breaks, continues, yields } = context;
  return { scope, frames, span, isForeign, path, branchDepth, callDepth, returns, breaks, continues, yields };
}

/**
 * Runs, and gives the refusal instead of throwing it. What had been written before it stays written.
 *
 * @param kind the kind of refusal to catch; others go on.
 */
export function attempt<T>(
  context: Context,
  run: () => T,
  kind: typeof Refusal | typeof Raised = Refusal,
): { readonly value: T } | { readonly refusal: Refusal } {
  const place = placeOf(context);
  const depth = context.heap.depth;
  try {
    return { value: run() };
  } catch (error) {
    if (!(error instanceof kind)) throw error;
    while (context.heap.depth > depth) context.heap.commit();
    Object.assign(context, place);
    return { refusal: error };
  }
}

/** Runs something that stands outside of the branches and calls being traced: a module's constants, a class's. */
export function outside<T>(context: Context, run: () => T): T {
  const place = placeOf(context);
  try {
    Object.assign(context, { path: [], branchDepth: 0, returns: null, breaks: null, continues: null });
    return context.heap.outside(run);
  } finally {
    Object.assign(context, place);
  }
}
