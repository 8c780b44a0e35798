/** Copies a derivative: as LaTeX, as source code in the file's language, as plain text. */
import * as vscode from 'vscode';
import type { CopyFormat } from '../../worker/protocol';
import { answerProblem } from '../failures';
import { askAbout, selectionOf, type Session } from '../session';
import { explain, type CommandTarget } from '../target';

export async function copyDerivative(session: Session, target: CommandTarget, format: CopyFormat): Promise<void> {
  const { uri, function: name, wrt } = target;
  const selection = { ...selectionOf(session, target), ...(wrt && { wrt }) };
  const answer = await askAbout(session, uri, (version) =>
    session.client.request('copy', { ...version, function: name, selection, format }),
  );
  const problem = answerProblem(answer);
  if (problem !== null) return void explain(problem);
  if (answer.kind !== 'ok' || answer.value === null) {
    return void explain(vscode.l10n.t('{0} has no derivative to copy. Its hover or the panel says why.', name));
  }
  await vscode.env.clipboard.writeText(answer.value);
  vscode.window.setStatusBarMessage(vscode.l10n.t('Copied the derivative of {0}', name), 3000);
}
