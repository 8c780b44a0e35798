/**
 * Elements at places that depend on values: searched in a table, rounded down, where the least stands. What stands at
 * each place is taken where the place is that one: the place jumps, and between its jumps it has the slope 0.
 */
import * as make from '../calculus/construct';
import type { NodeId } from '../calculus/graph';
import { Op } from '../calculus/operations';
import { rebuild } from '../calculus/transplant';
import { elementsOf, freshArray, reshaped } from './arrays';
import { sequenceOf, settled, toArray } from './coercion';
import { closedNumber } from './constants';
import { refuse, requireHere } from './context';
import type { Context } from './context';
import { containersMade } from './heap';
import { MergeMemo, mergeValues } from './merge';
import { scalar, tuple } from './values';
import type { ArrayValue, Scalar, Value } from './values';

/** The most elements among which one is picked by a place that is not known. */
const MOST_PICKED = 64;
/** The most places of a list of them. */
const MOST_PLACES = 16;

type Read = (context: Context, value: Value, indices: readonly Value[]) => Value;

/** A place that is whole by how it is made: an argument as an index is a count, and is asked for as one. */
const isOpenPlace = (context: Context, index: Value): index is Scalar =>
  index.kind === 'scalar' &&
  index.type === 'int' &&
  closedNumber(context.graph, index.node) === undefined &&
  context.inputs.inputBehind(index) === undefined;

/** `object[indices]` where one of the indices is such a place, `undefined` where none is. */
export function pickedElement(
  context: Context,
  object: Value,
  indices: readonly Value[],
  read: Read,
): Value | undefined {
  const [first] = indices;
  if (indices.length === 1 && first?.kind === 'array') return pickedElements(context, object, first, read);
  const position = indices.findIndex((index) => isOpenPlace(context, index));
  if (position < 0) return undefined;
  const size = sizeAt(context, object, indices, position);
  if (size === undefined || size === 0 || size > MOST_PICKED) return undefined;
  const index = indices[position] as Scalar;
  const at = (place: number): Value => {
    const known = scalar(context.graph.integer(place), 'int');
    return read(
      context,
      object,
      indices.map((other, i) => (i === position ? known : other)),
    );
  };
  const memo = new MergeMemo(containersMade());
  const places = placesOf(context, index.node);
  return places === undefined
    ? byEquality(context, index.node, size, at, memo)
    : (byBranches(context, places, size, at, memo) ??
        refuse(context, 'Every place that this index can be is outside.'));
}

/** A list of places, as of an order: one element for each. */
function pickedElements(context: Context, object: Value, places: ArrayValue, read: Read): Value | undefined {
  const g = context.graph;
  const nodes = elementsOf(places);
  if (object.kind !== 'array' || places.type !== 'int' || nodes.length > MOST_PLACES) return undefined;
  if (nodes.every((node) => closedNumber(g, node) !== undefined)) return undefined;
  if (nodes.some((node) => context.inputs.inputBehind(scalar(node, 'int')) !== undefined)) return undefined;
  const items = toArray(context, tuple(nodes.map((node) => read(context, object, [scalar(node, 'int')]))));
  if (items.kind === 'scalar') return items;
  return reshaped(freshArray(elementsOf(items), items.shape, items.type), [...places.shape, ...items.shape.slice(1)]);
}

/** How many elements the axis has that an index is of. */
function sizeAt(context: Context, object: Value, indices: readonly Value[], position: number): number | undefined {
  if (object.kind !== 'array') return indices.length === 1 ? sequenceOf(context, object).length : undefined;
  const isPlain = (index: Value): boolean => index.kind === 'scalar' || index.kind === 'slice' || index.kind === 'none';
  const before = indices.slice(0, position);
  if (!before.every(isPlain)) return undefined;
  return settled(context, object).shape[before.filter((index) => index.kind !== 'none').length];
}

/** A piecewise constant as the choice between its values, sums with constants included; `undefined` for anything else. */
function placesOf(context: Context, node: NodeId, depth = MOST_PICKED): NodeId | undefined {
  const g = context.graph;
  const known = closedNumber(g, node);
  if (known !== undefined) return Number.isInteger(known) ? g.integer(known) : undefined;
  if (depth === 0) return undefined;
  if (g.op(node) === Op.Select) {
    const [then, otherwise] = [g.b(node), g.c(node)].map((branch) => placesOf(context, branch, depth - 1));
    return then === undefined || otherwise === undefined ? undefined : make.select(g, g.a(node), then, otherwise);
  }
  const open = g.operands(node).filter((operand) => closedNumber(g, operand) === undefined);
  const [choice] = open;
  if (choice === undefined || open.length > 1 || g.isCondition(choice)) return undefined;
  const inner = placesOf(context, choice, depth - 1);
  if (inner === undefined || g.op(inner) !== Op.Select) return undefined;
  const changed = (branch: NodeId): NodeId =>
    g.op(branch) === Op.Select
      ? make.select(g, g.a(branch), changed(g.b(branch)), changed(g.c(branch)))
      : rebuild(g, g, node, (operand) => (operand === choice ? branch : operand));
  return placesOf(context, changed(inner), depth - 1);
}

/** Past the ends Python raises: a branch that leads there is not taken. `undefined` where all of them lead there. */
function byBranches(
  context: Context,
  node: NodeId,
  size: number,
  at: (place: number) => Value,
  memo: MergeMemo,
): Value | undefined {
  const g = context.graph;
  const { indexBase, negativeIndices } = context.language.semantics;
  const ofBranch = (branch: NodeId, path: NodeId): Value | undefined => {
    const place = closedNumber(g, branch);
    if (place !== undefined)
      return place >= (negativeIndices ? -size : indexBase) && place < size + indexBase ? at(place) : undefined;
    const condition = g.a(branch);
    const [here, elsewhere] = [make.and(g, path, condition), make.and(g, path, make.not(g, condition))];
    const [then, otherwise] = [ofBranch(g.b(branch), here), ofBranch(g.c(branch), elsewhere)];
    if (then && otherwise) return mergeValues(context, condition, then, otherwise, 'this element', memo);
    if (then ?? otherwise) requireHere(context, make.not(g, then ? elsewhere : here));
    return then ?? otherwise;
  };
  return ofBranch(node, make.trueNode(g));
}

/** As for branches: past the ends the function is not defined. */
function byEquality(
  context: Context,
  node: NodeId,
  size: number,
  at: (place: number) => Value,
  memo: MergeMemo,
): Value {
  const g = context.graph;
  const { indexBase, negativeIndices } = context.language.semantics;
  requireHere(context, make.lessOrEqual(g, node, g.integer(size - 1 + indexBase)));
  requireHere(context, make.lessOrEqual(g, g.integer(negativeIndices ? -size : indexBase), node));
  let result = at(size - 1 + indexBase);
  for (let i = size - 2; i >= 0; i -= 1) {
    const here = make.equal(g, node, g.integer(i + indexBase));
    const fromEnd = make.equal(g, node, g.integer(i - size));
    const condition = negativeIndices ? make.or(g, here, fromEnd) : here;
    result = mergeValues(context, condition, at(i + indexBase), result, 'this element', memo);
  }
  return result;
}
