/** `[value for target in iterable if condition]`, written out. */
import type { ComprehensionClause, Expression } from '../languages/program';
import { assign } from './assignment';
import { decide } from './branches';
import { sequenceOf, toCondition } from './coercion';
import { refuse } from './context';
import type { Context } from './context';
import { evaluate } from './expressions';
import { Scope } from './scope';
import { keyOf } from './subscripts';
import { setOf } from './primitives/iteration';
import { DictionaryObject, iterator, list } from './values';
import type { DictionaryEntry, Value } from './values';

type Comprehension = Extract<Expression, { kind: 'comprehension' }>;

function runClauses(context: Context, clauses: readonly ComprehensionClause[], visit: () => void): void {
  const [clause, ...rest] = clauses;
  if (!clause) return visit();
  if (clause.kind === 'if') {
    const holds = decide(context, toCondition(context, evaluate(context, clause.condition)));
    if (holds === undefined)
      refuse(context, 'Which items are taken depends on values that are not known.', clause.condition.span);
    if (holds) runClauses(context, rest, visit);
    return;
  }
  for (const item of sequenceOf(context, evaluate(context, clause.iterable))) {
    assign(context, clause.target, item);
    runClauses(context, rest, visit);
  }
}

export function comprehension(context: Context, expression: Comprehension): Value {
  const outer = context.scope;
  context.scope = new Scope(outer);
  context.scope.method = outer.method;
  const values: Value[] = [];
  const entries = new Map<string, DictionaryEntry>();
  runClauses(context, expression.clauses, () => {
    const value = evaluate(context, expression.value);
    if (!expression.key) return void values.push(value);
    const key = evaluate(context, expression.key);
    const name = keyOf(context, key);
    if (name === undefined) return refuse(context, 'A key of this dictionary is not known.');
    entries.set(name, { key, value });
  });
  context.scope = outer;
  if (expression.key) return { kind: 'dictionary', object: new DictionaryObject(entries) };
  if (expression.result === 'set') return setOf(context, values);
  return expression.result === 'generator' ? iterator(values) : list(values);
}
