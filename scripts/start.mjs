// npm start [-- --served --port N]: opens the extension on examples/ in VS Code: desktop VS Code if its `code` command is
// there (and --served does not say otherwise), else a served one, whose page is opened in a browser.
import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensurePackages } from './packages.mjs';
import { DOWNLOADS, ROOT } from './root.mjs';

const { values: flags } = parseArgs({ options: { served: { type: 'boolean' }, port: { type: 'string' } } });

const FOLDER = join(ROOT, 'examples');
const FILE = join(FOLDER, 'seed.py');

try {
  ensurePackages();
  const build = spawnSync(process.execPath, ['esbuild.mjs'], { cwd: ROOT, stdio: 'inherit' });
  if (build.status !== 0) throw new Error('Gradlens could not be built; the messages are above.');
  if (!flags.served && hasDesktopVSCode()) openDesktop();
  else await openServed();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

/** In a terminal of a remote window, `code` is another program, which cannot load an extension from a folder. */
function hasDesktopVSCode() {
  return !process.env.VSCODE_IPC_HOOK_CLI && runCode(['--version'], 'ignore') === 0;
}

function openDesktop() {
  runCode(['--new-window', `--extensionDevelopmentPath=${ROOT}`, FOLDER, FILE], 'inherit');
  console.log('VS Code opens examples/seed.py in a new window, with Gradlens from this folder.');
}

/** @param {string[]} args @param {'ignore' | 'inherit'} stdio */
function runCode(args, stdio) {
  return spawnSync('code', args, { stdio, shell: process.platform === 'win32' }).status;
}

async function openServed() {
  // Only now, because these need the packages that were perhaps just installed.
  const { serveVSCode } = await import('./vscode/serve.mjs');
  const { linkExtension } = await import('./vscode/link.mjs');
  const home = join(DOWNLOADS, 'start');
  const extensionsDir = join(home, 'extensions');
  linkExtension(extensionsDir);
  const server = await serveVSCode({
    userDataDir: join(home, 'user'), // kept, so that a chosen theme stays chosen
    extensionsDir,
    ...(flags.port && { port: Number(flags.port) }),
  });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
    process.on(signal, () => void server.stop());
  const address = server.address({ folder: FOLDER, file: FILE });
  console.log(`VS Code with Gradlens, until you press Ctrl+C:\n\n  ${address}\n`);
  openInBrowser(address);
  await server.ended;
}

/** In the person's usual browser, if there is a display. @param {string} address */
function openInBrowser(address) {
  const openers = { darwin: 'open', win32: 'explorer' };
  const opener = openers[/** @type {keyof typeof openers} */ (process.platform)] ?? 'xdg-open';
  if (opener === 'xdg-open' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return;
  const browser = spawn(opener, [address], { stdio: 'ignore', detached: true });
  browser.once('error', () => console.log('No browser could be opened: please open the address yourself.'));
  browser.unref();
}
