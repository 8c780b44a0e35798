/** What a person does in the editor, for the suites. */
import { assert } from 'chai';
import * as vscode from 'vscode';
import { eventually } from '../eventually';

/** Opens a file of `examples/` and shows it. */
export async function openExample(name: string): Promise<vscode.TextEditor> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert(folder, 'no folder is open');
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder.uri, name));
  return vscode.window.showTextDocument(document);
}

/** A new Python file that is not saved, shown. */
export async function openText(content: string): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument({ language: 'python', content });
  return vscode.window.showTextDocument(document);
}

/** Where a text first stands in a document. */
export function find(document: vscode.TextDocument, text: string): vscode.Position {
  const offset = document.getText().indexOf(text);
  assert(offset >= 0, `“${text}” is not in the document`);
  return document.positionAt(offset);
}

/** Replaces a text where it first stands. */
export async function replace({ document }: vscode.TextEditor, text: string, by: string): Promise<void> {
  const start = find(document, text);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(start, document.positionAt(document.offsetAt(start) + text.length)), by);
  assert(await vscode.workspace.applyEdit(edit), 'the edit was not applied');
}

/** The hovers of Gradlens at a position. */
export async function hoversAt(
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<vscode.MarkdownString[]> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    position,
  );
  const texts = hovers
    .flatMap(({ contents }) => contents)
    .filter((content) => content instanceof vscode.MarkdownString);
  return texts.filter(({ value }) => value.includes('command:gradlens.'));
}

/** The text of the hover at a text of the document, once there is one. */
export async function hoverOver({ document }: vscode.TextEditor, text: string): Promise<vscode.MarkdownString> {
  const position = find(document, text);
  return eventually(`there is a hover over “${text}”`, async () => (await hoversAt(document, position))[0]);
}

/** The lenses of Gradlens in a document, resolved, from top to bottom. */
export async function lensesIn(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
    'vscode.executeCodeLensProvider',
    document.uri,
    1000,
  );
  return lenses
    .filter(({ command }) => command?.command.startsWith('gradlens.'))
    .sort((a, b) => a.range.start.compareTo(b.range.start));
}

/** The word that a lens is above, with the lens's title. */
export const titleOf = (document: vscode.TextDocument, { range, command }: vscode.CodeLens): string =>
  `${document.getText(range)}: ${command?.title ?? ''}`;

/** Sets a setting for one test. */
export async function withSetting<T>(name: string, value: unknown, run: () => Promise<T>): Promise<T> {
  const [, section = '', key = ''] = /^(.*)\.([^.]+)$/.exec(name) ?? [];
  const set = (to: unknown): Thenable<void> =>
    vscode.workspace.getConfiguration(section).update(key, to, vscode.ConfigurationTarget.Global);
  await set(value);
  try {
    return await run();
  } finally {
    await set(undefined);
  }
}

/** The text of an alternative or a paragraph, as it reads. */
export const unescaped = (markdown: string): string => markdown.replace(/\\([!-/:-@[-`{-~])/g, '$1');
