import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FrameLocator, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inkOf } from './pixels';
import {
  ALL_THEMES,
  clickText,
  hideSideBar,
  lens,
  openByLens,
  saveFile,
  screenshot,
  setTheme,
  waitUntilKept,
  webview,
} from './steps';
import { ownErrors, pictureFailures, startWorkbench, type Workbench } from './workbench';

const SIZE = { width: 1060, height: 780 };

let workbench: Workbench;
beforeAll(async () => {
  workbench = await startWorkbench({
    file: 'seed.py',
    size: SIZE,
    scale: 1.5,
    settings: {
      'workbench.activityBar.location': 'hidden',
      'editor.autoClosingBrackets': 'never',
      'editor.quickSuggestions': { other: 'off' },
    },
  });
  await hideSideBar(workbench.page);
  await openByLens(workbench.page, 'J : 2 × 2');
  await shows('f');
});
afterAll(() => workbench.stop());
pictureFailures(() => workbench.page);

const panel = (): FrameLocator => webview(workbench.page);
const shows = (name: string): Promise<void> =>
  panel()
    .locator('h1 .name', { hasText: new RegExp(`^${name}$`) })
    .waitFor();
const entries = (): Locator => panel().getByRole('gridcell');
const rowHeader = (row: number): Locator => panel().getByRole('rowheader').nth(row);
const mode = (name: 'Symbolic' | 'Numeric'): Locator => panel().getByRole('radio', { name });
const point = (): Locator => panel().getByLabel('Value of x');
const valueAtPoint = (): Locator => panel().getByRole('group', { name: 'Value at the point' });
const detail = (): Locator => panel().locator('.saying');

/** The formulas in a part of the page, as they are told to who cannot see them. */
const formulas = (of: Locator): Promise<string[]> =>
  of.locator('.formula').evaluateAll((all) => all.map((one) => one.getAttribute('aria-label') ?? 'not set'));

/** Where in the grid the focus is. */
const focused = (): Promise<string> =>
  panel()
    .locator(':focus')
    .evaluate(({ dataset }: HTMLElement) => `${dataset['row']},${dataset['column']}`);

describe('the matrix panel', () => {
  it('shows the matrix typeset', async () => {
    await expect.poll(async () => formulas(panel().locator('.grid tbody td'))).toEqual(['2x₀', '1', 'x₁', 'x₀']);
    for (const entry of await entries().all()) {
      const box = await entry.locator('svg').boundingBox();
      expect(box?.height).toBeGreaterThan(8);
      expect((await inkOf(entry)).contrast).toBeGreaterThan(7);
    }
    expect(await formulas(panel().getByRole('columnheader'))).toEqual(['x₀', 'x₁']);
    expect(await formulas(panel().getByRole('rowheader'))).toEqual(['f₀', 'f₁']);
    expect(await panel().locator('h1').innerText()).toBe('f : ℝ² → ℝ²');
  });

  it('shows numbers at the point in the file', async () => {
    await mode('Numeric').click();
    await expect.poll(async () => entries().allInnerTexts()).toEqual(['2', '1', '2', '1']);
    expect(await point().inputValue()).toBe('[1, 2]');
    expect(await numbersIn(valueAtPoint())).toEqual([3, 2]);
  });

  it('shows numbers at a point that is typed', async () => {
    await point().fill('[pi/4, 1e-3]');
    await point().press('Enter');
    const [a, b] = [Math.PI / 4, 1e-3];
    await expect.poll(async () => near(await numbersIn(valueAtPoint()), [a * a + b, a * b])).toBe(true);
    expect(near((await entries().allInnerTexts()).map(Number), [2 * a, 1, b, a])).toBe(true);
    expect(await point().inputValue()).toBe('[pi/4, 1e-3]');
  });

  it('marks what it cannot read, and keeps the last numbers', async () => {
    const before = await numbersIn(valueAtPoint());
    await point().fill('[pi/foo, 1]');
    await point().press('Enter');
    await panel().locator('input[aria-invalid=true]').waitFor();
    expect(await panel().locator('.problem:visible').innerText()).toMatch(/foo has no value/);
    expect(await panel().locator('.problem mark').innerText()).toBe('foo');
    expect(await numbersIn(valueAtPoint())).toEqual(before);
    expect(await panel().locator('.outdated').count()).toBeGreaterThan(0);
    await screenshot(workbench.page, 'panel-invalid-point');
    await panel().getByText('Use the point in the file').click();
    await expect.poll(async () => numbersIn(valueAtPoint())).toEqual([3, 2]);
    expect(await point().getAttribute('aria-invalid')).toBe('false');
  });

  it('says that a row is the gradient of an output', async () => {
    await mode('Symbolic').click();
    await rowHeader(0).click();
    await detail().waitFor();
    expect(await detail().innerText()).toMatch(/^Row 0 is the gradient\s+of/);
    expect(await formulas(detail())).toEqual(['∇', 'f₀', 'f₀']);
    expect(await panel().locator('td[aria-selected=true]').count()).toBe(2);
    await rowHeader(0).click();
    await detail().waitFor({ state: 'hidden' });
  });

  it('is walked through with the keyboard', async () => {
    const { keyboard } = workbench.page;
    await entries().first().click();
    await keyboard.press('Escape');
    expect(await focused()).toBe('0,0');
    await keyboard.press('ArrowRight');
    await keyboard.press('ArrowDown');
    expect(await focused()).toBe('1,1');
    await keyboard.press('ArrowLeft');
    await keyboard.press('ArrowLeft');
    expect(await focused()).toBe('1,-1');
    await keyboard.press('Enter');
    await detail().waitFor();
    expect(await formulas(detail())).toEqual(['∇', 'f₁', 'f₁']);
    await keyboard.press('Escape');
    await detail().waitFor({ state: 'hidden' });
    await mode('Symbolic').focus();
    await keyboard.press('ArrowRight');
    await expect.poll(() => mode('Numeric').getAttribute('aria-checked')).toBe('true');
    await keyboard.press('ArrowLeft');
    await expect.poll(() => mode('Symbolic').getAttribute('aria-checked')).toBe('true');
  });

  it.each(ALL_THEMES)('is readable in the theme %s', async (theme) => {
    const { page } = workbench;
    await setTheme(page, theme);
    await rowHeader(0).click();
    await page.mouse.move(0, 0);
    await detail().waitFor();
    await expect
      .poll(async () => (await inkOf(entries().first())).contrast)
      .toBeGreaterThan(theme.startsWith('high-contrast') ? 10 : 7);
    await screenshot(page, `panel-${theme}`, { x: 0, y: 36, width: SIZE.width, height: SIZE.height - 60 });
    await rowHeader(0).click();
    await setTheme(page, 'dark');
  });

  it('has room in a narrow window', async () => {
    const { page } = workbench;
    await page.setViewportSize({ width: 620, height: 780 });
    const main = panel().locator('main');
    await expect.poll(async () => (await main.boundingBox())?.width).toBeLessThan(400);
    const overflow = await main.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return scrollWidth - clientWidth;
    });
    await screenshot(page, 'panel-narrow');
    expect(overflow).toBeLessThanOrEqual(0);
    await page.setViewportSize(SIZE);
  });

  it('follows the cursor to another function', async () => {
    const { page } = workbench;
    await clickText(page, 'f1');
    await shows('f1');
    expect(await formulas(panel().locator('.grid tbody td'))).toEqual(['2x₀', '1']);
    await clickText(page, 'f');
    await shows('f');
  });

  it('keeps up with the text', async () => {
    const { page } = workbench;
    await clickText(page, 'return');
    await page.keyboard.press('End');
    await page.keyboard.type('*3');
    await expect.poll(async () => (await formulas(panel().locator('.grid tbody td')))[0]).toBe('6x₀');
    // Half-typed, the last good result stays, and is said to be older.
    await page.keyboard.type(' + (');
    await expect.poll(async () => page.locator('.view-lines').innerText()).toMatch(/\*3.\+.\(/);
    expect((await formulas(panel().locator('.grid tbody td')))[0]).toBe('6x₀');
    for (let i = 0; i < 6; i++) await page.keyboard.press('Backspace');
    await expect.poll(async () => (await formulas(panel().locator('.grid tbody td')))[0]).toBe('2x₀');
    await saveFile(page, 'seed.py');
  });

  it('stays at its function when it is pinned', async () => {
    const { page, folder } = workbench;
    await panel().getByRole('button', { name: 'Pin' }).click();
    await panel().locator('[data-key=pin][aria-pressed=true]').waitFor();
    await clickText(page, 'gradient_f1');
    // The file changes on the disk: by the time that this shows, the movement of the cursor would have shown, too.
    const file = join(folder, 'seed.py');
    writeFileSync(file, readFileSync(file, 'utf8').replace('[1.0, 2.0]', '[3.0, 2.0]'));
    await expect.poll(async () => numbersIn(valueAtPoint()), { timeout: 20_000 }).toEqual([11, 6]);
    expect(await panel().locator('h1 .name').innerText()).toBe('f');
  });

  it('survives a reload of the window, as it was', async () => {
    await mode('Numeric').click();
    await rowHeader(1).click();
    await detail().waitFor();
    await waitUntilKept(workbench.page, '"pinned":true,"mode":"numeric","row":1');
    await workbench.reload();
    await shows('f');
    await expect.poll(async () => panel().locator('[data-key=pin]').getAttribute('aria-pressed')).toBe('true');
    await expect.poll(async () => entries().allInnerTexts()).toEqual(['6', '1', '2', '3']);
    expect(await formulas(detail())).toEqual(['∇', 'f₁', 'f₁']);
  });

  it('follows the cursor again when it is unpinned', async () => {
    await lens(workbench.page, 'J : 2 × 2').waitFor();
    await clickText(workbench.page, 'f1');
    await panel().locator('[data-key=pin]').click();
    await panel().locator('[data-key=pin][aria-pressed=false]').waitFor();
    await shows('f1');
  });

  it('takes on the colours of another theme also where it was opened with forced colours', async () => {
    const { page } = workbench;
    await setTheme(page, 'high-contrast-light');
    await waitUntilKept(page, '"pinned":false');
    await workbench.reload();
    await shows('f1');
    await setTheme(page, 'dark');
    await page.mouse.move(0, 0);
    await expect.poll(async () => (await inkOf(panel().locator('h1'))).contrast).toBeGreaterThan(7);
  });

  it('reports no errors of its own', () => {
    expect(ownErrors(workbench)).toEqual([]);
  });
});

/** The numbers that a part of the page shows. */
async function numbersIn(part: Locator): Promise<number[]> {
  const text = await part.innerText();
  return (text.match(/[-−]?\d+(?:\.\d+)?(?:e[-−+]?\d+)?/g) ?? []).map((number) => Number(number.replaceAll('−', '-')));
}

/** Whether numbers are those expected, to the six digits that are shown. */
const near = (numbers: readonly number[], expected: readonly number[]): boolean =>
  numbers.length === expected.length &&
  numbers.every((number, i) => Math.abs(number / (expected[i] ?? NaN) - 1) < 1e-5);
