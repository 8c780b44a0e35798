import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hessian, seed } from './fixtures/cards';
import { openPanel, show, start, startBrowser, type PanelPage, THEMES } from './harness';

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());

const looks = async ({ sent }: PanelPage) =>
  (await sent()).flatMap((message) => (message.kind === 'look' ? [message] : []));
const influenced = (rows: number[], columns: number[]) =>
  ({ kind: 'influenced', influenced: { expression: 'x[0] ** 2', rows, columns } }) as const;

describe('cells and the source', () => {
  test('the host is told which entry is looked at, once', async () => {
    const panel = await openPanel(browser);
    await panel.send(start, show(seed));
    await panel.page.getByRole('gridcell').nth(2).click();
    await panel.send({ kind: 'status', status: 'current', message: null });
    const point = { x: [1, 2] };
    expect(await looks(panel)).toEqual([
      { kind: 'look', entry: null, order: 1, point },
      { kind: 'look', entry: { row: 1, column: 0 }, order: 1, point },
    ]);
    await panel.send(show(hessian));
    expect((await looks(panel)).at(-1)).toMatchObject({ entry: null, order: 2 });
    await panel.close();
  });

  test('the cells that the expression at the cursor has a part in are marked, and told', async () => {
    for (const theme of THEMES) {
      const panel = await openPanel(browser, { theme, width: 300 });
      await panel.send(start, show(seed), influenced([0], [0, 1]));
      const marked = panel.page.locator('[role=gridcell].influenced');
      expect(await marked.evaluateAll((cells) => cells.map((cell) => (cell as HTMLElement).dataset['column']))).toEqual(
        ['0', '1'],
      );
      const said = panel.page.locator('.source-said');
      expect(await said.innerText()).toBe('x[0] ** 2 at the cursor has a part in 2 entries');
      // In high contrast by a line, else by a background.
      const look = await marked
        .first()
        .locator('.cell')
        .evaluate((cell) => {
          const { outlineStyle, backgroundColor } = getComputedStyle(cell);
          return { outlineStyle, backgroundColor };
        });
      if (theme.startsWith('hc')) expect(look.outlineStyle).toBe('dotted');
      else expect(look.backgroundColor).not.toBe('rgba(0, 0, 0, 0)');
      await panel.send({ kind: 'influenced', influenced: null });
      expect(await marked.count()).toBe(0);
      expect(await said.isVisible()).toBe(false);
      expect(await panel.complaints()).toEqual([]);
      await panel.close();
    }
  });

  test('an expression without a part in it says so', async () => {
    const panel = await openPanel(browser);
    await panel.send(start, show(seed), influenced([], []));
    expect(await panel.page.locator('.source-said').innerText()).toBe(
      'x[0] ** 2 at the cursor has no part in the derivative',
    );
    await panel.close();
  });
});
