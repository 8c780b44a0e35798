/**
 * Functions that return their value and write the gradient into an argument, if the caller wants it: `def f(x, grad): if
 * grad.size > 0: grad[:] = …; return value`, as NLopt has it.
 */
import type { Definition, Expression, FunctionDefinition, Statement } from '../languages/program';
import { allStatements, targetsOf } from '../languages/walk';
import { outParameterNames } from './conventions';
import type { Pair } from './pairing';
import { pairOf } from './pairing';
import { parametersOf } from './parameters';
import { rememberingNone } from './remembering';
import { mentions, writtenInto } from './statements';
import { returningNothing, rewritten } from './views';
import { returnsOf } from './walk';

export const pairsByOutParameter = rememberingNone((definition): Pair[] => {
  const parameters = parametersOf(definition);
  const target = parameters.find(
    (name) => outParameterNames.has(name.toLowerCase()) && isWrittenInto(definition, name),
  );
  const variable = parameters.find((name) => name !== target && name !== 'result');
  const returned = returnsOf(definition.function);
  if (target === undefined || variable === undefined || returned.length === 0) return [];
  if (returned.some((value) => value.kind === 'none' || mentions(value, target))) return [];
  const { function: written } = definition;
  return [
    pairOf(definition, definition, {
      order: 1,
      evidence: { kind: 'out', strong: true, text: `it is written into ${target}` },
      wrt: [variable],
      views: {
        primal: { label: 'value', function: withoutTarget(written, target), shapedLike: {} },
        derivative: {
          label: `[${target}]`,
          function: returningNothing(withTarget(written, target)),
          shapedLike: { [target]: variable },
        },
      },
    }),
  ];
});

const isWrittenInto = ({ function: { body } }: Definition, name: string): boolean =>
  [...allStatements(body)].some((statement) => targetsOf(statement).some((target) => writtenInto(target) === name));

/** Whether a condition on the argument holds where the caller wants the gradient; `null` where it is about more. */
function wanted(condition: Expression, name: string): boolean | null {
  if (!mentions(condition, name)) return null;
  if (condition.kind === 'unary' && condition.operator === 'not') {
    const inner = wanted(condition.operand, name);
    return inner === null ? null : !inner;
  }
  if (condition.kind !== 'comparison') return condition.kind === 'logic' ? null : true;
  const [operator] = condition.operators;
  return !(operator === 'is' || operator === '==' || operator === '<=' || operator === '<');
}

const chosen = (written: FunctionDefinition, name: string, isWanted: boolean): Statement[] =>
  rewritten(written.body, (statement) => {
    const is = statement.kind === 'if' ? wanted(statement.condition, name) : null;
    if (statement.kind !== 'if' || is === null) return [statement];
    return is === isWanted ? statement.then : statement.otherwise;
  });

const withTarget = (written: FunctionDefinition, name: string): FunctionDefinition => ({
  ...written,
  body: chosen(written, name, true),
});

/** As if nobody wanted the gradient. */
function withoutTarget(written: FunctionDefinition, name: string): FunctionDefinition {
  const kept = rewritten(chosen(written, name, false), (statement) =>
    targetsOf(statement).some((target) => writtenInto(target) === name) ? [] : [statement],
  );
  return { ...written, body: kept };
}
