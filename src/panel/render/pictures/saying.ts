/** What a picture shows, in words: for those who cannot see it, and the numbers at a place for everyone. */
import { h } from '../../dom';
import { formatNumber } from '../../numbers';

/** `live`: the numbers at the place that is read; `text`: the whole picture. */
export interface Said {
  readonly live: string;
  readonly text: string;
}

export interface Readout {
  readonly element: HTMLElement;
  readonly say: (said: Said) => void;
  /** Why there is no picture; `null` where there is one. */
  readonly reason: (reason: string | null) => void;
}

export function readout(): Readout {
  const live = h('p', { class: 'readout number', 'aria-live': 'polite' });
  const text = h('p', { class: 'aside picture-text' });
  const reason = h('p', { class: 'reason', hidden: true });
  const put = (element: HTMLElement, words: string): void => {
    if (element.textContent !== words) element.textContent = words;
  };
  return {
    element: h('div', { class: 'picture-said' }, live, text, reason),
    say(said) {
      put(live, said.live);
      put(text, said.text);
    },
    reason(why) {
      reason.hidden = why === null;
      live.hidden = text.hidden = why !== null;
      put(reason, why ?? '');
    },
  };
}

export const numbersOf = (numbers: readonly number[], digits: number): readonly string[] =>
  numbers.map((one) => formatNumber(one, Math.min(digits, 4)));

/** df/dx, ∂f/∂x₀, or the derivative along a direction. */
export function derivativeName(output: string, axis: string, along: 'only' | 'variable' | 'direction'): string {
  if (along === 'direction') return `d${output}/dt`;
  return along === 'only' ? `d${output}/d${axis}` : `∂${output}/∂${axis}`;
}
