/** How wide a column and how high a row of a large matrix is: all the same, so that places follow from scrolling. */
import type { MatrixView } from '../matrixView';
import { widestNumber } from '../numbers';
import { sizeOfSvg } from '../svg';
import type { View } from '../view';

/** In `em` of the grid's text. */
export interface Tracks {
  readonly width: number;
  readonly height: number;
}

const PADDING = 1.6;
const WIDEST = 16;
const HIGHEST = 4;
const LINE = 2;
/** A digit of a monospaced font is about this wide. */
const DIGIT = 0.62;

export function tracksOf(matrix: MatrixView, { state, svgs, result }: View): Tracks {
  if (state.mode === 'numeric') {
    const { digits } = state.settings;
    return { width: widestNumber(result?.derivative ?? null, digits) * DIGIT + PADDING, height: LINE };
  }
  let [width, height] = [2, 1];
  const seen = new Set<string>();
  for (const row of matrix.derivative.entries ?? []) {
    for (const { latex } of row) {
      if (seen.has(latex)) continue;
      seen.add(latex);
      const size = sizeOfSvg(svgs[latex] ?? '');
      if (size) [width, height] = [Math.max(width, size.width), Math.max(height, size.height)];
    }
  }
  return {
    width: Math.min(width * 1.1 + PADDING, WIDEST),
    height: Math.min(Math.max(height * 1.1 + 0.9, LINE), HIGHEST),
  };
}

/** The row headers' width. */
export function headerWidth(matrix: MatrixView, { svgs }: View): number {
  const widths = matrix.rowNames?.map(({ latex, text }) => sizeOfSvg(svgs[latex] ?? '')?.width ?? text.length * DIGIT);
  return Math.min(Math.max(...(widths ?? [0])) * 1.1 + PADDING, WIDEST);
}
