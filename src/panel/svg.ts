/**
 * Formulas set by the worker, put on the page. The worker's SVG is ours, but holds names from the reader's file; so it
 * is parsed as XML, apart from the page, and only elements and attributes that draw are copied over.
 */
const SVG = 'http://www.w3.org/2000/svg';
const MATHJAX_UNITS_PER_EM = 1000;

const ELEMENTS: ReadonlySet<string> = new Set(['svg', 'g', 'defs', 'use', 'path', 'rect', 'line', 'text', 'tspan']);

/** What a value may look like, attribute by attribute. Anything else, and all of `style`, `class` and `on…`, is left out. */
const NUMBERS = /^[-+0-9.,eE%\sa-z]*$/;
const ATTRIBUTES: Readonly<Record<string, RegExp>> = {
  viewBox: NUMBERS,
  width: NUMBERS,
  height: NUMBERS,
  x: NUMBERS,
  y: NUMBERS,
  x1: NUMBERS,
  x2: NUMBERS,
  y1: NUMBERS,
  y2: NUMBERS,
  'stroke-width': NUMBERS,
  'stroke-dasharray': NUMBERS,
  'font-size': NUMBERS,
  d: /^[-+0-9.,eE\sMmLlHhVvCcSsQqTtAaZz]*$/,
  transform: /^[-+0-9.,eE\sa-zA-Z()]*$/,
  fill: /^(currentColor|none)$/,
  stroke: /^(currentColor|none)$/,
  'text-anchor': /^(start|middle|end)$/,
  preserveAspectRatio: /^[a-zA-Z\s]*$/,
  overflow: /^(visible|hidden)$/,
  id: /^[\w-]+$/,
  href: /^#[\w-]+$/,
};

const parsed = new Map<string, SVGSVGElement | null>();
const MOST_PARSED = 4000;
let imported = 0;

/** A picture from the worker's text, sized in `em` and standing on the line; `null` if it is no SVG. */
export function importSvg(text: string): SVGSVGElement | null {
  let template = parsed.get(text);
  if (template === undefined) {
    template = parse(text);
    if (parsed.size >= MOST_PARSED) parsed.clear();
    parsed.set(text, template);
  }
  return template ? ownNames(template.cloneNode(true) as SVGSVGElement) : null;
}

/** How wide and how high a picture is, in `em`, without parsing it. */
export function sizeOfSvg(text: string): { readonly width: number; readonly height: number } | null {
  const box = boxOf(/\bviewBox="([^"]*)"/.exec(text)?.[1]);
  return box && { width: box.width / MATHJAX_UNITS_PER_EM, height: box.height / MATHJAX_UNITS_PER_EM };
}

function parse(text: string): SVGSVGElement | null {
  // Even in a document apart, the page's policy counts each `style` attribute as a breach.
  const unstyled = text.replace(/\sstyle="[^"]*"/g, '');
  const root = new DOMParser().parseFromString(unstyled, 'image/svg+xml').documentElement;
  const copy = root.localName === 'svg' ? copied(root) : null;
  if (!(copy instanceof SVGSVGElement)) return null;
  stand(copy);
  return copy;
}

/** The element with what is allowed of its attributes and content; `null` for elements that do not draw. */
function copied(source: Element): SVGElement | null {
  if (source.namespaceURI !== SVG || !ELEMENTS.has(source.localName)) return null;
  const copy = document.createElementNS(SVG, source.localName);
  for (const { localName, value } of source.attributes) {
    if (ATTRIBUTES[localName]?.test(value)) copy.setAttribute(localName, value);
  }
  for (const child of source.childNodes) {
    if (child instanceof Element) {
      const inner = copied(child);
      if (inner) copy.append(inner);
    } else if (child.nodeType === Node.TEXT_NODE && (copy.localName === 'text' || copy.localName === 'tspan')) {
      copy.append(child.nodeValue ?? '');
    }
  }
  return copy;
}

/** MathJax counts from the baseline, in thousandths of an em: that gives the size, and how far it reaches below the line. */
function stand(svg: SVGSVGElement): void {
  const box = boxOf(svg.getAttribute('viewBox'));
  if (!box) return;
  svg.setAttribute('width', `${box.width / MATHJAX_UNITS_PER_EM}em`);
  svg.setAttribute('height', `${box.height / MATHJAX_UNITS_PER_EM}em`);
  svg.style.verticalAlign = `${-(box.y + box.height) / MATHJAX_UNITS_PER_EM}em`;
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('focusable', 'false');
}

function boxOf(viewBox: string | null | undefined): { y: number; width: number; height: number } | null {
  const [, y, width, height, more] = (viewBox ?? '')
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  if (y === undefined || width === undefined || height === undefined || more !== undefined) return null;
  return [y, width, height].every(Number.isFinite) && width >= 0 && height >= 0 ? { y, width, height } : null;
}

/** Two copies of one picture must not share names: `use` would draw from a copy that may be gone. */
function ownNames(svg: SVGSVGElement): SVGSVGElement {
  const named = svg.querySelectorAll('[id]');
  if (named.length === 0) return svg;
  imported += 1;
  const own = (name: string): string => `set${imported}-${name}`;
  for (const element of named) element.id = own(element.id);
  for (const use of svg.querySelectorAll('[href]')) {
    use.setAttribute('href', `#${own((use.getAttribute('href') ?? '#').slice(1))}`);
  }
  return svg;
}
