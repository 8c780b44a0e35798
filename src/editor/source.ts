/** What the worker knows as one document: a file, or all cells of a notebook that are in one language. */
import * as vscode from 'vscode';
import type { Position, Range } from '../worker/protocol';
import { NotebookLayout, notebookText } from './notebookText';

/** A place in an editor. */
export interface Place {
  readonly document: vscode.TextDocument;
  readonly range: vscode.Range;
}

export interface Source {
  readonly uri: string;
  readonly language: string;
  /** Changes with the text; set by who mirrors it. */
  version: number;
  /** Those of the editor that it is made of. */
  readonly parts: readonly vscode.TextDocument[];
  text(): string;
  /** Where a position of one of its documents is in the whole; `null` for another document. */
  position(document: vscode.TextDocument, position: Position): Position | null;
  /** Where a stretch of the whole is in an editor. */
  place(range: Range): Place | null;
  /** As a person knows it: `seed.py`. */
  readonly name: string;
}

export class FileSource implements Source {
  readonly uri: string;
  readonly language: string;
  version: number;
  #ending: vscode.EndOfLine;

  constructor(readonly document: vscode.TextDocument) {
    this.uri = document.uri.toString();
    this.language = document.languageId;
    this.version = document.version;
    this.#ending = document.eol;
  }

  get name(): string {
    return lastSegment(this.document.uri);
  }

  get parts(): vscode.TextDocument[] {
    return [this.document];
  }

  text(): string {
    return this.document.getText();
  }

  position(document: vscode.TextDocument, position: Position): Position | null {
    return document === this.document ? position : null;
  }

  place(range: Range): Place {
    return { document: this.document, range: editorRange(range) };
  }

  /** Whether the ends of lines have changed since last asked, of which the list of changes says nothing. */
  endingChanged(): boolean {
    const changed = this.#ending !== this.document.eol;
    this.#ending = this.document.eol;
    return changed;
  }
}

export class NotebookSource implements Source {
  readonly uri: string;
  version = 1;
  #layout: NotebookLayout | null = null;

  constructor(
    readonly notebook: vscode.NotebookDocument,
    readonly language: string,
  ) {
    this.uri = notebook.uri.toString();
  }

  get name(): string {
    return lastSegment(this.notebook.uri);
  }

  get cells(): vscode.TextDocument[] {
    return this.notebook
      .getCells()
      .filter(({ kind, document }) => kind === vscode.NotebookCellKind.Code && document.languageId === this.language)
      .map(({ document }) => document);
  }

  get parts(): vscode.TextDocument[] {
    return this.cells;
  }

  /** Cells were edited, added, moved or taken away. */
  changed(): void {
    this.version += 1;
    this.#layout = null;
  }

  text(): string {
    return notebookText(
      this.cells.map((cell) => ({ uri: cell.uri.toString(), text: cell.getText(), lines: cell.lineCount })),
    );
  }

  position(document: vscode.TextDocument, position: Position): Position | null {
    return this.#cellLayout().toNotebook(document.uri.toString(), position);
  }

  place(range: Range): Place | null {
    const place = this.#cellLayout().toCell(range);
    const document = place && this.cells.find((cell) => cell.uri.toString() === place.uri);
    return document ? { document, range: editorRange(place.range) } : null;
  }

  #cellLayout(): NotebookLayout {
    this.#layout ??= new NotebookLayout(
      this.cells.map((cell) => ({ uri: cell.uri.toString(), lines: cell.lineCount })),
    );
    return this.#layout;
  }
}

export function editorRange({ start, end }: Range): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

function lastSegment(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}
