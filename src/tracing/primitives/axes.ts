/** Axes of reductions: which elements go together. */
import { elementsOf, positionsOf } from '../arrays';
import { sequenceOf, toCount } from '../coercion';
import { refuse } from '../context';
import type { Context } from '../context';
import type { Change } from '../refusal';
import type { ArrayValue, Value } from '../values';

/** A rank, and sizes of their own for every axis. */
export function rankAndSizes(rank: number): Change[] {
  const sizes = Array.from({ length: rank }, (_unused, axis): Change => ({ kind: 'any', axis }));
  return [{ kind: 'rank', rank }, ...sizes];
}

/** Asks that the arguments behind an array have a rank that an axis asks for; returns if there is none. */
function demandAxis(context: Context, array: ArrayValue, axis: number): void {
  const rank = axis < 0 ? -axis : axis + 1;
  if (rank > array.shape.length) context.inputs.demand(elementsOf(array), rankAndSizes(rank), context.span);
}

export function positiveAxis(context: Context, axis: number, rank: number): number {
  const positive = axis < 0 ? axis + rank : axis;
  if (positive < 0 || positive >= rank) refuse(context, `There is no axis ${axis} in an array of rank ${rank}.`);
  return positive;
}

/** `axis=None`, a number or a tuple, as positive numbers; all axes for None. */
export function axesFrom(context: Context, value: Value | undefined, array: ArrayValue): number[] {
  const rank = array.shape.length;
  if (!value || value.kind === 'none') return Array.from({ length: rank }, (_unused, axis) => axis);
  const given = value.kind === 'scalar' || value.kind === 'array' ? [value] : sequenceOf(context, value);
  return given.map((item) => {
    const axis = toCount(context, item, 'The axis');
    demandAxis(context, array, axis);
    return positiveAxis(context, axis, rank);
  });
}

export interface Groups {
  /** Places in the buffer that go together, one list for each element of the result. */
  readonly groups: readonly (readonly number[])[];
  readonly shape: readonly number[];
  readonly size: number;
}

/** The elements of an array by what stays when some axes are reduced. */
export function groupsOf(array: ArrayValue, axes: readonly number[], keepDims: boolean): Groups {
  const kept = array.shape.map((_size, axis) => axis).filter((axis) => !axes.includes(axis));
  const part = (chosen: readonly number[], offset: number): number[] =>
    positionsOf({
      shape: chosen.map((axis) => array.shape[axis] as number),
      strides: chosen.map((axis) => array.strides[axis] as number),
      offset,
    });
  const sorted = [...axes].sort((a, b) => a - b);
  const groups = part(kept, array.offset).map((start) => part(sorted, start));
  const shape = keepDims
    ? array.shape.map((size, axis) => (axes.includes(axis) ? 1 : size))
    : kept.map((axis) => array.shape[axis] as number);
  return { groups, shape, size: sorted.reduce((product, axis) => product * (array.shape[axis] as number), 1) };
}

/** The elements along one axis, one list for each of the others; `place` tells where results go in row-major order. */
export function linesOf(
  array: ArrayValue,
  axis: number,
): { readonly lines: readonly (readonly number[])[]; readonly kept: readonly number[] } {
  const kept = array.shape.map((_size, a) => a).filter((a) => a !== axis);
  const starts = positionsOf({
    shape: kept.map((a) => array.shape[a] as number),
    strides: kept.map((a) => array.strides[a] as number),
    offset: array.offset,
  });
  const [size, stride] = [array.shape[axis] as number, array.strides[axis] as number];
  return { lines: starts.map((start) => Array.from({ length: size }, (_unused, i) => start + i * stride)), kept };
}
