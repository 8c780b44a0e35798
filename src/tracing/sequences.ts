/** Items and slices of tuples, lists and ranges. */
import { refuse } from './context';
import type { Context } from './context';
import { sequenceOf, toCount } from './coercion';
import { elementsOf } from './arrays';
import { sliceOf } from './indexing';
import { rankAndSizes } from './primitives/axes';
import { describe, list, none, tuple } from './values';
import type { Tuple, Value } from './values';

type Slice = Extract<Value, { kind: 'slice' }>;
type Sequence = Extract<Value, { kind: 'tuple' | 'list' | 'range' }>;

/** The position that an index means, checked. */
export function positionIn(context: Context, size: number, index: Value): number {
  const { indexBase, negativeIndices } = context.language.semantics;
  const given = toCount(context, index, 'This index');
  const position = given < 0 && negativeIndices ? given + size : given - indexBase;
  if (position < 0 || position >= size)
    refuse(context, `The index ${given} is outside of a sequence with ${size} item${size === 1 ? '' : 's'}.`);
  return position;
}

/** `x.shape[2:]` still is of x. */
function laterSizes(context: Context, { shapeOf }: Tuple, { start, stop, step }: Slice): Partial<Tuple> {
  const sizesBefore = start.kind === 'none' ? 0 : toCount(context, start, 'The start of this slice');
  const isRest = stop.kind === 'none' && step.kind === 'none' && sizesBefore >= 0;
  return shapeOf && isRest ? { shapeOf, sizesBefore } : {};
}

/** `sequence[index]` or `sequence[start:stop:step]`. */
export function itemsAt(context: Context, sequence: Sequence, index: Value): Value {
  const items = sequenceOf(context, sequence);
  if (index.kind === 'slice') {
    const { start, count, step } = sliceOf(context, index, items.length);
    const picked = Array.from({ length: count }, (_unused, i) => items[start + i * step] as Value);
    return sequence.kind === 'tuple' ? { ...tuple(picked), ...laterSizes(context, sequence, index) } : list(picked);
  }
  if (index.kind !== 'scalar' && index.kind !== 'array')
    return refuse(context, `${describe(index)} is no index of ${describe(sequence)}.`);
  if (sequence.kind === 'tuple' && sequence.shapeOf && sequence.sizesBefore === undefined) {
    const axis = toCount(context, index, 'This index');
    const rank = axis < 0 ? -axis : axis + 1;
    if (rank > items.length) context.inputs.demand(elementsOf(sequence.shapeOf), rankAndSizes(rank), context.span);
  }
  if (context.language.semantics.missing === 'undefined') {
    const at = toCount(context, index, 'This index');
    return items[at] ?? none;
  }
  return items[positionIn(context, items.length, index)] as Value;
}
