/** The log channel: details for who looks for them. Nothing is shown unasked. */
import * as vscode from 'vscode';
import type { LogLevel } from '../worker/serve';

export class Log implements vscode.Disposable {
  readonly #channel = vscode.window.createOutputChannel('Gradlens', { log: true });

  write(level: LogLevel, message: string): void {
    if (level === 'error') this.#channel.error(message);
    else if (level === 'warning') this.#channel.warn(message);
    else if (level === 'info') this.#channel.info(message);
    else this.#channel.debug(message);
  }

  show(): void {
    this.#channel.show();
  }

  dispose(): void {
    this.#channel.dispose();
  }
}
