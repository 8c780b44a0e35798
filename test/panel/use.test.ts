import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startBrowser, type PageOptions } from './harness';
import { openLive, type LivePanel } from './live';

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());

/** What NumPy says: test/fixtures/numerics/optimise.py. */
const expected = JSON.parse(
  readFileSync(join(import.meta.dirname, '../fixtures/numerics/optimise.json'), 'utf8'),
) as Readonly<Record<string, readonly (readonly number[])[]>>;

const TEXT = `import numpy as np
def rosenbrock(x):
    return (1 - x[0])**2 + 100*(x[1] - x[0]**2)**2
rosenbrock(np.array([-1.2, 1.0]))
def seed(x):
    return np.array([x[0]**2 + x[1], x[0]*x[1]])
seed(np.array([3.0, 5.0]))
def area(a, b):
    return a * b
area(4.0, 5.0)
def cube(x, y, z):
    return x**2 + y**2 + x*z + 3*z**2
cube(1.0, 2.0, 3.0)
`;

async function open(
  name: string,
  chosen: Readonly<Record<string, string>>,
  page: PageOptions = {},
): Promise<LivePanel> {
  const state = {
    ...{ version: 2, uri: 'file:///live', function: name, wrt: null, order: 1, point: {}, pinned: false },
    ...{ mode: 'symbolic', tab: 'use', options: chosen, row: null, column: null },
  };
  const panel = await openLive(browser, { text: TEXT, function: name, state, ...page });
  await panel.settled();
  return panel;
}

describe('a walk', () => {
  const WALK = { 'use.step-size': '1e-3', 'use.steps': '20' };

  test('is stepped through with buttons, keys and the slider, in the numbers of NumPy', async () => {
    const panel = await open('rosenbrock', WALK);
    const { page } = panel;
    const readout = page.locator('.use-readout');
    const says = async (k: number): Promise<void> => {
      await panel.settled();
      const text = (await readout.innerText()).replaceAll('−', '-');
      expect(text).toContain(`Step ${k} of 20`);
      for (const one of expected['gradientDescent']?.[k] ?? [])
        expect(text).toContain(String(Number(one.toPrecision(6))));
    };
    await says(20);
    await page.getByRole('button', { name: 'To the beginning' }).click();
    await says(0);
    await page.getByRole('button', { name: 'One step forward' }).click();
    await says(1);
    await page.getByRole('region', { name: 'Steps' }).focus();
    await page.keyboard.press('PageDown');
    await says(11);
    await page.keyboard.press('ArrowUp');
    await says(10);
    expect(await page.locator('.use-iterates [aria-current=step]').innerText()).toContain('10');
    await page.getByRole('slider', { name: 'Steps' }).fill('4');
    await says(4);
    expect(await panel.kept()).toMatchObject({ options: { 'use.step': '4' } });
    expect(await panel.complaints()).toEqual([]);
    await panel.close();
  });

  test('gives its point to the panel', async () => {
    const panel = await open('rosenbrock', { ...WALK, 'use.step': '3' });
    await panel.page.getByRole('button', { name: 'Take This Point' }).click();
    await panel.settled();
    const sent = (await panel.sent()).find((message) => message.kind === 'evaluate');
    const [x, y] = JSON.parse(sent?.kind === 'evaluate' ? (sent.point['x'] ?? '') : '') as [number, number];
    expect(x).toBeCloseTo(expected['gradientDescent']?.[3]?.[0] as number, 12);
    expect(y).toBeCloseTo(expected['gradientDescent']?.[3]?.[1] as number, 12);
    // The next walk begins there, and is seen whole.
    const readout = (await panel.page.locator('.use-readout').innerText()).replaceAll('−', '-');
    expect(readout).toContain('Step 20 of 20');
    await panel.page.getByRole('button', { name: 'Use the point in the file' }).click();
    await panel.settled();
    expect(await panel.page.locator('.use-point').innerText()).toContain('-1.2, 1');
    await panel.close();
  });

  test('stays, greyed, while a setting is wrong; the field says why', async () => {
    const panel = await open('rosenbrock', WALK);
    const { page } = panel;
    const field = page.getByLabel('Step size');
    const before = await page.locator('.use-readout').innerText();
    await field.fill('-1');
    await panel.settled();
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    expect(await page.getByText('A number above 0').isVisible()).toBe(true);
    expect(await page.locator('.use-optimiser .use-result').getAttribute('class')).toContain('outdated');
    expect(await page.locator('.use-readout').innerText()).toBe(before);
    await field.fill('2e-3');
    await panel.settled();
    expect(await field.getAttribute('aria-invalid')).toBe('false');
    expect(await page.locator('.use-readout').innerText()).not.toBe(before);
    await panel.close();
  });

  test('that diverges says so, where', async () => {
    const panel = await open('rosenbrock', { 'use.step-size': '0.1' });
    const said = await panel.page.locator('.use-end').innerText();
    expect(said).toMatch(/Diverges: at step \d+ the numbers are beyond all bounds/);
    expect(await panel.complaints()).toEqual([]);
    await panel.close();
  });

  test('is played and paused, and not where motion is unwanted', async () => {
    const panel = await open('rosenbrock', { ...WALK, 'use.steps': '100' });
    const { page } = panel;
    const slider = page.getByRole('slider', { name: 'Steps' });
    await page.getByRole('button', { name: 'Play' }).click();
    await page.waitForTimeout(700);
    await page.getByRole('button', { name: 'Pause' }).click();
    const at = Number(await slider.inputValue());
    expect(at).toBeGreaterThan(0);
    expect(at).toBeLessThan(100);
    await page.waitForTimeout(300);
    expect(Number(await slider.inputValue())).toBe(at);
    await panel.close();
    const still = await open('rosenbrock', WALK, { reducedMotion: true });
    expect(await still.page.getByRole('button', { name: 'Play' }).count()).toBe(0);
    expect(await still.page.getByRole('button', { name: 'One step back' }).isVisible()).toBe(true);
    await still.close();
  });

  test('of two variables is drawn on the contours of what is made small', async () => {
    const scalar = await open('rosenbrock', WALK);
    // Each step has its dot, and what is shown is all of it.
    expect(await scalar.page.locator('.use-figures .way-point').count()).toBe(21);
    expect(await scalar.page.locator('.use-figures .way-point.current').count()).toBe(1);
    expect(await scalar.page.locator('.use-figures .contour-line').count()).toBeGreaterThan(4);
    await scalar.close();
    const system = await open('seed', { 'use.method': 'levenbergMarquardt', 'use.step': '0' });
    const said = await system.page.locator('.use-figures .readout').innerText();
    expect(said).toContain('½‖f‖² = 210.5'); // (14² + 15²)/2
    expect(said.replaceAll('−', '-')).toContain('(159, 59)'); // Jᵀf = [[6, 5], [1, 3]]·(14, 15)
    expect(await system.complaints()).toEqual([]);
    await system.close();
    const three = await open('cube', {});
    expect(await three.page.locator('.use-figures .plane').isVisible()).toBe(false);
    await three.close();
  });

  test('methods are those that the function has a use for', async () => {
    const scalar = await open('rosenbrock', {});
    expect(await scalar.page.getByLabel('Method').locator('option').allInnerTexts()).not.toContain('Gauss–Newton');
    await scalar.close();
    const system = await open('seed', {});
    expect((await system.page.getByLabel('Method').locator('option').allInnerTexts())[0]).toBe('Newton for f = 0');
    expect(await system.page.locator('.use-end').innerText()).not.toBe('');
    await system.close();
  });
});

describe('the other uses', () => {
  test('the worst change: first order and true, side by side', async () => {
    const panel = await open('area', { 'use.part': 'worst', 'use.epsilon': '0.1', 'use.norm': 'linf' });
    // ε·sign(∇) = (0.1, 0.1): first order 0.9, true 4.1·5.1 − 20 = 0.91.
    const row = panel.page.getByRole('row').filter({ hasText: '0.91' });
    expect(await row.getByRole('cell').allInnerTexts()).toEqual(['20', '0.9', '0.91']);
    expect(await panel.complaints()).toEqual([]);
    await panel.close();
  });

  test('the uncertainty, with the variables ranked by their shares', async () => {
    const panel = await open('area', { 'use.part': 'uncertainty', 'use.deviations': '[0.1, 0.2]' });
    expect(await panel.page.locator('.use-headline').innerText()).toContain('= 20 ± 0.943'); // √0.89
    const shares = await panel.page.locator('.use-table tbody tr td:last-child').allInnerTexts();
    expect(shares.map((one) => one.trim())).toEqual(['71.9 %', '28.1 %']); // 0.64/0.89 of b, 0.25/0.89 of a
    const field = panel.page.getByLabel('Standard deviations');
    await field.fill('10%');
    await panel.settled();
    expect(await panel.page.locator('.use-headline').innerText()).toContain('± 2.83'); // 20·0.1·√2
    await field.fill('[1, 2, 3]');
    await panel.settled();
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    expect(await panel.page.locator('.use-headline').innerText()).toContain('± 2.83');
    await panel.close();
  });

  test('products, with the names of the components', async () => {
    const panel = await open('seed', { 'use.part': 'products', 'use.vector': '[1, −1]' });
    const { page } = panel;
    const numbers = async (): Promise<string[]> => {
      await panel.settled();
      const cells = await page.locator('.use-table tbody td.number').allInnerTexts();
      return cells.map((one) => one.trim().replaceAll('−', '-'));
    };
    expect(await numbers()).toEqual(['5', '2']); // [[6, 1], [5, 3]]·(1, −1)
    expect(await page.locator('.use-below').getByRole('img', { name: 'x₁' }).count()).toBe(1);
    await page.getByRole('radio', { name: 'vᵀJ' }).click();
    expect(await numbers()).toEqual(['1', '-2']);
    await page.getByRole('radio', { name: 'Hv' }).click();
    await page.getByLabel('Output').selectOption('1');
    expect(await numbers()).toEqual(['-1', '1']); // [[0, 1], [1, 0]]·(1, −1)
    expect(await panel.complaints()).toEqual([]);
    await panel.close();
  });
});

describe('at 300 pixels, with and without the borders of high contrast', () => {
  test.each(['dark', 'hc-light'] as const)('%s', async (theme) => {
    for (const part of ['optimise', 'worst', 'uncertainty', 'products']) {
      const panel = await open('seed', { 'use.part': part, 'use.deviations': '1%' }, { theme, width: 300 });
      const { page } = panel;
      expect(await page.evaluate(() => document.documentElement.scrollWidth), part).toBeLessThanOrEqual(300);
      // Every field and button has a name.
      const nameless = page.locator('.use-tab :is(input, select, button):visible:not([aria-label]):not([id])');
      for (const one of await nameless.all()) expect((await one.innerText()).trim(), part).not.toBe('');
      expect(await panel.complaints(), part).toEqual([]);
      await panel.close();
    }
  });
});
