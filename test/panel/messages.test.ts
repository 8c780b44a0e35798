import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { PanelState } from '../../src/panel/messages';
import type { PanelCard } from '../../src/worker/protocol';
import { constant, gradient, kinked, logistic, seed, unsupported, wrong } from './fixtures/cards';
import { openPanel, show, start, startBrowser, type PanelPage } from './harness';

let browser: Browser;
let panel: PanelPage;

beforeAll(async () => {
  browser = await startBrowser();
  panel = await openPanel(browser);
});
afterAll(() => browser.close());
beforeEach(async () => {
  await panel.reload();
});

/** What the reader caused: without the first, `ready`, and without what the page asks by itself. */
const sent = async () => (await panel.sent()).slice(1).filter(({ kind }) => !['ask', 'dismiss', 'look'].includes(kind));

/** wrong.py, where the diagnosis says itself what was expected and found. */
const quoting = structuredClone(wrong) as {
  card: { checks: { entries: { diagnosis: string; expected: string; found: string }[] }[] };
} & PanelCard;
for (const check of quoting.card.checks) {
  for (const entry of check.entries) entry.diagnosis = `expected \`${entry.expected}\`, found \`${entry.found}\``;
}

describe('what the page tells its host', () => {
  test('that it is ready', async () => {
    expect(await panel.sent()).toEqual([{ kind: 'ready' }]);
  });

  test('to pin, to follow again, to go to the source', async () => {
    await panel.send(start, show(seed));
    const pin = panel.page.getByRole('button', { name: 'Pin', exact: true });
    expect(await pin.getAttribute('aria-pressed')).toBe('false');
    await pin.press('Enter');
    await panel.send(show(seed, { pinned: true }));
    expect(await pin.getAttribute('aria-pressed')).toBe('true');
    expect(await pin.evaluate((button) => button === document.activeElement)).toBe(true);
    await pin.press('Enter');
    await panel.page.getByRole('button', { name: 'Go to Source' }).click();
    expect(await sent()).toEqual([
      { kind: 'pin', pinned: true },
      { kind: 'pin', pinned: false },
      { kind: 'reveal', place: { kind: 'function' } },
    ]);
  });

  test('what to copy, from a menu used by keyboard', async () => {
    await panel.send(start, show(seed));
    const { page } = panel;
    const button = page.getByRole('button', { name: 'Copy' });
    await button.press('ArrowDown');
    expect(await button.getAttribute('aria-expanded')).toBe('true');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    expect(await page.getByRole('menu').isVisible()).toBe(false);
    await panel.send({ kind: 'copied', format: 'code' });
    expect(await page.getByRole('status').innerText()).toContain('Copied');

    await page.getByRole('rowheader', { name: 'f₁' }).click();
    await button.press('Enter');
    await page.getByRole('group', { name: '∇f₁' }).getByRole('menuitem', { name: 'Copy as LaTeX' }).click();
    await page.getByRole('gridcell', { name: '2x₀' }).click();
    await button.click();
    await page.getByRole('group', { name: '∂f₀/∂x₀' }).getByRole('menuitem', { name: 'Copy as Plain Text' }).click();
    await button.click();
    await page.keyboard.press('Escape');
    expect(await button.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await sent()).toEqual([
      { kind: 'copy', format: 'code', part: { kind: 'derivative' } },
      { kind: 'copy', format: 'latex', part: { kind: 'row', row: 1 } },
      { kind: 'copy', format: 'text', part: { kind: 'entry', row: 0, column: 0 } },
    ]);
  });

  test('by which arguments, and how often, to differentiate', async () => {
    await panel.send(start, show(logistic));
    const { page } = panel;
    await page.getByRole('checkbox', { name: 'x' }).check();
    await page.getByRole('checkbox', { name: 'w' }).uncheck();
    await page.getByRole('checkbox', { name: 'x' }).click(); // the last one stays
    await page.getByRole('radio', { name: 'Second derivative' }).click();
    expect(await sent()).toEqual([
      { kind: 'select', wrt: ['w', 'x'], order: 1 },
      { kind: 'select', wrt: ['x'], order: 1 },
      { kind: 'select', wrt: null, order: 2 },
    ]);
    expect(await page.getByRole('checkbox', { name: 'x' }).isChecked()).toBe(true);
  });

  test('where to go: a reason, a wrong entry', async () => {
    await panel.send(start, show(unsupported));
    await panel.page.getByRole('button', { name: 'Show where: seed.py:25' }).click();
    await panel.send(show(wrong));
    await panel.page.getByRole('button', { name: 'acceleration_jac' }).click();
    await panel.page.getByRole('button', { name: '[0, 1]' }).click();
    expect(await sent()).toEqual([
      { kind: 'reveal', place: { kind: 'reason' } },
      { kind: 'reveal', place: { kind: 'check', check: 0, entry: null } },
      { kind: 'reveal', place: { kind: 'check', check: 0, entry: 0 } },
    ]);
  });
});

describe('what the page shows', () => {
  test('when there is no function, and when something failed', async () => {
    await panel.send(start);
    expect(await panel.page.locator('.message').innerText()).toBe('Working it out…');
    await panel.send({ kind: 'empty', message: 'Put the cursor into a function.', pinned: false });
    expect(await panel.page.locator('.message').innerText()).toBe('Put the cursor into a function.');
    await panel.send(show(seed), { kind: 'error', message: 'The worker stopped.' });
    expect(await panel.page.getByRole('alert').innerText()).toBe('The worker stopped.');
    expect(await panel.page.getByRole('grid').count()).toBe(0);
    await panel.page.getByRole('button', { name: 'Restart Worker' }).click();
    await panel.page.getByRole('button', { name: 'Show Log' }).click();
    expect(await sent()).toEqual([
      { kind: 'run', command: 'restartWorker' },
      { kind: 'run', command: 'showLog' },
    ]);
  });

  test('when there is no derivative', async () => {
    await panel.send(start, show(unsupported));
    expect(await panel.page.locator('.why').innerText()).toContain('The loop');
    expect(await panel.page.getByRole('textbox').count()).toBe(0);
    await panel.send(show(constant));
    expect(await panel.page.locator('.why').innerText()).toContain('its derivative is zero');
  });

  test('conditions, kinks, unknown functions, notes', async () => {
    await panel.send(start, show(kinked));
    const text = (await panel.page.locator('.shown').innerText()).replace(/\s+/g, ' ');
    for (const part of ['Valid where', 'Not smooth where', 'vertical tangent', 'penalty', 'At x₀ = 0'])
      expect(text).toContain(part);
    expect(await panel.page.locator('.kinks').getByRole('img', { name: 'x₀ = 0' }).count()).toBe(1);
  });

  test('verdicts of hand-written derivatives, in words', async () => {
    await panel.send(start, show(wrong));
    const check = (await panel.page.locator('.checks').innerText()).replace(/\s+/g, ' ');
    expect(check).toContain('acceleration_jac differs');
    expect(check).toContain('found G * np.sin(phi) 2.89905 expected -G * np.sin(phi) −2.89905');
    await panel.send(show(logistic));
    expect((await panel.page.locator('.checks').innerText()).replace(/\s+/g, ' ')).toContain('loss_gradient agrees');
    await panel.send(show(quoting));
    const quoted = (await panel.page.locator('.checks').innerText()).replace(/\s+/g, ' ');
    expect(quoted).toContain('expected -G * np.sin(phi), found G * np.sin(phi) found 2.89905 expected −2.89905');
  });

  test('that something newer is on its way, only when it takes long; that it is out of date, at once', async () => {
    await panel.send(start, show(seed), { kind: 'status', status: 'updating', message: null });
    const status = panel.page.getByRole('status');
    expect((await status.innerText()).trim()).toBe('');
    await panel.page.getByText('Updating…').waitFor();
    expect(await panel.page.getByRole('gridcell').count()).toBe(4);
    await panel.send({ kind: 'status', status: 'stale', message: 'There is a syntax error in line 3.' });
    expect((await status.innerText()).trim()).toBe('There is a syntax error in line 3.');
    expect(await panel.page.getByRole('gridcell').count()).toBe(4);
    await panel.send(show(seed));
    expect((await status.innerText()).trim()).toBe('');
  });

  test('nothing else when a message is not in the contract', async () => {
    await panel.send(start, show(seed));
    const before = await panel.page.locator('main').innerHTML();
    const garbage = [null, 7, 'show', [], {}, { kind: 'show' }, { ...show(gradient), extra: 1 }, { kind: 'toString' }];
    for (const message of garbage) await panel.send(message as never);
    expect(await panel.page.locator('main').innerHTML()).toBe(before);
    const complaints = await panel.complaints();
    expect(complaints).toHaveLength(garbage.length);
    expect(complaints.every((text) => text.includes('not in the contract'))).toBe(true);
  });
});

test('tabs are chosen by arrows, Home and End', async () => {
  await panel.send(start, show(seed));
  const chosen = panel.page.getByRole('tab', { selected: true });
  await chosen.focus();
  for (const [key, name] of [
    ['End', 'Steps'],
    ['ArrowRight', 'Matrix'],
    ['ArrowLeft', 'Steps'],
    ['Home', 'Matrix'],
  ] as const) {
    await panel.page.keyboard.press(key);
    expect(await chosen.innerText()).toBe(name);
  }
});

describe('what survives a reload', () => {
  const kept: PanelState = {
    version: 2,
    tab: 'matrix',
    options: {},
    uri: 'file:///examples/seed.py',
    function: 'f',
    wrt: null,
    order: 1,
    point: {},
    pinned: true,
    mode: 'numeric',
    row: 1,
    column: null,
  };

  test('the view and what was selected', async () => {
    const again = await openPanel(browser, { state: kept });
    await again.send(start, show(seed, { pinned: true }));
    expect(await again.page.getByRole('radio', { name: 'Numeric' }).getAttribute('aria-checked')).toBe('true');
    expect(await again.page.locator('.detail').innerText()).toContain('Row 1');
    expect(await again.kept()).toEqual(kept);
    await again.close();
  });

  test('of another function only the view', async () => {
    const again = await openPanel(browser, { state: kept });
    await again.send(start, show(gradient));
    expect(await again.kept()).toMatchObject({ mode: 'numeric', row: null, column: null, function: 'f1' });
    await again.close();
  });

  test.each([
    ['of another version', { ...kept, version: 3 }],
    ['with a wrong row', { ...kept, row: -1 }],
    ['with a row that is not there', { ...kept, row: 7, mode: 'symbolic' }],
    ['garbage', { a: [1] }],
    ['a text', 'state'],
  ])('nothing of a state %s', async (_, state) => {
    const again = await openPanel(browser, { state });
    await again.send(start, show(seed));
    expect(await again.kept()).toMatchObject({ mode: 'symbolic', row: null, column: null });
    expect(await again.complaints()).toEqual([]);
    await again.close();
  });
});
