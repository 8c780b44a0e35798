/** The numbers of the derivative as colours, with a legend; and its structure, where entries are zero and where not. */
import { h, s, type Child } from '../dom';
import { colourAt, numberAtPlace, placeOnScale, themePalette, type Rgb, type Scale } from '../colours';
import { isLarge } from '../gridWindow';
import { asRows } from '../numericArray';
import { formatNumber } from '../numbers';
import type { Actions, View } from '../view';
import { CellPicture, type CellColours } from './cellPicture';
import { section, type Section } from './section';
import { switchOf } from './switch';

const OPTION = 'heatmap.scale';

export function heatmap(actions: Actions): Section<View> {
  const picture = new CellPicture(actions, coloursOf, (view) => [view.result?.derivative ?? null, scaleOf(view)]);
  const legend = section<View>(
    h('div', { class: 'legend' }),
    (view) => [view.strings, view.matrix, view.result?.derivative, scaleOf(view), document.body.className],
    (view) => drawLegend(view, actions),
  );
  const element = h('div', { class: 'heatmap' }, picture.element, legend.element);
  return {
    element,
    update(view) {
      element.hidden = view.state.mode !== 'heatmap' || numbersOf(view) === null;
      if (element.hidden) return;
      picture.update(view);
      legend.update(view);
      element.classList.toggle('outdated', view.outdated);
    },
  };
}

/** Where entries are zero by structure, zero at the point, and not zero. */
export function structurePicture(actions: Actions): Section<View> {
  const picture = new CellPicture(actions, structureOf, (view) => [view.result?.derivative ?? null]);
  return {
    element: picture.element,
    update(view) {
      const shown = view.state.mode === 'structure' && view.matrix?.nonZeros != null;
      picture.element.hidden = !shown;
      if (shown) picture.update(view);
    },
  };
}

const scaleOf = ({ state }: View): Scale => (state.options[OPTION] === 'logarithmic' ? 'logarithmic' : 'linear');

/** Row by row in the layout of the page; `null` where there are none. */
function numbersOf({ matrix, result }: View): { readonly at: (row: number, column: number) => number } | null {
  const derivative = result?.derivative ?? null;
  const rows = derivative === null ? null : asRows(derivative);
  if (!matrix || !rows) return null;
  return {
    at: (row, column) => {
      const value = rows[row]?.[column] ?? NaN;
      return typeof value === 'number' ? value : value === 'NaN' ? NaN : value === 'Infinity' ? Infinity : -Infinity;
    },
  };
}

function largestOf({ matrix }: View, at: (row: number, column: number) => number): number {
  let largest = 0;
  for (let i = 0; i < (matrix?.rows ?? 0); i += 1) {
    for (let j = 0; j < (matrix?.columns ?? 0); j += 1) {
      const size = Math.abs(at(i, j));
      if (size > largest && size < Infinity) largest = size;
    }
  }
  return largest;
}

function coloursOf(view: View): CellColours | null {
  const numbers = numbersOf(view);
  if (!numbers || !view.card.derivative) return null;
  const { at } = numbers;
  const largest = largestOf(view, at);
  const palette = themePalette();
  const scale = scaleOf(view);
  const { digits } = view.state.settings;
  return {
    colour: (i, j) => {
      const value = at(i, j);
      return Number.isNaN(value) ? palette.undefined : colourAt(placeOnScale(value, largest, scale), palette);
    },
    say: (i, j) => formatNumber(at(i, j), digits),
    label: `${view.strings.heatmap}: ${view.card.derivative.structure}`,
  };
}

function structureOf(view: View): CellColours | null {
  const { matrix, card, strings } = view;
  const places = matrix?.nonZeros;
  if (!matrix || !places || !card.derivative) return null;
  const present = new Set(places.map(([row, column]) => row * matrix.columns + column));
  const numbers = numbersOf(view);
  const palette = themePalette();
  const strong = foreground(palette.zero);
  const faint = colourAt(0.35, { ...palette, positive: strong });
  const isZeroHere = (i: number, j: number): boolean => numbers?.at(i, j) === 0;
  return {
    colour: (i, j) => (!present.has(i * matrix.columns + j) ? palette.zero : isZeroHere(i, j) ? faint : strong),
    say: (i, j) =>
      !present.has(i * matrix.columns + j)
        ? strings.alwaysZero
        : isZeroHere(i, j)
          ? strings.zeroHere
          : (matrix.entry(i, j)?.text ?? strings.notZero),
    label: card.derivative.structure,
  };
}

/** Black or white, whichever stands out. */
const foreground = ({ r, g, b }: Rgb): Rgb =>
  0.299 * r + 0.587 * g + 0.114 * b > 128 ? { r: 40, g: 40, b: 40 } : { r: 215, g: 215, b: 215 };

const STEPS = 41;
const TICKS = [-1, -0.5, 0, 0.5, 1];

function drawLegend(view: View, { act }: Actions): readonly Child[] {
  const numbers = numbersOf(view);
  if (!numbers) return [];
  const { strings } = view;
  const scale = scaleOf(view);
  const largest = largestOf(view, numbers.at);
  const palette = themePalette();
  const bars = Array.from({ length: STEPS }, (_, i) => {
    const { r, g, b } = colourAt((2 * i) / (STEPS - 1) - 1, palette);
    return s('rect', { x: i, y: 0, width: 1.05, height: 1, fill: `rgb(${r} ${g} ${b})` });
  });
  const label = [-largest, largest].map((end) => formatNumber(end, 3)).join(' … ');
  const bar = s(
    'svg',
    { class: 'legend-bar', viewBox: `0 0 ${STEPS} 1`, preserveAspectRatio: 'none', role: 'img', 'aria-label': label },
    ...bars,
  );
  const ticks = TICKS.map((place) =>
    h('span', { class: 'number' }, formatNumber(numberAtPlace(place, largest, scale), 2)),
  );
  const option = (value: Scale, text: string) => ({
    value,
    label: text,
    chosen: scale === value,
    choose: () => act({ kind: 'option', name: OPTION, value: value === 'linear' ? null : value }),
  });
  return [
    h('div', { class: 'legend-scale' }, bar, h('div', { class: 'legend-ticks', 'aria-hidden': 'true' }, ...ticks)),
    switchOf('heatmap-scale', strings.colourScale, [
      option('linear', strings.linear),
      option('logarithmic', strings.logarithmic),
    ]),
  ];
}

/** Whether a matrix is so small that a picture of it says nothing. */
export const isPictureOfUse = ({ matrix }: View): boolean =>
  matrix !== null && (matrix.rows * matrix.columns >= 4 || isLarge(matrix.rows, matrix.columns));
