/** What is called with square brackets: `np.r_[…]`, `np.c_[…]`, `np.s_[…]`, `np.mgrid[…]`. */
import { refuse } from '../context';
import type { Context } from '../context';
import { none, scalar, tuple } from '../values';
import type { Builtin, Value } from '../values';
import { broadcastTo, elementsOf, freshArray, reshaped, sizeOf } from '../arrays';
import { toArray, toFullArray } from '../coercion';
import { widerType } from '../merge';
import { callPrimitive } from './call';
import { joined } from './shaping';

/** `start:stop:step` as a range of numbers; `start:stop:5j` are five numbers, the end included. */
function span(context: Context, value: Value): Value {
  if (value.kind !== 'slice') return value;
  const start = value.start.kind === 'none' ? scalar(context.graph.integer(0), 'int') : value.start;
  if (value.stop.kind === 'none') return refuse(context, 'This range has no end.');
  if (value.step.kind === 'complex') {
    const count = toArray(context, value.step.imaginary);
    return callPrimitive(
      context,
      { kind: 'builtin', primitive: 'linspace', name: 'linspace' },
      [start, value.stop, count],
      [],
    );
  }
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
    case 'mgrid':
    case 'ogrid': {
      const axes = parts().map((part) => toFullArray(context, part));
      if (axes.length === 1) return axes[0] as Value;
      const shape = axes.map((axis) => sizeOf(axis.shape));
      const open = axes.map((axis, i) =>
        reshaped(
          axis,
          shape.map((size, k) => (k === i ? size : 1)),
        ),
      );
      if (object.primitive === 'ogrid') return tuple(open);
      const type = axes.map((axis) => axis.type).reduce(widerType);
      return freshArray(
        open.flatMap((axis) => elementsOf(broadcastTo(axis, shape))),
        [axes.length, ...shape],
        type,
      );
    }
    default:
      return refuse(context, `\`${object.name}[…]\` is not read yet.`);
  }
}
