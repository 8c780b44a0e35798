/** Arrays as NumPy has them: a buffer, and views of it by shape, strides and offset. */
import type { NodeId } from '../calculus/graph';
import type { Span } from '../languages/source';
import { ElementBuffer } from './values';
import type { ArrayValue, ScalarType } from './values';

export const sizeOf = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);

/** Strides of a row-major array. */
export function rowMajor(shape: readonly number[]): number[] {
  const strides = new Array<number>(shape.length);
  let stride = 1;
  for (let axis = shape.length - 1; axis >= 0; axis -= 1) {
    strides[axis] = stride;
    stride *= shape[axis] as number;
  }
  return strides;
}

/** A new array that owns its elements, row-major. */
export function freshArray(
  nodes: NodeId[],
  shape: readonly number[],
  type: ScalarType,
  spans: (Span | undefined)[] = [],
): ArrayValue {
  return { kind: 'array', buffer: new ElementBuffer(nodes, spans), shape, strides: rowMajor(shape), offset: 0, type };
}

/** The places in the buffer of the elements, row-major. */
export function positionsOf(array: Pick<ArrayValue, 'shape' | 'strides' | 'offset'>): number[] {
  let positions = [array.offset];
  array.shape.forEach((size, axis) => {
    const stride = array.strides[axis] as number;
    const next: number[] = [];
    for (const position of positions) for (let i = 0; i < size; i += 1) next.push(position + i * stride);
    positions = next;
  });
  return positions;
}

export const elementsOf = (array: ArrayValue): NodeId[] =>
  positionsOf(array).map((position) => array.buffer.nodes[position] as NodeId);

export const spansOf = (array: ArrayValue): (Span | undefined)[] =>
  positionsOf(array).map((position) => array.buffer.spans[position]);

export const copyArray = (array: ArrayValue): ArrayValue =>
  freshArray(elementsOf(array), array.shape, array.type, spansOf(array));

/** A copy that still knows which argument it is of: its indices tell that argument's sizes. */
export const copyOf = (array: ArrayValue): ArrayValue => ({
  ...copyArray(array),
  ...(array.isMatrix && { isMatrix: true }),
  ...sourceAxes(array, (axes) => axes),
});

export function isContiguous(array: ArrayValue): boolean {
  const expected = rowMajor(array.shape);
  return array.shape.every((size, axis) => size === 1 || array.strides[axis] === expected[axis]);
}

/** The same elements in another shape of the same size: a view where the elements lie in order, else a copy. */
export function reshaped(array: ArrayValue, shape: readonly number[]): ArrayValue {
  const { buffer, offset, type } = isContiguous(array) ? array : copyArray(array);
  const sameAxes = array.source && sameShape(array.shape, shape) ? { source: array.source } : {};
  return { kind: 'array', buffer, shape, strides: rowMajor(shape), offset, type, ...sameAxes };
}

/** A view with the axes in another order. */
export function permuted(array: ArrayValue, axes: readonly number[]): ArrayValue {
  return {
    ...array,
    shape: axes.map((axis) => array.shape[axis] as number),
    strides: axes.map((axis) => array.strides[axis] as number),
    ...sourceAxes(array, (of) => axes.map((axis) => of[axis] as number)),
  };
}

/** Row `index` of the first axis. */
export const rowOf = (array: ArrayValue, index: number): ArrayValue => ({
  ...array,
  shape: array.shape.slice(1),
  strides: array.strides.slice(1),
  offset: array.offset + index * (array.strides[0] as number),
  ...sourceAxes(array, (axes) => axes.slice(1)),
});

/** The shape that arrays of these shapes take together, or `undefined` where they do not fit. */
export function broadcastShapes(shapes: readonly (readonly number[])[]): number[] | undefined {
  const rank = Math.max(0, ...shapes.map((shape) => shape.length));
  const result = new Array<number>(rank).fill(1);
  for (const shape of shapes)
    for (let k = 1; k <= shape.length; k += 1) {
      const size = shape[shape.length - k] as number;
      const sizeSoFar = result[rank - k] as number;
      if (sizeSoFar === 1) result[rank - k] = size;
      else if (size !== 1 && size !== sizeSoFar) return undefined;
    }
  return result;
}

/** A view of the array in a larger shape, repeated along the axes of size 1. */
export function broadcastTo(array: ArrayValue, shape: readonly number[]): ArrayValue {
  const extra = shape.length - array.shape.length;
  const strides = shape.map((size, axis) =>
    axis < extra || (array.shape[axis - extra] === 1 && size !== 1) ? 0 : (array.strides[axis - extra] as number),
  );
  return { ...array, shape, strides, ...sourceAxes(array, (axes) => [...new Array<number>(extra).fill(-1), ...axes]) };
}

/** The source of a view of a view. */
export function sourceAxes(
  array: ArrayValue,
  change: (axes: readonly number[]) => readonly number[],
): { source?: { readonly input: string; readonly axes: readonly number[] } } {
  return array.source ? { source: { input: array.source.input, axes: change(array.source.axes) } } : {};
}

export const sameShape = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((size, axis) => size === b[axis]);
