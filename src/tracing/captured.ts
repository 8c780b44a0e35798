/** What a function depends on beside its arguments: values of the names around it. */
import type { Expression, FunctionDefinition, Statement } from '../languages/program';
import { allStatements, everyExpressionOf, within } from '../languages/walk';
import type { Context } from './context';
import type { FunctionValue, Value } from './values';

const known = new WeakMap<FunctionDefinition, ReadonlySet<string>>();

/** Every name that the body mentions, those of the functions inside it as well. */
export function mentioned(definition: FunctionDefinition): ReadonlySet<string> {
  let names = known.get(definition);
  if (!names) known.set(definition, (names = new Set(namesIn(definition.body))));
  return names;
}

function* namesIn(body: readonly Statement[]): IterableIterator<string> {
  for (const statement of allStatements(body)) {
    if (statement.kind === 'function') yield* mentioned(statement.function);
    for (const root of everyExpressionOf(statement)) yield* namesOf(root);
  }
}

function* namesOf(root: Expression): IterableIterator<string> {
  for (const expression of within(root)) {
    if (expression.kind === 'name') yield expression.name;
    if (expression.kind === 'lambda') yield* mentioned(expression.function);
  }
}

/** The values that a function's body sees in the functions around it, and its defaults. The file's own names are constants. */
export function capturedBy(context: Context, fn: FunctionValue): Value[] {
  const values: Value[] = [...fn.defaults.values()];
  const parameters = new Set(fn.definition.parameters.map(({ name }) => name));
  for (const name of mentioned(fn.definition)) {
    if (parameters.has(name)) continue;
    for (let scope = fn.scope; scope.parent && scope !== context.module; scope = scope.parent) {
      const value = scope.variables.get(name) ?? scope.find?.(name);
      if (!value) continue;
      values.push(value);
      break;
    }
  }
  return values;
}
