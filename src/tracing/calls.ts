/** Calls of any kind of value, and holes for what is not known. */
import type { Argument, Expression } from '../languages/program';
import { readAttribute } from './attributes';
import { instantiate, findMember } from './classes';
import { sequenceOf } from './coercion';
import { refuse } from './context';
import type { Context } from './context';
import { evaluate } from './expressions';
import { callFunction } from './functions';
import type { Keywords } from './functions';
import { hole } from './holes';
import { callPrimitive } from './primitives/call';
import type { Scope } from './scope';
import { isSilent } from './silence';
import { Refusal } from './refusal';
import { describe, none } from './values';
import type { Value } from './values';

type CallExpression = Extract<Expression, { kind: 'call' }>;

export function callExpression(context: Context, expression: CallExpression): Value {
  return callOf(context, calleeOf(context, expression.callee), expression);
}

/** A call whose callee has been evaluated: it is evaluated once, since it may change something itself. */
export function callOf(context: Context, callee: Value, expression: CallExpression): Value {
  if (isSilent(callee)) return silentResult(context, callee);
  if (callee.kind === 'builtin' && callee.primitive === 'super') return superOf(context);
  const { positional, keywords } = evaluateArguments(context, expression.arguments);
  return callValue(context, callee, positional, keywords);
}

/** What `logging.getLogger()` and the like give is as silent as they are. */
function silentResult(context: Context, callee: Value): Value {
  const name = callee.kind === 'builtin' || callee.kind === 'opaque' ? callee.name : 'print';
  if (name === 'print') return none;
  return { kind: 'opaque', name, reason: { message: `\`${name}\` gives no number.`, span: context.span } };
}

export function calleeOf(context: Context, callee: Expression): Value {
  return callee.kind === 'attribute'
    ? readAttribute(context, evaluate(context, callee.object), callee.name, true)
    : evaluate(context, callee);
}

export function evaluateArguments(
  context: Context,
  args: readonly Argument[],
): { positional: Value[]; keywords: (readonly [string, Value])[] } {
  const positional: Value[] = [];
  const keywords: (readonly [string, Value])[] = [];
  for (const argument of args) {
    const value = evaluate(context, argument.value);
    if (argument.spread === 'sequence') positional.push(...sequenceOf(context, value));
    else if (argument.spread === 'mapping') {
      if (value.kind !== 'dictionary') return refuse(context, '`**` needs a dictionary.');
      for (const entry of value.object.entries.values())
        if (entry.key.kind === 'string' && entry.key.value !== null) keywords.push([entry.key.value, entry.value]);
    } else if (argument.name !== null) keywords.push([argument.name, value]);
    else positional.push(value);
  }
  return { positional, keywords };
}

export function callValue(context: Context, callee: Value, positional: readonly Value[], keywords: Keywords): Value {
  switch (callee.kind) {
    case 'function':
      if (callee.opaque)
        return hole(
          context,
          { kind: 'opaque', name: callee.definition.name, reason: callee.opaque },
          positional,
          keywords,
        );
      return callFunction(context, callee, positional, keywords);
    case 'bound':
      return callValue(
        context,
        callee.callee,
        [...callee.positional, ...positional],
        [...callee.keywords, ...keywords],
      );
    case 'class':
      return instantiate(context, callee, positional, keywords);
    case 'builtin':
      return callPrimitive(context, callee, positional, keywords);
    case 'opaque':
      return hole(context, callee, positional, keywords);
    case 'record': {
      const result = callMethod(context, callee, '__call__', positional, keywords);
      if (result) return result;
      return refuse(context, `${describe(callee)} is not a function.`);
    }
    case 'scalar': {
      const owner = context.inputs.inputBehind(callee);
      if (owner !== undefined) context.inputs.demandByName(owner, [{ kind: 'function' }], context.span);
      // Of an object that is given, nothing is guessed; but what it is called for may be a method of a class elsewhere.
      if (owner?.includes('.')) {
        const reason = { message: `\`${owner}\` is not known.`, span: context.span };
        return hole(context, { kind: 'opaque', name: owner, reason }, positional, keywords);
      }
      return refuse(context, 'A number cannot be called.');
    }
    case 'unknown':
      throw new Refusal(callee.reason);
    default:
      return refuse(context, `This is ${describe(callee)}, which cannot be called.`);
  }
}

/** Calls a method of an object, if its class in this file has it. */
export function callMethod(
  context: Context,
  object: Value,
  name: string,
  positional: readonly Value[],
  keywords: Keywords = [],
): Value | undefined {
  if (object.kind !== 'record' || !object.object.definition) return undefined;
  const member = findMember(context, object.object.definition, name);
  if (!member) return undefined;
  return callValue(context, member.value, [object, ...positional], keywords);
}

/** `super()` inside a method: the object, seen as one of the class that comes after the method's own. */
function superOf(context: Context): Value {
  for (let scope: Scope | null = context.scope; scope; scope = scope.parent)
    if (scope.method) return { kind: 'super', self: scope.method.self, owner: scope.method.owner };
  return refuse(context, '`super()` stands outside of a method.');
}
