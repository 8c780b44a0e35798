/** Functions of the file: made where they are defined, run where they are called. */
import type { Expression, FunctionDefinition } from '../languages/program';
import { attempt } from './attempt';
import { callValue } from './calls';
import { refuse } from './context';
import type { Context } from './context';
import { arrive, openTarget, runTowards } from './exits';
import { evaluate } from './expressions';
import { Impossible, Raised, Refusal } from './refusal';
import { runBlock } from './statements';
import { Scope } from './scope';
import { DictionaryObject, ListObject, none, text, tuple } from './values';
import type { ClassValue, DictionaryEntry, FunctionValue, Value } from './values';

const DEEPEST_CALL = 64;

export type Keywords = readonly (readonly [string, Value])[];

/** The function as a value, its defaults evaluated here; decorators that change it are applied. */
export function makeFunction(context: Context, definition: FunctionDefinition, owner: ClassValue | null): Value {
  const defaults = new Map<string, Value>();
  for (const parameter of definition.parameters) {
    if (!parameter.default) continue;
    const expression = parameter.default;
    const outcome = attempt(context, () => evaluate(context, expression));
    defaults.set(
      parameter.name,
      'value' in outcome ? outcome.value : { kind: 'unknown', reason: outcome.refusal.reason },
    );
  }
  const plain: FunctionValue = { kind: 'function', definition, scope: context.scope, owner, defaults, opaque: null };
  return definition.decorators.reduceRight<Value>((value, decorator) => decorated(context, value, decorator), plain);
}

/** What a decorator is, by its primitive's name where it has one. */
export function decoratorName(context: Context, decorator: Expression): string | undefined {
  const callee = decorator.kind === 'call' ? decorator.callee : decorator;
  if (callee.kind === 'attribute' && (callee.name === 'setter' || callee.name === 'deleter')) return callee.name;
  const outcome = attempt(context, () => evaluate(context, callee));
  return 'value' in outcome && outcome.value.kind === 'builtin' ? outcome.value.primitive : undefined;
}

const SEEN_THROUGH = new Set([
  'decorator.same',
  'decorator.abstract',
  'staticmethod',
  'classmethod',
  'property',
  'decorator.property',
  'setter',
  'deleter',
]);

function decorated(context: Context, value: Value, decorator: Expression): Value {
  const name = decoratorName(context, decorator);
  if (name !== undefined && SEEN_THROUGH.has(name)) return value;
  if (name === 'decorator.vectorize' || name === 'vectorize')
    return {
      kind: 'bound',
      callee: { kind: 'builtin', primitive: 'vectorize.call', name },
      positional: [value],
      keywords: [],
    };
  const outcome = attempt(context, () => evaluate(context, decorator));
  const applied =
    'value' in outcome && (outcome.value.kind === 'function' || outcome.value.kind === 'bound')
      ? attempt(context, () => callValue(context, (outcome as { value: Value }).value, [value], []))
      : undefined;
  if (applied && 'value' in applied) return applied.value;
  if (value.kind !== 'function') return value;
  const reason = { message: `The decorator of \`${value.definition.name}\` is not known.`, span: decorator.span };
  return { ...value, opaque: reason };
}

/** Binds arguments to parameters in a new scope. */
export function bindParameters(
  context: Context,
  fn: FunctionValue,
  positional: readonly Value[],
  keywords: Keywords,
): Scope {
  const { definition } = fn;
  const scope = new Scope(fn.scope);
  const named = new Map(keywords);
  const name = definition.name === '' ? 'this function' : `\`${definition.name}\``;
  let next = 0;
  for (const parameter of definition.parameters) {
    switch (parameter.kind) {
      case 'rest':
        scope.variables.set(parameter.name, tuple(positional.slice(next)));
        next = positional.length;
        break;
      case 'keywords': {
        const entries = new Map<string, DictionaryEntry>();
        for (const [key, value] of named) entries.set(`'${key}'`, { key: text(key), value });
        named.clear();
        scope.variables.set(parameter.name, { kind: 'dictionary', object: new DictionaryObject(entries) });
        break;
      }
      default: {
        const given =
          parameter.kind === 'positional' && next < positional.length ? positional[next++] : named.get(parameter.name);
        named.delete(parameter.name);
        const isMissing = context.language.semantics.missing === 'undefined';
        const isLeftOut = given === undefined || (isMissing && given.kind === 'none');
        const value = isLeftOut ? (fn.defaults.get(parameter.name) ?? (isMissing ? none : given)) : given;
        if (!value) return refuse(context, `${name} is called without \`${parameter.name}\`.`);
        scope.variables.set(parameter.name, value);
      }
    }
  }
  if (next < positional.length && context.language.semantics.missing !== 'undefined')
    refuse(context, `${name} is called with too many arguments.`);
  for (const [key] of named) refuse(context, `${name} has no parameter \`${key}\`.`);
  return scope;
}

export function callFunction(
  context: Context,
  fn: FunctionValue,
  positional: readonly Value[],
  keywords: Keywords,
): Value {
  const { definition } = fn;
  const scope = bindParameters(context, fn, positional, keywords);
  if (fn.owner && positional[0]) scope.method = { owner: fn.owner, self: positional[0] };
  const isForeign = rootOf(fn.scope) !== context.module;
  if (!isForeign || context.isForeign)
    return withForeign(context, isForeign, () => runFunction(context, definition, scope));
  try {
    return withForeign(context, true, () => runFunction(context, definition, scope));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const reason = {
      message: `In \`${definition.name}\` of another file: ${error.reason.message}`,
      span: context.span,
    };
    if (error instanceof Raised) throw new Raised(reason);
    throw error instanceof Impossible ? new Impossible(reason, error.errors) : new Refusal(reason);
  }
}

function rootOf(scope: Scope): Scope {
  let root = scope;
  while (root.parent) root = root.parent;
  return root;
}

/** Runs a function that stands in this file, or in another: there, places in the source are those of the call. */
function withForeign<T>(context: Context, isForeign: boolean, run: () => T): T {
  const { isForeign: before, span } = context;
  context.isForeign = before || isForeign;
  const result = run();
  Object.assign(context, { isForeign: before, span });
  return result;
}

/** Runs a function's body in a scope that holds its parameters; gives what it returns. */
export function runFunction(context: Context, definition: FunctionDefinition, scope: Scope): Value {
  if (context.callDepth >= DEEPEST_CALL)
    refuse(context, `\`${definition.name}\` calls itself more than ${DEEPEST_CALL} times.`);
  const { scope: outer, frames, path, returns, breaks, continues, yields, span } = context;
  const given = definition.isGenerator ? new ListObject([], true) : null;
  scope.running = definition;
  const target = openTarget(context);
  Object.assign(context, {
    scope,
    frames: [...frames, scope],
    path: [...path],
    returns: target,
    breaks: null,
    continues: null,
    yields: given,
  });
  context.callDepth += 1;
  const alive = runTowards(context, [target], () => runBlock(context, definition.body));
  const result = arrive(context, target, alive, none);
  context.callDepth -= 1;
  Object.assign(context, { scope: outer, frames, path, returns, breaks, continues, yields, span });
  if (!result.alive)
    throw new Raised({ message: `\`${definition.name}\` raises an error here, whatever its arguments are.`, span });
  // A generator is run to its end at once: whoever takes its values sees them all.
  return given ? { kind: 'list', object: given } : (result.value ?? none);
}
