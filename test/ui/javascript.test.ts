import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copied, hideSideBar, hover, leaveHover, lens, openByLens, screenshot, settledLenses, webview } from './steps';
import { ownErrors, pictureFailures, startWorkbench, type Workbench } from './workbench';

let workbench: Workbench;
beforeAll(async () => {
  workbench = await startWorkbench({
    file: 'spring.ts',
    size: { width: 1100, height: 760 },
    settings: { 'workbench.activityBar.location': 'hidden' },
  });
  await hideSideBar(workbench.page);
  await lens(workbench.page, 'J : 2 × 3').waitFor();
});
afterAll(() => workbench.stop());
pictureFailures(() => workbench.page);

describe('TypeScript', () => {
  it('has lenses over functions, arrow functions and methods', async () => {
    const titles = (await settledLenses(workbench.page)).join('\n');
    expect(titles).toContain('∇energy : ℝ × ℝ × ℝ → ℝ');
    expect(titles).toContain('J : 2 × 3');
    expect(titles).toContain('J : 2 × 2');
  });

  it('shows the derivative in a hover', async () => {
    const { page } = workbench;
    const card = await hover(page, 'rotate');
    const [, derivative] = await card
      .locator('img')
      .evaluateAll((all) => all.map((one) => (one as HTMLImageElement).alt));
    // ∂(c·p₀ − s·p₁)/∂angle = −s·p₀ − c·p₁
    expect(derivative).toMatch(/cos\(angle\) +−sin\(angle\)/);
    await leaveHover(page);
  });

  it('opens the panel, which copies in the language of the file', async () => {
    const { page } = workbench;
    await openByLens(page, 'J : 2 × 3');
    const panel = webview(page);
    await panel.locator('h1 .name', { hasText: /^rotate$/ }).waitFor();
    await panel.getByRole('gridcell').first().click();
    const text = await copied(page, async () => {
      await panel.getByRole('button', { name: 'Copy' }).click();
      await panel.getByRole('menuitem', { name: 'Copy as Source Code' }).first().click();
    });
    expect(text).toContain('Math.cos(angle)');
    await screenshot(page, 'typescript');
    expect(ownErrors(workbench)).toEqual([]);
  });
});
