/** Set formulas put together: one beside another, in rows and columns, as TeX does it. */
import type { Layout, Piece, Table } from './layout';

/** What has been set, around the point where its baseline begins. Lengths in 1/1000 em, the vertical axis upwards. */
export interface Box {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  /** SVG elements. */
  readonly body: string;
  /** The letters that they use. */
  readonly glyphs: ReadonlySet<string>;
}

export type SetPiece = (piece: Piece) => Box;

/** TeX's axis: what fractions and matrices are centred at. */
const AXIS = 250;
/** Rows are at least as high as a line of text. */
const ROW = { height: 750, depth: 250 } as const;
const ROW_GAP = 400;
const COLUMN_GAP = 1000;

export function boxOf(layout: Layout, set: SetPiece): Box {
  if (layout.kind === 'piece') return set(layout);
  return layout.kind === 'table' ? tableBox(layout, set) : beside(layout.parts.map((part) => boxOf(part, set)));
}

interface Placed {
  readonly box: Box;
  readonly x: number;
  readonly y: number;
}

/** A length as it is written into a picture. */
export const decimal = (length: number): string => String(Math.round(length * 10) / 10 + 0);

const moved = ({ box, x, y }: Placed): string =>
  x === 0 && y === 0 ? box.body : `<g transform="translate(${decimal(x)},${decimal(y)})">${box.body}</g>`;

function together(placed: readonly Placed[], { width, height, depth }: Omit<Box, 'body' | 'glyphs'>): Box {
  const shown = placed.filter(({ box }) => box.body !== '');
  return {
    width,
    height,
    depth,
    body: shown.map(moved).join(''),
    glyphs: new Set(shown.flatMap(({ box }) => [...box.glyphs])),
  };
}

function beside(boxes: readonly Box[]): Box {
  let x = 0;
  const placed = boxes.map((box) => {
    const at = { box, x, y: 0 };
    x += box.width;
    return at;
  });
  return together(placed, {
    width: x,
    height: Math.max(...boxes.map(({ height }) => height)),
    depth: Math.max(...boxes.map(({ depth }) => depth)),
  });
}

function tableBox({ rows, gaps, alignment, brackets }: Table, set: SetPiece): Box {
  const cells = rows.map((row) => row.map((cell) => boxOf(cell, set)));
  const columns = Math.max(...cells.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, j) => Math.max(...cells.map((row) => row[j]?.width ?? 0)));
  const heights = cells.map((row) => Math.max(ROW.height, ...row.map(({ height }) => height)));
  const depths = cells.map((row) => Math.max(ROW.depth, ...row.map(({ depth }) => depth)));
  const below = rows.map((_, i) => (i < rows.length - 1 ? ROW_GAP + 1000 * (gaps[i] ?? 0) : 0));
  const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
  const total = sum(heights) + sum(depths) + sum(below);
  const size = { width: sum(widths) + COLUMN_GAP * (columns - 1), height: total / 2 + AXIS, depth: total / 2 - AXIS };
  let y = size.height;
  const placed = cells.flatMap((row, i) => {
    y -= heights[i] as number;
    let x = 0;
    const line = row.map((box, j) => {
      const width = widths[j] as number;
      const at = { box, x: x + (alignment === 'center' ? (width - box.width) / 2 : 0), y };
      x += width + COLUMN_GAP;
      return at;
    });
    y -= (depths[i] as number) + (below[i] as number);
    return line;
  });
  const table = together(placed, size);
  return brackets ? beside([bracket('[', total, set), table, bracket(']', total, set)]) : table;
}

/** A bracket of a height, in em, around the axis. */
function bracket(which: '[' | ']', total: number, set: SetPiece): Box {
  const em = (length: number): string => (length / 1000).toFixed(4);
  const strut = `\\rule[${em(AXIS - total / 2)}em]{0em}{${em(total)}em}`;
  const latex = which === '[' ? `\\left[${strut}\\right.` : `\\left.${strut}\\right]`;
  return set({ kind: 'piece', latex, display: false });
}
