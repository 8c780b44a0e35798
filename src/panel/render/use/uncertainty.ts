/** How much each variable matters: slopes, elasticities, and the uncertainty that it brings into the outputs. */
import { h, type Child } from '../../dom';
import { formatNumber } from '../../numbers';
import { fill } from '../../template';
import { readVector } from '../../vectorText';
import type { Actions, View } from '../../view';
import type { AnswerOf, Formula, QuestionOf } from '../../../worker/protocol';
import { formula } from '../formula';
import { section, type Section } from '../section';
import { choiceField, vectorField } from './fields';
import { outputNames, variableNames } from './names';
import { byMagnitude, numberTable } from './table';

type Spread = NonNullable<AnswerOf<'sensitivity'>['spread']>;

const DEVIATIONS = 'use.deviations';

export function uncertainty(actions: Actions): Section<View> {
  /** Whether what was entered last, and could be read, was percents. */
  let isRelative = false;
  const output = choiceField(actions, {
    name: 'use.uncertain-output',
    label: (strings) => strings.useOutput,
    choices: (view) => outputNames(view).map(({ text }, i) => ({ value: String(i), label: text })),
  });
  const deviations = vectorField(actions, {
    name: DEVIATIONS,
    label: (strings) => strings.useDeviations,
    hint: (strings) => strings.useDeviationsHint,
    names: variableNames,
    placeholder: () => '0.1, 1%, [0.1, 0.2]',
    read: readDeviations,
    isAllowed: (vector, view) =>
      (vector.length === 1 || vector.length === variableNames(view).length) && vector.every((one) => one >= 0),
    problem: (view) => fill(view.strings.useDeviationsProblem, variableNames(view).length),
    // What the variables' own deviations are stands in the table below, where it is worked out.
    named: () => [],
  });
  const form = h('div', { class: 'use-form' }, deviations.element, output.element);
  const result = section<View>(
    h('div', { class: 'use-result use-tables' }),
    (view) => [known(view), view.strings, view.shown, view.state.settings, output.read(view)],
    (view) => {
      const { answer, reason } = known(view);
      if (!answer) return [reason !== null && h('p', { class: 'reason' }, reason)];
      return drawSensitivity(answer, Number(output.read(view)), view);
    },
  );
  const element = h('div', { class: 'use-uncertainty' }, form, result.element);
  return {
    element,
    update(view) {
      output.element.hidden = outputNames(view).length < 2;
      for (const part of [deviations, output, result]) part.update(view);
      result.element.classList.toggle('outdated', deviations.read(view).wrong);
      result.element.classList.toggle('waiting', known(view).waiting);
    },
  };

  function known(view: View): ReturnType<typeof actions.ask<'sensitivity'>> {
    const { value, wrong } = deviations.read(view);
    if (!wrong) isRelative = (view.state.options[DEVIATIONS] ?? '').includes('%');
    const question: QuestionOf<'sensitivity'> = {
      kind: 'sensitivity',
      point: view.point,
      output: Number(output.read(view)),
      deviations: value,
      relative: value !== null && isRelative,
    };
    return actions.ask('use', question, view);
  }
}

/** As a vector; with a percent sign anywhere, all are percents. */
function readDeviations(text: string): number[] | null {
  const numbers = readVector(text.replaceAll('%', ' '));
  return text.includes('%') ? (numbers?.map((one) => one / 100) ?? null) : numbers;
}

function drawSensitivity(
  { variables, value, spread }: AnswerOf<'sensitivity'>,
  output: number,
  view: View,
): readonly Child[] {
  const { strings } = view;
  const names = variableNames(view);
  const column = <K extends keyof (typeof variables)[number]>(key: K) => variables.map((one) => one[key]);
  const ranked = byMagnitude(spread ? column('share') : column('elasticity'));
  const outputs = outputNames(view);
  const name = outputs[output];
  const own = spread?.deviations[output];
  const digits = Math.min(view.state.settings.digits, 6);
  return [
    name &&
      h(
        'p',
        { class: 'use-headline' },
        formula(name, view.svgs),
        h('span', { class: 'number' }, ` = ${formatNumber(value, digits)}`),
        own !== undefined && h('span', { class: 'number' }, ` ± ${formatNumber(own, Math.min(digits, 3))}`),
      ),
    numberTable(
      '',
      strings.useVariable,
      names,
      [
        { title: strings.useValueHere, values: column('value') },
        ...(spread ? [{ title: strings.useDeviation, values: column('deviation') }] : []),
        { title: strings.useSlope, values: column('slope') },
        {
          title: strings.useElasticity,
          hint: strings.useElasticityHint,
          values: column('elasticity'),
          ...(spread ? {} : { bar: 'filled' as const }),
        },
        ...(spread
          ? [{ title: strings.useShareOfVariance, values: column('share'), percent: true, bar: 'filled' as const }]
          : []),
      ],
      view,
      ranked,
    ),
    ...(spread && outputs.length > 1 ? spreadTables(spread, outputs, view) : []),
  ];
}

function spreadTables({ values, deviations, correlations }: Spread, outputs: readonly Formula[], view: View): Child[] {
  const { strings } = view;
  return [
    numberTable(
      strings.useUncertaintyOfOutputs,
      strings.useOutput,
      outputs,
      [
        { title: strings.useValueHere, values },
        { title: strings.useDeviation, values: deviations, bar: 'filled' },
      ],
      view,
    ),
    correlations && correlationTable(correlations, outputs, view),
  ];
}

/** Two digits are as much as a correlation says; what it is beyond is told by the shade behind it. */
function correlationTable(
  correlations: NonNullable<Spread['correlations']>,
  outputs: readonly Formula[],
  { strings, svgs }: View,
): HTMLElement {
  const name = (i: number): Child => {
    const output = outputs[i];
    return output ? formula(output, svgs) : `[${i}]`;
  };
  const head = h('tr', null, h('td', null), ...correlations.map((_, i) => h('th', { scope: 'col' }, name(i))));
  const rows = correlations.map((row, i) =>
    h(
      'tr',
      null,
      h('th', { scope: 'row' }, name(i)),
      ...row.map((value) => {
        const cell = h(
          'td',
          { class: 'number' },
          typeof value === 'number' ? formatNumber(Number(value.toFixed(2)), 2) : '–',
        );
        const share = typeof value === 'number' ? Math.round(40 * Math.abs(value)) : 0;
        cell.style.setProperty('--share', `${share}%`);
        cell.classList.add(typeof value === 'number' && value < 0 ? 'below' : 'above');
        return cell;
      }),
    ),
  );
  const table = h(
    'table',
    { class: 'use-table use-correlations' },
    h('caption', null, strings.useCorrelations),
    h('thead', null, head),
    h('tbody', null, ...rows),
  );
  return h('div', { class: 'wide' }, table);
}
