/**
 * LaTeX set as SVG by MathJax, in a worker and without a document. Pictures have plain attributes only: no style
 * attributes and no scripts, so that a page with a strict content security policy takes them inline.
 */
import { liteAdaptor } from 'mathjax-full/js/adaptors/liteAdaptor.js';
import type { LiteElement } from 'mathjax-full/js/adaptors/lite/Element.js';
import { RegisterHTMLHandler } from 'mathjax-full/js/handlers/html.js';
import { TeX } from 'mathjax-full/js/input/tex.js';
import 'mathjax-full/js/input/tex/ams/AmsConfiguration.js';
import 'mathjax-full/js/input/tex/base/BaseConfiguration.js';
import { mathjax } from 'mathjax-full/js/mathjax.js';
import { SVG } from 'mathjax-full/js/output/svg.js';
import { Remembered } from './remembered';

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

/** Pixels an em: formulas look as large as the editor's hover text of 14 pixels beside which they stand. */
const FONT_SIZE = 16;
/** Characters of LaTeX above which a formula is not set: it would be no help, and keep everything else waiting. */
const LONGEST_SET = 60_000;
const REMEMBERED_CHARACTERS = 8_000_000;

const remembered = new Remembered<RenderedSvg>(REMEMBERED_CHARACTERS);
const rememberedPictures = new Remembered<RenderedPicture>(REMEMBERED_CHARACTERS);

type Convert = (latex: string, display: boolean) => string;
let convert: Convert | undefined;

/** MathJax takes a while to make: it waits for the first formula. */
function createConverter(): Convert {
  const adaptor = liteAdaptor();
  RegisterHTMLHandler(adaptor);
  const input = new TeX({
    packages: ['base', 'ams'],
    maxBuffer: LONGEST_SET * 2,
    formatError: (_: unknown, error: Error) => {
      throw error;
    },
  });
  const output = new SVG({ fontCache: 'local' });
  const document = mathjax.document('', { InputJax: input, OutputJax: output });
  return (latex, display) => {
    const container: unknown = document.convert(latex, {
      display,
      em: FONT_SIZE,
      ex: FONT_SIZE / 2,
      containerWidth: 1e6,
    });
    return adaptor.innerHTML(container as LiteElement);
  };
}

/** Sets a formula (LaTeX without delimiters). Never throws: what cannot be set is shown as it is written. */
export function renderSvg(latex: string, { display = true }: { readonly display?: boolean } = {}): RenderedSvg {
  const key = `${display ? 'd' : 'i'}${latex}`;
  const known = remembered.get(key);
  if (known) return known;
  const made = latex.length > LONGEST_SET ? fallback(latex) : set(latex, display);
  remembered.put(key, made, key.length + made.svg.length);
  return made;
}

function set(latex: string, display: boolean): RenderedSvg {
  try {
    convert ??= createConverter();
    return cleaned(convert(spaced(latex), display), latex);
  } catch {
    // A document that met an error may be in an odd state.
    convert = undefined;
    return fallback(latex);
  }
}

/**
 * With the spaces that books have, which TeX alone does not leave: none between a function and its `\left(`, none in a
 * name such as atan2. (The package mleftright does the same.)
 */
function spaced(latex: string): string {
  return latex
    .replace(/\\left(?![a-zA-Z])/g, '\\mathopen{}\\left')
    .replace(/\\right(\\[a-zA-Z]+(?![a-zA-Z])|\\?[^a-zA-Z\\])(?!\s*[_^'])/g, '\\right$1\\mathclose{}')
    .replace(/\\operatorname\{([a-zA-Z]*\d[a-zA-Z\d]*)\}/g, '\\mathop{\\text{$1}}\\nolimits');
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
  const made = renderSvg(latex);
  const { svg, width, height } = made.isSet ? made : fallback(alternative);
  const safe = /^#[0-9a-fA-F]{3,8}$/.test(colour) ? colour : '#808080';
  const picture = { data: dataUri(svg.replaceAll('currentColor', safe)), width, height, alternative };
  rememberedPictures.put(key, picture, key.length + picture.data.length);
  return picture;
}

function dataUri(svg: string): string {
  let bytes = '';
  for (const byte of new TextEncoder().encode(svg)) bytes += String.fromCharCode(byte);
  return `data:image/svg+xml;base64,${btoa(bytes)}`;
}

const attributeOf = (svg: string, name: string): string | undefined =>
  new RegExp(`^<svg[^>]*? ${name}="([^"]*)"`).exec(svg)?.[1];

/** Plain attributes, sizes in pixels, ids that no other formula on a page has. */
function cleaned(markup: string, latex: string): RenderedSvg {
  const box = attributeOf(markup, 'viewBox')?.split(' ').map(Number) ?? [];
  const [left = 0, top = 0, boxWidth = 0, boxHeight = 0] = box;
  if (!markup.startsWith('<svg') || !(boxWidth >= 0)) throw new Error('no picture');
  const pixels = (units: number): number => Math.ceil((units / 1000) * FONT_SIZE * 100) / 100;
  const [width, height] = [pixels(boxWidth), pixels(boxHeight)];
  const prefix = `m${hash(latex)}-`;
  const body = markup
    .replace(/^<svg[^>]*>/, '')
    .replace(/ (?:data-[\w-]+|style|focusable|role)="[^"]*"/g, '')
    .replace(/MJX-\d+-TEX-/g, prefix)
    .replace(/xlink:href=/g, 'href=');
  const open =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" ` +
    `viewBox="${left} ${top} ${boxWidth} ${boxHeight}" aria-hidden="true">`;
  return { svg: open + body, width, height, depth: pixels(top + boxHeight), isSet: true };
}

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
