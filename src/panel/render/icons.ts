/** The page's own small pictures, 16 × 16, in the colour of the text around them. */
import { s } from '../dom';

const PATHS = {
  pin: 'M10 1.5 14.5 6 13 7.5l-.6-.2-2.7 2.7.2 2.5-1.4 1.4-3-3L2 14.5l-.5-.5L5 10.5l-3-3L3.4 6l2.5.2 2.7-2.7L8.5 3z',
  copy: 'M6 1.5h7.5v9.5H6z M3.5 4.5h-1v10h8v-1',
  proved: 'M2.5 8.5 6.5 12.5 13.5 4',
  agrees: 'M2.5 8.5 6.5 12.5 13.5 4',
  differs: 'M3.5 3.5l9 9m0-9-9 9',
  kink: 'M1.5 3.5 8 12.5 14.5 3.5',
  unknown: 'M5.5 6a2.5 2.5 0 1 1 3.600 2.200C8.300 8.600 8 9 8 10m0 2.300v.8',
  outside: 'M3 8h10',
  close: 'M4 4l8 8m0-8-8 8',
  first: 'M4 3v10M12.500 3.500 6 8l6.500 4.500z',
  previous: 'M11 3.500 4.500 8l6.500 4.500z',
  play: 'M5 3l7.500 5L5 13z',
  pause: 'M5.500 3v10M10.500 3v10',
  next: 'M5 3.500 11.500 8 5 12.500z',
  last: 'M12 3v10M3.500 3.500 10 8l-6.500 4.500z',
} as const;

export type Icon = keyof typeof PATHS;

export function icon(name: Icon, filled = false): SVGSVGElement {
  const path = s('path', {
    d: PATHS[name],
    fill: filled ? 'currentColor' : 'none',
    stroke: 'currentColor',
    'stroke-width': 1.2,
  });
  return s('svg', { class: 'icon', viewBox: '0 0 16 16', 'aria-hidden': 'true', focusable: 'false' }, path);
}
