/** Which function a command is about. */
import * as vscode from 'vscode';
import type { Target } from '../panel/messages';
import { answerProblem } from './failures';
import { isSupported } from './languages';
import { askAbout, type Session } from './session';

/** A target, with the variables that a link was about. */
export interface CommandTarget extends Target {
  readonly wrt?: readonly string[];
}

/** Whether a command's argument, which may come from anywhere, is a target. */
export function isCommandTarget(value: unknown): value is CommandTarget {
  if (typeof value !== 'object' || value === null) return false;
  const { uri, function: name, wrt } = value as Record<string, unknown>;
  const isList = Array.isArray(wrt) && wrt.every((one) => typeof one === 'string');
  return typeof uri === 'string' && typeof name === 'string' && (wrt === undefined || isList);
}

/**
 * The function that a command is about: its argument, the function at the cursor, the one that the panel in front shows,
 * or one that the person picks from the file's. `null` after having said why there is none.
 */
export async function chooseTarget(
  session: Session,
  argument: unknown,
  inPanel: Target | null,
): Promise<CommandTarget | null> {
  if (isCommandTarget(argument)) return argument;
  if (inPanel) return inPanel;
  // From a walkthrough or a list there is no active one: the editor beside it is meant.
  const editor =
    vscode.window.activeTextEditor ?? vscode.window.visibleTextEditors.find(({ document }) => isSupported(document));
  const source = editor && isSupported(editor.document) && session.documents.sourceOf(editor.document);
  if (!editor || !source) {
    return explain(
      vscode.l10n.t('Open a Python, JavaScript or TypeScript file and put the cursor into a function first.'),
    );
  }
  const { uri } = source;
  const found = await askAbout(session, uri, (version) => {
    const { line, character } = editor.selection.active;
    const position = source.position(editor.document, { line, character }) ?? { line, character };
    return session.client.request('functionAt', { ...version, position });
  });
  if (found.kind === 'ok' && found.value !== null) return { uri, function: found.value };
  const problem = answerProblem(found);
  return problem === null ? pickTarget(session, uri) : explain(problem);
}

async function pickTarget(session: Session, uri: string): Promise<Target | null> {
  const outline = await askAbout(session, uri, (version) => session.client.request('outline', version));
  const problem = answerProblem(outline);
  if (problem !== null) return explain(problem);
  const functions = outline.kind === 'ok' ? outline.value.filter(({ differentiable }) => differentiable) : [];
  if (functions.length === 0)
    return explain(vscode.l10n.t('There is no function in this file that Gradlens can differentiate.'));
  const picked = await vscode.window.showQuickPick(
    functions.map(({ function: name, parameters, range }) => ({
      label: name,
      description: parameters.join(', '),
      detail: vscode.l10n.t('line {0}', range.start.line + 1),
    })),
    {
      title: vscode.l10n.t('Gradlens: There is no function at the cursor'),
      placeHolder: vscode.l10n.t('Which function?'),
    },
  );
  return picked ? { uri, function: picked.label } : null;
}

/** Answers what a person asked for and cannot have. */
export function explain(message: string): null {
  void vscode.window.showInformationMessage(message);
  return null;
}
