import { assert } from 'chai';
import * as vscode from 'vscode';
import { eventually } from '../eventually';
import { lensesIn, openExample, openText, replace, titleOf, withSetting } from './editor';

describe('The lens', () => {
  const titles = async (document: vscode.TextDocument): Promise<string[]> =>
    (await lensesIn(document)).map((lens) => titleOf(document, lens));

  /** The lenses that say something when so many have been resolved. */
  const resolved = async (document: vscode.TextDocument, count: number): Promise<vscode.CodeLens[]> => {
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      document.uri,
      count,
    );
    return lenses.filter(({ command }) => command?.command.startsWith('gradlens.openPanel'));
  };

  it('is above each function that has a derivative', async () => {
    const { document } = await openExample('seed.py');
    const found = await eventually('there are lenses', async () => {
      const lenses = await titles(document);
      return lenses.length > 0 ? lenses : null;
    });
    assert.include(found, 'f: J : 2 × 2');
    assert.include(found, 'f1: ∇f1 : ℝ² → ℝ');
    const [lens] = await lensesIn(document);
    assert.match(lens?.command?.command ?? '', /^gradlens\.openPanel\./);
    // VS Code forgets arguments when it asks for lenses anew, while the old ones are still to be clicked.
    assert.isUndefined(lens?.command?.arguments);
    assert.equal((await lensesIn(document))[0]?.command?.command, lens?.command?.command);
  });

  it('is not resolved before it is needed', async () => {
    // A file of its own: what a lens said before is known at once.
    const { document } = await openText('def f(x):\n    return x**2\n\n\ndef g(x):\n    return x**3\n');
    assert.lengthOf(await resolved(document, 1), 1);
  });

  it('goes on saying what it said while another function is edited', async () => {
    const editor = await openText('def f(x):\n    return x**2\n\n\ndef g(x):\n    return x**3\n');
    const { document } = editor;
    await eventually('there are lenses', async () => (await titles(document)).length === 2);
    await replace(editor, 'x**2', 'x[0]**2 + x[1]');
    // None is resolved, so that all that is said is said at once.
    await eventually('the lens above g is there', async () => {
      const lenses = await resolved(document, 0);
      return lenses.length === 1 && lenses.every((lens) => titleOf(document, lens) === 'g: g′ : ℝ → ℝ');
    });
    assert.include(await titles(document), 'f: ∇f : ℝ² → ℝ');
  });

  it('is not above a function that is no mathematics', async () => {
    const { document } = await openText(
      [
        'import os, sys', 'def greet(name):', '    print("hello " + name)', '',
        'def files():', '    return [name for name in os.listdir() if name.endswith(".py")]', '',
        'async def serve(request):', '    await request.respond({"ok": True})', '',
        'def main():', '    sys.exit(0)', '', 'def nothing(x):', '    pass', '',
        'def f(x):', '    return x**2', '',
      ].join('\n'),
    ); // prettier-ignore
    const found = await eventually('there is a lens', async () => {
      const lenses = await titles(document);
      return lenses.length > 0 ? lenses : null;
    });
    assert.deepEqual(
      found.map((title) => title.split(':')[0]),
      ['f'],
    );
  });

  it('comes and goes as the text is edited', async () => {
    const editor = await openText('def f(x):\n    pass\n');
    assert.deepEqual(await titles(editor.document), []);
    await replace(editor, 'pass', 'return x[0]**2 + x[1]');
    await eventually('the lens is there', async () => (await titles(editor.document)).includes('f: ∇f : ℝ² → ℝ'));
    await replace(editor, 'return x[0]**2 + x[1]', 'return "text"');
    await eventually('the lens is gone', async () => (await titles(editor.document)).length === 0);
  });

  it('can be switched off and on, at once', async () => {
    const { document } = await openExample('seed.py');
    await eventually('there are lenses', async () => (await titles(document)).length > 0);
    for (const setting of ['gradlens.enable', 'gradlens.codeLens.enable']) {
      await withSetting(setting, false, async () => assert.deepEqual(await titles(document), [], setting));
    }
    assert.isNotEmpty(await titles(document));
  });

  it('can be switched off for one language', async () => {
    const { document } = await openExample('seed.py');
    const settings = vscode.workspace.getConfiguration('gradlens', { languageId: 'python' });
    await settings.update('codeLens.enable', false, vscode.ConfigurationTarget.Global, true);
    assert.deepEqual(await titles(document), []);
    await settings.update('codeLens.enable', undefined, vscode.ConfigurationTarget.Global, true);
    assert.isNotEmpty(await titles(document));
  });
});
