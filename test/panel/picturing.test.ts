import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ToHost } from '../../src/panel/messages';
import { startBrowser, THEMES } from './harness';
import { openLive, type LiveOptions, type LivePanel } from './live';

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());

const SADDLE = 'def f(x, y):\n    return x**2 - y**2 + 3.0\nf(1.0, 2.0)\n';
const BRANCHES = 'import numpy as np\ndef f(x):\n    return np.where(x < 1, np.sin(x), 1/(x - 2))\nf(0.5)\n';
const SQUARE =
  'import numpy as np\ndef f(x):\n    return np.array([x[0]**2 - x[1]**2, 2*x[0]*x[1]])\nf(np.array([1.0, 0.5]))\n';
const FOUR =
  'import numpy as np\ndef f(x):\n    return x[0]**2 + 3*x[1]*x[2] - np.sin(x[3])\nf(np.array([1.0, 2.0, 0.5, 0.25]))\n';

async function open(text: string, options: Partial<LiveOptions> = {}): Promise<LivePanel> {
  const state = options.state;
  const panel = await openLive(browser, { text, function: 'f', ...options });
  if (state === undefined) await panel.page.getByRole('tab', { name: 'Pictures' }).click();
  await panel.settled();
  return panel;
}

const said = async ({ page }: LivePanel): Promise<string> => page.locator('.picture:visible .readout').innerText();
const described = async ({ page }: LivePanel): Promise<string> =>
  page.locator('.picture:visible .picture-text').innerText();
const plane = ({ page }: LivePanel): Locator => page.locator('.picture:visible svg.plane').first();

const windowOf = async (panel: LivePanel): Promise<number[]> =>
  [...(await described(panel)).matchAll(/from (\S+) to (\S+)\. /g)].flatMap(([, low, high]) =>
    [low, high].map((one) => Number(one?.replace('−', '-'))),
  );

test.each(THEMES)('lines can be told from what is below them in the theme %s', async (theme) => {
  const panel = await open(SQUARE, { theme });
  for (const name of ['map-line across', 'map-line up']) {
    const line = panel.page.locator(`.picture:visible path.${name.replace(' ', '.')}`).first();
    expect(await line.evaluate((one) => getComputedStyle(one).stroke)).toMatch(/^rgb\(/); // without rgba: opaque
  }
  await panel.close();
});

describe('contours', () => {
  test('with the gradient at the point, in words as well', async () => {
    const panel = await open(SADDLE);
    // ∇(x² − y² + 3) at (1, 2) is (2, −4).
    expect(await said(panel)).toBe('At the point, x = 1, y = 2: f = 0, ∇f = (2, −4)');
    expect(await described(panel)).toContain('x from −2.75 to 4.75.');
    const label = await plane(panel).getAttribute('aria-label');
    expect(label).toBe('Contours of f over x and y');
    expect(await panel.page.locator('.contour-line').count()).toBeGreaterThan(5);
    expect(await panel.complaints()).toEqual([]);
    await panel.close();
  });

  test('have levels beside their colours that can be read in a narrow panel', async () => {
    const text = 'def f(x, y):\n    return (1 - x)**2 + 100*(y - x**2)**2\nf(-1.2, 1.0)\n';
    const panel = await open(text, { width: 300 });
    const ticks = panel.page.locator('.picture:visible .contour-ticks span');
    const sides = await ticks.evaluateAll((all) =>
      all.map((one) => one.getBoundingClientRect()).map(({ left, right }) => [left, right] as const),
    );
    expect(sides.length).toBeGreaterThan(2);
    sides.slice(1).forEach(([left], i) => expect(left).toBeGreaterThan((sides[i]?.[1] ?? NaN) + 3));
    await panel.close();
  });

  test('zoom, go elsewhere and come back by keyboard, and remember where', async () => {
    const panel = await open(SADDLE);
    const before = await windowOf(panel);
    await plane(panel).focus();
    await panel.page.keyboard.press('+');
    await panel.settled();
    const [low = 0, high = 0] = await windowOf(panel);
    expect(high - low).toBeCloseTo(7.5 / 1.25, 2);
    await panel.page.keyboard.press('ArrowRight');
    await panel.settled();
    const [moved = 0] = await windowOf(panel);
    expect(moved).toBeCloseTo(low + 0.1 * (high - low), 2);
    const state = await panel.kept();
    await panel.page.keyboard.press('0');
    await panel.settled();
    expect(await windowOf(panel)).toEqual(before);
    await panel.close();
    const again = await open(SADDLE, { state });
    expect((await windowOf(again))[0]).toBeCloseTo(moved, 2);
    await again.close();
  });

  test('zoom with the wheel where the picture has the focus, else scroll', async () => {
    const panel = await open(SADDLE);
    const before = await windowOf(panel);
    await plane(panel).hover();
    await panel.page.mouse.wheel(0, -100);
    await panel.settled();
    expect(await windowOf(panel)).toEqual(before);
    await plane(panel).focus();
    await panel.page.mouse.wheel(0, -100);
    await panel.settled();
    const [low = 0, high = 0] = await windowOf(panel);
    expect(high - low).toBeLessThan(7);
    await panel.close();
  });

  test('are read under the pointer and by keyboard, and take a place as the point', async () => {
    const panel = await open(SADDLE);
    await plane(panel).focus();
    await panel.page.keyboard.press('Shift+ArrowRight');
    await panel.settled();
    // A fiftieth of the window's 7.5 to the right of (1, 2), on the picture's digits; 1.14² − 4 + 3, and 2·1.14.
    expect(await said(panel)).toBe('x = 1.14, y = 2: f = 0.2996, ∇f = (2.28, −4)');
    await panel.page.keyboard.press('Enter');
    await panel.settled();
    const evaluated = (await panel.sent()).filter(({ kind }) => kind === 'evaluate');
    expect(evaluated).toHaveLength(1);
    await panel.page.keyboard.press('Escape');
    await panel.settled();
    expect(await said(panel)).toContain('At the point, x = 1.14, y = 2:');
    await panel.close();
  });

  test('are panned by dragging, and the point is dragged', async () => {
    const panel = await open(SADDLE);
    const box = await plane(panel).boundingBox();
    if (!box) throw new Error('there is no picture');
    const { mouse } = panel.page;
    const before = await windowOf(panel);
    await mouse.move(box.x + 120, box.y + 60);
    await mouse.down();
    await mouse.move(box.x + 180, box.y + 60, { steps: 4 });
    await mouse.up();
    await panel.settled();
    expect((await windowOf(panel))[0]).toBeLessThan((before[0] ?? 0) - 0.3);
    expect((await panel.sent()).filter(({ kind }) => kind === 'evaluate')).toEqual([]);
    const mark = await panel.page.locator('.point-mark').boundingBox();
    if (!mark) throw new Error('there is no point');
    await mouse.move(mark.x + 5, mark.y + 5);
    await mouse.down();
    await mouse.move(mark.x + 65, mark.y + 5, { steps: 4 });
    await panel.settled();
    expect(await said(panel)).not.toContain('x = 1,');
    await mouse.up();
    await panel.settled();
    expect((await panel.sent()).filter(({ kind }) => kind === 'evaluate')).toHaveLength(1);
    await panel.close();
  });

  test('choose two of more variables, the others stay at the point', async () => {
    const panel = await open(FOUR);
    await panel.page.getByRole('combobox', { name: 'Across' }).selectOption({ label: 'x₁' });
    await panel.settled();
    await panel.page.getByRole('combobox', { name: 'Up' }).selectOption({ label: 'x₂' });
    await panel.settled();
    // 1 + 3·2·0.5 − sin 0.25, from NumPy.
    expect(await said(panel)).toBe('At the point, x₁ = 2, x₂ = 0.5: f = 3.7526, ∂f/∂x₁ = 1.5, ∂f/∂x₂ = 6');
    await panel.close();
  });
});

describe('curves', () => {
  test('tell of jumps and poles, and of the derivative', async () => {
    const panel = await open(BRANCHES);
    expect(await described(panel)).toContain('Jumps at 1. Poles at 2.');
    // sin 0.5 and cos 0.5, from NumPy.
    expect(await said(panel)).toBe('At the point, x = 0.5: f = 0.479426, df/dx = 0.877583');
    expect(await panel.page.locator('.curve .plane').count()).toBe(2);
    await panel.page.getByRole('checkbox', { name: 'Derivative' }).uncheck();
    expect(await panel.page.locator('.curve .plane:visible').count()).toBe(1);
    expect(await panel.complaints()).toEqual([]);
    await panel.close();
  });

  test('go along the gradient, or a direction', async () => {
    const panel = await open(FOUR);
    await panel.page.getByRole('radio', { name: 'Curve' }).click();
    await panel.page.getByRole('combobox', { name: 'Along' }).selectOption({ label: 'the gradient' });
    await panel.settled();
    // ‖(2, 3·0.5, 3·2, −cos 0.25)‖, from NumPy.
    expect(await said(panel)).toBe('At the point, step = 0: f = 3.7526, df/dt = 6.57182');
    await panel.page.getByRole('combobox', { name: 'Along' }).selectOption({ label: 'a direction' });
    const field = panel.page.getByRole('textbox', { name: 'Direction' }).first();
    await field.fill('[0, 2, 0, 0]');
    await field.press('Enter');
    await panel.settled();
    expect(await said(panel)).toContain('df/dt = 1.5');
    await panel.close();
  });
});

test('maps tell orientation and how much they stretch', async () => {
  const panel = await open(SQUARE);
  // The derivative of z² at 1 + 0.5i is 2 + i: it stretches by √5 in all directions.
  expect(await described(panel)).toContain('Orientation is kept, areas grow 5 times');
  expect(await described(panel)).toContain('between 2.23607 and 2.23607 times');
  expect(await panel.complaints()).toEqual([]);
  await panel.close();
});

describe('saved pictures', () => {
  test('are SVG files of their own', async () => {
    const panel = await open(SADDLE);
    await panel.page.getByRole('button', { name: 'Save as SVG' }).click();
    const [message] = (await panel.sent()).filter(
      (one): one is Extract<ToHost, { kind: 'save' }> => one.kind === 'save',
    );
    expect(message).toMatchObject({ name: 'f', format: 'svg' });
    const content = message?.content ?? '';
    expect(content).toMatch(
      /^<\?xml version="1.0" encoding="UTF-8"\?>\n<svg [^>]*xmlns="http:\/\/www.w3.org\/2000\/svg"/,
    );
    expect(content).toContain('<title>Contours of f over x and y</title>');
    expect(content).not.toMatch(/var\(|class=|style=|<script|href=/);
    const parsed = await panel.page.evaluate((text) => {
      const file = new DOMParser().parseFromString(text, 'image/svg+xml');
      const area = file.querySelectorAll('path[fill^="rgb"]').length;
      return { root: file.documentElement.localName, area, errors: file.querySelectorAll('parsererror').length };
    }, content);
    expect(parsed).toMatchObject({ root: 'svg', errors: 0 });
    expect(parsed.area).toBeGreaterThan(5);
    await panel.close();
  });

  test('and PNG, drawn within the content security policy', async () => {
    const panel = await open(SQUARE);
    await panel.page.getByRole('button', { name: 'Save as PNG' }).click();
    await panel.page.waitForTimeout(600);
    const [message] = (await panel.sent()).filter(
      (one): one is Extract<ToHost, { kind: 'save' }> => one.kind === 'save',
    );
    const bytes = Buffer.from(message?.content ?? '', 'base64');
    expect([...bytes.subarray(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47]);
    // Twice as wide as on the page, with a margin.
    expect(bytes.readUInt32BE(16)).toBeGreaterThan(1100);
    expect(bytes.length).toBeGreaterThan(20_000);
    expect(await panel.complaints()).toEqual([]);
    await panel.close();
  });
});

test('a point that moves costs less than half a frame', async () => {
  const panel = await open(SADDLE);
  const box = await plane(panel).boundingBox();
  const mark = await panel.page.locator('.point-mark').boundingBox();
  if (!box || !mark) throw new Error('there is no picture');
  const times = await panel.page.evaluate(
    async ([x, y]) => {
      const svg = document.querySelector('.picture:not([hidden]) svg.plane');
      const event = (kind: string, by: number) =>
        new PointerEvent(kind, { clientX: (x ?? 0) + by, clientY: y ?? 0, pointerId: 1, button: 0, bubbles: true });
      if (svg) (svg as SVGSVGElement).setPointerCapture = () => undefined;
      svg?.dispatchEvent(event('pointerdown', 0));
      const all: number[] = [];
      for (let i = 0; i < 60; i += 1) {
        // From the beginning of the frame in which the point is drawn to when it is painted.
        let started = NaN;
        requestAnimationFrame(() => (started = performance.now()));
        svg?.dispatchEvent(event('pointermove', i));
        await new Promise(requestAnimationFrame);
        await new Promise((done) => setTimeout(done));
        all.push(performance.now() - started);
      }
      svg?.dispatchEvent(event('pointerup', 60));
      return all;
    },
    [mark.x + 5, mark.y + 5],
  );
  times.sort((a, b) => a - b);
  console.log(`a moved point: ${times[30]?.toFixed(1)} ms a frame, at most ${times[59]?.toFixed(1)} ms`);
  expect(times).toHaveLength(60);
  expect(times[30]).toBeLessThan(8);
  await panel.settled();
  expect((await panel.sent()).some(({ kind }) => kind === 'evaluate')).toBe(true);
  await panel.close();
});

// With and without the borders of high contrast.
test.each(['dark', 'hc-light'] as const)('fits 300 pixels in %s', async (theme) => {
  const panel = await open(FOUR, { theme, width: 300 });
  for (const kind of ['Contours', 'Curve']) {
    await panel.page.getByRole('radio', { name: kind }).click();
    await panel.settled();
    const overflow = await panel.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  }
  expect(await panel.complaints()).toEqual([]);
  await panel.close();
});
