import { assert } from 'chai';
import * as vscode from 'vscode';
import { eventually } from '../eventually';
import { find, hoversAt, openExample, openText } from './editor';

const PANEL = 'gradlens.panel';

describe('The commands', () => {
  const panels = (): vscode.Tab[] =>
    vscode.window.tabGroups.all
      .flatMap(({ tabs }) => tabs)
      .filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith(PANEL));

  async function atFunction(name: string): Promise<vscode.TextEditor> {
    const editor = await openExample('seed.py');
    const position = find(editor.document, `${name}(x)`);
    editor.selection = new vscode.Selection(position, position);
    return editor;
  }

  async function copied(command: string, ...commandArguments: unknown[]): Promise<string> {
    const before = `before ${command}`;
    await vscode.env.clipboard.writeText(before);
    await vscode.commands.executeCommand(command, ...commandArguments);
    return eventually('something is copied', async () => {
      const text = await vscode.env.clipboard.readText();
      return text === before ? null : text;
    });
  }

  afterEach(async () => {
    await vscode.window.tabGroups.close(panels());
  });

  it('are all there, with a title and a category', async () => {
    const extension = vscode.extensions.getExtension('gradlens.gradlens');
    const { contributes } = extension?.packageJSON as {
      contributes: { commands: { command: string; title: string; category: string }[] };
    };
    await extension?.activate();
    const known = await vscode.commands.getCommands(true);
    assert.lengthOf(contributes.commands, 12);
    for (const { command, title, category } of contributes.commands) {
      assert.include(known, command);
      assert.equal(category, 'Gradlens');
      assert.notMatch(title, /%/);
    }
  });

  it('of the walkthrough are there; the example has a function at the cursor, and a mistake that is found', async () => {
    const extension = vscode.extensions.getExtension('gradlens.gradlens');
    const { contributes } = extension?.packageJSON as {
      contributes: { walkthroughs: { steps: { description: string; completionEvents: string[] }[] }[] };
    };
    const known = await vscode.commands.getCommands(true);
    const [walkthrough] = contributes.walkthroughs;
    assert.lengthOf(walkthrough?.steps ?? [], 4);
    for (const { description, completionEvents } of walkthrough?.steps ?? []) {
      assert.notMatch(description, /^%/);
      const commands = [...description.matchAll(/\(command:([\w.]+)\)/g)].map(([, command]) => command);
      assert.isAbove(commands.length, 0);
      for (const command of commands) assert.include(known, command);
      for (const event of completionEvents) assert.include(known, event.replace('onCommand:', ''));
    }
    await vscode.commands.executeCommand('gradlens.openExample');
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.document.languageId, 'python');
    assert.include(await copied('gradlens.copyText'), '∇loss');
    const uri = editor?.document.uri as vscode.Uri;
    const [problem] = await eventually('the mistake is found', () => {
      const found = vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'Gradlens');
      return Promise.resolve(found.length > 0 ? found : null);
    });
    assert.match(problem?.message ?? '', /sin/);
  });

  it('copy the derivative as LaTeX, as source code, as plain text', async () => {
    await atFunction('f');
    assert.match(await copied('gradlens.copyLatex'), /\\begin\{[bp]matrix\}[^]*2\s*x_\{?0\}?/);
    assert.match(await copied('gradlens.copyCode'), /2\s*\*\s*x\[0\]/);
    assert.include(await copied('gradlens.copyText'), '2x₀');
  });

  it('are about the function that a link names', async () => {
    const { document } = await atFunction('f');
    const target = { uri: document.uri.toString(), function: 'f1' };
    assert.include(await copied('gradlens.copyText', target), '∇f₁');
  });

  it('open one panel, and reveal it', async () => {
    const { document } = await atFunction('f');
    await vscode.commands.executeCommand('gradlens.openPanel');
    await eventually('the panel is open', () => panels().length === 1);
    await vscode.commands.executeCommand('gradlens.openPanel', { uri: document.uri.toString(), function: 'f1' });
    await eventually('it shows the other function', () => panels()[0]?.label.includes('f1'));
    assert.lengthOf(panels(), 1);
  });

  it('show a panel that follows the cursor', async () => {
    await atFunction('f');
    await vscode.commands.executeCommand('gradlens.openPanel');
    await eventually('it shows f', () => panels()[0]?.label.endsWith('f'));
    await atFunction('f1');
    await eventually('it shows f1', () => panels()[0]?.label.endsWith('f1'));
  });

  it('show the derivative at the cursor, without the mouse', async () => {
    const editor = await openExample('seed.py');
    const inside = find(editor.document, 'return np.array([x[0]**2');
    editor.selection = new vscode.Selection(inside, inside);
    assert.deepEqual(await hoversAt(editor.document, inside), []);
    await vscode.commands.executeCommand('gradlens.showDerivative'); // what it shows is looked at in test/ui
  });

  it('switch the annotations off and on', async () => {
    await atFunction('f');
    const on = (): boolean | undefined => vscode.workspace.getConfiguration('gradlens').get('enable');
    await vscode.commands.executeCommand('gradlens.toggleAnnotations');
    assert.isFalse(on());
    await vscode.commands.executeCommand('gradlens.toggleAnnotations');
    assert.isTrue(on());
  });

  it('bear arguments of any kind', async () => {
    await openText('x = 1\n');
    for (const argument of [
      null,
      5,
      'text',
      {},
      { uri: 1 },
      { uri: 'nowhere:/x', function: 'f' },
      { uri: '%', function: '' },
    ]) {
      void vscode.commands.executeCommand('gradlens.copyText', argument);
      void vscode.commands.executeCommand('gradlens.openPanel', argument);
    }
    await atFunction('f');
    assert.include(await copied('gradlens.copyText'), '2x₀');
  });

  it('restart the worker, after which everything works', async () => {
    const { document } = await atFunction('f');
    await vscode.commands.executeCommand('gradlens.restartWorker');
    await eventually('there is a hover', async () => (await hoversAt(document, find(document, 'f(x)'))).length > 0);
  });

  it('show the log', async () => {
    await vscode.commands.executeCommand('gradlens.showLog');
    await vscode.commands.executeCommand('workbench.action.closePanel');
  });
});
