/** Arguments that a call may leave out because the body puts an array of its own in their place: `out = out || [0, 0]`. */
import type { Expression, FunctionDefinition, Statement } from '../languages/program';
import { allStatements, targetsOf } from '../languages/walk';

/** Parameters that are written into and that the body makes itself where they are left out. */
export function madeWhereLeftOut({ parameters, body }: FunctionDefinition): ReadonlySet<string> {
  const statements = [...allStatements(body)];
  const written = new Set(statements.flatMap((statement) => targetsOf(statement).flatMap(namesWrittenInto)));
  const isMade = (name: string): boolean =>
    statements.some((statement) => nameMadeFor(statement, name).some((own) => written.has(own)));
  return new Set(parameters.flatMap(({ name, default: value }) => (value === null && isMade(name) ? [name] : [])));
}

/** The name whose elements a target writes. */
const namesWrittenInto = (target: ReturnType<typeof targetsOf>[number]): string[] =>
  target.kind === 'index' && target.object.kind === 'name' ? [target.object.name] : [];

/** The name that a statement gives the argument or what stands in for it; none where it does nothing of the kind. */
function nameMadeFor(statement: Statement, argument: string): string[] {
  if (statement.kind === 'assign') {
    const [target] = statement.targets;
    return target?.kind === 'name' && isItOrAnother(statement.value, argument) ? [target.name] : [];
  }
  if (statement.kind !== 'if' || !asksWhetherGiven(statement.condition, argument)) return [];
  return [...statement.then, ...statement.otherwise].some((inner) => bindsOnly(inner, argument)) ? [argument] : [];
}

const bindsOnly = (statement: Statement, name: string): boolean =>
  statement.kind === 'assign' && statement.targets.every((target) => target.kind === 'name' && target.name === name);

const isName = (expression: Expression, name: string): boolean =>
  expression.kind === 'name' && expression.name === name;

/** `out || other`, `out === undefined ? other : out`. */
function isItOrAnother(value: Expression, name: string): boolean {
  if (value.kind === 'logic') return value.operator === 'or' && isName(value.left, name);
  return (
    value.kind === 'conditional' &&
    asksWhetherGiven(value.condition, name) &&
    isName(value.then, name) !== isName(value.otherwise, name)
  );
}

/** Whether a condition is about nothing but whether the argument is given. */
function asksWhetherGiven(condition: Expression, name: string): boolean {
  if (condition.kind === 'unary' && condition.operator === 'not') return asksWhetherGiven(condition.operand, name);
  if (condition.kind !== 'comparison') return isName(condition, name);
  const [left, right] = condition.operands as [Expression, Expression];
  return right.kind === 'none' ? isName(left, name) : isTextOfNothing(right) && isTypeOf(left, name);
}

/** `typeof out`. */
const isTypeOf = (expression: Expression, name: string): boolean =>
  expression.kind === 'call' && expression.arguments.length === 1 && isName(expression.arguments[0]!.value, name);

const isTextOfNothing = (expression: Expression): boolean =>
  expression.kind === 'string' && expression.value === 'undefined';
