/** Reading `object[…]` of any kind of value. */
import { freshArray } from './arrays';
import type { Context } from './context';
import { demandTargetColumn } from './customs';
import { impossible, refuse, resolved, unknown } from './context';
import { itemsAt } from './sequences';
import { demandIndexable, read as readSelection, select } from './indexing';
import { placeOfUpdate } from './primitives/functionalControl';
import { assembledBy } from './primitives/assemblers';
import { rankAndSizes } from './primitives/axes';
import { demandArray, unwrap } from './coercion';
import { closedNumber } from './constants';
import { Op } from '../calculus/operations';
import { readAttribute } from './attributes';
import { callMethod } from './calls';
import { propertyOf } from './objects';
import { isMatrix, pickedOfMatrix, selectOfMatrix } from './matrices';
import { pickedElement } from './picking';
import { numberNode } from './numbers';
import { describe, scalar, text, tuple } from './values';
import type { DictionaryObject, Scalar, Value } from './values';

/** The key of a dictionary entry, and how a person writes it; `undefined` for keys that are not known. */
export function keyOf(context: Context, key: Value): string | undefined {
  switch (key.kind) {
    case 'string':
      return key.value === null ? undefined : `'${key.value}'`;
    case 'scalar': {
      const number = closedNumber(context.graph, numberNode(context, key));
      return number === undefined ? undefined : String(number);
    }
    case 'tuple': {
      const parts = key.items.map((item) => keyOf(context, item));
      return parts.includes(undefined) ? undefined : `(${parts.join(', ')})`;
    }
    case 'none':
      return 'None';
    default:
      return undefined;
  }
}

export function readDictionary(context: Context, object: DictionaryObject, key: Value): Value {
  const name = keyOf(context, key);
  const argument = name === undefined && key.kind === 'scalar' ? context.inputs.inputBehind(key) : undefined;
  const [first] = object.entries.values();
  // An argument that picks an entry by its name is a text.
  if (argument !== undefined && first?.key.kind === 'string' && first.key.value !== null)
    context.inputs.demandByName(argument, [{ kind: 'text', value: first.key.value }], context.span);
  if (name === undefined) return refuse(context, 'Which entry this key picks is not known.');
  const entry = object.entries.get(name);
  if (entry) return entry.value;
  if (!object.missing) return refuse(context, `There is no entry ${name} in this dictionary.`);
  return object.missing(name);
}

/** `object[indices]`. */
export function subscript(context: Context, value: Value, indices: readonly Value[]): Value {
  const result = read(context, value, indices);
  context.wholes.note('[]', [value, ...indices], [], result);
  return result;
}

function read(context: Context, value: Value, indices: readonly Value[]): Value {
  const object = resolved(context, value);
  const [first] = indices;
  // A tuple as the only index is as many indices.
  const flat = indices.length === 1 && first?.kind === 'tuple' ? first.items : indices;
  switch (object.kind) {
    case 'array': {
      const picked = pickedElement(context, object, flat, read);
      if (picked) return picked;
      const isOfMatrix = isMatrix(object);
      const result = readSelection(
        context,
        object,
        isOfMatrix ? selectOfMatrix(context, object, flat) : select(context, object, flat),
      );
      if (isOfMatrix) return pickedOfMatrix(context, flat, result);
      return result.kind === 'array' && result.shape.length === 0 ? unwrap(result) : result;
    }
    case 'tuple':
    case 'list':
    case 'range': {
      const picked = pickedElement(context, object, indices, read);
      if (picked) return picked;
      return itemsAt(context, object, first as Value);
    }
    case 'dictionary':
      return readDictionary(context, object.object, indices.length === 1 ? (first as Value) : tuple(indices));
    case 'string':
      if (object.value !== null && first?.kind === 'scalar') {
        const index = closedNumber(context.graph, first.node) ?? NaN;
        const character = object.value.at(index);
        if (character !== undefined) return text(character);
      }
      return text(null);
    case 'scalar':
      return subscriptScalar(context, object, flat);
    case 'complex': {
      const part = (value: Value): Value => subscript(context, value, indices);
      return { kind: 'complex', real: part(object.real) as Scalar, imaginary: part(object.imaginary) as Scalar };
    }
    case 'masked':
      return refuse(context, 'How many elements the condition picks is not known.');
    case 'builtin':
      return assembledBy(context, object, indices);
    case 'bound':
      return placeOfUpdate(object, indices) ?? refuse(context, `This is ${describe(object)}, which cannot be indexed.`);
    case 'record': {
      if (context.language.semantics.objects === 'records') {
        const property = first && propertyOf(context, first);
        if (property === undefined) return refuse(context, 'Which property this index picks is not known.');
        return readAttribute(context, object, property);
      }
      const items = object.object.attributes.get('__items__');
      if (items) return subscript(context, items, indices);
      const method = callMethod(context, object, '__getitem__', [
        indices.length === 1 ? (first as Value) : tuple(indices),
      ]);
      if (method) return method;
      return unknown(context, `What \`[…]\` gives of ${describe(object)} is not known.`);
    }
    default:
      return refuse(context, `This is ${describe(object)}, which cannot be indexed.`);
  }
}

function subscriptScalar(
  context: Context,
  object: Extract<Value, { kind: 'scalar' }>,
  indices: readonly Value[],
): Value {
  const g = context.graph;
  const [first] = indices;
  if (indices.every((index) => index.kind === 'none' || index.kind === 'ellipsis') && indices.length > 0)
    if (!context.inputs.inputBehind(object))
      return subscript(context, freshArray([object.node], [], object.type), indices);
  if (g.op(object.node) === Op.Hole) {
    const labels = indices.map((index) => keyOf(context, index));
    if (labels.includes(undefined))
      return unknown(context, `The shape of what \`${g.holeOf(object.node).name}\` gives is not known.`);
    const { name, output } = g.holeOf(object.node);
    return scalar(g.hole(name, g.argumentsOf(object.node), `${output ?? ''}[${labels.join(', ')}]`));
  }
  if (first?.kind === 'string') {
    const owner = context.inputs.inputBehind(object);
    const kind = context.language.semantics.objects === 'records' ? 'record' : 'dictionary';
    if (owner !== undefined) context.inputs.demandByName(owner, [{ kind }], context.span);
  }
  // A mask: what it is made of is an array.
  if (first?.kind === 'scalar' && first.type === 'bool') demandArray(context, first, rankAndSizes(1));
  demandTargetColumn(context, object);
  demandIndexable(context, object, indices);
  return impossible(context, 'A number cannot be indexed.', 'TypeError', 'IndexError', 'LookupError');
}
