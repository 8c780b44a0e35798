import { assert } from 'chai';
import * as vscode from 'vscode';
import { eventually } from '../eventually';
import { find, hoverOver, hoversAt, openExample, openText, replace, unescaped, withSetting } from './editor';

describe('The hover', () => {
  it('shows a function and its Jacobian over its definition', async () => {
    const editor = await openExample('seed.py');
    const { value, isTrusted } = await hoverOver(editor, 'f(x)');
    assert.include(unescaped(value), 'f : ℝ² → ℝ²');
    assert.include(value, '2x₀');
    assert.match(value, /!\[[^\n]*\]\(data:image\/svg\+xml;base64,[A-Za-z0-9+/=]+\|width=\d+,height=\d+\)/);
    assert.deepEqual(isTrusted, {
      enabledCommands: ['gradlens.openPanel', 'gradlens.copyLatex', 'gradlens.copyCode'],
    });
    for (const command of ['openPanel', 'copyLatex', 'copyCode'])
      assert.include(value, `(command:gradlens.${command}?`);
    assert.isBelow(value.length, 100_000);
  });

  it('is the same over a call', async () => {
    const editor = await openExample('seed.py');
    const definition = await hoverOver(editor, 'f(x)');
    const call = await hoversAt(editor.document, find(editor.document, 'f(x))'));
    assert.equal(call[0]?.value, definition.value);
  });

  it('shows the partial derivative over a parameter', async () => {
    const editor = await openExample('seed.py');
    const { document } = editor;
    const parameter = find(document, 'f(x)').translate(0, 2);
    const [hover] = await eventually('there is a hover', async () => {
      const hovers = await hoversAt(document, parameter);
      return hovers.length > 0 ? hovers : null;
    });
    assert.match(unescaped(hover?.value ?? ''), /^\*\*x ∈ ℝ²/);
    assert.include(hover?.value, '%22wrt%22%3A%5B%22x%22%5D');
  });

  it('is not there over what is no mathematics', async () => {
    const { document } = await openExample('seed.py');
    assert.deepEqual(await hoversAt(document, find(document, 'numpy')), []);
    assert.deepEqual(await hoversAt(document, find(document, 'print')), []);
  });

  it('has pictures in the colour of the theme', async () => {
    const editor = await openExample('seed.py');
    const colours = new Set<string>();
    const themes = [
      'Default Light Modern',
      'Default Dark Modern',
      'Default High Contrast',
      'Default High Contrast Light',
    ];
    for (const theme of themes) {
      const changed = new Promise<void>((done) => {
        const listening = vscode.window.onDidChangeActiveColorTheme(() => {
          listening.dispose();
          done();
        });
      });
      await withSetting('workbench.colorTheme', theme, async () => {
        await Promise.race([changed, new Promise((next) => setTimeout(next, 3000))]);
        const { value } = await hoverOver(editor, 'f(x)');
        const [, data = ''] = /base64,([A-Za-z0-9+/=]+)/.exec(value) ?? [];
        colours.add(/#[0-9a-f]{6}/i.exec(atob(data))?.[0] ?? 'none');
      });
    }
    assert.isAtLeast(colours.size, 2, [...colours].join());
    assert.notInclude([...colours], 'none');
  });

  it('follows the text as it is edited', async () => {
    const editor = await openText('def f(x):\n    return x**2\n');
    assert.include((await hoverOver(editor, 'f(x)')).value, '2x');
    await replace(editor, 'x**2', 'x**3');
    await eventually('the hover shows the new derivative', async () => {
      const [hover] = await hoversAt(editor.document, find(editor.document, 'f(x)'));
      return hover?.value.includes('3x²');
    });
  });

  it('is there for a function beside one that is half typed', async () => {
    const editor = await openText('def broken(x:\n    return x[\n\ndef f(x):\n    return x**2\n');
    assert.include((await hoverOver(editor, 'f(x)')).value, '2x');
  });

  it('takes no meaning from what the text says', async () => {
    const evil = '[click](command:workbench.action.quit) <img src=x> ![p](https://example.org/p.png)';
    const editor = await openText(
      `"""${evil}"""\n\ndef f(x, mode="${evil}"):\n    """${evil}"""\n    # ${evil}\n    return x**2 if mode == "${evil}" else g("${evil}", x)\n`,
    );
    const [hover] = await eventually('there is an answer', async () => {
      const hovers = await hoversAt(editor.document, find(editor.document, 'f(x'));
      return hovers.length > 0 ? hovers : null;
    });
    const value = hover?.value ?? '';
    assert.notMatch(value, /[^\\]\]\(command:(?!gradlens\.)/);
    assert.notMatch(value, /\]\(https:/);
    assert.notInclude(value, '<img');
  });

  it('can be switched off and on, at once', async () => {
    const editor = await openExample('seed.py');
    await hoverOver(editor, 'f(x)');
    for (const setting of ['gradlens.enable', 'gradlens.hover.enable']) {
      await withSetting(setting, false, async () => {
        assert.deepEqual(await hoversAt(editor.document, find(editor.document, 'f(x)')), [], setting);
      });
    }
    await hoverOver(editor, 'f(x)');
  });

  it('shows a large matrix by its shape', async () => {
    const editor = await openExample('seed.py');
    await withSetting('gradlens.hover.maximumEntries', 1, async () => {
      await eventually('the matrix is left out', async () => {
        const [hover] = await hoversAt(editor.document, find(editor.document, 'f(x)'));
        return hover && !hover.value.includes('2x₀') && hover.value.includes('2 × 2');
      });
    });
  });
});
