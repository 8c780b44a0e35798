/** Points that one can always begin at: zeros, ones, a random one of the domain. */
import { h } from '../dom';
import { pointTexts } from '../pointText';
import { filled, sizesOf, valueOf, withValue } from '../pointValues';
import type { Point } from '../../worker/protocol';
import type { Actions, View } from '../view';
import { section, type Section } from './section';

/** How many random points have been asked for. */
const SEED = 'point.seed';

type Texts = Readonly<Record<string, string>>;

/** @param goTo evaluates at the texts of all fields. */
export function pointStarts(actions: Actions, goTo: (texts: Texts) => void): Section<View> {
  let latest: View | null = null;
  /** The number of the random point that is on its way. */
  let drawing: number | null = null;
  let problem: string | null = null;
  const buttons = section<View>(
    h('div', { class: 'presets' }),
    ({ strings }) => [strings],
    ({ strings }) => [
      link('zeros', strings.presetZeros, null, () => latest && goTo(constant(latest, 0))),
      link('ones', strings.presetOnes, null, () => latest && goTo(constant(latest, 1))),
      link('random', strings.presetRandom, strings.presetRandomHint, draw),
    ],
  );
  const said = section<View>(
    h('p', { class: 'aside', role: 'status' }),
    () => [problem],
    () => [problem],
  );
  return {
    element: h('div', { class: 'point-starts' }, buttons.element, said.element),
    update(view) {
      if (latest?.shown !== view.shown) problem = null;
      latest = view;
      if (drawing !== null) takeRandom(view, drawing);
      for (const part of [buttons, said]) part.update(view);
      buttons.element.setAttribute('role', 'group');
      buttons.element.setAttribute('aria-label', view.strings.presets);
    },
  };

  function draw(): void {
    const seed = Number(latest?.state.options[SEED] ?? 0) || 0;
    drawing = seed;
    problem = null;
    actions.act({ kind: 'option', name: SEED, value: String((seed + 1) % 1_000_000) });
  }

  function takeRandom(view: View, seed: number): void {
    const { answer, reason, waiting } = actions.ask(
      'preset',
      { kind: 'preset', point: view.result?.point ?? null, seed },
      view,
    );
    if (waiting) return;
    drawing = null;
    problem = reason;
    if (answer) goTo(pointTexts(answer.point));
  }
}

/** In place of what needs a point: what is missing, and a way to begin. */
export function withoutPoint(actions: Actions, sentence: (view: View) => string): Section<View> {
  const goTo = (point: Texts): void => actions.post({ kind: 'evaluate', point });
  const starts = pointStarts(actions, goTo);
  const text = h('p', null);
  const element = h('div', { class: 'no-point' }, text, starts.element);
  return {
    element,
    update(view) {
      element.hidden = view.point !== null || view.matrix === null;
      if (element.hidden) return;
      text.textContent = sentence(view);
      starts.update(view);
    },
  };
}

export function link(key: string, text: string, hint: string | null, onclick: () => void): HTMLElement {
  return h('button', { type: 'button', class: 'link', 'data-key': key, title: hint, onclick }, text);
}

/** Every number the same, in the sizes that there are now; what is no number stays. */
function constant({ card, result }: View, value: number): Texts {
  const before: Point = result?.point ?? {};
  const point = card.inputs
    .filter(({ numeric }) => numeric)
    .reduce(
      (all, { name, sizes }) => withValue(all, name, filled(sizesOf(valueOf(before, name)) ?? sizes, value)),
      before,
    );
  return pointTexts(point);
}
