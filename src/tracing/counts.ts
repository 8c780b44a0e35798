/**
 * Counts that an object's own constructor tells: where it sets `self.bounds = [(0, 1)] * self.n`, and the bounds of the
 * object at hand are known, `n` is how many there are.
 */
import type { Expression, FunctionDefinition } from '../languages/program';
import { allStatements } from '../languages/walk';
import type { Value } from './values';

/** Functions that give as many elements as their arguments have. */
const keepsLength = new Set(['list', 'tuple', 'zip', 'array', 'asarray', 'reversed', 'sorted']);

/**
 * The value of an attribute that is not given, from those that are; `undefined` where the constructor does not tell it,
 * or tells it in two ways that disagree.
 */
export function countFrom(
  constructor: FunctionDefinition,
  attribute: string,
  given: ReadonlyMap<string, Value>,
): number | undefined {
  const self = constructor.parameters[0]?.name;
  if (self === undefined) return undefined;
  const counts = new Set<number | undefined>();
  for (const statement of allStatements(constructor.body)) {
    if (statement.kind !== 'assign') continue;
    for (const target of statement.targets) {
      if (target.kind !== 'attribute' || target.object.kind !== 'name' || target.object.name !== self) continue;
      const length = lengthOf(given.get(target.name));
      const repeated = repetition(statement.value, self, attribute);
      if (length === undefined || repeated === undefined) continue;
      counts.add(length % repeated === 0 ? length / repeated : undefined);
    }
  }
  const [count] = counts;
  return counts.size === 1 ? count : undefined;
}

function lengthOf(value: Value | undefined): number | undefined {
  if (value?.kind === 'list') return value.object.items.length;
  if (value?.kind === 'tuple') return value.items.length;
  return value?.kind === 'array' ? value.shape[0] : undefined;
}

/** How many elements the expression has for each one of the count; `undefined` where it is not of such a form. */
function repetition(expression: Expression, self: string, attribute: string): number | undefined {
  if (expression.kind === 'binary' && expression.operator === '*') {
    const { left, right } = expression;
    const [list, count] = left.kind === 'list' ? [left, right] : [right, left];
    const isCount = count.kind === 'attribute' && count.object.kind === 'name' && count.object.name === self;
    if (list.kind !== 'list' || !isCount || count.name !== attribute || list.items.length === 0) return undefined;
    return list.items.some((item) => item.kind === 'spread') ? undefined : list.items.length;
  }
  if (expression.kind !== 'call') return undefined;
  const { callee, arguments: args } = expression;
  const name = callee.kind === 'name' ? callee.name : callee.kind === 'attribute' ? callee.name : '';
  if (!keepsLength.has(name) || args.length === 0 || args.some((arg) => arg.name !== null || arg.spread !== 'none'))
    return undefined;
  const repetitions = new Set(args.map((arg) => repetition(arg.value, self, attribute)));
  return repetitions.size === 1 ? [...repetitions][0] : undefined;
}
