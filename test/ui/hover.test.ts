import type { Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { inkOf } from './pixels';
import {
  ALL_THEMES,
  closePanel,
  copied,
  hideSideBar,
  hover,
  leaveHover,
  lens,
  openByLens,
  openFile,
  placeOf,
  screenshot,
  setTheme,
  settledLenses,
  showsWhole,
  webview,
} from './steps';
import { ownErrors, pictureFailures, startWorkbench, type Workbench } from './workbench';

/** A file with one function that is mathematics, and several that are not. */
const MIXED = `import sys


def greet(name):
    print("Hello, " + name)


def read(path):
    with open(path) as file:
        return file.read()


class Empty:
    def close(self):
        pass


def answer():
    return 42


def cube(t):
    return t**3
`;

let workbench: Workbench;
beforeAll(async () => {
  workbench = await startWorkbench({
    file: 'seed.py',
    files: { 'mixed.py': MIXED },
    size: { width: 1000, height: 700 },
    scale: 2,
    settings: { 'workbench.activityBar.location': 'hidden' },
  });
  await hideSideBar(workbench.page);
  await lens(workbench.page, 'J : 2 × 2').waitFor();
});
afterAll(() => workbench.stop());
pictureFailures(() => workbench.page);

/** Pictures that were not drawn, by their texts. */
const broken = (card: Locator): Promise<string[]> =>
  card.locator('img').evaluateAll(async (images) => {
    const drawn = (image: HTMLImageElement): Promise<boolean> =>
      image.decode().then(
        () => image.naturalWidth > 0 && image.naturalHeight > 0 && image.width > 0,
        () => false,
      );
    const all = images as HTMLImageElement[];
    const good = await Promise.all(all.map(drawn));
    return all.filter((_, i) => !good[i]).map((image) => image.alt);
  });

const alternatives = (card: Locator): Promise<string[]> =>
  card.locator('img').evaluateAll((images) => images.map((image) => (image as HTMLImageElement).alt));

describe('the hover', () => {
  afterEach(() => leaveHover(workbench.page));

  it.each([
    ['the definition of a function', 'f', 0],
    ['a call of it', 'f', 3],
  ])('over %s is the function, its derivative and its numbers at the point in the file', async (_, name, nth) => {
    const card = await hover(workbench.page, name, nth);
    expect(await broken(card)).toEqual([]);
    const [value, derivative, numbers, ...more] = await alternatives(card);
    expect(value).toMatch(/^f\(x\) = .*x₀² \+ x₁/);
    expect(derivative).toMatch(/^J_f\(x\) = ⎡2x₀ +1 *⎤ ⎣x₁ +x₀⎦$/);
    expect(numbers).toMatch(/⎡3⎤.*J_f = ⎡2 1⎤.*⎣2⎦.*⎣2 1⎦$/);
    expect(more).toEqual([]);
    const text = await card.innerText();
    expect(text).toContain('f : ℝ² → ℝ²');
    expect(text).toContain('At x = [1, 2]');
    expect(text).toContain('jacobian_f: proved');
    expect(text).not.toMatch(/\\|\*\*|!\[|\]\(|&\w+;/); // no raw Markdown
    expect(await showsWhole(card)).toBe(true);
  });

  it('over a parameter is the partial derivative with respect to it', async () => {
    const card = await hover(workbench.page, 'x');
    expect(await broken(card)).toEqual([]);
    expect((await alternatives(card))[0]).toMatch(/^ *⎡2x₀ +1 *⎤ ∂f\/∂x = ⎣x₁ +x₀⎦$|^∂f\/∂x = ⎡2x₀ +1 *⎤ ⎣x₁ +x₀⎦$/);
    expect(await card.innerText()).toContain('x ∈ ℝ²');
  });

  it('over a function with one output is a column shaped like its argument', async () => {
    const card = await hover(workbench.page, 'f1');
    expect((await alternatives(card))[1]).toMatch(/∇f₁\(x\) = ⎡2x₀⎤ ⎣1 +⎦$/);
    expect(await card.innerText()).toContain('f1 : ℝ² → ℝ');
  });

  it.each(ALL_THEMES)('is readable in the theme %s, in its own colour', async (theme) => {
    const { page } = workbench;
    await setTheme(page, theme);
    const card = await hover(page, 'f');
    expect(await broken(card)).toEqual([]);
    const behind = new Set<string>();
    for (const picture of await card.locator('img').all()) {
      const { contrast, covered, background } = await inkOf(picture);
      expect(contrast).toBeGreaterThan(theme.startsWith('high-contrast') ? 15 : 7);
      expect(covered).toBeGreaterThan(0.03);
      behind.add(background);
    }
    expect(behind.size).toBe(1);
    await screenshot(page, `hover-${theme}`, { x: 0, y: 36, width: 800, height: 440 });
    await leaveHover(page);
    await setTheme(page, 'dark');
  });

  it('copies LaTeX and code', async () => {
    const { page } = workbench;
    const latex = await copied(page, async () => (await hover(page, 'f')).getByText('Copy LaTeX').click());
    expect(latex.replace(/\s+/g, ' ')).toMatch(/2 ?x_\{0\} & 1 \\\\ x_\{1\} & x_\{0\}/);
    await leaveHover(page);
    const code = await copied(page, async () => (await hover(page, 'f')).getByText('Copy Code').click());
    expect(code).toMatch(/def jacobian_f\(x\):[^]*2\*x\[0\], 1[^]*x\[1\], x\[0\]/);
  });

  it('opens the panel', async () => {
    const { page } = workbench;
    await (await hover(page, 'f')).getByText('Open Panel').click();
    await webview(page).getByRole('heading', { name: 'f : ℝ² → ℝ²' }).waitFor();
    await closePanel(page);
  });
});

describe('lenses', () => {
  it.each([
    ['f', 'J : 2 × 2'],
    ['f1', '∇f1 : ℝ² → ℝ'],
  ])('are above their functions: %s has %s', async (name, title) => {
    const { page } = workbench;
    // The editor is laid out anew where a panel has just been closed: lens and name are where they belong a moment later.
    const height = async () => {
      const [box, { y }] = await Promise.all([lens(page, title).boundingBox(), placeOf(page, name)]);
      return y - (box?.y ?? Infinity);
    };
    await expect.poll(height, { timeout: 5000 }).toSatisfy((y: number) => y > 5 && y < 40);
  });

  it('open the panel', async () => {
    const { page } = workbench;
    await openByLens(page, '∇f1 : ℝ² → ℝ');
    await webview(page).getByRole('heading', { name: 'f1 : ℝ² → ℝ' }).waitFor();
    await closePanel(page);
  });

  it('are not above functions that are not mathematics', async () => {
    const { page } = workbench;
    await openFile(page, 'mixed.py');
    await lens(page, 'cube').waitFor();
    expect(await settledLenses(page)).toEqual(['cube′ : ℝ → ℝ']);
  });
});

it('reports no errors of its own', () => {
  expect(ownErrors(workbench)).toEqual([]);
});
