/** What the derivative says at the point: how strong, in which directions, how it bends; and along a direction entered. */
import { h, type Child } from '../dom';
import type { PanelStrings } from '../messages';
import { formatNumber } from '../numbers';
import { fill } from '../template';
import { readVector } from '../vectorText';
import type { Actions, View } from '../view';
import type { AnswerOf, Formula, Numeric, QuestionOf } from '../../worker/protocol';
import { direction } from './direction';
import { equals, filled, formula, type Svgs } from './formula';
import { numberMatrix } from './numberMatrix';
import { section, type Section } from './section';

export { readVector as readDirection } from '../vectorText';

type Here = AnswerOf<'here'>;
type Matrix = NonNullable<Here['matrix']>;
type Curvature = NonNullable<Here['curvature']>;

const OPTION = 'here.direction';
/** More singular values than these are shown by their ends. */
const MOST_VALUES = 8;
/** From here on half of the digits are lost when a system is solved. */
const NEARLY_SINGULAR = 1e8;

/** Parts of a direction that differ by less, relatively, are one. */
const SAME = 1e-9;

/** The names that go with the numbers. */
interface Names {
  readonly variables: readonly Formula[];
  readonly outputs: readonly Formula[];
}

export function here(actions: Actions): Section<View> {
  const heading = section<View>(
    h('div', null),
    ({ strings }) => [strings],
    ({ strings }) => [h('h2', null, strings.here)],
  );
  const facts = section<View>(
    h('dl', { class: 'facts' }),
    (view) => [view.strings, view.shown, view.state.settings, known(view)],
    (view) => {
      const { answer, reason, svgs } = known(view);
      if (!answer) return [reason !== null && h('dd', { class: 'reason' }, reason)];
      return drawFacts(answer, view, svgs);
    },
  );
  const entered = directionField(actions, known);
  const element = h('section', { class: 'here' }, heading.element, facts.element, entered.element);
  return {
    element,
    update(view) {
      element.hidden = view.matrix === null || view.point === null;
      if (element.hidden) return;
      for (const part of [heading, facts, entered]) part.update(view);
      element.classList.toggle('waiting', known(view).waiting);
    },
  };

  function known(view: View): ReturnType<typeof actions.ask<'here'>> {
    return actions.ask('here', question(view), view);
  }
}

function question(view: View): QuestionOf<'here'> {
  const numbers = readVector(view.state.options[OPTION] ?? '');
  const wanted = view.card.derivative?.columns.length;
  const fits = numbers !== null && numbers.length === wanted && numbers.some((one) => one !== 0);
  return { kind: 'here', point: view.point, direction: fits ? numbers : null };
}

function drawFacts(found: Here, view: View, svgs: Svgs): readonly Child[] {
  const { strings, card } = view;
  const names = { variables: card.derivative?.columns ?? [], outputs: outputNames(view) };
  const note = kinkNote(found, view, svgs);
  if (found.matrix) return [...matrixFacts(found, found.matrix, names, view, svgs), note];
  const [slope] = found.gradient ?? [];
  return [
    ...(found.gradient?.length === 1 && slope !== undefined
      ? fact(strings.slope, number(slope, view))
      : fact(found.gradient ? strings.gradientNorm : strings.jacobianNorm, number(found.norm, view))),
    ...steepest(found, names, view),
    ...(found.curvature ? curvatureFacts(found.curvature, names, view) : []),
    note,
  ];
}

/** Who reads numbers on a kink must know that there is no derivative that they are of. */
function kinkNote({ kink }: Here, { strings }: View, svgs: Svgs): Child {
  if (!kink) return null;
  return kink.where ? noted(...filled(strings.onKink, formula(kink.where, svgs))) : noted(strings.onSomeKink);
}

/** Rows of a Hessian are variables; those of a Jacobian are the outputs. */
const outputNames = ({ card }: View): readonly Formula[] =>
  card.derivative?.kind === 'jacobian' ? card.derivative.rows : [];

function steepest({ gradient, norm }: Here, names: Names, { strings, svgs }: View): readonly Child[] {
  if (!gradient || gradient.length < 2 || typeof norm !== 'number' || norm === 0) return [];
  const unit = gradient.map((one) => (typeof one === 'number' ? one / norm : one));
  return fact(strings.steepestAscent, direction(unit, names.variables, svgs));
}

function matrixFacts(found: Here, matrix: Matrix, names: Names, view: View, svgs: Svgs): readonly Child[] {
  const { strings } = view;
  const full = Math.min(names.variables.length, found.value.length);
  const { determinant, determinantFormula, eigenvalues, strongest, weakest } = matrix;
  return [
    ...fact(strings.jacobianNorm, number(found.norm, view)),
    ...fact(strings.singularValues, valueList(matrix.singularValues, view)),
    ...fact(strings.rank, fill(strings.rankOf, text(matrix.rank, view), full)),
    ...fact(strings.condition, number(matrix.condition, view)),
    ...(determinant === null
      ? []
      : fact(
          strings.determinant,
          determinantFormula && formula(determinantFormula, svgs),
          determinantFormula && equals(),
          number(determinant, view),
        )),
    ...(eigenvalues ? fact(strings.eigenvalues, eigenvalueList(eigenvalues, view)) : []),
    ...(strongest ? fact(strings.strongest, ...moves(strongest, names, view)) : []),
    ...(weakest ? fact(strings.weakest, ...moves(weakest, names, view)) : []),
    singularNote(matrix, full, names, view),
    unreachedNote(matrix, names, view),
  ];
}

function moves(one: NonNullable<Matrix['strongest']>, names: Names, { strings, svgs, state }: View): readonly Child[] {
  const along = direction(one.variables, names.variables, svgs);
  const size = h('span', { class: 'aside number' }, ` (${formatNumber(one.value, state.settings.digits)})`);
  if (one.outputs.length < 2) return [along, size];
  return [...filled(strings.movesOutputs, along, direction(one.outputs, names.outputs, svgs)), size];
}

/** Why a system with this matrix cannot be solved, or not well. */
function singularNote(matrix: Matrix, full: number, names: Names, { strings, svgs, state }: View): Child {
  const { weakest, rank, condition } = matrix;
  if (!weakest || full < names.variables.length) return null;
  const along = direction(weakest.variables, names.variables, svgs);
  if (typeof rank === 'number' && rank < full)
    return isShift(weakest.variables)
      ? noted(strings.shiftMovesNothing)
      : noted(...filled(strings.movesNothing, along));
  if (typeof condition !== 'number' || condition < NEARLY_SINGULAR) return null;
  return noted(...filled(strings.nearlySingular, along, formatNumber(condition, Math.min(2, state.settings.digits))));
}

/** Where the outputs cannot go: those of a softmax always sum to 1. */
function unreachedNote({ unreached }: Matrix, names: Names, { strings, svgs }: View): Child {
  if (!unreached) return null;
  if (isShift(unreached)) return noted(strings.sumNeverMoves);
  return noted(...filled(strings.neverMoves, direction(unreached, names.outputs, svgs)));
}

const noted = (...children: readonly Child[]): Child => h('dd', { class: 'note' }, ...children);

/** Whether a direction is the same for all variables. */
const isShift = ([first, ...rest]: readonly Numeric[]): boolean =>
  typeof first === 'number' &&
  rest.length > 0 &&
  rest.every((one) => typeof one === 'number' && Math.abs(one - first) <= SAME * Math.abs(first));

function curvatureFacts(found: Curvature, names: Names, view: View): readonly Child[] {
  const { strings, svgs } = view;
  const { definiteness, critical, strongest, weakest } = found;
  const bends = (one: NonNullable<Curvature['strongest']>): readonly Child[] => [
    direction(one.variables, names.variables, svgs),
    h('span', { class: 'aside number' }, ` (${text(one.value, view)})`),
  ];
  const kind = critical && noted(CRITICAL(strings)[critical]);
  if (names.variables.length === 1) {
    const [only] = found.eigenvalues;
    const way = typeof only === 'number' && only > 0 ? strings.bendsUpward : strings.bendsDownward;
    return [
      ...fact(strings.secondDerivative, valueList(found.eigenvalues, view)),
      ...(definiteness ? fact(strings.curvature, definiteness === 'zero' ? strings.flat : way) : []),
      kind,
    ];
  }
  const isBent = definiteness !== 'zero';
  return [
    ...(definiteness ? fact(strings.curvature, DEFINITE(strings)[definiteness]) : []),
    ...fact(strings.curvatureEigenvalues, valueList(found.eigenvalues, view)),
    ...(strongest && isBent ? fact(strings.bendsMost, ...bends(strongest)) : []),
    ...(weakest && isBent ? fact(strings.bendsLeast, ...bends(weakest)) : []),
    kind,
  ];
}

const DEFINITE = (strings: PanelStrings): Readonly<Record<NonNullable<Curvature['definiteness']>, string>> => ({
  'positive definite': strings.positiveDefinite,
  'positive semidefinite': strings.positiveSemidefinite,
  'negative definite': strings.negativeDefinite,
  'negative semidefinite': strings.negativeSemidefinite,
  indefinite: strings.indefinite,
  zero: strings.flat,
});

const CRITICAL = (strings: PanelStrings): Readonly<Record<NonNullable<Curvature['critical']>, string>> => ({
  minimum: strings.criticalMinimum,
  maximum: strings.criticalMaximum,
  saddle: strings.criticalSaddle,
  degenerate: strings.criticalDegenerate,
});

const fact = (name: string, ...value: readonly Child[]): readonly Child[] => [
  h('dt', null, name),
  h('dd', null, ...value),
];

const text = (value: Numeric, { state }: View): string => formatNumber(value, state.settings.digits);

const number = (value: Numeric, view: View): HTMLElement => h('span', { class: 'number' }, text(value, view));

function valueList(values: readonly Numeric[], view: View): HTMLElement {
  const texts = values.map((value) => text(value, view));
  const shown = texts.length <= MOST_VALUES ? texts : [...texts.slice(0, 4), '…', ...texts.slice(-3)];
  return h('span', { class: 'number' }, shown.join(', '));
}

function eigenvalueList(values: NonNullable<Matrix['eigenvalues']>, view: View): HTMLElement {
  const texts = values.map(({ re, im }) => {
    if (im === 0) return text(re, view);
    const sign = typeof im === 'number' && im < 0 ? '−' : '+';
    const size = typeof im === 'number' ? Math.abs(im) : im;
    return `${text(re, view)} ${sign} ${text(size, view)}i`;
  });
  const shown = texts.length <= MOST_VALUES ? texts : [...texts.slice(0, 4), '…', ...texts.slice(-3)];
  return h('span', { class: 'number' }, shown.join(', '));
}

/** A direction to type, and how fast each output changes along it. */
function directionField({ act }: Actions, known: (view: View) => { readonly answer: Here | null }): Section<View> {
  const input = h('input', {
    type: 'text',
    id: 'here-direction',
    'data-key': 'here-direction',
    autocomplete: 'off',
    spellcheck: 'false',
    oninput: () => act({ kind: 'option', name: OPTION, value: input.value.trim() === '' ? null : input.value }),
  });
  const label = h('label', { for: 'here-direction' });
  const problem = h('p', { class: 'problem', id: 'here-direction-problem', hidden: true });
  const result = section<View>(
    h('div', { class: 'directional' }),
    (view) => [view.strings, view.state.settings, known(view).answer, question(view).direction !== null],
    (view) => {
      const { answer } = known(view);
      if (!answer?.directional || question(view).direction === null) return [];
      const [only] = answer.directional;
      const numbers = answer.directional.length === 1 && only !== undefined ? only : answer.directional;
      const shown = numberMatrix(numbers, view.state.settings.digits);
      return [h('span', { class: 'aside' }, view.strings.directionalDerivative), shown];
    },
  );
  const row = h('div', { class: 'field' }, label, h('div', { class: 'field-input' }, input, problem));
  const element = h('div', { class: 'direction-field' }, row, result.element);
  return {
    element,
    update(view) {
      const { strings, state, card } = view;
      const count = card.derivative?.columns.length ?? 0;
      element.hidden = count < 2;
      label.textContent = strings.direction;
      const typed = state.options[OPTION] ?? '';
      if (input.value.trim() !== typed.trim()) input.value = typed;
      input.placeholder = example(count);
      input.title = strings.directionHint;
      const wrong = typed !== '' && question(view).direction === null;
      input.setAttribute('aria-invalid', String(wrong));
      problem.hidden = !wrong;
      problem.textContent = wrong ? fill(strings.directionProblem, count) : '';
      if (wrong) input.setAttribute('aria-describedby', problem.id);
      else input.removeAttribute('aria-describedby');
      result.update(view);
    },
  };
}

const example = (count: number): string =>
  count > 6 ? '' : `[${Array.from({ length: count }, (_, i) => (i === 0 ? '1' : '0')).join(', ')}]`;
