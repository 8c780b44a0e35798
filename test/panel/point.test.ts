import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { PointProblem } from '../../src/panel/messages';
import { hessian, kinked, logistic, seed, seedAt } from './fixtures/cards';
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
  await panel.send(start, show(seed));
});

const field = (name: string): Locator => panel.page.getByRole('textbox', { name: `Value of ${name}` });
const evaluations = async () => (await panel.sent()).filter(({ kind }) => kind === 'evaluate');
const typed = (x: string) => ({ wrt: null, order: 1 as const, point: { x } });

describe('the point', () => {
  test('shows the point of the file, f(x) and the derivative there', async () => {
    expect(await field('x').inputValue()).toBe('[1, 2]');
    expect(await panel.page.getByText('from the file').count()).toBe(1);
    const values = panel.page.locator('.values');
    expect(
      await values.getByRole('group', { name: 'Value at the point' }).getByRole('img', { name: '3; 2' }).count(),
    ).toBe(1);
    expect(await values.getByRole('img', { name: '2, 1; 2, 1' }).count()).toBe(1);
  });

  test('is evaluated with Enter, once', async () => {
    await field('x').fill('[pi/4, 1e-3]');
    await field('x').press('Enter');
    await field('x').press('Tab');
    await panel.send(show(seedAt([3, 4]), { choices: typed('[pi/4, 1e-3]') }));
    expect(await evaluations()).toEqual([{ kind: 'evaluate', point: { x: '[pi/4, 1e-3]' } }]);
    expect(await field('x').inputValue()).toBe('[pi/4, 1e-3]');
    expect(await panel.page.locator('.values').getByRole('img', { name: '13; 12' }).count()).toBe(1);
    expect(await panel.page.getByText('entered').count()).toBe(1);
  });

  test('is evaluated when the field is left', async () => {
    await field('x').fill('[0, 1]');
    await field('x').press('Tab');
    expect(await evaluations()).toEqual([{ kind: 'evaluate', point: { x: '[0, 1]' } }]);
  });

  test('a text that cannot be read is marked, and the last good numbers stay, greyed', async () => {
    await panel.send(show(seedAt([3, 4]), { choices: typed('[3, 4]') }));
    const problem: PointProblem = { message: 'There is no variable named foo here.', argument: 'x', offset: 4 };
    await panel.send(show(seed, { choices: typed('[1, foo]'), problem }));
    expect(await field('x').getAttribute('aria-invalid')).toBe('true');
    const message = panel.page.locator(`#${await field('x').getAttribute('aria-describedby')}`);
    expect(await message.innerText()).toContain('There is no variable named foo here.');
    expect(await message.locator('mark').textContent()).toBe('foo');
    const numbers = panel.page.locator('.value-row');
    expect(await numbers.getByRole('img', { name: '13; 12' }).count()).toBe(1);
    expect(await numbers.getAttribute('class')).toContain('outdated');

    await panel.send(show(seedAt([1, 7]), { choices: typed('[1, 7]') }));
    expect(await field('x').getAttribute('aria-invalid')).toBe('false');
    expect(await message.isVisible()).toBe(false);
    expect(await numbers.getAttribute('class')).not.toContain('outdated');
  });

  test('what is being typed is not overwritten by new results', async () => {
    await field('x').focus();
    await field('x').fill('[1, 2');
    await panel.send({ kind: 'status', status: 'updating', message: null }, show(structuredClone(seed)));
    expect(await field('x').inputValue()).toBe('[1, 2');
    expect(await field('x').evaluate((input) => input === document.activeElement)).toBe(true);
  });

  test('every argument has a field, and all of them are sent', async () => {
    await panel.send(show(logistic));
    await field('y').fill('0');
    await field('y').press('Enter');
    expect(await evaluations()).toEqual([
      { kind: 'evaluate', point: { w: '[0.5, -0.25, 1]', x: '[1, 2, -1]', y: '0' } },
    ]);
  });

  test("the file's points are offered", async () => {
    await panel.send(show(hessian));
    await panel.page.getByRole('button', { name: 'p = [1, 1]' }).click();
    await panel.send(show(hessian, { choices: { wrt: null, order: 2, point: { p: '[1, 1]' } } }));
    await panel.page.getByRole('button', { name: 'Use the point in the file' }).click();
    expect(await evaluations()).toEqual([
      { kind: 'evaluate', point: { p: '[1, 1]' } },
      { kind: 'evaluate', point: {} },
    ]);
  });

  test('says why there are no numbers', async () => {
    await panel.send(show(kinked));
    expect(await panel.page.locator('.values').innerText()).toContain('The value of penalty is not known.');
    await panel.page.getByRole('radio', { name: 'Numeric' }).click();
    expect(await panel.page.locator('.missing').innerText()).toBe('The value of penalty is not known.');
  });
});
