/** The extension in a browser. */
import * as vscode from 'vscode';
import { activateWith } from './editor/activate';
import { startBrowserWorker } from './worker/browserStart';

export function activate(context: vscode.ExtensionContext): void {
  const read = (file: string): Thenable<Uint8Array> =>
    vscode.workspace.fs.readFile(vscode.Uri.joinPath(context.extensionUri, 'dist', file));
  activateWith(context, startBrowserWorker('worker.web.js', read));
}
