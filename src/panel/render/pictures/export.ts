/** A picture of the page as a file of its own: its colours, lines and fonts written out, with what it shows in words. */
import { append, s } from '../../dom';

/** What the page's styles give to an element of a picture, as attributes that any program reads. */
const STYLES = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'stroke-linejoin',
  'stroke-linecap',
  'opacity',
  'paint-order',
  'font-family',
  'font-size',
  'font-weight',
  'font-style',
] as const;

/** Twice as fine as a page: pictures are printed, and shown on fine screens. */
const PNG_SCALE = 2;
const MARGIN = 12;

/** All planes of a picture, where they lie on the page. */
export function pictureFile(element: HTMLElement, title: string, description: string): SVGSVGElement {
  const planes = [...element.querySelectorAll<SVGSVGElement>('svg.plane')].filter((svg) => svg.checkVisibility());
  const boxes = planes.map((svg) => svg.getBoundingClientRect());
  const left = Math.min(...boxes.map((box) => box.left)) - MARGIN;
  const top = Math.min(...boxes.map((box) => box.top)) - MARGIN;
  const width = Math.round(Math.max(...boxes.map((box) => box.right)) - left + MARGIN);
  const height = Math.round(Math.max(...boxes.map((box) => box.bottom)) - top + MARGIN);
  const background = getComputedStyle(document.body).backgroundColor;
  const file = s('svg', { width, height, viewBox: `0 0 ${width} ${height}`, role: 'img' });
  append(file, [s('title', null, title), s('desc', null, description)]);
  const isSeen = background !== '' && background !== 'transparent' && !background.startsWith('rgba(0, 0, 0, 0');
  if (isSeen) append(file, [s('rect', { width, height, fill: background })]);
  planes.forEach((svg, i) => {
    const box = boxes[i] as DOMRect;
    const inner = copied(svg) as SVGSVGElement;
    for (const [name, value] of Object.entries({ x: box.left - left, y: box.top - top }))
      inner.setAttribute(name, String(Math.round(value * 10) / 10));
    file.append(inner);
  });
  return file;
}

/** The element and its content with their styles as attributes. */
function copied(source: SVGElement): SVGElement {
  const copy = document.createElementNS(source.namespaceURI ?? '', source.localName) as SVGElement;
  const kept = ['id', 'd', 'x', 'y', 'x1', 'y1', 'x2', 'y2', 'cx', 'cy', 'r', 'width', 'height', 'viewBox', 'transform', 'points', 'text-anchor', 'clip-path', 'fill-rule']; // prettier-ignore
  for (const name of kept) {
    const value = source.getAttribute(name);
    if (value !== null) copy.setAttribute(name, value);
  }
  const drawn = !['svg', 'g', 'defs', 'clipPath'].includes(source.localName);
  if (drawn) {
    const style = getComputedStyle(source);
    for (const name of STYLES) {
      const value = style.getPropertyValue(name);
      if (value !== '' && !(value === 'none' && name !== 'fill') && value !== 'normal') copy.setAttribute(name, value);
    }
  }
  for (const child of source.childNodes) {
    if (child instanceof SVGElement) {
      // What is read at the moment is no part of the picture.
      if (!('passing' in child.dataset)) copy.append(copied(child));
    } else if (child.nodeType === Node.TEXT_NODE) copy.append(child.nodeValue ?? '');
  }
  return copy;
}

export const svgText = (file: SVGSVGElement): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(file)}\n`;

/** The same as pixels, in base64; `null` where the browser does not draw it. */
export async function pngContent(file: SVGSVGElement): Promise<string | null> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgText(file))}`;
  try {
    await image.decode();
  } catch {
    return null;
  }
  const canvas = document.createElement('canvas');
  canvas.width = file.width.baseVal.value * PNG_SCALE;
  canvas.height = file.height.baseVal.value * PNG_SCALE;
  const context = canvas.getContext('2d');
  if (!context) return null;
  context.scale(PNG_SCALE, PNG_SCALE);
  context.drawImage(image, 0, 0);
  return canvas.toDataURL('image/png').replace(/^data:image\/png;base64,/, '');
}
