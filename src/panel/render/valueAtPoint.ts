/** The function and its derivative in numbers, at the point. */
import { h, type Child } from '../dom';
import { isLarge } from '../gridWindow';
import type { View } from '../view';
import { equals, formula } from './formula';
import { numberMatrix } from './numberMatrix';
import { section, type Section } from './section';

/** Beside f(x) only a derivative that is read at a glance; the others are a switch away. */
const LONGEST_SIDE = 8;

export function valueAtPoint(): Section<View> {
  return section<View>(
    h('section', { class: 'values wide' }),
    ({ result, card, strings, svgs, outdated, state }) => [
      result,
      card,
      strings,
      svgs,
      outdated,
      state.mode,
      state.settings,
    ],
    (view) => {
      const {
        result,
        strings,
        outdated,
        state,
        matrix,
        shown: { panel },
        svgs,
      } = view;
      if (!matrix) return [];
      if (!result) return [h('p', { class: 'aside' }, strings.noPoint)];
      const { digits } = state.settings;
      const value = result.value !== null && [formula(panel.call, svgs), equals(), numberMatrix(result.value, digits)];
      const row = h(
        'div',
        { class: outdated ? 'value-row outdated' : 'value-row' },
        value && h('div', { class: 'value', role: 'group', 'aria-label': strings.valueAtPoint }, ...value),
        derivativeNumbers(view),
      );
      return [row, result.reason !== null && h('p', { class: 'reason' }, result.reason)];
    },
  );
}

function derivativeNumbers({ result, state, matrix, card, svgs }: View): Child {
  if (!matrix || !card.derivative || result?.derivative == null || state.mode === 'numeric') return null;
  if (isLarge(matrix.rows, matrix.columns) || Math.max(matrix.rows, matrix.columns) > LONGEST_SIDE) return null;
  const numbers = numberMatrix(result.derivative, state.settings.digits);
  return h('div', { class: 'value' }, formula(card.derivative.symbol, svgs), equals(), numbers);
}
