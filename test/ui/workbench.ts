import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach } from 'vitest';
import { ROOT } from '../../scripts/root.mjs';
import { openBrowser } from '../../scripts/vscode/browser.mjs';
import { linkExtension } from '../../scripts/vscode/link.mjs';
import { serveVSCode } from '../../scripts/vscode/serve.mjs';
import { ready, screenshot, showsFile } from './steps';

export interface Workbench {
  readonly page: Page;
  /** A copy of `examples/` of this workbench's own, open in VS Code. */
  readonly folder: string;
  /** Errors that the page has logged so far and where, also those in webviews, such as what a content security policy
   * blocked. See `ownErrors`. */
  readonly errors: readonly string[];
  /** Loads the window anew, which then shows what it did, and waits until it can be used. */
  readonly reload: () => Promise<void>;
  /** Ends the browser and VS Code, and removes the copy. */
  readonly stop: () => Promise<void>;
}

export interface WorkbenchOptions {
  /** Opened at once; a path inside `examples/`. */
  readonly file?: string;
  /** More files for the folder: their names and texts. */
  readonly files?: Readonly<Record<string, string>>;
  /** User settings beyond the quiet ones. VS Code does not notice changes of the settings file later. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** In CSS pixels. */
  readonly size?: { readonly width: number; readonly height: number };
  /** Device pixels to a CSS pixel: 2 for pictures that are shown to people. */
  readonly scale?: number;
}

const SETTINGS = {
  'editor.minimap.enabled': false, // so that pictures show the code
  // The four kinds of themes follow what the browser reports (see `setTheme`):
  'window.autoDetectColorScheme': true,
  'window.autoDetectHighContrast': true,
  'workbench.preferredDarkColorTheme': 'Dark Modern',
  'workbench.preferredLightColorTheme': 'Light Modern',
};

/**
 * Opens VS Code with the extension as built in `dist/`, on a copy of `examples/`, and waits until the file is shown.
 * About 5 s. Call `stop` in `afterAll`. A picture of each failed test goes to `test-results/screenshots/`.
 */
export async function startWorkbench(options: WorkbenchOptions = {}): Promise<Workbench> {
  const { file = 'seed.py', files = {}, settings = {}, size = { width: 1400, height: 900 }, scale = 1 } = options;
  const temporary = mkdtempSync(join(tmpdir(), 'gradlens-ui-'));
  const closing: (() => unknown)[] = [() => rmSync(temporary, { recursive: true, force: true })];
  const stop = async () => {
    for (const close of closing.splice(0).reverse()) await close();
  };
  try {
    const folder = join(temporary, 'examples');
    cpSync(join(ROOT, 'examples'), folder, { recursive: true });
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const extensionsDir = join(temporary, 'extensions');
    linkExtension(extensionsDir);

    const server = await serveVSCode({
      userDataDir: join(temporary, 'user'),
      extensionsDir,
      settings: { ...SETTINGS, ...settings },
    });
    closing.push(server.stop);
    const browser = await openBrowser();
    closing.push(() => browser.close());
    const context = await browser.newContext({ viewport: size, deviceScaleFactor: scale, colorScheme: 'dark' });
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const page = await context.newPage();
    const errors: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(`${message.text()} (${message.location().url})`);
    });
    page.on('pageerror', (error) => errors.push(String(error.stack ?? error)));
    await page.goto(server.address({ folder, file: join(folder, file) }));
    await ready(page);
    await showsFile(page, file);
    const reload = async () => {
      await page.goto(server.address({ folder })); // a file in the address would be opened in place of what was there
      await ready(page);
    };
    return { page, folder, errors, reload, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Those errors that are ours: of the extension, of its page, of a content security policy. VS Code has some of its own. */
export const ownErrors = ({ errors }: Workbench): readonly string[] =>
  errors.filter((error) => /gradlens|content.security.policy|\/webview\/|dist\/panel/i.test(error));

/** Call it once in a file of tests: takes a picture whenever one of them fails. */
export function pictureFailures(page: () => Page | undefined): void {
  afterEach(async ({ task }) => {
    const shown = page();
    if (task.result?.state === 'fail' && shown) await screenshot(shown, `failed ${task.name}`);
  });
}
