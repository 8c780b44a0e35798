/** The worst that a small change of the variables does, and what it does to every output, by the derivative and truly. */
import { h } from '../../dom';
import { fill } from '../../template';
import type { Actions, View } from '../../view';
import type { QuestionOf } from '../../../worker/protocol';
import { section, type Section } from '../section';
import { choiceField, numberField } from './fields';
import { outputNames, variableNames } from './names';
import { byMagnitude, numberTable } from './table';

const USUAL_SIZE = 0.01;

export function worstCase(actions: Actions): Section<View> {
  const size = numberField(actions, {
    name: 'use.epsilon',
    label: (strings) => strings.usePerturbationSize,
    usual: USUAL_SIZE,
    isAllowed: (value) => value > 0,
    problem: (strings) => strings.useAboveZero,
  });
  const norm = choiceField(actions, {
    name: 'use.norm',
    label: (strings) => strings.usePerturbationNorm,
    choices: ({ strings }) => [
      { value: 'l2', label: strings.usePerturbationLength },
      { value: 'linf', label: strings.usePerturbationLargest },
    ],
  });
  const output = choiceField(actions, {
    name: 'use.output',
    label: (strings) => strings.useOutput,
    choices: (view) => [
      { value: 'all', label: view.strings.useAllOutputs },
      ...outputNames(view).map(({ text }, i) => ({ value: String(i), label: text })),
    ],
  });
  const way = choiceField(actions, {
    name: 'use.way',
    label: (strings) => strings.useWay,
    choices: ({ strings }) => [
      { value: 'increase', label: strings.useIncrease },
      { value: 'decrease', label: strings.useDecrease },
    ],
  });
  const form = h('div', { class: 'use-form' }, norm.element, size.element, output.element, way.element);
  const result = section<View>(
    h('div', { class: 'use-result use-tables' }),
    (view) => [known(view), view.strings, view.shown, view.state.settings],
    (view) => {
      const { answer, reason } = known(view);
      const { strings } = view;
      if (!answer) return [reason !== null && h('p', { class: 'reason' }, reason)];
      const outputs = outputNames(view);
      const worst = answer.output === null ? null : outputs[answer.output];
      return [
        answer.flat && h('p', { class: 'use-end' }, strings.useFlatHere),
        worst && h('p', { class: 'use-end' }, fill(strings.useMovesMost, worst.text)),
        numberTable(
          strings.useEffectOnOutputs,
          strings.useOutput,
          outputs,
          [
            { title: strings.useValueHere, values: answer.value },
            { title: strings.useFirstOrderEffect, values: answer.firstOrder, bar: 'outlined' },
            { title: strings.useTrueEffect, values: answer.effect, bar: 'filled' },
          ],
          view,
        ),
        numberTable(
          strings.useChangeOfVariables,
          strings.useVariable,
          variableNames(view),
          [{ title: strings.useChange, values: answer.change, bar: 'filled' }],
          view,
          answer.change.length > 100 ? byMagnitude(answer.change) : null,
        ),
      ];
    },
  );
  const element = h('div', { class: 'use-worst' }, form, result.element);
  return {
    element,
    update(view) {
      const several = outputNames(view).length > 1;
      output.element.hidden = !several;
      way.element.hidden = several && output.read(view) === 'all';
      for (const part of [norm, size, output, way, result]) part.update(view);
      result.element.classList.toggle('outdated', size.read(view).wrong);
      result.element.classList.toggle('waiting', known(view).waiting);
    },
  };

  function known(view: View): ReturnType<typeof actions.ask<'perturbation'>> {
    const question: QuestionOf<'perturbation'> = {
      kind: 'perturbation',
      point: view.point,
      norm: norm.read(view) === 'linf' ? 'linf' : 'l2',
      size: size.read(view).value ?? USUAL_SIZE,
      output: output.read(view) === 'all' || outputNames(view).length < 2 ? null : Number(output.read(view)),
      direction: way.read(view) === 'decrease' ? 'decrease' : 'increase',
    };
    return actions.ask('use', question, view);
  }
}
