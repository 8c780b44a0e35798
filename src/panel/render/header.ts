/** Whose derivative this is, and what can be done with it: go there, copy, stay. */
import { h } from '../dom';
import { fill } from '../template';
import type { PageState } from '../state';
import { viewOf, type Actions, type View } from '../view';
import { copyMenu } from './copyMenu';
import { icon } from './icons';
import { section, type Section } from './section';

export function header(actions: Actions): Section<PageState> {
  const title = section<PageState>(
    h('div', { class: 'title' }),
    ({ content, strings }) => [strings, content.kind === 'shown' ? content.shown : content.kind],
    (state) => {
      const view = viewOf(state);
      return view ? [heading(view), source(view, actions)] : [h('h1', { class: 'quiet' }, state.strings?.title ?? '')];
    },
  );
  const tools = section<PageState>(
    h('div', { class: 'tools' }),
    ({ content, strings, pinned, choice }) => [
      strings,
      content.kind === 'shown' ? content.shown : null,
      pinned,
      choice,
    ],
    (state) => {
      const view = viewOf(state);
      return [view?.matrix && copyMenu(view, actions), pin(state, actions)];
    },
  );
  const element = h('header', null, title.element, tools.element);
  return {
    element,
    update(state) {
      title.update(state);
      tools.update(state);
    },
  };
}

/** `f : ℝ² → ℝ²`, the name standing out; `f = negative_log_likelihood : …` where formulas say f. */
function heading({ card, shown }: View): HTMLElement {
  const { function: name, signature } = card;
  // A method's signature begins with its own name, without the class's.
  const own = name.slice(name.lastIndexOf('.') + 1);
  const rest = signature.startsWith(own) ? signature.slice(own.length) : ` ${signature}`;
  const { name: written, isAbbreviated } = shown.panel;
  return h(
    'h1',
    null,
    isAbbreviated && h('span', { class: 'signature' }, `${written.text} = `),
    h('span', { class: 'name' }, name),
    h('span', { class: 'signature' }, rest),
  );
}

function source({ card, shown, strings }: View, { post }: Actions): HTMLElement {
  const place = `${shown.document}:${card.nameRange.start.line + 1}`;
  return h(
    'button',
    {
      type: 'button',
      class: 'link source',
      'data-key': 'source',
      title: strings.goToSource,
      'aria-label': `${strings.goToSource}: ${place}`,
      onclick: () => post({ kind: 'reveal', place: { kind: 'function' } }),
    },
    place,
  );
}

function pin({ strings, pinned }: PageState, { post }: Actions): HTMLElement | null {
  if (!strings) return null;
  return h(
    'button',
    {
      type: 'button',
      class: 'tool',
      'data-key': 'pin',
      'aria-pressed': String(pinned),
      'aria-label': strings.pin,
      title: pinned ? fill('{0} ({1})', strings.unpin, strings.pinnedHint) : strings.pin,
      onclick: () => post({ kind: 'pin', pinned: !pinned }),
    },
    icon('pin', pinned),
  );
}
