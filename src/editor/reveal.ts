/** Goes to a place in the source that the panel refers to. */
import * as vscode from 'vscode';
import type { Place } from '../panel/messages';
import type { Card, Range } from '../worker/protocol';
import type { Session } from './session';

export async function revealPlace(session: Session, uri: string, card: Card, place: Place): Promise<void> {
  const range = rangeOf(card, place);
  const source = range && (await session.documents.openSource(uri));
  const found = source?.place(range as Range);
  if (!found) return;
  const { document, range: selection } = found;
  const visible = vscode.window.visibleTextEditors.find((editor) => editor.document === document);
  const notebook = vscode.window.visibleNotebookEditors.find((editor) =>
    editor.notebook.getCells().some((cell) => cell.document === document),
  );
  const column = visible?.viewColumn ?? notebook?.viewColumn ?? vscode.ViewColumn.One;
  await vscode.window.showTextDocument(document, { selection, viewColumn: column });
}

function rangeOf(card: Card, place: Place): Range | null {
  switch (place.kind) {
    case 'function':
      return card.nameRange;
    case 'reason':
      return card.reason?.range ?? null;
    case 'check': {
      const check = card.checks[place.check];
      if (place.entry === null) return check?.nameRange ?? null;
      return check?.entries[place.entry]?.range ?? null;
    }
  }
}
