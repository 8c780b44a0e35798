import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  clickText,
  closePanel,
  commandsOffered,
  copied,
  hover,
  leaveHover,
  lens,
  lenses,
  openFile,
  quickInput,
  quickInputRows,
  runCommand,
  screenshot,
  showsNoHover,
  webview,
} from './steps';
import { ownErrors, pictureFailures, startWorkbench, type Workbench } from './workbench';

const ABOUT_FUNCTIONS = [
  'Gradlens: Choose Variables…',
  'Gradlens: Copy Derivative as LaTeX',
  'Gradlens: Copy Derivative as Plain Text',
  'Gradlens: Copy Derivative as Source Code',
  'Gradlens: Evaluate at a Point…',
  'Gradlens: Open Panel for Function at Cursor',
  'Gradlens: Show Derivative',
];
const ALWAYS = [
  'Gradlens: Get Started',
  'Gradlens: Open an Example',
  'Gradlens: Restart Worker',
  'Gradlens: Show Log',
  'Gradlens: Toggle Annotations',
];

let workbench: Workbench;
beforeAll(async () => {
  workbench = await startWorkbench({ file: 'seed.py', files: { 'notes.txt': 'No mathematics here.\n' } });
  await lens(workbench.page, 'J : 2 × 2').waitFor();
});
afterAll(() => workbench.stop());
pictureFailures(() => workbench.page);

const panel = (): FrameLocator => webview(workbench.page);

describe('the command palette', () => {
  it('offers every command on a Python file, the general ones elsewhere', async () => {
    const { page } = workbench;
    const offered = await commandsOffered(page, 'Gradlens: ');
    expect([...offered].sort()).toEqual([...ABOUT_FUNCTIONS, ...ALWAYS].sort());
    await openFile(page, 'notes.txt');
    expect([...(await commandsOffered(page, 'Gradlens: '))].sort()).toEqual(ALWAYS);
    await openFile(page, 'seed.py');
  });

  it.each([
    ['LaTeX', /^[^]*\\begin\{bmatrix\} ?2 ?x_\{0\} & 1 \\\\ x_\{1\} & x_\{0\} \\end\{bmatrix\}$/],
    [
      'Source Code',
      /^def jacobian_f\(x\):\n {4}return np\.array\(\[\s*\[2\*x\[0\], 1\],\s*\[x\[1\], x\[0\]\],?\s*\]\)\s*$/,
    ],
    ['Plain Text', /2x₀ +1 *⎤\n.*⎣x₁ +x₀⎦/],
  ])('copies the derivative of the function at the cursor as %s', async (format, expected) => {
    const { page } = workbench;
    await clickText(page, 'f');
    expect(await copied(page, () => runCommand(page, `Gradlens: Copy Derivative as ${format}`))).toMatch(expected);
  });

  it('shows the derivative at the cursor', async () => {
    const { page } = workbench;
    await clickText(page, 'f1');
    await page.mouse.move(0, 0);
    await runCommand(page, 'Gradlens: Show Derivative');
    await page.locator('.monaco-hover img[alt^="∇f₁"]').waitFor();
    await page.keyboard.press('Escape');
    await leaveHover(page);
  });

  it('opens the panel for the function at the cursor', async () => {
    const { page } = workbench;
    await clickText(page, 'f1');
    await runCommand(page, 'Gradlens: Open Panel for Function at Cursor');
    await panel().getByRole('heading', { name: 'f1 : ℝ² → ℝ' }).waitFor();
    await closePanel(page);
  });

  it('evaluates at a point, and says what is wrong with one while it is typed', async () => {
    const { page } = workbench;
    await clickText(page, 'f');
    await runCommand(page, 'Gradlens: Evaluate at a Point…');
    await expect.poll(async () => quickInput(page).inputValue()).toBe('x = [1, 2]');
    const problem = page.locator('.quick-input-message');
    await quickInput(page).fill('[pi/4, nonsense]');
    await expect.poll(async () => problem.innerText()).toMatch(/nonsense/);
    await quickInput(page).fill('[1, 2, 3]');
    await expect.poll(async () => problem.innerText()).toMatch(/\b[23]\b/);
    await screenshot(page, 'evaluate-at-a-point');
    await quickInput(page).fill('[pi/4, 1e-3]');
    await expect.poll(async () => problem.innerText()).toMatch(/such as \[pi\/4, 1e-3\]/);
    await page.keyboard.press('Enter');
    await panel().getByRole('gridcell').first().waitFor();
    await expect
      .poll(async () => (await panel().getByRole('gridcell').allInnerTexts()).map((text) => text.trim()))
      .toEqual([(Math.PI / 2).toFixed(4), '1', '0.001', (Math.PI / 4).toFixed(6)]);
    await panel().getByRole('radio', { name: 'Symbolic' }).click();
    await closePanel(page);
  });

  it('chooses the variables to differentiate by', async () => {
    const { page } = workbench;
    await openFile(page, 'polar.py');
    await lens(page, 'J : 2 × 2').waitFor();
    await clickText(page, 'to_cartesian');
    await runCommand(page, 'Gradlens: Choose Variables…');
    await quickInputRows(page).filter({ hasText: 'theta' }).click();
    await screenshot(page, 'choose-variables');
    await page.keyboard.press('Enter');
    await expect
      .poll(async () =>
        panel()
          .locator('.grid tbody .formula')
          .evaluateAll((all) => all.map((formula) => formula.getAttribute('aria-label'))),
      )
      .toEqual(['to_cartesian₀', 'cos(θ)', 'to_cartesian₁', 'sin(θ)']);
    await closePanel(page);
    await openFile(page, 'seed.py');
    await lens(page, 'J : 2 × 2').waitFor();
  });

  it('switches the annotations off and on', async () => {
    const { page } = workbench;
    await runCommand(page, 'Gradlens: Toggle Annotations');
    await expect.poll(async () => lenses(page)).toEqual([]);
    expect(await showsNoHover(page, 'f')).toBe(true);
    await runCommand(page, 'Gradlens: Toggle Annotations');
    await lens(page, 'J : 2 × 2').waitFor();
    await hover(page, 'f');
    await leaveHover(page);
  });

  it('restarts the worker, and shows the log that says so', async () => {
    const { page } = workbench;
    await runCommand(page, 'Gradlens: Restart Worker');
    await hover(page, 'f');
    await leaveHover(page);
    await runCommand(page, 'Gradlens: Show Log');
    const log = page.locator('.part.panel .view-lines');
    await expect.poll(async () => (await log.innerText()).replace(/\s/g, ' ')).toMatch(/worker is restarted because/);
    await page.keyboard.press('Control+J');
    await log.waitFor({ state: 'hidden' });
  });
});

describe('the settings take effect at once', () => {
  /** As a person changes them in the folder's settings file. */
  const set = (settings: Readonly<Record<string, unknown>>): void => {
    const folder = join(workbench.folder, '.vscode');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'settings.json'), JSON.stringify(settings));
  };

  it('all annotations off', async () => {
    const { page } = workbench;
    set({ 'gradlens.enable': false });
    await expect.poll(async () => lenses(page)).toEqual([]);
    expect(await showsNoHover(page, 'f')).toBe(true);
  });

  it('lenses alone off', async () => {
    const { page } = workbench;
    set({});
    await lens(page, 'J : 2 × 2').waitFor();
    set({ 'gradlens.codeLens.enable': false });
    await expect.poll(async () => lenses(page)).toEqual([]);
    await hover(page, 'f');
    await leaveHover(page);
  });

  it('hovers alone off', async () => {
    const { page } = workbench;
    set({ 'gradlens.hover.enable': false });
    await lens(page, 'J : 2 × 2').waitFor();
    expect(await showsNoHover(page, 'f')).toBe(true);
  });

  it('indices from 1, and only small matrices in hovers', async () => {
    const { page } = workbench;
    set({ 'gradlens.indices': 'one', 'gradlens.hover.maximumEntries': 2 });
    const seen = async (): Promise<string> => {
      const card = await hover(page, 'f');
      const pictures = await card.locator('img').evaluateAll((all) => all.map((one) => one.getAttribute('alt')));
      const text = `${pictures.join('\n')}\n${await card.innerText()}`;
      await leaveHover(page);
      return text;
    };
    await expect.poll(seen, { timeout: 30_000 }).toMatch(/x₁² \+ x₂[^]*J_f: 2 × 2[^]*The panel shows it whole/);
    set({});
    await expect.poll(seen, { timeout: 30_000 }).toMatch(/x₀² \+ x₁[^]*⎡2x₀/);
  });
});

it('reports no errors of its own', () => {
  expect(ownErrors(workbench)).toEqual([]);
});
