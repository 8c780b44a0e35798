import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startBrowser } from './harness';
import { openLive } from './live';

const SOFTMAX = `import numpy as np

def softmax(z):
    e = np.exp(z - np.max(z))
    return e / e.sum()

softmax(np.array([1.0, 2.0, 0.5]))
`;

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());

test('an entry of a matrix that is too long to be written out is shown by itself when it is selected', async () => {
  const panel = await openLive(browser, { text: SOFTMAX, function: 'softmax' });
  await panel.settled();
  const cells = panel.page.getByRole('gridcell');
  expect(await cells.allInnerTexts()).toEqual(Array.from({ length: 9 }, () => '∗'));
  expect(await panel.page.locator('.missing').innerText()).toContain('Select an entry');
  await cells.nth(1).focus();
  await panel.page.keyboard.press('Enter');
  await panel.settled();
  // ∂softmax₀/∂z₁ = a formula = its number.
  await expect.poll(() => panel.page.locator('.detail-formula > .equals').count()).toBe(2);
  // −s₀ s₁ at the point: −0.2312238976 · 0.6285317192.
  expect(await panel.page.locator('.detail-formula').innerText()).toContain('−0.145332');
  expect(await panel.complaints()).toEqual([]);
  await panel.close();
});
