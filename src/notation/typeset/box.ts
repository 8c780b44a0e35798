/** Set formulas put together: one beside another, in rows and columns, as TeX does it. */
import type { Fraction, Layout, Piece, Table } from './layout';

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
/** Of fractions of full size: the bar, what it has around it, and how far the baselines are moved at least. */
const FRACTION = { bar: 60, clearance: 210, overhang: 100, margin: 120, numerator: 676, denominator: 686 } as const;
/** Rows are at least as high as a line of text. */
const ROW = { height: 750, depth: 250 } as const;
const COLUMN_GAP = 1000;

export function boxOf(layout: Layout, set: SetPiece): Box {
  switch (layout.kind) {
    case 'piece':
      return set(layout);
    case 'table':
      return tableBox(layout, set);
    case 'fraction':
      return fractionBox(layout, set);
    case 'line':
      return beside(layout.parts.map((part) => boxOf(part, set)));
  }
}

interface Placed {
  readonly box: Box;
  readonly x: number;
  readonly y: number;
}

/** A length as it is written into a picture. */
export const decimal = (length: number): string => String(Math.round(length * 10) / 10 + 0);

/** A letter by itself takes its place without a group around it. */
const letter = /^<use href="[^"]*"\/>$/;

function moved({ box: { body }, x, y }: Placed): string {
  if (x === 0 && y === 0) return body;
  const place = `transform="translate(${decimal(x)},${decimal(y)})"`;
  return letter.test(body) ? `${body.slice(0, -2)} ${place}/>` : `<g ${place}>${body}</g>`;
}

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

function fractionBox({ numerator, denominator }: Fraction, set: SetPiece): Box {
  const { bar, clearance, overhang, margin, ...least } = FRACTION;
  const [above, below] = [boxOf(numerator, set), boxOf(denominator, set)];
  const inner = Math.max(above.width, below.width);
  const centred = (box: Box): number => margin + overhang + (inner - box.width) / 2;
  const up = Math.max(AXIS + clearance + above.depth, least.numerator);
  const down = Math.max(clearance - AXIS + below.height, least.denominator);
  const rule = `<rect width="${decimal(inner + 2 * overhang)}" height="${bar}" x="${margin}" y="${AXIS - bar / 2}"/>`;
  return together(
    [
      { box: above, x: centred(above), y: up },
      { box: below, x: centred(below), y: -down },
      { box: { width: 0, height: 0, depth: 0, body: rule, glyphs: new Set() }, x: 0, y: 0 },
    ],
    {
      width: inner + 2 * (overhang + margin),
      height: Math.max(up + above.height, below.height - down),
      depth: Math.max(down + below.depth, above.depth - up),
    },
  );
}

function tableBox({ rows, gaps, alignment, between, delimiters }: Table, set: SetPiece): Box {
  const cells = rows.map((row) => row.map((cell) => boxOf(cell, set)));
  const columns = Math.max(...cells.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, j) => Math.max(...cells.map((row) => row[j]?.width ?? 0)));
  const heights = cells.map((row) => Math.max(ROW.height, ...row.map(({ height }) => height)));
  const depths = cells.map((row) => Math.max(ROW.depth, ...row.map(({ depth }) => depth)));
  const below = rows.map((_, i) => (i < rows.length - 1 ? 1000 * (between + (gaps[i] ?? 0)) : 0));
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
  const [left, right] = delimiters;
  if (!left) return table;
  return beside([delimiter(left, total, set), table, ...(right ? [delimiter(right, total, set)] : [])]);
}

/** A delimiter of a height, in em, around the axis. */
function delimiter(which: Table['delimiters'][number], total: number, set: SetPiece): Box {
  const em = (length: number): string => (length / 1000).toFixed(4);
  const strut = `\\rule[${em(AXIS - total / 2)}em]{0em}{${em(total)}em}`;
  const latex = which === ']' ? `\\left.${strut}\\right]` : `\\left${which}${strut}\\right.`;
  return set({ kind: 'piece', latex, style: 'text' });
}
