/** The structure of a large matrix as a picture: a dot for each entry that is not always zero. */
import { h, s } from '../dom';
import type { Stretch } from '../gridWindow';
import type { MatrixView } from '../matrixView';

const MOST_DOTS = 20_000;

export interface Spy {
  readonly element: HTMLElement;
  /** Frames the part of the matrix that is on the page. */
  frame(rows: Stretch, columns: Stretch): void;
}

/** `goTo` gets the place that was clicked, as parts of the whole; `null` if there is nothing to draw from. */
export function spy(matrix: MatrixView, label: string, goTo: (across: number, down: number) => void): Spy | null {
  const dots = matrix.nonZeros;
  if (!dots) return null;
  const { rows, columns } = matrix;
  const frame = s('rect', { class: 'spy-frame', fill: 'none', 'vector-effect': 'non-scaling-stroke' });
  const svg = s(
    'svg',
    { viewBox: `0 0 ${columns} ${rows}`, preserveAspectRatio: 'none', role: 'img', 'aria-label': label, class: 'spy' },
    s('path', { d: path(dots, rows, columns), class: 'spy-dots' }),
    frame,
  );
  const longest = Math.max(rows, columns);
  svg.style.aspectRatio = `${Math.max(columns, longest / 8)} / ${Math.max(rows, longest / 8)}`;
  svg.addEventListener('click', ({ clientX, clientY }) => {
    const box = svg.getBoundingClientRect();
    goTo((clientX - box.left) / box.width, (clientY - box.top) / box.height);
  });
  return {
    element: h('div', { class: 'spy-region' }, svg),
    frame: (down, across) => {
      frame.setAttribute('x', String(across.start));
      frame.setAttribute('y', String(down.start));
      frame.setAttribute('width', String(across.end - across.start));
      frame.setAttribute('height', String(down.end - down.start));
    },
  };
}

/** Squares of one entry, larger where a single entry would be too small to be seen. */
function path(dots: MatrixView['nonZeros'], rows: number, columns: number): string {
  const width = Math.max(1, columns / 150);
  const height = Math.max(1, rows / 150);
  const drawn = (dots ?? []).slice(0, MOST_DOTS);
  return drawn.map(([row, column]) => `M${column} ${row}h${width}v${height}h${-width}z`).join('');
}
