/**
 * A notebook's cells of one language as one text, as the kernel sees them when it runs them from top to bottom: a
 * function in one cell knows the imports and functions of the cells before it.
 */
import type { Position, Range } from '../worker/protocol';

export interface CellText {
  readonly uri: string;
  readonly text: string;
  readonly lines: number;
}

export interface CellPlace {
  readonly uri: string;
  readonly range: Range;
}

/** Where each cell begins in the notebook's text. Cells follow each other, each on its own lines. */
export class NotebookLayout {
  readonly #cells: readonly { readonly uri: string; readonly first: number; readonly lines: number }[];

  constructor(cells: readonly Pick<CellText, 'uri' | 'lines'>[]) {
    let first = 0;
    this.#cells = cells.map(({ uri, lines }) => {
      const cell = { uri, first, lines };
      first += lines;
      return cell;
    });
  }

  /** A place in a cell, in the notebook's text. */
  toNotebook(uri: string, { line, character }: Position): Position | null {
    const cell = this.#cells.find((candidate) => candidate.uri === uri);
    return cell ? { line: line + cell.first, character } : null;
  }

  /** A stretch of the notebook's text, in the cell where it begins. */
  toCell({ start, end }: Range): CellPlace | null {
    const cell = this.#cells.find(({ first, lines }) => start.line >= first && start.line < first + lines);
    if (!cell) return null;
    const within = ({ line, character }: Position): Position => ({ line: line - cell.first, character });
    return { uri: cell.uri, range: { start: within(start), end: within(end) } };
  }
}

/** The text of a notebook. Positions in it are those of its `NotebookLayout`. */
export function notebookText(cells: readonly CellText[]): string {
  return cells.map(({ text }) => withoutMagic(text)).join('\n');
}

/** Commands to the kernel that leave the cell in the notebook's language. */
const HARMLESS_CELL_MAGIC = /^%%(time|timeit|capture|prun|mypy|python3?)\b/;

/**
 * The cell's code without commands to the kernel (`%matplotlib inline`, `!pip install`, `%%bash`), which are no code of
 * the language: such lines become comments of the same length, so that every place stays where it is.
 */
function withoutMagic(text: string): string {
  const body = text.trimStart();
  if (body.startsWith('%%') && !HARMLESS_CELL_MAGIC.test(body)) return text.replace(/[^\r\n]/g, '#');
  return text.replace(/^([ \t]*)[%!](?=[%!A-Za-z])/gm, '$1#');
}
