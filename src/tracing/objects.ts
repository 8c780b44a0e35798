/** Objects that are written out, where these are records: `{ x, y: 2, ...other }`. */
import type { Expression } from '../languages/program';
import { refuse, resolved } from './context';
import type { Context } from './context';
import { evaluate } from './expressions';
import { attempt } from './attempt';
import { closedNumber } from './constants';
import { numberNode } from './numbers';
import { describe, MADE, RecordObject } from './values';
import type { RecordValue, Value } from './values';

/** The name of a property that an index picks; `undefined` for one that is not known. */
export function propertyOf(context: Context, key: Value): string | undefined {
  if (key.kind === 'string') return key.value ?? undefined;
  if (key.kind !== 'scalar') return undefined;
  const number = closedNumber(context.graph, numberNode(context, key));
  return number === undefined ? undefined : String(number);
}

export function objectLiteral(context: Context, expression: Extract<Expression, { kind: 'dictionary' }>): RecordValue {
  const object = new RecordObject('', null);
  context.heap.write(object, MADE, true);
  for (const { key, value } of expression.entries) {
    if (key === null) {
      const other = resolved(context, evaluate(context, value));
      for (const [name, inner] of propertiesOf(context, other)) object.attributes.set(name, inner);
      continue;
    }
    const name = propertyOf(context, evaluate(context, key));
    if (name === undefined) return refuse(context, 'The name of a property of this object is not known.');
    // What a property cannot be worked out to matters only where it is used.
    const outcome = attempt(context, () => evaluate(context, value));
    object.attributes.set(
      name,
      'value' in outcome ? outcome.value : { kind: 'unknown', reason: outcome.refusal.reason },
    );
  }
  return { kind: 'record', object };
}

/** The properties of an object by name, all of them known. */
export function propertiesOf(context: Context, value: Value): readonly (readonly [string, Value])[] {
  if (value.kind === 'none') return [];
  if (value.kind !== 'record') return refuse(context, `${describe(value)} has no properties that are known.`);
  if (value.object.missing) return refuse(context, 'Which properties this object has is not known.');
  return [...value.object.attributes];
}
