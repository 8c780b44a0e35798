/** The object whose method is traced: what its attributes are, as far as the file tells. */
import { elementsOf } from './arrays';
import { attempt, outside } from './attempt';
import { attributesSetBy, isChanging } from './changing';
import { findMember } from './classes';
import { closedNumber, leavesOf } from './constants';
import type { Context } from './context';
import { countFrom } from './counts';
import { refuse } from './context';
import { bindParameters } from './functions';
import { evaluate } from './expressions';
import { runStatement } from './statements';
import { openTarget, arrive } from './exits';
import { asNumber } from './merge';
import { namedLayer } from './primitives/layers';
import { RecordObject, none, scalar } from './values';
import type { ClassValue, FunctionValue, Value } from './values';
import type { Expression, FunctionDefinition } from '../languages/program';
import { allStatements, expressionsIn, namesOf, targetsOf, within } from '../languages/walk';

/**
 * An object of the class with the given attributes. Others are what the constructor sets, where that is a constant and
 * nothing else in the file changes it; else symbols named `self.a`.
 *
 * @param isGiven whether the attributes were given from outside: then the constructor's parameters have their defaults.
 */
export function selfOf(
  context: Context,
  of: ClassValue,
  name: string,
  given: ReadonlyMap<string, Value>,
  isGiven: boolean,
): Value {
  const object = new RecordObject(of.name, of);
  for (const [attribute, value] of given) object.set(attribute, value);
  const self: Value = { kind: 'record', object };
  let constructed: RecordObject | undefined;
  object.missing = (attribute) => {
    const value = outside(context, () => {
      constructed ??= construct(context, of, name, isGiven);
      return attributeValue(context, of, { name, self }, attribute, constructed, given);
    });
    // Read once, the same ever after: not through the heap, since it was so before the trace began.
    if (value) object.attributes.set(attribute, value);
    return value;
  };
  return self;
}

function attributeValue(
  context: Context,
  of: ClassValue,
  { name, self }: { readonly name: string; readonly self: Value },
  attribute: string,
  constructed: RecordObject,
  given: ReadonlyMap<string, Value>,
): Value | undefined {
  const label = `${name}.${attribute}`;
  const own = constructed.attributes.get(attribute);
  const setter = [...context.unknownMethods].find((method) => method.startsWith(`${name}.`));
  if (setter !== undefined && !own)
    return refuse(context, `\`${setter}\` is not known, and may have set \`${label}\`.`);
  const member = findMember(context, of, attribute);
  const value = own ?? (member?.kind === 'value' ? member.value : undefined);
  if (value && isToBeTrained(context, of, value)) return context.inputs.symbolic(label, true);
  if (value && !isUnknown(context, value) && !isChanging(context, attribute)) return namedLayer(value, label);
  if (value?.kind === 'list' || value?.kind === 'tuple' || value?.kind === 'dictionary' || value?.kind === 'record') {
    if (isChanging(context, attribute)) return refuse(context, `What \`${label}\` holds changes in other methods.`);
    return value;
  }
  if (!isChanging(context, attribute)) {
    if (value && followsFromOthers(context, value, name, attribute)) return value;
    const isNumbers = value?.kind === 'scalar' || value?.kind === 'array';
    const said =
      !value || (isNumbers && !isPlainly(context, value)) ? saidByOthers(context, of, self, attribute) : undefined;
    if (said) return said;
  }
  const { book } = context.inputs;
  if (value?.kind === 'array' && !value.source) book.fix(label, value.shape, false);
  // Handed on to the constructor of a base class, it goes by the name of the parameter there.
  const handedOn = value && context.inputs.inputBehind(value);
  if (handedOn !== undefined && book.stateOf(handedOn).likelyScalar === true) book.suggestScalar(label);
  const constructor = findMember(context, of, '__init__')?.value;
  const count =
    constructor?.kind === 'function' && !isChanging(context, attribute)
      ? countFrom(constructor.definition, attribute, given)
      : undefined;
  if (count === undefined) return context.inputs.symbolic(label, true);
  book.notes.add(`${label} is ${count}, since the object has so many of what its constructor repeats`);
  return scalar(context.graph.integer(count), 'int');
}

/** A layer's way back: its parameters are changed by others. */
const WAY_BACK = ['backward', 'backprop', 'backward_pass', 'backpropagate', 'back_propagate', 'bprop'];

/** Whether a value is what a layer's parameter begins with: `self.bias = np.zeros(n_out)`. */
function isToBeTrained(context: Context, of: ClassValue, value: Value): boolean {
  if (value.kind !== 'array' || !WAY_BACK.some((method) => findMember(context, of, method))) return false;
  const numbers = elementsOf(value).map((node) => closedNumber(context.graph, asNumber(context.graph, node)));
  return [0, 1].some((start) => numbers.every((number) => number === start));
}

/** `self.a2 = a**2` beside `self.a = a`: whether nothing but attributes that stay what they are is needed to say it. */
function followsFromOthers(context: Context, value: Value, name: string, attribute: string): boolean {
  if (value.kind !== 'scalar' && value.kind !== 'array') return false;
  const nodes = value.kind === 'scalar' ? [value.node] : elementsOf(value);
  const owners = new Set(leavesOf(context.graph, nodes).map((leaf) => context.inputs.ownerOf(leaf) ?? ''));
  const prefix = `${name}.`;
  return [...owners].every(
    (owner) =>
      owner.startsWith(prefix) && owner !== prefix + attribute && !isChanging(context, owner.slice(prefix.length)),
  );
}

/**
 * `self.a2 = self.a**2` in a constructor, of which not all can be read: what it is made of goes by the names that the
 * method has for it.
 */
function saidByOthers(context: Context, of: ClassValue, self: Value, attribute: string): Value | undefined {
  const constructor = findMember(context, of, '__init__')?.value;
  if (constructor?.kind !== 'function') return undefined;
  const { parameters, body } = constructor.definition;
  const receiver = parameters[0]?.name ?? '';
  const settings = [...allStatements(body)].filter((one) => attributesSetBy(one).includes(attribute));
  const [setting] = settings;
  if (settings.length !== 1 || setting?.kind !== 'assign' || !body.includes(setting)) return undefined;
  const parts = [...within(setting.value)];
  const own = parts.flatMap((part) =>
    part.kind === 'attribute' && isNamed(part.object, receiver) && part.name !== attribute ? [part.name] : [],
  );
  const set = [...allStatements(body)].flatMap((one) => targetsOf(one).flatMap(namesOf));
  const locals = new Set([...parameters.slice(1).map((one) => one.name), ...set]);
  const isOfLocals = parts.some((part) => part.kind === 'name' && locals.has(part.name));
  const isOfSelf = parts.filter((part) => isNamed(part, receiver)).length === own.length;
  const isCalling = parts.some(
    (part) => part.kind === 'call' && part.callee.kind === 'attribute' && isNamed(part.callee.object, receiver),
  );
  if (own.length === 0 || isOfLocals || !isOfSelf || isCalling || own.some((one) => isChanging(context, one)))
    return undefined;
  const given = parametersOf(context, constructor, of, receiver, false);
  const bound = attempt(context, () => bindParameters(context, constructor, [self], given));
  if (!('value' in bound)) return undefined;
  context.scope = bound.value;
  const outcome = attempt(context, () => evaluate(context, setting.value));
  return 'value' in outcome ? outcome.value : undefined;
}

/** Whether a value is what the constructor was given, and nothing made of it. */
const isPlainly = (context: Context, value: Value): boolean => context.inputs.inputBehind(value) !== undefined;

/** Whether the value depends on what the constructor was called with, or is not known. */
function isUnknown(context: Context, value: Value): boolean {
  switch (value.kind) {
    case 'scalar':
      return leavesOf(context.graph, [value.node]).length > 0;
    case 'array':
      return leavesOf(context.graph, elementsOf(value)).length > 0;
    case 'list':
    case 'tuple':
      return (value.kind === 'list' ? value.object.items : value.items).some((item) => isUnknown(context, item));
    case 'unknown':
    case 'opaque':
      return true;
    default:
      return false;
  }
}

/** Runs the constructor as far as it can be read; what a statement that cannot be read sets stays unset. */
function construct(context: Context, of: ClassValue, name: string, isGiven: boolean): RecordObject {
  const object = new RecordObject(of.name, of);
  const member = findMember(context, of, '__init__');
  if (member?.value.kind !== 'function') return object;
  const fn = member.value;
  const self: Value = { kind: 'record', object };
  const bound = attempt(context, () =>
    bindParameters(context, fn, [self], parametersOf(context, fn, of, name, isGiven)),
  );
  if (!('value' in bound)) return object;
  const scope = bound.value;
  if (!isGiven)
    for (const { name: rest, kind } of fn.definition.parameters)
      if (kind === 'rest' && looksInto(fn.definition, rest))
        scope.variables.set(rest, {
          kind: 'unknown',
          reason: { message: `\`${rest}\` is what ${of.name} is made of.`, span: context.span },
        });
  scope.method = { owner: fn.owner ?? of, self };
  context.scope = scope;
  const target = openTarget(context);
  context.returns = target;
  context.callDepth += 1;
  for (const statement of fn.definition.body) {
    const outcome = attempt(context, () => runStatement(context, statement));
    if ('value' in outcome && outcome.value) continue;
    if ('value' in outcome) break;
    for (const inner of allStatements([statement]))
      for (const attribute of attributesSetBy(inner)) object.attributes.delete(attribute);
    for (const inner of allStatements([statement]))
      if (inner.kind === 'assign')
        for (const one of inner.targets)
          if (one.kind === 'name') scope.variables.set(one.name, { kind: 'unknown', reason: outcome.refusal.reason });
  }
  context.callDepth -= 1;
  arrive(context, target, true, none);
  return object;
}

/** Whether a constructor does more with what else it is given than to hand it on (`super().__init__(*args)`). */
function looksInto({ body }: FunctionDefinition, rest: string): boolean {
  const all = [...expressionsIn(body)];
  const handedOn = all.flatMap((one) =>
    one.kind === 'call' ? one.arguments.filter(({ spread, value }) => spread !== 'none' && isNamed(value, rest)) : [],
  );
  return all.filter((one) => isNamed(one, rest)).length > handedOn.length;
}

const isNamed = (expression: Expression, name: string): boolean =>
  expression.kind === 'name' && expression.name === name;

/** Values for the constructor's parameters: defaults that choose (texts, flags, None) as they are, numbers as symbols. */
function parametersOf(
  context: Context,
  fn: FunctionValue,
  of: ClassValue,
  name: string,
  isGiven: boolean,
): (readonly [string, Value])[] {
  const attributeOf = (parameter: string): string => {
    for (const statement of allStatements(fn.definition.body)) {
      if (statement.kind !== 'assign' || statement.value.kind !== 'name' || statement.value.name !== parameter)
        continue;
      for (const target of statement.targets)
        if (target.kind === 'attribute' && target.object.kind === 'name') return `${name}.${target.name}`;
    }
    return `${of.name}(${parameter})`;
  };
  return fn.definition.parameters.slice(1).flatMap((parameter): (readonly [string, Value])[] => {
    if (parameter.kind === 'rest' || parameter.kind === 'keywords') return [];
    const value = fn.defaults.get(parameter.name);
    const isNumber = value?.kind === 'scalar' && value.type !== 'bool';
    if (value && (isGiven || !isNumber)) return [];
    const label = attributeOf(parameter.name);
    // A number of things is shown for the default, where there is one.
    const count = value?.kind === 'scalar' && value.type === 'int' ? context.graph.valueOf(value.node) : undefined;
    if (count !== undefined) context.inputs.book.stateOf(label).count ??= count;
    if (isNumber) context.inputs.book.suggestScalar(label);
    return [[parameter.name, context.inputs.symbolic(label, true)]];
  });
}
