/** Points to go to: the file's own, zeros, ones, a random one of the domain, and those that were given names. */
import { h, type Child } from '../dom';
import { pointText, pointTexts } from '../pointText';
import { filled, sizesOf, valueOf, withValue } from '../pointValues';
import { fill } from '../template';
import type { Point } from '../../worker/protocol';
import type { KeptPoint } from '../messages';
import type { Actions, View } from '../view';
import { section, type Section } from './section';

/** Points with longer texts are recognised by their beginnings. */
const LONGEST_PRESET = 60;
const PRESET_DIGITS = 3;
const LONGEST_NAME = 60;
/** How many random points have been asked for. */
const SEED = 'point.seed';

type Texts = Readonly<Record<string, string>>;

export interface PresetActions {
  /** Evaluates at the texts of all fields. */
  readonly goTo: (texts: Texts) => void;
  /** What the fields say now. */
  readonly texts: () => Texts;
}

export function pointPresets(actions: Actions, { goTo, texts }: PresetActions): Section<View> {
  let latest: View | null = null;
  /** The number of the random point that is on its way. */
  let drawing: number | null = null;
  let problem: string | null = null;
  let naming = false;
  const buttons = section<View>(
    h('div', { class: 'presets' }),
    ({ strings, shown, state, card }) => [
      strings,
      shown.choices,
      shown.problem,
      state.filePoints,
      hasDrafts(state),
      card,
    ],
    (view) => [
      hasDrafts(view.state) &&
        h('button', { type: 'submit', class: 'button', 'data-key': 'evaluate' }, view.strings.evaluate),
      ...fileButtons(view),
      link('zeros', view.strings.presetZeros, null, () => goTo(constant(view, 0))),
      link('ones', view.strings.presetOnes, null, () => goTo(constant(view, 1))),
      link('random', view.strings.presetRandom, view.strings.presetRandomHint, draw),
    ],
  );
  const kept = section<View>(
    h('div', { class: 'presets kept' }),
    ({ strings, shown }) => [strings, shown.kept, shown.target, naming],
    (view) => [...view.shown.kept.map((one) => keptPoint(one, view)), naming ? nameField(view) : keepButton(view)],
  );
  const said = section<View>(
    h('p', { class: 'aside', role: 'status' }),
    () => [problem],
    () => [problem],
  );
  return {
    element: h('div', { class: 'point-presets' }, buttons.element, kept.element, said.element),
    update(view) {
      if (latest?.shown !== view.shown) problem = null;
      latest = view;
      if (drawing !== null) takeRandom(view, drawing);
      for (const part of [buttons, kept, said]) part.update(view);
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

  function fileButtons({ strings, shown, state }: View): readonly Child[] {
    const entered = Object.keys(shown.choices.point).length > 0;
    const own = (place: Point, i: number): HTMLElement => {
      const text = pointText(place, PRESET_DIGITS);
      const short = text.length > LONGEST_PRESET ? `${text.slice(0, LONGEST_PRESET)}…` : text;
      return h(
        'button',
        {
          type: 'button',
          class: 'link number',
          'data-key': `preset-${i}`,
          title: strings.pointFromFile,
          onclick: () => goTo(pointTexts(place)),
        },
        short,
      );
    };
    return [
      (entered || shown.problem !== null) && link('reset', strings.resetPoint, null, () => goTo({})),
      ...(state.filePoints.length > 1 ? state.filePoints.map(own) : []),
    ];
  }

  function keptPoint({ name, point }: KeptPoint, { strings }: View): HTMLElement {
    const drop = fill(strings.dropPoint, name);
    const values = Object.entries(point)
      .map(([argument, text]) => `${argument} = ${text}`)
      .join(', ');
    return h(
      'span',
      { class: 'kept-point' },
      h(
        'button',
        {
          type: 'button',
          class: 'link',
          'data-key': `kept-${name}`,
          title: `${strings.goToKeptPoint}: ${values}`,
          onclick: () => goTo(point),
        },
        name,
      ),
      h(
        'button',
        {
          type: 'button',
          class: 'drop',
          'data-key': `drop-${name}`,
          title: drop,
          'aria-label': drop,
          onclick: () => actions.post({ kind: 'dropPoint', name }),
        },
        '×',
      ),
    );
  }

  function keepButton({ strings }: View): HTMLElement {
    const begin = (): void => {
      naming = true;
      if (latest) kept.update(latest);
      kept.element.querySelector('input')?.focus();
    };
    return link('keep', strings.keepPoint, strings.keepPointHint, begin);
  }

  function nameField({ strings }: View): HTMLElement {
    const end = (): void => {
      naming = false;
      if (latest) kept.update(latest);
      kept.element.querySelector<HTMLElement>('[data-key=keep]')?.focus();
    };
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Enter' && event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      const name = input.value.trim();
      if (event.key === 'Enter' && name !== '') actions.post({ kind: 'keepPoint', name, point: texts() });
      end();
    };
    const input = h('input', {
      type: 'text',
      class: 'point-name',
      maxlength: LONGEST_NAME,
      'data-key': 'keep',
      'aria-label': strings.pointName,
      placeholder: strings.pointName,
      onkeydown: onKey,
    });
    return input;
  }
}

const hasDrafts = ({ drafts }: View['state']): boolean => Object.keys(drafts).length > 0;

function link(key: string, text: string, hint: string | null, onclick: () => void): HTMLElement {
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
