/** Ways to see an array as lines and boxes: bands, rows, columns, and places with equal indices. */
import { addIndices, constantIndex } from '../indices';
import type { IndexExpression } from '../term';
import { coverBox } from './box';
import type { Block, Candidate, Cell } from './family';
import { coverLine } from './line';
import type { Line, Runs } from './line';
import type { Judge } from './judge';

/** More lines than these make no structure that anybody sees. */
const MOST_LINES = 9;

/** A block with one axis. */
export const lineOf = ({ cells }: Block): Line => ({
  members: cells.map(({ key, node }) => ({ at: key, node })),
  key: (t) => [t],
});

/**
 * Covers of a whole block, one after the other: cheap and common ones first.
 *
 * @param runs of a block with one axis.
 */
export function* covers(block: Block, judge: Judge, runs?: Runs): Generator<Candidate[]> {
  const { sizes, cells } = block;
  const [only] = cells;
  if (sizes.length === 0 && only) {
    const term = judge.formula([{ at: [], node: only.node }], []);
    const members = [{ at: [], node: only.node }];
    if (term) yield [{ key: [], ranges: [], relation: null, members, samples: members, term }];
    return;
  }
  if (sizes.length === 1) {
    const line = coverLine(lineOf(block), judge, runs);
    if (line) yield line;
    return;
  }
  const ways = [
    (): Generator<Candidate[]> => coversOfLines(block, judge),
    (): Generator<Candidate[]> => coversOfBoxes(block, judge),
  ];
  // A full matrix is rarely one of bands, a sparse one rarely anything else.
  const isFull = cells.length > sizes.reduce((a, b) => a * b, 1) / 4;
  for (const way of isFull ? ways.reverse() : ways) yield* way();
}

function* coversOfBoxes(block: Block, judge: Judge): Generator<Candidate[]> {
  const members = block.cells.map(({ key, node }) => ({ at: key, node }));
  const whole = coverBox({ members, key: (free) => free }, judge);
  if (whole) yield [whole];
  const equal = coverByEquality(block, judge);
  if (equal) yield equal;
}

function* coversOfLines(block: Block, judge: Judge): Generator<Candidate[]> {
  if (block.sizes.length !== 2) return;
  for (const lines of linePartitions(block)) {
    const cover = coverLines(lines, judge);
    if (cover) yield cover;
  }
}

interface Slot {
  /** Which line. */
  readonly id: string;
  /** The number on it. */
  readonly t: number;
  readonly key: (t: IndexExpression) => readonly IndexExpression[];
}

type LineOf = (row: number, column: number) => Slot;

const times = ({ offset, steps }: IndexExpression, factor: number): IndexExpression => ({
  offset: offset * factor,
  steps: steps.map((step) => ({ index: step.index, factor: step.factor * factor })),
});

/** Along c = slope · r + constant. */
const diagonal =
  (slope: number): LineOf =>
  (row, column) => {
    const offset = column - slope * row;
    return {
      id: `d${offset}`,
      t: row,
      key: (t) => [t, addIndices(times(t, slope), constantIndex(offset))],
    };
  };

/** Along r = slope · c + constant. */
const steep =
  (slope: number): LineOf =>
  (row, column) => {
    const offset = row - slope * column;
    return { id: `s${offset}`, t: column, key: (t) => [addIndices(times(t, slope), constantIndex(offset)), t] };
  };

const alongRow: LineOf = (row, column) => ({ id: `r${row}`, t: column, key: (t) => [constantIndex(row), t] });
const alongColumn: LineOf = (row, column) => ({ id: `c${column}`, t: row, key: (t) => [t, constantIndex(column)] });

function* linePartitions({ sizes, cells }: Block): Generator<Map<string, { slots: Slot[]; cells: Cell[] }>> {
  const [rows = 1, columns = 1] = sizes;
  const ways: LineOf[] = [diagonal(1)];
  if (rows <= MOST_LINES) ways.push(alongRow);
  if (columns <= MOST_LINES) ways.push(alongColumn);
  ways.push(arrow(rows, columns, cells));
  for (const slope of [2, 3]) {
    if (columns > rows) ways.push(diagonal(slope));
    if (rows > columns) ways.push(steep(slope));
  }
  for (const way of ways) {
    const lines = new Map<string, { slots: Slot[]; cells: Cell[] }>();
    for (const cell of cells) {
      const slot = way(cell.key[0]!, cell.key[1]!);
      const line = lines.get(slot.id);
      if (line) {
        line.slots.push(slot);
        line.cells.push(cell);
      } else lines.set(slot.id, { slots: [slot], cells: [cell] });
      if (lines.size > MOST_LINES) break;
    }
    if (lines.size <= MOST_LINES) yield lines;
  }
}

/** Full rows and columns by themselves, all else along the diagonal. */
function arrow(rows: number, columns: number, cells: readonly Cell[]): LineOf {
  const [inRow, inColumn] = [new Map<number, number>(), new Map<number, number>()];
  for (const { key } of cells) {
    inRow.set(key[0]!, (inRow.get(key[0]!) ?? 0) + 1);
    inColumn.set(key[1]!, (inColumn.get(key[1]!) ?? 0) + 1);
  }
  const band = diagonal(1);
  return (row, column) => {
    if ((inRow.get(row) ?? 0) > columns / 2) return alongRow(row, column);
    return (inColumn.get(column) ?? 0) > rows / 2 ? alongColumn(row, column) : band(row, column);
  };
}

function coverLines(
  lines: ReadonlyMap<string, { readonly slots: readonly Slot[]; readonly cells: readonly Cell[] }>,
  judge: Judge,
): Candidate[] | undefined {
  const all: Candidate[] = [];
  for (const { slots, cells } of lines.values()) {
    const members = cells.map(({ node }, i) => ({ at: [slots[i]!.t], node }));
    const cover = coverLine({ members, key: slots[0]!.key }, judge);
    if (!cover) return undefined;
    all.push(...cover);
  }
  return all;
}

/** Places with the same indices equal to each other together: i = j = k, i = j ≠ k, … */
function coverByEquality({ sizes, cells }: Block, judge: Judge): Candidate[] | undefined {
  const groups = new Map<string, Cell[]>();
  for (const cell of cells) {
    const pattern = cell.key.map((value, d) =>
      cell.key.findIndex((other, e) => other === value && sizes[e] === sizes[d]),
    );
    const id = pattern.join();
    const group = groups.get(id);
    if (group) group.push(cell);
    else groups.set(id, [cell]);
  }
  if (groups.size > MOST_LINES) return undefined;
  const all: Candidate[] = [];
  for (const [id, group] of groups) {
    const pattern = id.split(',').map(Number);
    const axes = [...new Set(pattern)];
    const key = (free: readonly IndexExpression[]): readonly IndexExpression[] =>
      pattern.map((axis) => free[axes.indexOf(axis)]!);
    const members = group.map((cell) => ({ at: axes.map((axis) => cell.key[axis]!), node: cell.node }));
    const cover =
      axes.length === 1
        ? coverLine({ members, key: (t) => key([t]) }, judge)
        : axes.length <= 3
          ? asList(coverBox({ members, key }, judge))
          : undefined;
    if (!cover) return undefined;
    all.push(...cover);
  }
  return all;
}

const asList = (candidate: Candidate | undefined): Candidate[] | undefined => candidate && [candidate];
