import { assert } from 'chai';
import * as vscode from 'vscode';
import { eventually } from '../eventually';
import { find, hoversAt, lensesIn, titleOf } from './editor';

describe('A notebook', () => {
  const code = (text: string): vscode.NotebookCellData =>
    new vscode.NotebookCellData(vscode.NotebookCellKind.Code, text, 'python');

  async function open(...cells: vscode.NotebookCellData[]): Promise<vscode.TextDocument[]> {
    const notebook = await vscode.workspace.openNotebookDocument('jupyter-notebook', new vscode.NotebookData(cells));
    await vscode.window.showNotebookDocument(notebook);
    return notebook.getCells().map((cell) => cell.document);
  }

  it('is read as one program: a cell knows the functions and imports of those before it', async () => {
    const [, , second] = await open(
      code('%matplotlib inline\nimport numpy as np\n\ndef square(t):\n    return t**2\n'),
      new vscode.NotebookCellData(vscode.NotebookCellKind.Markup, '# A heading', 'markdown'),
      code('def f(x):\n    return np.array([square(x[0]) + x[1], x[0]*x[1]])\n'),
    );
    assert(second);
    const [hover] = await eventually('there is a hover', async () => {
      const hovers = await hoversAt(second, find(second, 'f(x)'));
      return hovers.length > 0 ? hovers : null;
    });
    assert.include(hover?.value, '2x₀');
    const titles = await eventually('there are lenses', async () => {
      const lenses = await lensesIn(second);
      return lenses.length > 0 ? lenses.map((lens) => titleOf(second, lens)) : null;
    });
    assert.deepEqual(titles, ['f: J : 2 × 2']);
  });

  it('follows its cells as they are edited', async () => {
    const [first, second] = await open(code('def g(t):\n    return t**2\n'), code('def f(x):\n    return g(x)\n'));
    assert(first && second);
    const derivative = async (): Promise<string> => (await hoversAt(second, find(second, 'f(x)')))[0]?.value ?? '';
    await eventually('the hover shows the derivative', async () => (await derivative()).includes('2x'));
    const edit = new vscode.WorkspaceEdit();
    edit.insert(first.uri, new vscode.Position(0, 0), 'import math\n');
    const power = find(first, '**2');
    edit.replace(first.uri, new vscode.Range(power, power.translate(0, 3)), '**3');
    await vscode.workspace.applyEdit(edit);
    await eventually('the hover shows the new derivative', async () => (await derivative()).includes('3x²'));
    const cells = new vscode.WorkspaceEdit();
    const notebook = vscode.workspace.notebookDocuments.find((one) => one.cellAt(0).document === first);
    assert(notebook);
    cells.set(notebook.uri, [vscode.NotebookEdit.deleteCells(new vscode.NotebookRange(0, 1))]);
    await vscode.workspace.applyEdit(cells);
    await eventually('the other cell is no longer known', async () => !(await derivative()).includes('3x²'));
  });
});
