/**
 * A function of two variables as contours: filled and lined, with the gradient as arrows, kinks, and edges of where it is
 * defined. Another part of the page can draw a way on it (`overlay`).
 */
import { h } from '../../dom';
import { formatNumber } from '../../numbers';
import { pointTexts } from '../../pointText';
import { fill } from '../../template';
import type { Actions, View } from '../../view';
import type { AnswerOf, Numeric, QuestionOf } from '../../../worker/protocol';
import type { Section } from '../section';
import { choiceOf, outputNames, variableNames } from './choice';
import { contourColours, contourLegend } from './contourColours';
import { ascentOf, contentOf, wayOf, type Overlay } from './fieldDrawing';
import { chosenAt, Looking, takePlace } from './looking';
import { Plane } from './plane';
import { numbersOf, readout, type Said } from './saying';

export type { Overlay } from './fieldDrawing';

type Field = AnswerOf<'field'>;
type Local = AnswerOf<'local'>;

/** Which variables go across and up, and which output is drawn. */
export interface FieldChoice {
  readonly columns: readonly [number, number];
  readonly output: number;
}

interface Answer {
  readonly answer: Field | null;
  readonly reason: string | null;
  readonly waiting: boolean;
}

export interface FieldOptions {
  /** What its questions are asked under, and its window is kept by: one a picture of the page. */
  readonly slot: string;
  readonly choice?: (view: View) => FieldChoice;
  readonly overlay?: (view: View, choice: FieldChoice) => Overlay | null;
}

const ARROWS = 'pictures.arrows';
const SPACING = 'pictures.levels';
const ASPECT = 1.25;
/** Milliseconds that a picture may take to be drawn at once as finely as can be. */
const QUICK = 60;
/** How many times longer a fine picture takes than a coarse one. */
const FINER = 6.3;

export const showsArrows = ({ state }: View): boolean => state.options[ARROWS] !== 'hidden';

export function spacingOf({ state }: View): QuestionOf<'field'>['spacing'] {
  const asked = state.options[SPACING];
  return asked === 'even' || asked === 'logarithmic' ? asked : null;
}

export function fieldPicture(actions: Actions, options: FieldOptions): Section<View> {
  const choose = options.choice ?? chosen;
  const looking = new Looking(actions, `${options.slot}.window`);
  let view: View | null = null;
  let place: readonly [number, number] | null = null;
  let drawn: readonly unknown[] = [];
  let pace: { readonly about: string; readonly isQuick: boolean | null } = { about: '', isQuick: null };
  let known: Field | null = null;
  const plane = new Plane(
    {
      look: (window) => view && looking.look(keyOf(view, choose(view)), window),
      reset: () => looking.reset(),
      read: (to) => {
        place = to;
        plane.point(to);
        actions.refresh();
      },
      move: ([x, y], final) => {
        if (!view) return;
        const [across, up] = choose(view).columns;
        takePlace(view, actions, new Map([[across, x], [up, y]]), final, pointTexts); // prettier-ignore
      },
    },
    { automaticUp: false, key: `${options.slot}-plane` },
  );
  const said = readout();
  const legend = h('div', { class: 'contour-legend' });
  const element = h('div', { class: 'picture contour-picture' }, plane.element, legend, said.element);
  return {
    element,
    update(next) {
      view = next;
      const choice = choose(next);
      const question = questionFor(next, choice);
      const answered = answer(next, question);
      const field = answered.answer;
      element.classList.toggle('waiting', answered.waiting && field !== null);
      said.reason(field ? null : answered.reason);
      plane.element.hidden = legend.hidden = field === null;
      if (!field) return;
      if (question.window === null && !answered.waiting)
        looking.came(keyOf(next, choice), field.window.across, field.window.up);
      const slope: Pick<QuestionOf<'local'>, 'kind' | 'axes' | 'outputs'> = {
        kind: 'local',
        axes: { kind: 'variables', columns: choice.columns },
        outputs: [choice.output],
      };
      const here = actions.ask(`${options.slot}-here`, { ...slot(slope), point: next.point, at: null }, next).answer;
      const under = place && actions.ask(`${options.slot}-place`, { ...slot(slope), point: question.point, at: place }, next); // prettier-ignore
      const now = [field, next.strings, next.state.settings, showsArrows(next), document.body.className];
      if (now.some((part, i) => part !== drawn[i])) {
        drawn = now;
        draw(next, field, choice);
      }
      if (question.window) plane.preview(question.window);
      const overlay = options.overlay?.(next, choice) ?? null;
      const [x, y] = here?.at ?? [];
      plane.handle = x !== undefined && y !== undefined ? [x, y] : null;
      plane.mark((frame) => [...wayOf(frame, overlay), ...(here ? ascentOf(frame, here) : [])]);
      said.say(sayings(next, field, choice, here, under && !under.waiting ? under.answer : null));
    },
  };

  /** A coarse picture first; where the fine one is as good as there, that alone from then on. */
  function answer(now: View, question: QuestionOf<'field'>): Answer {
    const about = `${now.shown.target.uri} ${keyOf(now, { columns: question.columns as [number, number], output: 0 })} ${variableNames(now).join()}`;
    if (pace.about !== about) {
      pace = { about, isQuick: null };
      known = null;
    }
    const detail = pace.isQuick === true ? 'fine' : 'coarse';
    const first = actions.ask(options.slot, { ...question, detail }, now);
    if (first.answer?.detail === 'coarse' && !first.waiting && pace.isQuick === null) {
      pace = { about, isQuick: first.answer.time * FINER < QUICK };
      if (pace.isQuick) return answer(now, question);
    }
    const isFineWanted = pace.isQuick === false && !first.waiting && !now.state.moving;
    const fine = isFineWanted ? actions.ask(`${options.slot}-fine`, question, now) : null;
    known = fine?.answer && !fine.waiting ? fine.answer : (first.answer ?? known);
    return { answer: first.reason === null ? known : null, reason: first.reason, waiting: first.waiting };
  }

  function questionFor(now: View, choice: FieldChoice): QuestionOf<'field'> {
    const key = keyOf(now, choice);
    const kept = looking.asked(now, key, chosenAt(now, choice.columns));
    return {
      kind: 'field',
      point: looking.pointFor(now, key, choice.columns),
      columns: choice.columns,
      output: choice.output,
      window: kept?.up ? { across: kept.across, up: kept.up } : null,
      spacing: spacingOf(now),
      detail: 'fine',
    };
  }

  function draw(now: View, field: Field, { columns, output }: FieldChoice): void {
    const names = variableNames(now);
    const [across, up] = [names[columns[0]] ?? '', names[columns[1]] ?? ''];
    const colours = contourColours(field);
    plane.draw({
      window: field.window,
      names: { across, up },
      content: (frame) => contentOf(frame, field, colours, showsArrows(now)),
      aspect: ASPECT,
      label: fill(now.strings.pictureField, outputNames(now)[output] ?? '', across, up),
    });
    legend.replaceChildren(...contourLegend(field, colours, outputNames(now)[output] ?? ''));
  }
}

/** Questions are told apart by their texts: what is spread out must always be in the same order. */
const slot = (question: Pick<QuestionOf<'local'>, 'kind' | 'axes' | 'outputs'>): typeof question => question;

function chosen(view: View): FieldChoice {
  const { columns, output } = choiceOf(view);
  return { columns, output: output ?? 0 };
}

const keyOf = (view: View, { columns }: FieldChoice): string =>
  `${view.shown.target.function} plane ${columns.join(' ')}`;

function sayings(
  view: View,
  field: Field,
  { columns, output }: FieldChoice,
  here: Local | null,
  under: Local | null,
): Said {
  const { strings, state } = view;
  const { digits } = state.settings;
  const names = variableNames(view);
  const [across, up] = [names[columns[0]] ?? '', names[columns[1]] ?? ''];
  const name = outputNames(view)[output] ?? '';
  const number = (value: Numeric): string => formatNumber(value, digits);
  // Of more variables, two partial derivatives are not the gradient.
  const slopesOf = ([gx = 'NaN', gy = 'NaN']: readonly Numeric[]): string =>
    names.length === 2
      ? `∇${name} = (${number(gx)}, ${number(gy)})`
      : `∂${name}/∂${across} = ${number(gx)}, ∂${name}/∂${up} = ${number(gy)}`;
  const at = ({ at: [x = NaN, y = NaN], values, slopes }: Local): string =>
    `${across} = ${number(x)}, ${up} = ${number(y)}: ${name} = ${number(values[0] ?? 'NaN')}, ${slopesOf(slopes[0] ?? [])}`;
  const { window, least, largest } = field;
  const place = ([x = 0, y = 0]: readonly number[]): string => `(${numbersOf([x, y], digits).join(', ')})`;
  const few = (value: number): string => formatNumber(value, Math.min(digits, 4));
  const sentences = [
    fill(strings.pictureInterval, across, few(window.across.low), few(window.across.high)),
    fill(strings.pictureInterval, up, few(window.up.low), few(window.up.high)),
    least && largest
      ? fill(strings.pictureExtremes, name, few(least.value), place(least.at), few(largest.value), place(largest.at))
      : strings.pictureNothing,
    field.kinks.some(({ kind }) => kind !== 'pole' && kind !== 'jump') && strings.pictureHasKinks,
    field.kinks.some(({ kind }) => kind === 'jump') && strings.pictureHasJumps,
    field.kinks.some(({ kind }) => kind === 'pole') && strings.pictureHasPoles,
    field.undefinedShare > 0 &&
      fill(strings.pictureUndefined, `${Math.max(1, Math.round(field.undefinedShare * 100))}`),
  ];
  return {
    live: under ? at(under) : here ? fill(strings.pictureAtPoint, at(here)) : '',
    text: sentences.filter((one) => one !== false).join(' '),
  };
}
