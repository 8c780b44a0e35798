import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startBrowser } from './harness';
import { openLive } from './live';

const TEXT = `import numpy as np

def f(x, y):
    return abs(x) * y + np.floor(y)

f(0.5, 1.25)

def smooth(x):
    return x**2

smooth(1.0)
`;

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());

describe('kinks', () => {
  test('have a card each: the place, the derivative beside it, what is returned on it, how far it is', async () => {
    const panel = await openLive(browser, { text: TEXT, function: 'f' });
    await panel.settled();
    const card = panel.page.getByRole('article', { name: 'x = 0' });
    const text = (await card.innerText()).replace(/\s+/g, ' ');
    expect(text).toContain('0.5 away');
    expect(text).toMatch(/JAX 1 PyTorch 0 autograd 0/);
    const cells = card.getByRole('cell');
    expect(await cells.nth(0).getByRole('img').getAttribute('aria-label')).toBe('−y');
    // At (0, 1.25): −1.25 and 1.25.
    expect(await cells.allInnerTexts()).toEqual([
      expect.stringContaining('= −1.25'),
      expect.stringContaining('= 1.25'),
    ]);
    expect(await card.getByRole('img', { name: '∂f/∂x' }).count()).toBe(1);
    // In place of the plain list, not beside it.
    expect(await panel.page.getByRole('heading', { name: 'Not smooth where' }).count()).toBe(1);
    expect(await panel.complaints()).toEqual([]);
    await panel.close();
  });

  test('that bend alike have their conventions said once, below them', async () => {
    const text =
      'import numpy as np\ndef f(x, y, z):\n    return abs(x) + abs(y) * z + np.floor(z)\n\nf(1.0, 2.0, 0.5)\n';
    const panel = await openLive(browser, { text, function: 'f' });
    await panel.settled();
    expect(await panel.page.getByRole('article').count()).toBeGreaterThanOrEqual(3);
    expect(await panel.page.getByText('JAX', { exact: true }).count()).toBe(2);
    expect(await panel.page.getByRole('article', { name: 'x = 0' }).innerText()).not.toContain('JAX');
    await panel.close();
  });

  test('say that the point is on one', async () => {
    const panel = await openLive(browser, { text: TEXT, function: 'f', choices: { point: { x: '0', y: '1.5' } } });
    await panel.settled();
    const card = panel.page.getByRole('article', { name: 'x = 0' });
    expect(await card.innerText()).toContain('the point is on it');
    await panel.close();
  });

  test('of a smooth function are not spoken of', async () => {
    const panel = await openLive(browser, { text: TEXT, function: 'smooth' });
    await panel.settled();
    expect(await panel.page.getByRole('heading', { name: 'Not smooth where' }).count()).toBe(0);
    expect(
      (await panel.sent()).some((message) => message.kind === 'ask' && message.question.kind === 'kinkCards'),
    ).toBe(false);
    await panel.close();
  });
});
