/** What is called with square brackets: `np.r_[…]`, `np.c_[…]`, `np.s_[…]`, `np.mgrid[…]`. */
import { refuse } from '../context';
import type { Context } from '../context';
import { none, scalar, tuple } from '../values';
import type { Builtin, Value } from '../values';
import { reshaped, sizeOf } from '../arrays';
import { toFullArray } from '../coercion';
import { callPrimitive } from './call';
import { joined } from './shaping';

/** `start:stop:step` as a range of numbers; a step of `5j` (a count) is not read. */
function span(context: Context, value: Value): Value {
  if (value.kind !== 'slice') return value;
  const start = value.start.kind === 'none' ? scalar(context.graph.integer(0), 'int') : value.start;
  if (value.stop.kind === 'none') return refuse(context, 'This range has no end.');
  const args = value.step.kind === 'none' ? [start, value.stop] : [start, value.stop, value.step];
  return callPrimitive(context, { kind: 'builtin', primitive: 'arange', name: 'arange' }, args, []);
}

export function assembledBy(context: Context, object: Builtin, indices: readonly Value[]): Value {
  const parts = (): Value[] => indices.map((index) => span(context, index));
  switch (object.primitive) {
    case 'r_':
      if (indices[0]?.kind === 'string') return refuse(context, 'Axes of `r_` given as a text are not understood.');
      return joined(
        context,
        parts().map((part) => {
          const array = toFullArray(context, part);
          return array.shape.length === 0 ? reshaped(array, [1]) : array;
        }),
        0,
      );
    case 'c_':
      return joined(
        context,
        parts().map((part) => {
          const array = toFullArray(context, part);
          return array.shape.length >= 2 ? array : reshaped(array, [sizeOf(array.shape), 1]);
        }),
        -1,
      );
    case 's_':
      return indices.length === 1 ? (indices[0] ?? none) : tuple(indices);
    default:
      return refuse(context, `\`${object.name}[…]\` is not read yet.`);
  }
}
