/** What is looked at and how: formulas or numbers, once or twice differentiated, by which arguments. */
import { h } from '../dom';
import type { Actions, View } from '../view';
import { section, type Section } from './section';

export function controls(actions: Actions): Section<View> {
  return section<View>(
    h('div', { class: 'controls' }),
    ({ strings, shown, state }) => [strings, shown, state.mode],
    (view) => (view.matrix ? [mode(view, actions), order(view, actions), variables(view, actions)] : [order(view, actions), variables(view, actions)]),
  );
}

interface Option {
  readonly value: string;
  readonly label: string;
  readonly chosen: boolean;
  readonly choose: () => void;
}

function switchOf(name: string, label: string, options: readonly Option[]): HTMLElement {
  return h(
    'div',
    { class: 'switch', role: 'radiogroup', 'aria-label': label },
    ...options.map(({ value, label: text, chosen, choose }) =>
      h(
        'label',
        null,
        h('input', { type: 'radio', name, value, checked: chosen, 'data-key': `${name}-${value}`, onchange: choose }),
        h('span', null, text),
      ),
    ),
  );
}

function mode({ strings, state }: View, { act }: Actions): HTMLElement {
  const option = (value: 'symbolic' | 'numeric'): Option => ({
    value,
    label: strings[value],
    chosen: state.mode === value,
    choose: () => act({ kind: 'mode', mode: value }),
  });
  return switchOf('mode', strings.view, [option('symbolic'), option('numeric')]);
}

/** Only a function with one output has a Hessian. */
function order({ strings, shown, card }: View, { post }: Actions): HTMLElement | null {
  const { choices } = shown;
  const scalar = card.output !== null && card.output.shape.every((size) => size === 1);
  if (!scalar && choices.order === 1) return null;
  const option = (value: 1 | 2, label: string): Option => ({
    value: String(value),
    label,
    chosen: choices.order === value,
    choose: () => post({ kind: 'select', wrt: choices.wrt, order: value }),
  });
  return switchOf('order', strings.order, [option(1, strings.firstOrder), option(2, strings.secondOrder)]);
}

/** One box an argument, when there is something to choose. */
function variables({ strings, shown, card }: View, { post }: Actions): HTMLElement | null {
  const numeric = card.inputs.filter((input) => input.numeric);
  if (numeric.length < 2) return null;
  const chosen = numeric.filter((input) => input.wrt).map((input) => input.name);
  return h(
    'fieldset',
    { class: 'chips' },
    h('legend', null, strings.variables),
    ...numeric.map(({ name, wrt }) =>
      h(
        'label',
        { class: 'chip' },
        h('input', { type: 'checkbox', checked: wrt, 'data-key': `wrt-${name}`, onchange: (event: Event) => toggle(name, event) }),
        h('span', null, name),
      ),
    ),
  );

  function toggle(name: string, event: Event): void {
    const box = event.target as HTMLInputElement;
    const wanted = numeric.map((input) => input.name).filter((other) => (other === name ? box.checked : chosen.includes(other)));
    // Something must be left to differentiate by.
    if (wanted.length === 0) box.checked = true;
    else post({ kind: 'select', wrt: wanted, order: shown.choices.order });
  }
}
