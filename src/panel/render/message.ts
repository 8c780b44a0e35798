/** In place of a derivative: what to do, what failed, or why there is none. */
import { h, type Child } from '../dom';
import type { PageState } from '../state';
import type { Actions, View } from '../view';
import { viewOf } from '../view';
import { section, type Section } from './section';
import { sentence } from './sentence';

/** When there is no function at all. */
export function message({ post }: Actions): Section<PageState> {
  return section<PageState>(
    h('section', { class: 'message' }),
    ({ content, strings }) => [content, strings],
    ({ content, strings }) => {
      if (!strings || content.kind === 'shown') return [];
      if (content.kind === 'loading') return [h('p', { class: 'aside loading' }, strings.loading)];
      if (content.kind === 'empty') return [h('p', null, content.message)];
      const button = (command: 'restartWorker' | 'showLog', text: string): Child =>
        h('button', { type: 'button', class: 'button', onclick: () => post({ kind: 'run', command }) }, text);
      return [
        h('p', { role: 'alert' }, content.message),
        h(
          'div',
          { class: 'buttons' },
          button('restartWorker', strings.restartWorker),
          button('showLog', strings.showLog),
        ),
      ];
    },
  );
}

/** Why a function has no derivative, or only a part of one. */
export function reason({ post }: Actions): Section<View> {
  return section<View>(
    h('section', { class: 'why' }),
    ({ card, strings }) => [card, strings],
    ({ card, strings, shown }) => {
      const { status, reason: problem } = card;
      const saying =
        status === 'unsupported' ? strings.notDifferentiable : status === 'constant' ? strings.constant : null;
      if (!saying && !problem) return [];
      const goTo = (): void => post({ kind: 'reveal', place: { kind: 'reason' } });
      return [
        saying && h('p', null, saying),
        problem && h('p', { class: 'reason' }, ...sentence(problem.message)),
        problem &&
          h(
            'button',
            { type: 'button', class: 'link', 'data-key': 'reason', onclick: goTo },
            `${strings.goToReason}: ${shown.document}:${problem.range.start.line + 1}`,
          ),
      ];
    },
  );
}

/** Says what is going on, quietly: that something newer is being worked out, that what is shown is older, that it was copied. */
export function status(): Section<PageState> {
  const line = h('p', { class: 'status-line' });
  const said = h('p', { class: 'unseen' });
  const element = h('div', { role: 'status', 'aria-live': 'polite' }, line, said);
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    element,
    update(state) {
      const { status: now, statusMessage, strings, announcement } = state;
      const shown = viewOf(state) !== null;
      document.body.classList.toggle('stale', shown && now === 'stale');
      clearTimeout(timer);
      const text = now === 'updating' ? (strings?.updating ?? '') : now === 'stale' ? (statusMessage ?? '') : '';
      const show = (): void => {
        if (line.textContent !== text) line.textContent = text;
      };
      // What is worked out at once needs no words.
      if (now === 'updating') timer = setTimeout(show, 400);
      else show();
      if (said.textContent !== announcement) said.textContent = announcement;
    },
  };
}
