/** How an entry of the derivative comes about: rule by rule, each part to be unfolded. */
import { h, type Child } from '../dom';
import type { PanelStrings } from '../messages';
import type { Choice } from '../matrixView';
import type { Actions, View } from '../view';
import type { AnswerOf, Formula, QuestionOf } from '../../worker/protocol';
import { equals, formula, type Svgs } from './formula';
import { section, type Section } from './section';

type Step = AnswerOf<'steps'>['root'];

/** Steps are open down to this depth at first. */
const OPEN = 3;

export function steps(actions: Actions): Section<View> {
  const heading = section<View>(
    h('div', { class: 'steps-heading' }),
    ({ strings, card, state }) => [strings, card, state.choice.row, state.choice.column],
    (view) => [h('h2', null, view.strings.stepsHeading), ...entryChoice(view, actions)],
  );
  const tree = section<View>(
    h('div', { class: 'steps' }),
    (view) => [view.strings, known(view)],
    (view) => {
      const { answer, reason, svgs } = known(view);
      if (!answer) return [reason !== null && h('p', { class: 'reason' }, reason)];
      return [drawStep(answer.root, 0, svgs, view.strings)];
    },
  );
  const element = h('section', { class: 'derivation' }, heading.element, tree.element);
  return {
    element,
    update(view) {
      element.hidden = view.matrix === null;
      if (element.hidden) return;
      heading.update(view);
      tree.update(view);
      tree.element.classList.toggle('waiting', known(view).waiting);
    },
  };

  function known(view: View): ReturnType<typeof actions.ask<'steps'>> {
    return actions.ask('steps', question(view), view);
  }
}

/** The entry that is selected in the matrix, else the first that is not zero. */
function entryOf({ state: { choice }, card: { derivative } }: View): { readonly row: number; readonly column: number } {
  const isChosen = (row: number, column: number): boolean =>
    (choice.row === null || choice.row === row) && (choice.column === null || choice.column === column);
  const [row, column] = derivative?.nonZeros?.find((place) => isChosen(...place)) ?? [0, 0];
  return { row: choice.row ?? row, column: choice.column ?? column };
}

function question(view: View): QuestionOf<'steps'> {
  const order = view.card.derivative?.kind === 'hessian' ? 2 : 1;
  return { kind: 'steps', point: view.result?.point ?? null, order, ...entryOf(view) };
}

/** Which entry: by output and variable, where there are several. */
function entryChoice(view: View, { act }: Actions): readonly Child[] {
  const { card, strings } = view;
  const entry = entryOf(view);
  const pick = (label: string, names: readonly Formula[], at: number, choice: (i: number) => Choice): Child =>
    names.length > 1 &&
    h(
      'label',
      { class: 'pick' },
      h('span', null, label),
      h(
        'select',
        {
          'data-key': `steps-${label}`,
          onchange: ({ target }: Event) =>
            act({ kind: 'choose', choice: choice((target as HTMLSelectElement).selectedIndex) }),
        },
        ...names.map((name, i) => h('option', { value: i, selected: i === at }, name.text)),
      ),
    );
  const { rows = [], columns = [] } = card.derivative ?? {};
  return [
    pick(strings.stepsRow, rows, entry.row, (row) => ({ row, column: entry.column })),
    pick(strings.stepsColumn, columns, entry.column, (column) => ({ row: entry.row, column })),
  ];
}

function drawStep(step: Step, depth: number, svgs: Svgs, strings: PanelStrings): HTMLElement {
  const name = h('span', { class: 'rule' }, RULES(strings)[step.rule]);
  const says = (one: Formula): Child => h('span', { class: 'step-side' }, equals(), formula(one, svgs));
  const line = h(
    'div',
    { class: 'step-line wide' },
    formula(step.derivative, svgs),
    step.expanded && says(step.expanded),
    step.result && says(step.result),
  );
  const names = namesIn(step.where, svgs, strings);
  const more = step.shortened && h('p', { class: 'aside' }, strings.stepsShortened);
  if (step.parts.length === 0)
    return h('div', { class: 'step' }, h('div', { class: 'step-head' }, name), line, names, more);
  return h(
    'details',
    { class: 'step', open: depth < OPEN },
    h('summary', { class: 'step-head', title: strings.stepsFold }, name),
    line,
    names,
    h('div', { class: 'step-parts' }, ...step.parts.map((part) => drawStep(part, depth + 1, svgs, strings)), more),
  );
}

/** What names in formulas stand for. */
export function namesIn(names: Step['where'], svgs: Svgs, strings: PanelStrings): Child {
  if (names.length === 0) return null;
  const lines = names.map(({ name, value }) =>
    h('li', { class: 'wide' }, formula(name, svgs), equals(), formula(value, svgs)),
  );
  return h('div', { class: 'step-where' }, h('span', { class: 'aside' }, strings.definitions), h('ul', null, ...lines));
}

const RULES = (strings: PanelStrings): Readonly<Record<Step['rule'], string>> => ({
  constant: strings.ruleConstant,
  variable: strings.ruleVariable,
  sum: strings.ruleSum,
  constantFactor: strings.ruleConstantFactor,
  product: strings.ruleProduct,
  quotient: strings.ruleQuotient,
  reciprocal: strings.ruleReciprocal,
  power: strings.rulePower,
  exponential: strings.ruleExponential,
  generalPower: strings.ruleGeneralPower,
  function: strings.ruleFunction,
  chain: strings.ruleChain,
  cases: strings.ruleCases,
  unknown: strings.ruleUnknown,
});
