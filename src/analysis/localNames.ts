/** What a function calls the parts of its arguments itself: `x, y = p` has y for `p[1]`. */
import type { Definition, Expression, Statement, Target } from '../languages/program';
import { allStatements, targetsOf } from '../languages/walk';

/**
 * Code in the arguments' elements, in the function's own names where it has them at a place. What is written outside of
 * the function has other names.
 */
export function inOwnNames(code: string, definition: Definition, at: number): string {
  const { span } = definition.function;
  if (at < span.start || at > span.end) return code;
  const names = localNames(definition, at);
  if (names.size === 0) return code;
  return code.replace(/\b([\p{L}_$][\p{L}\p{N}_$]*)((?:\[\d+(?:, \d+)*\])+)/gu, (whole) => names.get(whole) ?? whole);
}

/** Local names by the elements that they stand for; only those that never change. */
function localNames({ function: { body } }: Definition, at: number): Map<string, string> {
  const assigned = new Map<string, number>();
  for (const statement of allStatements(body))
    for (const target of targetsOf(statement).flatMap(namesIn)) assigned.set(target, (assigned.get(target) ?? 0) + 1);
  const found = new Map<string, string>();
  // What is assigned within a branch may not be there.
  for (const statement of body) {
    if (statement.span.end > at) break;
    for (const [element, name] of elementsNamed(statement))
      if (assigned.get(name) === 1 && !assigned.has(element.split('[')[0] as string)) found.set(element, name);
  }
  return found;
}

const namesIn = (target: Target): string[] => {
  if (target.kind === 'name') return [target.name];
  if (target.kind === 'index' && target.object.kind === 'name') return [target.object.name];
  return target.kind === 'tuple' ? target.items.flatMap(namesIn) : [];
};

/** `x, y = p` and `x = p[0]`. */
function elementsNamed(statement: Statement): [string, string][] {
  if (statement.kind !== 'assign') return [];
  const { value } = statement;
  return statement.targets.flatMap((target): [string, string][] => {
    if (target.kind === 'tuple' && value.kind === 'name')
      return target.items.flatMap((item, k) => (item.kind === 'name' ? [[`${value.name}[${k}]`, item.name]] : []));
    if (target.kind === 'tuple' && value.kind === 'tuple' && value.items.length === target.items.length)
      return target.items.flatMap((item, k) => named(item, value.items[k] as Expression));
    return named(target, value);
  });
}

function named(target: Target, value: Expression): [string, string][] {
  if (target.kind !== 'name' || value.kind !== 'index' || value.object.kind !== 'name') return [];
  const [index, ...more] = value.indices;
  return index?.kind === 'number' && more.length === 0 ? [[`${value.object.name}[${index.text}]`, target.name]] : [];
}
