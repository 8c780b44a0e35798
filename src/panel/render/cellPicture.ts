/**
 * A matrix as a picture, one rectangle an entry: its numbers as colours, or its structure. One entry is marked and read
 * out; it is moved with the pointer or the arrows, and Enter or a click selects it, as in the grid.
 */
import { h } from '../dom';
import { moveInGrid, type GridCell } from '../gridKeys';
import { NO_CHOICE, type MatrixView } from '../matrixView';
import type { Rgb } from '../colours';
import type { Actions, View } from '../view';
import type { Section } from './section';

/** What is drawn: an entry's colour, and what is said of it. */
export interface CellColours {
  readonly colour: (row: number, column: number) => Rgb;
  readonly say: (row: number, column: number) => string;
  readonly label: string;
}

/** Keys move by so many entries at most when a page is turned. */
const PAGE = 10;

export class CellPicture implements Section<View> {
  readonly element: HTMLElement;
  private readonly canvas = h('canvas', { class: 'cells', role: 'img', tabindex: 0, 'data-key': 'cell-picture' });
  private readonly frame = h('div', { class: 'cell-frame', 'aria-hidden': 'true' });
  private readonly readout = h('p', { class: 'readout number', 'aria-live': 'polite' });
  private view: View | null = null;
  private active: GridCell = { row: 0, column: 0 };
  private before: readonly unknown[] = [];
  private colours: CellColours | null = null;

  /**
   * @param coloursOf what to draw of a view; `null` for nothing.
   * @param depends what it is drawn from: it is drawn anew when one of these is another.
   */
  constructor(
    private readonly actions: Actions,
    private readonly coloursOf: (view: View) => CellColours | null,
    private readonly depends: (view: View) => readonly unknown[],
  ) {
    const frame = h('div', { class: 'cell-picture-frame' }, this.canvas, this.frame);
    this.element = h('div', { class: 'cell-picture' }, frame, this.readout);
    this.canvas.addEventListener('keydown', (event) => this.onKey(event));
    this.canvas.addEventListener('pointermove', (event) => this.move(this.cellAt(event)));
    this.canvas.addEventListener('click', (event) => {
      this.move(this.cellAt(event));
      this.choose();
    });
    new ResizeObserver(() => this.mark()).observe(this.canvas);
  }

  update(view: View): void {
    this.view = view;
    const now = [view.matrix, view.strings, view.state.settings, document.body.className, ...this.depends(view)];
    if (this.before.length !== now.length || now.some((part, i) => part !== this.before[i])) {
      this.before = now;
      this.draw(view);
    }
    const chosen = view.matrix?.cellOf(view.state.choice);
    if (chosen && chosen.row >= 0 && chosen.column >= 0) this.active = chosen;
    this.mark();
  }

  private draw(view: View): void {
    this.colours = this.coloursOf(view);
    const { matrix } = view;
    this.element.hidden = !matrix || !this.colours;
    if (!matrix || !this.colours) return;
    const { rows, columns } = matrix;
    this.canvas.width = columns;
    this.canvas.height = rows;
    const longest = Math.max(rows, columns);
    // A long, thin matrix keeps enough height to be pointed at.
    this.canvas.style.aspectRatio = `${Math.max(columns, longest / 8)} / ${Math.max(rows, longest / 8)}`;
    const context = this.canvas.getContext('2d');
    if (!context) return;
    const image = context.createImageData(columns, rows);
    for (let i = 0; i < rows; i += 1) {
      for (let j = 0; j < columns; j += 1) {
        const { r, g, b } = this.colours.colour(i, j);
        image.data.set([r, g, b, 255], 4 * (i * columns + j));
      }
    }
    context.putImageData(image, 0, 0);
    this.canvas.setAttribute('aria-label', this.colours.label);
    this.active = { row: Math.min(this.active.row, rows - 1), column: Math.min(this.active.column, columns - 1) };
  }

  private mark(): void {
    const { matrix } = this.view ?? {};
    if (!matrix || !this.colours) return;
    const { row, column } = this.active;
    const { clientWidth: width, clientHeight: height } = this.canvas;
    this.frame.style.width = `${width / matrix.columns}px`;
    this.frame.style.height = `${height / matrix.rows}px`;
    this.frame.style.transform = `translate(${(column * width) / matrix.columns}px, ${(row * height) / matrix.rows}px)`;
    const said = `${this.name(matrix)}: ${this.colours.say(row, column)}`;
    if (this.readout.textContent !== said) this.readout.textContent = said;
  }

  private name(matrix: MatrixView): string {
    const { row, column } = this.active;
    const names = [matrix.rowNames?.[row]?.text, matrix.columnNames?.[column]?.text];
    return names.filter((name) => name !== undefined).join(', ');
  }

  private cellAt({ clientX, clientY }: MouseEvent): GridCell {
    const box = this.canvas.getBoundingClientRect();
    const { rows = 1, columns = 1 } = this.view?.matrix ?? {};
    const at = (place: number, size: number, count: number): number =>
      Math.min(Math.max(Math.floor((place / size) * count), 0), count - 1);
    return { row: at(clientY - box.top, box.height, rows), column: at(clientX - box.left, box.width, columns) };
  }

  private move(cell: GridCell): void {
    this.active = cell;
    this.mark();
  }

  private onKey(event: KeyboardEvent): void {
    const { matrix } = this.view ?? {};
    if (!matrix || event.altKey) return;
    const { rows, columns } = matrix;
    const size = { rows, columns, rowHeaders: false, columnHeaders: false, page: PAGE };
    const to = moveInGrid({ key: event.key, ctrlKey: event.ctrlKey || event.metaKey }, this.active, size);
    if (to) this.move(to);
    else if (event.key === 'Enter' || event.key === ' ') this.choose();
    else if (event.key === 'Escape') this.actions.act({ kind: 'choose', choice: NO_CHOICE });
    else return;
    event.preventDefault();
  }

  private choose(): void {
    const { matrix, state } = this.view ?? {};
    if (!matrix || !state) return;
    const choice = matrix.choiceAt(this.active);
    const again = choice.row === state.choice.row && choice.column === state.choice.column;
    this.actions.act({ kind: 'choose', choice: again ? NO_CHOICE : choice });
  }
}
