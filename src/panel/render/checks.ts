/** Hand-written derivatives of the function, and whether they are right. */
import { h, type Child } from '../dom';
import type { PanelStrings } from '../messages';
import { formatNumber } from '../numbers';
import { pointText } from '../pointText';
import type { Check, CheckEntry, Verdict } from '../../worker/protocol';
import type { Actions, View } from '../view';
import { icon } from './icons';
import { section, type Section } from './section';
import { sentence } from './sentence';

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
    tellsMore(check, strings) && h('p', { class: 'aside' }, ...sentence(check.message)),
    ...check.entries.map((entry, i) => drawEntry(entry, `check-${index}-${i}`, goTo(i), view)),
  ];
}

/** Whether the message says more than the verdict and the entries beside it. */
function tellsMore({ message, verdict, entries }: Check, strings: PanelStrings): boolean {
  return entries.length === 0 && !['', verdict, strings[WORDS[verdict]]].includes(message);
}

/** Where it differs: what stands there, what should, and a point at which one sees it. */
function drawEntry(entry: CheckEntry, key: string, goTo: () => void, { strings, state }: View): Child {
  const { digits } = state.settings;
  // The diagnosis may quote both already: then the numbers are left to say.
  const quoted = [entry.found, entry.expected].every((code) => entry.diagnosis.includes(`\`${code}\``));
  const side = (name: string, code: string, value: CheckEntry['values']['found']): readonly Child[] => [
    h('dt', null, name),
    h('dd', null, !quoted && h('code', null, code), ' ', h('span', { class: 'number' }, formatNumber(value, digits))),
  ];
  const point = pointText(entry.at);
  return h(
    'div',
    { class: 'difference' },
    h('button', { type: 'button', class: 'link', 'data-key': key, onclick: goTo }, `[${entry.index.join(', ')}]`),
    // The link names the entry already.
    h('span', { class: 'diagnosis' }, ...sentence(entry.diagnosis.replace(/^entry [^:]*: /, ''))),
    h(
      'dl',
      null,
      ...side(strings.found, entry.found, entry.values.found),
      ...side(strings.expected, entry.expected, entry.values.expected),
    ),
    point !== '' && h('p', { class: 'aside number' }, point),
  );
}
