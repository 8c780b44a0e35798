/** What is drawn of a function of two variables: areas and lines of its contours, arrows, kinks, edges, a way. */
import { s } from '../../dom';
import { formatNumber } from '../../numbers';
import type { AnswerOf } from '../../../worker/protocol';
import { pathOf, pathOfThousandths, xOf, yOf, type Frame } from './frame';

type Field = AnswerOf<'field'>;
type Local = AnswerOf<'local'>;

/** A way through the plane: places across and up, and which of them is looked at. */
export interface Overlay {
  readonly points: readonly (readonly [number, number])[];
  readonly current: number | null;
}

export function contentOf(frame: Frame, field: Field, colours: readonly string[], arrows: boolean): SVGElement[] {
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
/** Thousandths of the window between a label and the edge of what is defined, which would cut it off. */
const EDGE_SPACE = 45;

/** Levels written on some of their lines, where there is room. */
function labelsOf(frame: Frame, field: Field): SVGElement[] {
  const taken: (readonly [number, number])[] = [];
  const isAtEdge = (x: number, y: number): boolean =>
    field.edges.some((line) =>
      line.some((one, i) => i % 2 === 0 && Math.hypot(one - x, (line[i + 1] as number) - y) < EDGE_SPACE),
    );
  const labels: SVGElement[] = [];
  for (const { level, rings } of field.contours) {
    const ring = rings.reduce<readonly number[]>((longest, one) => (one.length > longest.length ? one : longest), []);
    for (let i = 0; i + 1 < ring.length; i += 6) {
      const [tx, ty] = [ring[i] as number, ring[i + 1] as number];
      if (tx < 60 || tx > 940 || ty < 40 || ty > 960 || isAtEdge(tx, ty)) continue;
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
export function ascentOf(frame: Frame, { at, slopes }: Local): SVGElement[] {
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

export function wayOf(frame: Frame, overlay: Overlay | null): SVGElement[] {
  if (!overlay || overlay.points.length === 0) return [];
  const path = pathOf(frame, overlay.points.flat());
  const dots = overlay.points.map(
    ([x, y], i) =>
    s('circle', { class: i === overlay.current ? 'way-point current' : 'way-point', cx: xOf(frame, x), cy: yOf(frame, y), r: i === overlay.current ? 5 : 2.6 }), // prettier-ignore
  );
  return [s('path', { class: 'way halo', d: path }), s('path', { class: 'way', d: path }), ...dots];
}
