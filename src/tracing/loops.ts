/** Loops whose count is known are written out. */
import type { NodeId } from '../calculus/graph';
import * as make from '../calculus/construct';
import type { Expression, Statement } from '../languages/program';
import { assign } from './assignment';
import { decide } from './branches';
import { demandCount, sequenceOf, toCondition } from './coercion';
import { refuse } from './context';
import type { Context, PathEntry, Target } from './context';
import { arrive, exitCondition, openTarget, runTowards } from './exits';
import { evaluate } from './expressions';
import { numberNode } from './numbers';
import { runBlock } from './statements';
import { runWrapping } from './wrapping';

/** Runs the body once; says whether the loop goes on. */
function runPass(context: Context, body: readonly Statement[], loop: Target, path: readonly PathEntry[]): boolean {
  const once = openTarget(context);
  context.continues = once;
  const goesOn = runTowards(context, [once], () => runBlock(context, body));
  const { alive } = arrive(context, once, goesOn, null);
  context.continues = null;
  context.path = [...path, ...unlessLeft(context, [loop, context.returns])];
  return alive;
}

/** That the program has not left for these places so far. */
function unlessLeft(context: Context, targets: readonly (Target | null)[]): PathEntry[] {
  const g = context.graph;
  const left = targets.map((target) => exitCondition(g, target?.exit ?? null));
  return left
    .filter((condition) => condition !== make.falseNode(g))
    .map((condition) => ({ condition: make.not(g, condition), kind: 'branch' }));
}

function runLoop(
  context: Context,
  passes: (onePass: (body: readonly Statement[]) => boolean) => boolean,
  otherwise: readonly Statement[],
): boolean {
  const { breaks, continues, path } = context;
  const loop = openTarget(context);
  context.breaks = loop;
  context.path = [...path];
  let alive = runTowards(context, [loop], () => passes((body) => runPass(context, body, loop, path)));
  Object.assign(context, { breaks, continues });
  if (alive) alive = runTowards(context, [loop], () => runBlock(context, otherwise));
  const result = arrive(context, loop, alive, null);
  context.path = [...path, ...unlessLeft(context, [context.returns])];
  return result.alive;
}

export function runFor(context: Context, statement: Extract<Statement, { kind: 'for' }>): boolean {
  const items = sequenceOf(context, evaluate(context, statement.iterable));
  return runLoop(
    context,
    (onePass) => {
      for (const item of items) {
        assign(context, statement.target, item);
        if (!onePass(statement.body)) return false;
      }
      return true;
    },
    statement.otherwise,
  );
}

/** A loop with a second, known bound is written out so often at most where the first is not known. */
const MOST_UNKNOWN_PASSES = 64;

export function runWhile(context: Context, statement: Extract<Statement, { kind: 'while' }>): boolean {
  const { condition: asked, body, update, runsFirst } = statement;
  const parts = statement.otherwise.length === 0 ? conjuncts(asked) : [asked];
  const isLimited = parts.length > 1;
  const known = (condition: NodeId): boolean => {
    const answer = decide(context, condition);
    if (answer !== undefined) return answer;
    if (update) demandBound(context, asked);
    return refuse(context, 'How often this loop runs depends on values that are not known.', asked.span);
  };
  return runLoop(
    context,
    (onePass) => {
      for (let pass = 0; ; pass += 1) {
        context.budget.spend(context.graph, context.span);
        const isAsked = pass > 0 || !runsFirst;
        if (isAsked && !isLimited) {
          const condition = toCondition(context, evaluate(context, asked));
          if (pass === 0 && decide(context, condition) === undefined && runWrapping(context, statement)) return true;
          if (!known(condition)) return true;
        }
        if (isLimited && pass > MOST_UNKNOWN_PASSES && context.breaks?.exit) {
          if (update) demandBound(context, asked);
          refuse(context, 'How often this loop runs depends on values that are not known.', asked.span);
        }
        // Of several conditions one may be known to end the loop: the others leave it where they do not hold.
        const statements = isAsked && isLimited ? [...parts.map(leaveUnless), ...body] : body;
        if (!onePass(statements)) return false;
        if (update && !runBlock(context, update)) return false;
      }
    },
    statement.otherwise,
  );
}

const conjuncts = (asked: Expression): Expression[] =>
  asked.kind === 'logic' && asked.operator === 'and' ? [...conjuncts(asked.left), ...conjuncts(asked.right)] : [asked];

const leaveUnless = (condition: Expression): Statement => {
  const { span } = condition;
  return { kind: 'if', condition, then: [], otherwise: [{ kind: 'break', span }], span };
};

/** `i < n` of a loop that counts: what `n` comes from must be known. */
function demandBound(context: Context, asked: Expression): void {
  if (asked.kind === 'logic') {
    demandBound(context, asked.left);
    demandBound(context, asked.right);
  }
  if (asked.kind !== 'comparison') return;
  for (const operand of asked.operands) {
    if (operand.kind === 'effects') continue;
    const value = evaluate(context, operand);
    if (value.kind === 'scalar') demandCount(context, [numberNode(context, value)]);
  }
}
