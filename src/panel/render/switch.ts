/** A choice of one of a few: radio buttons as words in a row, or tabs. One stop of Tab; arrows, Home and End choose. */
import { h, type Attributes } from '../dom';

export interface Option {
  readonly value: string;
  readonly label: string;
  readonly chosen: boolean;
  readonly choose: () => void;
}

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };

/** A group of radio buttons. */
export function switchOf(name: string, label: string, options: readonly Option[]): HTMLElement {
  const buttons = options.map((one) => choice(name, one, { role: 'radio', 'aria-checked': String(one.chosen) }));
  return row({ class: 'switch', role: 'radiogroup', 'aria-label': label }, buttons);
}

/** Tabs of which one is open. */
export function tabsOf(name: string, label: string, options: readonly Option[]): HTMLElement {
  const buttons = options.map((one) => choice(name, one, { role: 'tab', 'aria-selected': String(one.chosen) }));
  return row({ class: 'tabs', role: 'tablist', 'aria-label': label }, buttons);
}

function choice(name: string, { value, label, chosen, choose }: Option, attributes: Attributes): HTMLElement {
  const own = { type: 'button', tabindex: chosen ? 0 : -1, 'data-key': `${name}-${value}` } as const;
  return h('button', { ...own, ...attributes, onclick: () => !chosen && choose() }, label);
}

function row(attributes: Attributes, buttons: readonly HTMLElement[]): HTMLElement {
  return h('div', { ...attributes, onkeydown: onKey }, ...buttons);

  function onKey(event: KeyboardEvent): void {
    const at = buttons.findIndex((button) => button === document.activeElement);
    const next = at < 0 ? undefined : buttons[placeAfter(event.key, at)];
    if (!next) return;
    event.preventDefault();
    next.focus(); // drawn anew, the group has the focus where it was
    next.click();
  }

  function placeAfter(key: string, at: number): number {
    if (key === 'Home') return 0;
    if (key === 'End') return buttons.length - 1;
    return (at + (STEPS[key] ?? NaN) + buttons.length) % buttons.length;
  }
}
