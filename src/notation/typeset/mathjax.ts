/** Pieces of LaTeX set by MathJax, in a worker and without a document. */
import { liteAdaptor } from 'mathjax-full/js/adaptors/liteAdaptor.js';
import type { LiteElement } from 'mathjax-full/js/adaptors/lite/Element.js';
import type { MmlNode } from 'mathjax-full/js/core/MmlTree/MmlNode.js';
import { RegisterHTMLHandler } from 'mathjax-full/js/handlers/html.js';
import { TeX } from 'mathjax-full/js/input/tex.js';
import type ParseOptions from 'mathjax-full/js/input/tex/ParseOptions.js';
import 'mathjax-full/js/input/tex/ams/AmsConfiguration.js';
import 'mathjax-full/js/input/tex/base/BaseConfiguration.js';
import { mathjax } from 'mathjax-full/js/mathjax.js';
import { SVG } from 'mathjax-full/js/output/svg.js';
import type { Box } from './box';
import type { Piece, Style } from './layout';

/** Pixels an em: formulas look as large as the editor's hover text of 14 pixels beside which they stand. */
export const FONT_SIZE = 16;
/** Characters of LaTeX above which a formula is not set: it would be no help, and keep everything else waiting. */
export const LONGEST_SET = 60_000;

/** A priority behind MathJax's own. */
const LAST = 100;

type Convert = (latex: string, style: Style) => string;
let convert: Convert | undefined;

/** The outlines of letters by their names: each is the same in all pieces. */
const outlines = new Map<string, string>();

export const outlineOf = (glyph: string): string => outlines.get(glyph) ?? '';

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
  let isCramped = false;
  // After MathJax has said what style the formula has as a whole.
  input.postFilters.add(({ data }: { readonly data: ParseOptions }) => {
    const [content] = data.root.childNodes as unknown as readonly MmlNode[];
    if (isCramped) content?.setInheritedAttributes({}, false, 0, true);
  }, LAST);
  const output = new SVG({ fontCache: 'local' });
  const document = mathjax.document('', { InputJax: input, OutputJax: output });
  return (latex, style) => {
    isCramped = style === 'cramped';
    const container: unknown = document.convert(latex, {
      display: style === 'display',
      em: FONT_SIZE,
      ex: FONT_SIZE / 2,
      containerWidth: 1e6,
    });
    return adaptor.innerHTML(container as LiteElement);
  };
}

/** Sets a piece. Throws where its LaTeX is wrong. */
export function setPiece({ latex, style }: Piece): Box {
  try {
    convert ??= createConverter();
    return read(convert(spaced(latex), style));
  } catch (error) {
    // A document that met an error may be in an odd state.
    convert = undefined;
    throw error;
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

/** In the place of the letters' names that only one formula on a page has. */
export const GLYPH = 'MJX-TEX-';

/** What MathJax has made: plain attributes, letters by their names. */
function read(markup: string): Box {
  const [, viewBox = ''] = /^<svg[^>]*? viewBox="([^"]*)"/.exec(markup) ?? [];
  const [, top = NaN, width = NaN, height = NaN] = viewBox.split(' ').map(Number);
  if (!(width >= 0)) throw new Error('no picture');
  const plain = markup.replace(/ (?:data-[\w-]+|style|focusable|role)="[^"]*"/g, '').replace(/MJX-\d+-TEX-/g, GLYPH);
  const [, definitions = ''] = /<defs>(.*?)<\/defs>/s.exec(plain) ?? [];
  const glyphs = new Set<string>();
  for (const [outline, name = ''] of definitions.matchAll(/<path id="MJX-TEX-([^"]*)".*?<\/path>/gs)) {
    glyphs.add(name);
    outlines.set(name, short(outline));
  }
  const body = short(
    plain
      .replace(/^.*?<g [^>]*>/s, '')
      .replace(/<\/g><\/svg>$/, '')
      .replace(/xlink:href=/g, 'href='),
  );
  return { width, height: -top, depth: height + top, body, glyphs };
}

/** Without what draws nothing, and without the ends of empty elements: a hover's picture may not be large. */
function short(markup: string): string {
  const kept: boolean[] = [];
  const drawing = markup
    .replace(/><\/(?:use|rect|path)>/g, '/>')
    .replace(/<rect (?:[^>]* )?width="0"[^>]*\/>/g, '')
    .replace(/<g>|<g [^>]*>|<\/g>/g, (tag) => {
      if (tag === '</g>') return kept.pop() === true ? tag : '';
      kept.push(tag !== '<g>');
      return tag === '<g>' ? '' : tag;
    })
    .replace(/<g (transform="[^"]*")><use (href="[^"]*")\/><\/g>/g, '<use $2 $1/>');
  return withoutEmpty(drawing);
}

function withoutEmpty(markup: string): string {
  const less = markup.replace(/<g [^>]*><\/g>/g, '');
  return less === markup ? less : withoutEmpty(less);
}
