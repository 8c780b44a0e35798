/** Loops whose count is known are written out. */
import type { NodeId } from '../calculus/graph';
import * as make from '../calculus/construct';
import type { Statement } from '../languages/program';
import { assign } from './assignment';
import { decide } from './branches';
import { sequenceOf, toCondition } from './coercion';
import { refuse } from './context';
import type { Context, PathEntry, Target } from './context';
import { arrive, exitCondition, openTarget } from './exits';
import { evaluate } from './expressions';
import { runBlock } from './statements';

/** Runs the body once; says whether the loop goes on. */
function runPass(context: Context, body: readonly Statement[], loop: Target, path: readonly PathEntry[]): boolean {
  const once = openTarget(context);
  context.continues = once;
  const { alive } = arrive(context, once, runBlock(context, body), null);
  context.continues = null;
  const left: NodeId[] = [loop.exit, context.returns?.exit ?? null].map((exit) => exitCondition(context.graph, exit));
  const stayed = left.map((condition): PathEntry => ({
    condition: make.not(context.graph, condition),
    kind: 'branch',
  }));
  context.path = [...path, ...stayed.filter((_entry, i) => left[i] !== make.falseNode(context.graph))];
  return alive;
}

function runLoop(
  context: Context,
  passes: (onePass: (body: readonly Statement[]) => boolean) => boolean,
  otherwise: readonly Statement[],
): boolean {
  const { breaks, continues, path } = context;
  const loop = openTarget(context);
  context.breaks = loop;
  let alive = passes((body) => runPass(context, body, loop, path));
  Object.assign(context, { breaks, continues });
  if (alive) alive = runBlock(context, otherwise);
  const result = arrive(context, loop, alive, null);
  context.path = [...path];
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

export function runWhile(context: Context, statement: Extract<Statement, { kind: 'while' }>): boolean {
  return runLoop(
    context,
    (onePass) => {
      for (;;) {
        context.budget.spend(context.graph, context.span);
        const condition = toCondition(context, evaluate(context, statement.condition));
        const known = decide(context, condition);
        if (known === undefined)
          refuse(context, 'How often this loop runs depends on values that are not known.', statement.condition.span);
        if (!known) return true;
        if (!onePass(statement.body)) return false;
      }
    },
    statement.otherwise,
  );
}
