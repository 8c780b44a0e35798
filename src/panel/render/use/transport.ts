/** Stepping through a walk, or playing it. */
import { h } from '../../dom';
import { fill } from '../../template';
import type { Actions, View } from '../../view';
import { icon, type Icon } from '../icons';
import type { Section } from '../section';
import { keptStep, STEP, stepOf, type Walk } from './walk';

/** Milliseconds: of a whole walk, and of one step at most and at least. */
const PLAYED = 6000;
const SLOWEST = 300;
const FASTEST = 40;

export interface Transport extends Section<View> {
  isPlaying(): boolean;
}

export function transport(actions: Actions, walkOf: (view: View) => Walk | null): Transport {
  let latest: { readonly view: View; readonly walk: Walk } | null = null;
  let timer: ReturnType<typeof setInterval> | null = null;
  const slider = h('input', {
    type: 'range',
    min: 0,
    class: 'use-slider',
    'data-key': 'use-slider',
    oninput: () => go(Number(slider.value)),
  });
  const button = (name: Icon, step: (k: number, last: number) => number): HTMLButtonElement =>
    h(
      'button',
      {
        type: 'button',
        class: 'tool',
        'data-key': `use-${name}`,
        onclick: () => {
          if (!latest) return;
          stop();
          go(step(stepOf(latest.view, latest.walk), latest.walk.steps.length - 1));
        },
      },
      icon(name),
    );
  const first = button('first', () => 0);
  const previous = button('previous', (k) => k - 1);
  const next = button('next', (k) => k + 1);
  const last = button('last', (_k, end) => end);
  const play = h('button', { type: 'button', class: 'tool', 'data-key': 'use-play', onclick: toggle });
  const element = h(
    'div',
    { class: 'use-transport', role: 'group' },
    h('div', { class: 'use-buttons' }, first, previous, play, next, last),
    slider,
  );
  let shownIcon: Icon | null = null;
  return {
    element,
    isPlaying: () => timer !== null,
    update(view) {
      const walk = walkOf(view);
      latest = walk && { view, walk };
      element.hidden = !walk || walk.steps.length < 2;
      if (!walk || element.hidden) return stop();
      const { strings } = view;
      const [k, end] = [stepOf(view, walk), walk.steps.length - 1];
      slider.max = String(end);
      slider.value = String(k);
      slider.setAttribute('aria-label', strings.useIterates);
      slider.setAttribute('aria-valuetext', fill(strings.useStepOf, k, end));
      element.setAttribute('aria-label', strings.useIterates);
      for (const [one, name, off] of [
        [first, strings.useFirstStep, k === 0],
        [previous, strings.usePreviousStep, k === 0],
        [next, strings.useNextStep, k === end],
        [last, strings.useLastStep, k === end],
      ] as const) {
        one.title = name;
        one.setAttribute('aria-label', name);
        // Not `disabled`: that would take the focus away at the end of the way.
        one.setAttribute('aria-disabled', String(off));
      }
      play.hidden = reducesMotion();
      if (play.hidden) stop();
      const now: Icon = timer === null ? 'play' : 'pause';
      if (now !== shownIcon) play.replaceChildren(icon((shownIcon = now)));
      play.title = timer === null ? strings.usePlay : strings.usePause;
      play.setAttribute('aria-label', play.title);
    },
  };

  function go(step: number): void {
    if (latest) actions.act({ kind: 'option', name: STEP, value: keptStep(step, latest.walk) });
  }

  function toggle(): void {
    if (!latest) return;
    const { view, walk } = latest;
    const end = walk.steps.length - 1;
    if (timer !== null) {
      stop();
      return actions.act({ kind: 'option', name: STEP, value: keptStep(stepOf(view, walk), walk) });
    }
    const every = Math.min(Math.max(PLAYED / end, FASTEST), SLOWEST);
    const stride = Math.max(1, Math.round((end * every) / PLAYED));
    timer = setInterval(() => advance(stride), every);
    go(stepOf(view, walk) === end ? 0 : stepOf(view, walk));
  }

  function advance(stride: number): void {
    // Another tab, or another use, is looked at.
    if (!latest || element.closest('[hidden]')) return stop();
    const { view, walk } = latest;
    const step = stepOf(view, walk) + stride;
    if (step >= walk.steps.length - 1) stop();
    go(step);
  }

  function stop(): void {
    if (timer !== null) clearInterval(timer);
    timer = null;
  }
}

const reducesMotion = (): boolean =>
  document.body.classList.contains('vscode-reduce-motion') || matchMedia('(prefers-reduced-motion: reduce)').matches;
