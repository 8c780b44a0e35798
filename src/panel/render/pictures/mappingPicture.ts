/** A map of the plane: a grid and its image side by side; a circle at the point, and the ellipse that it becomes. */
import { h, s } from '../../dom';
import { formatNumber } from '../../numbers';
import { pointTexts } from '../../pointText';
import { fill } from '../../template';
import type { Actions, View } from '../../view';
import type { AnswerOf, Numeric, QuestionOf } from '../../../worker/protocol';
import type { Section } from '../section';
import { choiceOf, outputNames, variableNames } from './choice';
import { arrowPath } from './fieldDrawing';
import { pathOf, xOf, yOf, type Frame, type PlaneWindow } from './frame';
import { chosenAt, Looking, takePlace } from './looking';
import { Plane } from './plane';
import { numbersOf, readout, type Said } from './saying';

type Mapping = AnswerOf<'mapping'>;
type Local = AnswerOf<'local'>;

const ASPECT = 1.25;
/** The circle's radius in the window's height. */
const RADIUS = 0.15;
const CORNERS = 96;

export function mappingPicture(actions: Actions): Section<View> {
  const looking = new Looking(actions, 'pictures.map');
  let view: View | null = null;
  let place: readonly [number, number] | null = null;
  let drawn: readonly unknown[] = [];
  const read = (to: readonly [number, number] | null): void => {
    place = to;
    domain.point(to);
    actions.refresh();
  };
  const domain = new Plane(
    {
      look: (window) => view && looking.look(keyOf(view), window),
      reset: () => looking.reset(),
      read,
      move: ([x, y], final) => {
        if (!view) return;
        const [across, up] = choiceOf(view).columns;
        takePlace(view, actions, new Map([[across, x], [up, y]]), final, pointTexts); // prettier-ignore
      },
    },
    { automaticUp: false, key: 'picture-domain' },
  );
  /** The reader's own window of the image; it is seen whole otherwise. */
  let imageWindow: { readonly of: Mapping; readonly window: PlaneWindow } | null = null;
  const image = new Plane(
    {
      look: (window) => {
        const [answer] = drawn;
        if (answer) imageWindow = { of: answer as Mapping, window };
        actions.refresh();
      },
      reset: () => {
        imageWindow = null;
        actions.refresh();
      },
      read: () => undefined,
      move: () => undefined,
    },
    { automaticUp: false, key: 'picture-image' },
  );
  const said = readout();
  const sides = h('div', { class: 'picture-sides' }, domain.element, image.element);
  const element = h('div', { class: 'picture mapping' }, sides, said.element);
  return {
    element,
    update(next) {
      view = next;
      const asked = question(next);
      const known = actions.ask('picture', asked, next);
      const { answer } = known;
      element.classList.toggle('waiting', known.waiting && answer !== null);
      said.reason(answer ? null : known.reason);
      sides.hidden = answer === null;
      if (!answer) return;
      if (asked.window === null && !known.waiting) looking.came(keyOf(next), answer.window.across, answer.window.up);
      const ask = {
        kind: 'local',
        axes: { kind: 'variables', columns: asked.columns },
        outputs: asked.outputs,
      } as const;
      const here = actions.ask('picture-here', { ...ask, point: next.point, at: null }, next).answer;
      const under = place && actions.ask('picture-place', { ...ask, point: asked.point, at: place }, next);
      const now = [answer, next.strings, next.state.settings, imageWindow, document.body.className];
      if (now.some((part, i) => part !== drawn[i])) {
        drawn = now;
        draw(next, answer);
      }
      if (asked.window) domain.preview(asked.window);
      mark(answer, here);
      said.say(sayings(next, answer, here, under && !under.waiting ? under.answer : null));
    },
  };

  function question(now: View): QuestionOf<'mapping'> {
    const { columns, outputs } = choiceOf(now);
    const kept = looking.asked(now, keyOf(now), chosenAt(now, columns));
    return {
      kind: 'mapping',
      point: looking.pointFor(now, keyOf(now), columns),
      columns,
      outputs,
      window: kept?.up ? { across: kept.across, up: kept.up } : null,
    };
  }

  function draw(now: View, answer: Mapping): void {
    const { columns, outputs } = choiceOf(now);
    const [across, up] = columns.map((k) => variableNames(now)[k] ?? '') as [string, string];
    const [first, second] = outputs.map((k) => outputNames(now)[k] ?? '') as [string, string];
    domain.draw({
      window: answer.window,
      names: { across, up },
      content: (frame) => answer.lines.map((line) => gridLine(frame, line.constant, [straight(line, answer.window)])),
      aspect: ASPECT,
      label: fill(now.strings.pictureDomain, across, up),
    });
    const seen = imageWindow?.of === answer ? imageWindow.window : answer.image;
    image.draw({
      window: seen ?? { across: { low: -1, high: 1 }, up: { low: -1, high: 1 } },
      names: { across: first, up: second },
      content: (frame) => answer.lines.map((line) => gridLine(frame, line.constant, line.image)),
      aspect: ASPECT,
      label: fill(now.strings.pictureImage, first, second),
    });
  }

  function mark(answer: Mapping, here: Local | null): void {
    const { window } = answer;
    const [x, y] = here?.at ?? [];
    domain.handle = x !== undefined && y !== undefined ? [x, y] : null;
    const radius = [RADIUS / ASPECT * (window.across.high - window.across.low), RADIUS * (window.up.high - window.up.low)] as const; // prettier-ignore
    const same = Math.abs(radius[0] - radius[1]) < 1e-9 * radius[1];
    // A unit circle is a circle only where both axes have the same scale.
    const size = same ? radius[1] : Math.min(...radius);
    domain.mark((frame) => (here ? circleOf(frame, here, size) : []));
    image.mark((frame) => (here ? ellipseOf(frame, here, size) : []));
  }
}

const keyOf = (view: View): string => `${view.shown.target.function} map ${choiceOf(view).columns.join(' ')}`;

const straight = ({ constant, at }: Mapping['lines'][number], { across, up }: PlaneWindow): number[] =>
  constant === 'across' ? [at, up.low, at, up.high] : [across.low, at, across.high, at];

const gridLine = (frame: Frame, constant: 'across' | 'up', pieces: readonly (readonly number[])[]): SVGElement =>
  s('path', { class: `map-line ${constant}`, d: pieces.map((piece) => pathOf(frame, piece)).join('') });

/** The circle with the directions that are stretched most and least, and which way round it goes. */
function circleOf(frame: Frame, { at, map }: Local, radius: number): SVGElement[] {
  const [x = NaN, y = NaN] = at;
  const round = (angle: number): [number, number] => [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
  const axes = (map?.directions ?? []).map(({ from }, k) => axisOf(frame, [x, y], from.map((part) => Number(part) * radius), k)); // prettier-ignore
  return [outline(frame, round), ...axes, ...turn(frame, round), centre(frame, x, y)];
}

/** The image of the circle under the derivative, moved to the image of the point. */
function ellipseOf(frame: Frame, { values, slopes, map }: Local, radius: number): SVGElement[] {
  const [x, y] = values;
  const [a, b] = slopes[0] ?? [];
  const [c, d] = slopes[1] ?? [];
  if (![x, y, a, b, c, d].every((one) => typeof one === 'number')) return [];
  const [u, v] = [x as number, y as number];
  const round = (angle: number): [number, number] => {
    const [p, q] = [radius * Math.cos(angle), radius * Math.sin(angle)];
    return [u + (a as number) * p + (b as number) * q, v + (c as number) * p + (d as number) * q];
  };
  const axes = (map?.directions ?? []).map(
    ({ to, value }, k) =>
    axisOf(frame, [u, v], to.map((part) => Number(part) * Number(value) * radius), k), // prettier-ignore
  );
  return [outline(frame, round), ...axes, ...turn(frame, round), centre(frame, u, v)];
}

function outline(frame: Frame, round: (angle: number) => readonly [number, number]): SVGElement {
  const places = Array.from({ length: CORNERS + 1 }, (_, i) => round((2 * Math.PI * i) / CORNERS)).flat();
  return s('path', { class: 'map-circle', d: pathOf(frame, places) });
}

function axisOf(frame: Frame, [x, y]: readonly [number, number], by: readonly number[], k: number): SVGElement {
  const [px, py] = [xOf(frame, x), yOf(frame, y)];
  const [dx, dy] = [xOf(frame, x + (by[0] ?? 0)) - px, yOf(frame, y + (by[1] ?? 0)) - py];
  return s('path', { class: `map-axis ${k === 0 ? 'strongest' : 'weakest'}`, d: arrowPath(px, py, dx, dy, 7) });
}

/** A head on the circle that tells which way round it goes: a map that reverses orientation turns it. */
function turn(frame: Frame, round: (angle: number) => readonly [number, number]): SVGElement[] {
  return [Math.PI / 4, (5 * Math.PI) / 4].map((angle) => {
    const [from, to] = [round(angle - 0.05), round(angle + 0.05)];
    const [x, y] = [xOf(frame, from[0]), yOf(frame, from[1])];
    const d = arrowPath(x, y, xOf(frame, to[0]) - x, yOf(frame, to[1]) - y, 8);
    return s('path', { class: 'map-turn', d });
  });
}

const centre = (frame: Frame, x: number, y: number): SVGElement =>
  s('circle', { class: 'point-mark', cx: xOf(frame, x), cy: yOf(frame, y), r: 4 });

function sayings(view: View, answer: Mapping, here: Local | null, under: Local | null): Said {
  const { strings, state } = view;
  const { digits } = state.settings;
  const { columns, outputs } = choiceOf(view);
  const variables = columns.map((k) => variableNames(view)[k] ?? '');
  const names = outputs.map((k) => outputNames(view)[k] ?? '');
  const number = (value: Numeric): string => formatNumber(value, digits);
  const list = (values: readonly Numeric[]): string => `(${values.map(number).join(', ')})`;
  const at = (one: Local): string => `(${variables.join(', ')}) = ${list(one.at)}: (${names.join(', ')}) = ${list(one.values)}`; // prettier-ignore
  const { across, up } = answer.window;
  const [first = '', second = ''] = variables;
  const determinant = here?.map?.determinant;
  const turned =
    typeof determinant !== 'number'
      ? ''
      : fill(
          determinant > 0 ? strings.pictureKeeps : determinant < 0 ? strings.pictureReverses : strings.pictureCollapses,
          number(Math.abs(determinant)),
        );
  const stretched = here?.map?.directions.map(({ value }) => number(value)) ?? [];
  return {
    live: under ? at(under) : here ? fill(strings.pictureAtPoint, at(here)) : '',
    text: [
      fill(strings.pictureInterval, first, ...numbersOf([across.low, across.high], digits)),
      fill(strings.pictureInterval, second, ...numbersOf([up.low, up.high], digits)),
      turned,
      stretched.length === 2 ? fill(strings.pictureStretched, ...stretched) : '',
      answer.image ? '' : strings.pictureNothing,
    ]
      .filter((one) => one !== '')
      .join(' '),
  };
}
