/** What the panel's page made (a picture, a table), written into a file that the reader chooses. */
import * as vscode from 'vscode';
import type { SaveFormat, ToHost } from '../panel/messages';
import { bytesOf, fileName } from './savedFile';

/**
 * Asks where to, and writes. The file's name, or `null` where the reader thought better of it.
 *
 * @param beside the document that it is about: the file is proposed to lie beside it.
 */
export async function savePart(
  { name, format, content }: Extract<ToHost, { kind: 'save' }>,
  beside: vscode.Uri,
): Promise<string | null> {
  const bytes = bytesOf(format, content);
  if (!bytes) throw new Error(`what was to be saved as ${format} is damaged`);
  const chosen = await vscode.window.showSaveDialog({
    defaultUri: proposed(beside, fileName(name, format)),
    filters: { [filterName(format)]: [format] },
  });
  if (!chosen) return null;
  try {
    await vscode.workspace.fs.writeFile(chosen, bytes);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    void vscode.window.showErrorMessage(vscode.l10n.t('Gradlens could not save the file: {0}', reason));
    return null;
  }
  return chosen.path.slice(chosen.path.lastIndexOf('/') + 1);
}

/** Beside the document, where that lies in a folder that can be written to; else in the workspace. */
function proposed(beside: vscode.Uri, file: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const isFile = vscode.workspace.fs.isWritableFileSystem(beside.scheme) === true;
  if (isFile) return vscode.Uri.joinPath(beside, '..', file);
  return folder ? vscode.Uri.joinPath(folder, file) : vscode.Uri.file(`/${file}`);
}

function filterName(format: SaveFormat): string {
  const names: Readonly<Record<SaveFormat, string>> = {
    svg: vscode.l10n.t('SVG picture'),
    png: vscode.l10n.t('PNG picture'),
    md: vscode.l10n.t('Markdown'),
    csv: vscode.l10n.t('Comma-separated values'),
    json: vscode.l10n.t('JSON'),
    tex: vscode.l10n.t('LaTeX'),
    mml: vscode.l10n.t('MathML'),
    txt: vscode.l10n.t('Plain text'),
    py: vscode.l10n.t('Python'),
    js: vscode.l10n.t('JavaScript'),
    ts: vscode.l10n.t('TypeScript'),
  };
  return names[format];
}
