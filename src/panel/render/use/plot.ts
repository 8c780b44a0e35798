/** A picture that is drawn anew when its width changes, and on which a place can be pointed at. */
import { s, type Child } from '../../dom';
import type { View } from '../../view';
import type { Section } from '../section';
import type { Axis } from './axes';

/** Where the axes' area lies in the picture, in pixels. */
export interface Frame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface Drawing {
  readonly svg: SVGSVGElement;
  /** Of a place in the picture, in pixels: told while the pointer is held down on it. */
  readonly point?: (x: number, y: number) => void;
}

/** Keeps `element` filled with a drawing as wide as it is. */
export function plot(
  element: HTMLElement,
  depends: (view: View) => readonly unknown[],
  draw: (view: View, width: number) => Drawing | null,
): Section<View> {
  let [before, latest, drawing]: [readonly unknown[], View | null, Drawing | null] = [[], null, null];
  const redraw = (): void => {
    const width = Math.floor(element.clientWidth);
    if (!latest || width === 0) return;
    const now = [width, document.body.className, ...depends(latest)];
    if (now.length === before.length && now.every((part, i) => part === before[i])) return;
    before = now;
    drawing = draw(latest, width);
    element.replaceChildren(...(drawing ? [drawing.svg] : []));
  };
  const onPointer = (event: PointerEvent): void => {
    if ((event.buttons & 1) === 0) return;
    const box = element.getBoundingClientRect();
    drawing?.point?.(event.clientX - box.left, event.clientY - box.top);
  };
  element.addEventListener('pointerdown', onPointer);
  element.addEventListener('pointermove', onPointer);
  new ResizeObserver(redraw).observe(element);
  return {
    element,
    update(view) {
      latest = view;
      redraw();
    },
  };
}

/** The axes with their lines and numbers; the x-axis below, the y-axis at the left. */
export function axes({ left, top, width, height }: Frame, x: Axis, y: Axis): SVGGElement {
  const right = left + width;
  const bottom = top + height;
  const rows = y.ticks.flatMap(({ at, label }): Child[] => {
    const place = bottom - at * height;
    return [
      s('line', { class: 'plot-line', x1: left, x2: right, y1: place, y2: place }),
      s('text', { class: 'plot-number', x: left - 6, y: place, 'text-anchor': 'end', dy: '0.32em' }, label),
    ];
  });
  const columns = x.ticks.flatMap(({ at, label }): Child[] => {
    const place = left + at * width;
    return [
      s('line', { class: 'plot-tick', x1: place, x2: place, y1: bottom, y2: bottom + 4 }),
      s('text', { class: 'plot-number', x: place, y: bottom + 17, 'text-anchor': 'middle' }, label),
    ];
  });
  return s('g', { 'aria-hidden': 'true' }, ...rows, ...columns);
}

/** A line through points; it breaks where one has no place. */
export function pathOf(points: readonly (readonly [number, number])[]): string {
  let [path, broken] = ['', true];
  for (const [x, y] of points) {
    const drawn = Number.isFinite(x) && Number.isFinite(y);
    if (drawn) path += `${broken ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`;
    broken = !drawn;
  }
  return path;
}
