import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startBrowser } from './harness';
import { openLive } from './live';

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());

const SEED = `import numpy as np
def f(x):
    return np.array([x[0]**2 + x[1], x[0]*x[1]])
f(np.array([1.0, 2.0]))
`;

describe('what the derivative says at the point', () => {
  test('in the words and names of the source', async () => {
    const panel = await openLive(browser, { text: SEED, function: 'f' });
    await panel.settled();
    const facts = panel.page.locator('.here .facts');
    const said = (await facts.innerText()).replace(/\s+/g, ' ');
    expect(said).toContain('Rank 1 of 2');
    expect(said).toContain('Determinant 0');
    expect(said).toContain('no output changes, to first order');
    // The weakest direction is (−1, 2)/√5.
    expect(said).toContain('−0.45·');
    expect(await facts.getByRole('img', { name: 'x₀' }).count()).toBeGreaterThan(1);
    expect(await panel.complaints()).toEqual([]);
    await panel.close();
  });

  test('of one variable as a slope, not as a matrix', async () => {
    const text = 'def inverse(x):\n    return abs(1 / x)\ninverse(-2.0)\n';
    const panel = await openLive(browser, { text, function: 'inverse' });
    await panel.settled();
    const said = (await panel.page.locator('.here .facts').innerText()).replace(/\s+/g, ' ');
    expect(said.trim()).toBe('Slope 0.25 Second derivative 0.25 Curvature it bends upward');
    await panel.close();
  });

  test('is said to be of a convention on a kink', async () => {
    const text = 'def f(x, y):\n    return abs(x) + y**2\nf(0.0, 1.0)\n';
    const panel = await openLive(browser, { text, function: 'f' });
    await panel.settled();
    const facts = panel.page.locator('.here .facts');
    expect(await facts.innerText()).toMatch(/The point is on\s.*where the derivative may not exist/s);
    expect(await facts.innerText()).not.toContain('Curvature');
    await panel.close();
  });

  test('and along a direction that is entered', async () => {
    const panel = await openLive(browser, { text: SEED, function: 'f' });
    const field = panel.page.getByLabel('Direction');
    await field.fill('[3, 4]');
    await panel.settled();
    expect(await panel.page.locator('.directional').getByRole('img', { name: '2; 2' }).count()).toBe(1);
    await field.fill('[3, 4, 5]');
    await panel.settled();
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    expect(await panel.page.getByText('A direction needs 2 numbers').isVisible()).toBe(true);
    expect(await panel.kept()).toMatchObject({ options: { 'here.direction': '[3, 4, 5]' } });
    await panel.close();
  });
});
