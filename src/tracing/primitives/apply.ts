/** Primitives made of others: a call of one by its name. */
import type { Keywords } from '../functions';
import type { Value } from '../values';
import type { Call } from './binding';
import { callPrimitive } from './call';

/** Calls another primitive in the name of this call. */
export const apply = (call: Call, primitive: string, positional: readonly Value[], keywords: Keywords = []): Value =>
  callPrimitive(call.context, { kind: 'builtin', primitive, name: call.name }, positional, keywords);

/** The keywords of which the value is given. */
export const givenKeywords = (entries: readonly (readonly [string, Value | undefined])[]): Keywords =>
  entries.flatMap(([name, value]) => (value ? [[name, value] as const] : []));
