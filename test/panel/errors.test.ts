/** By hand and computed side by side. The numbers are NumPy's, of the two functions run at the point. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startBrowser } from './harness';
import { openLive } from './live';

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());

const POLAR = `import numpy as np
def f(p):
    return np.array([p[0]*np.cos(p[1]), p[0]*np.sin(p[1])])
def jac_f(p):
    return np.array([[np.cos(p[1]), p[0]*np.sin(p[1])], [np.sin(p[1]), p[0]*np.cos(p[1])]])
f(np.array([2.0, 0.5]))
`;

describe('a hand-written derivative beside the computed one', () => {
  test('entry by entry, with the errors at the point', async () => {
    const panel = await openLive(browser, { text: POLAR, function: 'f' });
    await panel.settled();
    const rows = panel.page.locator('.errors tbody tr');
    const cells = async (row: number): Promise<string[]> =>
      (await rows.nth(row).locator('th, td').allInnerTexts()).map((text) => text.trim());
    expect(await rows.count()).toBe(4);
    expect(await cells(0)).toEqual(['[0, 0]', '0.877583', '0.877583', '0', '0']);
    expect(await cells(1)).toEqual(['[0, 1]', '0.958851', '−0.958851', '1.9', '2']);
    expect(await cells(2)).toEqual(['[1, 0]', '0.479426', '0.479426', '0', '0']);
    expect(await cells(3)).toEqual(['[1, 1]', '1.75517', '1.75517', '0', '0']);
    expect(await panel.page.locator('.errors tr.differs').count()).toBe(1);
    expect(await panel.complaints()).toEqual([]);
    await panel.close();
  });

  test('is not there without one', async () => {
    const panel = await openLive(browser, { text: POLAR.replace('jac_f', 'other'), function: 'f' });
    await panel.settled();
    expect(await panel.page.locator('.errors').isVisible()).toBe(false);
    expect(await panel.complaints()).toEqual([]);
    await panel.close();
  });
});
