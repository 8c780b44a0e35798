/** `object[i, j]` on arrays: views for integers and slices, copies for lists of indices and masks, as NumPy has it. */
import { isFalse, isTrue } from '../calculus/conditions';
import type { NodeId } from '../calculus/graph';
import {
  broadcastShapes,
  broadcastTo,
  elementsOf,
  freshArray,
  positionsOf,
  sameShape,
  sizeOf,
  sourceAxes,
} from './arrays';
import { closedNumber, isPlainArithmetic, leavesOf } from './constants';
import { refuse } from './context';
import type { Context } from './context';
import { demandArray, settled, toArray, toCount, toScalar } from './coercion';
import { numberNode } from './numbers';
import type { Change } from './refusal';
import { LARGEST_GUESS } from './shapes';
import { describe } from './values';
import type { ArrayValue, Scalar, Value } from './values';

/** What an index picks: a view, or places in the buffer in a shape of their own. */
export type Selection =
  | { readonly kind: 'view'; readonly view: ArrayValue }
  | { readonly kind: 'places'; readonly places: readonly number[]; readonly shape: readonly number[] }
  /** A mask that is not known. */
  | { readonly kind: 'mask'; readonly mask: ArrayValue };

type Item =
  | { readonly kind: 'integer'; readonly index: number }
  | { readonly kind: 'slice'; readonly start: Value; readonly stop: Value; readonly step: Value }
  | { readonly kind: 'newAxis' }
  | { readonly kind: 'list'; readonly indices: ArrayValue };

/** The first, the count and the step of the elements that a slice picks from `size`. */
export function sliceOf(
  context: Context,
  slice: { readonly start: Value; readonly stop: Value; readonly step: Value },
  size: number,
): { start: number; count: number; step: number } {
  const bound = (value: Value, what: string): number | null =>
    value.kind === 'none' ? null : toCount(context, value, what);
  const step = bound(slice.step, 'The step of this slice') ?? 1;
  if (step === 0) refuse(context, 'The step of a slice cannot be 0.');
  const clamp = (index: number | null, ifMissing: number): number => {
    if (index === null) return ifMissing;
    const fromStart = index < 0 ? index + size : index;
    return step > 0 ? Math.min(Math.max(fromStart, 0), size) : Math.min(Math.max(fromStart, -1), size - 1);
  };
  const start = clamp(bound(slice.start, 'The start of this slice'), step > 0 ? 0 : size - 1);
  const stop = clamp(bound(slice.stop, 'The end of this slice'), step > 0 ? size : -1);
  return { start, count: Math.max(0, Math.ceil((stop - start) / step)), step };
}

const isIndexArray = (value: Value): boolean =>
  value.kind === 'array' || value.kind === 'list' || value.kind === 'range';

/** What a scalar must become to be indexed so. */
function changesFor(context: Context, indices: readonly Value[]): Change[] {
  const picked = indices.filter((index) => index.kind !== 'none' && index.kind !== 'ellipsis');
  const changes: Change[] = [{ kind: 'rank', rank: Math.max(1, picked.length) }];
  picked.forEach((index, axis) => {
    const known = index.kind === 'scalar' ? closedNumber(context.graph, numberNode(context, index)) : undefined;
    if (known !== undefined && Number.isInteger(known) && known >= 0)
      changes.push({ kind: 'atLeast', axis, size: known + 1 });
    else if (isIndexArray(index)) {
      const largest = Math.max(
        -1,
        ...elementsOf(toArray(context, index) as ArrayValue).map((n) => closedNumber(context.graph, n) ?? -1),
      );
      changes.push({ kind: 'atLeast', axis, size: largest + 1 }, { kind: 'any', axis });
    } else changes.push({ kind: 'any', axis });
  });
  return changes;
}

/** Asks that the argument behind a scalar or a too small array be larger; returns if there is none. */
export function demandIndexable(context: Context, value: Value, indices: readonly Value[]): void {
  if (value.kind === 'scalar') demandArray(context, value, changesFor(context, indices));
  if (value.kind === 'array') {
    const picked = indices.filter((index) => index.kind !== 'none' && index.kind !== 'ellipsis').length;
    if (picked > value.shape.length && !value.source) demandImage(context, value, indices);
    if (picked > value.shape.length && value.source) {
      const { input } = value.source;
      const rank = context.inputs.book.sizesOf(input).length + picked - value.shape.length;
      const isWhole = context.inputs.book.sizesOf(input).length === value.shape.length;
      context.inputs.demandByName(
        input,
        isWhole ? changesFor(context, indices) : [{ kind: 'rank', rank }],
        context.span,
      );
    }
  }
}

/** `np.clip(p, 0, 1)[rows, labels]`: what was worked out of one argument element by element has as many axes as that. */
function demandImage(context: Context, value: ArrayValue, indices: readonly Value[]): void {
  const { graph, inputs, span } = context;
  const [name, ...others] = new Set(leavesOf(graph, elementsOf(value)).map((leaf) => inputs.ownerOf(leaf)));
  if (name === undefined || others.length > 0 || !sameShape(inputs.book.sizesOf(name), value.shape)) return;
  inputs.demandByName(name, changesFor(context, indices), span);
}

/** `scores[y[i]]`: what an argument's elements are used as indices is an array of labels. */
function demandLabels(context: Context, value: Scalar): void {
  const [leaf, ...others] = leavesOf(context.graph, [value.node]);
  const owner = leaf === undefined || others.length > 0 ? undefined : context.inputs.ownerOf(leaf);
  if (owner === undefined || !isPlainArithmetic(context.graph, value.node)) return;
  context.inputs.demandByName(owner, [{ kind: 'labels' }], context.span);
}

/** `scores[np.arange(n), y]`: beside a list of indices, an argument that nothing is known of is a list, too. */
function demandListsOfIndices(context: Context, indices: readonly Value[]): void {
  const lists = indices.filter((index): index is ArrayValue => index.kind === 'array' && index.type === 'int');
  const [first] = lists;
  if (first?.shape.length !== 1) return;
  for (const index of indices) {
    const name = index.kind === 'scalar' ? context.inputs.ownerOf(index.node) : undefined;
    if (name === undefined || context.inputs.book.stateOf(name).rank !== null) continue;
    const size = first.shape[0] as number;
    context.inputs.demandByName(
      name,
      [
        { kind: 'rank', rank: 1 },
        { kind: 'exactly', axis: 0, size },
      ],
      context.span,
    );
  }
}

/** Beside another list of indices, an argument that is one has as many. */
function demandAsManyIndices(context: Context, lists: readonly ArrayValue[]): void {
  for (const { shape, source } of lists)
    for (const other of lists) {
      const [axis = -1, ...more] = source?.axes ?? [];
      const [size] = other.shape;
      if (source && axis >= 0 && more.length === 0 && size !== undefined && size !== shape[0])
        context.inputs.demandByName(source.input, [{ kind: 'exactly', axis, size }], context.span);
    }
}

/** `scores[np.arange(len(y)), y]`: of labels that nothing counts there is one for each row. */
function demandOneForEachRow(context: Context, array: ArrayValue, items: readonly Item[]): void {
  const lists = items.flatMap((item, axis) => (item.kind === 'list' ? [{ axis, indices: item.indices }] : []));
  const [rows, labels, ...others] = lists;
  if (!rows || !labels || others.length > 0 || items.some(({ kind }) => kind === 'newAxis')) return;
  const [count = 0] = rows.indices.shape;
  const isInOrder = elementsOf(rows.indices).every((node, i) => closedNumber(context.graph, node) === i);
  const size = array.shape[rows.axis] as number;
  const { source, shape } = labels.indices;
  if (!source || shape.join() !== String(count) || rows.indices.shape.length !== 1 || !isInOrder || count >= size)
    return;
  const state = context.inputs.book.stateOf(source.input);
  if (state.role !== 'labels' || state.isSaid) return;
  context.inputs.demandByName(source.input, [{ kind: 'exactly', axis: 0, size }], context.span);
}

/** Names of lists of indices that pick a diagonal. */
const DIAGONAL = /(^|_|\.)diag/i;

/** Of `xyz = xyz.reshape(-1, 3)` another row is asked for: three elements more of the argument. */
function demandRowsOfReshaped(context: Context, array: ArrayValue, axis: number, rows: number): void {
  const [first, ...others] = elementsOf(array);
  const owner = first === undefined ? undefined : context.inputs.ownerOf(first);
  if (owner === undefined || axis > 0 || array.shape.length < 2) return;
  const symbols = context.inputs.symbolsOf(owner);
  const isWhole = symbols.length === others.length + 1 && elementsOf(array).every((node, i) => node === symbols[i]);
  if (!isWhole || context.inputs.book.sizesOf(owner).length !== 1) return;
  const size = (symbols.length / (array.shape[0] as number)) * rows;
  context.inputs.demandByName(owner, [{ kind: 'atLeast', axis: 0, size }], context.span);
}

function readIndex(context: Context, array: ArrayValue, axis: number, value: Scalar): Item {
  const size = array.shape[axis] as number;
  demandLabels(context, value);
  const argument = context.inputs.ownerOf(value.node);
  // `J[diag] += 1` with `diag = np.diag_indices(n)` where it is called.
  if (argument !== undefined && array.shape.length === 2 && DIAGONAL.test(argument))
    refuse(context, `Which elements \`${argument}\` picks is not known.`);
  if (argument !== undefined) context.inputs.demandByName(argument, [{ kind: 'count', isIndex: true }], context.span);
  const index = toCount(context, value, 'This index');
  const { source } = array;
  const sourceAxis = source?.axes[axis] ?? -1;
  if (index < 0) {
    if (source && sourceAxis >= 0 && context.inputs.isOpen(array))
      context.inputs.demandByName(source.input, [{ kind: 'any', axis: sourceAxis }], context.span);
    if (!context.language.semantics.negativeIndices) refuse(context, `The index ${index} is before the first element.`);
  }
  const base = context.language.semantics.indexBase;
  const fromZero = index < 0 ? index + size : index - base;
  if (fromZero >= size || fromZero < 0) {
    const missing = (index < 0 ? -index : index - base + 1) - size;
    if (source && sourceAxis >= 0) {
      const full = context.inputs.book.sizesOf(source.input)[sourceAxis] ?? size;
      context.inputs.demandByName(
        source.input,
        [{ kind: 'atLeast', axis: sourceAxis, size: full + missing }],
        context.span,
      );
    } else {
      demandRowsOfReshaped(context, array, axis, size + missing);
      const change: Change = { kind: 'atLeast', axis: 0, size: size + missing };
      context.inputs.demand(elementsOf(array), [{ kind: 'rank', rank: 1 }, change], context.span);
    }
    refuse(context, `The index ${index} is outside of an axis with ${size} element${size === 1 ? '' : 's'}.`);
  }
  return { kind: 'integer', index: fromZero };
}

/** A mask that is known becomes lists of indices; `undefined` for one that is not. */
function maskToLists(context: Context, mask: ArrayValue): ArrayValue[] | undefined {
  const g = context.graph;
  const nodes = elementsOf(mask);
  if (!nodes.every((node) => isTrue(g, node) || isFalse(g, node))) return undefined;
  const picked = nodes.flatMap((node, flat) => (isTrue(g, node) ? [flat] : []));
  let inner = sizeOf(mask.shape);
  return mask.shape.map((size) => {
    inner /= size;
    const indices = picked.map((flat) => g.integer(Math.floor(flat / inner) % size));
    return freshArray(indices, [picked.length], 'int');
  });
}

/** Finds what the indices pick from an array. */
export function select(context: Context, object: ArrayValue, indices: readonly Value[]): Selection {
  const plain = indices.map((index) => {
    if (index.kind !== 'list' && index.kind !== 'range' && index.kind !== 'tuple') return index;
    if (index.kind === 'list' && index.object.items.some((item) => item.kind === 'array'))
      refuse(
        context,
        'A list of arrays as an index meant a tuple before NumPy 1.23 and picks rows since: write a tuple.',
      );
    return toArray(context, index);
  });
  const consumed = plain.reduce(
    (count, index) =>
      count +
      (index.kind === 'none' || index.kind === 'ellipsis'
        ? 0
        : index.kind === 'array' && index.type === 'bool'
          ? index.shape.length
          : 1),
    0,
  );
  demandIndexable(context, object, plain);
  demandListsOfIndices(context, plain);
  if (consumed > object.shape.length)
    refuse(context, `There are ${consumed} indices, and this is ${describe(object)}.`);
  const needsAll = plain.some((index) => index.kind !== 'scalar');
  const array =
    needsAll && plain.some((index) => index.kind === 'slice' || index.kind === 'array')
      ? openSliced(context, object, plain)
      : object;
  const items: Item[] = [];
  let axis = 0;
  let hasEllipsis = false;
  for (const index of plain) {
    switch (index.kind) {
      case 'none':
        items.push({ kind: 'newAxis' });
        break;
      case 'ellipsis': {
        if (hasEllipsis) refuse(context, 'An index can have one `...` only.');
        hasEllipsis = true;
        const skipped = array.shape.length - consumed;
        for (let i = 0; i < skipped; i += 1) items.push(whole);
        axis += skipped;
        break;
      }
      case 'slice':
        items.push(index);
        axis += 1;
        break;
      case 'scalar':
        if (index.type === 'bool') return refuse(context, 'An array indexed by a single condition is not understood.');
        items.push(readIndex(context, array, axis, index));
        axis += 1;
        break;
      case 'array':
        if (index.type === 'bool') {
          fitMask(context, array, axis, index);
          if (index.shape.some((size, k) => size !== array.shape[axis + k]))
            refuse(context, `The mask's shape (${index.shape.join(', ')}) is not the array's.`);
          const lists = maskToLists(context, index);
          if (!lists) {
            if (plain.length === 1 && index.shape.length === array.shape.length) return { kind: 'mask', mask: index };
            return refuse(context, 'Which elements this mask picks depends on values that are not known.');
          }
          for (const indices of lists) items.push({ kind: 'list', indices });
          axis += index.shape.length;
        } else {
          items.push(
            index.shape.length === 0
              ? readIndex(context, array, axis, toScalar(context, index))
              : { kind: 'list', indices: index },
          );
          axis += 1;
        }
        break;
      default:
        return refuse(context, `${describe(index)} is no index.`);
    }
  }
  for (; axis < array.shape.length; axis += 1) items.push(whole);
  return items.some((item) => item.kind === 'list')
    ? pick(context, array, items)
    : { kind: 'view', view: cut(context, array, items) };
}

/** An argument of unknown sizes is given those of the mask. */
function fitMask(context: Context, array: ArrayValue, axis: number, mask: ArrayValue): void {
  const { source } = array;
  if (!source) return;
  const changes = mask.shape.flatMap((size, k): Change[] => {
    const onInput = source.axes[axis + k] ?? -1;
    return onInput < 0 || size === array.shape[axis + k] ? [] : [{ kind: 'exactly', axis: onInput, size }];
  });
  if (changes.length > 0) context.inputs.demandByName(source.input, changes, context.span);
}

const whole: Item = { kind: 'slice', start: { kind: 'none' }, stop: { kind: 'none' }, step: { kind: 'none' } };

/** An argument of which only indices have been seen is sliced: the sliced axes get sizes of their own. */
function openSliced(context: Context, array: ArrayValue, indices: readonly Value[]): ArrayValue {
  const { source } = array;
  if (!source) return array;
  const isOpen = context.inputs.isOpen(array);
  const changes: Change[] = [];
  let axis = 0;
  for (const index of indices) {
    if (index.kind === 'none') continue;
    if (index.kind === 'ellipsis') break;
    const onInput = source.axes[axis] ?? -1;
    if (onInput < 0) {
      axis += 1;
      continue;
    }
    if (index.kind === 'slice') {
      const ends = [index.start, index.stop].flatMap((end) =>
        end.kind === 'scalar' ? [closedNumber(context.graph, numberNode(context, end)) ?? 0] : [],
      );
      const startsAt =
        index.start.kind === 'scalar' ? (closedNumber(context.graph, numberNode(context, index.start)) ?? 0) : 0;
      // A single element would go with arrays of any size: of two, it is found out what they have to go with.
      const rest = startsAt > 1 && index.stop.kind === 'none' ? 2 : 1;
      const atLeast = Math.max(0, ...ends, startsAt > 0 ? startsAt + rest : 0);
      const isKnown = context.inputs.book.stateOf(source.input).axes[onInput]?.kind === 'fixed';
      // An end asks for nothing: `x[:1000]` is all of a shorter x.
      if (!isKnown && startsAt > LARGEST_GUESS)
        refuse(context, `\`${source.input}\` has more than ${startsAt} elements here, which are too many to be shown.`);
      if (isOpen) changes.push({ kind: 'any', axis: onInput });
      if (atLeast > (array.shape[axis] as number)) changes.push({ kind: 'atLeast', axis: onInput, size: atLeast });
    } else if (index.kind === 'array' && isOpen) changes.push({ kind: 'any', axis: onInput });
    axis += 1;
  }
  if (changes.length > 0) context.inputs.demandByName(source.input, changes, context.span);
  return array;
}

/** Integers, slices and new axes: a view. */
function cut(context: Context, array: ArrayValue, items: readonly Item[]): ArrayValue {
  const [shape, strides, sourceAxesLeft]: [number[], number[], number[]] = [[], [], []];
  let { offset } = array;
  let axis = 0;
  for (const item of items) {
    if (item.kind === 'newAxis') {
      shape.push(1);
      strides.push(0);
      sourceAxesLeft.push(-1);
      continue;
    }
    const stride = array.strides[axis] as number;
    if (item.kind === 'integer') offset += item.index * stride;
    else if (item.kind === 'slice') {
      const { start, count, step } = sliceOf(context, item, array.shape[axis] as number);
      offset += start * stride;
      shape.push(count);
      strides.push(stride * step);
      sourceAxesLeft.push(array.source?.axes[axis] ?? -1);
    }
    axis += 1;
  }
  return { ...array, shape, strides, offset, ...sourceAxes(array, () => sourceAxesLeft) };
}

/**
 * Lists of indices, broadcast against each other; slices beside them stay. The picked axes come where the lists stand
 * if these stand side by side, else first (NumPy, "Combining advanced and basic indexing").
 */
function pick(context: Context, array: ArrayValue, items: readonly Item[]): Selection {
  const isAdvanced = (item: Item): boolean => item.kind === 'list' || item.kind === 'integer';
  const advanced = items.flatMap((item, i) => (isAdvanced(item) ? [i] : []));
  const adjacent = advanced.every((position, k) => position === (advanced[0] as number) + k);
  demandOneForEachRow(context, array, items);
  const lists = items.flatMap((item) => (item.kind === 'list' ? [item.indices] : []));
  const common = broadcastShapes(lists.map((indices) => indices.shape));
  if (!common) demandAsManyIndices(context, lists);
  if (!common) return refuse(context, 'The lists of indices have shapes that do not go together.');
  let axis = 0;
  let base = array.offset;
  const pickedOffsets = new Array<number>(sizeOf(common)).fill(0);
  const before: { size: number; stride: number }[] = [];
  const after: { size: number; stride: number }[] = [];
  let seenAdvanced = false;
  for (const item of items) {
    const kept = adjacent && !seenAdvanced ? before : after;
    if (item.kind === 'newAxis') {
      kept.push({ size: 1, stride: 0 });
      continue;
    }
    const [size, stride] = [array.shape[axis] as number, array.strides[axis] as number];
    if (item.kind === 'slice') {
      const { start, count, step } = sliceOf(context, item, size);
      base += start * stride;
      kept.push({ size: count, stride: stride * step });
    } else if (item.kind === 'integer') {
      base += item.index * stride;
      seenAdvanced = true;
    } else {
      seenAdvanced = true;
      const indices = elementsOf(broadcastTo(item.indices, common));
      indices.forEach((node, i) => {
        const { index } = readIndex(context, array, axis, { kind: 'scalar', node, type: 'int' }) as { index: number };
        pickedOffsets[i] = (pickedOffsets[i] as number) + index * stride;
      });
    }
    axis += 1;
  }
  const view = (axes: readonly { size: number; stride: number }[], offset: number): number[] =>
    positionsOf({ shape: axes.map((a) => a.size), strides: axes.map((a) => a.stride), offset });
  const places = view(before, base).flatMap((start) => pickedOffsets.flatMap((offset) => view(after, start + offset)));
  return { kind: 'places', places, shape: [...before.map((a) => a.size), ...common, ...after.map((a) => a.size)] };
}

/** The elements that a selection picks, as an array: a view where it is one. */
export function read(context: Context, array: ArrayValue, selection: Selection): Value {
  if (selection.kind === 'view') return selection.view;
  if (selection.kind === 'mask') return { kind: 'masked', elements: settled(context, array), mask: selection.mask };
  const nodes = selection.places.map((place) => array.buffer.nodes[place] as NodeId);
  return freshArray(nodes, selection.shape, array.type);
}
