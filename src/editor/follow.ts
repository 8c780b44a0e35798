/** Tells the panel which function the cursor is at. */
import * as vscode from 'vscode';
import { Debounce } from './debounce';
import { isSupported } from './languages';
import type { MatrixPanel } from './panel';
import type { Session } from './session';

/** Milliseconds that the cursor rests. */
const PAUSE = 150;

export function followCursor(session: Session, panel: MatrixPanel): vscode.Disposable {
  const debounce = new Debounce(PAUSE);
  let asking: vscode.CancellationTokenSource | null = null;

  async function look(): Promise<void> {
    asking?.cancel();
    const editor = vscode.window.activeTextEditor;
    if (!panel.follows || !editor || !isSupported(editor.document)) return;
    const place = session.documents.placeOf(editor.document, editor.selection.active);
    if (!place) return;
    asking = new vscode.CancellationTokenSource();
    const answer = await session.client.request('functionAt', place, asking.token);
    if (answer.kind === 'ok' && answer.value !== null) await panel.follow({ uri: place.uri, function: answer.value });
  }

  const lookSoon = (): void => debounce.run(() => void look());
  return vscode.Disposable.from(
    debounce,
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
      if (textEditor === vscode.window.activeTextEditor && panel.follows) lookSoon();
    }),
    vscode.window.onDidChangeActiveTextEditor(lookSoon),
    panel.onDidRelease(lookSoon),
  );
}
