/** Mirrors the open documents of supported languages to the worker. A notebook's cells make one document together. */
import * as vscode from 'vscode';
import type { WorkerClient } from '../worker/client';
import type { DocumentVersion, Position, TextEdit } from '../worker/protocol';
import { isSupported, LANGUAGES } from './languages';
import { FileSource, NotebookSource, type Source } from './source';

const CELL = 'vscode-notebook-cell';

export class Documents implements vscode.Disposable {
  readonly #sources = new Map<string, Source>();
  readonly #changed = new vscode.EventEmitter<Source>();
  readonly #closed = new vscode.EventEmitter<Source>();
  /** The text has changed, or was opened. The worker knows. */
  readonly onDidChange = this.#changed.event;
  readonly onDidClose = this.#closed.event;
  readonly #subscriptions: vscode.Disposable;

  constructor(private readonly client: WorkerClient) {
    this.#subscriptions = vscode.Disposable.from(
      vscode.workspace.onDidOpenTextDocument((document) => this.#opened(document)),
      vscode.workspace.onDidChangeTextDocument((change) => this.#edited(change)),
      vscode.workspace.onDidCloseTextDocument((document) => this.#close(document.uri.toString())),
      vscode.workspace.onDidOpenNotebookDocument((notebook) => this.#openedNotebook(notebook)),
      vscode.workspace.onDidChangeNotebookDocument(({ notebook, contentChanges }) => {
        if (contentChanges.length > 0) this.#changedNotebook(notebook);
      }),
      vscode.workspace.onDidCloseNotebookDocument((notebook) => this.#close(notebook.uri.toString())),
    );
    for (const document of vscode.workspace.textDocuments) this.#opened(document);
    for (const notebook of vscode.workspace.notebookDocuments) this.#openedNotebook(notebook);
  }

  /** What a document of an editor is to the worker. */
  sourceOf(document: vscode.TextDocument): Source | null {
    if (document.uri.scheme !== CELL) return this.#sources.get(document.uri.toString()) ?? null;
    if (!isSupported(document)) return null;
    const notebook = notebookOf(document);
    return notebook ? (this.#sources.get(notebook.uri.toString()) ?? null) : null;
  }

  /** The source that a target names, opened if need be; `null` when it cannot be opened. */
  async openSource(uri: string): Promise<Source | null> {
    const known = this.#sources.get(uri);
    if (known) return known;
    try {
      this.#opened(await vscode.workspace.openTextDocument(vscode.Uri.parse(uri, true)));
    } catch {
      return null; // deleted, moved, or on a machine that is not connected
    }
    return this.#sources.get(uri) ?? null;
  }

  get all(): readonly Source[] {
    return [...this.#sources.values()];
  }

  source(uri: string): Source | null {
    return this.#sources.get(uri) ?? null;
  }

  /** How a request names a place in a document; `null` where the worker does not know the document. */
  placeOf(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): (DocumentVersion & { readonly position: Position }) | null {
    const source = this.sourceOf(document);
    const within = source?.position(document, { line: position.line, character: position.character });
    return source && within ? { uri: source.uri, version: source.version, position: within } : null;
  }

  dispose(): void {
    this.#subscriptions.dispose();
    this.#changed.dispose();
    this.#closed.dispose();
  }

  #opened(document: vscode.TextDocument): void {
    if (document.uri.scheme === CELL || !isSupported(document) || this.#sources.has(document.uri.toString())) return;
    this.#open(new FileSource(document));
  }

  #openedNotebook(notebook: vscode.NotebookDocument): void {
    const language = notebook
      .getCells()
      .map(({ document }) => document.languageId)
      .find((id) => LANGUAGES.includes(id));
    if (language && !this.#sources.has(notebook.uri.toString())) this.#open(new NotebookSource(notebook, language));
  }

  #open(source: Source): void {
    this.#sources.set(source.uri, source);
    this.client.open(source);
    this.#changed.fire(source);
  }

  #edited({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    if (document.uri.scheme === CELL) {
      const notebook = notebookOf(document);
      if (notebook) this.#changedNotebook(notebook);
      return;
    }
    const source = this.#sources.get(document.uri.toString());
    if (!(source instanceof FileSource) || source.version === document.version) return;
    source.version = document.version;
    const edits: TextEdit[] = contentChanges.map(({ rangeOffset, rangeLength, text }) => ({
      start: rangeOffset,
      oldEnd: rangeOffset + rangeLength,
      text,
    }));
    this.client.change(source.uri, source.version, source.endingChanged() ? null : edits);
    this.#changed.fire(source);
  }

  #changedNotebook(notebook: vscode.NotebookDocument): void {
    const source = this.#sources.get(notebook.uri.toString());
    if (!(source instanceof NotebookSource)) return this.#openedNotebook(notebook); // its first cell of the language
    source.changed();
    this.client.change(source.uri, source.version, null);
    this.#changed.fire(source);
  }

  #close(uri: string): void {
    const source = this.#sources.get(uri);
    if (!source) return;
    this.#sources.delete(uri);
    this.client.close(uri);
    this.#closed.fire(source);
  }
}

function notebookOf(cell: vscode.TextDocument): vscode.NotebookDocument | undefined {
  return vscode.workspace.notebookDocuments.find((notebook) =>
    notebook.getCells().some(({ document }) => document === cell),
  );
}
