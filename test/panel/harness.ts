/**
 * The page as VS Code shows it: its frame with the same content security policy, the themes' colours, a host that
 * records what it is told. `src/panel/` is built anew for every run.
 */
import { build } from 'esbuild';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { ROOT } from '../../scripts/root.mjs';
import { openBrowser } from '../../scripts/vscode/browser.mjs';
import { pageHtml } from '../../src/editor/panelPage';
import { panelStrings } from '../../src/editor/panelStrings';
import type { ToHost, ToPage } from '../../src/panel/messages';
import type { PanelCard } from '../../src/worker/protocol';

export type Theme = 'dark' | 'light' | 'hc-dark' | 'hc-light';
export const THEMES: readonly Theme[] = ['dark', 'light', 'hc-dark', 'hc-light'];

const BODY_CLASSES: Readonly<Record<Theme, string>> = {
  dark: 'vscode-dark',
  light: 'vscode-light',
  'hc-dark': 'vscode-high-contrast',
  'hc-light': 'vscode-high-contrast vscode-high-contrast-light',
};

const ORIGIN = 'http://panel.test';

/** What VS Code itself gives to every webview. */
const DEFAULT_STYLES = `@layer vscode-default {
  body { overscroll-behavior-x: none; background-color: transparent; color: var(--vscode-editor-foreground);
    font-family: var(--vscode-font-family); font-weight: var(--vscode-font-weight); font-size: var(--vscode-font-size);
    margin: 0; padding: 0 20px; }
  code { font-family: monospace; background-color: #8884; padding: 1px 3px; border-radius: 4px; }
  input:focus { outline: 1px solid -webkit-focus-ring-color; outline-offset: -1px; }
}`;

export interface PanelPage {
  readonly page: Page;
  /** What the page has told its host, oldest first. */
  readonly sent: () => Promise<readonly ToHost[]>;
  readonly send: (...messages: readonly ToPage[]) => Promise<void>;
  /** What the page keeps for a reload. */
  readonly kept: () => Promise<unknown>;
  /** Errors, warnings and breaches of the content security policy so far. */
  readonly complaints: () => Promise<readonly string[]>;
  /** Loads the page anew, as if nothing had been kept. */
  readonly reload: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface PageOptions {
  readonly theme?: Theme;
  readonly width?: number;
  readonly height?: number;
  /** As if kept before a reload. */
  readonly state?: unknown;
  readonly reducedMotion?: boolean;
  readonly forcedColors?: boolean;
  /** Told of every message, as VS Code tells the extension. */
  readonly onMessage?: (message: ToHost) => void;
}

let files: Promise<Readonly<Record<string, string>>> | undefined;

async function buildFiles(): Promise<Readonly<Record<string, string>>> {
  const built = await build({
    absWorkingDir: ROOT,
    entryPoints: [
      { in: 'src/panel/main.ts', out: 'panel' },
      { in: 'src/panel/panel.css', out: 'panel' },
    ],
    bundle: true,
    outdir: 'dist',
    write: false,
    format: 'iife',
    target: 'es2022',
  });
  const text: Readonly<Record<string, string>> = Object.fromEntries(
    built.outputFiles.map((file) => [file.path.replace(/.*\./, ''), file.text] as const),
  );
  return { 'panel.js': text['js'] ?? '', 'panel.css': text['css'] ?? '' };
}

export async function startBrowser(): Promise<Browser> {
  files ??= buildFiles();
  return openBrowser();
}

/** A browser's page, with what it shows now. A new one takes longer than most tests. */
interface Slot {
  readonly page: Page;
  isUsed: boolean;
  theme: Theme;
  onMessage: ((message: ToHost) => void) | undefined;
  readonly errors: string[];
  loads: number;
}

const slots = new WeakMap<Browser, Slot[]>();

/** Opens the page and waits until it has said that it listens. */
export async function openPanel(browser: Browser, options: PageOptions = {}): Promise<PanelPage> {
  const { theme = 'dark', width = 640, height = 900, state = null } = options;
  const slot = await freeSlot(browser);
  const { page, errors } = slot;
  Object.assign(slot, { isUsed: true, theme, onMessage: options.onMessage });
  await page.setViewportSize({ width, height });
  await page.emulateMedia({
    reducedMotion: options.reducedMotion ? 'reduce' : 'no-preference',
    forcedColors: options.forcedColors ? 'active' : 'none',
  });
  await page.mouse.move(0, 0);
  const load = async (): Promise<void> => {
    errors.length = 0;
    slot.loads += 1; // only another address is loaded anew
    await page.goto(`${ORIGIN}/?${slot.loads}#${encodeURIComponent(JSON.stringify(state))}`);
    await page.waitForFunction(() => (window as unknown as { recorded: Recorded }).recorded.sent.length > 0);
  };
  await load();

  const recorded = () => page.evaluate(() => (window as unknown as { recorded: Recorded }).recorded);
  return {
    page,
    sent: async () => (await recorded()).sent as ToHost[],
    kept: async () => (await recorded()).state,
    complaints: async () => [...errors, ...(await recorded()).violations],
    reload: load,
    close: async () => {
      slot.onMessage = undefined;
      await page.goto('about:blank');
      slot.isUsed = false;
    },
    send: async (...messages) => {
      for (const message of messages) await page.evaluate((data) => window.postMessage(data, '*'), message as unknown);
      // Two frames later they have been received and drawn.
      await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    },
  };
}

interface Recorded {
  readonly sent: unknown[];
  state: unknown;
  readonly violations: string[];
}

async function freeSlot(browser: Browser): Promise<Slot> {
  const known = slots.get(browser) ?? [];
  const free = known.find(({ isUsed }) => !isUsed);
  if (free) return free;
  const context = await browser.newContext({ deviceScaleFactor: 2 });
  const page = await context.newPage();
  const slot: Slot = { page, isUsed: true, theme: 'dark', onMessage: undefined, errors: [], loads: 0 };
  slots.set(browser, [...known, slot]);
  await serve(context, slot);
  page.on('pageerror', (error) => slot.errors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') slot.errors.push(message.text());
  });
  await page.exposeFunction('tellHost', (message: ToHost) => slot.onMessage?.(message));
  await page.addInitScript(() => {
    const state: unknown = location.hash ? JSON.parse(decodeURIComponent(location.hash.slice(1))) : null;
    const recorded: Recorded = { sent: [], state, violations: [] };
    Object.assign(window, {
      recorded,
      acquireVsCodeApi: () => ({
        postMessage: (message: unknown) => {
          recorded.sent.push(structuredClone(message));
          (window as unknown as { tellHost: (message: unknown) => void }).tellHost(message);
        },
        getState: () => recorded.state,
        setState: (next: unknown) => (recorded.state = structuredClone(next)),
      }),
    });
    document.addEventListener('securitypolicyviolation', (event) =>
      recorded.violations.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`),
    );
  });
  return slot;
}

async function serve(context: BrowserContext, slot: Slot): Promise<void> {
  const built = await (files ??= buildFiles());
  const themes = readFileSync(join(import.meta.dirname, 'themes.css'), 'utf8');
  const all: Readonly<Record<string, string>> = { ...built, 'themes.css': `${DEFAULT_STYLES}\n${themes}` };
  await context.route('**/*', (route) => {
    const name = new URL(route.request().url()).pathname.slice(1).replace('dist/', '');
    const body = name === '' ? frame(slot.theme) : all[name];
    if (body === undefined) return route.abort();
    const type = name.endsWith('.js') ? 'text/javascript' : name.endsWith('.css') ? 'text/css' : 'text/html';
    return route.fulfill({ body, contentType: `${type}; charset=utf-8` });
  });
}

/** The extension's own page, and on it what VS Code adds to every webview. */
function frame(theme: Theme): string {
  const webview = { cspSource: ORIGIN, asWebviewUri: ({ path }: { path: string }) => `${ORIGIN}${path}` };
  const html = pageHtml(webview as never, { path: '' } as never);
  return html
    .replace('<html ', `<html data-theme="${theme}" `)
    .replace('<link ', `<link rel="stylesheet" href="${ORIGIN}/themes.css">\n<link `)
    .replace('<body>', `<body class="${BODY_CLASSES[theme]}">`);
}

export const start: ToPage = { kind: 'start', strings: panelStrings(), settings: { digits: 6 } };

/** The host shows a function. */
export function show(panel: PanelCard, more: Partial<Extract<ToPage, { kind: 'show' }>> = {}): ToPage {
  return {
    kind: 'show',
    target: { uri: 'file:///examples/seed.py', function: panel.card.function },
    document: 'seed.py',
    panel,
    choices: { wrt: null, order: panel.card.derivative?.kind === 'hessian' ? 2 : 1, point: {} },
    kept: [],
    problem: null,
    pinned: false,
    ...more,
  };
}

export async function picture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(ROOT, 'test-results/screenshots', `panel-${name}.png`), fullPage: true });
}
