/** A function of two variables as contours, with its gradient and where it is not smooth or not defined. */
import { bendsAt } from '../../numerics/bend';
import { turningPoint } from '../../numerics/crossings';
import { contoursOf, levelsIn, spacingFor, type LevelSpacing } from '../../numerics/contours';
import { gridValues, placeOf, type Grid, type Window } from '../../numerics/grid';
import { areaOf, separatingLines, type Line, type Separation } from '../../numerics/isolines';
import { fullRange, robustRange, type Range } from '../../numerics/nice';
import { Unanswerable, type QuestionOf } from './questions';
import { Slice } from './slice';
import { subjectAt, type Investigation } from './subjects';
import { windowFor } from './window';

export interface FieldQuestion {
  /** The columns of the two variables: across, and up. */
  readonly columns: readonly number[];
  readonly output: number;
  /** `null` for the usual one around the point. */
  readonly window: Window | null;
  readonly spacing: LevelSpacing | null;
  /** A coarse picture is there sooner. */
  readonly detail: 'coarse' | 'fine';
}

export interface FieldAnswer {
  readonly window: Window;
  readonly origin: readonly number[];
  readonly detail: FieldQuestion['detail'];
  /** Which values the levels are spread over; `null` where there are none. */
  readonly range: Range | null;
  readonly spacing: LevelSpacing;
  /**
   * The areas where the function is at least as large as a level, lowest level first. All lines here: x and y
   * alternately, in thousandths of the window.
   */
  readonly contours: readonly { readonly level: number; readonly rings: readonly Line[] }[];
  /** x, y (in thousandths of the window), ∂/∂x, ∂/∂y of the gradient at some places. */
  readonly arrows: readonly (readonly number[])[];
  readonly kinks: readonly { readonly kind: 'kink' | 'jump' | 'vertical' | 'pole'; readonly lines: readonly Line[] }[];
  /** Where the function ends to be defined, and the area where it is not. */
  readonly edges: readonly Line[];
  readonly undefined: readonly Line[];
  /** The share of the window where it is not defined. */
  readonly undefinedShare: number;
  readonly least: FieldPlace | null;
  readonly largest: FieldPlace | null;
  /** Milliseconds that it took. */
  readonly time: number;
}

export interface FieldPlace {
  readonly at: readonly number[];
  readonly value: number;
}

const CELLS = { coarse: [48, 38], fine: [120, 96] } as const;
const ARROWS = [15, 12] as const;
/** Values at a pole, beside those shown. */
const UNBOUNDED = 1e3;
/** How far beside a line, in cells, the slopes on its two sides are compared. */
const BESIDE = 1e-4;

export function* field(
  question: QuestionOf<'field'>,
  investigation: Investigation,
): Generator<void, FieldAnswer, void> {
  const { subject, values } = subjectAt(question, investigation);
  if (question.columns.length !== 2) throw new Unanswerable('a picture in the plane has two variables');
  const slice = new Slice(subject, values, { kind: 'variables', columns: question.columns }, [question.output]);
  const window = windowFor(question.window, slice.origin);
  const [columns, rows] = CELLS[question.detail];
  const grid: Grid = { window, columns, rows };
  const started = performance.now();
  const critical = slice.critical.length;
  const position: [number, number] = [0, 0];
  const all = new Float64Array(2 * critical);
  const found = yield* gridValues(grid, 1 + critical, (x, y, out) => {
    [position[0], position[1]] = [x, y];
    slice.evaluate(position, out);
    if (critical > 0) slice.criticals(position, all);
    for (let k = 0; k < critical; k += 1) out[1 + k] = all[2 * k] as number;
  });
  const [cells, ...criticals] = found as [Float64Array, ...Float64Array[]];
  const value = (at: readonly number[]): number => {
    const one = new Float64Array(1);
    slice.evaluate(at, one);
    return one[0] as number;
  };
  yield;
  const border = definedBorder(grid, cells, value);
  const usual = robustRange(cells);
  const kinks = criticals.map((one, k) => kinkLines(grid, one, slice, k, value, usual));
  yield;
  const [least, largest] = [extreme(grid, cells, (a, b) => a < b), extreme(grid, cells, (a, b) => a > b)];
  // Levels are for what is usual where values have no bound; a peak, however narrow, is part of the picture.
  const range = kinks.some((one) => one?.kind === 'pole') ? usual : fullRange(cells);
  const seen = range && least && largest && clipped(range, least.value, largest.value);
  const spacing = question.spacing ?? (range ? spacingFor(cells, range) : 'even');
  const levels = seen ? levelsIn(seen, spacing) : [];
  return {
    window,
    origin: slice.origin,
    detail: question.detail,
    range: seen,
    spacing,
    contours: range ? contoursOf(cells, grid, levels, range).map(({ level, rings }) => ({ level, rings: rings.map(drawn) })) : [], // prettier-ignore
    arrows: arrowsOf(grid, slice),
    kinks: kinks.filter((one) => one !== null),
    edges: border ? separatingLines(grid, border).map(drawn) : [],
    undefined: border ? areaOf(grid, border).map(drawn) : [],
    undefinedShare: cells.filter(Number.isNaN).length / cells.length,
    least,
    largest,
    time: performance.now() - started,
  };

  function drawn(line: Line): Line {
    return line.map((number, i) => Math.round(((number + 0.5) / (i % 2 === 0 ? columns : rows)) * 1e4) / 10);
  }
}

/** Where the function begins to be defined; `null` where it is defined everywhere. */
function definedBorder(grid: Grid, cells: Float64Array, value: (at: readonly number[]) => number): Separation | null {
  if (!cells.some(Number.isNaN)) return null;
  const kinds = Int8Array.from(cells, (one) => (Number.isNaN(one) ? 0 : 1));
  return {
    kinds,
    crossing: ([i, j], [p, q]) => {
      const at = (share: number): [number, number] => placeOf(grid, i + share * (p - i), j + share * (q - j));
      const isDefined = (share: number): boolean => !Number.isNaN(value(at(share)));
      const starts = kinds[j * grid.columns + i] === 1;
      return turningPoint(starts ? 0 : 1, starts ? 1 : 0, isDefined)[0];
    },
  };
}

/** Where a critical function is zero, counts, and something happens to the function itself. */
function kinkLines(
  grid: Grid,
  cells: Float64Array,
  slice: Slice,
  k: number,
  value: (at: readonly number[]) => number,
  range: Range | null,
): FieldAnswer['kinks'][number] | null {
  const { kind, place } = slice.critical[k] as Slice['critical'][number];
  const all = new Float64Array(2 * slice.critical.length);
  const size = range ? range.high - range.low : 1;
  const counts = (at: readonly number[]): boolean => {
    slice.criticals(at, all);
    return kind === 'domain'
      ? Math.abs(value(at)) > UNBOUNDED * size
      : all[place + 1] === 1 && !Number.isNaN(value(at));
  };
  const slopes = new Float64Array(2);
  const slopesAt = (at: readonly number[]): Float64Array => {
    slice.slopes(at, slopes);
    return slopes;
  };
  const kinds = Int8Array.from(cells, (one) => (Number.isNaN(one) ? -1 : one >= 0 ? 1 : 0));
  const lines = separatingLines(grid, {
    kinds,
    crossing: ([i, j], [p, q]) => {
      const at = (share: number): [number, number] => placeOf(grid, i + share * (p - i), j + share * (q - j));
      const read = (share: number): number => {
        slice.criticals(at(share), all);
        return all[place] as number;
      };
      const starts = kinds[j * grid.columns + i] === 1;
      const [last, first] = turningPoint(0, 1, (share) => read(share) >= 0 === starts);
      const [left, right] = [Math.abs(read(last)), Math.abs(read(first))];
      const [from, to] = [Math.abs(read(0)), Math.abs(read(1))];
      // Across a pole or a jump of its own a function changes its sign without being zero.
      if (!(Math.min(left, right) <= 1e-6 * Math.max(from, to))) return null;
      const share = right <= left ? first : last;
      if (kind === 'kink' && !bendsAt((by) => slopesAt(at(share + by)), BESIDE)) return null;
      return counts(at(share)) || (kind === 'domain' && counts(at(share === first ? last : first))) ? share : null;
    },
  });
  if (lines.length === 0) return null;
  const { columns, rows } = grid;
  const drawn = (line: Line): Line =>
    line.map((number, i) => Math.round(((number + 0.5) / (i % 2 === 0 ? columns : rows)) * 1e4) / 10);
  return { kind: kind === 'domain' ? 'pole' : kind, lines: lines.map(drawn) };
}

const clipped = ({ low, high }: Range, least: number, largest: number): Range => ({
  low: Math.max(low, least),
  high: Math.min(high, largest),
});

function arrowsOf({ window }: Grid, slice: Slice): number[][] {
  const [columns, rows] = ARROWS;
  const grid: Grid = { window, columns, rows };
  const slopes = new Float64Array(2);
  return Array.from({ length: columns * rows }, (_, at) => {
    const [i, j] = [at % columns, Math.floor(at / columns)];
    slice.slopes(placeOf(grid, i, j), slopes);
    return [((i + 0.5) / columns) * 1000, ((j + 0.5) / rows) * 1000, slopes[0] as number, slopes[1] as number];
  }).filter((arrow) => arrow.every(Number.isFinite));
}

function extreme(grid: Grid, cells: Float64Array, better: (one: number, best: number) => boolean): FieldPlace | null {
  let best: number | null = null;
  cells.forEach((value, at) => {
    if (Number.isFinite(value) && (best === null || better(value, cells[best] as number))) best = at;
  });
  if (best === null) return null;
  return { at: placeOf(grid, best % grid.columns, Math.floor(best / grid.columns)), value: cells[best] as number };
}
