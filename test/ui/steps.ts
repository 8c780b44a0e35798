/** What a person does in VS Code, and where to look: steps for tests, without fixed pauses. */
import { join } from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { RESULTS } from '../../scripts/root.mjs';

const EDITOR = '.editor-instance .monaco-editor';
const HOVER = '.monaco-hover:not(.hidden)';
const ATTEMPTS = 5;

/** Waits until the window is there and can be used. */
export async function ready(page: Page): Promise<void> {
  await page.locator('.monaco-workbench .part.editor').waitFor({ timeout: 60_000 });
  await page.locator('.monaco-workbench .part.statusbar .statusbar-item').first().waitFor();
}

/** Waits until a file is in the active editor, with its text. */
export async function showsFile(page: Page, name: string): Promise<void> {
  await page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
  await page.locator(`${EDITOR} .view-line`).first().waitFor();
}

/** The field of the command palette, of a quick pick or of an input box. */
export const quickInput = (page: Page): Locator => page.locator('.quick-input-widget input[type=text]');

const quickInputRows = (page: Page): Locator => page.locator('.quick-input-list .monaco-list-row');

const paletteRow = (page: Page, title: string): Locator =>
  quickInputRows(page)
    .filter({ has: page.locator('.label-name').getByText(title, { exact: true }) })
    .first();

/**
 * Presses a key that opens the palette, types, and does something with what it then shows. All again if it goes away
 * in between, as when a panel that was just opened takes the focus.
 */
async function inPalette<T>(page: Page, key: string, text: string, act: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    await page.keyboard.press(key);
    try {
      await quickInput(page).fill(text, { timeout: 2500 });
      return await act();
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
    }
  }
}

/** Runs a command by its title in the command palette, as `Gradlens: Open Panel`. */
export async function runCommand(page: Page, title: string): Promise<void> {
  await inPalette(page, 'F1', `>${title}`, () => paletteRow(page, title).click({ timeout: 5000 }));
}

/** Whether the command palette offers a command now; closes the palette again. */
export async function offersCommand(page: Page, title: string): Promise<boolean> {
  const offered = await inPalette(page, 'F1', `>${title}`, async () => {
    await quickInputRows(page).first().waitFor({ timeout: 5000 }); // "No matching commands" is a row too
    return paletteRow(page, title).isVisible();
  });
  await page.keyboard.press('Escape');
  await quickInput(page).waitFor({ state: 'hidden' });
  return offered;
}

/** Opens a file of the workspace by its name. */
export async function openFile(page: Page, name: string): Promise<void> {
  const row = quickInputRows(page).filter({ hasText: name }).first();
  await inPalette(page, 'Control+P', name, () => row.click({ timeout: 5000 }));
  await showsFile(page, name);
}

/**
 * The middle of a piece of text in the editor, in the page's coordinates. It must be on the screen and coloured as one
 * token, as names are.
 *
 * @param nth which of its occurrences, from the top, counted from 0
 */
export async function placeOf(page: Page, text: string, nth = 0): Promise<{ x: number; y: number }> {
  const place = await page.waitForFunction(
    ([lines, wanted, skip]) => {
      // The editor keeps its lines in any order: read them from the top.
      const top = (line: Element) => line.getBoundingClientRect().top;
      let left = skip;
      for (const line of [...document.querySelectorAll(lines)].sort((a, b) => top(a) - top(b))) {
        const tokens = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
        for (let token = tokens.nextNode(); token; token = tokens.nextNode()) {
          const content = token.textContent ?? '';
          for (let at = content.indexOf(wanted); at >= 0; at = content.indexOf(wanted, at + 1)) {
            if (left-- > 0) continue;
            const range = document.createRange();
            range.setStart(token, at);
            range.setEnd(token, at + wanted.length);
            const { x, y, width, height } = range.getBoundingClientRect();
            return { x: x + width / 2, y: y + height / 2 };
          }
        }
      }
      return null;
    },
    [`${EDITOR} .view-line`, text, nth] as const,
  );
  return (await place.jsonValue()) as { x: number; y: number };
}

/** Puts the cursor into a piece of text. See `placeOf`. */
export async function clickText(page: Page, text: string, nth = 0): Promise<void> {
  const { x, y } = await placeOf(page, text, nth);
  await page.mouse.click(x, y);
}

/** Hovers over a piece of text until its card is shown and complete. See `placeOf`. */
export async function hover(page: Page, text: string, nth = 0): Promise<Locator> {
  const { x, y } = await placeOf(page, text, nth);
  const card = page.locator(HOVER).first();
  for (let attempt = 1; ; attempt++) {
    await page.mouse.move(x - 60, y + 80); // a hover starts only with a movement
    await page.mouse.move(x, y, { steps: 4 });
    try {
      await card.locator('.hover-contents, .monaco-hover-content').first().waitFor({ timeout: 2500 });
      break;
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
    }
  }
  await page.waitForFunction((shown) => {
    const text = document.querySelector(shown)?.textContent ?? '';
    return text.trim() !== '' && !text.trim().startsWith('Loading');
  }, HOVER);
  return card;
}

/** Takes the mouse away and waits until no card is shown. */
export async function leaveHover(page: Page): Promise<void> {
  await page.mouse.move(0, 0);
  await page.keyboard.press('Escape');
  await page.locator(HOVER).waitFor({ state: 'hidden' });
}

/** The first CodeLens that contains a text; click it, or read it. */
export const lens = (page: Page, text: string | RegExp): Locator =>
  page.locator('.codelens-decoration a', { hasText: text }).first();

/** The inside of the nth webview that is open, from 0: a page of its own. */
export const webview = (page: Page, nth = 0): FrameLocator =>
  page.locator('iframe.webview.ready').nth(nth).contentFrame().locator('#active-frame').contentFrame();

/** Messages that VS Code shows in its lower right corner. */
export const notifications = (page: Page): Locator =>
  page.locator('.notifications-toasts .notification-list-item-message');

/** Each kind of theme: the class that VS Code gives its window, and what the browser has to report. */
const THEMES = {
  dark: { class: 'vs-dark', colorScheme: 'dark', forcedColors: 'none' },
  light: { class: 'vs', colorScheme: 'light', forcedColors: 'none' },
  'high-contrast-dark': { class: 'hc-black', colorScheme: 'dark', forcedColors: 'active' },
  'high-contrast-light': { class: 'hc-light', colorScheme: 'light', forcedColors: 'active' },
} as const;

export type Theme = keyof typeof THEMES;
export const ALL_THEMES = Object.keys(THEMES) as readonly Theme[];

/** Changes the theme as a person's operating system does. The first is `dark`. */
export async function setTheme(page: Page, theme: Theme): Promise<void> {
  const { class: name, colorScheme, forcedColors } = THEMES[theme];
  await page.emulateMedia({ colorScheme, forcedColors });
  await page.locator(`.monaco-workbench.${name}`).waitFor();
}

/**
 * Takes a picture of the window, or of a part of it, as `test-results/screenshots/NAME.png`. Those that README.md shows
 * are copied to `media/screenshots/` by `npm test -- ui --update-screenshots`.
 */
export async function screenshot(of: Page | Locator, name: string): Promise<void> {
  await of.screenshot({ path: join(RESULTS, 'screenshots', `${name.replace(/[^\w-]+/g, '-')}.png`) });
}
