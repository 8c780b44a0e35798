/** Hand-written derivatives of the function, and whether they are right. */
import { h, type Child } from '../dom';
import type { PanelStrings } from '../messages';
import { formatNumber } from '../numbers';
import { pointText } from '../pointText';
import type { Check, CheckEntry, Verdict } from '../../worker/protocol';
import type { Actions, View } from '../view';
import { icon } from './icons';
import { section, type Section } from './section';

const WORDS: Readonly<Record<Verdict, keyof PanelStrings>> = {
  proved: 'checkProved',
  agrees: 'checkAgrees',
  differs: 'checkDiffers',
  kink: 'checkKink',
  outside: 'checkOutside',
  unknown: 'checkUnknown',
};

export function checks(actions: Actions): Section<View> {
  return section<View>(
    h('section', { class: 'checks' }),
    ({ card, strings, state }) => [card, strings, state.settings],
    (view) => {
      const { card, strings } = view;
      if (card.checks.length === 0) return [];
      return [
        h('h2', null, strings.checks),
        h(
          'ul',
          null,
          ...card.checks.map((check, index) =>
            h('li', { class: check.verdict }, ...drawCheck(check, index, view, actions)),
          ),
        ),
      ];
    },
  );
}

function drawCheck(check: Check, index: number, view: View, { post }: Actions): readonly Child[] {
  const { strings } = view;
  const goTo = (entry: number | null) => (): void =>
    post({ kind: 'reveal', place: { kind: 'check', check: index, entry } });
  return [
    h(
      'p',
      { class: 'verdict' },
      icon(check.verdict),
      h(
        'button',
        { type: 'button', class: 'link', 'data-key': `check-${index}`, onclick: goTo(null) },
        h('code', null, check.function),
      ),
      h('strong', null, strings[WORDS[check.verdict]]),
    ),
    check.message !== '' && h('p', { class: 'aside' }, check.message),
    ...check.entries.map((entry, i) => drawEntry(entry, `check-${index}-${i}`, goTo(i), view)),
  ];
}

/** Where it differs: what stands there, what should, and a point at which one sees it. */
function drawEntry(entry: CheckEntry, key: string, goTo: () => void, { strings, state }: View): Child {
  const { digits } = state.settings;
  const side = (name: string, code: string, value: CheckEntry['values']['found']): readonly Child[] => [
    h('dt', null, name),
    h('dd', null, h('code', null, code), ' ', h('span', { class: 'number aside' }, formatNumber(value, digits))),
  ];
  const point = pointText(entry.at);
  return h(
    'div',
    { class: 'difference' },
    h('button', { type: 'button', class: 'link', 'data-key': key, onclick: goTo }, `[${entry.index.join(', ')}]`),
    h('span', { class: 'diagnosis' }, entry.diagnosis),
    h(
      'dl',
      null,
      ...side(strings.found, entry.found, entry.values.found),
      ...side(strings.expected, entry.expected, entry.values.expected),
    ),
    point !== '' && h('p', { class: 'aside number' }, point),
  );
}
