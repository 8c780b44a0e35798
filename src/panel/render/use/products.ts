/** The derivative times a vector that is entered: Jv, vᵀJ, and the Hessian of an output times it. */
import { h } from '../../dom';
import { fill } from '../../template';
import type { Actions, View } from '../../view';
import type { QuestionOf } from '../../../worker/protocol';
import { section, type Section } from '../section';
import { switchOf } from '../switch';
import { choiceField, vectorField } from './fields';
import { outputNames, variableNames } from './names';
import { numberTable } from './table';

type Product = QuestionOf<'products'>['product'];

const OPTION = 'use.product';
const PRODUCTS: readonly Product[] = ['Jv', 'vJ', 'Hv'];
/** A longer example nobody reads. */
const LONGEST_EXAMPLE = 5;

export function products(actions: Actions): Section<View> {
  const choice = section<View>(
    h('div', { class: 'use-choice' }),
    (view) => [view.strings, productOf(view)],
    (view) => {
      const { strings } = view;
      const labels = { Jv: strings.useProductJv, vJ: strings.useProductVJ, Hv: strings.useProductHv };
      return [
        switchOf(
          'use-product',
          strings.useProduct,
          PRODUCTS.map((value) => ({
            value,
            label: labels[value],
            chosen: productOf(view) === value,
            choose: () => actions.act({ kind: 'option', name: OPTION, value: value === 'Jv' ? null : value }),
          })),
        ),
      ];
    },
  );
  const vector = vectorField(actions, {
    name: 'use.vector',
    label: (strings) => strings.useVector,
    names: vectorNames,
    placeholder: (view) => {
      const count = vectorNames(view).length;
      const shown = Array.from({ length: Math.min(count, LONGEST_EXAMPLE) }, (_, i) => (i === 0 ? '1' : '0'));
      return `[${shown.join(', ')}${count > LONGEST_EXAMPLE ? ', …' : ''}]`;
    },
    isAllowed: (numbers, view) => numbers.length === vectorNames(view).length,
    problem: (view) => fill(view.strings.useVectorProblem, vectorNames(view).length),
  });
  const output = choiceField(actions, {
    name: 'use.product-output',
    label: (strings) => strings.useOutput,
    choices: (view) => outputNames(view).map(({ text }, i) => ({ value: String(i), label: text })),
  });
  const form = h('div', { class: 'use-form' }, vector.element, output.element);
  const result = section<View>(
    h('div', { class: 'use-result use-tables' }),
    (view) => [known(view), view.strings, view.shown, view.state.settings, productOf(view)],
    (view) => {
      const { answer, reason } = known(view);
      const { strings } = view;
      if (!answer) return [reason !== null && h('p', { class: 'reason' }, reason)];
      const isForward = productOf(view) === 'Jv';
      const labels = { Jv: strings.useProductJv, vJ: strings.useProductVJ, Hv: strings.useProductHv };
      const names = isForward ? outputNames(view) : variableNames(view);
      const heading = isForward ? strings.useOutput : strings.useVariable;
      const column = { title: labels[productOf(view)], values: answer.result, bar: 'filled' } as const;
      // While another product is worked out the names would be of other things than the numbers.
      return names.length === answer.result.length ? [numberTable('', heading, names, [column], view)] : [];
    },
  );
  const element = h('div', { class: 'use-products' }, choice.element, form, result.element);
  return {
    element,
    update(view) {
      output.element.hidden = productOf(view) !== 'Hv' || outputNames(view).length < 2;
      for (const part of [choice, vector, output, result]) part.update(view);
      result.element.classList.toggle('outdated', vector.read(view).wrong);
      result.element.classList.toggle('waiting', known(view).waiting);
    },
  };

  function known(view: View): ReturnType<typeof actions.ask<'products'>> {
    const typed = vector.read(view).value;
    // The first unit vector, as the empty field suggests: the first column, or the first row.
    const usual = (): number[] => vectorNames(view).map((_, i) => (i === 0 ? 1 : 0));
    const question: QuestionOf<'products'> = {
      kind: 'products',
      point: view.point,
      product: productOf(view),
      vector: typed ?? usual(),
      output: Number(output.read(view)),
    };
    return actions.ask('use', question, view);
  }
}

const productOf = ({ state }: View): Product => PRODUCTS.find((one) => one === state.options[OPTION]) ?? 'Jv';

/** What the vector's components belong to. */
const vectorNames = (view: View): ReturnType<typeof variableNames> =>
  productOf(view) === 'vJ' ? outputNames(view) : variableNames(view);
