/** Optimisers from the point: which, with what settings, and the way that they go. */
import { h, type Child } from '../../dom';
import { formatNumber } from '../../numbers';
import { pointTexts, valueText } from '../../pointText';
import { fill } from '../../template';
import type { Actions, View } from '../../view';
import type { Numeric, PointValue, QuestionOf } from '../../../worker/protocol';
import { formula } from '../formula';
import { section, type Section } from '../section';
import { convergence, curveName } from './convergence';
import { checkField, choiceField, numberField } from './fields';
import { iterates } from './iterates';
import { outputNames, variableNames } from './names';
import { path } from './path';
import { endText, isGoodEnd, noteText } from './notes';
import { transport } from './transport';
import { keptStep, STEP, stepOf, type Walk } from './walk';

type Question = QuestionOf<'descent'>;
type Method = Question['method'];

const MOST_STEPS = 2000;
const USUAL_STEPS = 50;
const USUAL_TOLERANCE = 1e-10;
/** The readout names so many variables. */
const MOST_NAMED = 4;

const FIRST_ORDER: ReadonlySet<Method> = new Set(['gradientDescent', 'momentum', 'nesterov', 'adam']);
/** Those whose step can be halved until it leads downward. */
const BACKTRACKS: ReadonlySet<Method> = new Set(['gradientDescent', 'newton', 'hessianFree', 'gaussNewton', 'root']);

export function optimiser(actions: Actions): Section<View> {
  const method = choiceField(actions, {
    name: 'use.method',
    label: (strings) => strings.useMethod,
    choices: methodsFor,
    wide: true,
  });
  const methodOf = (view: View): Method => method.read(view) as Method;
  const alpha = numberField(actions, {
    name: 'use.step-size',
    label: (strings) => strings.useStepSize,
    hint: (strings) => strings.useStepSizeHint,
    usual: null,
    placeholder: (view) => {
      const walk = known(view).answer;
      return walk && stepSize.read(view).value === null ? formatNumber(walk.stepSize, 3) : '';
    },
    isAllowed: (value) => value > 0,
    problem: (strings) => strings.useAboveZero,
  });
  const share = numberField(actions, {
    name: 'use.share',
    label: (strings) => strings.useStepShare,
    usual: 1,
    isAllowed: (value) => value > 0,
    problem: (strings) => strings.useAboveZero,
  });
  const stepSize = { read: (view: View) => (FIRST_ORDER.has(methodOf(view)) ? alpha : share).read(view) };
  const momentum = numberField(actions, {
    name: 'use.momentum',
    label: (strings) => strings.useMomentum,
    usual: 0.9,
    isAllowed: (value) => value >= 0 && value < 1,
    problem: (strings) => strings.useShareProblem,
  });
  const secondMoment = numberField(actions, {
    name: 'use.second-moment',
    label: (strings) => strings.useSecondMoment,
    usual: 0.999,
    isAllowed: (value) => value >= 0 && value < 1,
    problem: (strings) => strings.useShareProblem,
  });
  const steps = numberField(actions, {
    name: 'use.steps',
    label: (strings) => strings.useStepCount,
    usual: USUAL_STEPS,
    isAllowed: (value) => Number.isInteger(value) && value >= 1 && value <= MOST_STEPS,
    problem: (strings) => fill(strings.useCountProblem, MOST_STEPS),
  });
  const tolerance = numberField(actions, {
    name: 'use.tolerance',
    label: (strings) => strings.useStopAt,
    usual: USUAL_TOLERANCE,
    isAllowed: (value) => value >= 0,
    problem: (strings) => strings.useNotNegative,
  });
  const clip = choiceField(actions, {
    name: 'use.clip',
    label: (strings) => strings.useClipping,
    choices: ({ strings }) => [
      { value: 'no', label: strings.useClipNone },
      { value: 'norm', label: strings.useClipNorm },
      { value: 'value', label: strings.useClipValue },
    ],
  });
  const clipLimit = numberField(actions, {
    name: 'use.clip-limit',
    label: (strings) => strings.useClipLimit,
    usual: 1,
    isAllowed: (value) => value > 0,
    problem: (strings) => strings.useAboveZero,
  });
  const backtracking = checkField(actions, {
    name: 'use.backtracking',
    label: (strings) => strings.useBacktracking,
    hint: (strings) => strings.useBacktrackingHint,
  });
  /** Each field, and whether it has a meaning for what is chosen. */
  const fields: readonly (readonly [Section<View>, (view: View) => boolean])[] = [
    [method, () => true],
    [alpha, (view) => FIRST_ORDER.has(methodOf(view))],
    [share, (view) => !FIRST_ORDER.has(methodOf(view)) && methodOf(view) !== 'levenbergMarquardt'],
    [momentum, (view) => ['momentum', 'nesterov', 'adam'].includes(methodOf(view))],
    [secondMoment, (view) => methodOf(view) === 'adam'],
    [steps, () => true],
    [tolerance, () => true],
    [clip, (view) => FIRST_ORDER.has(methodOf(view))],
    [clipLimit, (view) => FIRST_ORDER.has(methodOf(view)) && clip.read(view) !== 'no'],
    [backtracking, (view) => BACKTRACKS.has(methodOf(view))],
  ];
  const numbers = [alpha, share, momentum, secondMoment, steps, tolerance, clipLimit];
  const isWrong = (view: View): boolean =>
    numbers.some((field) => fields.find(([one]) => one === field)?.[1](view) && field.read(view).wrong);

  const form = h('div', { class: 'use-form' }, ...fields.map(([field]) => field.element));
  const walkOf = (view: View): Walk | null => known(view).answer;
  const chart = convergence(actions, walkOf);
  const way = path(actions, walkOf);
  const controls = transport(actions, walkOf);
  const table = iterates(actions, walkOf);
  const readout = section<View>(
    h('div', { class: 'use-readout', 'aria-live': 'polite' }),
    (view) => [walkOf(view), walkOf(view) && stepOf(view, walkOf(view) as Walk), view.strings, view.state.settings],
    (view) => {
      const walk = walkOf(view);
      return walk ? drawReadout(walk, view) : [];
    },
  );
  const ending = section<View>(
    h('div', { class: 'use-ending' }),
    (view) => [known(view), view.strings, methodOf(view), view.shown.choices.point, stepKey(view)],
    (view) => {
      const { answer, reason } = known(view);
      if (!answer) return [reason !== null && h('p', { class: 'reason' }, reason)];
      return [
        h('p', { class: isGoodEnd(answer) ? 'use-end' : 'use-end bad' }, endText(answer, methodOf(view), view)),
        ...pointButtons(answer, view),
      ];
    },
  );
  const figures = h('div', { class: 'use-figures' }, way.element, chart.element);
  const result = h(
    'div',
    { class: 'use-result' },
    figures,
    controls.element,
    readout.element,
    ending.element,
    table.element,
  );
  const element = h('div', { class: 'use-optimiser' }, form, result);
  return {
    element,
    update(view) {
      for (const [field, hasMeaning] of fields) {
        field.element.hidden = !hasMeaning(view);
        field.update(view);
      }
      const { waiting, answer } = known(view);
      result.classList.toggle('outdated', isWrong(view) || (answer === null && waiting));
      result.classList.toggle('waiting', waiting);
      figures.hidden = answer === null;
      readout.element.setAttribute('aria-live', controls.isPlaying() ? 'off' : 'polite');
      for (const part of [way, chart, controls, readout, ending, table]) part.update(view);
    },
  };

  function known(view: View): ReturnType<typeof actions.ask<'descent'>> {
    return actions.ask('use', question(view), view);
  }

  function question(view: View): Question {
    const chosen = methodOf(view);
    const isFirstOrder = FIRST_ORDER.has(chosen);
    const by = clip.read(view);
    return {
      kind: 'descent',
      point: view.point,
      method: chosen,
      steps: steps.read(view).value ?? USUAL_STEPS,
      stepSize: stepSize.read(view).value,
      momentum: momentum.read(view).value ?? 0,
      secondMoment: secondMoment.read(view).value ?? 0,
      clip: isFirstOrder && (by === 'norm' || by === 'value') ? { by, limit: clipLimit.read(view).value ?? 1 } : null,
      backtracking: BACKTRACKS.has(chosen) && backtracking.read(view),
      tolerance: tolerance.read(view).value ?? USUAL_TOLERANCE,
    };
  }

  function stepKey(view: View): number | null {
    const walk = walkOf(view);
    return walk && stepOf(view, walk);
  }

  /** The step looked at becomes the point; or the file's own point is used again. */
  function pointButtons(walk: Walk, view: View): readonly Child[] {
    const { strings, shown } = view;
    const k = stepOf(view, walk);
    const variables = walk.steps[k]?.variables ?? null;
    const usable = k > 0 && variables !== null && variables.every((one) => typeof one === 'number');
    const entered = Object.keys(shown.choices.point).length > 0;
    const take = (): void => {
      if (!usable || !view.point) return;
      actions.act({ kind: 'option', name: STEP, value: keptStep(walk.steps.length, walk) });
      actions.post({ kind: 'evaluate', point: { ...pointTexts(view.point), ...textsOf(variables, walk) } });
    };
    return [
      h(
        'button',
        {
          type: 'button',
          class: 'button',
          'data-key': 'use-take',
          'aria-disabled': String(!usable),
          title: variables === null ? strings.useTakePointMissing : null,
          onclick: take,
        },
        strings.useTakePoint,
      ),
      entered &&
        h(
          'button',
          {
            type: 'button',
            class: 'link',
            'data-key': 'use-reset',
            onclick: () => actions.post({ kind: 'evaluate', point: {} }),
          },
          strings.resetPoint,
        ),
    ];
  }
}

/** The methods that make sense of a function with so many outputs and variables. */
function methodsFor(view: View): readonly { value: Method; label: string; group: string }[] {
  const { strings } = view;
  const [outputs, variables] = [outputNames(view).length, variableNames(view).length];
  const group = outputs > 1 ? strings.useMinimiseSquares : strings.useMinimise;
  const squares: readonly (readonly [Method, string])[] = [
    ['levenbergMarquardt', strings.useLevenbergMarquardt],
    ['gaussNewton', strings.useGaussNewton],
  ];
  const any: readonly (readonly [Method, string])[] = [
    ['gradientDescent', strings.useGradientDescent],
    ['momentum', strings.useHeavyBall],
    ['nesterov', strings.useNesterov],
    ['adam', strings.useAdam],
    ['newton', strings.useNewton],
    ['hessianFree', strings.useHessianFree],
  ];
  const least = (outputs > 1 ? [...squares, ...any] : any).map(([value, label]) => ({ value, label, group }));
  if (outputs !== variables) return least;
  const root = { value: 'root', label: strings.useNewtonRoot, group: strings.useSolveSystem } as const;
  // As many equations as unknowns are there to be solved; one function of one variable rather has a minimum.
  return outputs > 1 ? [root, ...least] : [...least, root];
}

function drawReadout(walk: Walk, view: View): readonly Child[] {
  const { strings, state, svgs } = view;
  const k = stepOf(view, walk);
  const step = walk.steps[k];
  if (!step) return [];
  const digits = Math.min(state.settings.digits, 6);
  const number = (value: Numeric): HTMLElement => h('span', { class: 'number' }, ` = ${formatNumber(value, digits)}`);
  const names = variableNames(view);
  const variables = (step.variables ?? []).slice(0, MOST_NAMED).flatMap((value, i) => {
    const name = names[i];
    return [h('span', { class: 'component' }, name ? formula(name, svgs) : `[${i}]`, number(value))];
  });
  const more =
    names.length > MOST_NAMED &&
    h('span', { class: 'component aside' }, fill(strings.useMoreRows, names.length - MOST_NAMED));
  const notes = step.notes.map((note) => noteText(note, walk, view)).join(', ');
  return [
    h('span', { class: 'component use-count' }, fill(strings.useStepOf, k, walk.steps.length - 1)),
    ...variables,
    more,
    h('span', { class: 'component' }, curveName('value', view, walk), number(step.residualNorm ?? step.value)),
    h('span', { class: 'component' }, curveName('gradient', view, walk), number(step.gradientNorm)),
    notes !== '' && h('span', { class: 'component use-note' }, notes),
  ];
}

/** The variables as texts for the fields of the arguments that they are of. */
function textsOf(variables: readonly Numeric[], { inputs }: Walk): Record<string, string> {
  const texts: Record<string, string> = {};
  let from = 0;
  for (const { name, sizes } of inputs) {
    const count = sizes.reduce((product, size) => product * size, 1);
    texts[name] = valueText(nested(variables.slice(from, from + count), sizes));
    from += count;
  }
  return texts;
}

function nested(values: readonly Numeric[], sizes: readonly number[]): PointValue {
  const [size, ...rest] = sizes;
  if (size === undefined) return values[0] ?? null;
  const each = size === 0 ? 0 : values.length / size;
  return Array.from({ length: size }, (_, i) => nested(values.slice(i * each, (i + 1) * each), rest));
}
