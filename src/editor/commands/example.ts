/** An example to try everything on, for the walkthrough: a new document beside what is open, the cursor in a function. */
import * as vscode from 'vscode';
import { EXAMPLE } from '../exampleText';

/** As `contributes.walkthroughs` names it. */
const WALKTHROUGH = 'gradlens.gradlens#gradlens.start';

export async function openExample(): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language: 'python', content: EXAMPLE });
  const editor = await vscode.window.showTextDocument(document, vscode.ViewColumn.Beside);
  const start = document.positionAt(EXAMPLE.indexOf('loss(w'));
  editor.selection = new vscode.Selection(start, start);
}

export async function getStarted(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.openWalkthrough', WALKTHROUGH, false);
}
