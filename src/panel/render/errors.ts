/** Hand-written derivatives beside the computed one, entry by entry, at the point that one looks at. */
import { h, type Child } from '../dom';
import { alignNumbers, formatNumber } from '../numbers';
import { fill } from '../template';
import type { Actions, View } from '../view';
import type { AnswerOf, QuestionOf } from '../../worker/protocol';
import { section, type Section } from './section';
import { sentence } from './sentence';

type Compared = AnswerOf<'comparison'>['derivatives'][number];
type Entry = Compared['entries'][number];

/** What is more than rounding of numbers that someone typed. */
const DIFFERS = 1e-6;
/** An error is told by its size. */
const ERROR_DIGITS = 2;

export function errors(actions: Actions): Section<View> {
  const part = section<View>(
    h('section', { class: 'errors' }),
    (view) => [view.strings, view.state.settings, view.card, known(view)],
    (view) => {
      const { answer } = known(view);
      const derivatives = answer?.derivatives ?? [];
      if (derivatives.length === 0) return [];
      return [h('h2', null, view.strings.errorsTitle), ...derivatives.map((one) => drawDerivative(one, view))];
    },
  );
  return {
    element: part.element,
    update(view) {
      part.element.hidden = view.card.checks.every(({ measured }) => measured === null) || view.point === null;
      if (part.element.hidden) return;
      part.update(view);
      part.element.classList.toggle('waiting', known(view).waiting);
    },
  };

  function known(view: View): ReturnType<typeof actions.ask<'comparison'>> {
    const question: QuestionOf<'comparison'> = { kind: 'comparison', point: view.point };
    return actions.ask('comparison', question, view);
  }
}

function drawDerivative(compared: Compared, view: View): Child {
  const { strings } = view;
  const { function: name, part, layout, entries, count, reason } = compared;
  const caption = h(
    'p',
    { class: 'caption' },
    h('code', null, `${name}${part}`),
    h('span', { class: 'aside' }, layout),
  );
  if (reason !== null)
    return h('div', { class: 'compared' }, caption, h('p', { class: 'reason' }, ...sentence(reason)));
  return h(
    'div',
    { class: 'compared' },
    caption,
    drawTable(compared, view),
    entries.length < count &&
      h('p', { class: 'aside' }, fill(strings.errorsWorst, String(entries.length), String(count))),
  );
}

function drawTable({ function: name, part, entries }: Compared, { strings, state }: View): HTMLElement {
  const { digits } = state.settings;
  const column = (value: (entry: Entry) => Entry['found'], shown: number): readonly string[] =>
    alignNumbers(entries.map((entry) => formatNumber(value(entry), shown)));
  const columns = [
    column(({ found }) => found, digits),
    column(({ expected }) => expected, digits),
    column(({ absolute }) => absolute, ERROR_DIGITS),
    column(({ relative }) => relative, ERROR_DIGITS),
  ];
  const headings = [
    strings.errorsEntry,
    strings.errorsFound,
    strings.errorsExpected,
    strings.errorsAbsolute,
    strings.errorsRelative,
  ];
  return h(
    'div',
    {
      class: 'scroll',
      tabindex: '0',
      role: 'group',
      'aria-label': `${name}${part}`,
      'data-key': `errors-${name}${part}`,
    },
    h(
      'table',
      { class: 'number' },
      h('thead', null, h('tr', null, ...headings.map((heading) => h('th', { scope: 'col' }, heading)))),
      h(
        'tbody',
        null,
        ...entries.map((entry, i) =>
          h(
            'tr',
            { class: isOff(entry) ? 'differs' : '' },
            h('th', { scope: 'row' }, entry.index.length === 0 ? '' : `[${entry.index.join(', ')}]`),
            ...columns.map((cells) => h('td', null, cells[i] ?? '')),
          ),
        ),
      ),
    ),
  );
}

const isOff = ({ relative }: Entry): boolean => typeof relative !== 'number' || relative > DIFFERS;
