/** What is drawn of curves: the lines with their marks, the tangent at the point, and which line is which. */
import { h, s } from '../../dom';
import { fill } from '../../template';
import type { View } from '../../view';
import type { AnswerOf, Numeric } from '../../../worker/protocol';
import { pathOf, xOf, yOf, type Frame } from './frame';

type Curve = AnswerOf<'curve'>;
type Local = AnswerOf<'local'>;

export function legendOf(outputs: readonly string[], { strings }: View): readonly HTMLElement[] {
  if (outputs.length < 2) return [];
  return outputs.map((name, k) => {
    const sample = s(
      'svg',
      { class: 'legend-sample', viewBox: '0 0 28 10', width: 28, height: 10, 'aria-hidden': 'true' },
      s('path', { class: `curve-line series-${k}`, d: 'M1 5H27' }),
    );
    return h('li', { title: fill(strings.pictureOutput, name) }, sample, h('span', null, name));
  });
}

export function curvesOf(frame: Frame, answer: Curve, set: Curve['values'], withMarks: boolean): readonly SVGElement[] {
  const { top, height } = frame;
  const empty = answer.undefined.map(
    ({ low, high }) =>
    s('rect', { class: 'undefined-area', x: xOf(frame, low), y: top, width: Math.max(xOf(frame, high) - xOf(frame, low), 0), height }), // prettier-ignore
  );
  const walls = [...new Set(answer.marks.filter(isWall).map(({ at }) => at))].map((at) =>
    s('line', { class: 'pole-line', x1: xOf(frame, at), x2: xOf(frame, at), y1: top, y2: top + height }),
  );
  const curves = set.curves.map((pieces, k) =>
    s('path', { class: `curve-line series-${k}`, d: pieces.map((piece) => pathOf(frame, piece)).join('') }),
  );
  const outputs = [...new Set(answer.marks.map(({ output }) => output))];
  const marks = withMarks ? answer.marks.flatMap((mark) => markOf(frame, mark, outputs.indexOf(mark.output))) : [];
  return [...empty, ...walls, ...curves, ...marks];
}

const isWall = ({ kind }: Curve['marks'][number]): boolean => kind === 'pole' || kind === 'edge';

/** A kink as a diamond; at a jump, the ends as rings and the value itself as a disc. */
function markOf(frame: Frame, { kind, at, left, value, right }: Curve['marks'][number], series: number): SVGElement[] {
  const x = xOf(frame, at);
  const dot = (number: Numeric, name: string): SVGElement[] =>
    typeof number === 'number' ? [s('circle', { class: `${name} series-${series}`, cx: x, cy: yOf(frame, number), r: 3.2 })] : []; // prettier-ignore
  switch (kind) {
    case 'kink':
    case 'vertical': {
      if (typeof value !== 'number') return [];
      const y = yOf(frame, value);
      return [s('path', { class: `kink-mark series-${series}`, d: `M${x} ${y - 5}l5 5l-5 5l-5 -5z` })];
    }
    case 'jump':
      return [...dot(left, 'open-end'), ...dot(right, 'open-end'), ...dot(value, 'closed-end')];
    case 'hole':
      return dot(left, 'open-end');
    case 'edge':
      return dot(value, 'closed-end');
    case 'pole':
      return [];
  }
}

/** A tangent at the point of each output; two half ones where it has a kink. */
export function tangentsOf(
  frame: Frame,
  { at, values, slopes, sides }: Local,
  { interval }: Curve,
): readonly SVGElement[] {
  const x = at[0] as number;
  return values.flatMap((value, k) => {
    if (typeof value !== 'number') return [];
    const both = sides[k] ?? null;
    const slope = slopes[k]?.[0];
    const line = (from: number, to: number, rate: Numeric | undefined): SVGElement[] =>
      typeof rate === 'number'
        ? [s('path', { class: `tangent series-${k}`, d: pathOf(frame, [from, value + rate * (from - x), to, value + rate * (to - x)]) })] // prettier-ignore
        : [];
    const lines = both
      ? [...line(interval.low, x, both.left), ...line(x, interval.high, both.right)]
      : line(interval.low, interval.high, slope);
    return [...lines, dotAt(frame, x, value, k)];
  });
}

export function slopePoints(frame: Frame, { at, slopes, sides }: Local): readonly SVGElement[] {
  const x = at[0] as number;
  return slopes.flatMap(([slope], k) => {
    if (sides[k] || typeof slope !== 'number') return [];
    return [dotAt(frame, x, slope, k)];
  });
}

const dotAt = (frame: Frame, x: number, y: number, series: number): SVGElement =>
  s('circle', { class: `point-mark series-${series}`, cx: xOf(frame, x), cy: yOf(frame, y), r: 4.5 });
