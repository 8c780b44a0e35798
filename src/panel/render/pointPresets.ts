/** Points to go to: the file's own, zeros, ones, a random one of the domain, and those that were given names. */
import { h, type Child } from '../dom';
import { pointText, pointTexts } from '../pointText';
import { fill } from '../template';
import type { Point } from '../../worker/protocol';
import type { KeptPoint } from '../messages';
import type { Actions, View } from '../view';
import { link, pointStarts } from './pointStarts';
import { section, type Section } from './section';

/** Points with longer texts are recognised by their beginnings. */
const LONGEST_PRESET = 60;
const PRESET_DIGITS = 3;
const LONGEST_NAME = 60;

type Texts = Readonly<Record<string, string>>;

export interface PresetActions {
  /** Evaluates at the texts of all fields. */
  readonly goTo: (texts: Texts) => void;
  /** What the fields say now. */
  readonly texts: () => Texts;
}

export function pointPresets(actions: Actions, { goTo, texts }: PresetActions): Section<View> {
  let latest: View | null = null;
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
    ],
  );
  const kept = section<View>(
    h('div', { class: 'presets kept' }),
    ({ strings, shown }) => [strings, shown.kept, shown.target, naming],
    (view) => [...view.shown.kept.map((one) => keptPoint(one, view)), naming ? nameField(view) : keepButton(view)],
  );
  const starts = pointStarts(actions, goTo);
  return {
    element: h('div', { class: 'point-presets' }, buttons.element, starts.element, kept.element),
    update(view) {
      latest = view;
      for (const part of [buttons, starts, kept]) part.update(view);
    },
  };

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
