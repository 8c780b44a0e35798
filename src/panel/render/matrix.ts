/** The derivative in the middle of the page: its symbol, the grid, its structure; in place of numbers, why there are none. */
import { h, type Child } from '../dom';
import { isLarge } from '../gridWindow';
import { fill } from '../template';
import type { Actions, View } from '../view';
import { equals, formula } from './formula';
import { heatmap, structurePicture } from './heatmap';
import { MatrixGrid } from './matrixGrid';
import { section, type Section } from './section';
import { spy, type Spy } from './spy';

export function matrix(actions: Actions): Section<View> {
  let picture: Spy | null = null;
  const grid = new MatrixGrid(actions, (rows, columns) => picture?.frame(rows, columns));
  const symbol = section<View>(
    h('div', { class: 'symbol' }),
    ({ card, svgs }) => [card, svgs],
    ({ card, svgs }) => (card.derivative ? [formula(card.derivative.symbol, svgs), equals()] : []),
  );
  const pictures = [heatmap(actions), structurePicture(actions)];
  const missing = section<View>(h('p', { class: 'missing' }), missingParts, drawMissing);
  const structure = section<View>(
    h('div', { class: 'structure' }),
    ({ matrix: shown, strings }) => [shown, strings],
    (view) => {
      const { matrix: shown, strings, card } = view;
      if (!shown || !card.derivative) return [];
      const large = isLarge(shown.rows, shown.columns);
      picture = large ? spy(shown, card.derivative.structure, (across, down) => grid.showPart(across, down)) : null;
      const { structure: text, operations } = card.derivative;
      const small = shown.rows * shown.columns <= 1;
      const counted = operations === 1 ? strings.oneOperation : fill(strings.operations, operations);
      return [picture?.element, h('p', null, small ? counted : [text, counted].join(' · '))];
    },
  );
  const shownParts = [symbol, grid, ...pictures, missing];
  const equation = h('div', { class: 'equation' }, ...shownParts.map((part) => part.element));
  // Whether the symbol stands beside the matrix or, for want of room, above it: style sheets cannot tell.
  const place = (): void => {
    const below = grid.element.offsetTop >= symbol.element.offsetTop + symbol.element.offsetHeight;
    equation.classList.toggle('stacked', below);
  };
  const observer = new ResizeObserver(place);
  observer.observe(equation);
  observer.observe(grid.element);
  const element = h('section', { class: 'derivative' }, equation, structure.element);
  return {
    element,
    update(view) {
      element.hidden = view.matrix === null;
      element.setAttribute('aria-label', view.strings.derivativeHeading);
      structure.update(view); // before the grid, which frames its part in the picture
      for (const part of shownParts) part.update(view);
      equation.classList.toggle('headed', !grid.element.hidden && view.matrix?.columnNames != null);
    },
  };
}

const missingParts = ({ state, matrix: shown, result, strings }: View): readonly unknown[] => [
  state.mode,
  shown,
  result,
  strings,
];

function drawMissing({ state, matrix: shown, result, strings }: View): readonly Child[] {
  if (!shown) return [];
  if (state.mode === 'symbolic') return shown.symbolic ? [] : [shown.isSketch ? strings.tooLong : strings.tooLarge];
  if (state.mode === 'structure') return shown.nonZeros ? [] : [strings.tooLarge];
  return result?.derivative == null ? [result?.reason ?? strings.noPoint] : [];
}
