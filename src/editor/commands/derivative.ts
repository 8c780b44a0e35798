/** Shows the derivative of the function at the cursor right there, without the mouse. */
import * as vscode from 'vscode';
import { answerProblem } from '../failures';
import type { Hovers } from '../hover';
import { askAbout, type Session } from '../session';
import { explain, type CommandTarget } from '../target';
import { foreground } from '../theme';

export async function showDerivative(session: Session, hovers: Hovers, target: CommandTarget): Promise<void> {
  const { uri, function: name } = target;
  const colour = foreground();
  const outline = await askAbout(session, uri, (version) => session.client.request('outline', version));
  const entry = outline.kind === 'ok' ? outline.value.find((candidate) => candidate.function === name) : undefined;
  const answer = entry
    ? await askAbout(session, uri, (version) =>
        session.client.request('hover', { ...version, position: entry.nameRange.start, colour }),
      )
    : outline;
  const problem = answerProblem(answer);
  if (problem !== null) return void explain(problem);
  const hover = entry && answer.kind === 'ok' && !Array.isArray(answer.value) ? answer.value : null;
  if (!hover || !('sections' in hover)) {
    return void explain(vscode.l10n.t('{0} is not a function that Gradlens can differentiate.', name));
  }
  const editor = await editorOf(session, uri);
  if (editor) await hovers.showAt(editor, hover);
}

/** The editor of the function's document: the active one, or else it is brought to the front. */
async function editorOf({ documents }: Session, uri: string): Promise<vscode.TextEditor | null> {
  const active = vscode.window.activeTextEditor;
  if (active && documents.sourceOf(active.document)?.uri === uri) return active;
  const source = documents.source(uri);
  const start = { line: 0, character: 0 };
  const document = source?.place({ start, end: start })?.document;
  return document ? vscode.window.showTextDocument(document) : null;
}
