/** The text editor that was used last: while the panel has the focus, none is active. */
import * as vscode from 'vscode';

export class LastEditor implements vscode.Disposable {
  #editor = vscode.window.activeTextEditor;
  readonly #subscription = vscode.window.onDidChangeActiveTextEditor((editor) => {
    if (editor) this.#editor = editor;
  });

  /** `null` where it has been closed. */
  get present(): vscode.TextEditor | null {
    const editors = vscode.window.visibleTextEditors;
    return (
      editors.find((editor) => editor === this.#editor) ??
      editors.find(({ document }) => document === this.#editor?.document) ??
      null
    );
  }

  dispose(): void {
    this.#subscription.dispose();
  }
}
