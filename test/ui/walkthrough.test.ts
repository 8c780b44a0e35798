import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FrameLocator } from 'playwright-core';
import { EXAMPLE } from '../../src/editor/exampleText';
import {
  ALL_THEMES,
  clickText,
  hideSideBar,
  hover,
  leaveHover,
  openByLens,
  runCommand,
  screenshot,
  setTheme,
  webview,
} from './steps';
import { ownErrors, pictureFailures, startWorkbench, type Workbench } from './workbench';

const SIZE = { width: 960, height: 620 };
/** What is marked in the editor: expressions that the selected entry comes from. */
const MARKS = '.editor-instance .view-overlays [class*=ced-], .editor-instance .view-line [class*=ced-]';

let workbench: Workbench;
beforeAll(async () => {
  workbench = await startWorkbench({
    file: 'line.py',
    files: { 'line.py': EXAMPLE },
    size: SIZE,
    settings: { 'workbench.activityBar.location': 'hidden' },
  });
  await hideSideBar(workbench.page);
});
afterAll(() => workbench.stop());
pictureFailures(() => workbench.page);

const panel = (): FrameLocator => webview(workbench.page);

/** The same view in the four kinds of themes, for the walkthrough. */
async function pictures(name: string, prepare: () => Promise<unknown> = () => Promise.resolve()): Promise<void> {
  for (const theme of ALL_THEMES) {
    await setTheme(workbench.page, theme);
    // Colours fade from one theme to the next.
    await workbench.page.evaluate(() =>
      Promise.allSettled(
        document
          .getAnimations()
          .filter((one) => one instanceof CSSTransition)
          .map(({ finished }) => finished),
      ),
    );
    await prepare();
    await screenshot(workbench.page, `walkthrough-${name}-${theme}`);
  }
  await setTheme(workbench.page, 'dark');
}

describe('the walkthrough', () => {
  it('shows a derivative where the code is', async () => {
    const { page } = workbench;
    await page.locator('.codelens-decoration a').first().waitFor();
    // Formulas in a hover have the colours of the theme in which it came up.
    await pictures('hover', async () => {
      await leaveHover(page);
      await hover(page, 'loss');
    });
    await leaveHover(page);
  });

  it('underlines a mistake', async () => {
    const { page } = workbench;
    await page.locator('.squiggly-warning').first().waitFor();
    await hover(page, 'sin', 1);
    await pictures('check');
    await leaveHover(page);
  });

  it('shows where an entry comes from, and what the expression at the cursor has a part in', async () => {
    const { page } = workbench;
    await openByLens(page, '∇');
    await panel().getByRole('gridcell').nth(1).click();
    await expect.poll(async () => page.locator(MARKS).count()).toBeGreaterThan(0);
    await clickText(page, 'error', 1);
    await expect.poll(async () => panel().locator('[role=gridcell].influenced').count()).toBeGreaterThan(0);
    expect(await panel().locator('.source-said').innerText()).toMatch(/at the cursor has a part in \d+ entries/);
    await pictures('panel');
  });

  it('moves the point by sliders', async () => {
    await panel().getByRole('button', { name: 'Sliders' }).click();
    const slider = panel().getByRole('slider').first();
    await slider.focus();
    await slider.press('ArrowRight');
    await panel().getByText('entered').waitFor();
    await panel()
      .locator('#point-heading')
      .evaluate((heading) => heading.scrollIntoView({ block: 'start' }));
    await pictures('point');
  });

  it('opens an example from its first step', async () => {
    const { page } = workbench;
    await runCommand(page, 'Gradlens: Get Started');
    await page.locator('.getting-started-step').first().waitFor();
    expect(await page.locator('.getting-started-step').count()).toBe(4);
    await page.getByRole('button', { name: 'Open an Example' }).click();
    await page.locator('.tab.active', { hasText: 'Untitled-1' }).first().waitFor();
    // Every picture of the steps is there.
    expect(ownErrors(workbench)).toEqual([]);
  });
});
