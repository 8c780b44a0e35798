import { assert } from 'chai';
import * as vscode from 'vscode';
import { eventually } from '../eventually';
import { hoverOver, lensesIn, titleOf } from './editor';

const encoded = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('Names imported from other files of the workspace', () => {
  let folder: vscode.Uri;
  const at = (name: string): vscode.Uri => vscode.Uri.joinPath(folder, name);
  const write = (name: string, text: string): Thenable<void> => vscode.workspace.fs.writeFile(at(name), encoded(text));

  beforeEach(async () => {
    const root = vscode.workspace.workspaceFolders?.[0];
    assert(root, 'no folder is open');
    folder = vscode.Uri.joinPath(root.uri, `imports-${Date.now()}`);
    await vscode.workspace.fs.createDirectory(folder);
    await write('models.py', 'RATE = 3\n\ndef drag(v):\n    return v**2\n');
    await write('main.py', 'from models import RATE, drag\n\ndef force(x):\n    return RATE * drag(x)\n');
  });
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.workspace.fs.delete(folder, { recursive: true });
  });

  const open = async (name: string): Promise<vscode.TextEditor> =>
    vscode.window.showTextDocument(await vscode.workspace.openTextDocument(at(name)));
  const showsHover = (editor: vscode.TextEditor, text: string): Promise<unknown> =>
    eventually(`the hover says ${text}`, async () => (await hoverOver(editor, 'force')).value.includes(text));

  it('are read though the file is not open', async () => {
    const editor = await open('main.py');
    await showsHover(editor, '6x');
    const [lens] = await lensesIn(editor.document);
    assert.equal(lens && titleOf(editor.document, lens), 'force: force′ : ℝ → ℝ');
  });

  it('follow what is typed in the other file, and what is written to it', async () => {
    const editor = await open('main.py');
    await showsHover(editor, '6x');
    const edit = new vscode.WorkspaceEdit();
    edit.replace(at('models.py'), new vscode.Range(0, 7, 0, 8), '5');
    assert(await vscode.workspace.applyEdit(edit), 'the edit was not applied');
    await showsHover(editor, '10x');
    // Not `saveAll`: it saves what editors show, and a file that only an edit has opened gets its editor a moment later.
    // Left unsaved, the file would keep the edited text whatever is written to it.
    const edited = await vscode.workspace.openTextDocument(at('models.py'));
    assert(await edited.save(), 'the edited file was not saved');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    const again = await open('main.py');
    await showsHover(again, '10x');
    await write('models.py', 'RATE = 4\n\ndef drag(v):\n    return v**2\n');
    await showsHover(again, '8x');
  });
});
