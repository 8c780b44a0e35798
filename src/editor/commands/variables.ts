/** Chooses the variables to differentiate by, and the order, and shows the result in the panel. */
import * as vscode from 'vscode';
import { answerProblem } from '../failures';
import type { MatrixPanel } from '../panel';
import { askAbout, selectionOf, type Session } from '../session';
import { explain, type CommandTarget } from '../target';

export async function chooseVariables(session: Session, panel: MatrixPanel, target: CommandTarget): Promise<void> {
  const { uri, function: name } = target;
  const selection = selectionOf(session, target);
  const answer = await askAbout(session, uri, (version) =>
    session.client.request('card', { ...version, function: name, selection }),
  );
  const problem = answerProblem(answer);
  if (problem !== null) return void explain(problem);
  const inputs = answer.kind === 'ok' ? (answer.value?.card.inputs ?? []).filter(({ numeric }) => numeric) : [];
  if (inputs.length === 0) {
    return void explain(vscode.l10n.t('{0} has no numeric arguments to differentiate by.', name));
  }
  const picked = await vscode.window.showQuickPick(
    inputs.map((input) => ({
      label: input.name,
      description: input.shape.length === 0 ? vscode.l10n.t('number') : `[${input.shape.join(' × ')}]`,
      picked: input.wrt,
    })),
    {
      canPickMany: true,
      title: vscode.l10n.t('Gradlens: Differentiate {0} by', name),
      placeHolder: vscode.l10n.t('Choose variables; none chooses those it depends on'),
    },
  );
  if (!picked) return;
  session.choices.choose(target, { wrt: picked.length > 0 ? picked.map(({ label }) => label) : null });
  await panel.open({ uri, function: name });
}
