/** Reading `object[…]` of any kind of value. */
import { freshArray } from './arrays';
import { containersMade } from './heap';
import type { Context } from './context';
import { refuse, resolved, unknown } from './context';
import { itemsAt } from './sequences';
import { demandIndexable, read as readSelection, select } from './indexing';
import { placeOfUpdate } from './primitives/functionalControl';
import { assembledBy } from './primitives/assemblers';
import { rankAndSizes } from './primitives/axes';
import { demandArray, sequenceOf, unwrap } from './coercion';
import { closedNumber } from './constants';
import * as make from '../calculus/construct';
import { Op } from '../calculus/operations';
import { readAttribute } from './attributes';
import { callMethod } from './calls';
import { propertyOf } from './objects';
import { MergeMemo, mergeValues } from './merge';
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
      const searched = searchedElement(context, object, flat);
      if (searched) return searched;
      const selection = select(context, object, flat);
      const result = readSelection(context, object, selection);
      return result.kind === 'array' && result.shape.length === 0 ? unwrap(result) : result;
    }
    case 'tuple':
    case 'list':
    case 'range': {
      const searched = searchedElement(context, object, indices);
      if (searched) return searched;
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

/** The most elements among which one is picked by a place that is not known. */
const MOST_PICKED = 64;

/**
 * An element at a place that depends on values: what stands at each place, where the place is that one. Only for places
 * that are whole by how they are made (searched in a table, rounded down); an argument as an index is a count.
 */
function searchedElement(context: Context, object: Value, indices: readonly Value[]): Value | undefined {
  const [index] = indices;
  const g = context.graph;
  if (indices.length !== 1 || index?.kind !== 'scalar' || index.type !== 'int') return undefined;
  if (closedNumber(g, index.node) !== undefined || context.inputs.inputBehind(index) !== undefined) return undefined;
  const items = sequenceOf(context, object);
  if (items.length === 0 || items.length > MOST_PICKED) return undefined;
  const { indexBase, negativeIndices } = context.language.semantics;
  const memo = new MergeMemo(containersMade());
  // Past the ends Python raises: there the function is not defined.
  const last = g.integer(items.length - 1 + indexBase);
  const first = g.integer(negativeIndices ? -items.length : indexBase);
  context.conditions.push(make.lessOrEqual(g, index.node, last), make.lessOrEqual(g, first, index.node));
  return items
    .map((item, i) => ({ item, i }))
    .reduceRight<Value | undefined>((rest, { item, i }) => {
      if (!rest) return item;
      const here = make.equal(g, index.node, g.integer(i + indexBase));
      const fromEnd = make.equal(g, index.node, g.integer(i - items.length));
      const condition = negativeIndices ? make.or(g, here, fromEnd) : here;
      return mergeValues(context, condition, item, rest, 'this element', memo);
    }, undefined);
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
  demandIndexable(context, object, indices);
  return refuse(context, 'A number cannot be indexed.');
}
