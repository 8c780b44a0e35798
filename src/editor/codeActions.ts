/**
 * Quick fixes of a hand-written derivative that differs. The worker has tried each on a copy of the text: so the edits
 * come with the list, and nothing is left to be resolved.
 */
import * as vscode from 'vscode';
import type { Fix } from '../worker/protocol';
import type { Diagnostics, Finding } from './diagnostics';
import { SELECTOR } from './languages';
import type { Session } from './session';

/** Characters of an expression in a title. */
const LONGEST_TITLE = 60;

export class CodeActions implements vscode.CodeActionProvider, vscode.Disposable {
  readonly #registration = vscode.languages.registerCodeActionsProvider(SELECTOR, this, {
    providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
  });

  constructor(
    private readonly session: Session,
    private readonly diagnostics: Diagnostics,
  ) {}

  async provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    context: vscode.CodeActionContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.CodeAction[]> {
    if (context.only && !context.only.contains(vscode.CodeActionKind.QuickFix)) return [];
    const actions: vscode.CodeAction[] = [];
    for (const finding of this.diagnostics.at(document, range)) {
      const { source, version, check, entry } = finding;
      const reference = { primal: check.primal, derivative: check.function, part: check.part, index: entry.index };
      const answer = await this.session.client.request('fixes', { uri: source.uri, version, ...reference }, token);
      // A place in a text that has changed meanwhile is none.
      if (answer.kind !== 'ok' || source.version !== version) return [];
      actions.push(...answer.value.flatMap((fix) => actionOf(finding, fix) ?? []));
    }
    return withoutRepetition(actions);
  }

  dispose(): void {
    this.#registration.dispose();
  }
}

function actionOf(finding: Finding, fix: Fix): vscode.CodeAction | null {
  const place = finding.source.place(fix.range);
  if (!place) return null;
  const action = new vscode.CodeAction(titleOf(finding, fix), vscode.CodeActionKind.QuickFix);
  action.diagnostics = [finding.diagnostic];
  action.edit = new vscode.WorkspaceEdit();
  action.edit.replace(place.document.uri, place.range, fix.text);
  action.isPreferred = fix.kind === 'change';
  return action;
}

function titleOf({ check }: Finding, { kind, text }: Fix): string {
  switch (kind) {
    case 'change':
      return vscode.l10n.t('Change to {0}', shortened(text));
    case 'entry':
      return vscode.l10n.t('Replace by the computed {0}', shortened(text));
    case 'body':
      return vscode.l10n.t('Replace the body of {0} by the computed derivative', check.function);
    case 'intended':
      return vscode.l10n.t('Mark {0} as intended', check.function);
  }
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > LONGEST_TITLE ? `${line.slice(0, LONGEST_TITLE)}…` : line;
}

/** Two findings in one line offer the same for the whole derivative. */
function withoutRepetition(actions: readonly vscode.CodeAction[]): vscode.CodeAction[] {
  const titles = new Map<string, vscode.CodeAction>();
  for (const action of actions) if (!titles.has(action.title)) titles.set(action.title, action);
  return [...titles.values()];
}
