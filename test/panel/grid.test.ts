import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ekf, gradient, hessian, scalar, seed, tridiagonal } from './fixtures/cards';
import { openPanel, show, start, startBrowser, type PanelPage } from './harness';

let browser: Browser;
let panel: PanelPage;

beforeAll(async () => {
  browser = await startBrowser();
  panel = await openPanel(browser);
  await panel.send(start);
});
afterAll(() => browser.close());

/** `role "name"` of what has the focus. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement;
    const name = element?.querySelector('[aria-label]')?.getAttribute('aria-label') ?? element?.textContent ?? '';
    return `${element?.getAttribute('role')} ${name.trim()}`;
  });

const selected = (page: Page): Promise<string[]> =>
  page
    .locator('.grid [aria-selected=true]')
    .evaluateAll((cells) => cells.map((cell) => cell.querySelector('[aria-label]')?.getAttribute('aria-label') ?? ''));

describe('the matrix as a grid', () => {
  test('says what it is, and names its rows and columns', async () => {
    await panel.send(show(seed));
    const grid = panel.page.getByRole('grid', { name: 'Matrix with 2 rows and 2 columns' });
    expect(await grid.getByRole('columnheader').count()).toBe(2);
    expect(await grid.getByRole('rowheader', { name: 'f₁' }).count()).toBe(1);
    expect(await grid.getByRole('gridcell').count()).toBe(4);
    expect(await grid.getAttribute('aria-rowcount')).toBe('3');
    expect(await grid.getAttribute('aria-colcount')).toBe('3');
    const cell = grid.getByRole('gridcell', { name: '2x₀' });
    expect(await cell.getAttribute('aria-colindex')).toBe('2');
    expect(await cell.locator('xpath=..').getAttribute('aria-rowindex')).toBe('2');
  });

  test('is one stop of Tab, and is walked through with arrows, Home and End', async () => {
    await panel.send(show(seed));
    const { page } = panel;
    await page.getByRole('gridcell').first().focus();
    expect(await page.locator('.grid [tabindex="0"]').count()).toBe(1);
    const walk = [
      ['ArrowRight', 'gridcell 1'],
      ['ArrowRight', 'gridcell 1'],
      ['ArrowDown', 'gridcell x₀'],
      ['Home', 'gridcell x₁'],
      ['ArrowLeft', 'rowheader f₁'],
      ['ArrowUp', 'rowheader f₀'],
      ['ArrowUp', 'rowheader f₀'],
      ['End', 'gridcell 1'],
      ['ArrowUp', 'columnheader x₁'],
      ['Control+Home', 'gridcell 2x₀'],
      ['Control+End', 'gridcell x₀'],
      ['PageUp', 'gridcell 1'],
      ['PageDown', 'gridcell x₀'],
    ] as const;
    for (const [key, place] of walk) {
      await page.keyboard.press(key);
      expect(`${key}: ${await focused(page)}`).toBe(`${key}: ${place}`);
      expect(await page.locator('.grid [tabindex="0"]').count()).toBe(1);
    }
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.closest('.grid') === null)).toBe(true);
    await page.keyboard.press('Shift+Tab');
    expect(await focused(page)).toBe('gridcell x₀');
  });

  test('row i is the gradient of output i', async () => {
    await panel.send(show(seed));
    const { page } = panel;
    await page.getByRole('rowheader', { name: 'f₁' }).focus();
    await page.keyboard.press('Enter');
    expect(await selected(page)).toEqual(['f₁', 'x₁', 'x₀']);
    const detail = page.locator('.detail');
    expect(await detail.locator('.saying').textContent()).toContain('Row 1 is the gradient');
    await detail.getByRole('img', { name: '∇f₁' }).first().waitFor();
    expect(await detail.getByRole('img', { name: 'x₁, x₀', exact: true }).count()).toBe(1);
    expect(await detail.getByRole('img', { name: '2; 1', exact: true }).count()).toBe(1);
    expect(await panel.kept()).toMatchObject({ row: 1, column: null });
    await page.keyboard.press('Escape');
    expect(await selected(page)).toEqual([]);
    expect(await detail.isVisible()).toBe(false);
  });

  test('a column holds the partial derivatives by one variable, a cell one of them', async () => {
    await panel.send(show(seed));
    const { page } = panel;
    await page.getByRole('columnheader', { name: 'x₀' }).click();
    expect(await selected(page)).toEqual(['x₀', '2x₀', 'x₁']);
    expect(await page.locator('.detail').getByRole('img', { name: '∂f/∂x₀' }).count()).toBe(1);
    await page.getByRole('gridcell', { name: 'x₁' }).click();
    expect(await selected(page)).toEqual(['x₁']);
    expect(await page.locator('.detail').getByRole('img', { name: '∂f₁/∂x₀' }).count()).toBe(1);
    expect(await page.locator('.detail .number').textContent()).toBe('2');
    await page.getByRole('button', { name: 'Clear selection' }).click();
    expect(await selected(page)).toEqual([]);
  });

  test('a gradient is a column shaped like x', async () => {
    await panel.send(show(gradient));
    const { page } = panel;
    expect(await page.getByRole('columnheader').count()).toBe(0);
    expect(await page.getByRole('row').count()).toBe(2);
    await page.getByRole('gridcell', { name: '2x₀' }).click();
    expect(await page.locator('.detail').getByRole('img', { name: '∂f₁/∂x₀' }).count()).toBe(1);
    expect(await panel.kept()).toMatchObject({ row: 0, column: 0 });
  });

  test('a Hessian names second derivatives, a single derivative needs no headers', async () => {
    await panel.send(show(hessian));
    const { page } = panel;
    await page.getByRole('gridcell').first().click();
    expect(await page.locator('.detail').getByRole('img', { name: '∂²rosenbrock/∂p₀²' }).count()).toBe(1);
    await page.getByRole('gridcell').nth(1).click();
    expect(await page.locator('.detail').getByRole('img', { name: '∂²rosenbrock/∂p₁∂p₀' }).count()).toBe(1);
    await panel.send(show(scalar));
    expect(await page.getByRole('gridcell').count()).toBe(1);
    expect(await page.getByRole('rowheader').count()).toBe(0);
  });

  test('numbers stand with their points aligned', async () => {
    await panel.send(show(ekf));
    const { page } = panel;
    await page.getByRole('radio', { name: 'Numeric' }).check();
    const column = await page.locator('.grid [data-column="2"] .number').allTextContents();
    expect(column).toEqual(['−0.0479426', ' 0.0877583', ' 1        ', ' 0        ']);
    await page.getByRole('radio', { name: 'Symbolic' }).check();
    expect(await page.getByRole('gridcell', { name: 'cos(state₂)/10', exact: true }).count()).toBe(1);
  });

  test('what is selected and focused stays while the same function is worked out anew', async () => {
    await panel.send(show(seed));
    const { page } = panel;
    await page.getByRole('gridcell', { name: 'x₁' }).click();
    await panel.send({ kind: 'status', status: 'updating', message: null }, show(structuredClone(seed)));
    expect(await selected(page)).toEqual(['x₁']);
    expect(await focused(page)).toBe('gridcell x₁');
    await panel.send(show(gradient));
    expect(await selected(page)).toEqual([]);
  });
});

describe('a large matrix', () => {
  const size = 1000;

  test('is only in part on the page, and is walked through whole', async () => {
    const large = await openPanel(browser, { width: 700, height: 800, theme: 'light' });
    const { page } = large;
    await large.send(start, show(tridiagonal(size)));
    expect(await page.locator('.missing').textContent()).toContain('too long');
    await page.getByRole('radio', { name: 'Numeric' }).check();
    const grid = page.getByRole('grid');
    expect(await grid.getAttribute('aria-rowcount')).toBe(String(size + 1));
    expect(await page.locator('*').count()).toBeLessThan(3000);

    await page.getByRole('gridcell').first().focus();
    await page.keyboard.press('Control+End');
    expect(await focused(page)).toBe(`gridcell −${2 + (size - 1) / 8}`);
    const last = page.locator('.grid :focus');
    expect(await last.getAttribute('aria-colindex')).toBe(String(size + 1));
    expect(await seenWhole(page)).toBe(true);
    expect(await page.getByRole('rowheader', { name: 'r₉₉₉' }).count()).toBe(1);

    await page.keyboard.press('PageUp');
    await page.keyboard.press('ArrowLeft');
    expect(await seenWhole(page)).toBe(true);
    await page.keyboard.press('Control+Home');
    expect(await focused(page)).toBe('gridcell −2');
    expect(await seenWhole(page)).toBe(true);
    expect(await page.locator('*').count()).toBeLessThan(3000);
    expect(await page.getByRole('img', { name: /tridiagonal/ }).count()).toBe(1);
    expect(await large.complaints()).toEqual([]);
    await large.close();
  });

  test('makes only what was not seen before: the rest stays, in order and without gaps', async () => {
    const large = await openPanel(browser, { width: 700, height: 800 });
    const { page } = large;
    await large.send(start, { kind: 'view', mode: 'numeric' }, show(tridiagonal(200)));
    const whole = await page.locator('.grid-region').evaluate(async (region) => {
      const places = (): string[][] =>
        [...region.querySelectorAll('tbody tr:not(.spacer)')].map((row) =>
          [...row.querySelectorAll<HTMLElement>('[data-row]')].map(({ dataset: { row: i, column: j } }) => `${i} ${j}`),
        );
      const drawn = (): Promise<unknown> =>
        new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      let isWhole = true;
      for (const [left, top] of [
        [300, 400],
        [420, 520],
        [200, 3000],
        [2500, 2900],
        [0, 0],
      ] as const) {
        region.scrollTo(left, top);
        await drawn();
        const [first = []] = places();
        const [row, column] = (first[1] ?? '').split(' ').map(Number) as [number, number];
        const inOrder = places().every((cells, i) =>
          cells.every((cell, j) => cell === `${row + i} ${j === 0 ? -1 : column + j - 1}`),
        );
        isWhole &&= inOrder && first.length > 2;
      }
      return isWhole;
    });
    expect(whole).toBe(true);
    await page.locator('.grid-region').evaluate((region) => region.scrollTo(0, 0));
    const kept = await page.locator('.grid-region').evaluate(async (region) => {
      const cell = region.querySelector('[data-row="12"][data-column="3"]');
      region.scrollTo(180, 240);
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      return cell !== null && cell === region.querySelector('[data-row="12"][data-column="3"]');
    });
    expect(kept).toBe(true);
    await large.close();
  });

  test('keeps the focus when it is scrolled away under it', async () => {
    const large = await openPanel(browser, { width: 700, height: 800 });
    const { page } = large;
    await large.send(start, { kind: 'view', mode: 'numeric' }, show(tridiagonal(200)));
    await page.getByRole('gridcell').first().focus();
    await page.locator('.grid-region').evaluate((region) => region.scrollTo(3000, 3000));
    await page.waitForFunction(() => document.querySelector('[data-row="0"][data-column="0"]') === null);
    expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('grid');
    await page.keyboard.press('ArrowDown');
    expect(await focused(page)).toBe('gridcell 1');
    await large.close();
  });
});

/** Whether the focused cell lies inside the matrix's region, and not under its headers. */
function seenWhole(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const cell = document.activeElement?.getBoundingClientRect();
    const region = document.querySelector('.grid-region')?.getBoundingClientRect();
    const head = document.querySelector('.grid thead th')?.getBoundingClientRect();
    const side = document.querySelector('.grid tbody th')?.getBoundingClientRect();
    if (!cell || !region || !head || !side) return false;
    const slack = 1;
    return (
      cell.left >= side.right - slack &&
      cell.top >= head.bottom - slack &&
      cell.right <= region.right + slack &&
      cell.bottom <= region.bottom + slack
    );
  });
}
