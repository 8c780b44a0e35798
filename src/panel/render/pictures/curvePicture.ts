/** Curves of one variable, or along a direction: the function with its tangent at the point, and its derivative below. */
import { h } from '../../dom';
import { formatNumber } from '../../numbers';
import { pointTexts } from '../../pointText';
import { fill } from '../../template';
import type { Actions, View } from '../../view';
import type { AnswerOf, Numeric, QuestionOf } from '../../../worker/protocol';
import type { Section } from '../section';
import { choiceOf, curveOutputs, outputNames, variableNames, type Axes } from './choice';
import { curvesOf, legendOf, slopePoints, tangentsOf } from './curveDrawing';
import { chosenAt, Looking, takePlace } from './looking';
import { Plane } from './plane';
import { derivativeName, numbersOf, readout, type Said } from './saying';

type Curve = AnswerOf<'curve'>;
type Local = AnswerOf<'local'>;

const SLOPES = 'pictures.slopes';
const [ASPECT, SLOPES_ASPECT] = [1.7, 3.4];

export const showsSlopes = ({ state }: View): boolean => state.options[SLOPES] !== 'hidden';

export function curvePicture(actions: Actions): Section<View> {
  const looking = new Looking(actions, 'pictures.interval');
  let view: View | null = null;
  let place: number | null = null;
  let drawn: readonly unknown[] = [];
  const events = {
    look: ({ across, up }: { across: Curve['interval']; up: Curve['interval'] }, isUpSet: boolean) =>
      view && looking.look(keyOf(view), { across, up: isUpSet ? up : null }),
  };
  const main = new Plane(
    {
      look: (window) => {
        const before = main.frame?.window.up;
        const set = view ? (looking.asked(view, keyOf(view), [])?.up ?? null) !== null : false;
        events.look(window, set || before?.low !== window.up.low || before.high !== window.up.high);
      },
      reset: () => looking.reset(),
      read,
      move,
    },
    { automaticUp: true, key: 'picture-curve' },
  );
  const slopes = new Plane(
    {
      look: ({ across }) =>
        view && looking.look(keyOf(view), { across, up: looking.asked(view, keyOf(view), [])?.up ?? null }),
      reset: () => looking.reset(),
      read,
      move,
    },
    { automaticUp: true, key: 'picture-slopes' },
  );
  const said = readout();
  const legend = h('ul', { class: 'picture-legend' });
  const element = h('div', { class: 'picture curve' }, legend, main.element, slopes.element, said.element);
  return {
    element,
    update(next) {
      view = next;
      const choice = choiceOf(next);
      const asked = question(next);
      const known = actions.ask('picture', asked, next);
      const { answer } = known;
      element.classList.toggle('waiting', known.waiting && answer !== null);
      said.reason(answer ? null : known.reason);
      for (const plane of [main, slopes]) plane.element.hidden = answer === null;
      legend.hidden = answer === null;
      if (!answer) return;
      if (asked.interval === null && !known.waiting) looking.came(keyOf(next), answer.interval, null);
      const here = actions.ask('picture-here', { ...local(next), point: next.point, at: null }, next).answer;
      const under =
        place === null ? null : actions.ask('picture-place', { ...local(next), point: next.point, at: [place] }, next);
      slopes.element.hidden = !showsSlopes(next);
      const now = [
        answer,
        next.strings,
        next.state.settings,
        choice.output,
        showsSlopes(next),
        document.body.className,
      ];
      if (now.some((part, i) => part !== drawn[i])) {
        drawn = now;
        draw(next, answer);
      }
      const window = asked.interval;
      if (window && main.frame) {
        main.preview({ across: window, up: asked.values ?? main.frame.window.up });
        if (slopes.frame) slopes.preview({ across: window, up: slopes.frame.window.up });
      }
      mark(answer, here, next);
      said.say(sayings(next, answer, here, under && !under.waiting ? under.answer : null));
    },
  };

  function question(now: View): QuestionOf<'curve'> {
    const choice = choiceOf(now);
    const column = choice.along.kind === 'variable' ? choice.along.column : null;
    const at = column === null ? [0] : chosenAt(now, [column]);
    const kept = looking.asked(now, keyOf(now), at);
    const point = column === null ? now.point : looking.pointFor(now, keyOf(now), [column]);
    return {
      kind: 'curve',
      point,
      axes: axesOf(now),
      outputs: curveOutputs(now, choice),
      interval: kept?.across ?? null,
      values: kept?.up ?? null,
    };
  }

  function local(now: View): Pick<QuestionOf<'local'>, 'kind' | 'axes' | 'outputs'> {
    return { kind: 'local', axes: axesOf(now), outputs: curveOutputs(now, choiceOf(now)) };
  }

  function draw(now: View, answer: Curve): void {
    const axis = axisName(now);
    const outputs = curveOutputs(now, choiceOf(now)).map((k) => outputNames(now)[k] ?? '');
    const value = outputs.length === 1 ? (outputs[0] ?? '') : '';
    const derivative = outputs.length === 1 ? derivativeName(value, axis, alongOf(now)) : '';
    const unknown = { low: -1, high: 1 };
    main.draw({
      window: { across: answer.interval, up: answer.values.range ?? unknown },
      names: { across: axis, up: value },
      content: (frame) => curvesOf(frame, answer, answer.values, true),
      aspect: ASPECT,
      label: fill(now.strings.pictureCurve, outputs.join(', '), axis),
    });
    slopes.draw({
      window: { across: answer.interval, up: answer.slopes.range ?? unknown },
      names: { across: axis, up: derivative },
      content: (frame) => curvesOf(frame, answer, answer.slopes, false),
      aspect: SLOPES_ASPECT,
      label: fill(now.strings.pictureSlopes, outputs.join(', '), axis),
    });
    element.classList.toggle('many', outputs.length > 1);
    legend.replaceChildren(...legendOf(outputs, now));
  }

  function mark(answer: Curve, here: Local | null, now: View): void {
    const at = here?.at[0];
    const value = here?.values[0];
    main.handle = slopes.handle = null;
    if (here && at !== undefined && typeof value === 'number' && choiceOf(now).along.kind === 'variable')
      main.handle = [at, value];
    if (here && typeof here.slopes[0]?.[0] === 'number' && at !== undefined) slopes.handle = [at, here.slopes[0][0]];
    main.mark((frame) => (here ? tangentsOf(frame, here, answer) : []));
    slopes.mark((frame) => (here ? slopePoints(frame, here) : []));
  }

  function read(to: readonly [number, number] | null): void {
    place = to?.[0] ?? null;
    const drawnAt = place === null ? null : ([place, 0] as const);
    main.point(drawnAt);
    slopes.point(drawnAt);
    actions.refresh();
  }

  function move([x]: readonly [number, number], final: boolean): void {
    if (!view) return;
    const { along } = choiceOf(view);
    if (along.kind === 'variable') return takePlace(view, actions, new Map([[along.column, x]]), final, pointTexts);
    if (!final) return;
    const { answer } = actions.ask('picture', question(view), view);
    const { point } = view;
    if (!answer?.direction || !point) return;
    const from = chosenAt(view, answer.direction.map((_, k) => k)); // prettier-ignore
    takePlace(view, actions, new Map(answer.direction.map((part, k) => [k, (from[k] ?? 0) + x * part])), true, pointTexts); // prettier-ignore
  }
}

function axesOf(view: View): Axes {
  const { along } = choiceOf(view);
  if (along.kind === 'variable') return { kind: 'variables', columns: [along.column] };
  return { kind: 'direction', direction: along.kind === 'direction' ? along.direction : null };
}

function axisName(view: View): string {
  const { along } = choiceOf(view);
  if (along.kind === 'variable') return variableNames(view)[along.column] ?? '';
  return view.strings.pictureStep;
}

const alongOf = (view: View): 'only' | 'variable' | 'direction' =>
  choiceOf(view).along.kind !== 'variable' ? 'direction' : variableNames(view).length === 1 ? 'only' : 'variable';

const keyOf = (view: View): string => {
  const { along } = choiceOf(view);
  return `${view.shown.target.function} curve ${along.kind === 'variable' ? along.column : along.kind}`;
};

function sayings(view: View, answer: Curve, here: Local | null, under: Local | null): Said {
  const { strings, state } = view;
  const { digits } = state.settings;
  const axis = axisName(view);
  const names = curveOutputs(view, choiceOf(view)).map((k) => outputNames(view)[k] ?? '');
  const along = alongOf(view);
  const number = (value: Numeric): string => formatNumber(value, digits);
  const at = ({ at: [t = NaN], values, slopes, sides }: Local): string => {
    const parts = names.flatMap((name, k) => {
      const side = sides[k];
      const slope = side ? fill(strings.pictureSides, number(side.left), number(side.right)) : number(slopes[k]?.[0] ?? 'NaN'); // prettier-ignore
      return [`${name} = ${number(values[k] ?? 'NaN')}`, `${derivativeName(name, axis, along)} = ${slope}`];
    });
    return `${axis} = ${number(t)}: ${parts.join(', ')}`;
  };
  const { low, high } = answer.interval;
  const seen = answer.extremes.flatMap(
    (extreme, k) =>
    extreme ? [fill(strings.pictureExtremes, names[k] ?? '', ...numbersOf([extreme.least.value, extreme.least.at, extreme.largest.value, extreme.largest.at], digits))] : [], // prettier-ignore
  );
  const kinds = strings;
  const called: Readonly<Record<Curve['marks'][number]['kind'], string>> = {
    kink: kinds.pictureKinkAt,
    jump: kinds.pictureJumpAt,
    vertical: kinds.pictureVerticalAt,
    pole: kinds.picturePoleAt,
    edge: kinds.pictureEdgeAt,
    hole: kinds.pictureHoleAt,
  };
  const events = (Object.keys(called) as (keyof typeof called)[]).flatMap((kind) => {
    const places = [...new Set(answer.marks.filter((mark) => mark.kind === kind).map((mark) => mark.at))];
    if (places.length === 0) return [];
    const shown = places.slice(0, 4).map((one) => number(one));
    return [fill(called[kind], `${shown.join(', ')}${places.length > 4 ? ', …' : ''}`)];
  });
  return {
    live: under ? at(under) : here ? fill(strings.pictureAtPoint, at(here)) : '',
    text: [fill(strings.pictureInterval, axis, ...numbersOf([low, high], digits)), ...seen, ...events].join(' '),
  };
}
