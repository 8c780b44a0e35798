/** Both sides of a condition that is not known are traced, one after the other, on the same memory. */
import * as make from '../calculus/construct';
import { isFalse, isTrue } from '../calculus/conditions';
import type { NodeId } from '../calculus/graph';
import { attempt } from './attempt';
import { guardedHere, requireHere } from './context';
import type { Context, Target } from './context';
import { choice, exitCondition, inSequence } from './exits';
import type { Exit } from './exits';
import { closedCondition } from './constants';
import { DEAD, inMergingOrder, MergeMemo, mergeSlots } from './merge';
import { containersMade, SlotMap } from './heap';
import { Raised } from './refusal';

/** The condition as far as it is known where the trace now is: true, false or `undefined`. */
export function decide(context: Context, condition: NodeId): boolean | undefined {
  const g = context.graph;
  if (isTrue(g, condition)) return true;
  if (isFalse(g, condition)) return false;
  const opposite = make.not(g, condition);
  for (const entry of context.path) {
    if (entry.condition === condition) return true;
    if (entry.condition === opposite) return false;
  }
  return closedCondition(g, condition);
}

interface Side {
  readonly alive: boolean;
  readonly exits: readonly (Exit | null)[];
}

const targetsOf = (context: Context): Target[] =>
  [context.returns, context.breaks, context.continues].filter((target): target is Target => target !== null);

function traceSide(context: Context, condition: NodeId, run: () => boolean): Side {
  const targets = targetsOf(context);
  const before = targets.map((target) => target.exit);
  const path = context.path;
  for (const target of targets) target.exit = null;
  context.path = [...path, { condition, kind: 'branch' }];
  context.branchDepth += 1;
  const outcome = attempt(context, () => guardedHere(context, run), Raised);
  const alive = 'value' in outcome && outcome.value;
  context.branchDepth -= 1;
  context.path = path;
  const exits = targets.map((target) => target.exit);
  targets.forEach((target, i) => (target.exit = before[i] ?? null));
  return { alive, exits };
}

/**
 * Traces `then` where the condition holds and `otherwise` elsewhere, and merges what they wrote.
 *
 * @param then runs one side, and says whether the program goes on after it.
 * @returns whether the program goes on after the branch.
 */
export function branch(context: Context, condition: NodeId, then: () => boolean, otherwise: () => boolean): boolean {
  const { graph: g, heap } = context;
  const known = decide(context, condition);
  if (known !== undefined) return known ? then() : otherwise();
  const memo = new MergeMemo(containersMade());
  const opposite = make.not(g, condition);
  heap.open();
  const first = traceSide(context, condition, then);
  const afterFirst = heap.undo();
  heap.open();
  const second = traceSide(context, opposite, otherwise);
  if (!second.alive && first.alive) heap.undo();
  const before = !second.alive && first.alive ? new SlotMap() : heap.commit();
  if (first.alive) {
    const slots = new SlotMap();
    // What the first side made itself is as that side left it: the second side cannot have seen it.
    for (const [object, key, value] of afterFirst.entries())
      if (object.serial > memo.since) heap.write(object, key, value);
      else slots.set(object, key, true);
    for (const [object, key] of before.entries()) if (object.serial <= memo.since) slots.set(object, key, true);
    inMergingOrder(slots, memo, ([object, key]) => {
      const now = object.get(key);
      const one = afterFirst.has(object, key)
        ? afterFirst.get(object, key)
        : before.has(object, key)
          ? before.get(object, key)
          : now;
      const merged = mergeSlots(context, object, String(key), condition, one, second.alive ? now : DEAD, memo);
      if (merged !== now) heap.write(object, key, merged);
    });
  }
  targetsOf(context).forEach((target, i) => {
    const exit = choice(condition, first.exits[i] ?? null, second.exits[i] ?? null);
    if (!exit) return;
    target.exit = inSequence(target.exit, exit);
    context.path.push({ condition: make.not(g, exitCondition(g, exit)), kind: 'branch' });
  });
  const left = (side: Side): boolean => side.exits.some((exit) => exit !== null);
  if (!first.alive && second.alive && !left(first)) context.path.push({ condition: opposite, kind: 'valid' });
  if (!second.alive && first.alive && !left(second)) context.path.push({ condition, kind: 'valid' });
  return first.alive || second.alive;
}

/** The program raises here: what led here must not hold. */
export function raiseHere(context: Context): void {
  requireHere(context, make.falseNode(context.graph));
}
