/** A map of the plane: what becomes of a grid. */
import { sampledCurves } from '../../numerics/curve';
import { niceTicks, robustRange, type Range } from '../../numerics/nice';
import type { NodeId } from '../../calculus/graph';
import type { Window } from '../../numerics/grid';
import { Unanswerable, type QuestionOf } from './questions';
import { Slice } from './slice';
import type { Subject } from './subject';
import { subjectAt, type Investigation } from './subjects';
import { windowFor } from './window';

export interface MappingQuestion {
  /** The columns of the two variables, and the two outputs: across, and up. */
  readonly columns: readonly number[];
  readonly outputs: readonly number[];
  readonly window: Window | null;
}

export interface MappingAnswer {
  readonly window: Window;
  readonly origin: readonly number[];
  /** What is worth showing of the image; `null` where nothing is defined. */
  readonly image: Window | null;
  readonly lines: readonly MappedLine[];
}

/** A line of the grid on which one variable is constant, and its image in pieces: first and second output, alternately. */
export interface MappedLine {
  readonly constant: 'across' | 'up';
  readonly at: number;
  readonly image: readonly (readonly number[])[];
}

/** About so many lines a direction, and more only to be smooth. */
const LINES = 12;
const SAMPLES = 40;

export function* mapping(
  question: QuestionOf<'mapping'>,
  investigation: Investigation,
): Generator<void, MappingAnswer, void> {
  const { subject, values } = subjectAt(question, investigation);
  if (question.columns.length !== 2 || question.outputs.length !== 2)
    throw new Unanswerable('a map of the plane has two variables and two outputs');
  const slice = new Slice(subject, values, { kind: 'variables', columns: question.columns }, question.outputs);
  const window = windowFor(question.window, slice.origin, { share: 0.5, alike: ofOneArray(subject, question) });
  const at = (x: number, y: number): Float64Array => {
    const out = new Float64Array(2);
    slice.evaluate([x, y], out);
    return out;
  };
  const origin = at(slice.origin[0] as number, slice.origin[1] as number);
  const samples = gridSamples(window, at);
  const ranges = [0, 1].map((k) => robustRange(samples.map((one) => one[k] as number), origin[k])); // prettier-ignore
  const lines: MappedLine[] = [];
  for (const constant of ['across', 'up'] as const) {
    const other = constant === 'across' ? window.up : window.across;
    for (const tick of niceTicks(window[constant].low, window[constant].high, LINES)) {
      const along = (t: number): Float64Array => (constant === 'across' ? at(tick, t) : at(t, tick));
      lines.push({ constant, at: tick, image: imageOf(along, other, ranges) });
    }
    yield;
  }
  const [across, up] = ranges;
  return { window, origin: slice.origin, image: across && up ? inProportion({ across, up }) : null, lines };
}

/** Elements of one array are taken to be alike: the picture of a map is of angles and areas. */
function ofOneArray({ traced, columns }: Subject, asked: MappingQuestion): boolean {
  const names = asked.columns.map((k) => traced.graph.symbolOf(columns[k] as NodeId).variable);
  return new Set(names).size === 1;
}

/** Width over height of the pictures of the plane, and how much longer one side may be to be drawn to the same scale. */
const [ASPECT, SIMILAR] = [1.25, 3];

/** Widened until both outputs are drawn to the same scale, where that leaves enough to be seen: angles are then true. */
function inProportion({ across, up }: Window): Window {
  const [width, height] = [(across.high - across.low) / ASPECT, up.high - up.low];
  if (Math.max(width, height) > SIMILAR * Math.min(width, height)) return { across, up };
  const grown = ({ low, high }: Range, size: number): Range => {
    const middle = low / 2 + high / 2;
    return { low: middle - size / 2, high: middle + size / 2 };
  };
  return width < height ? { across: grown(across, height * ASPECT), up } : { across, up: grown(up, width) };
}

function gridSamples({ across, up }: Window, at: (x: number, y: number) => Float64Array): Float64Array[] {
  const place = ({ low, high }: Range, i: number): number => low + ((high - low) * (i + 0.5)) / SAMPLES;
  return Array.from({ length: SAMPLES * SAMPLES }, (_, k) =>
    at(place(across, k % SAMPLES), place(up, Math.floor(k / SAMPLES))),
  );
}

/** The image of a line: in one piece wherever both outputs are. */
function imageOf(
  along: (t: number) => Float64Array,
  { low, high }: Range,
  ranges: readonly (Range | null)[],
): number[][] {
  const [first = [], second = []] = sampledCurves(along, { from: low, to: high, cuts: [], ranges });
  const placesOf = (piece: readonly number[]): number[] => piece.filter((_, i) => i % 2 === 0);
  return first.map(placesOf).flatMap((one) =>
    second.map(placesOf).flatMap((other) => {
      const from = Math.max(one[0] as number, other[0] as number);
      const to = Math.min(one.at(-1) as number, other.at(-1) as number);
      const places = [...new Set([...one, ...other])].filter((t) => t >= from && t <= to).sort((a, b) => a - b);
      const image = places.flatMap((t) => [...along(t)]);
      return image.length >= 4 && image.every(Number.isFinite) ? [image] : [];
    }),
  );
}
