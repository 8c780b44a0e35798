/** The traced function's arguments: symbols, given constants, defaults that only choose. */
import type { Definition, FunctionDefinition, Parameter } from '../languages/program';
import { attempt } from './attempt';
import type { Context } from './context';
import { evaluate } from './expressions';
import { givenShape, givenValue } from './given';
import { madeWhereLeftOut } from './leftOut';
import { pathText } from './parts';
import type { Path } from './parts';
import { selfOf } from './self';
import type { GivenValue, TraceRequest } from './traced';
import { DictionaryObject, none, RecordObject, tuple } from './values';
import type { ClassValue, Value } from './values';

export interface Receiver {
  readonly of: ClassValue;
  readonly kind: 'self' | 'class' | 'none';
}

/** Whether the argument (or an element of it) is to be differentiated by. */
export const isWanted = (request: TraceRequest, name: string): boolean =>
  request.wrt === null ||
  request.wrt.some((wanted) => wanted === name || wanted.startsWith(`${name}.`) || wanted.startsWith(`${name}[`));

/** One value for each parameter, by name. */
export function argumentsOf(
  context: Context,
  definition: Definition,
  receiver: Receiver | null,
  request: TraceRequest,
): Map<string, Value> {
  const values = new Map<string, Value>();
  const leftOut = leftOutArguments(context, definition.function);
  definition.function.parameters.forEach((parameter, i) => {
    const isReceiver = i === 0 && receiver !== null && receiver.kind !== 'none' && parameter.kind === 'positional';
    values.set(
      parameter.name,
      isReceiver
        ? receiverValue(context, receiver, parameter.name, request)
        : argument(context, parameter, request, leftOut.has(parameter.name)),
    );
  });
  return values;
}

/** Arguments that are taken to be left out where nothing is given for them. */
const leftOutArguments = (context: Context, definition: FunctionDefinition): ReadonlySet<string> =>
  context.language.semantics.missing === 'undefined' ? madeWhereLeftOut(definition) : new Set();

function receiverValue(context: Context, receiver: Receiver, name: string, request: TraceRequest): Value {
  if (receiver.kind === 'class') return receiver.of;
  const given = request.given[name] ?? request.given['self'];
  const attributes = new Map<string, Value>();
  if (given?.kind === 'record')
    for (const [attribute, value] of Object.entries(given.fields)) {
      const label = `${name}.${attribute}`;
      const isSymbol = request.wrt?.includes(label) === true && shapeFrom(context, label, value);
      attributes.set(attribute, isSymbol ? context.inputs.symbolic(label, true) : givenValue(context.graph, value));
    }
  return selfOf(context, receiver.of, name, attributes, given !== undefined);
}

/** Fixes an input's shape to a given value's; false where the value is no array of numbers. */
function shapeFrom(context: Context, name: string, given: GivenValue): boolean {
  const shape = givenShape(given);
  if (!shape) return false;
  context.inputs.book.fix(name, shape, true);
  return true;
}

/** Takes the shapes of the parts of an argument from a given list of arrays or a dictionary; false where it is neither. */
function partsFrom(context: Context, path: Path, given: GivenValue): boolean {
  if (context.language.semantics.objects === 'records' || (given.kind !== 'list' && given.kind !== 'record'))
    return false;
  const { book } = context.inputs;
  const state = book.stateOf(pathText(path));
  const entries = given.kind === 'list' ? [...given.items.entries()] : Object.entries(given.fields);
  for (const [step, value] of entries) {
    const inner: Path = [...path, step];
    if (!shapeFrom(context, pathText(inner), value) && !partsFrom(context, inner, value)) return false;
  }
  state.role = given.kind === 'list' ? 'parts' : 'dictionary';
  if (given.kind === 'list') state.parts = given.items.map((_item, i) => pathText([...path, i]));
  return true;
}

const propertiesIn = (name: string): string[] => name.replace(/[{}]/g, '').split(', ');

/** An object whose properties are given: what is differentiated by is made of symbols, the rest is constant. */
function recordArgument(
  context: Context,
  name: string,
  fields: Readonly<Record<string, GivenValue>>,
  request: TraceRequest,
): Value {
  const object = new RecordObject('', null);
  for (const [field, given] of Object.entries(fields)) {
    const label = name.startsWith('{') ? field : `${name}.${field}`;
    const isSymbol = isWanted(request, label) || request.wrt?.some((wanted) => isInside(label, wanted)) === true;
    const value =
      given.kind === 'record'
        ? recordArgument(context, label, given.fields, request)
        : isSymbol && shapeFrom(context, label, given)
          ? context.inputs.symbolic(label, false)
          : givenValue(context.graph, given);
    object.attributes.set(field, value);
  }
  return { kind: 'record', object };
}

const isInside = (label: string, wanted: string): boolean => label.startsWith(`${wanted}.`);

function argument(context: Context, parameter: Parameter, request: TraceRequest, isLeftOut: boolean): Value {
  const { name } = parameter;
  const given = Object.hasOwn(request.given, name) ? request.given[name] : undefined;
  if (given) {
    if (isWanted(request, name) && shapeFrom(context, name, given)) return context.inputs.symbolic(name, false);
    if (isWanted(request, name) && partsFrom(context, [name], given)) return context.inputs.symbolic(name, false);
    if (given.kind === 'record' && context.language.semantics.objects === 'records')
      return recordArgument(context, name, given.fields, request);
    return context.inputs.fix(name, givenValue(context.graph, given));
  }
  if (isLeftOut && request.wrt?.includes(name) !== true) {
    context.inputs.book.notes.add(`shown for ${name} left out`);
    return context.inputs.fix(name, none);
  }
  const isDefinite = request.wrt !== null && !isWanted(request, name) && Object.keys(request.given).length > 0;
  if (name.startsWith('{')) {
    const fields = Object.fromEntries(
      propertiesIn(name).flatMap((one) => (request.given[one] ? [[one, request.given[one]]] : [])),
    );
    const state = context.inputs.book.stateOf(name);
    state.role = 'record';
    state.fields = propertiesIn(name);
    if (Object.keys(fields).length > 0) return recordArgument(context, name, fields, request);
  } else if (
    isDefinite &&
    !parameter.default &&
    parameter.kind === 'positional' &&
    context.language.semantics.missing === 'undefined'
  )
    return context.inputs.fix(name, none);
  if (parameter.kind === 'rest') return tuple([]);
  if (parameter.kind === 'keywords') return { kind: 'dictionary', object: new DictionaryObject(new Map()) };
  const expression = parameter.default;
  if (expression) {
    const outcome = attempt(context, () => evaluate(context, expression));
    if ('value' in outcome) {
      const value = outcome.value;
      const isNumber = value.kind === 'scalar' && value.type !== 'bool';
      const isArray = value.kind === 'array';
      const state = context.inputs.book.stateOf(name);
      // A definite call leaves out what it does not give.
      const isDefault = request.wrt !== null && !isWanted(request, name) && Object.keys(request.given).length > 0;
      if (!(isNumber || isArray) || isDefault) return context.inputs.fix(name, value);
      if (isNumber && state.role === 'count' && value.type === 'int')
        state.count = context.graph.valueOf(value.node) ?? null;
      if (isArray && state.rank === null) context.inputs.book.fix(name, value.shape, false);
      if (isNumber && state.rank === null && state.role === 'number') context.inputs.book.suggestScalar(name);
    }
  }
  return context.inputs.symbolic(name, false);
}
