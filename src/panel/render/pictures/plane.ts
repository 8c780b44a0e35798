/**
 * A picture with two axes: it is drawn by whoever has it, and tells what is done with it: zooming, going to other parts,
 * reading at a place, taking a place as the point. All of it with a mouse, by touch, and by keyboard.
 */
import { append, h, s } from '../../dom';
import { axes, MARGIN, numbersAt, onAxis, shifted, xOf, yOf, zoomed, type Frame, type PlaneWindow } from './frame';

export interface PlaneEvents {
  /** Shows another part. */
  readonly look: (window: PlaneWindow) => void;
  readonly reset: () => void;
  /** Reads at a place; `null` for no longer. */
  readonly read: (place: readonly [number, number] | null) => void;
  /** The point is being moved to a place; with `final`, it is there. */
  readonly move: (place: readonly [number, number], final: boolean) => void;
}

export interface PlanePicture {
  readonly window: PlaneWindow;
  readonly names: { readonly across: string; readonly up: string };
  /** What is drawn inside of the axes, for a frame. */
  readonly content: (frame: Frame) => readonly SVGElement[];
  /** Width over height of the inside. */
  readonly aspect: number;
  readonly label: string;
}

export interface PlaneOptions {
  /** Whether the axis upward follows what is seen, unless it is zoomed with Shift. */
  readonly automaticUp: boolean;
  readonly key: string;
}

const ZOOM = 1.25;
/** How far an arrow key goes, as shares of the window. */
const [PAN, STEP] = [0.1, 0.02];
/** Pixels that a pointer may move and still have clicked, and how close to the point it takes hold of it. */
const [CLICK, HOLD] = [4, 14];

let planes = 0;

export class Plane {
  readonly element: HTMLElement;
  readonly svg: SVGSVGElement;
  /** Where the point is drawn, for taking hold of it. */
  handle: readonly [number, number] | null = null;
  readonly #axes = s('g', { class: 'axes' });
  readonly #content = s('g', { class: 'content' });
  readonly #marks = s('g', { class: 'marks' });
  readonly #pointer = s('g', { class: 'crosshair', 'data-passing': true });
  readonly #clip = s('rect');
  #frame: Frame | null = null;
  #picture: PlanePicture | null = null;
  #drawMarks: ((frame: Frame) => readonly SVGElement[]) | null = null;
  #place: readonly [number, number] | null = null;
  #drawnWidth = 0;
  /** Pointers on the picture, by their ids, and what they do. */
  readonly #touches = new Map<number, { x: number; y: number }>();
  #drag: {
    readonly x: number;
    readonly y: number;
    readonly window: PlaneWindow;
    kind: 'click' | 'pan' | 'point';
  } | null = null;
  #waiting = 0;

  constructor(
    private readonly events: PlaneEvents,
    private readonly options: PlaneOptions,
  ) {
    planes += 1;
    const clip = `picture-clip-${planes}`;
    this.svg = s(
      'svg',
      { class: 'plane', tabindex: 0, role: 'application', focusable: 'true', 'data-key': options.key },
      s('defs', null, s('clipPath', { id: clip }, this.#clip)),
      s('g', { 'clip-path': `url(#${clip})` }, this.#content),
      this.#axes,
      s('g', { 'clip-path': `url(#${clip})` }, this.#marks, this.#pointer),
    );
    this.element = h('div', { class: 'plane-frame' }, this.svg);
    this.#listen();
    new ResizeObserver(() => {
      if (Math.abs(this.element.clientWidth - this.#drawnWidth) > 0.5) this.#redraw();
    }).observe(this.element);
  }

  get frame(): Frame | null {
    return this.#frame;
  }

  /** Draws what does not move with the point. */
  draw(picture: PlanePicture): void {
    this.#picture = picture;
    this.#redraw();
  }

  /** Draws what lies above it and changes often. */
  mark(draw: (frame: Frame) => readonly SVGElement[]): void {
    this.#drawMarks = draw;
    if (this.#frame) this.#marks.replaceChildren(...draw(this.#frame));
  }

  /** The place that is read. */
  point(place: readonly [number, number] | null): void {
    this.#place = place;
    this.#drawPointer();
  }

  /** Until what belongs to another window is there, shows the old picture where it lies in it. */
  preview(window: PlaneWindow): void {
    if (!this.#frame || !this.#picture) return;
    const from = this.#picture.window;
    const to: Frame = { ...this.#frame, window };
    const [x, y] = [xOf(to, from.across.low), yOf(to, from.up.high)];
    const scaleX = (xOf(to, from.across.high) - x) / this.#frame.width;
    const scaleY = (yOf(to, from.up.low) - y) / this.#frame.height;
    const same = scaleX === 1 && scaleY === 1 && x === this.#frame.left && y === this.#frame.top;
    const { left, top } = this.#frame;
    if (same) this.#content.removeAttribute('transform');
    else this.#content.setAttribute('transform', `translate(${x} ${y}) scale(${scaleX} ${scaleY}) translate(${-left} ${-top})`); // prettier-ignore
  }

  #redraw(): void {
    const picture = this.#picture;
    const width = this.element.clientWidth;
    if (!picture || width === 0) return;
    this.#drawnWidth = width;
    const inner = Math.max(width - MARGIN.left - MARGIN.right, 40);
    const height = Math.round(inner / picture.aspect);
    const frame: Frame = { left: MARGIN.left, top: MARGIN.top, width: inner, height, window: picture.window };
    this.#frame = frame;
    const total = height + MARGIN.top + MARGIN.bottom;
    for (const [name, value] of Object.entries({ width, height: total, viewBox: `0 0 ${width} ${total}` }))
      this.svg.setAttribute(name, String(value));
    this.svg.setAttribute('aria-label', picture.label);
    for (const [name, value] of Object.entries({ x: frame.left, y: frame.top, width: inner, height }))
      this.#clip.setAttribute(name, String(value));
    this.#content.removeAttribute('transform');
    this.#content.replaceChildren(...picture.content(frame));
    this.#axes.replaceChildren(...axes(frame, picture.names));
    if (this.#drawMarks) this.#marks.replaceChildren(...this.#drawMarks(frame));
    this.#drawPointer();
  }

  #drawPointer(): void {
    const frame = this.#frame;
    this.#pointer.replaceChildren();
    if (!frame || !this.#place) return;
    const [x, y] = [xOf(frame, this.#place[0]), yOf(frame, this.#place[1])];
    append(this.#pointer, [
      s('line', { x1: x, x2: x, y1: frame.top, y2: frame.top + frame.height }),
      !this.options.automaticUp && s('line', { x1: frame.left, x2: frame.left + frame.width, y1: y, y2: y }),
    ]);
  }

  #listen(): void {
    const { svg } = this;
    svg.addEventListener('keydown', (event) => this.#onKey(event));
    svg.addEventListener('wheel', (event) => this.#onWheel(event), { passive: false });
    svg.addEventListener('dblclick', (event) => this.#zoom(1 / (ZOOM * ZOOM), this.#at(event), event.shiftKey));
    svg.addEventListener('pointerdown', (event) => this.#onDown(event));
    svg.addEventListener('pointermove', (event) => this.#onMove(event));
    svg.addEventListener('pointerup', (event) => this.#onUp(event));
    svg.addEventListener('pointercancel', (event) => this.#touches.delete(event.pointerId));
    svg.addEventListener('pointerleave', () => this.#touches.size === 0 && this.events.read(null));
  }

  #at({ clientX, clientY }: MouseEvent): [number, number] {
    const box = this.svg.getBoundingClientRect();
    const frame = this.#frame;
    if (!frame) return [NaN, NaN];
    return numbersAt(frame, clientX - box.left, clientY - box.top);
  }

  /** The place, with the digits that can be told apart. */
  #rounded([x, y]: readonly [number, number]): [number, number] {
    const window = this.#frame?.window;
    return window ? [onAxis(x, window.across), onAxis(y, window.up)] : [x, y];
  }

  #zoom(factor: number, [x, y]: readonly [number, number], upOnly: boolean): void {
    const window = this.#frame?.window;
    if (!window || !Number.isFinite(x + y)) return;
    const across = this.options.automaticUp && upOnly ? window.across : zoomed(window.across, factor, x);
    const up = this.options.automaticUp && !upOnly ? window.up : zoomed(window.up, factor, y);
    this.events.look({ across, up });
  }

  #onWheel(event: WheelEvent): void {
    // Elsewhere the wheel scrolls the page, as everywhere.
    if (!event.ctrlKey && document.activeElement !== this.svg) return;
    event.preventDefault();
    // With Shift, some systems turn the wheel sideways.
    const turned = event.deltaY === 0 ? event.deltaX : event.deltaY;
    this.#zoom(Math.exp(Math.max(-60, Math.min(60, turned)) * 0.004), this.#at(event), event.shiftKey);
  }

  #onDown(event: PointerEvent): void {
    if (event.button !== 0 || !this.#frame) return;
    this.svg.setPointerCapture(event.pointerId);
    this.#touches.set(event.pointerId, { x: event.clientX, y: event.clientY });
    const { window } = this.#frame;
    const held = this.#touches.size === 1 && this.#holds(event);
    this.#drag = { x: event.clientX, y: event.clientY, window, kind: held ? 'point' : 'click' };
  }

  #holds({ clientX, clientY }: MouseEvent): boolean {
    if (!this.handle || !this.#frame) return false;
    const box = this.svg.getBoundingClientRect();
    const [x, y] = [xOf(this.#frame, this.handle[0]), yOf(this.#frame, this.handle[1])];
    return Math.hypot(clientX - box.left - x, clientY - box.top - y) <= HOLD;
  }

  #onMove(event: PointerEvent): void {
    const touch = this.#touches.get(event.pointerId);
    if (touch && this.#touches.size === 2) return this.#pinch(event);
    const drag = this.#drag;
    if (!touch || !drag) return this.#soon(() => this.events.read(this.#rounded(this.#at(event))));
    const [dx, dy] = [event.clientX - drag.x, event.clientY - drag.y];
    if (drag.kind === 'click' && Math.hypot(dx, dy) > CLICK) drag.kind = 'pan';
    if (drag.kind === 'pan') this.#soon(() => this.#pan(drag.window, dx, dy));
    if (drag.kind === 'point') this.#soon(() => this.events.move(this.#rounded(this.#at(event)), false));
  }

  #pan({ across, up }: PlaneWindow, dx: number, dy: number): void {
    const frame = this.#frame;
    if (!frame) return;
    const [x, y] = [(-dx / frame.width) * (across.high - across.low), (dy / frame.height) * (up.high - up.low)];
    this.events.look({ across: shifted(across, x), up: this.options.automaticUp ? frame.window.up : shifted(up, y) });
  }

  #pinch(event: PointerEvent): void {
    const distance = (): number => {
      const [a, b] = [...this.#touches.values()];
      return a && b ? Math.hypot(a.x - b.x, a.y - b.y) : 1;
    };
    const before = distance();
    this.#touches.set(event.pointerId, { x: event.clientX, y: event.clientY });
    const [a, b] = [...this.#touches.values()];
    if (!a || !b) return;
    this.#drag = null;
    const middle = { clientX: (a.x + b.x) / 2, clientY: (a.y + b.y) / 2 } as MouseEvent;
    this.#zoom(before / Math.max(distance(), 1), this.#at(middle), false);
  }

  #onUp(event: PointerEvent): void {
    const drag = this.#drag;
    if (!this.#touches.delete(event.pointerId) || !drag) return;
    this.#drag = null;
    if (drag.kind === 'point' || (drag.kind === 'click' && event.detail <= 1))
      this.events.move(this.#rounded(this.#at(event)), true);
  }

  /** Once a frame is often enough. */
  #soon(act: () => void): void {
    cancelAnimationFrame(this.#waiting);
    this.#waiting = requestAnimationFrame(act);
  }

  #onKey(event: KeyboardEvent): void {
    const window = this.#frame?.window;
    if (!window || event.altKey || event.metaKey || event.ctrlKey) return;
    const way = ARROWS[event.key];
    const middle: [number, number] = [
      (window.across.low + window.across.high) / 2,
      (window.up.low + window.up.high) / 2,
    ];
    const place = this.#place ?? this.handle ?? middle;
    if (way && event.shiftKey) {
      const step = (k: 0 | 1, { low, high }: PlaneWindow['up']): number =>
        Math.min(Math.max(place[k] + way[k] * STEP * (high - low), low), high);
      this.events.read(this.#rounded([step(0, window.across), step(1, window.up)]));
    } else if (way) {
      const by = (k: 0 | 1, range: PlaneWindow['up']): PlaneWindow['up'] =>
        shifted(range, way[k] * PAN * (range.high - range.low));
      this.events.look({ across: by(0, window.across), up: way[1] === 0 ? window.up : by(1, window.up) });
    } else if (event.key === '+' || event.key === '=') this.#zoom(1 / ZOOM, place, false);
    else if (event.key === '-' || event.key === '_') this.#zoom(ZOOM, place, false);
    else if (event.key === '0' || event.key === 'Home') this.events.reset();
    else if (event.key === 'Enter' || event.key === ' ') this.events.move(place, true);
    else if (event.key === 'Escape') this.events.read(null);
    else return;
    event.preventDefault();
  }
}

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};
