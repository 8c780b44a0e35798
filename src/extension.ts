/** The extension in Node: on a desktop, or on a server. */
import type * as vscode from 'vscode';
import { activateWith } from './editor/activate';
import { startNodeWorker } from './worker/nodeStart';

export function activate(context: vscode.ExtensionContext): void {
  activateWith(context, startNodeWorker(context.asAbsolutePath('dist/worker.js')));
}
