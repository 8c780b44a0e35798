import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startBrowser, THEMES } from './harness';
import { openLive, type LivePanel } from './live';

const TEXT = `import numpy as np

def f(x):
    return np.array([x[0] * x[1], x[1] ** 2])

f(np.array([1.0, 2.0]))
`;

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());

const previewed = ({ page }: LivePanel) => page.getByRole('region', { name: 'Preview' });
const exportsOf = async ({ sent }: LivePanel) => (await sent()).filter(({ kind }) => kind === 'export');

describe('export', () => {
  test('is folded at first, and asks for nothing', async () => {
    const panel = await openLive(browser, { text: TEXT, function: 'f' });
    await panel.settled();
    expect(await previewed(panel).count()).toBe(0);
    expect((await panel.sent()).some((message) => message.kind === 'ask' && message.question.kind === 'report')).toBe(
      false,
    );
    await panel.close();
  });

  test('shows what would be exported, and sends what to export where', async () => {
    const panel = await openLive(browser, { text: TEXT, function: 'f' });
    await panel.settled();
    // From the copy menu, by keyboard.
    await panel.page.getByRole('button', { name: 'Copy', exact: true }).press('ArrowUp');
    await panel.page.keyboard.press('Enter');
    await panel.settled();
    expect(await previewed(panel).innerText()).toContain('\\begin{bmatrix}');
    await panel.page.getByRole('combobox', { name: 'Format' }).selectOption({ label: 'Source code (Python)' });
    await panel.settled();
    expect(await previewed(panel).innerText()).toContain('def jacobian_f(x):');
    await panel.page.getByRole('radio', { name: 'Report' }).click();
    await panel.settled();
    expect(await previewed(panel).innerText()).toContain('# `f : ℝ² → ℝ²`');
    expect(await panel.page.getByRole('combobox', { name: 'Format' }).count()).toBe(0);
    for (const name of ['Copy', 'Insert at Cursor', 'Save…']) {
      await panel.page.locator('.export').getByRole('button', { name, exact: true }).click();
    }
    const wanted = { kind: 'export', part: 'report', format: 'markdown', point: { x: [1, 2] } };
    expect(await exportsOf(panel)).toEqual(['clipboard', 'cursor', 'file'].map((to) => ({ ...wanted, to })));
    await panel.send({ kind: 'exported', to: 'cursor' });
    expect(await panel.page.getByText('Inserted', { exact: true }).count()).toBe(1);
    expect(await panel.complaints()).toEqual([]);
    await panel.close();
  });

  test('says why something cannot be exported', async () => {
    const panel = await openLive(browser, { text: TEXT, function: 'f' });
    await panel.settled();
    await panel.page.getByRole('button', { name: 'Export' }).click();
    await panel.page.getByRole('radio', { name: 'Function' }).click();
    await panel.page.getByRole('combobox', { name: 'Format' }).selectOption('csv');
    await panel.settled();
    expect(await panel.page.locator('.export .reason').innerText()).toContain('a formula is no table');
    expect(await panel.page.locator('.export').getByRole('button', { name: 'Copy', exact: true }).isDisabled()).toBe(
      true,
    );
    await panel.close();
  });

  test('fits a narrow panel in every theme', async () => {
    for (const theme of THEMES) {
      const panel = await openLive(browser, { text: TEXT, function: 'f', theme, width: 300, state: null });
      await panel.settled();
      await panel.page.getByRole('button', { name: 'Export' }).click();
      await panel.settled();
      expect(await panel.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(300);
      await panel.close();
    }
  });
});
