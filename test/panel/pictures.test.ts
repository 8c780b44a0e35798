import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startBrowser } from './harness';
import { openLive, type LivePanel } from './live';

let browser: Browser;
let panel: LivePanel;
beforeAll(async () => {
  browser = await startBrowser();
  panel = await openLive(browser, { text: CHAIN, function: 'chain' });
  await panel.settled();
});
afterAll(() => browser.close());

/** ∂fᵢ/∂xᵢ = −2xᵢ, ∂fᵢ/∂xᵢ₊₁ = 1. */
const CHAIN = `import numpy as np
def chain(x):
    return np.array([x[i + 1] - x[i]**2 for i in range(3)])
chain(np.array([0.0, 2.0, -1.0, 4.0]))
`;

const readout = async () => panel.page.locator('.readout').locator('visible=true').innerText();

/** The colours of the entries as they are on the page, row by row. */
const pixels = async (rows: number, columns: number) => {
  const data = await panel.page
    .locator('canvas')
    .first()
    .evaluate(
      (canvas, [height, width]) => [
        ...((canvas as HTMLCanvasElement).getContext('2d')?.getImageData(0, 0, width, height).data ?? []),
      ],
      [rows, columns] as const,
    );
  return (row: number, column: number) => data.slice(4 * (row * columns + column)).slice(0, 3);
};

describe('a matrix as a picture', () => {
  test('has a colour for each sign, the background for zero', async () => {
    await panel.page.getByRole('radio', { name: 'Colours' }).click();
    const pixel = await pixels(3, 4);
    const [negative, positive, zero] = [pixel(1, 1), pixel(2, 2), pixel(0, 3)];
    expect(negative?.[2]).toBeGreaterThan(negative?.[0] ?? 0); // −4 is blue
    expect(positive?.[0]).toBeGreaterThan(positive?.[2] ?? 0); // 2 is red
    expect(new Set(zero).size).toBe(1); // grey, as the page
  });

  test('is read out entry by entry, by keyboard', async () => {
    const canvas = panel.page.locator('canvas').first();
    await canvas.focus();
    await canvas.press('ArrowRight');
    await canvas.press('ArrowDown');
    expect(await readout()).toBe('chain₁, x₁: −4');
    await canvas.press('Enter');
    expect(await panel.kept()).toMatchObject({ row: 1, column: 1, mode: 'heatmap' });
  });

  test('tells its structure apart from zeros at the point', async () => {
    await panel.page.getByRole('radio', { name: 'Structure' }).click();
    const canvas = panel.page.locator('canvas').locator('visible=true');
    await canvas.focus();
    await canvas.press('Control+Home');
    expect(await readout()).toBe('chain₀, x₀: zero at this point');
    await canvas.press('End');
    expect(await readout()).toBe('chain₀, x₃: always zero');
    expect(await panel.complaints()).toEqual([]);
  });
});
