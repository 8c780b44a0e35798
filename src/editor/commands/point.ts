/** Asks for a point, reads it while it is typed, and shows the numbers in the panel. */
import * as vscode from 'vscode';
import { valueText } from '../../panel/pointText';
import type { Card } from '../../worker/protocol';
import { answerProblem } from '../failures';
import type { MatrixPanel } from '../panel';
import { splitPoint } from '../pointFields';
import { askAbout, selectionOf, type Session } from '../session';
import { explain, type CommandTarget } from '../target';

export async function evaluateAtPoint(session: Session, panel: MatrixPanel, target: CommandTarget): Promise<void> {
  const { uri, function: name } = target;
  const selection = selectionOf(session, target);
  const answer = await askAbout(session, uri, (version) =>
    session.client.request('card', { ...version, function: name, selection }),
  );
  const problem = answerProblem(answer);
  if (problem !== null) return void explain(problem);
  const card = answer.kind === 'ok' ? answer.value?.card : undefined;
  const inputs = card?.inputs.map((input) => input.name) ?? [];
  if (!card?.derivative || inputs.length === 0) {
    return void explain(vscode.l10n.t('{0} has no derivative to evaluate. Its hover or the panel says why.', name));
  }
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t('Gradlens: Evaluate {0} at a Point', name),
    prompt: vscode.l10n.t('A value such as [pi/4, 1e-3], or by name: {0}', 'x = [1, 2]; a = 3'),
    value: initialText(card, session.choices.of(target).point),
    ignoreFocusOut: true,
    validateInput: (text) => validate(session, target, text),
  });
  if (typed === undefined) return;
  session.choices.choose(target, { point: splitPoint(typed, inputs) });
  await panel.open({ uri, function: name }, 'numeric');
}

/** What was typed before, else the point in the file. */
function initialText(card: Card, typed: Readonly<Record<string, string>>): string {
  const fields = Object.entries(typed).length > 0 ? Object.entries(typed) : pointOf(card);
  return fields.map(([argument, text]) => `${argument} = ${text}`).join('; ');
}

function pointOf(card: Card): [string, string][] {
  return Object.entries(card.at[0]?.point ?? {}).map(([argument, value]) => [argument, valueText(value)]);
}

async function validate(session: Session, target: CommandTarget, text: string): Promise<string | undefined> {
  if (text.trim() === '') return undefined; // the file's own point
  const selection = selectionOf(session, target);
  const answer = await askAbout(session, target.uri, (version) =>
    session.client.request('parsePoint', { ...version, function: target.function, selection, text }),
  );
  if (answer.kind === 'ok') return answer.value.ok ? undefined : answer.value.message;
  return answerProblem(answer) ?? undefined;
}
