import { assert } from 'chai';
import * as vscode from 'vscode';
import { eventually } from '../eventually';
import { find, hoverOver, lensesIn, openExample, openText, replace, titleOf, unescaped, withSetting } from './editor';

describe('A hand-written derivative that differs', () => {
  /** The text of examples/wrong.py in a file of its own, to be edited. */
  async function openWrong(): Promise<vscode.TextEditor> {
    const { document } = await openExample('wrong.py');
    return openText(document.getText());
  }

  const reported = ({ uri }: vscode.TextDocument): vscode.Diagnostic[] =>
    vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'Gradlens');

  const one = (document: vscode.TextDocument): Promise<vscode.Diagnostic> =>
    eventually('the difference is reported', () => (reported(document).length === 1 ? reported(document)[0] : null));

  const none = (document: vscode.TextDocument): Promise<unknown> =>
    eventually('nothing is reported', () => reported(document).length === 0);

  const fixesAt = async (document: vscode.TextDocument, range: vscode.Range): Promise<vscode.CodeAction[]> =>
    vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      range,
      vscode.CodeActionKind.QuickFix.value,
    );

  async function apply(document: vscode.TextDocument, title: string): Promise<void> {
    const { range } = await one(document);
    const fix = await eventually(`there is a fix “${title}”`, async () =>
      (await fixesAt(document, range)).find((action) => action.title === title),
    );
    assert(fix.edit && (await vscode.workspace.applyEdit(fix.edit)), 'the edit was not applied');
  }

  const marks = async (document: vscode.TextDocument): Promise<string[]> =>
    (await lensesIn(document)).map((lens) => titleOf(document, lens)).filter((title) => /[✓✗]/.test(title));

  it('is reported at the very expression, with the place that it is derived from', async () => {
    const { document } = await openExample('wrong.py');
    const { range, message, severity, code, relatedInformation } = await one(document);
    assert.equal(document.getText(range), 'G * np.sin(phi)');
    assert.isTrue(range.start.isEqual(find(document, '[-STIFFNESS, G').translate(0, '[-STIFFNESS, '.length)));
    assert.match(message, /^Entry \(0, 1\): the sign is wrong: expected -[^`]+, found [^`]+$/);
    assert.equal(severity, vscode.DiagnosticSeverity.Warning);
    assert.equal(code, 'derivative-differs');
    const [origin, ...others] = relatedInformation ?? [];
    assert.isEmpty(others);
    assert.equal(origin?.location.uri.toString(), document.uri.toString());
    assert.equal(origin && document.getText(origin.location.range), 'G * np.cos(phi) - STIFFNESS * (r - LENGTH)');
  });

  it('can be corrected where it is wrong, as a whole, or marked as intended', async () => {
    const { document } = await openWrong();
    const { range } = await one(document);
    const fixes = await eventually('there are fixes', async () => {
      const found = await fixesAt(document, range);
      return found.length > 0 ? found : null;
    });
    const titles = fixes.map(({ title }) => title);
    assert.equal(titles[0], 'Change to -G * np.sin(phi)');
    assert.match(titles[1] ?? '', /^Replace by the computed -/);
    assert.deepEqual(titles.slice(2), [
      'Replace the body of acceleration_jac by the computed derivative',
      'Mark acceleration_jac as intended',
    ]);
    assert.deepEqual(
      fixes.map(({ isPreferred }) => isPreferred ?? false),
      [true, false, false, false],
    );
  });

  it('is right after the change', async () => {
    const { document } = await openWrong();
    await apply(document, 'Change to -G * np.sin(phi)');
    await none(document);
    assert.include(document.getText(), '[-STIFFNESS, -G * np.sin(phi)],');
    await eventually('the lenses say so', async () => (await marks(document)).join().includes('✓ proved'));
  });

  it('is right after its body was replaced', async () => {
    const { document } = await openWrong();
    await apply(document, 'Replace the body of acceleration_jac by the computed derivative');
    await none(document);
    assert.notInclude(document.getText(), '[-STIFFNESS, G * np.sin(phi)]');
    await eventually('the lenses say so', async () => (await marks(document)).join().includes('✓ proved'));
  });

  it('is silent when it is marked as intended', async () => {
    const { document } = await openWrong();
    await apply(document, 'Mark acceleration_jac as intended');
    await none(document);
    assert.include(document.getText(), '# gradlens: intended\ndef acceleration_jac(q):');
    await eventually('the lenses are silent', async () => (await marks(document)).length === 0);
  });

  it('is said above both functions, and leads to the panel of the function', async () => {
    const { document } = await openExample('wrong.py');
    const lenses = await eventually('there are verdicts', async () => {
      const found = (await lensesIn(document)).filter(({ command }) => command?.title.startsWith('✗'));
      return found.length > 0 ? found : null;
    });
    assert.deepEqual(
      lenses.map((lens) => titleOf(document, lens)),
      ['acceleration: ✗ acceleration_jac: 1 of 4 entries differs', 'acceleration_jac: ✗ 1 of 4 entries differs'],
    );
    // Both lead to the function's panel.
    const [first, second] = lenses.map(({ command }) => command?.command ?? '');
    assert.match(first ?? '', /^gradlens\.openPanel\./);
    assert.equal(second, first);
  });

  it('is shown in a hover beside the computed one, with the entry in a box', async () => {
    const editor = await openExample('wrong.py');
    const { value } = await hoverOver(editor, 'acceleration_jac(q)');
    const text = unescaped(value);
    assert.include(text, 'Derivative of acceleration: 1 of 4 entries differs');
    assert.include(text, 'entry (0, 1): the sign is wrong');
    assert.lengthOf(text.match(/⟦/g) ?? [], 2);
    assert.lengthOf(value.match(/data:image\/svg\+xml/g) ?? [], 1);
  });

  it('has the severity that was chosen, at once', async () => {
    const { document } = await openExample('wrong.py');
    await one(document);
    for (const [name, severity] of [
      ['error', vscode.DiagnosticSeverity.Error],
      ['information', vscode.DiagnosticSeverity.Information],
      ['hint', vscode.DiagnosticSeverity.Hint],
    ] as const)
      await withSetting('gradlens.verification.severity', name, async () => {
        await eventually(`it is reported as ${name}`, () => reported(document)[0]?.severity === severity);
      });
    for (const [name, value] of [
      ['gradlens.verification.severity', 'off'],
      ['gradlens.enable', false],
    ] as const) {
      await withSetting(name, value, () => none(document));
      await one(document);
    }
  });

  it('is forgotten when its file is no longer read as Python', async () => {
    const { document } = await openWrong();
    await one(document);
    await vscode.languages.setTextDocumentLanguage(document, 'plaintext');
    await none(document);
  });

  it('is found as it is written, and gone when it is corrected by hand', async () => {
    const editor = await openText('def f(x):\n    return x**3\n\n\ndef f_prime(x):\n    return 3*x**2\n');
    const { document } = editor;
    await eventually('it is proved', async () => (await marks(document)).length === 2);
    assert.deepEqual(await marks(document), ['f: ✓ f_prime proved', 'f_prime: ✓ proved']);
    assert.isEmpty(reported(document));
    await replace(editor, '3*x**2', '2*x**2');
    const { range } = await one(document);
    assert.equal(document.getText(range), '2*x**2');
    await replace(editor, '2*x**2', '3*x**2');
    await none(document);
  });

  it('is reported in its cell of a notebook', async () => {
    const code = (text: string): vscode.NotebookCellData =>
      new vscode.NotebookCellData(vscode.NotebookCellKind.Code, text, 'python');
    const notebook = await vscode.workspace.openNotebookDocument(
      'jupyter-notebook',
      new vscode.NotebookData([code('def f(x):\n    return x**2\n'), code('def f_prime(x):\n    return 3*x\n')]),
    );
    await vscode.window.showNotebookDocument(notebook);
    const [first, second] = notebook.getCells().map(({ document }) => document);
    assert(first && second);
    const { range, relatedInformation } = await one(second);
    assert.equal(second.getText(range), '3*x');
    assert.equal(relatedInformation?.[0]?.location.uri.toString(), first.uri.toString());
    assert.isEmpty(reported(first));
  });

  it('is nothing that a right or an unknown one is', async () => {
    const { document } = await openExample('seed.py');
    await eventually('the verdicts are known', async () => (await marks(document)).length === 4);
    assert.isEmpty(reported(document));
    const { document: unknown } = await openText(
      'def f(x):\n    return x**2\n\n\ndef f_prime(x):\n    return elsewhere(x)\n\n\ndef g(x):\n    return x\n\n\ndef g_prime(x):\n    return 1\n',
    );
    await eventually('the verdicts are known', async () => (await marks(unknown)).length === 2);
    assert.deepEqual(await marks(unknown), ['g: ✓ g_prime proved', 'g_prime: ✓ proved']);
    assert.isEmpty(reported(unknown));
  });
});
