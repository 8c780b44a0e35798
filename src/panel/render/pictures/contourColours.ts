/** Colours for the areas between contours: from the page's background to one colour for each sign. */
import { h, s } from '../../dom';
import { colourAt, themePalette, type Palette } from '../../colours';
import { formatNumber } from '../../numbers';
import type { AnswerOf } from '../../../worker/protocol';

type Field = AnswerOf<'field'>;

/** The strongest colour of an area leaves arrows and lines to be seen on it. */
const STRONGEST = 0.78;

/** One colour more than there are contours: below the first, between two, above the last. */
export function contourColours({ contours }: Field): readonly string[] {
  const palette = themePalette();
  const levels = contours.map(({ level }) => level);
  const signed = levels.some((level) => level < 0) && levels.some((level) => level > 0);
  const count = levels.length + 1;
  return Array.from({ length: count }, (_, i) => rgb(signed ? signedPlace(levels, i) : onePlace(levels, i), palette));
}

/** By the step, counted from the level at or next to zero: areas further from zero are stronger. */
function signedPlace(levels: readonly number[], i: number): number {
  const below = levels.filter((level) => level < 0).length;
  const above = levels.length - below;
  const step = i - below - (levels[below] === 0 ? 0.5 : 0);
  return (STRONGEST * step) / Math.max(below, above, 1);
}

function onePlace(levels: readonly number[], i: number): number {
  const negative = (levels.at(-1) ?? 0) < 0;
  const share = levels.length === 0 ? 0 : i / levels.length;
  return negative ? -STRONGEST * (1 - share) : STRONGEST * share;
}

function rgb(place: number, palette: Palette): string {
  const { r, g, b } = colourAt(place, palette);
  return `rgb(${r}, ${g}, ${b})`;
}

const MOST_TICKS = 6;
/** Characters that there is room for in the narrowest panel; in wider ones they are farther apart (`.contour-scale`). */
const NARROWEST = 28;

/** The colours beside one another with the levels between them. */
export function contourLegend({ contours }: Field, colours: readonly string[], name: string): readonly Node[] {
  if (contours.length === 0) return [];
  const count = colours.length;
  const boxes = colours.map((fill, i) =>
    s('rect', { class: 'contour-area', x: (i * 100) / count, y: 0, width: 100 / count + 0.2, height: 10, fill }),
  );
  const longest = Math.max(...contours.map(({ level }) => formatNumber(level, 3).length));
  const most = Math.max(2, Math.min(MOST_TICKS, Math.floor(NARROWEST / (longest + 1))));
  const every = Math.ceil(contours.length / most);
  const shown = contours.map(({ level }, i) => ({ level, i })).filter(({ i }) => i % every === 0);
  const ticks = shown.map(({ level, i }) => {
    const tick = h('span', { class: 'number' }, formatNumber(level, 3));
    tick.style.left = `${((i + 1) * 100) / count}%`;
    return tick;
  });
  const bar = s(
    'svg',
    { class: 'contour-bar', viewBox: '0 0 100 10', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
    ...boxes,
  );
  return [
    h('span', { class: 'contour-name' }, name),
    h('div', { class: 'contour-scale' }, bar, h('div', { class: 'contour-ticks', 'aria-hidden': 'true' }, ...ticks)),
  ];
}
