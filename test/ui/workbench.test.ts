import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ALL_THEMES, openFile, placeOf, setTheme } from './steps';
import { pictureFailures, startWorkbench, type Workbench } from './workbench';

/** That the tests here stand on firm ground: a real VS Code, on the examples, that does as it is told. */
describe('the workbench that tests use', () => {
  let workbench: Workbench;
  beforeAll(async () => {
    workbench = await startWorkbench({ file: 'seed.py' });
  });
  afterAll(() => workbench.stop());
  pictureFailures(() => workbench.page);

  it('changes between all kinds of themes', async () => {
    const foregrounds = new Set<string>();
    for (const theme of ALL_THEMES) {
      await setTheme(workbench.page, theme);
      foregrounds.add(
        await workbench.page
          .locator('.monaco-workbench')
          .evaluate((window) => getComputedStyle(window).getPropertyValue('--vscode-editor-foreground')),
      );
    }
    expect(foregrounds.size).toBe(ALL_THEMES.length);
  });

  it('opens another file and finds its text', async () => {
    await openFile(workbench.page, 'polar.py');
    const first = await placeOf(workbench.page, 'def');
    const second = await placeOf(workbench.page, 'def', 1);
    expect(second.y).toBeGreaterThan(first.y);
  });
});
