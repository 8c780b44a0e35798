import type { FrameLocator, Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { clickText, hover, leaveHover, lens, openFile, runCommand, screenshot, settledLenses, webview } from './steps';
import { ownErrors, pictureFailures, startWorkbench, type Workbench } from './workbench';

/** Names, comments and strings that would be Markdown, HTML or code if anybody let them. */
const HOSTILE = `"""<img src=x onerror="top.harmed=1"> [click](command:workbench.action.quit) **bold**"""
import numpy as np

# <img src=x onerror="top.harmed=1"> ![x](https://example.org/x.png)
SCALE = {"<b>bold</b>": 2.0, "](command:workbench.action.quit)": 3.0}


def __init__(x, _y_="<img src=x onerror=top.harmed=1>"):
    r"""[click](command:workbench.action.quit) \`\`\` <script>top.harmed=1</script>"""
    return np.array([SCALE["<b>bold</b>"] * x[0] ** 2, SCALE["](command:workbench.action.quit)"] * x[1]])


def _hole_(x):
    return __proto__(x[0]) + _constructor_(x[1], "<img src=x onerror=top.harmed=1>")


def _missing_(x):
    return SCALE["<img src=x onerror=top.harmed=1> [click](command:workbench.action.quit) \`tick\` **bold**"] * x[0]


__init__(np.array([1.0, 2.0]), "<img src=x onerror=top.harmed=1>")
`;

const LONG = `import numpy as np\n${Array.from(
  { length: 3000 },
  (_, i) => `

def long_${i}(x):
    """Function ${i} of many."""
    a = x[0] ** ${(i % 7) + 2}
    b = np.sin(x[1])
    return a * b
`,
).join('')}`;

let workbench: Workbench;
beforeAll(async () => {
  workbench = await startWorkbench({
    file: 'seed.py',
    files: { 'hostile.py': HOSTILE, 'long.py': LONG },
    settings: { 'editor.autoClosingBrackets': 'never', 'editor.quickSuggestions': { other: 'off' } },
  });
  await lens(workbench.page, 'J : 2 × 2').waitFor();
});
afterAll(() => workbench.stop());
pictureFailures(() => workbench.page);

const panel = (): FrameLocator => webview(workbench.page);
const elements = (of: Locator): Promise<string[]> =>
  of.evaluate((root) => [...new Set([...root.querySelectorAll('*')].map((one) => one.localName))].sort());
/** Where pictures come from and links lead to, without their arguments. */
const addresses = (of: Locator): Promise<string[]> =>
  of
    .locator('img, a')
    .evaluateAll((all) =>
      all.map((one) => (one.getAttribute('src') ?? one.getAttribute('data-href') ?? '').replace(/[;?].*/, '')),
    );

describe('a hostile file', () => {
  beforeAll(() => openFile(workbench.page, 'hostile.py'));
  afterEach(async () => {
    await leaveHover(workbench.page);
    expect(await workbench.page.evaluate(() => 'harmed' in window)).toBe(false);
    expect(await workbench.page.locator('.monaco-workbench').isVisible()).toBe(true);
  });

  it.each([
    ['__init__', ['__init__ : ℝ² → ℝ²']],
    ['_hole_', ['_hole_ : ℝ² → ℝ', '__proto__', '_constructor_']],
  ])('shows in the hover over %s as it is written', async (name, texts) => {
    const { page } = workbench;
    await lens(page, ' : 2 × 2').waitFor();
    const card = (await hover(page, name)).locator('.rendered-markdown').first();
    const text = await card.innerText();
    for (const expected of texts) expect(text).toContain(expected);
    expect(await elements(card)).toEqual(expect.not.arrayContaining(['b', 'script', 'code', 'pre', 'iframe', 'svg']));
    const allowed = ['copyCode', 'copyLatex', 'openPanel'].map((command) => `command:gradlens.${command}`);
    const found = await addresses(card);
    expect(found.filter((address) => address !== 'data:image/svg+xml').sort()).toEqual(allowed);
  });

  it('shows in the panel as it is written', async () => {
    const { page } = workbench;
    await clickText(page, '_missing_');
    await runCommand(page, 'Gradlens: Open Panel for Function at Cursor');
    const main = panel().locator('main');
    await main.locator('h1 .name', { hasText: '_missing_' }).waitFor();
    await screenshot(page, 'hostile-panel');
    expect(await main.innerText()).toContain('<img src=x onerror=top.harmed=1> [click](command:workbench.action.quit)');
    expect(await elements(main)).toEqual(expect.not.arrayContaining(['img', 'a', 'b', 'script', 'iframe']));
    await clickText(page, '__init__');
    await main.locator('h1 .name', { hasText: '__init__' }).waitFor();
    expect(await elements(main)).toEqual(expect.not.arrayContaining(['img', 'a', 'b', 'script', 'iframe']));
  });
});

describe('while a person types', () => {
  it('a half-typed function takes no lens from others, and gets its own when it is whole', async () => {
    const { page } = workbench;
    await openFile(page, 'seed.py');
    await lens(page, 'J : 2 × 2').waitFor();
    const before = await settledLenses(page);
    expect(before.length).toBeGreaterThan(2);
    await clickText(page, 'import');
    await page.keyboard.press('End');
    await page.keyboard.type('\n\n\ndef typed(t):\n    return np.array([t**3, (t');
    await expect.poll(async () => settledLenses(page)).toEqual(before);
    await page.keyboard.type(')])');
    await lens(page, 'J : 2 × 1').waitFor();
    const after = await settledLenses(page);
    for (const title of before) expect(after).toContain(title);
  });

  it('a file of 20,000 lines takes the keys at once, and has its lenses and hovers', async () => {
    const { page } = workbench;
    expect(LONG.split('\n').length).toBeGreaterThan(20_000);
    await openFile(page, 'long.py');
    await lens(page, '∇long_0 : ℝ² → ℝ').waitFor();
    await clickText(page, 'import');
    await page.keyboard.press('End');
    const waits: number[] = [];
    for (const letter of '  # typed') {
      const start = performance.now();
      await page.keyboard.type(letter);
      waits.push(performance.now() - start);
    }
    await expect.poll(async () => page.locator('.view-line').first().innerText()).toMatch(/#.typed$/);
    // The median, so that one stall of the machine does not count.
    expect(waits.sort((a, b) => a - b)[waits.length >> 1]).toBeLessThan(250);
    await lens(page, '∇long_0 : ℝ² → ℝ').waitFor();
    const card = await hover(page, 'long_1');
    expect(await card.innerText()).toContain('long_1 : ℝ² → ℝ');
    await leaveHover(page);
    await page.keyboard.press('Control+End');
    await lens(page, '∇long_2999 : ℝ² → ℝ').waitFor();
  });
});

it('reports no errors of its own', () => {
  expect(ownErrors(workbench)).toEqual([]);
});
