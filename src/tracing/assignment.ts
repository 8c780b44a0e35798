/** What stands left of `=`: names, elements, attributes, unpacking. */
import * as make from '../calculus/construct';
import type { NodeId } from '../calculus/graph';
import type { BinaryOperator, Target } from '../languages/program';
import type { Span } from '../languages/source';
import { broadcastShapes, broadcastTo, copyOf, elementsOf, positionsOf, sizeOf } from './arrays';
import { checkWritable } from './aliases';
import { bindAttribute, readAttribute } from './attributes';
import { callMethod } from './calls';
import { demandSameSize, itemsToUnpack, settled, toArray, toCount, toFullArray } from './coercion';
import { at, refuse } from './context';
import type { Context } from './context';
import { evaluate, evaluateIndices } from './expressions';
import { select } from './indexing';
import type { Selection } from './indexing';
import { asPlain, isMatrix, selectOfMatrix } from './matrices';
import { asNumber, selectNode } from './merge';
import { binary } from './operators';
import { toComplex } from './primitives/complex';
import { positionIn } from './sequences';
import { sliceOf } from './indexing';
import { propertyOf } from './objects';
import { keyOf, readDictionary, subscript } from './subscripts';
import { Refusal } from './refusal';
import { describe, list, none, tuple } from './values';
import type { ArrayValue, DictionaryEntry, DictionaryObject, ElementBuffer, ListObject, Value } from './values';

export function writeElement(context: Context, buffer: ElementBuffer, place: number, node: NodeId, span?: Span): void {
  context.heap.write(buffer, place, { node, span: span ?? context.span });
}

export function writeItems(context: Context, object: ListObject, items: readonly Value[]): void {
  checkWritable(context, object);
  context.heap.write(object, 'items', items);
}

export function writeEntry(context: Context, object: DictionaryObject, key: Value, value: Value): void {
  checkWritable(context, object);
  const name = keyOf(context, key);
  if (name === undefined) return refuse(context, 'Which entry this key picks is not known.');
  const entries = new Map<string, DictionaryEntry>(object.entries);
  entries.set(name, { key, value });
  context.heap.write(object, 'entries', entries);
}

/** The node as an element of an array of this type. Whole numbers are cut off on assignment, which is no formula. */
function asElement(context: Context, array: ArrayValue, node: NodeId, type: ArrayValue['type']): NodeId {
  const g = context.graph;
  if (array.type === 'bool') return g.isCondition(node) ? node : make.notEqual(g, node, g.integer(0));
  const number = asNumber(g, node);
  if (array.type === 'int' && type === 'float') {
    const value = g.exactOf(number);
    if (value?.denominator !== 1n)
      refuse(
        context,
        'This array holds whole numbers: what is written into it is cut off, which has no derivative. Give it `dtype=float`.',
      );
  }
  return number;
}

/** `array[selection] = value`. */
export function writeSelection(context: Context, array: ArrayValue, selection: Selection, value: Value): void {
  checkWritable(context, array.buffer);
  const { graph: g } = context;
  if (selection.kind === 'mask') {
    const whole = settled(context, array);
    const conditions = elementsOf(selection.mask);
    const places = positionsOf(whole);
    const replacement =
      value.kind === 'masked'
        ? maskedElements(context, value, selection.mask)
        : elementsOf(broadcastTo(singleValue(context, value), whole.shape));
    const type = value.kind === 'masked' ? value.elements.type : toFullArray(context, value).type;
    places.forEach((place, i) => {
      const old = array.buffer.nodes[place] as NodeId;
      const node = asElement(context, array, replacement[i] as NodeId, type);
      writeElement(context, array.buffer, place, selectNode(g, conditions[i] as NodeId, node, old));
    });
    return;
  }
  const places = selection.kind === 'view' ? positionsOf(selection.view) : selection.places;
  const shape = selection.kind === 'view' ? selection.view.shape : selection.shape;
  const source = toFullArray(context, value);
  const excess = source.shape.length - shape.length;
  const trimmed =
    excess > 0 && source.shape.slice(0, excess).every((size) => size === 1)
      ? { ...source, shape: source.shape.slice(excess), strides: source.strides.slice(excess) }
      : source;
  const together = broadcastShapes([trimmed.shape, shape]);
  if (!together || together.length !== shape.length || sizeOf(together) !== sizeOf(shape)) {
    const [from, to] = [trimmed.shape.at(-1), shape.at(-1)];
    if (from !== undefined && to !== undefined && from !== to) demandSameSize(context, [trimmed, array], from, to);
    refuse(
      context,
      `Values of the shape (${source.shape.join(', ')}) do not fit into the shape (${shape.join(', ')}).`,
    );
  }
  // Copied first: source and target may be the same elements.
  const full = broadcastTo(trimmed, shape);
  const nodes = elementsOf(full);
  const spans = positionsOf(full).map((place) => full.buffer.spans[place]);
  context.budget.spend(g, context.span, places.length);
  places.forEach((place, i) =>
    writeElement(context, array.buffer, place, asElement(context, array, nodes[i] as NodeId, source.type), spans[i]),
  );
}

function singleValue(context: Context, value: Value): ArrayValue {
  const array = toFullArray(context, value);
  if (sizeOf(array.shape) !== 1) refuse(context, 'How many elements the condition picks is not known.');
  return { ...array, shape: [], strides: [] };
}

function maskedElements(context: Context, value: Extract<Value, { kind: 'masked' }>, mask: ArrayValue): NodeId[] {
  const [own, other] = [elementsOf(value.mask), elementsOf(mask)];
  if (own.length !== other.length || own.some((node, i) => node !== other[i]))
    refuse(context, 'These are the elements that two different conditions pick.');
  return elementsOf(value.elements);
}

const LONGEST_LIST = 100_000;

function writeIntoList(context: Context, object: ListObject, index: Value, value: Value): void {
  const items = [...object.items];
  if (context.language.semantics.missing === 'undefined' && index.kind !== 'slice') {
    const at = toCount(context, index, 'This index');
    if (at < 0 || at > LONGEST_LIST) return refuse(context, `The index ${at} is none of a list.`);
    // Writing past the end makes the list longer.
    while (items.length < at) items.push(none);
    items[at] = value;
    return writeItems(context, object, items);
  }
  if (index.kind === 'slice') {
    const { start, count, step } = sliceOf(context, index, items.length);
    const replacement = itemsToUnpack(context, value, count, true);
    if (step === 1) items.splice(start, count, ...replacement);
    else if (replacement.length === count) replacement.forEach((item, i) => (items[start + i * step] = item));
    else refuse(context, 'A slice with a step takes as many items as it has.');
  } else items[positionIn(context, items.length, index)] = value;
  writeItems(context, object, items);
}

/** Where rows of arrays are objects of their own, one cannot be put in another's place: it would be two names of one row. */
function elementOnly(context: Context, selection: Selection): Selection {
  const isRow = selection.kind === 'view' && selection.view.shape.length > 0;
  if (isRow && context.language.semantics.arrayProduct === 'none')
    refuse(context, 'A row of an array of numbers is replaced here, which is not followed: write its elements.');
  return selection;
}

/** `object[indices] = value`. */
export function writeSubscript(context: Context, object: Value, indices: readonly Value[], value: Value): void {
  const [first] = indices;
  const flat = indices.length === 1 && first?.kind === 'tuple' ? first.items : indices;
  switch (object.kind) {
    case 'array':
      if (value.kind === 'complex') return refuse(context, 'A complex number is written into an array of real ones.');
      if (isMatrix(object)) return writeSelection(context, object, selectOfMatrix(context, object, flat), value);
      return writeSelection(context, object, elementOnly(context, select(context, object, flat)), value);
    case 'complex': {
      const { real, imaginary } = toComplex(context, value);
      writeSubscript(context, object.real, indices, real);
      return writeSubscript(context, object.imaginary, indices, imaginary);
    }
    case 'list':
      return writeIntoList(context, object.object, first as Value, value);
    case 'dictionary':
      return writeEntry(context, object.object, indices.length === 1 ? (first as Value) : tuple(indices), value);
    case 'scalar':
      // An argument that is written to is an array, or a dictionary.
      subscript(context, object, indices);
      return refuse(context, 'What an unknown function gives cannot be written to.');
    case 'record': {
      const property =
        first && context.language.semantics.objects === 'records' ? propertyOf(context, first) : undefined;
      if (property !== undefined) return bindAttribute(context, object, property, value);
      const items = object.object.attributes.get('__items__');
      if (items) return writeSubscript(context, items, indices, value);
      if (callMethod(context, object, '__setitem__', [indices.length === 1 ? (first as Value) : tuple(indices), value]))
        return;
      return refuse(context, `How ${describe(object)} is written to is not known.`);
    }
    case 'unknown':
      throw new Refusal(object.reason);
    default:
      return refuse(context, `This is ${describe(object)}, which cannot be written to.`);
  }
}

/** Gives a node the name of the variable that it is bound to. */
function nameNode(context: Context, name: string, value: Value): void {
  if (value.kind !== 'scalar' || context.graph.isCondition(value.node)) return;
  if (context.graph.operands(value.node).length > 0 && !context.graph.names.has(value.node))
    context.graph.names.set(value.node, name);
}

/** Languages whose arrays are values copy them on assignment. */
const asAssigned = (context: Context, value: Value): Value =>
  value.kind === 'array' && context.language.semantics.arrays === 'value' ? copyOf(value) : value;

export function assignName(context: Context, name: string, value: Value): void {
  nameNode(context, name, value);
  context.wholes.name(name, value);
  context.heap.write(context.scope.home(name), name, asAssigned(context, value));
}

/** `target = value`. */
export function assign(context: Context, target: Target, value: Value): void {
  at(context, target.span, () => {
    switch (target.kind) {
      case 'name':
        return assignName(context, target.name, value);
      case 'attribute':
        return bindAttribute(context, evaluate(context, target.object), target.name, value);
      case 'index':
        return writeSubscript(
          context,
          evaluate(context, target.object),
          evaluateIndices(context, target.indices),
          value,
        );
      case 'tuple':
        return unpack(context, target.items, value);
      case 'rest':
        return assign(context, target.target, value);
      case 'unsupported':
        throw new Refusal(target.reason);
    }
  });
}

/** `del target`. */
export function remove(context: Context, target: Target): void {
  if (target.kind === 'name') return context.heap.write(context.scope.home(target.name), target.name, undefined);
  if (target.kind === 'unsupported') throw new Refusal(target.reason);
  if (target.kind === 'tuple') return target.items.forEach((item) => remove(context, item));
  if (target.kind === 'rest') return remove(context, target.target);
  const object = evaluate(context, target.object);
  if (target.kind === 'attribute') {
    if (object.kind !== 'record')
      return refuse(context, `\`.${target.name}\` of ${describe(object)} cannot be deleted.`);
    const reason = { message: `\`${target.name}\` has been deleted.`, span: context.span };
    return context.heap.write(object.object, target.name, { kind: 'unknown', reason });
  }
  const [index] = evaluateIndices(context, target.indices);
  if (object.kind === 'dictionary' && index) {
    const name = keyOf(context, index);
    if (name === undefined || !object.object.entries.has(name))
      return refuse(context, 'Which entry is deleted here is not known.');
    checkWritable(context, object.object);
    const entries = new Map(object.object.entries);
    entries.delete(name);
    return context.heap.write(object.object, 'entries', entries);
  }
  if (object.kind === 'list' && index) {
    const items = [...object.object.items];
    if (index.kind === 'slice') {
      const { start, count, step } = sliceOf(context, index, items.length);
      const gone = new Set(Array.from({ length: count }, (_unused, i) => start + i * step));
      return writeItems(
        context,
        object.object,
        items.filter((_item, i) => !gone.has(i)),
      );
    }
    items.splice(positionIn(context, items.length, index), 1);
    return writeItems(context, object.object, items);
  }
  return refuse(context, `An item of ${describe(object)} cannot be deleted.`);
}

function unpack(context: Context, targets: readonly Target[], value: Value): void {
  const rest = targets.findIndex((target) => target.kind === 'rest');
  const items = itemsToUnpack(context, value, rest < 0 ? targets.length : targets.length - 1, rest >= 0);
  const names = targets.flatMap((target) => (target.kind === 'name' ? [target.name] : []));
  if (names.length === targets.length && new Set(names).size > 1) context.inputs.noteParts(value, names);
  const missing = rest < 0 ? items.length !== targets.length : items.length < targets.length - 1;
  if (missing) refuse(context, `${items.length} values cannot be unpacked into ${targets.length} names.`);
  if (rest < 0) return targets.forEach((target, i) => assign(context, target, items[i] as Value));
  const after = targets.length - rest - 1;
  targets.slice(0, rest).forEach((target, i) => assign(context, target, items[i] as Value));
  assign(context, targets[rest] as Target, list(items.slice(rest, items.length - after)));
  targets.slice(rest + 1).forEach((target, i) => assign(context, target, items[items.length - after + i] as Value));
}

/** `target operator= value`: arrays and lists change in place, so that every name of them sees it. */
export function augment(context: Context, target: Target, operator: BinaryOperator, value: Value): void {
  at(context, target.span, () => {
    if (target.kind === 'name') {
      const old = evaluate(context, { kind: 'name', name: target.name, span: target.span });
      return assignName(context, target.name, augmented(context, operator, old, value));
    }
    if (target.kind === 'attribute') {
      const object = evaluate(context, target.object);
      return bindAttribute(
        context,
        object,
        target.name,
        augmented(context, operator, readAttribute(context, object, target.name), value),
      );
    }
    if (target.kind === 'index') {
      const object = evaluate(context, target.object);
      const indices = evaluateIndices(context, target.indices);
      const missing =
        object.kind === 'dictionary' ? dictionaryDefault(context, object.object, indices[0] as Value) : undefined;
      const old = missing ?? subscript(context, object, indices);
      // A view has been written to in place already; writing it back changes nothing, and is right for scalars.
      return writeSubscript(context, object, indices, augmented(context, operator, old, value));
    }
    if (target.kind === 'unsupported') throw new Refusal(target.reason);
    return refuse(context, 'This cannot be changed in place.');
  });
}

/** The entry, or `undefined` where reading it would be refused for good reason by the ordinary way. */
function dictionaryDefault(context: Context, object: DictionaryObject, key: Value): Value | undefined {
  return keyOf(context, key) === undefined ? undefined : readDictionary(context, object, key);
}

function augmented(context: Context, operator: BinaryOperator, old: Value, value: Value): Value {
  const inPlace = context.language.semantics.arrays === 'reference';
  if (old.kind === 'array' && inPlace && operator !== '@') {
    const whole = settled(context, old);
    // In place, an array goes on working element by element.
    const other = isMatrix(value) && !isMatrix(whole) ? asPlain(value) : value;
    const result = binary(context, operator, whole, other);
    if (result.kind === 'array' && result.shape.join() !== whole.shape.join())
      refuse(
        context,
        `An array of shape (${whole.shape.join(', ')}) cannot become one of shape (${result.shape.join(', ')}) in place.`,
      );
    writeSelection(context, whole, { kind: 'view', view: whole }, toArray(context, result));
    return whole;
  }
  if (old.kind === 'list' && operator === '+' && inPlace) {
    writeItems(context, old.object, [...old.object.items, ...itemsToUnpack(context, value, 0, true)]);
    return old;
  }
  return binary(context, operator, old, value);
}
