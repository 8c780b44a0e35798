/** An array of the source as a tensor expression: axes as NumPy has them, those of length 1 among them. */
import type { NodeId } from '../../calculus/graph';
import type { Field, Size, Tensors } from '../../calculus/tensor/tensors';
import { Unsupported } from '../../calculus/tensor/tensors';

/** The element at (0, 1, …) as `node`; it does not depend on the index of an axis of length 1 (`null`). */
export interface Form {
  readonly axes: readonly (Size | null)[];
  readonly node: NodeId;
}

/** The form seen in a shape with as many or more axes, as NumPy broadcasts: axes are added in front. */
export function padded(tensors: Tensors, { axes, node }: Form, rank: number): Form {
  const shift = rank - axes.length;
  if (shift < 0) throw new Unsupported('too many axes');
  if (shift === 0) return { axes, node };
  return {
    axes: [...new Array<null>(shift).fill(null), ...axes],
    node: tensors.reindex(node, (index) => index + shift),
  };
}

/** Forms with the axes that they take together. */
export function together(tensors: Tensors, forms: readonly Form[]): { axes: (Size | null)[]; nodes: NodeId[] } {
  const rank = Math.max(0, ...forms.map(({ axes }) => axes.length));
  const all = forms.map((form) => padded(tensors, form, rank));
  const axes = Array.from({ length: rank }, (_unused, axis): Size | null => {
    const sizes = new Set(all.map((form) => form.axes[axis] ?? null).filter((size) => size !== null));
    const [size = null, other] = sizes;
    if (other !== undefined) throw new Unsupported('sizes that happen to be alike');
    return size;
  });
  return { axes, nodes: all.map(({ node }) => node) };
}

/** The axes in another order; `null` adds one of length 1. What is left out must be of length 1. */
export function rearranged(tensors: Tensors, { axes, node }: Form, order: readonly (number | null)[]): Form {
  const index = new Map<number, number>();
  order.forEach((old, axis) => {
    if (old !== null) index.set(old, axis);
  });
  axes.forEach((size, axis) => {
    if (size !== null && !index.has(axis)) throw new Unsupported('an axis that goes');
  });
  return {
    axes: order.map((old) => (old === null ? null : (axes[old] ?? null))),
    node: tensors.reindex(node, (old) => index.get(old) as number),
  };
}

/** Without the axes of length 1. */
export function fieldOf(tensors: Tensors, form: Form): Field {
  const kept = form.axes.flatMap((size, axis) => (size === null ? [] : [axis]));
  const { axes, node } = rearranged(tensors, form, kept);
  return { axes: axes.filter((size) => size !== null), node };
}
