import { assert } from 'chai';
import * as vscode from 'vscode';
import { eventually } from '../eventually';
import { hoversAt, lensesIn, openText } from './editor';
import { longFile, NAME_IN_LONG_FILE } from './longFile';

/** Measures how long the extension host's event loop stands still, in milliseconds. */
function probe(): { readonly stop: () => number[] } {
  const lags: number[] = [];
  let last = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    lags.push(now - last - 1);
    last = now;
  }, 1);
  return {
    stop: () => {
      clearInterval(timer);
      return lags.sort((a, b) => b - a);
    },
  };
}

/** In both hosts, and coarse; how long our own part works at a stretch is measured in `stretches.node.test.ts`. */
describe('The extension host', () => {
  it('stays responsive while a long file is read and edited', async () => {
    const editor = await openText(longFile());
    const { document } = editor;
    assert.isAtLeast(document.lineCount, 20_000);
    const name = new vscode.Position(NAME_IN_LONG_FILE.line, NAME_IN_LONG_FILE.character);
    await eventually('the long file is read', async () => (await hoversAt(document, name)).length > 0);
    await new Promise((next) => setTimeout(next, 500));

    const round = async (): Promise<{ readonly noise: number; readonly lag: number }> => {
      const idle = probe();
      await new Promise((next) => setTimeout(next, 1500));
      const noise = idle.stop();
      const busy = probe();
      const hovers: Promise<unknown>[] = [];
      for (let stroke = 0; stroke < 20; stroke++) {
        await editor.edit((edit) => edit.insert(new vscode.Position(1, 4), ' '));
        hovers.push(hoversAt(document, name));
        await new Promise((next) => setTimeout(next, 50));
      }
      await Promise.all(hovers);
      return { noise: noise[3] ?? 0, lag: busy.stop()[3] ?? 0 };
    };
    // What VS Code itself does in this thread, and what other processes do to it, is in both. Other processes disturb one
    // round or the other; our own work, if it were here, would be in all.
    const rounds = [];
    do rounds.push(await round());
    while (rounds.length < 4 && !rounds.some(({ noise, lag }) => lag < 25 + noise));
    assert.isTrue(
      rounds.some(({ noise, lag }) => lag < 25 + noise),
      JSON.stringify(rounds),
    );
  });

  it('shows the rest of a very long file', async () => {
    const { document } = await openText('x = 0\n'.repeat(50_000) + 'def f(x):\n    return x**2\n');
    await eventually('there is a lens', async () => (await lensesIn(document)).length === 1);
  });
});
