/** A walk of two variables on the contours of what it makes small. */
import type { Actions, View } from '../../view';
import type { Card } from '../../../worker/protocol';
import { fieldPicture, type FieldChoice, type Overlay } from '../pictures/fieldPicture';
import type { Section } from '../section';
import { curveName } from './convergence';
import { outputNames, variableNames } from './names';
import { stepOf, toDouble, type Walk } from './walk';

const SLOT = 'use.field';
const WINDOW = `${SLOT}.window`;
/** More steps are thinned out: they lie on one another. */
const MOST_POINTS = 400;
/** Steps so many times farther out than most are not looked for: the way is lost there. */
const FAR = 4;
const MOST = 0.8;
const BORDER = 0.18;

export function path(actions: Actions, walkOf: (view: View) => Walk | null): Section<View> {
  // Of the view as it is, not of the one that the picture is given: that has one more output.
  let [choice, overlay]: [FieldChoice, Overlay | null] = [{ columns: [0, 1], output: 0 }, null];
  const picture = fieldPicture(actions, { slot: SLOT, choice: () => choice, overlay: () => overlay });
  picture.element.classList.add('use-figure');
  return {
    element: picture.element,
    update(view) {
      const walk = walkOf(view);
      const shown = walk !== null && variableNames(view).length === 2 && walk.steps[0]?.variables?.length === 2;
      picture.element.hidden = !shown;
      if (!shown) return;
      [choice, overlay] = [choiceOf(view, walk), overlayOf(view, walk)];
      picture.update(onWalk(view, walk));
    },
  };
}

/** Of several outputs the picture is of ½‖f‖², which counts as the one after the last. */
const choiceOf = (view: View, walk: Walk): FieldChoice => ({
  columns: [0, 1],
  output: walk.objective === 'halfSquares' ? outputNames(view).length : 0,
});

function pointsOf(walk: Walk): readonly (readonly [number, number])[] {
  return walk.steps.map(({ variables }) => [toDouble(variables?.[0] ?? null), toDouble(variables?.[1] ?? null)]);
}

function overlayOf(view: View, walk: Walk): Overlay {
  const all = pointsOf(walk);
  const current = stepOf(view, walk);
  const stride = Math.ceil(all.length / MOST_POINTS);
  const kept = [...all.keys()].filter((k) => k % stride === 0 || k === current || k === all.length - 1);
  const seen = kept.filter((k) => all[k]?.every(Number.isFinite));
  return {
    points: seen.map((k) => all[k] as readonly [number, number]),
    current: seen.includes(current) ? seen.indexOf(current) : null,
  };
}

/** The view that the picture is drawn from: it looks at the whole walk, unless the reader looks elsewhere. */
function onWalk(view: View, walk: Walk): View {
  const key = `${view.shown.target.function} plane 0 1`;
  const window = view.state.options[WINDOW];
  // A window that the reader chose for another function is none for this one.
  const chosen = window?.includes(JSON.stringify(key)) ? window : JSON.stringify({ key, ...windowOf(walk) });
  const options = { ...view.state.options, [WINDOW]: chosen, 'pictures.arrows': 'hidden' };
  return { ...view, state: { ...view.state, options }, card: cardFor(view, walk) };
}

/** Cards with one more name among the outputs', by the cards that they are of. */
const withSquares = new WeakMap<Card, Card>();

function cardFor(view: View, walk: Walk): Card {
  const { card } = view;
  if (walk.objective !== 'halfSquares' || card.derivative?.kind !== 'jacobian') return card;
  const known = withSquares.get(card);
  if (known) return known;
  const text = `½${curveName('value', view, walk)}²`;
  const rows = [...card.derivative.rows, { latex: text, text, code: text }];
  const made: Card = { ...card, derivative: { ...card.derivative, rows } };
  withSquares.set(card, made);
  return made;
}

interface Range {
  readonly low: number;
  readonly high: number;
}

const windows = new WeakMap<Walk, { readonly across: Range; readonly up: Range }>();

/** Around the walk, but for what of it is lost far out. */
function windowOf(walk: Walk): { readonly across: Range; readonly up: Range } {
  const known = windows.get(walk);
  if (known) return known;
  const points = pointsOf(walk).filter((point) => point.every(Number.isFinite));
  const [x0, y0] = points[0] ?? [0, 0];
  const distances = points.map(([x, y]) => Math.hypot(x - x0, y - y0));
  const usual = [...distances].sort((a, b) => a - b)[Math.floor(MOST * (distances.length - 1))] ?? 0;
  const near = points.filter((_, k) => (distances[k] as number) <= FAR * usual);
  const across = rangeOf(near.map(([x]) => x));
  const up = rangeOf(near.map(([, y]) => y));
  // One axis is not shown in much more detail than the other: across the way the function is to be seen, too.
  const least = Math.max(across.high - across.low, up.high - up.low) / 3;
  const made = { across: widened(across, least), up: widened(up, least) };
  windows.set(walk, made);
  return made;
}

function rangeOf(numbers: readonly number[]): Range {
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  const border = BORDER * (high - low) || 0.5 * Math.max(Math.abs(high), 1);
  return { low: rounded(low - border, border), high: rounded(high + border, border) };
}

function widened({ low, high }: Range, least: number): Range {
  const border = (least - (high - low)) / 2;
  return border <= 0 ? { low, high } : { low: rounded(low - border, border), high: rounded(high + border, border) };
}

/** To a hundredth of the border: a window of short numbers. */
function rounded(value: number, border: number): number {
  const unit = 10 ** (Math.floor(Math.log10(border)) - 1);
  return Number((Math.round(value / unit) * unit).toPrecision(12));
}
