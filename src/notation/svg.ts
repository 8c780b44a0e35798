/**
 * LaTeX set as SVG, part by part. Pictures have plain attributes only: no style attributes and no scripts, so that a page
 * with a strict content security policy takes them inline.
 */
import { Remembered } from './remembered';
import type { Box } from './typeset/box';
import { boxOf, decimal } from './typeset/box';
import type { Piece } from './typeset/layout';
import { layoutOf } from './typeset/layout';
import { FONT_SIZE, GLYPH, LONGEST_SET, outlineOf, setPiece } from './typeset/mathjax';

export interface RenderedSvg {
  /** An `<svg>` element that takes the colour of the text around it (`currentColor`). */
  readonly svg: string;
  /** In CSS pixels at the usual font size. */
  readonly width: number;
  readonly height: number;
  /** How far it reaches below the line of text, in the same pixels. */
  readonly depth: number;
  /** False where the LaTeX could not be set: the picture shows its source as text. */
  readonly isSet: boolean;
}

const REMEMBERED_CHARACTERS = 8_000_000;

const remembered = new Remembered<RenderedSvg>(REMEMBERED_CHARACTERS);
const rememberedPictures = new Remembered<RenderedPicture>(REMEMBERED_CHARACTERS);
const rememberedPieces = new Remembered<Box>(REMEMBERED_CHARACTERS);

/** Sets a formula (LaTeX without delimiters). Never throws: what cannot be set is shown as it is written. */
export function renderSvg(latex: string, { display = true }: { readonly display?: boolean } = {}): RenderedSvg {
  const key = `${display ? 'd' : 'i'}${latex}`;
  const known = remembered.get(key);
  if (known) return known;
  const made = set(latex, display);
  remembered.put(key, made, key.length + made.svg.length);
  return made;
}

/** Sets the parts of a formula, so that they are there when it is asked for in some colour. */
export function prepareParts(latex: string): void {
  set(latex, true);
}

function set(latex: string, display: boolean): RenderedSvg {
  if (latex.length > LONGEST_SET) return fallback(latex);
  try {
    return drawn(boxOf(layoutOf(latex, display ? 'display' : 'text'), pieceOf), latex);
  } catch {
    return fallback(latex);
  }
}

/** Most parts of a formula are as they were before an edit. */
function pieceOf(piece: Piece): Box {
  const key = `${piece.style} ${piece.latex}`;
  const known = rememberedPieces.get(key);
  if (known) return known;
  const made = setPiece(piece);
  rememberedPieces.put(key, made, key.length + made.body.length);
  return made;
}

export interface RenderedPicture {
  /** `data:image/svg+xml;base64,…` */
  readonly data: string;
  readonly width: number;
  readonly height: number;
  readonly alternative: string;
}

/** A picture of a formula by itself, for a hover: its colour is written into it. */
export function renderPicture(
  latex: string,
  { colour, alternative }: { readonly colour: string; readonly alternative: string },
): RenderedPicture {
  const key = JSON.stringify([latex, colour, alternative]);
  const known = rememberedPictures.get(key);
  if (known) return known;
  // Only the picture is kept: its parts are, and putting them together is nothing.
  const made = set(latex, true);
  const { svg, width, height } = made.isSet ? made : fallback(alternative);
  const safe = /^#[0-9a-fA-F]{3,8}$/.test(colour) ? colour : '#808080';
  // Alone in its picture it needs no names of its own.
  const alone = svg.replaceAll('currentColor', safe).replaceAll(prefixOf(latex), '');
  const picture = { data: dataUri(alone), width, height, alternative };
  rememberedPictures.put(key, picture, key.length + picture.data.length);
  return picture;
}

const dataUri = (svg: string): string => `data:image/svg+xml;base64,${btoa(isAscii(svg) ? svg : asBytes(svg))}`;

const isAscii = (text: string): boolean => !/\P{ASCII}/u.test(text);

/** UTF-8, a character for each byte. */
const asBytes = (text: string): string =>
  Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join('');

/** Sizes in pixels, ids that no other formula on a page has. */
function drawn({ width, height, depth, body, glyphs }: Box, latex: string): RenderedSvg {
  const pixels = (units: number): number => Math.ceil((units / 1000) * FONT_SIZE * 100) / 100;
  const size = { width: pixels(width), height: pixels(height + depth) };
  const content =
    `<defs>${[...glyphs].map(outlineOf).join('')}</defs>` +
    `<g stroke="currentColor" fill="currentColor" stroke-width="0" transform="scale(1,-1)">${body}</g></svg>`;
  const open =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}" ` +
    `viewBox="0 ${decimal(-height)} ${decimal(width)} ${decimal(height + depth)}" aria-hidden="true">`;
  return { svg: open + content.replaceAll(GLYPH, prefixOf(latex)), ...size, depth: pixels(depth), isSet: true };
}

/** What the names of a formula's letters begin with. */
const prefixOf = (latex: string): string => `m${hash(latex)}-`;

/** FNV-1a: the same formula has the same ids wherever and whenever it is set. */
function hash(text: string): string {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return (value >>> 0).toString(36) + text.length.toString(36);
}

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`).replace(/[^\P{Cc}\n]/gu, ' ');

const LONGEST_LINE = 120;
const MOST_LINES = 40;

/** Text in the place of a formula. */
function fallback(text: string): RenderedSvg {
  const lines = text.split('\n').slice(0, MOST_LINES);
  const shown = lines.map((line) => (line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE - 1)}…` : line));
  const lineHeight = 1.3 * FONT_SIZE;
  const width = Math.ceil(Math.max(1, ...shown.map((line) => line.length)) * FONT_SIZE * 0.62);
  const height = Math.ceil(shown.length * lineHeight + 4);
  const rows = shown.map(
    (line, i) => `<text x="0" y="${Math.round((i + 1) * lineHeight - 4)}" xml:space="preserve">${escaped(line)}</text>`,
  );
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" ` +
    `aria-hidden="true"><g fill="currentColor" font-family="monospace" font-size="${FONT_SIZE}">${rows.join('')}</g></svg>`;
  return { svg, width, height, depth: 4, isSet: false };
}
