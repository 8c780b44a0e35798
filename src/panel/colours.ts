/** Colours for numbers: diverging from the page's background to one colour for each sign. */

export interface Rgb {
  readonly r: number;
  readonly g: number;
  readonly b: number;
}

export interface Palette {
  readonly negative: Rgb;
  readonly zero: Rgb;
  readonly positive: Rgb;
  /** For what is no finite number. */
  readonly undefined: Rgb;
}

/** How a number's size becomes a share of the colour. */
export type Scale = 'linear' | 'logarithmic';

/** Decades that a logarithmic scale shows; what is smaller is zero to the eye. */
const DECADES = 6;

/**
 * The place of a number on the scale, from −1 (as far below 0 as the largest magnitude) to 1. Logarithmic: what is
 * `DECADES` powers of ten smaller than the largest stands at 0, both signs grow from there.
 */
export function placeOnScale(value: number, largest: number, scale: Scale): number {
  if (value === 0 || largest === 0 || !Number.isFinite(value))
    return value === 0 || largest === 0 ? 0 : Math.sign(value);
  const share = Math.abs(value) / largest;
  const place = scale === 'linear' ? share : Math.max(0, 1 + Math.log10(share) / DECADES);
  return Math.sign(value) * Math.min(place, 1);
}

/** The number that stands at a place of the scale: the other way round. */
export function numberAtPlace(place: number, largest: number, scale: Scale): number {
  if (place === 0) return 0;
  const share = scale === 'linear' ? Math.abs(place) : 10 ** (DECADES * (Math.abs(place) - 1));
  return Math.sign(place) * share * largest;
}

/** The colour at a place from −1 to 1. */
export function colourAt(place: number, { negative, zero, positive }: Palette): Rgb {
  const end = place < 0 ? negative : positive;
  // The eye tells small amounts of colour apart better than large ones.
  const share = Math.abs(place) ** 0.8;
  const mix = (from: number, to: number): number => Math.round(from + (to - from) * share);
  return { r: mix(zero.r, end.r), g: mix(zero.g, end.g), b: mix(zero.b, end.b) };
}

/** `#rgb`, `#rrggbb` (with alpha, which is left out) and `rgb(…)`, as themes give their colours. */
export function parseColour(text: string): Rgb | null {
  const value = text.trim();
  const hex = /^#([0-9a-f]{3,8})$/i.exec(value)?.[1];
  if (hex && (hex.length === 3 || hex.length === 4)) {
    const [r, g, b] = [...hex].map((digit) => parseInt(digit + digit, 16)) as [number, number, number];
    return { r, g, b };
  }
  if (hex && (hex.length === 6 || hex.length === 8))
    return { r: parseInt(hex.slice(0, 2), 16), g: parseInt(hex.slice(2, 4), 16), b: parseInt(hex.slice(4, 6), 16) };
  const parts = /^rgba?\(([^)]*)\)$/
    .exec(value)?.[1]
    ?.split(/[\s,/]+/)
    .map(Number);
  const [r, g, b] = parts ?? [];
  return r !== undefined && g !== undefined && b !== undefined && [r, g, b].every(Number.isFinite) ? { r, g, b } : null;
}

/** The theme's colours for negative and positive numbers on the page's background. */
export function themePalette(): Palette {
  const styles = getComputedStyle(document.body);
  const colour = (name: string, otherwise: Rgb): Rgb => parseColour(styles.getPropertyValue(name)) ?? otherwise;
  return {
    negative: colour('--vscode-charts-blue', { r: 55, g: 148, b: 255 }),
    zero: colour('--vscode-editor-background', { r: 255, g: 255, b: 255 }),
    positive: colour('--vscode-charts-red', { r: 241, g: 76, b: 76 }),
    undefined: colour('--vscode-charts-yellow', { r: 204, g: 167, b: 0 }),
  };
}
