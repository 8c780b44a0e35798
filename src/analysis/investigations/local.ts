/** The numbers of a picture at one place of it: under the pointer, or at the point. */
import { singularDirections } from '../../numerics/directions';
import { CLOSE } from '../../numerics/curve';
import type { Numeric } from '../card';
import { toNumeric } from '../given';
import { Unanswerable, type QuestionOf } from './questions';
import { Slice, type Axes } from './slice';
import { subjectAt, type Investigation } from './subjects';

export interface LocalQuestion {
  readonly axes: Axes;
  readonly outputs: readonly number[];
  /** A place on the axes; `null` for the point itself. */
  readonly at: readonly number[] | null;
}

export interface LocalAnswer {
  readonly at: readonly number[];
  readonly values: readonly Numeric[];
  /** The derivatives along the axes, one row an output. */
  readonly slopes: readonly (readonly Numeric[])[];
  /** Along one axis: the derivatives to the left and to the right, where they differ. */
  readonly sides: readonly ({ readonly left: Numeric; readonly right: Numeric } | null)[];
  /** Of two outputs along two axes. */
  readonly map: LocalMap | null;
}

export interface LocalMap {
  readonly determinant: Numeric;
  /** The directions that are stretched most and least: by how much, from where to where (of length one). */
  readonly directions: readonly {
    readonly value: Numeric;
    readonly from: readonly Numeric[];
    readonly to: readonly Numeric[];
  }[];
}

export function local(question: QuestionOf<'local'>, investigation: Investigation): LocalAnswer {
  const { subject, values } = subjectAt(question, investigation);
  const slice = new Slice(subject, values, question.axes, question.outputs);
  const { dimension } = slice;
  const at = question.at ?? slice.origin;
  if (at.length !== dimension) throw new Unanswerable('there is no such place');
  const count = question.outputs.length;
  const out = new Float64Array(count);
  slice.evaluate(at, out);
  const slopes = new Float64Array(count * dimension);
  slice.slopes(at, slopes);
  return {
    at,
    values: numerics(out),
    slopes: Array.from({ length: count }, (_, i) => numerics(slopes.subarray(i * dimension, (i + 1) * dimension))),
    sides: dimension === 1 ? sidesOf(slice, at[0] as number) : [],
    map: dimension === 2 && count === 2 ? mapOf(slopes) : null,
  };
}

/** How many times further away the slopes are compared once more. */
const FURTHER = 1000;

/**
 * The slopes on both sides, where they differ: at a kink they do so however close one looks; of a smooth function they
 * differ less the closer it is.
 */
function sidesOf(slice: Slice, at: number): LocalAnswer['sides'] {
  const step = CLOSE * Math.max(1, Math.abs(at));
  const read = (t: number): Float64Array => {
    const out = new Float64Array(slice.outputs.length);
    slice.slopes([t], out);
    return out;
  };
  const [left, right] = [read(at - step), read(at + step)];
  const [farLeft, farRight] = [read(at - FURTHER * step), read(at + FURTHER * step)];
  return slice.outputs.map((_, k) => {
    const [a, b] = [left[k] as number, right[k] as number];
    const far = Math.abs((farLeft[k] as number) - (farRight[k] as number));
    const near = Math.abs(a - b);
    if (!(near > 1e-6 * Math.max(Math.abs(a), Math.abs(b)) && near > far / 2)) return null;
    return { left: toNumeric(a), right: toNumeric(b) };
  });
}

function mapOf(values: Float64Array): LocalMap {
  const [a, b, c, d] = values as unknown as [number, number, number, number];
  return {
    determinant: toNumeric(a * d - b * c),
    directions: singularDirections({ rows: 2, columns: 2, values }).map(({ value, right, left }) => ({
      value: toNumeric(value),
      from: numerics(right),
      to: numerics(left),
    })),
  };
}

const numerics = (values: ArrayLike<number>): Numeric[] => Array.from(values, toNumeric);
