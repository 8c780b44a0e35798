/**
 * Ways out: `return`, `break` and `continue` under conditions. The ways that lead to one place form a tree like the
 * branches they stand in; when the place is reached, every slot's value is chosen along the tree.
 */
import * as make from '../calculus/construct';
import type { Graph, NodeId } from '../calculus/graph';
import { attempt } from './attempt';
import type { Context, Target } from './context';
import { containersMade, SlotMap } from './heap';
import { DEAD, inMergingOrder, MergeMemo, mergeSlots, mergeValues } from './merge';
import type { Dead } from './merge';
import { Raised } from './refusal';

import { MADE, RecordObject } from './values';
import type { Value } from './values';

export type Exit =
  /** `changes`: the slots written on the way from the target; `null`: no branch is in between, memory is as it is. */
  | { readonly kind: 'leaf'; readonly value: Value | null; readonly changes: SlotMap | null }
  | {
      readonly kind: 'choice';
      readonly condition: NodeId;
      readonly then: Exit | null;
      readonly otherwise: Exit | null;
    }
  /** What `first` does not lead out goes on to `rest`. */
  | { readonly kind: 'sequence'; readonly first: Exit; readonly rest: Exit };

export const inSequence = (first: Exit | null, rest: Exit | null): Exit | null =>
  first && rest ? { kind: 'sequence', first, rest } : (first ?? rest);

export const choice = (condition: NodeId, then: Exit | null, otherwise: Exit | null): Exit | null =>
  then || otherwise ? { kind: 'choice', condition, then, otherwise } : null;

/** Opens a place that exits lead to. Close it with `arrive`. */
export function openTarget(context: Context): Target {
  const target: Target = {
    heapDepth: context.heap.depth,
    branchDepth: context.branchDepth,
    containers: containersMade(),
    exit: null,
  };
  context.heap.open();
  return target;
}

/** Notes that the program leaves for the target here. */
export function leave(context: Context, target: Target, value: Value | null): void {
  const changes = context.branchDepth > target.branchDepth ? context.heap.changesSince(target.heapDepth) : null;
  target.exit = inSequence(target.exit, { kind: 'leaf', value, changes });
}

/** When the program leaves this way. */
export function exitCondition(g: Graph, exit: Exit | null): NodeId {
  if (!exit) return make.falseNode(g);
  if (exit.kind === 'leaf') return make.trueNode(g);
  if (exit.kind === 'sequence') return make.or(g, exitCondition(g, exit.first), exitCondition(g, exit.rest));
  const [then, otherwise] = [exitCondition(g, exit.then), exitCondition(g, exit.otherwise)];
  return make.or(g, make.and(g, exit.condition, then), make.and(g, make.not(g, exit.condition), otherwise));
}

type LeafExit = Extract<Exit, { kind: 'leaf' }>;

function choose<T>(
  exit: Exit | null,
  fallback: T | Dead,
  ofLeaf: (leaf: LeafExit) => T | Dead,
  merge: (condition: NodeId, then: T | Dead, otherwise: T | Dead) => T | Dead,
): T | Dead {
  if (!exit) return fallback;
  switch (exit.kind) {
    case 'leaf':
      return ofLeaf(exit);
    case 'sequence':
      return choose(exit.first, choose(exit.rest, fallback, ofLeaf, merge), ofLeaf, merge);
    case 'choice':
      return merge(
        exit.condition,
        choose(exit.then, fallback, ofLeaf, merge),
        choose(exit.otherwise, fallback, ofLeaf, merge),
      );
  }
}

function collectSlots(exit: Exit | null, slots: SlotMap): void {
  if (!exit) return;
  if (exit.kind === 'leaf') {
    if (exit.changes) for (const [object, key] of exit.changes.entries()) slots.set(object, key, true);
  } else if (exit.kind === 'sequence') {
    collectSlots(exit.first, slots);
    collectSlots(exit.rest, slots);
  } else {
    collectSlots(exit.then, slots);
    collectSlots(exit.otherwise, slots);
  }
}

/**
 * Runs what leads to the targets, and says whether the program goes on after it. Where it certainly raises, the ways out
 * that it has found until then are still ways out: only without any is the error the program's own.
 */
export function runTowards(context: Context, targets: readonly Target[], run: () => boolean): boolean {
  const outcome = attempt(context, run, Raised);
  if ('value' in outcome) return outcome.value;
  if (targets.every((target) => target.exit === null)) throw outcome.refusal;
  return false;
}

/**
 * The target is reached: memory becomes what it is there, whichever way led to it.
 *
 * @param alive whether the program also gets there by going on normally, with `value`.
 * @returns the value there, and whether the program gets there at all.
 */
export function arrive(
  context: Context,
  target: Target,
  alive: boolean,
  value: Value | null,
): { readonly alive: boolean; readonly value: Value | null } {
  const { heap } = context;
  const { exit } = target;
  const old = heap.commit();
  if (!exit) return { alive, value };
  if (exit.kind === 'leaf' && exit.changes === null) return { alive: true, value: exit.value };
  const slots = new SlotMap();
  collectSlots(exit, slots);
  for (const [object, key] of old.entries()) slots.set(object, key, true);
  const memo = new MergeMemo(target.containers);
  inMergingOrder(slots, memo, ([object, key]) => {
    const now = object.get(key);
    const before = old.has(object, key) ? old.get(object, key) : now;
    const merged = choose<unknown>(
      exit,
      alive ? now : DEAD,
      (leaf) => {
        if (leaf.changes === null) return now;
        if (leaf.changes.has(object, key)) return leaf.changes.get(object, key);
        // An object that another way has made is not there on this one.
        const isElsewhere =
          object instanceof RecordObject && object.serial > target.containers && !leaf.changes.has(object, MADE);
        return isElsewhere ? DEAD : before;
      },
      (condition, then, otherwise) => mergeSlots(context, object, String(key), condition, then, otherwise, memo),
    );
    if (merged !== DEAD && merged !== now) heap.write(object, key, merged);
  });
  const result = choose<Value | null>(
    exit,
    alive ? value : DEAD,
    (leaf) => leaf.value,
    (condition, then, otherwise) =>
      then === DEAD
        ? otherwise
        : otherwise === DEAD
          ? then
          : then && otherwise
            ? mergeValues(context, condition, then, otherwise, 'the result', memo)
            : null,
  );
  return { alive: result !== DEAD, value: result === DEAD ? null : result };
}
