/** The search for the shortest form: candidates for each part from below upwards, kept only where the cost drops. */
import type { Allowance } from './effort';
import type { Form } from './form';
import type { Forms } from './forms';
import { formCost } from './share';
import { rebuild } from './substitute';

/** Other forms of the same value. */
export type Pass = (forms: Forms, form: Form, simplify: (form: Form) => Form) => readonly Form[];

/** Rounds for one part: each must have made it shorter. */
const MAXIMUM_ROUNDS = 6;

export interface Simplifier {
  readonly simplify: (form: Form) => Form;
  /** False where the effort ran out before everything was tried. */
  readonly isComplete: () => boolean;
}

/** @param done what was found with the same passes before, to which all is added that is found now. */
export function simplifier(
  forms: Forms,
  passes: readonly Pass[],
  effort: Allowance,
  done = new Map<Form, Form>(),
): Simplifier {
  let complete = true;
  let depth = 0;
  const simplify = (form: Form): Form => {
    const known = done.get(form);
    if (known) return known;
    if (form.kind === 'number' || form.kind === 'atom') return form;
    if (effort.isSpent() || depth > 400) {
      complete = false;
      return form;
    }
    depth += 1;
    // Guards against a pass that asks for what it is working on.
    done.set(form, form);
    let best = rebuild(forms, form, simplify);
    for (let round = 0; round < MAXIMUM_ROUNDS; round += 1) {
      const better = improved(best);
      if (!better) break;
      best = better;
    }
    depth -= 1;
    done.set(form, best);
    if (best !== form) done.set(best, best);
    return best;
  };
  const improved = (form: Form): Form | undefined => {
    let best: Form | undefined;
    let lowest = formCost(form) - 1e-9;
    for (const pass of passes) {
      if (effort.isSpent()) {
        complete = false;
        break;
      }
      effort.spend();
      for (const candidate of pass(forms, form, simplify)) {
        const candidateCost = formCost(candidate);
        if (candidateCost < lowest) [best, lowest] = [candidate, candidateCost];
      }
    }
    return best;
  };
  return { simplify, isComplete: () => complete };
}
