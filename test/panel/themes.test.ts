import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ToPage } from '../../src/panel/messages';
import {
  ekf,
  gradient,
  hessian,
  kinked,
  logistic,
  scalar,
  seed,
  tridiagonal,
  unsupported,
  wrong,
} from './fixtures/cards';
import { inkOf } from '../ui/pixels';
import { openPanel, picture, show, start, startBrowser, THEMES, type PanelPage } from './harness';

let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());

/** What stands out must be read: WCAG asks for 4.5 : 1. */
const LEAST_CONTRAST = 4.5;

const problem = { message: 'There is no variable named foo here.', argument: 'x', offset: 3 };
const toNumbers = (page: Page): Promise<void> => page.getByRole('radio', { name: 'Numeric' }).click();

describe.each(THEMES)('in the %s theme', (theme) => {
  const scenes: readonly { name: string; message: ToPage; act?: (page: Page) => Promise<void> }[] = [
    { name: 'jacobian', message: show(seed), act: (page) => page.getByRole('rowheader').first().click() },
    { name: 'gradient', message: show(logistic), act: (page) => page.getByRole('gridcell').nth(1).click() },
    { name: 'numeric', message: show(ekf, { pinned: true }), act: toNumbers },
    { name: 'wrong', message: show(wrong), act: (page) => page.getByRole('columnheader').first().click() },
    { name: 'kinks', message: show(kinked) },
    { name: 'hessian', message: show(hessian), act: (page) => page.getByRole('button', { name: 'Copy' }).click() },
    { name: 'large', message: show(tridiagonal(200)), act: toNumbers },
    { name: 'unsupported', message: show(unsupported) },
    { name: 'invalid', message: show(scalar, { choices: { wrt: null, order: 1, point: { x: 'pi/foo' } }, problem }) },
    { name: 'empty', message: { kind: 'empty', message: 'Put the cursor into a function.', pinned: false } },
  ];

  let panel: PanelPage;
  beforeAll(async () => {
    panel = await openPanel(browser, { theme, width: 600, height: 760 });
  });
  afterAll(() => panel.close());

  test.each(scenes)('$name: readable, in its bounds, within the policy', async ({ name, message, act }) => {
    await panel.reload();
    await panel.send(start, message);
    await act?.(panel.page);
    await panel.page.mouse.move(0, 0);
    await picture(panel.page, `${name}-${theme}`);
    expect(await faint(panel.page)).toEqual([]);
    expect(await overflowing(panel.page)).toBe(false);
    expect(await panel.complaints()).toEqual([]);
  });
});

describe('with little room', () => {
  test.each([
    ['jacobian', seed],
    ['motion', ekf],
    ['loss', logistic],
    ['large', tridiagonal(100)],
  ] as const)(
    '%s fits into 300 pixels; the matrix scrolls in its own region, under its headers',
    async (name, card) => {
      const { page, send, complaints, close } = await openPanel(browser, { width: 300, theme: 'light' });
      await send(start, show(card));
      if (!card.card.derivative?.entries) await page.getByRole('radio', { name: 'Numeric' }).click();
      await picture(page, `narrow-${name}`);
      expect(await overflowing(page)).toBe(false);
      const header = page.getByRole('rowheader').first();
      const before = await header.boundingBox();
      const region = page.locator('.grid-region');
      await region.evaluate((element) => element.scrollTo(60, 0));
      expect(await header.boundingBox()).toEqual(before);
      // Entries have at least half of the room.
      const width = (await region.boundingBox())?.width ?? 0;
      expect(before?.width ?? 0).toBeLessThan(width / 2);
      expect(await complaints()).toEqual([]);
      await close();
    },
  );

  test('text twice as large is still whole', async () => {
    const { page, send, close } = await openPanel(browser, { width: 600 });
    await send(start, show(seed));
    await page.evaluate(() => {
      document.documentElement.style.setProperty('--vscode-font-size', '26px');
      document.documentElement.style.setProperty('--vscode-editor-font-size', '28px');
    });
    await picture(page, 'zoomed');
    expect(await overflowing(page)).toBe(false);
    await close();
  });
});

test('with less motion nothing moves', async () => {
  const { page, send, close } = await openPanel(browser, { reducedMotion: true });
  await send(start, show(seed));
  const moving = await page.evaluate(() =>
    [...document.querySelectorAll('*')].filter((element) => {
      const { transitionDuration, animationName } = getComputedStyle(element);
      return transitionDuration !== '0s' || animationName !== 'none';
    }),
  );
  expect(moving).toHaveLength(0);
  await close();
});

test('with forced colours brackets and formulas are drawn in the colour of the text', async () => {
  const { page, send, complaints, close } = await openPanel(browser, { forcedColors: true });
  await send(start, show(gradient));
  await page.getByRole('gridcell').first().click();
  await picture(page, 'forced-colours');
  const [text, ink] = await page.evaluate(() => {
    const svg = document.querySelector('.grid .formula svg');
    return [getComputedStyle(document.body).color, svg ? getComputedStyle(svg).fill : ''];
  });
  expect(ink).toBe(text);
  expect(await complaints()).toEqual([]);
  await close();
});

test.each(['hc-dark', 'hc-light'] as const)(
  'with forced colours the sliders of %s have their tracks',
  async (theme) => {
    const { page, send, close } = await openPanel(browser, { theme, forcedColors: true });
    await send(start, show(gradient));
    await page.getByRole('button', { name: 'Sliders' }).click();
    // The track is a quarter of the height; the thumb alone covers less than a tenth.
    expect((await inkOf(page.getByRole('slider').first())).covered).toBeGreaterThan(0.2);
    await close();
  },
);

/** Whether the page itself would have to be scrolled sideways. */
const overflowing = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

/** Texts and formulas that stand out too little from what is behind them. */
function faint(page: Page): Promise<string[]> {
  return page.evaluate((least) => {
    type Colour = readonly [number, number, number, number];
    const parse = (text: string): Colour => {
      const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
      if (!canvas) throw new Error('no canvas');
      canvas.fillStyle = text;
      canvas.fillRect(0, 0, 1, 1);
      const [r = 0, g = 0, b = 0, a = 0] = canvas.getImageData(0, 0, 1, 1).data;
      return [r, g, b, a / 255];
    };
    const over = (top: Colour, under: Colour): Colour => {
      const mix = (i: 0 | 1 | 2) => top[i] * top[3] + under[i] * (1 - top[3]);
      return [mix(0), mix(1), mix(2), 1];
    };
    const behind = (element: Element | null): Colour =>
      element
        ? over(parse(getComputedStyle(element).backgroundColor), behind(element.parentElement))
        : [255, 255, 255, 1];
    const luminance = (colour: Colour): number => {
      const linear = (value: number) => (value <= 10.31 ? value / 3294.6 : ((value / 255 + 0.055) / 1.055) ** 2.4);
      return 0.2126 * linear(colour[0]) + 0.7152 * linear(colour[1]) + 0.0722 * linear(colour[2]);
    };
    const found: string[] = [];
    for (const element of document.querySelectorAll('main *')) {
      const own = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim());
      if (!own && !element.classList.contains('formula')) continue;
      // What is out of date is faint on purpose, and said to be so.
      if (!element.checkVisibility() || element.closest('.outdated, .unseen')) continue;
      const back = behind(element);
      const ink = over(parse(getComputedStyle(element).color), back);
      const [light, dark] = [luminance(ink), luminance(back)].sort((a, b) => b - a) as [number, number];
      const contrast = (light + 0.05) / (dark + 0.05);
      if (contrast < least)
        found.push(`${contrast.toFixed(2)} ${element.className} ${element.textContent?.slice(0, 30)}`);
    }
    return found;
  }, LEAST_CONTRAST);
}
