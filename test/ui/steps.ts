/** What a person does in VS Code, and where to look: steps for tests, without fixed pauses. */
import { join } from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
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

export const quickInputRows = (page: Page): Locator => page.locator('.quick-input-list .monaco-list-row');

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

/** The commands that the palette offers for a text: those that are in view. Closes the palette again. */
export async function commandsOffered(page: Page, text: string): Promise<readonly string[]> {
  const offered = await inPalette(page, 'F1', `>${text}`, async () => {
    await quickInputRows(page).first().waitFor({ timeout: 5000 }); // "No matching commands" is a row too
    return quickInputRows(page).locator('.label-name').allTextContents();
  });
  await page.keyboard.press('Escape');
  await quickInput(page).waitFor({ state: 'hidden' });
  return offered;
}

/** Runs a command by its title in the command palette, as `Gradlens: Open Panel`. */
export async function runCommand(page: Page, title: string): Promise<void> {
  await inPalette(page, 'F1', `>${title}`, () => paletteRow(page, title).click({ timeout: 5000 }));
}

/** Opens a file of the workspace by its name. */
export async function openFile(page: Page, name: string): Promise<void> {
  const row = quickInputRows(page).filter({ hasText: name }).first();
  await inPalette(page, 'Control+P', name, () => row.click({ timeout: 5000 }));
  await showsFile(page, name);
}

/** Saves the file in the active editor. */
export async function saveFile(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+S');
  await page.locator(`.tab[data-resource-name="${name}"]:not(.dirty)`).waitFor();
}

/**
 * The middle of a piece of text in the editor, in the page's coordinates. It must be on the screen and coloured as one
 * token, as names are. A word is found only as a whole: `f` is not in `def`.
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
            const [before, after] = [content[at - 1], content[at + wanted.length]];
            const isPart = [(before ?? '') + wanted[0], wanted.at(-1) + (after ?? '')].some((two) =>
              /^\w\w$/.test(two),
            );
            if (isPart || left-- > 0) continue;
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

/**
 * Puts the cursor into a piece of text. See `placeOf`. Lenses that come late move the lines under the mouse: it clicks
 * again where the cursor is then not beside the text.
 */
export async function clickText(page: Page, text: string, nth = 0): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const { x, y } = await placeOf(page, text, nth);
    await page.mouse.click(x, y);
    try {
      return await expect.poll(() => cursorIsAt(page, text, nth), { timeout: 2500 }).toBe(true);
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
    }
  }
}

/** Whether the editor's cursor is in the line of a piece of text, and nearer to its middle than the text is wide. */
async function cursorIsAt(page: Page, text: string, nth: number): Promise<boolean> {
  const { x, y } = await placeOf(page, text, nth);
  const cursor = await page.locator(`${EDITOR} .cursors-layer .cursor`).first().boundingBox();
  if (!cursor) return false;
  const near = text.length * cursor.height;
  return Math.abs(cursor.x - x) < near && cursor.y <= y && y <= cursor.y + cursor.height;
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

/** Whether the mouse can rest on a text and no card comes up within the time that one needs. See `placeOf`. */
export async function showsNoHover(page: Page, text: string, nth = 0): Promise<boolean> {
  const { x, y } = await placeOf(page, text, nth);
  await page.mouse.move(x - 60, y + 80);
  await page.mouse.move(x, y, { steps: 4 });
  const shown = page.locator(`${HOVER} .hover-contents`).first().waitFor({ timeout: 2000 });
  const none = await shown.then(
    () => false,
    () => true,
  );
  await leaveHover(page);
  return none;
}

/** Whether all of a hover is seen without scrolling. */
export const showsWhole = (card: Locator): Promise<boolean> =>
  card.locator('.monaco-hover-content').evaluate((content) => {
    const { scrollHeight, clientHeight, scrollWidth, clientWidth } = content;
    return scrollHeight <= clientHeight + 1 && scrollWidth <= clientWidth + 1;
  });

/** Takes the mouse away and waits until no card is shown. */
export async function leaveHover(page: Page): Promise<void> {
  await page.mouse.move(0, 0);
  await page.keyboard.press('Escape');
  await page.locator(HOVER).waitFor({ state: 'hidden' });
}

/** The first CodeLens that contains a text; click it, or read it. */
export const lens = (page: Page, text: string | RegExp): Locator =>
  page.locator('.codelens-decoration a', { hasText: text }).first();

/** Opens the panel by a lens, with one click: also while lenses are being drawn anew, as they are when VS Code starts. */
export async function openByLens(page: Page, text: string | RegExp): Promise<void> {
  await lens(page, text).click();
  await webview(page).getByRole('heading').first().waitFor();
}

/** What all lenses say that are on the screen. */
export const lenses = (page: Page): Promise<string[]> => page.locator('.codelens-decoration a').allTextContents();

/** The same, once there is one and all are worked out. */
export async function settledLenses(page: Page): Promise<string[]> {
  await page.waitForFunction(() => {
    const titles = [...document.querySelectorAll('.codelens-decoration a')].map((one) => one.textContent ?? '');
    return titles.length > 0 && titles.every((title) => !/^[∇…]?$/.test(title));
  });
  return lenses(page);
}

/** The inside of the nth webview that is open, from 0: a page of its own. */
export const webview = (page: Page, nth = 0): FrameLocator =>
  page.locator('iframe.webview.ready').nth(nth).contentFrame().locator('#active-frame').contentFrame();

/** What is on the clipboard after something was done that puts something there. */
export async function copied(page: Page, act: () => Promise<unknown>): Promise<string> {
  const before = 'nothing was copied';
  await page.evaluate((text) => navigator.clipboard.writeText(text), before);
  await act();
  return page.evaluate(async (old) => {
    const deadline = performance.now() + 15_000;
    for (;;) {
      const text = await navigator.clipboard.readText();
      if (text !== old || performance.now() > deadline) return text;
      await new Promise((next) => setTimeout(next, 50));
    }
  }, before);
}

/** Closes the matrix panel. */
export async function closePanel(page: Page): Promise<void> {
  await page.locator('.tab[data-resource-name^="webview-gradlens"] .tab-actions .action-label').click();
  await page.locator('iframe.webview.ready').waitFor({ state: 'detached' });
}

/** Gives the editors the room of the files' list. */
export async function hideSideBar(page: Page): Promise<void> {
  await page.keyboard.press('Control+B');
  await page.locator('.part.sidebar').waitFor({ state: 'hidden' });
}

/**
 * Turns to another window, at which VS Code keeps its state for the next start, and waits until it has kept something. In
 * a browser it has no time for that when the window is closed.
 *
 * @param text part of it; JSON, in which JSON may be quoted any number of times
 */
export async function waitUntilKept(page: Page, text: string): Promise<void> {
  await page.evaluate(async (wanted) => {
    const done = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error(String(request.error)));
      });
    const isKept = async (): Promise<boolean> => {
      for (const { name = '' } of await indexedDB.databases()) {
        const database = await done(indexedDB.open(name));
        try {
          for (const store of database.objectStoreNames) {
            const values: unknown[] = await done(database.transaction(store).objectStore(store).getAll());
            if (values.some((value) => String(value).replaceAll('\\', '').includes(wanted))) return true;
          }
        } finally {
          database.close();
        }
      }
      return false;
    };
    const turn = (): void => void document.dispatchEvent(new Event('visibilitychange'));
    const deadline = performance.now() + 30_000;
    while (!(await isKept())) {
      if (performance.now() > deadline) throw new Error(`VS Code does not keep ${wanted}`);
      Object.defineProperty(document, 'hasFocus', { configurable: true, value: () => false });
      turn();
      Reflect.deleteProperty(document, 'hasFocus');
      turn();
      await new Promise((next) => setTimeout(next, 200));
    }
  }, text);
}

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
 * Takes a picture of the window, of an element, or of a part of the window (`clip`), as `test-results/screenshots/NAME.png`. Those that README.md shows
 * are copied to `media/screenshots/` by `npm test -- ui --update-screenshots`.
 */
export async function screenshot(of: Page | Locator, name: string, clip?: Rectangle): Promise<void> {
  const path = join(RESULTS, 'screenshots', `${name.replace(/[^\w-]+/g, '-')}.png`);
  await of.screenshot({ path, ...(clip && { clip }) });
}

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
