/** What is looked at and how: formulas or numbers, once or twice differentiated, by which arguments. */
import { h } from '../dom';
import { MODES } from '../messages';
import type { Mode } from '../state';
import type { Actions, View } from '../view';
import { isPictureOfUse } from './heatmap';
import { section, type Section } from './section';
import { switchOf, type Option } from './switch';

export function controls(actions: Actions): Section<View> {
  return section<View>(
    h('div', { class: 'controls' }),
    ({ strings, shown, state }) => [strings, shown, state.mode],
    (view) =>
      view.matrix
        ? [mode(view, actions), order(view, actions), variables(view, actions)]
        : [order(view, actions), variables(view, actions)],
  );
}

function mode(view: View, { act }: Actions): HTMLElement {
  const { strings, state } = view;
  const labels = {
    symbolic: strings.symbolic,
    numeric: strings.numeric,
    heatmap: strings.heatmap,
    structure: strings.structureView,
  };
  const option = (value: Mode): Option => ({
    value,
    label: labels[value],
    chosen: state.mode === value,
    choose: () => act({ kind: 'mode', mode: value }),
  });
  const modes: readonly Mode[] = isPictureOfUse(view) ? MODES : ['symbolic', 'numeric'];
  return switchOf('mode', strings.view, modes.map(option));
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
  const boxes = numeric.map(({ name, wrt }) =>
    h('input', {
      type: 'checkbox',
      checked: wrt,
      'data-key': `wrt-${name}`,
      onchange: (event: Event) => toggled(event),
    }),
  );
  return h(
    'fieldset',
    { class: 'chips' },
    h('legend', null, strings.variables),
    ...boxes.map((box, i) => h('label', { class: 'chip' }, box, h('span', null, numeric[i]?.name))),
  );

  function toggled({ target }: Event): void {
    const wanted = numeric.map((input) => input.name).filter((_, i) => boxes[i]?.checked);
    // Something must be left to differentiate by.
    if (wanted.length === 0) (target as HTMLInputElement).checked = true;
    else post({ kind: 'select', wrt: wanted, order: shown.choices.order });
  }
}
