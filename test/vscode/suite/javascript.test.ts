import { assert } from 'chai';
import * as vscode from 'vscode';
import { eventually } from '../eventually';
import { find, hoverOver, hoversAt, openExample, unescaped } from './editor';

/** A new file of a language, shown. */
async function openIn(language: string, content: string): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument({ language, content });
  return vscode.window.showTextDocument(document);
}

const lensesOf = ({ uri }: vscode.TextDocument): Thenable<vscode.CodeLens[]> =>
  vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri, 20);

describe('JavaScript and TypeScript', () => {
  it('have hovers with code of their own', async () => {
    const editor = await openExample('wrong.js');
    const { value } = await hoverOver(editor, 'himmelblau([');
    assert.include(unescaped(value), 'himmelblau : ℝ² → ℝ');
  });

  it('take objects and tuples from their types', async () => {
    const editor = await openExample('spring.ts');
    const energy = await hoverOver(editor, 'energy =');
    assert.include(unescaped(energy.value), 'energy : ℝ × ℝ × ℝ → ℝ');
    const rotate = await hoverOver(editor, 'rotate(');
    assert.include(unescaped(rotate.value), 'rotate : ℝ² × ℝ → ℝ²');
  });

  it('have lenses over functions, arrows and methods', async () => {
    const { document } = await openExample('spring.ts');
    const titles = await eventually('there are lenses', async () => {
      const lenses = await lensesOf(document);
      const found = lenses.map(({ command }) => command?.title ?? '').filter((title) => title !== '');
      return found.length >= 4 ? found : null;
    });
    assert.isTrue(
      titles.some((title) => title.includes('ℝ² → ℝ') || title.includes('∂')),
      titles.join(' | '),
    );
  });

  it('have derivatives that differ marked where they are written', async () => {
    const { document } = await openExample('wrong.js');
    const problems = await eventually('there is a diagnostic', () => {
      const found = vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === 'Gradlens');
      return found.length > 0 ? found : null;
    });
    const marked = problems.map(({ range }) => document.getText(range));
    assert.include(marked, 'r * Math.sin(phi)');
    assert.isFalse(
      marked.some((text) => text.includes('sigmoid')),
      marked.join(' | '),
    );
  });

  for (const [language, text] of [
    ['javascriptreact', 'export const area = (r) => Math.PI * r ** 2;\nconst View = () => <p>{area(2)}</p>;\n'],
    ['typescriptreact', 'export const area = (r: number) => Math.PI * r ** 2;\nconst View = () => <p>{area(2)}</p>;\n'],
  ] as const)
    it(`are read with markup in them (${language})`, async () => {
      const { document } = await openIn(language, text);
      const [hover] = await eventually('there is a hover', async () => {
        const hovers = await hoversAt(document, find(document, 'area ='));
        return hovers.length > 0 ? hovers : null;
      });
      assert.include(unescaped(hover?.value ?? ''), 'area : ℝ → ℝ');
    });
});
