import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { spawnOnLifeline } from '../spawn.mjs';
import { nodeForServedVSCode } from './node.mjs';
import { QUIET_SETTINGS } from './quiet-settings.mjs';
import { servedVSCode } from './served.mjs';

const START_MS = 60_000;

/**
 * @typedef {object} ServerOptions
 * @property {string} userDataDir where VS Code keeps settings and state
 * @property {string} [extensionsDir] where installed extensions lie
 * @property {Record<string, unknown>} [settings] written only if `userDataDir` has no settings yet
 * @property {NodeJS.ProcessEnv} [env] for the extension host
 * @property {number} [port] a free one if left out
 * @property {boolean} [testDriver] lets the page's address name an extension to develop and its tests; suppresses toasts
 *
 * @typedef {object} View what a page is to show
 * @property {string} folder
 * @property {string} [file] opened in the first editor
 * @property {readonly string[]} [extensions] folders of extensions to develop (needs `testDriver`)
 * @property {string} [tests] a module that exports `run()` (needs `testDriver`)
 *
 * @typedef {object} Server
 * @property {(view: View) => string} address of a page, with the token that lets it in
 * @property {Promise<void>} ended when the server has
 * @property {() => string} output what it has printed
 * @property {() => Promise<void>} stop
 */

/**
 * The arguments that every start of the served VS Code needs.
 *
 * @param {Pick<ServerOptions, 'userDataDir' | 'extensionsDir'>} options
 */
export function serverCommand({ userDataDir, extensionsDir }) {
  const dirs = ['--user-data-dir', userDataDir, ...(extensionsDir ? ['--extensions-dir', extensionsDir] : [])];
  return [nodeForServedVSCode(), join(servedVSCode(), 'out/server-main.js'), '--accept-server-license-terms', ...dirs];
}

/**
 * Starts VS Code as a server on this machine's loopback address. Only who knows its token, which is new each time, can
 * use it: otherwise every page and user of this machine could run programs through it.
 *
 * @param {ServerOptions} options
 * @returns {Promise<Server>}
 */
export async function serveVSCode(options) {
  const settings = join(options.userDataDir, 'User/settings.json');
  mkdirSync(join(options.userDataDir, 'User'), { recursive: true });
  if (!existsSync(settings))
    writeFileSync(settings, JSON.stringify({ ...QUIET_SETTINGS, ...options.settings }, null, 2));
  const token = randomBytes(16).toString('hex');
  const authority = `127.0.0.1:${options.port ?? (await freePort())}`;
  const [, port = ''] = authority.split(':');

  const args = [
    '--host',
    '127.0.0.1',
    '--port',
    port,
    '--connection-token',
    token,
    '--telemetry-level',
    'off',
    '--disable-workspace-trust',
  ];
  if (options.testDriver) args.push('--enable-smoke-test-driver');
  const server = spawnOnLifeline([...serverCommand(options), ...args], {
    env: { ...process.env, EXTENSIONS_GALLERY: '{"serviceUrl":""}', ...options.env }, // no look-ups in a market place
  });
  let output = '';
  for (const stream of [server.stdout, server.stderr]) stream.on('data', (text) => (output += String(text)));
  let running = true;
  const ended = server.ended.then(() => void (running = false));
  const stop = async () => void (await server.end());

  const deadline = Date.now() + START_MS;
  while (!(await answers(`http://${authority}/version`))) {
    if (!running || Date.now() > deadline) {
      await stop();
      throw new Error(`The VS Code server did not start. It printed:\n${output}`);
    }
    await pause(100);
  }

  const remote = (/** @type {string} */ path) =>
    pathToFileURL(resolve(path)).href.replace('file://', `vscode-remote://${authority}`);
  const address = (/** @type {View} */ { folder, file, extensions = [], tests }) => {
    const payload = [
      ['skipWelcome', 'true'],
      ['skipReleaseNotes', 'true'],
    ];
    if (file) payload.push(['openFile', remote(file)]);
    for (const extension of extensions) payload.push(['extensionDevelopmentPath', remote(extension)]);
    if (tests) payload.push(['extensionTestsPath', remote(tests)]);
    return `http://${authority}/?${new URLSearchParams({ tkn: token, folder: resolve(folder), payload: JSON.stringify(payload) })}`;
  };
  return { address, ended, output: () => output, stop };
}

/** @param {string} address */
async function answers(address) {
  return fetch(address).then(
    (response) => response.ok,
    () => false,
  );
}

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (probe.address());
  probe.close();
  return port;
}
