import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startBrowser } from './harness';
import { openLive, type LivePanel } from './live';

const TEXT = `import numpy as np

def f(x, a):
    return a * np.sum(x**2)

f(np.array([1.0, 2.0]), 3.0)

def loss(w, X, y):
    """w: (m,), X: (n, m), y: (n,)"""
    return np.sum((X @ w - y) ** 2)

# gradlens: x: 40
def large(x):
    return np.sum(x**3)

def matrix(A):
    return np.sum(A**2)

matrix(np.array([[1.0, 1.0, 1.0], [1.0, 1.0, 1.0]]))
`;

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());

async function open(name: string, state?: unknown): Promise<LivePanel> {
  const panel = await openLive(browser, { text: TEXT, function: name, state });
  await panel.settled();
  return panel;
}

const evaluations = async ({ sent }: LivePanel): Promise<unknown[]> =>
  (await sent()).flatMap((message) => (message.kind === 'evaluate' ? [message.point] : []));

const slider = ({ page }: LivePanel, name: string) => page.getByRole('slider', { name: `Slider of ${name}` });
const field = ({ page }: LivePanel, name: string) => page.getByRole('textbox', { name: `Value of ${name}` });
const openSliders = async (panel: LivePanel): Promise<void> => {
  await panel.page.getByRole('button', { name: 'Sliders' }).click();
  await panel.settled();
};

describe('sliders', () => {
  test('are folded at first, and stay as they were left', async () => {
    const panel = await open('f');
    expect(await panel.page.getByRole('slider').count()).toBe(0);
    await openSliders(panel);
    expect(await panel.page.getByRole('slider').count()).toBe(3);
    expect(await panel.kept()).toMatchObject({ options: { 'point.sliders': 'open' } });
    expect(await panel.complaints()).toEqual([]);
    await panel.close();
  });

  test('the numbers follow one that moves, and where it is let go the function is evaluated', async () => {
    const panel = await open('f');
    await openSliders(panel);
    const box = (await slider(panel, 'x[0]').boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    const middle = box.y + box.height / 2;
    // From −2 to 2: 1 stands at three quarters.
    await panel.page.mouse.move(box.x + box.width * 0.75, middle);
    await panel.page.mouse.down();
    await panel.page.mouse.move(box.x + box.width * 0.5, middle, { steps: 4 });
    await panel.settled();
    const moved = JSON.parse(await field(panel, 'x').inputValue()) as number[];
    expect(Math.abs(moved[0] ?? NaN)).toBeLessThan(0.1);
    expect(await evaluations(panel)).toEqual([]);
    // f = 3 (x₀² + 4): 12 at x₀ = 0.
    const value = 3 * ((moved[0] ?? 0) ** 2 + 4);
    const shown = panel.page.locator('.values').getByRole('group', { name: 'Value at the point' });
    expect(Number(await shown.locator('.number').first().innerText())).toBeCloseTo(value, 4);
    await panel.page.mouse.up();
    await panel.settled();
    expect(await evaluations(panel)).toEqual([{ x: `[${moved.join(', ')}]`, a: '3' }]);
    expect(await panel.page.getByText('entered').count()).toBe(1);
    await panel.close();
  });

  test('are moved by keys; keys that follow one another are one evaluation', async () => {
    const panel = await open('f');
    await openSliders(panel);
    await slider(panel, 'a').focus();
    for (let i = 0; i < 3; i += 1) await panel.page.keyboard.press('ArrowRight');
    expect(await slider(panel, 'a').getAttribute('aria-valuetext')).toBe('3.15');
    await panel.page.waitForTimeout(500);
    await panel.settled();
    expect(await evaluations(panel)).toEqual([{ x: '[1, 2]', a: '3.15' }]);
    expect(await slider(panel, 'a').evaluate((input) => input === document.activeElement)).toBe(true);
    await panel.close();
  });

  test('a matrix is a grid of them, in a larger array one element is chosen', async () => {
    const panel = await open('matrix');
    await openSliders(panel);
    expect(await panel.page.getByRole('group', { name: 'A' }).getByRole('slider').count()).toBe(6);
    await panel.close();

    const other = await open('large');
    await other.page.getByRole('button', { name: 'Zeros' }).click();
    await other.settled();
    await openSliders(other);
    expect(await other.page.getByRole('slider').count()).toBe(1);
    const chosen = other.page.getByRole('spinbutton', { name: 'Element of x, index 1' });
    await chosen.fill('39');
    await chosen.press('Enter');
    expect(await slider(other, 'x[39]').count()).toBe(1);
    await slider(other, 'x[39]').focus();
    await other.page.keyboard.press('End');
    await other.page.waitForTimeout(500);
    await other.settled();
    expect(await evaluations(other)).toHaveLength(2);
    expect(JSON.parse(await field(other, 'x').inputValue())).toEqual([...Array<number>(39).fill(0), 1]);
    await other.close();
  });
});

describe('points to go to', () => {
  test('zeros, ones, and random ones, each press another', async () => {
    const panel = await open('f');
    for (const name of ['Zeros', 'Ones', 'Random', 'Random']) {
      await panel.page.getByRole('button', { name, exact: true }).click();
      await panel.settled();
    }
    const [zeros, ones, first, second] = await evaluations(panel);
    expect([zeros, ones]).toEqual([
      { x: '[0, 0]', a: '0' },
      { x: '[1, 1]', a: '1' },
    ]);
    expect(first).not.toEqual(second);
    const again = await open('f');
    await again.page.getByRole('button', { name: 'Random', exact: true }).click();
    await again.settled();
    expect(await evaluations(again)).toEqual([first]);
    await panel.close();
    await again.close();
  });

  test('those with names are kept, gone to and forgotten', async () => {
    const panel = await open('f');
    await panel.page.getByRole('button', { name: 'Keep…' }).click();
    await panel.page.getByRole('textbox', { name: 'Name of the point' }).fill('start');
    await panel.page.keyboard.press('Enter');
    await panel.settled();
    await panel.page.getByRole('button', { name: 'Ones' }).click();
    await panel.settled();
    await panel.page.getByRole('button', { name: 'start', exact: true }).click();
    await panel.settled();
    expect(await field(panel, 'x').inputValue()).toBe('[1, 2]');
    await panel.page.getByRole('button', { name: 'Forget the point start' }).click();
    await panel.settled();
    expect(await panel.page.getByRole('button', { name: 'start', exact: true }).count()).toBe(0);
    expect((await panel.sent()).filter(({ kind }) => kind.endsWith('Point'))).toEqual([
      { kind: 'keepPoint', name: 'start', point: { x: '[1, 2]', a: '3' } },
      { kind: 'dropPoint', name: 'start' },
    ]);
    expect(await panel.complaints()).toEqual([]);
    await panel.close();
  });
});

describe('sizes and lines', () => {
  test('an unknown size resizes every array that has it, also of a point that was entered', async () => {
    const panel = await open('loss');
    await panel.page.getByRole('button', { name: 'Ones' }).click();
    await panel.settled();
    const size = panel.page.getByRole('spinbutton', { name: 'Size n' });
    const before = Number(await size.inputValue());
    await size.fill(String(before + 1));
    await size.press('Enter');
    await panel.settled();
    const rows = JSON.parse(await field(panel, 'X').inputValue()) as number[][];
    expect(rows).toHaveLength(before + 1);
    expect(JSON.parse(await field(panel, 'y').inputValue())).toHaveLength(before + 1);
    expect(await panel.page.locator('.values .reason').count()).toBe(0);
    expect(await size.inputValue()).toBe(String(before + 1));
    await panel.close();
  });

  test('lines of numbers are pasted as a list, and what NumPy prints is read', async () => {
    const panel = await open('matrix');
    const paste = (text: string): Promise<void> =>
      field(panel, 'A').evaluate((input, pasted) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData('text/plain', pasted);
        input.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
      }, text);
    await paste('1,2,3\n4,5,6\n');
    await panel.settled();
    await paste('[[1. 2. 3.]\n [4. 5. 7.]]');
    await panel.settled();
    expect(await evaluations(panel)).toEqual([{ A: '[[1, 2, 3], [4, 5, 6]]' }, { A: '[[1. 2. 3.] [4. 5. 7.]]' }]);
    // 1 + 4 + 9 + 16 + 25 + 49
    expect(await panel.page.locator('.values').innerText()).toContain('104');
    await panel.close();
  });
});
