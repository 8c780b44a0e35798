import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { PanelCard } from '../../src/worker/protocol';
import { seed, wrong } from './fixtures/cards';
import { openPanel, show, start, startBrowser, type PanelPage } from './harness';

let browser: Browser;
let panel: PanelPage;

beforeAll(async () => {
  browser = await startBrowser();
  panel = await openPanel(browser);
});
beforeEach(async () => {
  await panel.reload();
  await panel.send(start);
});
afterAll(() => browser.close());

const drawing = (inside: string, attributes = ''): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 -700 500 900" ${attributes}>${inside}</svg>`;

/** The seed's card with another picture for its first entry, `2x₀`. */
const withPicture = (svg: string): PanelCard => ({ ...seed, svgs: { ...seed.svgs, '2 x_{0}': svg } });

const cell = () => panel.page.locator('[data-row="0"][data-column="0"]');

test.each([
  ['a script', drawing('<script>window.hacked = 1</script><path d="M0 0h9"/>')],
  [
    'handlers',
    drawing('<path d="M0 0h9" onload="window.hacked = 1" onclick="window.hacked = 1"/>', 'onload="window.hacked = 1"'),
  ],
  [
    'HTML',
    drawing(
      '<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><img src="x" onerror="window.hacked=1"/></body></foreignObject><path d="M0 0h9"/>',
    ),
  ],
  [
    'pictures from elsewhere',
    drawing(
      '<image href="http://elsewhere.test/a.png"/><use xlink:href="http://elsewhere.test/a.svg#b"/><path d="M0 0h9"/>',
    ),
  ],
  ['links', drawing('<a xlink:href="javascript:window.hacked=1"><path d="M0 0h9"/></a><path d="M0 0h9"/>')],
  [
    'styles',
    drawing(
      '<style>* { display: none }</style><path d="M0 0h9" style="fill: url(http://elsewhere.test/)" fill="url(http://elsewhere.test/)"/>',
    ),
  ],
  [
    'animations',
    drawing('<path d="M0 0h9"><set attributeName="d" to="M0 0"/><animate attributeName="d" values="M0 0"/></path>'),
  ],
])('of a picture with %s only what draws is taken', async (_, svg) => {
  await panel.send(show(withPicture(svg)));
  const elements = await cell()
    .locator('svg *')
    .evaluateAll((all) => all.map((element) => element.localName));
  expect(elements.filter((name) => name === 'path')).toHaveLength(1);
  expect(elements.filter((name) => !['path', 'use'].includes(name))).toEqual([]);
  const attributes = await cell()
    .locator('svg, svg *')
    .evaluateAll((all) =>
      all.flatMap((element) => [...element.attributes].map(({ name, value }) => `${name}=${value}`)),
    );
  expect(attributes.filter((attribute) => /^on|script|elsewhere|url\(/.test(attribute))).toEqual([]);
  expect(await panel.page.evaluate(() => 'hacked' in window)).toBe(false);
});

test.each([
  ['text', 'not a picture'],
  ['a page', '<html><body><script>window.hacked = 1</script></body></html>'],
  ['half a picture', drawing('<path').slice(0, 90)],
  ['nothing', ''],
])('in place of %s that is no picture stands the plain text', async (_, svg) => {
  await panel.send(show(withPicture(svg)));
  expect(await cell().innerText()).toBe('2x₀');
});

test('copies of one picture do not draw from one another', async () => {
  const svg = drawing('<defs><path id="a" d="M0 0h9"/></defs><use xlink:href="#a"/>');
  await panel.send(show(withPicture(svg)));
  await panel.page.getByRole('rowheader', { name: 'f₀' }).click(); // the entry a second time
  const [ids, uses] = await panel.page
    .locator('main')
    .evaluate((main) => [
      [...main.querySelectorAll('path[id]')].map(({ id }) => `#${id}`),
      [...main.querySelectorAll('use')].map((use) => use.getAttribute('href')),
    ]);
  expect(new Set(ids).size).toBe(ids?.length);
  for (const use of uses ?? []) expect(ids).toContain(use);
});

const HOSTILE = '<img src=x onerror="window.hacked=1">&lt;b&gt;{0}';

test('names, notes and code from the file are only ever text', async () => {
  const [check] = wrong.card.checks;
  const [entry] = check?.entries ?? [];
  if (!check || !entry) throw new Error('the fixture has a wrong entry');
  const hostile: PanelCard = {
    ...seed,
    card: {
      ...seed.card,
      function: HOSTILE,
      signature: `${HOSTILE} : ℝ → ℝ`,
      inputs: [{ name: HOSTILE, shape: [], sizes: [], wrt: true, numeric: true }, ...seed.card.inputs],
      notes: [HOSTILE],
      holes: [HOSTILE],
      reason: { message: HOSTILE, range: seed.card.range },
      at: [
        { point: { [HOSTILE]: HOSTILE, x: [1, 2] }, origin: 'file', value: null, derivative: null, reason: HOSTILE },
      ],
      checks: [
        {
          ...check,
          function: HOSTILE,
          message: HOSTILE,
          entries: [{ ...entry, diagnosis: HOSTILE, found: HOSTILE, expected: HOSTILE }],
        },
      ],
    },
  };
  await panel.send(show(hostile, { document: HOSTILE, problem: { message: HOSTILE, argument: HOSTILE, offset: 2 } }));
  await panel.send({ kind: 'status', status: 'stale', message: HOSTILE });
  const page = panel.page;
  expect(await page.locator('.notes').innerText()).toContain(HOSTILE);
  expect(await page.locator('.title .name').innerText()).toBe(HOSTILE);
  expect(await page.locator('img, b').count()).toBe(0);
  await panel.send({ kind: 'empty', message: HOSTILE, pinned: false });
  expect(await page.locator('.message').innerText()).toBe(HOSTILE);
  expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
  expect(await panel.complaints()).toEqual([]);
});
