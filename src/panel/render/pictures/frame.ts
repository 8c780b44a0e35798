/** Where things are in a picture: numbers on axes to places on the screen, and back. */
import { niceStep, niceTicks, type Range } from '../../../numerics/nice';
import { formatNumber } from '../../numbers';
import { s } from '../../dom';

export interface PlaneWindow {
  readonly across: Range;
  readonly up: Range;
}

/** The part of a picture inside its axes, in pixels of the picture. */
export interface Frame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly window: PlaneWindow;
}

export const MARGIN = { left: 52, right: 10, top: 24, bottom: 38 } as const;

export const xOf = ({ left, width, window: { across } }: Frame, x: number): number =>
  left + ((x - across.low) / (across.high - across.low)) * width;

export const yOf = ({ top, height, window: { up } }: Frame, y: number): number =>
  top + ((up.high - y) / (up.high - up.low)) * height;

/** The numbers at a place on the screen. */
export const numbersAt = ({ left, top, width, height, window: { across, up } }: Frame, px: number, py: number): [number, number] => [
  across.low + ((px - left) / width) * (across.high - across.low),
  up.high - ((py - top) / height) * (up.high - up.low),
]; // prettier-ignore

/** A number with the digits that a step on this axis can be told by. */
export function onAxis(value: number, { low, high }: Range): number {
  const step = niceStep(high - low, 400);
  return Number((Math.round(value / step) * step).toPrecision(12));
}

/** A window with a place in it kept where it is. */
export function zoomed({ low, high }: Range, factor: number, about: number): Range {
  return { low: about - (about - low) * factor, high: about + (high - about) * factor };
}

export const shifted = ({ low, high }: Range, by: number): Range => ({ low: low + by, high: high + by });

const PIXELS_PER_TICK = { across: 80, up: 44 } as const;

/** The frame, a faint grid, ticks with their numbers, and the axes' names. */
export function axes(frame: Frame, names: { readonly across: string; readonly up: string }): SVGElement[] {
  const { left, top, width, height, window } = frame;
  const [bottom, right] = [top + height, left + width];
  const columns = niceTicks(window.across.low, window.across.high, width / PIXELS_PER_TICK.across);
  const rows = niceTicks(window.up.low, window.up.high, height / PIXELS_PER_TICK.up);
  const line = (x1: number, y1: number, x2: number, y2: number, zero: boolean): SVGElement =>
    s('line', { class: zero ? 'grid-line zero' : 'grid-line', x1, y1, x2, y2 });
  return [
    ...columns.map((tick) => line(xOf(frame, tick), top, xOf(frame, tick), bottom, tick === 0)),
    ...rows.map((tick) => line(left, yOf(frame, tick), right, yOf(frame, tick), tick === 0)),
    ...columns.map((tick) => s('text', { class: 'tick', x: xOf(frame, tick), y: bottom + 15, 'text-anchor': 'middle' }, tickText(tick, columns))), // prettier-ignore
    ...rows.map((tick) => s('text', { class: 'tick', x: left - 6, y: yOf(frame, tick) + 4, 'text-anchor': 'end' }, tickText(tick, rows))), // prettier-ignore
    s('rect', { class: 'axis-frame', x: left, y: top, width, height }),
    s('text', { class: 'axis-name', x: right, y: bottom + 31, 'text-anchor': 'end' }, names.across),
    s('text', { class: 'axis-name', x: 4, y: top - 10, 'text-anchor': 'start' }, names.up),
  ];
}

/** As many digits as tell neighbouring ticks apart. */
function tickText(tick: number, ticks: readonly number[]): string {
  const [first = 0, second = 1] = ticks;
  const largest = Math.max(...ticks.map(Math.abs));
  const digits = Math.ceil(Math.log10(largest / Math.abs(second - first) || 1)) + 2;
  return formatNumber(tick, Math.max(digits, 3));
}

/** A path through places of a frame; numbers far outside stay near it, for those who draw with single precision. */
export function pathOf(frame: Frame, numbers: readonly number[]): string {
  const { left, top, width, height } = frame;
  let path = '';
  for (let i = 0; i + 1 < numbers.length; i += 2) {
    const x = clamp(xOf(frame, numbers[i] as number), left - 8 * width, left + 9 * width);
    const y = clamp(yOf(frame, numbers[i + 1] as number), top - 8 * height, top + 9 * height);
    path += `${i === 0 ? 'M' : 'L'}${round(x)} ${round(y)}`;
  }
  return path;
}

/** A path through places in thousandths of the frame, upward. */
export function pathOfThousandths({ left, top, width, height }: Frame, line: readonly number[]): string {
  let path = '';
  for (let i = 0; i + 1 < line.length; i += 2) {
    const x = left + ((line[i] as number) / 1000) * width;
    const y = top + (1 - (line[i + 1] as number) / 1000) * height;
    path += `${i === 0 ? 'M' : 'L'}${round(x)} ${round(y)}`;
  }
  return path;
}

const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);

const round = (value: number): number => Math.round(value * 10) / 10;
