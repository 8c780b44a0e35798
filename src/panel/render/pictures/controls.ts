/** What is drawn, and how: chosen from what this function has. */
import { h, type Child } from '../../dom';
import { fill } from '../../template';
import type { Actions, View } from '../../view';
import { section, type Section } from '../section';
import { switchOf, type Option } from '../switch';
import { choiceOf, MOST_CURVES, outputNames, variableNames, type PictureChoice, type PictureKind } from './choice';
import { showsSlopes } from './curvePicture';
import { showsArrows, spacingOf } from './fieldPicture';

export function pictureControls(actions: Actions): Section<View> {
  return section<View>(
    h('div', { class: 'picture-controls' }),
    (view) => [view.strings, view.card, JSON.stringify(pictureOptions(view))],
    (view) => draw(view, actions),
  );
}

const pictureOptions = ({ state }: View): readonly (readonly [string, string])[] =>
  Object.entries(state.options).filter(([name]) => name.startsWith('pictures.'));

function draw(view: View, actions: Actions): readonly Child[] {
  const choice = choiceOf(view);
  const set = (name: string, value: string | null): void =>
    actions.act({ kind: 'option', name: `pictures.${name}`, value });
  return [
    choice.kinds.length > 1 && kindSwitch(view, choice, set),
    ...(choice.kind === 'curve'
      ? curveControls(view, choice, set)
      : choice.kind === 'field'
        ? fieldControls(view, choice, set)
        : mapControls(view, choice, set)),
  ];
}

type Set = (name: string, value: string | null) => void;

function kindSwitch({ strings }: View, choice: PictureChoice, set: Set): Child {
  const labels: Readonly<Record<PictureKind, string>> = {
    field: strings.pictureKindField,
    curve: strings.pictureKindCurve,
    mapping: strings.pictureKindMap,
  };
  const options = choice.kinds.map((kind): Option => ({
    value: kind,
    label: labels[kind],
    chosen: kind === choice.kind,
    choose: () => set('kind', kind),
  }));
  return switchOf('picture-kind', strings.pictureKind, options);
}

interface Pick {
  readonly value: string;
  readonly label: string;
}

/** A list to choose from; nothing where there is no choice. */
function pick(
  name: string,
  label: string,
  options: readonly Pick[],
  chosen: string,
  choose: (value: string) => void,
): Child {
  if (options.length < 2) return null;
  const list = h(
    'select',
    {
      'data-key': `picture-${name}`,
      onchange: ({ target }: Event) => choose((target as HTMLSelectElement).value),
    },
    ...options.map(({ value, label: text }) => h('option', { value, selected: value === chosen }, text)),
  );
  return h('label', { class: 'pick' }, h('span', null, label), list);
}

const numbered = (names: readonly string[]): readonly Pick[] => names.map((label, k) => ({ value: String(k), label }));

function outputPick(view: View, { output }: PictureChoice, together: boolean, set: Set): Child {
  const names = outputNames(view);
  const first = fill(view.strings.pictureAll, Math.min(names.length, MOST_CURVES));
  const all: readonly Pick[] = together ? [{ value: '', label: first }] : [];
  const chosen = output === null ? (together ? '' : '0') : String(output);
  return pick(
    'output',
    view.strings.pictureOutputs,
    names.length < 2 ? [] : [...all, ...numbered(names)],
    chosen,
    (value) => set('output', value === '' ? null : value),
  );
}

function curveControls(view: View, choice: PictureChoice, set: Set): readonly Child[] {
  const { strings, state } = view;
  const names = variableNames(view);
  const { along } = choice;
  const options: readonly Pick[] =
    names.length < 2
      ? []
      : [
          ...numbered(names),
          { value: 'gradient', label: strings.pictureGradient },
          { value: 'direction', label: strings.pictureDirection },
        ];
  return [
    outputPick(view, choice, true, set),
    pick('along', strings.pictureAlong, options, along.kind === 'variable' ? String(along.column) : along.kind, (value) => set('along', value)), // prettier-ignore
    along.kind === 'direction' && directionField(view, along.direction !== null, state.options['pictures.direction'] ?? '', set), // prettier-ignore
    toggle('slopes', strings.pictureShowSlopes, showsSlopes(view), (shown) => set('slopes', shown ? null : 'hidden')),
  ];
}

function directionField({ strings, card }: View, isRead: boolean, text: string, set: Set): Child {
  const count = card.derivative?.columns.length ?? 0;
  const input = h('input', {
    type: 'text',
    'data-key': 'picture-direction',
    value: text,
    'aria-label': strings.direction,
    'aria-invalid': String(!isRead && text !== ''),
    title: strings.directionHint,
    placeholder: count > 6 ? '' : `[${Array.from({ length: count }, (_, i) => (i === 0 ? '1' : '0')).join(', ')}]`,
    autocomplete: 'off',
    spellcheck: 'false',
    onchange: () => set('direction', input.value.trim() === '' ? null : input.value),
  });
  const problem = !isRead && text !== '' && h('p', { class: 'problem' }, fill(strings.directionProblem, count));
  return h('div', { class: 'field-input' }, input, problem);
}

function fieldControls(view: View, choice: PictureChoice, set: Set): readonly Child[] {
  const { strings } = view;
  const spacing = spacingOf(view) ?? 'automatic';
  const spacings: readonly Pick[] = [
    { value: 'automatic', label: strings.pictureLevelsAutomatic },
    { value: 'even', label: strings.pictureLevelsEven },
    { value: 'logarithmic', label: strings.pictureLevelsLogarithmic },
  ];
  return [
    outputPick(view, choice, false, set),
    ...axisPicks(view, choice, set),
    pick('levels', strings.pictureLevels, spacings, spacing, (value) => set('levels', value === 'automatic' ? null : value)), // prettier-ignore
    toggle('arrows', strings.pictureShowArrows, showsArrows(view), (shown) => set('arrows', shown ? null : 'hidden')),
  ];
}

/** Which variables go across and up; one that is taken by the other axis changes places with it. */
function axisPicks(view: View, { columns: [across, up] }: PictureChoice, set: Set): readonly Child[] {
  const names = variableNames(view);
  if (names.length < 3) return [];
  const { strings } = view;
  const choose = (mine: string, other: string, taken: number, own: number) => (value: string) => {
    if (Number(value) === taken) set(other, String(own));
    set(mine, value);
  };
  return [
    pick('across', strings.pictureAcross, numbered(names), String(across), choose('across', 'up', up, across)),
    pick('up', strings.pictureUp, numbered(names), String(up), choose('up', 'across', across, up)),
  ];
}

function mapControls(view: View, choice: PictureChoice, set: Set): readonly Child[] {
  const { strings } = view;
  const names = outputNames(view);
  const [first, second] = choice.outputs;
  const pair =
    names.length < 3
      ? []
      : [
          pick('first', strings.pictureOutputAcross, numbered(names), String(first), (value) => set('output', value)),
          pick('second', strings.pictureOutputUp, numbered(names), String(second), (value) => set('second', value)),
        ];
  return [...axisPicks(view, choice, set), ...pair];
}

function toggle(name: string, label: string, on: boolean, set: (on: boolean) => void): Child {
  const box = h('input', {
    type: 'checkbox',
    checked: on,
    'data-key': `picture-${name}`,
    onchange: () => set(box.checked),
  });
  return h('label', { class: 'toggle' }, box, h('span', null, label));
}
