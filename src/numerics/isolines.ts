/**
 * Lines in a grid that separate two kinds of cells: where a function is zero, where it begins to be defined. Marching
 * squares (Lorensen and Cline 1987, in the plane), whose crossings are found to the last digit by the caller instead of
 * by a straight line between two values. Four cells around a corner are one square.
 */
import type { Grid } from './grid';

/** A point's places in cells: (0, 0) is the middle of the first one. */
type Place = readonly [number, number];

/** x and y, alternately, in cells. */
export type Line = number[];

export interface Separation {
  /** 1 and 0 for the two kinds, −1 where nothing is known. */
  readonly kinds: Int8Array;
  /** How far from the first to the second cell the line crosses, from 0 to 1; `null` where it does not after all. */
  readonly crossing: (from: Place, to: Place) => number | null;
}

/** The separating lines, as long as they go; a closed one ends where it begins. */
export function separatingLines(grid: Grid, separation: Separation): Line[] {
  const crossings = new Crossings(grid, separation);
  const next = new Map<number, number[]>();
  const connect = (a: number, b: number): void => {
    next.set(a, [...(next.get(a) ?? []), b]);
    next.set(b, [...(next.get(b) ?? []), a]);
  };
  for (let j = 0; j + 1 < grid.rows; j += 1) {
    for (let i = 0; i + 1 < grid.columns; i += 1) {
      const edges = crossings.around(i, j);
      // Two lines through one square: which two of the four belong together is not to be told; either way is right.
      for (let k = 0; k + 1 < edges.length; k += 2) connect(edges[k] as number, edges[k + 1] as number);
    }
  }
  return traced(next, (edge) => crossings.place(edge));
}

class Crossings {
  readonly #places = new Map<number, Place | null>();

  constructor(
    private readonly grid: Grid,
    private readonly separation: Separation,
  ) {}

  /** The crossed edges of the square whose lower left cell is (i, j). */
  around(i: number, j: number): number[] {
    const { columns } = this.grid;
    const { kinds } = this.separation;
    const at = j * columns + i;
    const [a, b] = [kinds[at] as number, kinds[at + 1] as number];
    const [c, d] = [kinds[at + columns] as number, kinds[at + columns + 1] as number];
    if (a < 0 || b < 0 || c < 0 || d < 0) return [];
    const edges: number[] = [];
    if (a !== b) edges.push(2 * at);
    if (b !== d) edges.push(2 * (at + 1) + 1);
    if (c !== d) edges.push(2 * (at + columns));
    if (a !== c) edges.push(2 * at + 1);
    return edges.filter((edge) => this.place(edge) !== null);
  }

  /** Where an edge is crossed: edges to the right of a cell are even, those upward odd. */
  place(edge: number): Place | null {
    let place = this.#places.get(edge);
    if (place === undefined) this.#places.set(edge, (place = this.#find(edge)));
    return place;
  }

  #find(edge: number): Place | null {
    const cell = edge >> 1;
    const from: Place = [cell % this.grid.columns, Math.floor(cell / this.grid.columns)];
    const to: Place = edge % 2 === 0 ? [from[0] + 1, from[1]] : [from[0], from[1] + 1];
    const share = this.separation.crossing(from, to);
    if (share === null) return null;
    return [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])];
  }
}

/** Lines from what each edge is connected to: from their ends first, then what is closed. */
function traced(next: Map<number, number[]>, place: (edge: number) => Place | null): Line[] {
  const lines: Line[] = [];
  const from = (start: number): void => {
    const line: Line = [];
    for (let edge: number | undefined = start; edge !== undefined;) {
      line.push(...(place(edge) ?? []));
      const other: number | undefined = next.get(edge)?.pop();
      if (other !== undefined) {
        const back = next.get(other) ?? [];
        back.splice(back.indexOf(edge), 1);
      }
      edge = other;
    }
    if (line.length >= 4) lines.push(line);
  };
  for (const [edge, others] of next) if (others.length === 1) from(edge);
  for (const [edge, others] of next) if (others.length > 0) from(edge);
  return lines;
}

/**
 * The area of the cells of kind 0, as polygons side by side, in cells; it ends at the lines that `separatingLines` gives.
 */
export function areaOf(grid: Grid, separation: Separation): Line[] {
  const crossings = new Crossings(grid, separation);
  const { columns, rows } = grid;
  const kind = (i: number, j: number): number =>
    separation.kinds[Math.min(Math.max(j, 0), rows - 1) * columns + Math.min(Math.max(i, 0), columns - 1)] as number;
  const polygons: Line[] = [];
  for (let j = -1; j < rows; j += 1) {
    let run: number | null = null;
    for (let i = -1; i <= columns; i += 1) {
      const corners: readonly Place[] = [
        [i, j],
        [i + 1, j],
        [i + 1, j + 1],
        [i, j + 1],
      ];
      const kinds = corners.map(([x, y]) => kind(x, y));
      const full = i < columns && kinds.every((one) => one === 0);
      if (full) run ??= i;
      else {
        if (run !== null) polygons.push([run, j, i, j, i, j + 1, run, j + 1]);
        run = null;
        if (i < columns && kinds.includes(0)) polygons.push(cornerPolygon(corners, kinds, crossings, grid));
      }
    }
  }
  return polygons;
}

/** The part of a square that belongs to its corners of kind 0. */
function cornerPolygon(corners: readonly Place[], kinds: readonly number[], crossings: Crossings, grid: Grid): Line {
  const polygon: Line = [];
  corners.forEach((corner, k) => {
    const other = corners[(k + 1) % 4] as Place;
    if (kinds[k] === 0) polygon.push(...corner);
    if (kinds[k] !== kinds[(k + 1) % 4]) polygon.push(...between(corner, other, crossings, grid));
  });
  return polygon;
}

function between(a: Place, b: Place, crossings: Crossings, { columns, rows }: Grid): Place {
  const clamped = ([x, y]: Place): Place => [Math.min(Math.max(x, 0), columns - 1), Math.min(Math.max(y, 0), rows - 1)];
  const [p, q] = [clamped(a), clamped(b)];
  const [from, to] = p[0] + p[1] <= q[0] + q[1] ? [p, q] : [q, p];
  const edge = 2 * (from[1] * columns + from[0]) + (to[1] > from[1] ? 1 : 0);
  const [x, y] = crossings.place(edge) ?? [(p[0] + q[0]) / 2, (p[1] + q[1]) / 2];
  // At the window's edge, the square reaches beyond the middles of the outermost cells.
  return [a[0] === b[0] ? a[0] : x, a[1] === b[1] ? a[1] : y];
}
