/** What derivatives are used for, from the point: one of four at a time. */
import { h } from '../../dom';
import { pointText } from '../../pointText';
import { fill } from '../../template';
import type { Actions, View } from '../../view';
import { withoutPoint } from '../pointStarts';
import { section, type Section } from '../section';
import { switchOf } from '../switch';
import { optimiser } from './optimiser';
import { products } from './products';
import { uncertainty } from './uncertainty';
import { worstCase } from './worstCase';

const OPTION = 'use.part';
const PARTS = ['optimise', 'worst', 'uncertainty', 'products'] as const;
type Part = (typeof PARTS)[number];

/** Longer points are shown by their beginnings. */
const LONGEST_POINT = 70;
const DIGITS = 4;

export function use(actions: Actions): Section<View> {
  const heading = section<View>(
    h('div', { class: 'use-heading' }),
    (view) => [view.strings, partOf(view), view.point],
    (view) => {
      const { strings, point } = view;
      const labels: Readonly<Record<Part, string>> = {
        optimise: strings.useOptimise,
        worst: strings.useWorstCase,
        uncertainty: strings.useUncertainty,
        products: strings.useProducts,
      };
      const options = PARTS.map((value) => ({
        value,
        label: labels[value],
        chosen: value === partOf(view),
        choose: () => actions.act({ kind: 'option', name: OPTION, value: value === 'optimise' ? null : value }),
      }));
      const text = point ? pointText(point, DIGITS) : '';
      const short = text.length > LONGEST_POINT ? `${text.slice(0, LONGEST_POINT)}…` : text;
      return [
        switchOf('use-part', strings.usePart, options),
        point && h('p', { class: 'use-point aside number' }, fill(strings.useFrom, short)),
      ];
    },
  );
  const missing = withoutPoint(actions, ({ strings }) => strings.useNeedsPoint);
  const parts: Readonly<Record<Part, Section<View>>> = {
    optimise: optimiser(actions),
    worst: worstCase(actions),
    uncertainty: uncertainty(actions),
    products: products(actions),
  };
  const element = h(
    'section',
    { class: 'use-tab' },
    heading.element,
    missing.element,
    ...PARTS.map((part) => parts[part].element),
  );
  return {
    element,
    update(view) {
      heading.update(view);
      missing.update(view);
      for (const part of PARTS) {
        const open = part === partOf(view) && view.point !== null && view.matrix !== null;
        parts[part].element.hidden = !open;
        // Only what is open asks.
        if (open) parts[part].update(view);
      }
    },
  };
}

const partOf = ({ state }: View): Part => PARTS.find((part) => part === state.options[OPTION]) ?? 'optimise';
