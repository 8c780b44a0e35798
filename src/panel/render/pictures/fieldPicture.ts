/**
 * A function of two variables as contours: filled and lined, with the gradient as arrows, kinks, and edges of where it is
 * defined. Another part of the page can draw a way on it (`overlay`).
 */
import { h, s } from '../../dom';
import { formatNumber } from '../../numbers';
import { pointTexts } from '../../pointText';
import { fill } from '../../template';
import type { Actions, View } from '../../view';
import type { AnswerOf, Numeric, QuestionOf } from '../../../worker/protocol';
import type { Section } from '../section';
import { choiceOf, outputNames, variableNames } from './choice';
import { contourColours, contourLegend } from './contourColours';
import { pathOf, pathOfThousandths, xOf, yOf, type Frame } from './frame';
import { chosenAt, Looking, takePlace } from './looking';
import { Plane } from './plane';
import { numbersOf, readout, type Said } from './saying';

type Field = AnswerOf<'field'>;
type Local = AnswerOf<'local'>;

/** Which variables go across and up, and which output is drawn. */
export interface FieldChoice {
  readonly columns: readonly [number, number];
  readonly output: number;
}

/** A way through the plane: places across and up, and which of them is looked at. */
export interface Overlay {
  readonly points: readonly (readonly [number, number])[];
  readonly current: number | null;
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
    const about = `${now.shown.target.uri} ${keyOf(now, { columns: question.columns as [number, number], output: 0 })}`;
    if (pace.about !== about) pace = { about, isQuick: null };
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

function contentOf(frame: Frame, field: Field, colours: readonly string[], arrows: boolean): SVGElement[] {
  const { left, top, width, height } = frame;
  const path = (lines: readonly (readonly number[])[], close: boolean): string =>
    lines.map((line) => pathOfThousandths(frame, line) + (close ? 'Z' : '')).join('');
  const base = s('rect', { class: 'contour-area', x: left, y: top, width, height, fill: colours[0] ?? 'none' });
  const areas = field.contours.map(({ rings }, i) => {
    const d = path(rings, true);
    return s('path', { class: 'contour-area', d, 'fill-rule': 'evenodd', fill: colours[i + 1] ?? 'none' });
  });
  const lines = field.contours.map(({ rings, level }) =>
    s('path', { class: level === 0 ? 'contour-line zero' : 'contour-line', d: path(rings, true) }),
  );
  return [
    ...(field.range ? [base, ...areas] : []),
    ...lines,
    ...(arrows ? arrowsOf(frame, field) : []),
    ...labelsOf(frame, field),
    s('path', { class: 'undefined-cover', d: path(field.undefined, true) }),
    s('path', { class: 'undefined-area', d: path(field.undefined, true) }),
    s('path', { class: 'edge-line', d: path(field.edges, false) }),
    ...field.kinks.map(({ kind, lines: all }) => s('path', { class: `kink-line ${kind}`, d: path(all, false) })),
  ];
}

/** The gradient in the window's own proportions; long ones are shortened, by the cube root, to be seen beside the others. */
function arrowsOf(frame: Frame, field: Field): SVGElement[] {
  const { across, up } = field.window;
  const [sx, sy] = [frame.width / (across.high - across.low), frame.height / (up.high - up.low)];
  const sizes = field.arrows.map(([, , gx = 0, gy = 0]) => Math.hypot(gx * sx, gy * sy));
  const largest = [...sizes].sort((a, b) => a - b)[Math.floor(sizes.length * 0.95)] ?? 0;
  if (!(largest > 0)) return [];
  const longest = frame.width / 22;
  const d = field.arrows.map(([x = 0, y = 0, gx = 0, gy = 0], i) => {
    const size = sizes[i] as number;
    const length = longest * Math.cbrt(Math.min(size / largest, 1));
    if (size === 0 || length < 2) return '';
    const [dx, dy] = [((gx * sx) / size) * length, ((-gy * sy) / size) * length];
    const [px, py] = [
      frame.left + (x / 1000) * frame.width - dx / 2,
      frame.top + (1 - y / 1000) * frame.height - dy / 2,
    ];
    return arrowPath(px, py, dx, dy, Math.min(4, length / 3));
  });
  return [s('path', { class: 'gradient-arrow', d: d.join('') })];
}

/** A line with a head. */
export function arrowPath(x: number, y: number, dx: number, dy: number, head: number): string {
  const length = Math.hypot(dx, dy);
  if (length === 0) return '';
  const [ux, uy] = [dx / length, dy / length];
  const [tx, ty] = [x + dx, y + dy];
  const at = (along: number, aside: number): string =>
    `${(tx - along * ux - aside * uy).toFixed(1)} ${(ty - along * uy + aside * ux).toFixed(1)}`;
  const [half] = [head * 0.55];
  return `M${x.toFixed(1)} ${y.toFixed(1)}L${tx.toFixed(1)} ${ty.toFixed(1)}M${at(head, half)}L${at(0, 0)}L${at(head, -half)}`;
}

const LABEL_SPACE = 46;

/** Levels written on some of their lines, where there is room. */
function labelsOf(frame: Frame, field: Field): SVGElement[] {
  const taken: (readonly [number, number])[] = [];
  const labels: SVGElement[] = [];
  for (const { level, rings } of field.contours) {
    const ring = rings.reduce<readonly number[]>((longest, one) => (one.length > longest.length ? one : longest), []);
    for (let i = 0; i + 1 < ring.length; i += 6) {
      const [tx, ty] = [ring[i] as number, ring[i + 1] as number];
      if (tx < 60 || tx > 940 || ty < 40 || ty > 960) continue;
      const [x, y] = [frame.left + (tx / 1000) * frame.width, frame.top + (1 - ty / 1000) * frame.height];
      if (taken.some(([a, b]) => Math.abs(a - x) < LABEL_SPACE && Math.abs(b - y) < LABEL_SPACE / 2)) continue;
      taken.push([x, y]);
      labels.push(
        s('text', { class: 'contour-label', x, y: y + 3.5, 'text-anchor': 'middle' }, formatNumber(level, 3)),
      );
      break;
    }
  }
  return labels;
}

/** The point, and the way up from it. */
function ascentOf(frame: Frame, { at, slopes }: Local): SVGElement[] {
  const [x = NaN, y = NaN] = at;
  const [gx, gy] = slopes[0] ?? [];
  const { across, up } = frame.window;
  const [px, py] = [xOf(frame, x), yOf(frame, y)];
  const marks: SVGElement[] = [s('circle', { class: 'point-mark', cx: px, cy: py, r: 5 })];
  if (typeof gx !== 'number' || typeof gy !== 'number') return marks;
  const [dx, dy] = [(gx * frame.width) / (across.high - across.low), (-gy * frame.height) / (up.high - up.low)];
  const size = Math.hypot(dx, dy);
  if (!(size > 0)) return marks;
  const length = frame.width / 7;
  const d = arrowPath(px, py, (dx / size) * length, (dy / size) * length, 10);
  return [s('path', { class: 'ascent halo', d }), s('path', { class: 'ascent', d }), ...marks];
}

function wayOf(frame: Frame, overlay: Overlay | null): SVGElement[] {
  if (!overlay || overlay.points.length === 0) return [];
  const path = pathOf(frame, overlay.points.flat());
  const dots = overlay.points.map(
    ([x, y], i) =>
    s('circle', { class: i === overlay.current ? 'way-point current' : 'way-point', cx: xOf(frame, x), cy: yOf(frame, y), r: i === overlay.current ? 5 : 2.6 }), // prettier-ignore
  );
  return [s('path', { class: 'way halo', d: path }), s('path', { class: 'way', d: path }), ...dots];
}

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
