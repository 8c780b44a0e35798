/** Tells the panel which function the cursor is at. */
import * as vscode from 'vscode';
import { Debounce } from './debounce';
import { isSupported } from './languages';
import { LastEditor } from './lastEditor';
import type { MatrixPanel } from './panel';
import type { Session } from './session';

/** Milliseconds that the cursor rests. */
const PAUSE = 150;

export function followCursor(session: Session, panel: MatrixPanel): vscode.Disposable {
  const debounce = new Debounce(PAUSE);
  const last = new LastEditor();
  let asking: vscode.CancellationTokenSource | null = null;

  async function look(editor: vscode.TextEditor): Promise<void> {
    asking?.cancel();
    if (!panel.follows || !isSupported(editor.document)) return;
    const place = session.documents.placeOf(editor.document, editor.selection.active);
    if (!place) return;
    asking = new vscode.CancellationTokenSource();
    const answer = await session.client.request('functionAt', place, asking.token);
    if (answer.kind === 'ok' && answer.value !== null) await panel.follow({ uri: place.uri, function: answer.value });
  }

  const lookSoon = (editor: vscode.TextEditor | null | undefined): void => {
    if (editor) debounce.run(() => void look(editor));
  };
  return vscode.Disposable.from(
    debounce,
    last,
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
      if (textEditor === vscode.window.activeTextEditor && panel.follows) lookSoon(textEditor);
    }),
    vscode.window.onDidChangeActiveTextEditor(lookSoon),
    // Who releases it has just used it: then no editor is active.
    panel.onDidRelease(() => lookSoon(last.present)),
  );
}
