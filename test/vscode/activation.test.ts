import { assert } from 'chai';
import * as vscode from 'vscode';
import { eventually } from './eventually';

describe('Gradlens in VS Code', () => {
  it('is activated by a Python file', async () => {
    const extension = vscode.extensions.getExtension('gradlens.gradlens');
    assert(extension, 'VS Code does not know the extension');
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert(folder, 'no folder is open');

    const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder.uri, 'seed.py'));
    await vscode.window.showTextDocument(document);

    await eventually('it is active', () => extension.isActive);
  });
});
