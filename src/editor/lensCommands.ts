/**
 * The commands that lenses run: one of its own for each function, without arguments. What arguments a lens had is
 * forgotten as soon as VS Code asks for lenses anew, while it shows the old ones for a moment longer: a click just then
 * would do nothing.
 */
import * as vscode from 'vscode';
import type { CommandTarget } from './target';

/** Beyond these, the oldest are given up: names that are being typed leave many behind. */
const MOST = 2000;

export class LensCommands implements vscode.Disposable {
  readonly #registered = new Map<string, { readonly id: string; readonly registration: vscode.Disposable }>();
  #next = 1;

  /** The command that opens the panel for a function. */
  open(target: CommandTarget): string {
    const key = JSON.stringify([target.uri, target.function]);
    const known = this.#registered.get(key);
    if (known) {
      // The newest are last.
      this.#registered.delete(key);
      this.#registered.set(key, known);
      return known.id;
    }
    const id = `gradlens.openPanel.lens${this.#next++}`;
    const registration = vscode.commands.registerCommand(id, () =>
      vscode.commands.executeCommand('gradlens.openPanel', target),
    );
    this.#registered.set(key, { id, registration });
    const [oldest] = this.#registered;
    if (this.#registered.size > MOST && oldest) {
      oldest[1].registration.dispose();
      this.#registered.delete(oldest[0]);
    }
    return id;
  }

  dispose(): void {
    for (const { registration } of this.#registered.values()) registration.dispose();
    this.#registered.clear();
  }
}
